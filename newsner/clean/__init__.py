"""From raw page text to article text, with a map of offsets back to the raw text.

What is dropped is what stands around an article: navigation, the headline's second copy, byline,
dateline, date of publication, share buttons, comment counts, lists of links, cookie banners. A
line that reads as a sentence is dropped only where its words say that it is furniture, or after
the end of the article.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .characters import normalise
from .language import foreign
from .offsets import Mapped, raw_span
from .page import read_page

__all__ = ["Cleaned", "clean", "foreign", "raw_span"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a page, and what was found around it.

    ``segments`` are [clean start, raw start, length, raw length] in order: where the lengths are
    equal, the character ``clean start + k`` is the character ``raw start + k`` of the raw text;
    else the segment's characters stand for the raw ones together.
    """

    text: str
    segments: list[list[int]]
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601
    dropped: list[list[int]] = field(default_factory=list)  # [start, end] in the raw text
    warnings: list[str] = field(default_factory=list)


def clean(text: str, title: str | None = None) -> Cleaned:
    """Drop what is not article from ``text``; ``title`` is the headline where it is known."""
    mapped = normalise(Mapped.whole(text))
    page = read_page(mapped.text, title)
    kept = mapped.edit(page.edits)
    return Cleaned(
        text=kept.text,
        segments=kept.segments,
        title=page.title,
        byline=page.byline,
        published=page.published,
        dropped=[mapped.raw_span(start, end) for start, end in page.dropped],
        warnings=foreign(kept.text),
    )
