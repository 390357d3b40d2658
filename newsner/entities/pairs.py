"""Two names hyphened into one word: "il vertice Usa-Cina", "la partita Napoli-Inter"."""

from __future__ import annotations

from ..knowledge.places import places
from ..knowledge.usage import metonymy, usage
from ..layers import PAIR
from .known import Meaning, known_names
from .syntax import Name, has_score, is_among
from .text import Text

_NOTHING: Meaning = ("", (), "")


def split_pairs(doc: Text, names: list[Name], *, sport: bool) -> list[Name]:
    """Put two names in the place of each hyphened pair; both share its tokens.

    The halves are known countries and bodies, clubs named by their city, capitals that stand for
    their government, and people whom the article names.
    """
    if not any("-" in word for word in doc.words):
        return names
    surnames = {doc.words[n.end - 1] for n in names if n.type == "PERSON"}
    pairs = [pair for i in range(doc.size) if (pair := _pair(doc, i, surnames, sport=sport))]
    taken = {i for pair in pairs for i in range(pair[0].start, pair[0].end)}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
    return sorted([*kept, *(half for pair in pairs for half in pair)], key=lambda n: n.start)


def _pair(doc: Text, i: int, surnames: set[str], *, sport: bool) -> list[Name]:
    """Read a word as a pair; empty where it is none."""
    left, hyphen, right = doc.words[i].partition("-")
    if not (hyphen and left[:1].isupper() and right[:1].isupper()) or "-" in right:
        return []
    if doc.words[i] in known_names():
        return []
    start, end = i, i + 1
    if left in surnames and right in surnames:
        return [Name(start, end, "PERSON", PAIR, part=half) for half in (left, right)]
    if f"{doc.words[start - 1]} {left}" in known_names():  # "Real Madrid-Inter"
        start, left = start - 1, f"{doc.words[start - 1]} {left}"
    if f"{right} {doc.words[end]}" in known_names():
        end, right = end + 1, f"{right} {doc.words[end]}"
    meanings = [known_names().get(half, _NOTHING) for half in (left, right)]
    kinds = [_kind(half, m) for half, m in zip((left, right), meanings, strict=True)]
    noun = start - 1 if doc.pos[start - 1] == "NOUN" else -1
    kinds = _together(doc, kinds, noun, match=_is_match(doc, end, noun), sport=sport)
    return [
        Name(start, end, kind, PAIR, m[1] if kind == "COUNTRY" else (), m[2], part=half)
        for kind, half, m in zip(kinds, (left, right), meanings, strict=bool(kinds))
    ]


def _kind(half: str, meaning: Meaning) -> str:
    """Kind of a half: COUNTRY, ORGANISATION, CAPITAL, or PLACE for another Italian city."""
    if meaning[0] in {"COUNTRY", "ORGANISATION", "CAPITAL"}:
        return meaning[0]
    return "PLACE" if half in places().italian_cities else ""


def _together(doc: Text, kinds: list[str], noun: int, *, match: bool, sport: bool) -> list[str]:
    """Types of the halves where they are two parties; empty where they are one name or a way.

    "La Torino-Lione" is a railway, "la fusione Fiat-Chrysler" has two parties.
    """
    towns = {"CAPITAL", "PLACE"}
    if "" in kinds:
        return []
    if set(kinds) == {"COUNTRY"}:
        return kinds
    if set(kinds) <= {"COUNTRY", "ORGANISATION"}:
        return kinds if match or sport or noun >= 0 else []
    if match or (sport and "ORGANISATION" in kinds):
        return ["ORGANISATION" if kind in towns else kind for kind in kinds]
    dealing = is_among(doc, noun, metonymy().prepositions.among)
    return ["COUNTRY", "COUNTRY"] if dealing and set(kinds) <= {"CAPITAL", "COUNTRY"} else []


def _is_match(doc: Text, end: int, noun: int) -> bool:
    """Whether a noun before or a score behind makes it a match."""
    return is_among(doc, noun, usage().contests) or has_score(doc, end)
