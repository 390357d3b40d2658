"""Reads a text's words with the encoder: windows in, labels out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsner.deadline import check

from .casing import Guess, Run, capitalised, in_ordinary_letters, in_small_letters, runs
from .decode import Bools, Ints, NameDecoder, chances, relations, trees
from .encoder import VECTORS, Encoder, Scores
from .files import Source, read_file
from .lemmas import Lemmatizer
from .windows import Words, fitting, part_starts, windows

FILES = (*Encoder.FILES, "lexicon.json")

# What a full stop before a capital adds to a sentence start's score. Where there is none the
# encoder is sure (abbreviations: below -4); inside quotations it wavers around 0.
_AFTER_STOP = 2.0
_APOSTROPHES = ("'", "’")


@dataclass(slots=True)
class Task:
    """A stretch of a text to read, on its own: what it gives depends on nothing else."""

    words: Words
    pieces: list[list[int]]  # of all words of the text
    start: int
    end: int
    stops: list[bool]  # a full stop and a capital make the word a likely sentence start


@dataclass(slots=True)
class Parse:
    """What is known of the words of a stretch; labels are indices."""

    heads: Ints  # a word of the text; a root is its own head
    pos: Ints
    tag: Ints
    morph: Ints
    dep: Ints
    ner: Ints
    lemmas: list[str]
    vectors: NDArray[np.int8] | None = None  # [words, components], of a model that gives them


class Reader:
    """The encoder with its decoders, opened from the model's files."""

    def __init__(self, source: Source) -> None:
        self.encoder = Encoder(source)
        self.labels = self.encoder.labels
        self._names = NameDecoder(self.labels["ner"])
        lexica = json.loads(read_file(source, "lexicon.json"))
        self._after_elision: dict[str, str] = lexica.pop("after_elision", {})
        self._lemmatizer = Lemmatizer(self.labels["lemma"], lexica)
        self._kinds = [label[2:] for label in self.labels["ner"]]
        self._proper = self.labels["pos"].index("PROPN")

    def cased(self, words: Words) -> Words:
        """Give the words with runs of capitals in ordinary letters; see `casing`."""
        found = runs(words, self._lemmatizer.knows)
        if not found:
            return words
        guesses = self._guesses(in_small_letters(words, found), found)
        titles = self._guesses(capitalised(words, found, guesses), found)
        guesses = [guess.beside(other) for guess, other in zip(guesses, titles, strict=True)]
        return in_ordinary_letters(words, found, guesses, self._lemmatizer.knows)

    def tasks(self, words: Words) -> list[Task]:
        """Cut a text into stretches to read."""
        pieces = [
            self.encoder.pieces(text, spaced)
            for text, spaced in zip(self._unambiguous(words), words.spaced, strict=True)
        ]
        bounds = windows(words, [len(p) for p in pieces])
        stops = part_starts(words)
        return [Task(words, pieces, start, end, stops) for start, end in bounds]

    def _unambiguous(self, words: Words) -> Iterator[str]:
        """Give the words as the encoder reads them: "ad" is no preposition in "l'ad di X"."""
        before = ""
        for text, spaced in zip(words.texts, words.spaced, strict=True):
            elided = not spaced and before[-1:] in _APOSTROPHES and len(before) > 1
            yield self._after_elision.get(text.lower(), text) if elided else text
            before = text

    def _guesses(self, words: Words, found: Sequence[Run]) -> list[Guess]:
        """See which words seem to be names, in the sentences where there are runs."""
        guesses = [Guess()] * len(words.texts)
        starts = [i for i, new in enumerate(part_starts(words)) if new]
        shouted = {i for run in found for i in range(*run)}
        for start, end in pairwise([*starts, len(guesses)]):
            if not shouted.isdisjoint(range(start, end)):
                guesses[start:end] = self._guess(words.texts[start:end], words.spaced[start:end])
        return guesses

    def _guess(self, texts: Sequence[str], spaced: Sequence[bool]) -> list[Guess]:
        pieces = [self.encoder.pieces(*word) for word in zip(texts, spaced, strict=True)]
        sizes = [len(p) for p in pieces]
        found: list[Guess] = []
        while (start := len(found)) < len(pieces):
            end = fitting(sizes, start, len(sizes))
            scores = self.encoder.run(pieces[start:end], ("ner", "pos"))
            names, tags = (chances(scores[k][: end - start]) for k in ("ner", "pos"))
            named = 1 - names[:, self._kinds.index("")] + tags[:, self._proper]
            best = zip(named.tolist(), names.argmax(1), tags.argmax(1), strict=True)
            found += [Guess(n, self._kinds[k], self.labels["pos"][pos]) for n, k, pos in best]
            check()
        return found

    def read(self, task: Task) -> list[Parse]:
        """Read a stretch, in as many windows as it takes."""
        sizes = [len(p) for p in task.pieces[task.start : task.end]]
        out, start, total = [], 0, len(sizes)
        while start < total:
            end = fitting(sizes, start, total)
            scores = self.encoder.run(task.pieces[task.start + start : task.start + end])
            breaks = np.array(task.words.breaks[task.start + start : task.start + end])
            stops = np.array(task.stops[task.start + start : task.start + end])
            starts = (scores["ss"][:, 1] + stops * _AFTER_STOP > scores["ss"][:, 0]) | breaks
            starts[0] = True
            if end < total:
                end = start + _uncut(starts)
            texts = task.words.texts[task.start + start : task.start + end]
            out.append(self._decode(scores, starts, breaks, texts, task.start + start))
            start = end
        return out

    def _decode(
        self, scores: Scores, starts: Bools, breaks: Bools, texts: list[str], offset: int
    ) -> Parse:
        n = len(texts)
        columns = trees(scores["arc"][:n, : n + 1], starts[:n])
        best = {k: scores[k][:n].argmax(1) for k in ("pos", "tag", "morph", "lemma")}
        tags = [self.labels["pos"][k] for k in best["pos"].tolist()]
        lemmas = map(self._lemmatizer, texts, tags, best.pop("lemma").tolist(), scores["lemma"][:n])
        return Parse(
            heads=np.where(columns == 0, np.arange(n), columns - 1) + offset,
            dep=relations(scores["rd"][:n], scores["rh"][columns]),
            ner=self._names(scores["ner"][:n], breaks[:n]),
            lemmas=list(lemmas),
            vectors=scores[VECTORS][:n] if VECTORS in scores else None,
            **best,
        )


def _uncut(starts: Bools) -> int:
    """How many words of a window to keep, when its edge cuts the last sentence.

    That sentence is left to the next window, unless it takes most of this one: every window
    has to get on by a quarter.
    """
    last = int(np.flatnonzero(starts)[-1])
    return last if last >= len(starts) / 4 else len(starts)
