"""Features that are crossed with others, scored by a `Linear` without making all their names.

"kid class FREED weak" counts as it is, and as "kid class FREED weak & ARRESTED" for a type: most
names that crossing makes have no weight, so what it makes is looked up, not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

KEPT = 64  # of the crossed features last looked up: the same for each type of a word
SIGN = " & "  # between a feature and what it is crossed with
Feature = tuple[str, int]  # name, with how many of the crossings it is crossed


class Evidence(NamedTuple):
    """Features of one thing: some that count as they are, and some that are crossed.

    ``crossings``, of which the first is empty, are added to the names of the crossed: as many of
    the others as their depth says.
    """

    plain: tuple[str, ...]
    crossed: tuple[Feature, ...]
    crossings: tuple[str, ...]

    def names(self) -> Iterator[str]:
        """Give the names of all features; one may come twice."""
        yield from self.plain
        for name, depth in self.crossed:
            for crossing in self.crossings[: depth + 1]:
                yield name + crossing


class Crossed:
    """Weights of features and of what they are crossed with, to be summed without their names.

    weights
        By name: "kid class FREED weak & ARRESTED".
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._of: dict[str, dict[str, float]] = {}
        self._found: dict[tuple[Feature, ...], list[tuple[dict[str, float], int]]] = {}
        for name, weight in weights.items():
            self._of.setdefault(name, {})[""] = weight
            at = name.find(SIGN)
            while at >= 0:
                self._of.setdefault(name[:at], {})[name[at:]] = weight
                at = name.find(SIGN, at + 1)

    def score(self, evidence: Evidence) -> float:
        """Give the sum of the weights of all features, each once."""
        of = self._of
        total = sum([of[name].get("", 0.0) for name in dict.fromkeys(evidence.plain) if name in of])
        parts = [evidence.crossings[: depth + 1] for depth in range(len(evidence.crossings))]
        for known, depth in self._known(evidence.crossed):
            for crossing in parts[depth]:
                if crossing in known:
                    total += known[crossing]
        return total

    def _known(self, crossed: tuple[Feature, ...]) -> list[tuple[dict[str, float], int]]:
        """Give the weights of features that have any, each once, as deep as it is crossed."""
        found = self._found.get(crossed)
        if found is not None:
            return found
        depths: dict[str, int] = {}
        for name, depth in crossed:
            if name in self._of and depths.get(name, -1) < depth:
                depths[name] = depth
        if len(self._found) >= KEPT:
            self._found.clear()
        found = self._found[crossed] = [(self._of[name], depth) for name, depth in depths.items()]
        return found
