"""Adam, with which small networks are fitted in numpy (Kingma & Ba 2015)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from newsner.scoring.networks import Floats


class Adam:
    """Moves weights, in place, against their slopes.

    Parameters
    ----------
    weights
        By name.
    decay
        By how much a step at a rate of 1 shrinks matrices, apart from the slopes (Loshchilov &
        Hutter 2019).
    """

    def __init__(self, weights: Mapping[str, Floats], decay: float = 0.0) -> None:
        self.weights, self.decay, self.steps = weights, decay, 0
        self._first, self._second = (
            {name: np.zeros_like(w) for name, w in weights.items()} for _ in range(2)
        )

    def move(self, slopes: Mapping[str, Floats], rate: float) -> None:
        """Make a step."""
        self.steps += 1
        for name, slope in slopes.items():
            first, second, w = self._first[name], self._second[name], self.weights[name]
            first += np.float32(0.1) * (slope - first)
            second += np.float32(0.001) * (slope * slope - second)
            step = first / np.float32(1 - 0.9**self.steps)
            step /= np.sqrt(second / np.float32(1 - 0.999**self.steps)) + np.float32(1e-8)
            if self.decay and w.ndim > 1:
                step += np.float32(self.decay) * w
            w -= np.float32(rate) * step
