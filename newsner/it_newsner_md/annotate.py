"""Writes what was read into the Doc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from newsner.layers import write_vectors

from .decode import spans
from .reading import Parse
from .windows import Words

_COLUMNS = ["HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA"]


class Annotator:
    """Sets syntax, morphology, lemmas and names on Docs of one vocabulary."""

    def __init__(self, vocab: Vocab, labels: Mapping[str, Sequence[str]]) -> None:
        add = vocab.strings.add
        self._add = add
        self._names = labels["ner"]
        self._dep = np.array([add(x) for x in labels["dep"]], np.uint64)
        self._tag = np.array([add(x) for x in labels["tag"]], np.uint64)
        self._pos = np.array([add(x) for x in labels["pos"]], np.uint64)
        self._morph = np.array([vocab.morphology.add(x) for x in labels["morph"]], np.uint64)
        self._root, self._other = add("ROOT"), add("dep")
        self._space = [self._other, add("SPACE"), add("_SP"), vocab.morphology.add("")]

    def __call__(self, doc: Doc, words: Words, parses: Sequence[Parse]) -> None:
        """Write the parses of all of the Doc's words, in order."""
        size = len(doc)
        if not size:
            return
        table = np.zeros((size, len(_COLUMNS)), np.uint64)
        heads = np.arange(size)
        index = np.array(words.indices, np.int64)
        if len(index):
            self._words(table, heads, index, parses)
            self._vectors(doc, index, parses)
        self._whitespace(doc, table, heads, index)
        table[:, 0] = (heads - np.arange(size)).astype(np.int64).view(np.uint64)
        doc.from_array(_COLUMNS, table)  # type: ignore[arg-type]
        labels = [self._names[k] for p in parses for k in p.ner.tolist()]
        doc.set_ents(
            [
                Span(doc, words.indices[start], words.indices[end - 1] + 1, kind)
                for start, end, kind in spans(labels)
            ]
        )

    def _words(
        self,
        table: NDArray[np.uint64],
        heads: NDArray[np.int64],
        index: NDArray[np.int64],
        parses: Sequence[Parse],
    ) -> None:
        own = np.concatenate([p.heads for p in parses])
        heads[index] = index[own]
        labels = self._dep[np.concatenate([p.dep for p in parses])]
        labels[own == np.arange(len(own))] = self._root
        table[index, 1] = labels
        table[index, 2] = self._pos[np.concatenate([p.pos for p in parses])]
        table[index, 3] = self._tag[np.concatenate([p.tag for p in parses])]
        table[index, 4] = self._morph[np.concatenate([p.morph for p in parses])]
        table[index, 5] = [self._add(lemma) for p in parses for lemma in p.lemmas]

    def _vectors(self, doc: Doc, index: NDArray[np.int64], parses: Sequence[Parse]) -> None:
        found = [p.vectors for p in parses if p.vectors is not None]
        if len(found) == len(parses):
            rows = np.concatenate(found)
            vectors = np.zeros((len(doc), rows.shape[1]), np.int8)
            vectors[index] = rows
            write_vectors(doc, vectors)

    def _whitespace(
        self,
        doc: Doc,
        table: NDArray[np.uint64],
        heads: NDArray[np.int64],
        index: NDArray[np.int64],
    ) -> None:
        """Hang whitespace on the word before it, as spaCy's own pipelines do.

        At the head of the text it hangs on the first word; of a Doc of nothing else, the
        first token is the root.
        """
        before = np.full(len(doc), -1)
        before[index] = index
        gaps = np.flatnonzero(before < 0)
        if not len(gaps):
            return
        first = int(index[0]) if len(index) else 0
        heads[gaps] = np.maximum.accumulate(before)[gaps].clip(min=0)
        heads[gaps[gaps < first]] = first
        table[gaps, 1:5] = self._space
        table[gaps, 5] = [doc[i].orth for i in gaps.tolist()]
        if not len(index):
            table[0, 1] = self._root
