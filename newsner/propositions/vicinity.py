"""Places written side by side: "a Riad, in Arabia Saudita", "a Lodi, in via Roma".

Read off the words and not the tree: what stands between two names tells how they lie, however the
parser hung them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from ..knowledge.countries import CountryTable
from ..layers import MentionRow
from ..syntax import Tree
from .resolver import Resolver

LAND, PLACE, BODY = "COUNTRY", "PLACE", "ORGANISATION"
LONGEST = 7  # tokens between two names
OPENING = 3  # words of a name among which its kind stands: "Times Square", "monte di Venere"
ENDS = frozenset((";", ")", ".", ":", "–", "—"))

Pair = tuple[int, int]


class Vicinity:
    """Pairs of neighbouring places, the inner one first."""

    def __init__(self, tree: Tree, resolver: Resolver, countries: CountryTable) -> None:
        self.tree, self.resolver, self.countries = tree, resolver, countries

    def pairs(self) -> Iterator[Pair]:
        """Roots of names of which the first lies in the second, or has its seat there."""
        rows = sorted(self.resolver.names.values(), key=lambda m: (m.start, -m.end))
        ends = list(accumulate((m.end for m in rows), max, initial=0))
        outer = [m for m, end in zip(rows, ends, strict=False) if m.start >= end]
        sites = {m.root for m in outer if self._kind(m) == BODY and self.is_site(m)}
        museums = [(m, k) for m, k in pairwise(outer) if m.root in sites]
        for first, second in [*museums, *pairwise(rows)]:
            near = 0 < second.start - first.end <= LONGEST
            if near and self._kind(second) in (LAND, PLACE, BODY):
                pair = self._pair(first, second)
                if pair is not None:
                    yield pair

    def is_site(self, m: MentionRow) -> bool:
        """Whether the name is of a building, street or quarter: "via Roma", "Times Square".

        By the noun before too: "nel quartiere di Librino".
        """
        kinds = self.tree.words.containers.sites
        words = self.tree.form[m.start : min(m.end, m.start + OPENING)]
        return any(word in kinds for word in words) or self._is_quarter(m)

    def _is_quarter(self, m: MentionRow) -> bool:
        tree, of = self.tree, m.start - 1
        if of < 1 or tree.preposition(of) != tree.words.prepositions.genitive:
            return False
        kinds = tree.words.containers
        return tree.lemma[of - 1] in kinds.sites & kinds.places

    def beside(self, m: MentionRow, k: int) -> Pair | None:
        """Order a place and one in apposition to it: "a Lodi, via Roma"; None where it is none."""
        row = self.resolver.names[k]
        if self._kind(m) not in (LAND, PLACE) or self._kind(row) not in (LAND, PLACE):
            return m.root, k
        gap = self.tree.form[m.end : row.start]
        if gap not in ([","], []):
            return None
        return (k, m.root) if self.is_site(row) and not self.is_site(m) else (m.root, k)

    def _kind(self, m: MentionRow) -> str:
        return "" if m.kind == "metonym" else self.resolver.entities[m.entity].type

    def _pair(self, first: MentionRow, second: MentionRow) -> Pair | None:
        tree, known = self.tree, self.tree.words.prepositions
        at = first.end
        comma = tree.form[at] == ","
        at += comma or tree.form[at] in known.but
        if comma and at == second.start:
            return self._bare(first, second)
        if at >= second.start or tree.pos[at] != "ADP":
            return None
        marker = tree.preposition(at)
        if at == second.start - 1 and marker == known.genitive and not comma:
            return (first.root, second.root) if self._is_of_same(first, second) else None
        if marker not in (*known.places, known.on):
            return None
        at += 1
        while at < second.start and tree.pos[at] in ("DET", "ADJ"):
            at += 1
        of_kind = at + 1 == second.start and tree.lemma[at] in tree.words.containers.sites
        if at == second.start or of_kind:  # "a Milano, all'università Bocconi"
            return self._governed(first, second, marker, comma=comma, site=of_kind)
        bare = tree.form[at - 1] == known.dative  # "a sud di X" is outside of X
        return self._through(first, second, at) if comma and not bare else None

    def _is_of_same(self, first: MentionRow, second: MentionRow) -> bool:
        """Whether a body and its town are those of an officer: "il rettore dell'X di Y"."""
        tree, pair = self.tree, (first.root, second.root)
        office = tree.head[pair[0]]
        same = office < first.start and tree.head[pair[1]] in (office, pair[0])
        several = first.end - first.start > 1 and self._kind(first) == BODY
        return same and several and self._is_town(second) and tree.pos[office] == "NOUN"

    def _is_town(self, m: MentionRow) -> bool:
        return self._kind(m) == PLACE and not self.is_site(m)

    def _bare(self, first: MentionRow, second: MentionRow) -> Pair | None:
        """Read "Lione, Francia" where no list goes on: "Parigi, Francia; Madrid, Spagna"."""
        tree = self.tree
        if self._kind(first) != PLACE or self._kind(second) != LAND or not self._marked(first):
            return None
        end = second.end
        closed = end >= len(tree.form) or tree.form[end] in ENDS
        listed = not closed and self.resolver.covered.get(end + 1)
        if listed and self._kind(listed) != PLACE:
            return None
        return (first.root, second.root) if closed or listed or tree.form[end] == "," else None

    def _governed(
        self, first: MentionRow, second: MentionRow, marker: str, *, comma: bool, site: bool
    ) -> Pair | None:
        """Read a name, a preposition and another name."""
        tree, known = self.tree, self.tree.words.prepositions
        kinds = (self._kind(first), self._kind(second))
        site = site or self.is_site(second)
        if site and self._is_town(first) and kinds[1] != LAND:
            return (second.root, first.root) if comma or self._marked(first) else None
        if kinds == (LAND, BODY) and marker in known.places:  # "in Brasile, nel Cruzeiro"
            return (second.root, first.root) if self._is_inside(first) else None
        if kinds[1] not in (LAND, PLACE) or site or marker == known.on:
            return None
        inner = (first.root, second.root)
        if marker == known.within and kinds[0] == PLACE:
            plain = comma or (kinds[1] == LAND and self._marked(first, moving=False))
            return inner if plain and not self._goes_on(second) else None
        if marker in known.towns and kinds == (PLACE, PLACE):
            return inner if self.is_site(first) else self._widened(first, second, comma=comma)
        if kinds == (LAND, PLACE) and marker in known.towns:
            return self._widened(first, second, comma=comma)
        body = kinds[0] == BODY and comma
        body = body and (self.is_site(first) or tree.marker(first.root) in known.places)
        closed = second.end < len(tree.form) and tree.form[second.end] in (",", *ENDS)
        return inner if body and closed else None

    def _widened(self, first: MentionRow, second: MentionRow, *, comma: bool) -> Pair | None:
        """Read the wider place first: "in Giappone, a Sendai"."""
        wide = comma or self._kind(first) == LAND
        if not wide or not self._is_inside(first):
            return None
        if self._goes_on(second) or self.is_site(first):
            return None
        name = self.resolver.entities[second.entity].name.casefold()
        states = self.countries.capitals.get(name, [])
        own = self.resolver.entities[first.entity].country
        return (second.root, first.root) if not states or own in states else None

    def _is_inside(self, m: MentionRow) -> bool:
        """Whether "in" stands before the name: "in Giappone", "nel Lazio"."""
        before, known = m.start - 1, self.tree.words.prepositions
        return before >= 0 and self.tree.preposition(before) == known.within

    def _goes_on(self, m: MentionRow) -> bool:
        """Whether a list goes on after the name: "a Parigi, in Spagna e in Grecia"."""
        tree, at = self.tree, m.end
        if at + 2 >= len(tree.form) or (tree.form[at] != "," and tree.pos[at] != "CCONJ"):
            return False
        after = self.resolver.covered.get(at + 2)
        if after is None or tree.pos[at + 1] != "ADP" or self._kind(after) == BODY:
            return False
        return tree.preposition(at + 1) in tree.words.prepositions.places

    def _through(self, first: MentionRow, second: MentionRow, at: int) -> Pair | None:
        """Read ", in provincia di X", ", sulla costa di X", ", nel quartiere di X"."""
        tree, words = self.tree, self.tree.words.containers
        outside = tree.form[at] in words.outside  # "al largo della Sicilia"
        if tree.pos[at] != "NOUN" or self._kind(first) != PLACE or outside:
            return None
        noun = tree.lemma[at] if tree.lemma[at] in words.places | words.sites else tree.form[at]
        rest = [i for i in range(at + 1, second.start) if tree.pos[i] not in ("DET", "ADJ")]
        genitive = tree.words.prepositions.genitive
        joined = [tree.preposition(i) for i in rest if tree.pos[i] == "ADP"]
        if noun in words.sites:
            plain = len(rest) == len(joined) and set(joined) <= {genitive}
            if not plain or self._kind(second) != PLACE:
                return None
            if self.is_site(first):  # "nella chiesa di San Luca, nel quartiere di Librino"
                return (first.root, second.root) if noun in words.places else None
            return second.root, first.root
        if noun not in words.places or len(rest) != 1 or joined != [genitive]:
            return None
        return (first.root, second.root) if self._kind(second) in (LAND, PLACE) else None

    def _marked(self, m: MentionRow, *, moving: bool = True) -> bool:
        """Whether the name stands after a preposition of place, in a list or at the beginning.

        ``moving``: after one of movement too ("da Londra").
        """
        tree = self.tree
        if tree.begins_sentence(m.start):
            return True
        before = m.start - 1
        known = tree.words.prepositions
        if tree.pos[before] != "ADP":
            return tree.form[before] in ("(", ";") or tree.pos[before] == "CCONJ"
        wanted = {*known.places, known.genitive} | ({known.by} if moving else set())
        return tree.preposition(before) in wanted
