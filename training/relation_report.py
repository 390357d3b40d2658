"""What the relation scorer and the decision are worth: thresholds, curves and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from newsner.knowledge.triggers import triggers
from newsner.relations.decision import Candidate
from newsner.relations.evidence import SIDES, TYPED, mix, of_types

from .relation_texts import TYPES, Text

#: Types that hurt somebody where they are wrong: their thresholds are higher.
BLAME = frozenset(
    (
        "KILLED", "ARRESTED", "CONVICTED", "PROSECUTED", "ACCUSED", "ATTACKED", "THREATENED",
        "SANCTIONED", "DISMISSED", "CRITICISED", "DIED_IN", "DIED_ON",
    )
)  # fmt: skip
PRECISION, PRECISION_OF_BLAME = 0.80, 0.86  # what thresholds are to hold on train folds
EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
CURVE = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(slots=True)
class Outcome:
    """Candidates of annotated articles, surest first: 1 right, 0 neither, -1 wrong."""

    confidence: NDArray[np.float64]
    outcome: NDArray[np.int64]
    types: NDArray[Any]
    required: dict[str, int]

    @classmethod
    def of(
        cls,
        texts: Sequence[Text],
        candidates: Sequence[list[Candidate]],
        given: Sequence[Iterable[float]],
    ) -> Outcome:
        """Judge the candidates of articles; a required relation is found once."""
        items = [
            (-float(sure), n, c.key)
            for n, (found, sureness) in enumerate(zip(candidates, given, strict=True))
            for c, sure in zip(found, sureness, strict=True)
        ]
        items.sort()
        taken: set[tuple[int, int]] = set()
        outcome = []
        for _, n, key in items:
            side = (key.subject, key.object, key.is_date)
            gold = texts[n].gold
            hits = [k for k, g in enumerate(gold) if g[0] == key.type and side in g[1]]
            new = next((k for k in hits if not gold[k][2] and (n, k) not in taken), None)
            if new is not None:
                taken.add((n, new))
            outcome.append(1 if new is not None else 0 if hits else -1)
        required: dict[str, int] = {}
        for text in texts:
            for name, _, optional, _ in text.gold:
                required[name] = required.get(name, 0) + (not optional)
        return cls(
            np.array([-i[0] for i in items]),
            np.array(outcome),
            np.array([i[2].type for i in items]),
            required,
        )

    def only(self, types: frozenset[str] | set[str]) -> Outcome:
        """Give the candidates of some types."""
        required = {name: n for name, n in self.required.items() if name in types}
        mask = np.isin(self.types, sorted(types))
        return Outcome(self.confidence[mask], self.outcome[mask], self.types[mask], required)

    def kept(self, thresholds: dict[str, float]) -> NDArray[np.bool_]:
        """Give which candidates reach their threshold."""
        floors = np.array([thresholds.get(t, thresholds["*"]) for t in self.types])
        return self.confidence >= floors

    def at(self, thresholds: dict[str, float]) -> dict[str, float]:
        """Give precision, recall and F1 at thresholds by type."""
        kept = self.outcome[self.kept(thresholds)]
        right, wrong = int((kept == 1).sum()), int((kept == -1).sum())
        total = sum(self.required.values())
        p, r = right / max(1, right + wrong), right / max(1, total)
        f1 = 2 * p * r / max(1e-9, p + r)
        return {"precision": p, "recall": r, "f1": f1, "right": right, "wrong": wrong, "of": total}

    def lowest(self, precision: float, known: dict[str, float] | None = None) -> float:
        """Give the lowest threshold, on a grid, at which the precision holds.

        Types with a threshold that is ``known`` come out from it on.
        """
        for floor in np.arange(0.2, 0.96, 0.01):
            found = self.at({"*": floor, **(known or {})})
            if found["right"] and found["precision"] >= precision:
                return round(float(floor), 2)
        return 0.95


def thresholds_of(outcome: Outcome) -> dict[str, float]:
    """Choose thresholds: one for what blames somebody, and a lower one for all else.

    The second is where all relations together hold their precision.
    """
    blame = outcome.only(BLAME).lowest(PRECISION_OF_BLAME)
    plain = outcome.lowest(PRECISION, dict.fromkeys(BLAME, blame))
    return {"*": plain} | dict.fromkeys(sorted(BLAME), max(plain, blame))


def curve(outcome: Outcome) -> list[dict[str, float]]:
    """Give precision, recall and F1 at one threshold for all types, for several of them."""
    return [{"min_confidence": floor} | outcome.at({"*": floor}) for floor in CURVE]


def reliability(outcome: Outcome) -> list[list[float]]:
    """Give, per bin of confidence: its edges, candidates, mean confidence, share of right ones."""
    rows = []
    judged = outcome.outcome != 0
    for low, high in pairwise(EDGES):
        inside = judged & (outcome.confidence > low) & (outcome.confidence <= high)
        if inside.any():
            mean = float(outcome.confidence[inside].mean())
            share = float((outcome.outcome[inside] == 1).mean())
            rows.append([low, high, int(inside.sum()), round(mean, 3), round(share, 3)])
    return rows


def auc(outcome: Outcome, thresholds: dict[str, float]) -> float:
    """Give how often a right relation is surer than a wrong one, of those that come out."""
    kept = outcome.kept(thresholds)
    good = outcome.confidence[kept & (outcome.outcome == 1)]
    bad = outcome.confidence[kept & (outcome.outcome == -1)]
    if not len(good) or not len(bad):
        return 0.0
    above = (
        np.searchsorted(np.sort(bad), good).sum()
        + np.searchsorted(np.sort(bad), good, "right").sum()
    )
    return float(above / 2 / len(good) / len(bad))


ROLES = ("agent", "patient", "genitive di", "oblique a", "oblique da", "oblique con", "oblique di")


def strongest(
    features: NDArray[np.int64], weights: NDArray[np.float32], count: int = 40
) -> list[tuple[str, str, float]]:
    """Give the strongest learned frames: predicate with roles and types, type, weight."""
    numbers = {text: get_string_id(text) for text in (*ROLES, *SIDES)}
    lemmas = sorted(w for words in triggers().values() for w in words.strong)
    lemmas = [w for w in dict.fromkeys(lemmas) if w.endswith("re")]
    combinations = list(product(permutations(ROLES, 2), product(SIDES[:-1], SIDES[:-1])))
    rows = np.array(
        [
            (TYPED, get_string_id(w), numbers[r], numbers[q], of_types(numbers[a], numbers[b]))
            for w in lemmas
            for (r, q), (a, b) in combinations
        ],
        dtype=np.uint64,
    )
    numbered = mix(rows)
    at = np.minimum(np.searchsorted(features, numbered), len(features) - 1)
    own = weights[at] * (features[at] == numbered)[:, None]
    names = list(TYPES)
    best = np.argsort(-own.max(axis=1), kind="stable")[:count]
    found = []
    for k in best.tolist():
        (r, q), (a, b) = combinations[k % len(combinations)]
        t = int(own[k].argmax())
        what = f"{lemmas[k // len(combinations)]}: {r} {a}, {q} {b}"
        found.append((what, names[t], round(float(own[k, t]), 2)))
    return found
