"""Fits `newsner.scoring.pairs`: a small network over vectors, beside a linear model.

Both are fitted on the same examples; how much each counts is learned from what they give for
examples that were held out, and then written into their weights: their sum is the log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsner.scoring.networks import SCALE

from .adam import Adam

Floats = NDArray[np.float64]
UNITS, RATE, BATCH, DROPPED, DECAY = 32, 2e-3, 128, 0.3, 3e-4
ENSEMBLE = 3  # networks, side by side


class Network(NamedTuple):
    """Weights as `newsner.scoring.pairs.PairNetwork` has them, not yet int8."""

    inner: Floats
    bias: Floats
    outer: Floats
    rest: Floats

    def scores(self, rows: NDArray[np.int8], kinds: NDArray[np.int64]) -> Floats:
        """Give the log-odds of rows."""
        hidden = np.maximum(rows.astype(np.float32) * SCALE @ self.inner + self.bias[kinds], 0)
        found: Floats = (hidden * self.outer[kinds]).sum(axis=1) + self.rest[kinds]
        return found


class Pairs(NamedTuple):
    """Examples: vectors, number of the kind, 0 or 1, weight."""

    rows: NDArray[np.int8]
    kinds: NDArray[np.int64]
    right: NDArray[np.float64]
    weight: NDArray[np.float64]

    def take(self, which: NDArray[np.bool_]) -> Pairs:
        """Give some of the examples."""
        rows, kinds, right, weight = self
        return Pairs(rows[which], kinds[which], right[which], weight[which])


def fit_network(pairs: Pairs, count: int, epochs: int) -> Network:
    """Fit networks for ``count`` kinds from several starts, and put them side by side."""
    parts = [_fit(pairs, count, epochs, seed) for seed in range(ENSEMBLE)]
    return Network(
        np.hstack([p.inner for p in parts]),
        np.hstack([p.bias for p in parts]),
        np.hstack([p.outer for p in parts]) / ENSEMBLE,
        np.mean([p.rest for p in parts], axis=0),
    )


def _fit(pairs: Pairs, count: int, epochs: int, seed: int) -> Network:
    """Fit one network, by Adam, with dropout."""
    random = np.random.default_rng(seed)
    width = pairs.rows.shape[1]
    units = UNITS // ENSEMBLE
    found = Network(
        random.normal(0, 1 / np.sqrt(width), (width, units)).astype(np.float32),
        np.zeros((count, units), np.float32),
        np.tile(random.normal(0, 0.1, units).astype(np.float32), (count, 1)),
        np.full(count, -1.0, np.float32),
    )
    right, weight = pairs.right.astype(np.float32), pairs.weight.astype(np.float32)
    adam = Adam(found._asdict())
    batches = len(pairs.rows) // BATCH + 1
    for step in range(1, epochs * batches + 1):
        if step % batches == 1 or batches == 1:
            order = np.array_split(random.permutation(len(pairs.rows)), batches)
        at = order[(step - 1) % batches]
        x, kind = pairs.rows[at].astype(np.float32) * SCALE, pairs.kinds[at]
        sums = x @ found.inner + found.bias[kind]
        kept = (random.random(sums.shape, np.float32) >= DROPPED) / np.float32(1 - DROPPED)
        hidden = np.maximum(sums, 0) * kept
        odds = (hidden * found.outer[kind]).sum(axis=1) + found.rest[kind]
        error = (1 / (1 + np.exp(-odds)) - right[at]) * weight[at] / len(at)
        below = error[:, None] * found.outer[kind] * kept * (sums > 0)
        slopes = {name: np.zeros_like(w) for name, w in adam.weights.items()}
        slopes["inner"] = x.T @ below + DECAY * found.inner
        np.add.at(slopes["bias"], kind, below)
        np.add.at(slopes["outer"], kind, hidden * error[:, None])
        np.add.at(slopes["rest"], kind, error)
        adam.move(slopes, RATE * (1 - step / (epochs * batches + 1)))
    return found


class Shares(NamedTuple):
    """How much the words and the vectors of an example count."""

    words: float
    vectors: float
    rest: float

    def total(self, linear: Floats, deep: Floats) -> Floats:
        """Give the log-odds of both together."""
        return self.words * linear + self.vectors * deep + self.rest


def share_out(linear: Floats, deep: Floats, right: NDArray[Any], weight: Floats) -> Shares:
    """Learn the shares from the log-odds of examples that neither has seen."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10)
    model.fit(np.column_stack((linear, deep)), right, sample_weight=weight)
    words, vectors = model.coef_[0]
    return Shares(float(words), float(vectors), float(model.intercept_[0]))


def write_network(path: Path, network: Network, kinds: Sequence[str]) -> None:
    """Write a network as `newsner.scoring.read_pairs` reads it."""
    scale = float(np.abs(network.inner).max()) / 127
    np.savez_compressed(
        path,
        kinds=np.array(kinds),
        inner=(network.inner / scale).round().astype(np.int8),
        inner_scale=np.float32(scale),
        bias=network.bias.astype(np.float32),
        outer=network.outer.astype(np.float32),
        rest=network.rest.astype(np.float32),
    )
