"""Known names against the model's, where both stand at one place.

In: both lists of names; out: one list in which none overlaps.
"""

from __future__ import annotations

from itertools import pairwise

from ..knowledge.countries import countries
from ..knowledge.inflection import inflect
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from ..layers import GAZETTEER
from .known import is_ambiguous
from .not_names import has_wrong_article, is_medium, is_product, names_occasion
from .syntax import (
    FULL_NAME,
    Name,
    follows_demonym,
    has_article,
    is_among,
    is_share,
    noun_before,
    noun_of,
    starts_sentence,
    title_of,
)
from .text import Text
from .trimming import has_capital


def merge(doc: Text, known: list[Name], model: list[Name]) -> list[Name]:
    """Decide between what is known and what the model says, where they overlap."""
    merged: list[Name] = []
    taken = [False] * doc.size
    by_token = {i: name for name in model for i in range(name.start, name.end)}
    texts = {doc.written(name.start, name.end) for name in model}
    capitals = _capitals_of_named_states(doc, known)
    at: dict[int, list[Name]] = {}
    for name in known:
        at.setdefault(name.start, []).append(name)
    for name in known:
        rivals = {id(r): r for i in range(name.start, name.end) if (r := by_token.get(i))}
        if not _plausible(doc, name, alone=not rivals):
            continue
        if any(
            _outranks(doc, r, name, capitals) and doc.written(name.end, r.end) not in texts
            for r in rivals.values()
        ):
            continue  # but "A Piazza Affari Ardena ha chiuso" runs two names together
        merged.append(name)
        for i in range(name.start, name.end):
            taken[i] = True
    for name in model:
        if not any(taken[name.start : name.end]):
            merged.append(name)
        elif any(_runs_into_officer(doc, name, k) for k in at.get(name.start, ())):
            merged.append(Name(at[name.start][0].end, name.end, "PERSON", "model"))
    return sorted(merged, key=lambda name: name.start)


def _plausible(doc: Text, known: Name, *, alone: bool) -> bool:
    """Whether a known name that is also something else is meant here.

    An organisation's acronym or short name takes an article ("al Tas"), a few never do ("secondo
    Repubblica"); anything else needs the model to have seen a name too.
    """
    if known.rule == GAZETTEER:
        return True
    start, text = known.start, doc.written(known.start, known.end)
    if has_wrong_article(doc, start, text) or is_medium(doc, start, text):
        return False
    if names_occasion(doc, start) or is_product(doc, start, known.end):
        return False
    if not alone or not is_ambiguous(text):
        return True
    if known.type != "ORGANISATION":
        return False
    if is_among(doc, noun_of(doc, start), usage().organisation_governors):
        return True  # "il fondatore di Emergency"
    if is_among(doc, noun_before(doc, start), organisations().nouns):
        return True  # "la società Hp"
    if follows_demonym(doc, start) or is_share(doc, start):
        return True  # "la statunitense Hp", "il 10% di Hp"
    return has_article(doc, start) and not starts_sentence(doc, start - 1)


def _outranks(doc: Text, model: Name, known: Name, capitals: frozenset[str]) -> bool:
    """Whether the model's span is the better reading of the place where both stand."""
    text = doc.written(known.start, known.end)
    if _runs_into_officer(doc, model, known):
        return False
    if not model.start <= known.start < known.end <= model.end:
        return False
    if (model.start, model.end) == (known.start, known.end):
        if known.rule == GAZETTEER:
            return False
        if is_ambiguous(text):
            return model.type not in {known.type, "MISC"} and not is_share(doc, known.start)
        person = model.type == "PERSON" and text in first_names()
        return person and text not in capitals
    if known.start == model.start and doc.words[known.end] in first_names():
        return model.end - known.end < FULL_NAME  # "alla Bbc Hassan Rashid"
    if model.type == "PERSON":
        return True
    if known.type == "COUNTRY" and doc.lower[model.start] in usage().state_forms:
        return False  # "Regno dei Paesi Bassi"
    after = usage().preposition(doc.words[known.end]) if known.end < model.end else ""
    if known.type == "COUNTRY" and known.start == model.start and after == prepositions().of:
        return has_article(doc, known.end + 1)  # "il Brasile di Lula", but "Italia dei Valori"
    opening = doc.lower[model.start] in places().opening
    outside = (i for i in range(model.start, model.end) if not known.start <= i < known.end)
    both = model.type == known.type == "ORGANISATION"
    return opening or any(
        has_capital(doc.words[i]) or (both and i >= known.end and doc.pos[i] == "ADJ")
        for i in outside
    )


def _capitals_of_named_states(doc: Text, known: list[Name]) -> frozenset[str]:
    """Give the capitals that are first names too, and are meant as towns: "Sofia".

    The article speaks of their state, and nobody in it has the name before a surname.
    """
    capitals = {
        text: name.keys
        for name in known
        if name.type == "CAPITAL" and (text := doc.written(name.start, name.end)) in first_names()
    }
    if not capitals:
        return frozenset()
    table, words = countries(), set(doc.lower)
    bearers = {word for word, after in pairwise(doc.words) if has_capital(after)}
    states = {
        key
        for keys in capitals.values()
        for key in keys
        if any(name.casefold() in words for name in table[key].names)
        or any(not words.isdisjoint(inflect(demonym)) for demonym in table[key].demonyms)
    }
    return frozenset(t for t in capitals.keys() - bearers if not states.isdisjoint(capitals[t]))


def _runs_into_officer(doc: Text, model: Name, known: Name) -> bool:
    """Whether the model ran a body and its officer together: "il capo dell'Onu Ban Ki-moon"."""
    if model.start != known.start or known.type not in {"ORGANISATION", "COUNTRY"}:
        return False
    rest = doc.words[known.end : model.end]
    if len(rest) < FULL_NAME or not all(w[0].isupper() or w == "-" for w in rest[:2]):
        return False
    firm = not usage().company_forms.isdisjoint(doc.lower[known.end : model.end])
    return not firm and title_of(doc, noun_of(doc, known.start)) is not None
