"""Verbs that carry the event their noun names: "ha ripreso i raid su X"."""

from __future__ import annotations

from dataclasses import replace

from ..layers import LENT, Argument, Proposition
from ..syntax import Tree
from .fillers import join_ways
from .resolver import Resolver
from .subjects import TAKEN_UP

OWNERS = frozenset(("adj", "poss"))


class LightVerbs:
    """The verbs that lend their arguments to a noun, by that noun."""

    def __init__(self, tree: Tree, resolver: Resolver, verbs: dict[int, Proposition]) -> None:
        self.tree, self.resolver = tree, resolver
        self._found: dict[int, list[Proposition]] = {}
        for p in verbs.values():
            for a in p.arguments:
                if self._is_light(p, a):
                    self._found.setdefault(a.head, []).append(p)

    def of(self, n: int) -> list[Proposition]:
        """Propositions of the verbs that carry noun ``n``."""
        return self._found.get(n, [])

    def lent(self, n: int, own: list[Argument]) -> list[Argument]:
        """Arguments that the verbs lend to noun ``n``, under the roles they have there.

        Who stops an event does it only if its ``own`` arguments name nobody else: "ha fermato
        l'avanzata di X".
        """
        verbs = self.of(n)
        if not verbs:
            return []
        others = any(a.entities and (a.role == "genitive" or a.marker in OWNERS) for a in own)
        return [
            lend(a, role, LENT)
            for p in verbs
            for a in p.arguments
            if a.head != n
            for role in self._roles(p, a, n)
            if role != "agent" or not (others and self._stops(p))
        ]

    def _is_light(self, p: Proposition, a: Argument) -> bool:
        tree, known = self.tree, self.tree.verbs
        lemma = tree.lemma[p.predicate]
        if a.how == TAKEN_UP:
            return False
        if a.role == "agent":
            happens = p.construction in ("active", "participle", "si-passive")
            return happens and not a.entities and lemma in tree.words.modality.occurrence
        if known.has("light", lemma) or known.has("passive_light", lemma):
            if a.role == "patient":
                return True
            # "ha dato il via libera all'ingresso di X": who lets it happen does not do it
            own = any(b.role == "patient" and not b.entities for b in p.arguments)
            return a.role == "oblique" and a.marker in tree.words.prepositions.light and not own
        if a.role != "patient" or a.entities or not self.resolver.is_thing(a.head):
            return False
        told = known.has("directive", lemma) and any(
            b.marker == tree.words.prepositions.dative and b.entities for b in p.arguments
        )
        if told:
            return False  # "ha ordinato a X il ritiro": who is told does it
        staged = known.has("staging", lemma) or known.has("stopping", lemma)
        return staged or (known.has("claiming", lemma) and not tree.is_definite(a.head))

    def _stops(self, p: Proposition) -> bool:
        return self.tree.verbs.has("stopping", self.tree.lemma[p.predicate])

    def _roles(self, p: Proposition, a: Argument, n: int) -> list[str]:
        tree = self.tree
        lemma = tree.lemma[p.predicate]
        receives = tree.verbs.has("passive_light", lemma)
        if a.role == "agent":
            return ["patient" if receives else "agent"]
        if a.role == "genitive":
            return ["genitive"]
        if a.role != "oblique":
            return []
        comes = lemma in tree.words.modality.arrival and any(b.head == n for b in p.arguments)
        by = a.marker == tree.words.prepositions.by
        return ["agent" if by and (receives or comes) else "oblique"]


def lend(a: Argument, role: str, how: str) -> Argument:
    """Copy argument ``a`` under another role."""
    return replace(a, role=role, how=join_ways(how, a.how))
