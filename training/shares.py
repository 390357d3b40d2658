"""How much words and vectors count in a decision that adds up what both say of an example.

A linear model over named features and a network over the encoder's vectors are fitted on the same
examples; their shares are learned from what they give for examples that were held out, and then
written into their weights: the sum is the log-odds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
