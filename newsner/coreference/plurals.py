"""Anaphors that count: "i due", "entrambi", "i due paesi"; and "quest'ultimo"."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.anaphora import anaphora
from .choice import Choice, best
from .discourse import Discourse, Referent
from .profile import title_at
from .tree import NOMINAL, is_clause, morph

SAID_TOGETHER = 0.8  # certainty where the members were coordinated
NAMED_APART = 0.65  # certainty where the nearest sentences named exactly as many
REACH = 4  # sentences before in which the members are looked for


def plural(d: Discourse, token: Token) -> Choice | None:
    """Members that a counting anaphor means; the last named for "quest'ultimo"."""
    table = anaphora()
    form = token.lower_
    if form in table.order.last:
        return _last(d, token)
    counted = token.lemma_.casefold() if token.pos_ in NOMINAL else form
    if form in table.plural.both:
        noun = token.head if token.dep_ in ("det:predet", "det", "amod") else None
        return _members(d, token, 2, noun)
    number = table.plural.counted.get(form, table.plural.counted.get(counted, 0))
    if not number:
        return None
    if token.dep_ == "nummod" and _definite(token.head) and _bare(token.head):
        return _members(d, token.head, number, token.head)
    if token.dep_ != "nummod" and _definite(token):
        return _members(d, token, number, None)
    return None


def _definite(noun: Token) -> bool:
    return any(morph(c, "Definite") == "Def" for c in noun.children)


def _bare(noun: Token) -> bool:
    """Whether nothing names the members: no name beside, no complement, no other noun."""
    return not any(
        c.dep_ in ("flat", "flat:name", "appos", "acl:relcl", "nmod", "amod", "obl", "acl")
        for c in noun.children
    )


def _types(noun: Token | None) -> frozenset[str]:
    """Types of entity that the counted noun allows; empty where it says nothing of the kind."""
    if noun is None:
        return frozenset(("PERSON", "COUNTRY", "ORGANISATION"))
    title = title_at(noun)
    if title is not None:  # "i due leader"; but "i due figli" need not have been named
        kin = set(title.groups) & set(anaphora().relational.groups)
        return frozenset() if kin else frozenset(("PERSON",))
    return anaphora().types_of(noun.lemma_.casefold())


def _members(d: Discourse, token: Token, number: int, noun: Token | None) -> Choice | None:
    types = _types(noun)
    if not types:
        return None
    here = d.sentence_of[token.i]
    near: list[Referent] = []
    for distance in range(min(here, REACH) + 1):
        known = [
            r
            for r in d.by_sentence.get(here - distance, ())
            if (distance or r.token < token.i) and r.type in types and r.entities
        ]
        groups = [(r.weight, r) for r in known if len(r.entities) == number]
        found = best(groups, lambda _: True, "counted-together", SAID_TOGETHER)
        if found is not None:
            return found
        near += known
        singles = dict.fromkeys(e for r in near for e in r.entities)
        if len(singles) < number:
            continue
        alike = len({d.entities[e].type for e in singles}) == 1
        if len(singles) > number or not alike:
            return None
        return Choice(_joined(d, near, tuple(singles)), "counted-apart", NAMED_APART)
    return None


def _joined(d: Discourse, known: list[Referent], members: tuple[int, ...]) -> Referent:
    made = d.referent(d.doc[known[0].token], members, known[0].type)
    made.number = "Plur"
    return made


def _last(d: Discourse, token: Token) -> Choice | None:
    """Give the nearest antecedent that agrees: "quest'ultimo" without a noun of its own."""
    demonstrative = any(morph(c, "PronType") == "Dem" for c in token.children) or (
        token.i > 0 and morph(token.nbor(-1), "PronType") == "Dem"
    )
    if not demonstrative or token.dep_ == "amod":
        return None
    gender, number = morph(token, "Gender"), morph(token, "Number")
    around = _phrases_around(token)
    nearest: Referent | None = None
    for _, referent in d.candidates(token):
        later = nearest is None or referent.token > nearest.token
        if referent.token in around:
            continue
        if later and referent.entities and referent.agrees(gender, number):
            nearest = referent
    return Choice(nearest, "last-named", 0.7) if nearest is not None else None


def _phrases_around(token: Token) -> set[int]:
    """Give the heads of the noun phrases that contain ``token``: "il figlio di quest'ultimo"."""
    around = set()
    while token.head != token and token.dep_ != "conj" and not is_clause(token):
        token = token.head
        around.add(token.i)
    return around
