"""Two names hyphened into one word: "il vertice Usa-Cina", "la partita Napoli-Inter"."""

from __future__ import annotations

from ..knowledge.places import places
from ..knowledge.usage import metonymy, usage
from ..layers import PAIR
from ..words import Word, WordTree
from .known import Meaning, known_names
from .syntax import Name, has_score, is_among

_NOTHING: Meaning = ("", (), "")


def split_pairs(doc: WordTree, names: list[Name], *, sport: bool) -> list[Name]:
    """Put two names in the place of each hyphened pair; both share its tokens.

    The halves are known countries and bodies, clubs named by their city, capitals that stand for
    their government, and people whom the article names.
    """
    if not any("-" in word.text for word in doc):
        return names
    surnames = {doc[n.end - 1].text for n in names if n.type == "PERSON"}
    pairs = [pair for token in doc if (pair := _pair(token, surnames, sport=sport))]
    taken = {i for pair in pairs for i in range(pair[0].start, pair[0].end)}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
    return sorted([*kept, *(half for pair in pairs for half in pair)], key=lambda n: n.start)


def _pair(token: Word, surnames: set[str], *, sport: bool) -> list[Name]:
    """Read a token as a pair; empty where it is none."""
    left, hyphen, right = token.text.partition("-")
    if not (hyphen and left[:1].isupper() and right[:1].isupper()) or "-" in right:
        return []
    if token.text in known_names():
        return []
    doc, start, end = token.doc, token.i, token.i + 1
    if left in surnames and right in surnames:
        return [Name(start, end, "PERSON", PAIR, part=half) for half in (left, right)]
    if start and f"{doc[start - 1].text} {left}" in known_names():  # "Real Madrid-Inter"
        start, left = start - 1, f"{doc[start - 1].text} {left}"
    if end < len(doc) and f"{right} {doc[end].text}" in known_names():
        end, right = end + 1, f"{right} {doc[end].text}"
    meanings = [known_names().get(half, _NOTHING) for half in (left, right)]
    kinds = [_kind(half, m) for half, m in zip((left, right), meanings, strict=True)]
    noun = doc[start - 1] if start and doc[start - 1].pos_ == "NOUN" else None
    kinds = _together(kinds, noun, match=_is_match(doc, end, noun), sport=sport)
    return [
        Name(start, end, kind, PAIR, m[1] if kind == "COUNTRY" else (), m[2], part=half)
        for kind, half, m in zip(kinds, (left, right), meanings, strict=bool(kinds))
    ]


def _kind(half: str, meaning: Meaning) -> str:
    """Kind of a half: COUNTRY, ORGANISATION, CAPITAL, or PLACE for another Italian city."""
    if meaning[0] in {"COUNTRY", "ORGANISATION", "CAPITAL"}:
        return meaning[0]
    return "PLACE" if half in places().italian_cities else ""


def _together(kinds: list[str], noun: Word | None, *, match: bool, sport: bool) -> list[str]:
    """Types of the halves where they are two parties; empty where they are one name or a way.

    "La Torino-Lione" is a railway, "la fusione Fiat-Chrysler" has two parties.
    """
    towns = {"CAPITAL", "PLACE"}
    if "" in kinds:
        return []
    if set(kinds) == {"COUNTRY"}:
        return kinds
    if set(kinds) <= {"COUNTRY", "ORGANISATION"}:
        return kinds if match or sport or noun is not None else []
    if match or (sport and "ORGANISATION" in kinds):
        return ["ORGANISATION" if kind in towns else kind for kind in kinds]
    dealing = noun is not None and is_among(noun, metonymy().prepositions.among)
    return ["COUNTRY", "COUNTRY"] if dealing and set(kinds) <= {"CAPITAL", "COUNTRY"} else []


def _is_match(doc: WordTree, end: int, noun: Word | None) -> bool:
    """Whether a noun before or a score behind makes it a match."""
    if noun is not None and is_among(noun, usage().contests):
        return True
    return has_score(doc, end)
