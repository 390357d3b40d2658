"""Which words the encoder reads together.

It was trained on windows of one to six sentences, so a text is first cut where a sentence
surely ends (a line break; a full stop before a capital), and the parts are packed into
windows. A part too long for a window is read piecemeal: the sentence that the window's
edge cut is read again at the head of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ENDS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset({'"', "”", "»", "’", "'", ")", "]", "“"})
OPENERS = frozenset({'"', "“", "«", "‘", "(", "[", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a Doc as the encoder sees them; whitespace tokens are left out."""

    texts: list[str]
    spaced: list[bool]  # a space (or a line, or nothing) goes before the word
    breaks: list[bool]  # the word starts a line
    indices: list[int]  # the word's token in the Doc


def parts(words: Words) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of stretches whose bounds are surely sentence bounds, in order."""
    start = 0
    texts, n = words.texts, len(words.texts)
    for i in range(1, n):
        if words.breaks[i] or (
            words.spaced[i] and _starts(texts, i, n) and _ends(texts, i - 1, start)
        ):
            yield start, i
            start = i
    if n:
        yield start, n


def _starts(texts: Sequence[str], i: int, n: int) -> bool:
    while i < n - 1 and texts[i] in OPENERS:
        i += 1
    return texts[i][:1].isupper() or texts[i][:1].isdigit()


def _ends(texts: Sequence[str], i: int, start: int) -> bool:
    while i > start and texts[i] in CLOSERS:
        i -= 1
    # an initial ("J. Biden") ends no sentence
    return texts[i] in ENDS and i > start and len(texts[i - 1]) > 1


def pack(sizes: Sequence[tuple[int, int]], max_words: int, max_pieces: int) -> list[list[int]]:
    """Indices of neighbouring parts, of ``(words, pieces)`` each, that share a window."""
    out: list[list[int]] = []
    words = pieces = 0
    for k, (w, p) in enumerate(sizes):
        if out and words + w <= max_words and pieces + p <= max_pieces:
            out[-1].append(k)
            words, pieces = words + w, pieces + p
        else:
            out.append([k])
            words, pieces = w, p
    return out
