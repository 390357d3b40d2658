"""What the encoder's vectors say of two words: of both, and of those on the way between them.

In: a row of vectors a pair, and what is asked of it (a kind: which date, which relation type). Out:
log-odds, to be added to those of a `Linear`. A small network, kept as int8.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .networks import SCALE, Floats, read_arrays


class PairNetwork:
    """A network of one hidden layer.

    Parameters
    ----------
    arrays
        ``kinds``: names. ``inner``: int8 [components, units], with ``inner_scale``; ``bias``,
        ``outer``: [kinds, units]; ``rest``: [kinds].
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.kinds = tuple(str(name) for name in arrays["kinds"])
        self._inner = arrays["inner"].astype(np.float32) * arrays["inner_scale"]
        self._bias, self._outer, self._rest = (arrays[k] for k in ("bias", "outer", "rest"))

    def scores(self, rows: NDArray[np.int8], kinds: Sequence[str]) -> Floats:
        """Give the log-odds of rows [n, components], of a kind each; 0 without components."""
        if not len(rows) or rows.shape[1] != len(self._inner):
            return np.zeros(len(rows), np.float32)
        k = [self.kinds.index(kind) for kind in kinds]
        hidden = np.maximum(rows.astype(np.float32) * SCALE @ self._inner + self._bias[k], 0)
        found: Floats = (hidden * self._outer[k]).sum(axis=1) + self._rest[k]
        return found


def pair_rows(
    vectors: NDArray[np.int8] | None, pairs: Sequence[tuple[int, int, Sequence[int]]]
) -> NDArray[np.int8]:
    """Give a row for each pair of tokens: the vectors of each, and the mean of those between.

    ``vectors`` as `layers.read_vectors` gives them; rows without components where it gives none.
    """
    if vectors is None:
        return np.zeros((len(pairs), 0), np.int8)
    width = vectors.shape[1]
    found = np.zeros((len(pairs), 3 * width), np.int8)
    if not pairs:
        return found
    found[:, :width] = vectors[[a for a, _, _ in pairs]]
    found[:, width : 2 * width] = vectors[[b for _, b, _ in pairs]]
    lengths = np.array([len(between) for _, _, between in pairs])
    some = lengths > 0
    if some.any():
        words = vectors[[i for _, _, between in pairs for i in between]].astype(np.int64)
        starts = (np.cumsum(lengths) - lengths)[some]
        sums = np.add.reduceat(words, starts, axis=0)
        found[some, 2 * width :] = (sums / lengths[some][:, None]).round()
    return found


@cache
def read_pairs(name: str) -> PairNetwork:
    """Read the network that the package carries under ``name``."""
    return PairNetwork(read_arrays(name))
