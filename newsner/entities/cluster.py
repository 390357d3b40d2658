"""An entity in the making, and the row that it becomes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from ..knowledge.names import first_names
from ..knowledge.places import places
from ..layers import EntityRow
from .known import known_names
from .spellings import WORD, Words


@dataclass(slots=True)
class Cluster:
    """An entity in the making: its names with the mentions that carry them."""

    type: str
    words: Words  # of its fullest name, normalised
    names: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # in the order of the text
    bare: set[Words] = field(default_factory=set)  # of all its names
    canonical: str = ""
    other: set[str] = field(default_factory=set)  # given beside another: "in arte Ugone"

    def row(self) -> EntityRow:
        """Build the entity row."""
        own = [n for n in self.names if n not in self.other]
        name = max(own or self.names, key=lambda n: (len(WORD.findall(n)), not n.isupper(), len(n)))
        name = _in_small_letters(name, self.type)
        aliases = [n for n in dict.fromkeys(self.names) if n != name]
        return EntityRow(self.type, name, "", self.gender, "Sing", aliases)

    @property
    def gender(self) -> str:
        """First gender that a mention showed."""
        return next((g for g in self.genders if g), "")

    def last_before(self, start: int) -> int:
        """Start of the last mention before ``start``, -1 where there is none."""
        at = bisect_left(self.starts, start)
        return self.starts[at - 1] if at else -1


def _in_small_letters(name: str, kind: str) -> str:
    """Write a well-known place or a person as usual, where it stands in capitals only ("MOSCA")."""
    if not name.isupper() or kind not in {"PLACE", "PERSON"}:
        return name
    if kind == "PLACE":
        return _usual_spellings().get(name.casefold(), name)
    usual = name.title()
    return usual if usual.split()[0] in first_names() else name


@cache
def _usual_spellings() -> dict[str, str]:
    """Well-known names and towns by their form in small letters: "santiago del cile"."""
    names = places().municipalities.union(known_names())
    return {name.casefold(): name for name in sorted(names)}
