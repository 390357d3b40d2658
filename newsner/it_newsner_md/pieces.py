"""Cuts words into the pieces that the encoder reads: the likeliest path through a unigram model.

The model is SentencePiece's: pieces with their log probabilities, which add up along a path.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

START, PAD, END, UNKNOWN = range(4)
_PENALTY = 10.0  # of a character that no piece has, below the least likely piece
_HEAD = 3  # characters by which it is known how long a piece may be
_READ_CHARACTERS = 200
_CACHED_WORDS = 200_000


class Unigram:
    """Pieces with their log probabilities; ids are places in ``pieces``."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._known = {p: (i, s) for i, (p, s) in enumerate(zip(pieces, scores, strict=True))}
        self._longest: dict[str, int] = {}  # length of a piece, by its first characters
        for head, length in ((piece[:_HEAD], len(piece)) for piece in pieces):
            self._longest[head] = max(length, self._longest.get(head, 0))
        self._unknown = min(scores) - _PENALTY
        self._cache: dict[tuple[str, bool], list[int]] = {}

    def pieces(self, word: str, spaced: bool) -> list[int]:
        """Give the ids of a word's pieces; of a very long one, of its beginning.

        ``spaced`` says that a space goes before it, or nothing.
        """
        key = (word[:_READ_CHARACTERS], spaced)
        ids = self._cache.get(key)
        if ids is None:
            text = unicodedata.normalize("NFKC", key[0]).replace(" ", "")[:_READ_CHARACTERS]
            ids = self.cut(("▁" if spaced else "") + text) or [UNKNOWN]
            if len(self._cache) >= _CACHED_WORDS:
                self._cache.clear()
            self._cache[key] = ids
        return ids

    def cut(self, text: str) -> list[int]:
        """Give the ids of the pieces along the likeliest path; unknown neighbours are one."""
        size = len(text)
        known, unknown = self._known, self._unknown
        best = [float("-inf")] * (size + 1)  # score of the best path to each place
        best[0] = 0.0
        last = [(UNKNOWN, 0)] * (size + 1)  # the last piece of that path, and where it starts
        for start in range(size):
            here, alone = best[start], False
            longest = self._longest.get(text[start : start + _HEAD], _HEAD)
            for end in range(start + 1, min(size, start + longest) + 1):
                found = known.get(text[start:end])
                if found is None:
                    continue
                alone = alone or end == start + 1
                if here + found[1] > best[end]:
                    best[end], last[end] = here + found[1], (found[0], start)
            if not alone and here + unknown > best[start + 1]:
                best[start + 1], last[start + 1] = here + unknown, (UNKNOWN, start)
        ids: list[int] = []
        while size:
            id_, size = last[size]
            if not (ids and id_ == ids[-1] == UNKNOWN):
                ids.append(id_)
        return ids[::-1]
