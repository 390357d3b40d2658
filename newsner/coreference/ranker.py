"""Which entity an anaphor takes up: a learned ranker over its candidates and "none of them".

The network has one hidden layer over the facts of `evidence` and, under a pipeline that gives
words' vectors, over the products of the anaphor's vector with those of the last and the first
mention. Of the noun phrases that no word of the article points to an entity, a linear gate on the
vector lets those pass that look like taking something up.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..scoring.networks import SCALE, Floats, calibrated, read_weights, softmax_by
from .evidence import Facts
from .facts import PAIR
from .text import Text

LIKENESS = slice(len(PAIR), len(PAIR) + 2)
MENTIONS = ("last", "first")
Vectors = NDArray[np.int8]
Weights = dict[str, Floats]


class Ranker:
    """The networks with their weights: all of them, or those that do without vectors."""

    def __init__(self, vectors: Vectors | None, stored: Weights | None = None) -> None:
        self._vectors = vectors
        self._words = None  # the vectors as the networks read them; the last row is of no token
        if vectors is not None:
            self._words = np.concatenate([vectors, np.zeros_like(vectors[:1])]) * SCALE
        self._networks: dict[str, Weights] = {}
        stored = read_weights("coreference") if stored is None else stored
        for key, array in stored.items():
            form, number, name = key.split("/") if key.count("/") == 2 else ("", "", "")
            if form == "plain" or (form and vectors is not None):
                self._networks.setdefault(f"{form}/{number}", {})[name] = array
        self._knots = stored["knots/plain" if vectors is None else "knots/vectors"]
        self._gate = stored["gate"]

    @cached_property
    def passing(self) -> frozenset[int]:
        """Tokens that as nouns look like taking something up; without vectors none does."""
        if self._vectors is None:
            return frozenset()
        bias, lowest = self._gate[-2:]
        scores = self._vectors @ self._gate[:-2] * SCALE + bias
        return frozenset(np.flatnonzero(scores >= lowest).tolist())

    def answer(self, x: Text, facts: Facts) -> list[list[float]]:
        """Say how likely it is (0 to 1) that each anaphor takes up each of its candidates."""
        if not facts.questions:
            return []
        if self._vectors is not None:
            facts.pairs[:, LIKENESS] = likeness(x, facts, self._vectors)
        chances = [
            softmax_by(self._scores(w, facts), facts.starts) for w in self._networks.values()
        ]
        mean = calibrated(np.mean(chances, axis=0), self._knots)
        ends = facts.starts + facts.sizes - 1  # without "none"
        return [mean[a:z].tolist() for a, z in zip(facts.starts, ends, strict=True)]

    def _scores(self, w: Weights, facts: Facts) -> Floats:
        """Score all rows of a text in one product for each layer."""
        own = np.repeat(facts.own @ w["own"] + w["bias"], facts.sizes, axis=0)
        hidden = facts.pairs @ w["pair"] + own
        if "anaphor" in w and self._words is not None:
            words = self._words
            anaphor = words[[q.anaphor.token for q in facts.questions]] @ w["anaphor"]
            last, first = (words[facts.tokens[:, k]] @ w[name] for k, name in enumerate(MENTIONS))
            mine = np.repeat(anaphor, facts.sizes, axis=0)
            hidden += (mine * last) @ w["anaphor*last"] + (mine * first) @ w["anaphor*first"]
            hidden += np.repeat(anaphor @ w["anaphor alone"], facts.sizes, axis=0)
            hidden += last @ w["last alone"]
        scores: Floats = np.maximum(hidden, 0) @ w["out"] + facts.pairs @ w["linear"]
        return scores


def likeness(x: Text, facts: Facts, vectors: Vectors) -> Floats:
    """Say how like an anaphoric noun is to the nouns that the article calls each candidate.

    Returns
    -------
    ``[rows, 2]``: the highest cosine by the vectors of either layer, 0 where there is none.
    """
    found = np.zeros((len(facts.pairs), 2), np.float32)
    called = sorted({i for profile in x.profiles for i in profile.nouns})
    asked = [k for k, q in enumerate(facts.questions) if q.anaphor.kind == "nominal"]
    if not asked or not called:
        return found
    nouns = [facts.questions[k].anaphor.token for k in asked]
    tokens = np.array(called + nouns)
    halves = np.split(vectors[tokens].astype(np.float32), 2, axis=1)
    unit = [half / (np.linalg.norm(half, axis=1, keepdims=True) + 1e-6) for half in halves]
    n = len(called)
    cosines = np.stack([u[n:] @ u[:n].T for u in unit], axis=2)  # [asked, called, 2]
    column = {i: k for k, i in enumerate(called)}
    by_entity = [[column[i] for i in profile.nouns] for profile in x.profiles]
    for row, k in enumerate(asked):
        q = facts.questions[k]
        for offset, members in enumerate(q.candidates):
            own = [c for c in by_entity[members[0]] if called[c] < q.anaphor.start]
            if own:
                found[facts.starts[k] + offset] = cosines[row, own].max(0)
    return found
