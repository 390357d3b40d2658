"""Prepositional complements of verbs, indirect objects, and what hangs below them."""

from __future__ import annotations

from collections.abc import Callable

from ..layers import Argument
from ..syntax import Tree
from .resolver import Resolver
from .subjects import Subjects

SUBJECTS = ("nsubj", "nsubj:pass")


class Obliques:
    """Reads the oblique arguments of verbs."""

    def __init__(
        self, tree: Tree, resolver: Resolver, subjects: Subjects, dated: frozenset[int]
    ) -> None:
        self.tree, self.resolver, self.subjects = tree, resolver, subjects
        self.dated = dated  # tokens of temporal expressions

    def _obliques(self, v: int, agents: set[int]) -> list[Argument]:
        tree, known = self.tree, self.tree.words.prepositions
        found: list[Argument] = []
        for k in tree.having(v, "iobj"):
            if not tree.marker(k):
                partitive = tree.form[k] in tree.words.clitics.partitive
                marker = known.genitive if partitive else known.dative
                fillers = self.resolver.spread(k, "indirect object")
                role = "genitive" if partitive else "oblique"  # "ne ha assunto la guida"
                found += self.resolver.arguments(role, fillers, marker)
        joined = self.subjects.joined(v, tree.words.clitics.recipient, "indirect object")
        found += self.resolver.arguments("oblique", joined, known.dative)
        joined = self.subjects.joined(v, tree.words.clitics.partitive, "partitive")
        found += self.resolver.arguments("genitive", joined, known.genitive)
        for marker, k in tree.complements(v):
            joint = marker in known.comitative
            if tree.dep[k] in SUBJECTS or tree.dep[k] == "advcl" or (k in agents and not joint):
                continue
            found += self._spread_oblique(marker, k)
            if self._is_manner(marker, k):  # "in elicottero a X", "nella mattina di oggi a X"
                found += self._inner(k, lambda inner: inner != known.genitive)
        if not any(a.marker in known.places for a in found):
            found += self._of_next(v)
        if not any(a.marker == known.dative for a in found) and self._speaks(v):
            for marker, k in tree.complements(v):  # "in una lettera a X chiede di"
                if marker in known.medium and not self.resolver.own(k):
                    found += self._inner(k, lambda inner: inner == known.dative)
        for k in sorted(a for a in agents if tree.head[a] == v and tree.marker(a)):
            if self.resolver.is_envoy(k):  # "consegnata dall'ambasciatore a X"
                continue
            # "lanciati dalle forze di X su Y"
            found += self._inner(k, lambda inner: inner in tree.words.prepositions.outer)
        for k in tree.having(v, "obl", "advmod"):
            if not tree.marker(k) and tree.is_relative(k):
                fillers = self.resolver.spread(k, "relative pronoun")
                found += self.resolver.arguments("oblique", fillers, known.within)
        if tree.has(v, "cop") and tree.marker(v):
            found += self._spread_oblique(tree.marker(v), v)
        return [a for a in found if a.head not in agents or tree.dep[a.head] not in SUBJECTS]

    def _of_next(self, v: int) -> list[Argument]:
        """Where the verb joined right after it took place too: "è nato e cresciuto a X"."""
        tree, w = self.tree, v + 2
        if w >= len(tree.form) or tree.pos[v + 1] != "CCONJ":
            return []
        if tree.dep[w] != "conj" or tree.head[w] != v:
            return []
        places = tree.words.prepositions.places
        inner = [(m, x) for m, x in tree.complements(w) if m in places]
        return [a for marker, x in inner for a in self._spread_oblique(marker, x)]

    def _inner(self, k: int, wanted: Callable[[str], bool]) -> list[Argument]:
        """Complements of a complement that belong to the verb, by their prepositions."""
        inner = [(m, x) for m, x in self.tree.complements(k) if wanted(m)]
        return [a for marker, x in inner for a in self._spread_oblique(marker, x)]

    def _speaks(self, v: int) -> bool:
        return self.tree.verbs.has("reporting", self.tree.lemma[v])

    def _is_manner(self, marker: str, k: int) -> bool:
        """Whether a complement only says how or when, so that what follows is the verb's."""
        tree = self.tree
        if tree.pos[k] != "NOUN" or self.resolver.own(k):
            return False
        return k in self.dated or (
            marker in tree.words.prepositions.state
            and not tree.has(k, "det")
            and all(" " not in tree.lemma[c] for c in tree.having(k, "case"))
        )

    def _spread_oblique(self, marker: str, k: int) -> list[Argument]:
        """Arguments of a prepositional complement; conjuncts may have their own preposition."""
        of_relative = marker == self.tree.words.prepositions.genitive and self.tree.is_relative(k)
        role = "genitive" if of_relative else "oblique"  # "di cui X fa parte"
        return [
            self.resolver.argument(
                role, f, self.resolver.marker_of(f, marker) if n else marker, "complement"
            )
            for n, f in enumerate(self.resolver.spread(k))
        ]
