"""Sentences with their expressions of time marked.

A line is a sentence: ``<ieri|2024-03-06>`` marks an expression and its value, an interval is
``<...|start/end>``, an impossible date ``<...|->``; a sentence without marks has no date. After
``=>`` stand the expressions where a mark would hide an article. ``published`` sets the publication
date of the lines below it, ``#`` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsner.layers import DateRow

MARK = re.compile(r"<([^|<>]+)\|([^<>]+)>")


class Example(NamedTuple):
    """A sentence with its marked expressions: (start, end, value)."""

    published: str
    text: str
    marked: tuple[tuple[int, int, str], ...]


def read(path: Path) -> Iterator[Example]:
    """Read the sentences of a file."""
    published = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("published "):
            published = line.split()[1]
        elif line and not line.startswith("#"):
            sentence, _, apart = line.partition(" => ")
            text = MARK.sub(r"\1", sentence)
            marks, at = [], 0
            for words, value in MARK.findall(apart or sentence):
                at = text.index(words, at)
                marks.append((at, at + len(words), value))
                at += len(words)
            yield Example(published, text, tuple(marks))


def value_of(row: DateRow) -> str:
    """Give the value of a row as it is marked."""
    return "/".join(map(str, row.value)) if isinstance(row.value, list) else row.value or "-"
