"""Counterparts: "il suo omologo spagnolo X" holds in Spain the office of whoever is meant."""

from __future__ import annotations

from copy import copy
from functools import cached_property

from ..knowledge.anaphora import anaphora
from ..knowledge.inflection import inflect
from ..knowledge.titles import Title
from ..layers import Proposition
from ..syntax import Tree
from .owners import Owners

OFFICES = frozenset(
    ("head_of_state", "head_of_government", "minister", "diplomat", "local_office", "party_office")
)
HELD = frozenset(("title and name", "apposition", "copula", "predicative", "coreferent"))


class Counterparts:
    """Reads the offices of counterparts from those of their colleagues."""

    def __init__(self, tree: Tree, owners: Owners, found: list[Proposition]) -> None:
        self.tree, self.owners = tree, owners
        self._nouns = {f for noun in anaphora().counterpart.nouns for f in inflect(noun)}
        self._found = found

    @cached_property
    def _offices(self) -> dict[int, str]:
        """Lemma of the office of each person, the first told."""
        offices: dict[int, str] = {}
        for p in self._found:
            title = self._office(p)
            if title is not None:
                for e in _bearers(p):
                    offices.setdefault(e, title.lemma)
        return offices

    def read(self, p: Proposition) -> Proposition | None:
        """Proposition with the office in place of the counterpart's noun, None where unknown."""
        if p.kind != "noun" or p.lemma not in self._nouns:
            return None
        bearers = _bearers(p)
        colleagues = [e for a in p.arguments if a.marker == "poss" for e in a.entities]
        colleagues += [e for a in self.owners.kin.persons(p.predicate) for e in a.entities]
        office = next(
            (self._offices[e] for e in colleagues if e in self._offices and e not in bearers), ""
        )
        if not office or not bearers:
            return None
        return Proposition(
            predicate=p.predicate,
            lemma=office,
            kind="noun",
            construction=p.construction,
            arguments=[copy(a) for a in p.arguments if a.marker != "poss"],
            status=p.status,
            when=p.when,
            evidence=p.evidence,
        )

    def _office(self, p: Proposition) -> Title | None:
        """Office that the proposition gives its bearer."""
        if p.kind != "noun" or p.construction not in HELD:
            return None
        title = self.tree.full_title(p.predicate)
        return title if title is not None and OFFICES.intersection(title.groups) else None


def _bearers(p: Proposition) -> list[int]:
    return [e for a in p.arguments if a.role == "bearer" for e in a.entities]
