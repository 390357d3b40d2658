"""Which words the encoder reads together.

It was trained on windows of one to six sentences, so a text is first cut where a sentence
surely ends (a line break; a full stop before a capital), and neighbouring parts are packed
into windows. A part too long for one window is read piecemeal: the sentence that the
window's edge cut is read again at the head of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

MAX_WORDS = 130
MAX_PIECES = 508  # 512 positions less the two that frame a window, and a margin of two

_ENDS = frozenset({".", "!", "?", "…", "..."})
_CLOSERS = frozenset({'"', "”", "»", "’", "'", ")", "]"})
_OPENERS = frozenset({'"', "“", "«", "‘", "(", "[", "-", "–", "—"})


@dataclass(slots=True)
class Words:
    """The words of a Doc as the encoder sees them; whitespace tokens are left out."""

    texts: list[str] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)  # a space (or nothing) goes before it
    breaks: list[bool] = field(default_factory=list)  # it starts a line
    indices: list[int] = field(default_factory=list)  # its token in the Doc


def read_words(doc: Doc) -> Words:
    """Take the words of ``doc``."""
    words = Words()
    spaced = starts_line = True
    for token in doc:
        text = token.text
        if token.is_space:
            starts_line = starts_line or text.splitlines() != [text]
            spaced = True
            continue
        words.texts.append(text)
        words.spaced.append(spaced)
        words.breaks.append(starts_line)
        words.indices.append(token.i)
        spaced, starts_line = bool(token.whitespace_), False
    return words


def windows(words: Words, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of stretches to read together, of words of ``sizes`` pieces each.

    They hold whole sentences. One that exceeds ``MAX_WORDS`` or ``MAX_PIECES`` is a single
    part whose end could not be foreseen.
    """
    start = count = 0
    for a, z in _parts(words):
        pieces = sum(sizes[a:z])
        if a > start and (z - start > MAX_WORDS or count + pieces > MAX_PIECES):
            yield start, a
            start, count = a, 0
        count += pieces
    if words.texts:
        yield start, len(words.texts)


def part_starts(words: Words) -> list[bool]:
    """Whether a sentence seems to start at each word, by a line break or a full stop."""
    starts = [False] * len(words.texts)
    for start, _ in _parts(words):
        starts[start] = True
    return starts


def fitting(sizes: Sequence[int], start: int, end: int) -> int:
    """How far a window that begins at ``start`` can reach, up to ``end``."""
    room, stop = MAX_PIECES, start
    while stop < min(end, start + MAX_WORDS) and sizes[stop] <= room:
        room -= sizes[stop]
        stop += 1
    return stop


def _parts(words: Words) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of stretches whose bounds are surely sentence bounds, in order."""
    start = 0
    for i in range(1, len(words.texts)):
        if words.breaks[i] or (
            words.spaced[i] and _opens(words.texts, i) and _closes(words.texts, start, i)
        ):
            yield start, i
            start = i
    if words.texts:
        yield start, len(words.texts)


def _opens(texts: Sequence[str], i: int) -> bool:
    if texts[i] in _OPENERS and i + 1 < len(texts):
        i += 1
    return texts[i][0].isupper() or texts[i][0].isdigit()


def _closes(texts: Sequence[str], start: int, i: int) -> bool:
    i -= 1
    if texts[i] in _CLOSERS and i > start:
        i -= 1
    # A lone letter before the stop is an initial ("J . Biden").
    return texts[i] in _ENDS and i > start and len(texts[i - 1]) > 1
