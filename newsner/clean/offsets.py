"""A text that was edited, and where each of its characters stood in the text as given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Characters [start, end) become the string."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text with its origin.

    ``segments`` are [start, raw start, length, raw length] in order of start. Where length and
    raw length are equal, characters correspond one to one; else the segment's characters
    together stand for the raw ones ("&egrave;" for "è").
    """

    text: str
    segments: list[list[int]]

    @classmethod
    def whole(cls, text: str) -> Mapped:
        """``text`` as it is."""
        return cls(text, [[0, 0, len(text), len(text)]])

    def raw_span(self, start: int, end: int) -> list[int]:
        """[start, end) of this text in the raw text; start < end."""
        return raw_span(self.segments, start, end)

    def edit(self, edits: Iterable[Edit]) -> Mapped:
        """Apply ``edits``, which are in order and do not overlap."""
        out: list[str] = []
        segments: list[list[int]] = []
        done = length = index = 0

        def keep(start: int, end: int) -> None:
            nonlocal index, length
            while start < end:
                while self.segments[index][0] + self.segments[index][2] <= start:
                    index += 1
                origin, raw, size, raw_size = self.segments[index]
                stop = min(end, origin + size)
                if size == raw_size:
                    _append(segments, [length, raw + start - origin, stop - start, stop - start])
                else:
                    _append(segments, [length, raw, stop - start, raw_size])
                length += stop - start
                start = stop

        for start, end, new in edits:
            out.append(self.text[done:start])
            keep(done, start)
            if len(new) == end - start:
                keep(start, end)
            elif new:
                first, last = self.raw_span(start, end)
                _append(segments, [length, first, len(new), last - first])
                length += len(new)
            out.append(new)
            done = end
        out.append(self.text[done:])
        keep(done, len(self.text))
        return Mapped("".join(out), segments)


def raw_span(segments: list[list[int]], start: int, end: int) -> list[int]:
    """[start, end) in the edited text, start < end, as [start, end] in the raw text."""
    origin, raw, size, raw_size = segments[_index(segments, start)]
    first = raw + start - origin if size == raw_size else raw
    origin, raw, size, raw_size = segments[_index(segments, end - 1)]
    return [first, raw + end - origin if size == raw_size else raw + raw_size]


def _index(segments: list[list[int]], offset: int) -> int:
    return bisect_right(segments, offset, key=lambda s: s[0]) - 1


def _append(segments: list[list[int]], new: list[int]) -> None:
    if segments:
        start, raw, size, raw_size = segments[-1]
        if size == raw_size and new[2] == new[3] and raw + size == new[1]:
            segments[-1] = [start, raw, size + new[2], raw_size + new[3]]
            return
    segments.append(new)
