"""The word pieces: XLM-R's SentencePiece table, cut down to what Italian needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsner.it_newsner_md.pieces import END, PAD, START, UNKNOWN, Unigram

SIZE = 48_000
_LATIN = re.compile(r"▁?[A-Za-zÀ-ÿ'’]+")


class Pieces:
    """Pieces with their log probabilities; a word is cut by the likeliest path."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self.pieces = list(pieces)
        self.scores = list(scores)
        self.cut = Unigram(self.pieces, self.scores).pieces

    def write(self, path: Path) -> None:
        """Write the table as the package holds it."""
        ids = {"unk": UNKNOWN, "bos": START, "pad": PAD, "eos": END}
        table = {"pieces": self.pieces, "scores": self.scores, **ids}
        path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


def read_pieces(path: Path) -> Pieces:
    """Read what `Pieces.write` wrote."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return Pieces(table["pieces"], table["scores"])


def prune(
    full: Pieces, texts: Iterable[tuple[Sequence[str], Sequence[bool]]], size: int = SIZE
) -> list[int]:
    """Choose the pieces to keep: those seen in the texts, then the likeliest of Latin letters.

    ``texts`` are words and whether a space follows each. Gives ids of ``full``; the four
    special ones come first.
    """
    seen: Counter[int] = Counter()
    for words, spaces in texts:
        for word, spaced in zip(words, [True, *spaces], strict=False):
            seen.update(full.cut(word, spaced))
    kept = [START, PAD, END, UNKNOWN]
    kept += [i for i, _ in seen.most_common() if i > UNKNOWN]
    known = set(kept)
    likely = sorted(range(len(full.pieces)), key=lambda i: -full.scores[i])
    kept += [i for i in likely if i not in known and _LATIN.fullmatch(full.pieces[i])]
    return kept[:size]
