"""Whose kin somebody is where the noun does not say it: "ha raccontato alla moglie, X"."""

from __future__ import annotations

from dataclasses import replace

from ..layers import Argument, Proposition
from ..syntax import Tree
from .fillers import Filler
from .resolver import Resolver

CONTEXT = 0.6  # certainty of an owner that only stands in the same sentence
KINSHIP = "kinship"


class KinOwners:
    """Understood owners of nouns of kin."""

    def __init__(
        self,
        tree: Tree,
        resolver: Resolver,
        verbs: dict[int, Proposition],
    ) -> None:
        self.tree, self.resolver, self.verbs = tree, resolver, verbs
        self._main: dict[int, Proposition] = {}  # the last main clause of each period
        for v, p in verbs.items():
            if tree.parent(v) < 0:
                self._main[tree.period[v]] = p

    def is_kin(self, n: int) -> bool:
        """Whether the noun is a kinship term."""
        title = self.tree.title(n)
        return title is not None and KINSHIP in title.groups

    def of(self, n: int, known: list[Argument]) -> list[Argument]:
        """Person of the same clause, or the topic: "ha raccontato alla moglie, X"."""
        tree = self.tree
        cases = tree.having(n, "case")  # "padre X" is a priest, "al padre, X" is not
        if not tree.having(n, "det", "nummod") and not any(" " in tree.lemma[c] for c in cases):
            return []
        if tree.has(n, "cop") and not tree.is_definite(n):
            return []  # "è un marito modello", whoever speaks
        first = self._first_kin(n)
        if first >= 0:
            return self.of(first, known)
        taken = {e for a in known for e in a.entities}
        for a in [*self.persons(n), *self._before(n), *self._topic(n)]:
            if not taken.intersection(a.entities):
                how = "owner understood from the context"
                return [replace(a, role="oblique", marker="poss", how=how)]
        return []

    def persons(self, n: int) -> list[Argument]:
        """People of the clause of noun ``n`` in other slots than its own; the one before it."""
        h = self.tree.head[n]
        found = []
        if self.tree.dep[n] in ("conj", "nmod") and h in self.resolver.names:
            found.append(self._named(h))
        listed = self._listed_before(n)
        if listed >= 0:
            found.append(self._named(listed))
        c = self.tree.clause(n)
        p = self.verbs.get(c)
        if p is not None:
            own = {(a.role, a.marker) for a in p.arguments if a.head == n}
            others = [a for a in p.arguments if (a.role, a.marker) not in own]
            if any(marker in self.tree.words.prepositions.company for _, marker in own):
                # "lo ha fatto arrestare con la moglie"
                others.sort(key=lambda a: a.role != "patient" or a.head in self.resolver.names)
            found += others
        for v in self.tree.having(c, "advcl", "csubj", "ccomp", "xcomp"):
            if v in self.verbs and v < n:  # "ad attenderlo c'erano la moglie X e …"
                found += [a for a in self.verbs[v].arguments if a.role == "patient"]
        return [a for a in found if self._is_person(a)]

    def _listed_before(self, n: int) -> int:
        """Name before kin noun ``n`` in a list: "un processo a X, alla moglie Y e ai figli"."""
        tree = self.tree
        start = min([n, *tree.having(n, "case", "det")])
        if start < 2 or (tree.form[start - 1] != "," and tree.pos[start - 1] != "CCONJ"):
            return -1
        row = self.resolver.covered.get(start - 2)
        if row is None or row.end != start - 1:
            return -1
        marker = tree.marker(row.root) or tree.marker(tree.head[row.root])
        return row.root if marker and marker == tree.marker(n) else -1

    def _before(self, n: int) -> list[Argument]:
        """Person last named before in the sentence: "… per Neri, nove per il fratello X"."""
        roots = [r for r in self.resolver.in_period.get(self.tree.period[n], ()) if r < n]
        found = [self._named(r) for r in roots]
        return [replace(a, certainty=CONTEXT) for a in reversed(found) if self._is_person(a)]

    def _topic(self, n: int) -> list[Argument]:
        """Person whom the sentence before was about: "… Neri. Il fratello, X, è stato …"."""
        tree = self.tree
        if not tree.has(n, "det") or tree.parent(tree.clause(n)) >= 0:
            return []
        p = self._main.get(tree.period[n] - 1)
        role = "patient" if p and p.construction == "passive" else "agent"
        told = [a for a in p.arguments if a.role == role] if p else []
        return [replace(a, certainty=CONTEXT) for a in told if self._is_person(a)]

    def _first_kin(self, n: int) -> int:
        """Noun of kin that ``n`` is listed after: "la madre, X, e i fratelli Y e Z"; -1 of none."""
        h = self.tree.head[n]
        if self.tree.dep[n] != "conj":
            return -1
        if h in self.resolver.names and not self.tree.marker(h):
            h = self.tree.head[h]
        return h if h < n and self.is_kin(h) else -1

    def _named(self, root: int) -> Argument:
        return self.resolver.argument("oblique", Filler(root, self.resolver.refs(root)))

    def _is_person(self, a: Argument) -> bool:
        return [self.resolver.entities[e].type for e in a.entities] == ["PERSON"]
