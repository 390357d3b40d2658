"""City or government: what a capital or a palace stands for, decided by its syntactic role."""

from __future__ import annotations

from ..knowledge.places import places
from ..knowledge.usage import metonymy, prepositions, usage
from ..syntax import SUBJECTS, VERBAL_POS
from .syntax import (
    NOMINAL,
    Name,
    case_of,
    first_conjunct,
    has_article,
    is_among,
    preposition,
    starts_sentence,
    title_of,
)
from .text import Text

_IN_NAME = frozenset({"amod", "flat", "flat:name"})
_DEPTH = 4  # of coordination that is followed up


def is_sport(doc: Text) -> bool:
    """Whether the article is about sport."""
    sport = metonymy().sport
    found = sport.words.intersection(doc.lemma)
    return len(found) >= sport.threshold and not found.isdisjoint(sport.plain)


def stands_for_government(doc: Text, name: Name) -> bool:
    """Whether a capital or palace is meant as the government that sits there.

    Capitals that stand for it have no article ("la Roma" is the club, "la Mosca di allora" a city).
    A palace with "di" or "da" does stand for it, but for its rooms and for movement.
    """
    token = doc.tree.top(name.start, name.end)
    if name.type == "CAPITAL" and (_has_foreign_article(doc, name) or _is_described(doc, name)):
        return False
    if name.type == "SEAT" and preposition(doc, token) in {prepositions().of, prepositions().by}:
        return _of_palace(doc, token)
    return _by_role(doc, token)


def _is_described(doc: Text, name: Name) -> bool:
    """Whether it is said to be a town right behind: "a Riad, dove", "Tunisi, la capitale"."""
    if doc.words[name.end] != ",":
        return False
    if doc.lower[name.end + 1] in usage().where:
        return True  # "a Stoccolma, dove"
    noun = name.end + 1 + has_article(doc, name.end + 2)
    return doc.pos[noun] == "NOUN" and is_among(doc, noun, places().nouns)


def _of_palace(doc: Text, token: int) -> bool:
    """Decide on a palace with "di" or "da" by its governor."""
    governor = doc.head[token]
    if preposition(doc, token) == prepositions().by:
        return not is_among(doc, governor, metonymy().prepositions.by_movement)
    no_rooms = not is_among(doc, governor, usage().rooms)
    return no_rooms and not is_among(doc, governor, places().nouns)


def _by_role(doc: Text, token: int) -> bool:
    """Decide by preposition and function, those of the first conjunct in a coordination."""
    marker = preposition(doc, token)
    for _ in range(_DEPTH):
        if marker or doc.dep[token] != "conj":
            break
        token = _whole_name(doc, doc.head[token])
        marker = preposition(doc, token)
    if not marker:
        return doc.dep[token] == "obl:agent" or _by_function(doc, token)
    if doc.tree.has(token, "cop"):
        return False  # "era a Torino"
    governor = doc.head[first_conjunct(doc, token)]
    if marker == prepositions().at and (_is_post(doc, token) or _is_fronted(doc, token)):
        return False
    return doc.dep[token] == "obl:agent" or _by_preposition(doc, marker, governor)


def _whole_name(doc: Text, i: int) -> int:
    """Climb from a word of a name: "la Santa Sede e Hanoi" hangs Hanoi on "Santa"."""
    while doc.pos[i] == doc.pos[doc.head[i]] == "PROPN" and doc.dep[i] in _IN_NAME:
        i = doc.head[i]
    return i


def _is_fronted(doc: Text, token: int) -> bool:
    """Whether "a" and the city open the sentence: there it happens, whoever is told it."""
    return starts_sentence(doc, case_of(doc, token)) and token < doc.head[token]


def _is_post(doc: Text, token: int) -> bool:
    """Whether an envoy stands before "a": it is where he serves, whatever the parse says."""
    before = case_of(doc, token) - 1
    if not is_among(doc, before, metonymy().places.posts):
        return False
    return not doc.tree.has(before, "aux")  # "ha inviato a Mosca un messaggio"


