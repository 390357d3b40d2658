"""What makes a relation more or less sure."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read

PATH = DATA / "confidence.toml"


class Confidence(Entry):
    """Weights of a logistic regression on annotated articles: ``data/confidence.toml``.

    Constructions that are not listed count nothing. ``thresholds`` are what a relation of a
    bundled type must reach to come out, ``"*"`` of the types that are not listed.
    """

    thresholds: dict[str, float]
    intercept: float
    certainty: float
    constructions: dict[str, float]


@cache
def confidence() -> Confidence:
    """Read the bundled weights."""
    return read(PATH, Confidence)
