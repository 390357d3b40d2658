"""The names of a Doc as the mending rules look them up: by root, by where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import EntityRow, MentionRow
from ..syntax import Tree

NAMING = frozenset(("name", "metonym"))
DIPLOMAT = "diplomat"  # group of titles


class Names:
    """Mentions by name (names and metonyms) by their root token, and what else the rules ask.

    Iterating and ``in`` go over the roots. ``demonyms`` are by root too.
    """

    def __init__(self, tree: Tree, entities: list[EntityRow], mentions: list[MentionRow]) -> None:
        self._entities = entities
        self._rows = {m.root: m for m in mentions if m.kind in NAMING and m.entity >= 0}
        self.ends = {m.end: m for m in self._rows.values()}
        self.cover = {i: m for m in self._rows.values() for i in range(m.start, m.end)}
        self.demonyms = {m.root: m for m in mentions if m.kind == "demonym"}
        # titles that stand for a person: "la visita del Papa in Spagna"; a diplomat's may well
        # govern a place: "la lettera dell'ambasciatore a Oslo"
        self.titles_alone: dict[int, MentionRow] = {}
        for m in mentions:
            title = tree.title(m.root) if m.kind == "nominal" and self.is_person(m) else None
            if title is not None and DIPLOMAT not in title.groups:
                self.titles_alone.setdefault(m.root, m)

    def __contains__(self, i: int) -> bool:
        """Whether a name has its root at token ``i``."""
        return i in self._rows

    def __iter__(self) -> Iterator[int]:
        """Give the roots."""
        return iter(tuple(self._rows))

    def __getitem__(self, root: int) -> MentionRow:
        """Give the name at a root."""
        return self._rows[root]

    def get(self, root: int) -> MentionRow | None:
        """Give the name at a root, None where there is none."""
        return self._rows.get(root)

    def kind(self, m: MentionRow) -> str:
        """Type of the entity that a mention means, "" where it means none."""
        return self._entities[m.entity].type if m.entity >= 0 else ""

    def is_person(self, m: MentionRow) -> bool:
        """Whether a mention means a person."""
        return self.kind(m) == "PERSON"

    def gender(self, root: int) -> str:
        """Gender of the person whose name has its root at the token, "" where it is unknown."""
        m = self._rows.get(root)
        return self._entities[m.entity].gender if m is not None and self.is_person(m) else ""

    def is_a(self, root: int, *kinds: str) -> bool:
        """Whether a name of one of these types has its root at the token."""
        m = self._rows.get(root)
        return m is not None and self.kind(m) in kinds

    def before_comma(self, tree: Tree, start: int) -> MentionRow | None:
        """Name that ends right before the comma before token ``start``."""
        return self.ends.get(start - 1) if start and tree.form[start - 1] == "," else None
