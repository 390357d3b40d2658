"""How strongly a pair speaks for each relation type: three models, learned.

In: the `Evidence` of a Doc; out: a margin (log-odds) per pair and type, by a linear model over its
features, by a deep one over the same, and by a network that looks at the sentence in the encoder's
vectors (`newsner.scoring.attention`). The weights are made by ``python -m training relations``;
docs/relation-scorer.md says from what, and how good they are.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..scoring.attention import Spans
from ..scoring.networks import Floats, read_arrays
from .evidence import BITS, Evidence
from .parse import Parse
from .sides import NOWHERE

NETWORKS = "relation_attention"  # those that look at the sentence
TOGETHER = 1024  # pairs whose weights are added up at once
NEVER = -9.0  # margin of a type whose sides may not be of these types


class Scorer:
    """The weights, unpacked.

    Parameters
    ----------
    arrays
        ``types``: names; ``features``: numbers of the features that have weights. Of the linear
        model ``linear`` (int8, a row per feature and a column per type) with ``linear_scale`` and
        ``linear_bias``. Of the deep one ``deep`` (int8, a row per feature and a column per unit)
        with ``deep_scale`` and ``deep_bias``, ``top`` and ``top_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.types: list[str] = [str(name) for name in arrays["types"]]
        self.index = {name: k for k, name in enumerate(self.types)}
        features = arrays["features"]
        self._row = np.full(1 << BITS, len(features), dtype=np.int32)
        self._row[features] = np.arange(len(features), dtype=np.int32)
        self._linear, self._deep = (_with_none(arrays[name]) for name in ("linear", "deep"))
        self._scales = float(arrays["linear_scale"]), float(arrays["deep_scale"])
        self._bias, self._deep_bias = arrays["linear_bias"], arrays["deep_bias"]
        self._top = arrays["top"].astype(np.float32), arrays["top_bias"]

    def margins(self, evidence: Evidence) -> tuple[Floats, Floats]:
        """Give the margins of the linear model and of the deep one: pairs × types."""
        count = len(evidence.pairs)
        linear = np.zeros((count, len(self.types)), np.float32)
        units = np.zeros((count, len(self._deep_bias)), np.float32)
        if len(evidence.pair):
            pair, feature = distinct(evidence.pair, evidence.feature)
            known = self._row[feature] < len(self._linear) - 1  # most features have no weight
            pair, rows = pair[known], self._row[feature[known]]
            starts = np.flatnonzero(np.diff(pair, prepend=-1))
            counts = np.diff(starts, append=len(pair))
            for at in range(0, len(starts), TOGETHER):
                part = slice(at, at + TOGETHER)
                begun, here = starts[part], pair[starts[part]]
                read = rows[begun[0] : begun[-1] + counts[part][-1]]
                linear[here] = _sums(self._linear[read], begun - begun[0]) * self._scales[0]
                units[here] = _sums(self._deep[read], begun - begun[0]) * self._scales[1]
                units[here] /= np.sqrt(counts[part])[:, None]
        return linear + self._bias, self._of_units(units)

    def _of_units(self, units: Floats) -> Floats:
        top, bias = self._top
        found: Floats = np.maximum(units + self._deep_bias, 0) @ top + bias
        return found

    def by_token(self, evidence: Evidence, pair: int, type_: str) -> dict[int, float]:
        """Give what each token of a pair's sentence adds to the margin of a type."""
        wanted = np.array([pair, pair + 1], evidence.pair.dtype)
        here = np.arange(*np.searchsorted(evidence.pair, wanted))  # pairs are in order
        features, first = np.unique(evidence.feature[here], return_index=True)
        weights = self._linear[self._row[features], self.index[type_]] * self._scales[0]
        added: dict[int, float] = {}
        tokens = evidence.token[here[first]].tolist()
        for token, weight in zip(tokens, weights.tolist(), strict=True):
            if weight and token != NOWHERE:
                added[token] = added.get(token, 0.0) + weight
        return added


def _with_none(matrix: NDArray[np.int8]) -> NDArray[np.int8]:
    """Give a matrix with a row of zeros at its end, for what has no weights."""
    return np.vstack([matrix, np.zeros((1, matrix.shape[1]), np.int8)])


def _sums(rows: NDArray[np.int8], starts: NDArray[np.int64]) -> NDArray[np.int32]:
    """Give the sum of each stretch of rows that begins at one of ``starts``."""
    found: NDArray[np.int32] = np.add.reduceat(rows, starts, axis=0, dtype=np.int32)
    return found


def distinct(pair: NDArray[Any], feature: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each feature of a pair once, pairs in order."""
    keys = np.sort(pair.astype(np.int64) << BITS | feature)  # `np.unique` hashes: slow when long
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return keys >> BITS, keys & ((1 << BITS) - 1)


def spans_of(parse: Parse, evidence: Evidence) -> Spans:
    """Give the pairs as the network reads them: each looks at its sentence.

    Two words of different sentences see each other alone.
    """
    ends = dict(pairwise(parse.first))
    pairs = []
    for p in evidence.pairs:
        end, (first, last) = ends[p.sentence], sorted((p.subject_at, p.object_at))
        if first < p.sentence or last >= end:
            end = p.sentence
        pairs.append((p.sentence, end, p.subject_at, p.object_at))
    return parse.spans(pairs, evidence.ways)


@cache
def scorer() -> Scorer:
    """Read the bundled weights."""
    return Scorer(read_arrays("relations"))
