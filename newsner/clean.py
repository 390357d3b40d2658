"""From raw page text to article text, with a map of offsets back to the raw text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a page, and what was found around it.

    ``segments`` are [clean start, raw start, length] triples in order: the character
    ``clean start + k`` (k < length) is the character ``raw start + k`` of the raw text.
    """

    text: str
    segments: list[list[int]]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    dropped: list[list[int]] = field(default_factory=list)  # [start, end] in the raw text
    warnings: list[str] = field(default_factory=list)


def clean(text: str) -> Cleaned:
    """Drop what is not article from ``text``."""
    return Cleaned(text, [[0, 0, len(text)]])
