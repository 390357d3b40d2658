"""City or government: what a capital or a palace stands for, decided by its syntactic role."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..knowledge.places import places
from ..knowledge.usage import metonymy
from .syntax import preposition, root_of


def is_sport(doc: Doc) -> bool:
    """Whether the article is about sport."""
    sport = metonymy().sport
    return len({t.lemma_.casefold() for t in doc} & sport.words) >= sport.threshold


def stands_for_government(doc: Doc, start: int, end: int) -> bool:
    """Whether the capital or palace at [start, end) is meant as the government that sits there."""
    return _governs(doc, root_of(doc, start, end), 4)


def _governs(doc: Doc, token: Token, depth: int) -> bool:
    if depth == 0:
        return False
    dep = token.dep_
    marker = preposition(doc, token)
    if dep == "conj" and not marker:
        return _governs(doc, token.head, depth - 1)
    if dep.startswith("nsubj"):
        return _as_subject(token, passive=dep == "nsubj:pass")
    if dep == "obj" and not marker:
        return token.head.lemma_.casefold() in metonymy().object.government
    if dep == "obl:agent":
        return True
    if marker:
        governor = token.head
        if dep == "conj":
            governor = _first_conjunct(token).head
        return _by_preposition(marker, governor, token)
    if dep == "ROOT":
        return _is_headline_subject(token)
    return False


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _as_subject(token: Token, *, passive: bool) -> bool:
    head = token.head
    rules = metonymy().subject
    lemma = head.lemma_.casefold()
    if head.pos_ in {"NOUN", "PROPN"}:
        return lemma not in places().nouns
    return lemma not in (rules.city_passive if passive else rules.city)


def _by_preposition(marker: str, governor: Token, token: Token) -> bool:
    rules = metonymy().prepositions
    lemma = governor.lemma_.casefold()
    if lemma in metonymy().places.words:
        return False
    if marker in rules.always:
        return True
    if marker == "da":
        return _from(governor, lemma)
    words: dict[str, frozenset[str]] = {
        "a": rules.a,
        "di": rules.di,
        "tra": rules.tra,
        "per": rules.per,
        "su": rules.su,
    }
    return lemma in words.get(marker, frozenset())


def _from(governor: Token, lemma: str) -> bool:
    rules = metonymy().prepositions
    if lemma in rules.da_movement:
        subjects = [c for c in governor.children if c.dep_.startswith("nsubj")]
        return any(s.lemma_.casefold() in rules.message for s in subjects)
    passive = any(c.dep_ == "aux:pass" for c in governor.children)
    return lemma in rules.da or passive


def _is_headline_subject(token: Token) -> bool:
    """Whether a headline without a verb makes the capital its actor ("Mosca: «Non trattiamo»")."""
    following = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return following == ":"
