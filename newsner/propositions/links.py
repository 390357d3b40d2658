"""Links: two names joined with no predicate between them ("Sendai, in Giappone")."""

from __future__ import annotations

from collections.abc import Iterator

from ..knowledge.countries import CountryTable
from ..layers import MentionRow, Proposition
from ..syntax import Tree
from .fillers import Filler, Ref, as_ref
from .names import ATTACHED
from .resolver import Resolver
from .vicinity import BODY, Vicinity


class Links:
    """Reads propositions of kind "link"; the lemma says how the names are joined."""

    def __init__(self, tree: Tree, resolver: Resolver, countries: CountryTable) -> None:
        self.tree, self.resolver = tree, resolver
        self.vicinity = Vicinity(tree, resolver, countries)
        self.side_by_side = list(self.vicinity.pairs())  # places, the inner one first
        rows = resolver.names
        self.inside = {(rows[i].entity, rows[o].entity) for i, o in self.side_by_side}

    def read(self, m: int) -> Iterator[Proposition]:
        """Links of the name whose root is token ``m`` with what hangs on it."""
        tree, resolver = self.tree, self.resolver
        row = resolver.names[m]
        for k in tree.kids[m]:
            if k in resolver.demonyms and not row.start <= k < row.end and not self._is_other(k):
                if k == row.end and tree.pos[k] == "ADJ" and self._is_person(row):
                    continue  # "il Pelé danese" is no Dane
                yield self._demonym(m, k)
        h = tree.head[m]
        for k in tree.kids[h]:
            if (
                k in resolver.demonyms
                and k > m
                and tree.form[k - 1] == ","
                and tree.dep[m] in ATTACHED
            ):
                yield self._demonym(m, k)  # "il direttore X, danese,"
        headed = h in resolver.demonyms and tree.dep[m] in ATTACHED and not tree.marker(m)
        below = tree.complements(h) if headed else ()  # "il tedesco X, della Y"
        for marker, k in (*tree.complements(m), *below):
            for f in resolver.spread(k):
                if any((r.entity, row.entity) in self.inside for r in f.refs):
                    continue  # "a Catania, nel quartiere di Librino"
                if f.refs and not row.start <= f.head < row.end and self._holds(marker, m, f.head):
                    yield self._link(marker, m, f.head)
        yield from self._apposed(m, row)
        yield from self._bracketed(m, row)
        for i in range(row.start, row.end):
            if i != m and i in resolver.by_root:
                yield self._link("name", m, i)
        if m in resolver.team(h):
            yield self._demonym(m, h)
        if headed and tree.pos[h] != "PROPN":
            listed = tree.conjuncts(m) if tree.is_plural(h) else []  # "i francesi X e Y"
            yield from (self._demonym(k, h) for k in (m, *listed) if k in resolver.names)

    def _bracketed(self, m: int, row: MentionRow) -> Iterator[Proposition]:
        """Name in brackets right behind: "il pianista Ivo Kos (Croazia)"."""
        tree, at = self.tree, row.end + 1
        inner = self.resolver.covered.get(at)
        if inner is not None and inner.start == at and tree.form[row.end] == "(":
            yield self._link("parenthesis", m, inner.root)

    def _is_person(self, row: MentionRow) -> bool:
        return self.resolver.entities[row.entity].type == "PERSON"

    def _is_other(self, k: int) -> bool:
        """Whether a demonym is of the next name: "l'italiano X e il danese Y"."""
        tree = self.tree
        named = any(x > k and x in self.resolver.names for x in tree.kids[k])
        listed = tree.dep[k] == "conj" and bool(tree.having(k, "cc", "det", "case"))
        return listed or (named and tree.has(k, "det"))

    def _apposed(self, m: int, row: MentionRow) -> Iterator[Proposition]:
        """Names in brackets or in apposition: "Bari (Puglia)", "a Lodi, via Roma"."""
        tree, names = self.tree, self.resolver.names
        for k in tree.kids[m]:
            if k not in names or tree.marker(k):
                continue
            if tree.dep[k] not in (*ATTACHED, "conj", "parataxis"):
                continue
            start = names[k].start
            if start == row.end + 1 and tree.form[row.end] == "(":
                continue  # below, however the parser hung it
            if start and tree.form[start - 1] == "(":
                yield self._link("parenthesis", m, k)
            elif tree.dep[k] != "conj":
                pair = self.vicinity.beside(row, k)
                if pair is not None:
                    yield self._link("apposition", *pair)

    def _holds(self, marker: str, m: int, k: int) -> bool:
        """Whether the second name may hold the first: "a Lodi, in via Roma" is in Lodi."""
        names, is_site = self.resolver.names, self.vicinity.is_site
        inside = marker == self.tree.words.prepositions.within and k in names
        return not inside or is_site(names[m]) or not is_site(names[k])

    def read_places(self) -> Iterator[Proposition]:
        """Places side by side: "a Riad, in Arabia Saudita", "a Lodi, in via Roma"."""
        within = self.tree.words.prepositions.within
        for inner, outer in self.side_by_side:
            body = self.resolver.entities[self.resolver.names[inner].entity].type == BODY
            yield self._link("seat" if body else within, inner, outer)

    def _demonym(self, head: int, dependent: int) -> Proposition:
        """Link of a name with a demonym, which may head the phrase: "la spagnola Navantia"."""
        return self._link("adj", head, dependent, [as_ref(self.resolver.demonyms[dependent])])

    def _link(
        self, lemma: str, head: int, dependent: int, refs: list[Ref] | None = None
    ) -> Proposition:
        resolver = self.resolver
        found = resolver.own(dependent) if refs is None else refs
        arguments = [
            resolver.argument("bearer", Filler(head, resolver.own(head))),
            resolver.argument("patient", Filler(dependent, found)),
        ]
        return Proposition(
            predicate=dependent,
            lemma=lemma,
            kind="link",
            construction="link",
            arguments=arguments,
            evidence=sorted((head, dependent)),
        )
