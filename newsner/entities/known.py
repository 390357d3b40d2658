"""Names that the knowledge base knows, found in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.phrases import PhraseIndex
from ..knowledge.places import places
from .syntax import Name

Meaning = tuple[str, tuple[str, ...], str]  # type, country keys, canonical organisation


@cache
def _index() -> PhraseIndex[Meaning]:
    table = countries()
    meanings: dict[str, Meaning] = {}
    for name in places().known:
        meanings[name.casefold()] = ("PLACE", (), "")
    for name, canonical in organisations().known.items():
        meanings[name.casefold()] = ("ORGANISATION", (), canonical)
    for city, governed in table.capitals.items():
        meanings[city] = ("CAPITAL", tuple(governed), "")
    for seat, governed in table.seats.items():
        meanings[seat] = ("SEAT", tuple(governed), "")
    for seat, canonical in organisations().metonyms.items():
        kind = "CAPITAL" if seat.casefold() in table.capitals else "SEAT"
        keys = tuple(table.capitals.get(seat.casefold(), ()))
        meanings[seat.casefold()] = (kind, keys, canonical)
    for name, countries_named in table.names.items():
        meanings[name] = ("COUNTRY", tuple(countries_named), "")
    spelled = {
        name.casefold(): name
        for name in (*places().known, *organisations().known, *organisations().metonyms)
        if name[0].islower()
    }
    return PhraseIndex((spelled.get(n, n.capitalize()), meaning) for n, meaning in meanings.items())


def find_known(doc: Doc) -> Iterator[Name]:
    """Yield the known names in ``doc``, left to right."""
    for start, end, (kind, keys, canonical) in _index().find(doc):
        if kind == "COUNTRY" and end == start + 1 and doc[start].pos_ in {"VERB", "AUX"}:
            continue  # "Usa" is also a verb
        yield Name(start, end, kind, "known", keys, canonical)


def is_ambiguous(text: str) -> bool:
    """Whether a known name is also something else, so that the model has to agree."""
    return text in organisations().ambiguous or text in places().ambiguous
