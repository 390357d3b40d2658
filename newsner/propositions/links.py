"""Links: two names joined with no predicate between them ("Sendai, in Giappone")."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import Proposition
from .resolver import ATTACHED, Filler, Ref, Resolver, as_ref
from .tree import Tree


class Links:
    """Reads propositions of kind "link"; the lemma says how the names are joined."""

    def __init__(self, tree: Tree, resolver: Resolver) -> None:
        self.tree, self.resolver = tree, resolver

    def read(self, m: int) -> Iterator[Proposition]:
        """Links of the name whose root is token ``m`` with what hangs on it."""
        tree, resolver = self.tree, self.resolver
        row = resolver.names[m]
        for k in tree.kids[m]:
            if k in resolver.demonyms and not row.start <= k < row.end:
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
                if f.refs and not row.start <= f.head < row.end:
                    yield self._link(marker, m, f.head)
        for k in tree.kids[m]:
            if (
                k in resolver.names
                and tree.dep[k] in (*ATTACHED, "conj", "parataxis")
                and not tree.marker(k)
            ):
                start = resolver.names[k].start
                before = tree.form[start - 1] if start else ""
                if before == "(":
                    yield self._link("parenthesis", m, k)
                elif tree.dep[k] != "conj":
                    yield self._link("apposition", m, k)
        for i in range(row.start, row.end):
            if i != m and i in resolver.by_root:
                yield self._link("name", m, i)
        if headed and tree.pos[h] != "PROPN":
            yield self._demonym(m, h)

    def read_places(self, v: int) -> Iterator[Proposition]:
        """Places side by side in a clause: "a Riad, in Arabia Saudita", "in Italia, al Rovigo"."""
        tree, resolver, known = self.tree, self.resolver, self.tree.words.prepositions
        places = [
            (tree.marker(f.head) or marker, f.head, resolver.entities[f.refs[0].entity].type)
            for marker, k in tree.complements(v)
            if marker in known.places
            for f in resolver.spread(k)
            if f.refs
        ]
        for marker, inner, kind in places:
            for other, outer, outer_kind in places:
                near = abs(inner - outer) <= 6 and marker in known.towns and other == known.within
                if near and kind in ("PLACE", "ORGANISATION") and outer_kind == "COUNTRY":
                    yield self._link(known.within, inner, outer)

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
