"""Names that the knowledge base knows, found in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.phrases import PhraseIndex
from ..knowledge.places import places
from .syntax import Name
from .text import Text

Meaning = tuple[str, tuple[str, ...], str]  # type, country keys, canonical organisation


@cache
def known_names() -> dict[str, Meaning]:
    """Give what each known name means."""
    table = countries()
    meanings: dict[str, Meaning] = dict.fromkeys(places().known, ("PLACE", (), ""))
    for name, canonical in organisations().known.items():
        meanings[name] = ("ORGANISATION", (), canonical)
    for record in table.records.values():
        for city in record.capitals:
            keys = tuple(table.capitals.get(city.casefold(), ()))
            meanings[city] = ("CAPITAL" if keys else "PLACE", keys, "")
        for seat in record.seats:
            meanings[seat] = ("SEAT", tuple(table.seats[seat.casefold()]), "")
    for seat, canonical in organisations().metonyms.items():
        keys = tuple(table.capitals.get(seat.casefold(), ()))
        meanings[seat] = ("CAPITAL" if keys else "SEAT", keys, canonical)
    for record in table.records.values():
        for name in record.names:
            meanings[name] = ("COUNTRY", tuple(table.names[name.casefold()]), "")
    return meanings


@cache
def _index() -> PhraseIndex[Meaning]:
    return PhraseIndex(known_names().items())


def find_known(doc: Text) -> Iterator[Name]:
    """Yield the known names in ``doc``, left to right."""
    for start, end, (kind, keys, canonical) in _index().find(doc.doc):
        if end == start + 1 and doc.pos[start] in {"VERB", "AUX"}:
            continue  # "Usa", "Nato" are also verbs
        text = doc.written(start, end)
        if text.islower() and text not in known_names():
            continue  # "LA STAMPA" in a headline in capitals, which reads as "la stampa"
        yield Name(start, end, kind, "known", keys, canonical)


def is_ambiguous(text: str) -> bool:
    """Whether a known name is also something else, so that the model has to agree."""
    return text in organisations().ambiguous or text in places().ambiguous
