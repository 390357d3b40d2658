"""How probable it is that a relation is right."""

from __future__ import annotations

from math import exp, log

from ..knowledge.confidence import confidence
from ..layers import RelationRow

CEILING = 0.98  # a certainty of 1 has no log-odds


def log_odds(certainty: float) -> float:
    """Give the log-odds of a certainty between 0 and 1, within bounds."""
    bounded = min(max(certainty, 1 - CEILING), CEILING)
    return log(bounded / (1 - bounded))


def estimate(row: RelationRow) -> float:
    """Give the probability that a relation which nothing else is known of is right.

    It is of a type or a frame of the user's own, or has nobody as its subject: what tells is its
    construction and its weakest argument.
    """
    weights = confidence()
    score = (
        weights.intercept
        + weights.certainty * log_odds(row.certainty)
        + weights.constructions.get(row.construction, 0.0)
    )
    return round(1 / (1 + exp(-score)), 3)
