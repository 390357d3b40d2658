"""Bodies of several towns with one noun: "le questure di Milano, Padova e Torino".

In: composed names; out: the same with a body for each town of such a list, called as if the noun
stood before it. The town becomes a mention of its own, as every seat does.
"""

from __future__ import annotations

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .syntax import Name, is_among
from .text import Text

_TOWN = frozenset({"PLACE", "CAPITAL"})


def share_heads(doc: Text, names: list[Name]) -> list[Name]:
    """Give the names with the towns that share a plural noun made the bodies that it says."""
    shared: list[Name] = []
    listed: set[int] = set()
    for k, name in enumerate(names):
        if name.start in listed:
            continue
        shared.append(name)
        noun = doc.written(name.start, name.seat - 1) if name.seat > 1 else ""
        singular = organisations().plurals.get(noun.casefold(), "")
        if not singular or is_among(doc, name.start, places().nouns):
            continue
        if singular != noun.casefold():
            name.part = singular + doc.written(name.start, name.end)[len(noun) :]
        for town in _list_behind(doc, names[k:]):
            listed.add(town.start)
            shared.append(_body(town, f"{singular} {prepositions().of} {town.text(doc)}"))
    return shared


def _body(town: Name, name: str) -> Name:
    """Body that is called ``name`` and stands where the text has its town only."""
    at = town.start
    return Name(at, town.end, "ORGANISATION", "institution", seat=at, part=name)


def _list_behind(doc: Text, names: list[Name]) -> list[Name]:
    """Towns listed behind the first name, up to the one after "e"; none where no "e" ends it."""
    found: list[Name] = []
    end = names[0].end
    for name in names[1:]:
        between = [doc.lower[i] for i in range(end, name.start) if not usage().is_of(doc.words[i])]
        if name.type not in _TOWN or len(between) != 1:
            return []
        found.append(name)
        if between[0] in usage().joining:
            return found
        if between[0] != ",":
            return []
        end = name.end
    return []
