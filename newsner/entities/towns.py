"""The towns of Italy as texts call them: in full, and without what tells one from others."""

from __future__ import annotations

from functools import cache

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import usage


@cache
def known_towns() -> frozenset[str]:
    """Give the well-known places and towns without case."""
    return frozenset(name.casefold() for name in places().known | places().towns)


@cache
def italian_towns() -> frozenset[str]:
    """Give the towns of Italy without case, in full and as they call themselves ("finale")."""
    bodies = {name.casefold() for name in organisations().known}
    names = places().municipalities
    return frozenset(n.casefold() for n in names.union(map(_shortened, names))) - bodies


def _shortened(name: str) -> str:
    """Town's name without what tells it from others: "Novi" of "Novi di Modena"."""
    words = name.split()
    inner = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words))
    if inner == len(words) > 1 and words[0] not in usage().saints:
        inner -= 1
    return " ".join(words[:inner])