def _has_foreign_article(doc: Text, name: Name) -> bool:
    """Whether an article precedes that is no part of the city's name."""
    if not has_article(doc, name.start):
        return False
    text = doc.written(name.start, name.end).casefold()
    ends = f" {text}", f"'{text}"
    return not any(city.casefold().endswith(ends) for city in places().with_article)


def _by_function(doc: Text, token: int) -> bool:
    """Decide by the function of a capital without preposition."""
    if doc.dep[token] in SUBJECTS:
        return _as_subject(doc, token)
    if doc.dep[token] == "obj":
        return is_among(doc, doc.head[token], metonymy().object.government)
    if _is_cleft(doc, token) or _is_unparsed_subject(doc, token):
        return True
    # headline: "Mosca: «Non trattiamo»"
    return doc.words[token + 1] == ":" and doc.is_quote[token + 2]


def _is_cleft(doc: Text, token: int) -> bool:
    """Whether a cleft makes it the doer ("è stata Berlino a sospendere le vendite")."""
    tree, words = doc.tree, doc.words
    return tree.has(token, "cop") and any(
        tree.feature(k, "VerbForm") == "Inf"
        and not is_among(doc, k, metonymy().subject.city)
        and any(usage().preposition(words[m]) == prepositions().at for m in tree.having(k, "mark"))
        for k in tree.kids[token]
    )


def _is_unparsed_subject(doc: Text, token: int) -> bool:
    """Whether a finite verb follows at once ("Nel documento Asunción riconosce")."""
    if doc.dep[token] not in {"nmod", "flat", "flat:name"} or doc.pos[token + 1] not in VERBAL_POS:
        return False
    return doc.tree.feature(token + 1, "VerbForm") == "Fin"


def _as_subject(doc: Text, token: int) -> bool:
    head, rules = doc.head[token], metonymy().subject
    if doc.pos[head] in NOMINAL:
        return not is_among(doc, head, places().nouns)
    passive = doc.dep[token] == "nsubj:pass"
    return not is_among(doc, head, rules.city_passive if passive else rules.city)


def _by_preposition(doc: Text, marker: str, governor: int) -> bool:
    rules, small = metonymy().prepositions, prepositions()
    if is_among(doc, governor, metonymy().places.words):
        return False
    if marker in rules.always:
        return True
    if marker == small.by:
        return _from(doc, governor)
    if marker == small.at:
        return _addressed(doc, governor)
    if marker == small.of:
        held = is_among(doc, governor, rules.of) or _is_action(doc, governor)
        return held or _is_state_office(doc, governor)
    listed = {small.among: rules.among, small.along: rules.along, small.on: rules.on}
    return is_among(doc, governor, listed.get(marker, frozenset()))


def _is_action(doc: Text, noun: int) -> bool:
    """Whether a noun is of an action, so that "di" gives its doer."""
    action = doc.lemma[noun].endswith(usage().action_endings)
    return action and not is_among(doc, noun, usage().town_nouns)


def _is_state_office(doc: Text, noun: int) -> bool:
    """Whether a noun is an office that states give, or its portfolio ("ministro della Difesa")."""
    while doc.dep[noun] == "nmod" and doc.head[noun] < noun and doc.pos[doc.head[noun]] == "NOUN":
        noun = doc.head[noun]
    title = title_of(doc, noun)
    return title is not None and not {"minister", "diplomat"}.isdisjoint(title.groups)


def _addressed(doc: Text, governor: int) -> bool:
    """Whether "a" names the addressee of a verb, or of its object ("vendere armi a Riad")."""
    words, tree = metonymy().prepositions.at, doc.tree
    objects = tree.having(governor, "obj") if doc.pos[governor] == "VERB" else []
    below = (k for o in objects for k in tree.having(o, "nmod"))
    return any(is_among(doc, i, words) for i in (governor, *objects, *below))


def _from(doc: Text, governor: int) -> bool:
    rules, tree = metonymy().prepositions, doc.tree
    if is_among(doc, governor, rules.by_movement):
        subjects = tree.having(governor, *SUBJECTS)
        return any(is_among(doc, s, rules.message) for s in subjects)
    participle = tree.feature(governor, "VerbForm") == "Part" and doc.dep[governor] == "acl"
    return participle or tree.has(governor, "aux:pass") or is_among(doc, governor, rules.by)
