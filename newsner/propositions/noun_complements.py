"""Complements of nouns: prepositional ones, demonyms, possessives, and what hangs below them."""

from __future__ import annotations

from ..layers import PAIR, Argument, MentionRow
from ..syntax import Tree
from .fillers import Filler, as_ref
from .resolver import Resolver


class NounComplements:
    """Reads the complements of nouns and adjectives."""

    def __init__(self, tree: Tree, resolver: Resolver) -> None:
        self.tree, self.resolver = tree, resolver

    def complements_of(self, n: int) -> list[Argument]:
        """Complements of noun or adjective ``n``, with what hangs below them."""
        tree, resolver, known = self.tree, self.resolver, self.tree.words.prepositions
        found: list[Argument] = []
        complements = tree.complements(n)
        for marker, k in complements:
            for rank, filler in enumerate(resolver.spread(k)):
                own = resolver.marker_of(filler, marker) if rank else marker
                role = "genitive" if own == known.genitive else "oblique"
                if own in known.agent:
                    role = "agent"
                found.append(resolver.argument(role, filler, own, "complement of the noun"))
        h = tree.head[n]
        if tree.dep[n] == "nsubj" and tree.has(h, "cop") and tree.marker(h):
            # "l'incontro è con X"
            found += resolver.arguments(
                "genitive" if tree.marker(h) == known.genitive else "oblique",
                resolver.spread(h),
                tree.marker(h),
                "predicate of the copula",
            )
        for k in tree.kids[n]:
            whose = tree.is_relative(k) and not tree.marker(k)
            if whose and tree.form[k] in tree.words.attribution.where:
                fillers = resolver.spread(k)
                found += resolver.arguments("oblique", fillers, known.within, "relative adverb")
            elif whose or tree.dep[k] == "det:poss" or tree.feature(k, "Poss") == "Yes":
                fillers = resolver.spread(k)
                found += resolver.arguments("oblique", fillers, "poss", "possessive")
        if not tree.kids[n]:
            return found + self._counted(n)
        found += self._demonyms(n, complements)
        if known.between.isdisjoint([a.marker for a in found]):
            found += self._between(n, complements)
        below = self._below(n, complements, found) if complements else []
        return found + self._joined(n) + below + self._counted(n)

    def _joined(self, n: int) -> list[Argument]:
        """Two parties in one word, as if between them stood "tra": "il vertice italo-francese"."""
        tree, resolver = self.tree, self.resolver
        parties: list[MentionRow] = []
        for k in tree.kids[n]:
            rows = resolver.by_root.get(k)
            if rows is None or len(rows) < 2 or k < n or tree.marker(k):
                continue
            compound = all(m.kind == "demonym" for m in rows) and resolver.is_thing(n)
            parties += rows if compound else [m for m in rows if m.rule == PAIR]
        if not parties:
            return []
        (between,) = tree.words.prepositions.between
        return [
            resolver.argument("oblique", Filler(m.root, [as_ref(m)]), between, "two in one word")
            for m in parties
        ]

    def _counted(self, n: int) -> list[Argument]:
        """Complements of the noun that only counts or packs ``n``: "una pioggia di razzi su X"."""
        tree, h = self.tree, self.tree.head[n]
        genitive = tree.words.prepositions.genitive
        if tree.lemma[h] not in tree.words.containers.transparent or tree.marker(n) != genitive:
            return []
        return [
            self.resolver.argument("oblique", f, marker, "complement above")
            for marker, k in tree.complements(h)
            if k != n and marker != genitive and marker not in tree.words.prepositions.agent
            for f in self.resolver.spread(k)
            if f.refs
        ]

    def _below(
        self, n: int, complements: tuple[tuple[str, int], ...], known: list[Argument]
    ) -> list[Argument]:
        """Complements hung on a complement that are the noun's, in slots where it names nobody.

        All those of a bare one, which says what kind: "condanna a tre anni di X"; of another
        those that no name can have: "la rottura delle relazioni con X".
        """
        tree, resolver = self.tree, self.resolver
        genitive, loose = tree.words.prepositions.genitive, tree.words.prepositions.not_of_names
        named = {a.marker for a in known if a.entities}
        found: list[Argument] = []
        for above, k in complements:
            if (
                tree.pos[k] != "NOUN"
                or not tree.kids[k]
                or resolver.own(k)
                or "," in tree.form[n:k]
            ):
                continue  # "l'addio del tecnico, X, in arrivo a Y"
            bare = not self.has_article(k)
            outer = above == genitive and resolver.is_thing(k)
            for marker, x in tree.complements(k):
                if marker in named or not (bare or (outer and marker in loose)):
                    continue
                role = "deep" if marker == genitive else "oblique"
                if marker in tree.words.prepositions.agent:
                    role = "agent"
                fillers = [f for f in resolver.spread(x) if f.refs or marker != genitive]
                found += resolver.arguments(role, fillers, marker, "complement below")
        return found

    def _between(self, n: int, complements: tuple[tuple[str, int], ...]) -> list[Argument]:
        """Read "la sfida per il campionato di scacchi fra X e Y": a pair belongs to the event."""
        tree, resolver = self.tree, self.resolver
        between = tree.words.prepositions.between
        level = [k for _, k in complements if tree.pos[k] == "NOUN"]
        level += [k for k in tree.having(n, "appos") if tree.pos[k] == "PRON"]  # "quello tra X e Y"
        while level:
            for k in level:
                for marker, x in tree.complements(k):
                    fillers = resolver.spread(x) if marker in between else []
                    if fillers and fillers[0].refs:
                        return resolver.arguments("oblique", fillers, marker, "complement below")
            level = [x for k in level for _, x in tree.complements(k) if tree.pos[x] == "NOUN"]
        return []

    def _demonyms(self, n: int, complements: tuple[tuple[str, int], ...]) -> list[Argument]:
        """Demonym adjectives of ``n``, coordinated ones too: "il vertice italo-francese"."""
        tree, resolver = self.tree, self.resolver
        found: list[Argument] = []
        state = tree.words.prepositions.state
        fixed = [  # "presidente ad interim maliano"
            x
            for marker, k in complements
            if marker in state and not resolver.own(k) and not self.has_article(k)
            for x in tree.kids[k]
        ]
        for k in (*tree.kids[n], *fixed):
            if k not in resolver.demonyms:
                continue
            if k > n and (tree.form[k - 1] == "," or self._is_person(n)):
                continue  # "il direttore X, danese," says it of X; "il Pelé danese" is none
            if tree.marker(k) or (tree.has(k, "det") and tree.dep[k] == "appos"):
                continue  # "opposto agli olandesi"; "la compagna, la tedesca X"
            if tree.pos[k] != "VERB" and tree.dep[k] not in ("conj", "nsubj"):
                for j in (k, *tree.conjuncts(k)):
                    if j in resolver.demonyms:
                        filler = Filler(j, resolver.own(j))
                        found.append(resolver.argument("oblique", filler, "adj", "demonym"))
        return found

    def _is_person(self, n: int) -> bool:
        """Whether the token is a person's name."""
        row = self.resolver.names.get(n)
        return row is not None and self.resolver.entities[row.entity].type == "PERSON"

    def has_article(self, k: int) -> bool:
        """Whether the noun has an article, or a preposition joined with one ("nella")."""
        tree, known = self.tree, self.tree.words.prepositions.simple
        cases = [tree.form[c] for c in tree.having(k, "case")]
        return tree.has(k, "det") or not known.issuperset(cases)

    def shared_complements(self, n: int) -> list[Argument]:
        """Complements of a coordinated noun: "fondatore e presidente di X"."""
        h = self.tree.head[n]
        return self.complements_of(h) if self.tree.pos[h] == "NOUN" else []
