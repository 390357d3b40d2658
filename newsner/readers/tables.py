"""Articles from delimited text (CSV, TSV): finds the delimiter; a broken row costs itself.

A quoted cell may go on over lines. One that is never closed would swallow the rest of the file:
where the line after its first reads as a row of its own, reading goes on there.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Any

from .source import Bad, Rows, Source, UnreadableFile, decode

DELIMITERS = (",", ";", "\t", "|")
_UNCLOSED = "a quote is opened that is not closed: close it, or double it"


class _TooLong(Exception):
    """A row has more characters than an item may have."""


class _Lines:
    """The lines of a table: remembers those of the row at hand, and takes lines back."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.waiting: deque[str] = deque()
        self.row: list[str] = []
        self.read = 0  # lines
        self.size = 0
        self._lines = source.lines()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self._read()
        if line is None:
            raise _TooLong
        self.row.append(line)
        self.size += len(line)
        if self.size > self.source.max_bytes:
            raise _TooLong
        return line

    def _read(self) -> str | None:
        line = next(self._lines)
        self.read += 1
        return decode(line) if isinstance(line, bytes) else line

    def start(self) -> None:
        """Begin a new row."""
        self.row, self.size = [], 0

    def take_back(self, lines: list[str]) -> None:
        """Give these lines again, before those that follow."""
        self.waiting.extendleft(reversed(lines))

    def skip_cell(self, delimiter: str) -> bool:
        """Go past the end of the quoted cell that the row is in.

        False where the next quote is none that ends a cell, or there is none: then no cell was
        too long, but a quote is not closed.
        """
        self.waiting.clear()
        while (line := self._next_or_end()) != "":
            _, quote, after = (line or "").replace('""', "").partition('"')
            if quote:
                return not after or after[0] in (delimiter, "\r", "\n")
        return False

    def _next_or_end(self) -> str | None:
        try:
            return self._read()
        except StopIteration:
            return ""

    def go_to(self, number: int) -> None:
        """Read on from the line of this number, counted from 0.

        Raises
        ------
        UnreadableFile
            It comes from standard input, and is gone.
        """
        if self.source.path is None:
            raise UnreadableFile(f"the rest of {self.source.name} is in a quote that is not closed")
        self._lines = self.source.lines()
        self.waiting.clear()
        for _ in range(number):
            next(self._lines)
        self.read = number


def read_table(source: Source) -> Rows:
    """Read a table with a header.

    Raises
    ------
    InputError
        Its header lacks the column of the text or of the date.
    UnreadableFile
        It has no header, or cannot be read on.
    """
    if csv.field_size_limit() < source.max_bytes:
        csv.field_size_limit(source.max_bytes)
    lines = _Lines(source)
    header, delimiter = _header(source, lines)
    number = 0
    while True:
        lines.start()
        number += 1
        try:
            cells = next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except _TooLong:
            second = lines.read - len(lines.waiting) - len(lines.row) + 1
            # where it has no line, it is one that was too long in itself
            if not lines.row or lines.skip_cell(delimiter):
                yield number, Bad(source.too_long)
            else:
                lines.go_to(second)
                yield number, Bad(_UNCLOSED)
            continue
        except csv.Error as error:
            if _row_follows(lines.row, len(header), delimiter):
                lines.take_back(lines.row[1:])
                yield number, Bad(_UNCLOSED)
                continue
            cells = _lenient(lines, delimiter)
            if len(cells) != len(header):
                yield number, Bad(f"not CSV: {error}")
                continue
        if not cells:
            number -= 1
        elif len(cells) > len(header):
            yield (
                number,
                Bad(
                    f"has {len(cells)} cells, and the header {len(header)}: quote cells that hold "
                    f"{delimiter!r}"
                ),
            )
        else:
            yield number, dict(zip(header, cells, strict=False))


def _header(source: Source, lines: _Lines) -> tuple[list[str], str]:
    """Read the header with the delimiter that finds the text in it, or else the most columns."""
    try:
        first = next(lines, "")
    except _TooLong as error:
        raise UnreadableFile(f"{source.name}: its header: {source.too_long}") from error
    if "\r" in first.rstrip("\r\n"):  # as old Macs end lines
        first, *rest = first.split("\r")
        lines.take_back([f"{line}\n" for line in rest])
    found: list[tuple[bool, bool, int, list[str], str]] = []
    for rank, delimiter in enumerate(DELIMITERS):
        try:
            names = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = [name.strip() for name in names]
        preferred = delimiter == "\t" and source.kind == ".tsv"
        known = source.text in names or "html" in names
        found.append((known, preferred, len(names) * 10 - rank, names, delimiter))
    if not any(names for *_, names, _ in found):
        raise UnreadableFile(f"{source.name} is empty: its first line must name the columns")
    *_, names, delimiter = max(found)
    source.require(names)
    return names, delimiter


def _row_follows(row: list[str], width: int, delimiter: str) -> bool:
    """Whether the line after the first of a broken row is a row in itself."""
    if len(row) < 2 or width < 2:
        return False
    try:
        return len(next(csv.reader([row[1]], delimiter=delimiter), [])) == width
    except csv.Error:
        return False


def _lenient(lines: _Lines, delimiter: str) -> list[Any]:
    """Read the row again, with quotes inside a cell taken as they stand."""
    lines.take_back(lines.row)
    lines.start()
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except (csv.Error, _TooLong):
        return []
