"""What makes a relation more or less sure."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read

PATH = DATA / "confidence.toml"


class Confidence(Entry):
    """Weights of a logistic regression on annotated articles: ``data/confidence.toml``.

    Constructions and types that are not listed count nothing.
    """

    intercept: float
    certainty: float
    constructions: dict[str, float]
    types: dict[str, float]


@cache
def confidence() -> Confidence:
    """Read the bundled weights."""
    return read(PATH, Confidence)
