"""The pipeline component: reads a Doc's words, sets everything the encoder knows of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS as SYMBOLS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from . import FOLDER, lemmas
from .decode import Names, spans, trees
from .windows import Words, pack, parts

if TYPE_CHECKING:
    from .encoder import Encoder

MAX_WORDS, MAX_PIECES = 130, 508


@Language.factory(
    "newsner_encoder",
    default_config={"threads": None},
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "token.ent_iob",
        "token.ent_type",
        "doc.sents",
        "doc.ents",
    ],
)
def make_encoder(nlp: Language, name: str, threads: int | None) -> NewsnerEncoder:
    return NewsnerEncoder(nlp.vocab, name, threads)


class NewsnerEncoder:
    def __init__(
        self, vocab: Vocab, name: str = "newsner_encoder", threads: int | None = None
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self.folder = FOLDER
        self._encoder: Encoder | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_encoder": None}

    @property
    def encoder(self) -> Encoder:
        if self._encoder is None:
            from .encoder import Encoder

            self._encoder = Encoder(self.folder, self.threads)
            labels = self._encoder.labels
            self._names = Names(labels["ner"])
            add = self.vocab.strings.add
            self._ids = {
                k: np.array([add(x) for x in labels[k]], np.uint64) for k in ("tag", "dep")
            }
            self._ids["morph"] = np.array(
                [self.vocab.morphology.add(x) for x in labels["morph"]], np.uint64
            )
            self._ids["pos"] = np.array([SYMBOLS[x] for x in labels["pos"]], np.uint64)
        return self._encoder

    def __call__(self, doc: Doc) -> Doc:
        words = read(doc)
        if len(doc):
            self._annotate(doc, words)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        for doc in stream:
            yield self(doc)

    def _annotate(self, doc: Doc, words: Words) -> None:
        encoder = self.encoder
        n = len(words.texts)
        pieces = [encoder.pieces(w, s) for w, s in zip(words.texts, words.spaced, strict=True)]
        breaks = np.array(words.breaks)
        heads = np.zeros(n, np.int64)
        got = {k: np.zeros(n, np.int64) for k in ("pos", "tag", "morph", "lemma", "dep", "ner")}
        bounds = list(parts(words))
        sizes = [(z - a, sum(len(p) for p in pieces[a:z])) for a, z in bounds]
        todo = [
            (bounds[g[0]][0], bounds[g[-1]][1], {bounds[k][0] for k in g})
            for g in pack(sizes, MAX_WORDS, MAX_PIECES)
        ]
        while todo:
            start, stop, sure = todo.pop()
            end = self._fit(pieces, start, stop)
            r = encoder.run(pieces[start:end])
            starts = r["ss"][:, 1] > r["ss"][:, 0]
            starts |= breaks[start:end]
            starts[0] = True
            if end < stop:
                cut = int(np.flatnonzero(starts)[-1]) or end - start
                todo.append((start + cut, stop, sure))
                r = {k: v[:cut] for k, v in r.items()} | {
                    "rh": r["rh"],
                    "arc": r["arc"][:cut, : cut + 1],
                }
                starts, end = starts[:cut], start + cut
            h = trees(r["arc"], starts)
            part = slice(start, end)
            heads[part] = np.where(h == 0, np.arange(start, end), h - 1 + start)
            for k in ("pos", "tag", "morph", "lemma"):
                got[k][part] = r[k].argmax(1)
            u = encoder.relations
            left = (r["rd"] @ u.transpose(1, 0, 2).reshape(97, -1)).reshape(len(h), -1, 97)
            got["dep"][part] = np.matmul(left, r["rh"][h][:, :, None])[:, :, 0].argmax(1)
            got["ner"][part] = self._names(r["ner"], breaks[part])
        self._set(doc, words, heads, got)

    @staticmethod
    def _fit(pieces: list[list[int]], start: int, stop: int) -> int:
        room, end = MAX_PIECES, start
        while end < min(stop, start + MAX_WORDS) and len(pieces[end]) <= room:
            room -= len(pieces[end])
            end += 1
        return end

    def _set(self, doc: Doc, words: Words, heads: Any, got: dict[str, Any]) -> None:
        labels = self.encoder.labels
        add = self.vocab.strings.add
        size = len(doc)
        index = np.array(words.indices, np.int64)
        columns = np.zeros((size, 6), np.uint64)
        is_word = np.zeros(size, bool)
        is_word[index] = True
        head = np.arange(size)
        root = add("ROOT")
        if len(index):
            head[index] = index[heads]
            columns[index, 1] = self._ids["dep"][got["dep"]]
            columns[index[heads == np.arange(len(index))], 1] = root
            columns[index, 2] = self._ids["pos"][got["pos"]]
            columns[index, 3] = self._ids["tag"][got["tag"]]
            columns[index, 4] = self._ids["morph"][got["morph"]]
            columns[index, 5] = [
                add(lemmas.apply(labels["lemma"][s], w, labels["pos"][p]))
                for s, w, p in zip(
                    got["lemma"].tolist(), words.texts, got["pos"].tolist(), strict=True
                )
            ]
        gaps = np.flatnonzero(~is_word)
        if len(gaps):
            # A whitespace token hangs on the word before it, as in spaCy's own pipelines;
            # those at the head of the text on the first word.
            before = np.maximum.accumulate(np.where(is_word, np.arange(size), -1))
            first = int(index[0]) if len(index) else 0
            head[gaps] = np.where(before[gaps] < 0, first, before[gaps])
            columns[gaps, 1] = add("dep")
            columns[gaps, 2] = SYMBOLS["SPACE"]
            columns[gaps, 3] = add("_SP")
            columns[gaps, 4] = self.vocab.morphology.add("")
            columns[gaps, 5] = [doc[int(i)].orth for i in gaps]
            if not len(index):
                columns[0, 1] = root
        columns[:, 0] = (head - np.arange(size)).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP, POS, TAG, MORPH, LEMMA], columns)
        names = spans([labels["ner"][k] for k in got["ner"].tolist()])
        doc.set_ents(
            [Span(doc, words.indices[a], words.indices[z - 1] + 1, kind) for a, z, kind in names]
        )

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        from .encoder import FILES

        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.folder / name, path / name)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> NewsnerEncoder:
        self.folder = Path(path)
        self._encoder = None
        return self


def read(doc: Doc) -> Words:
    words = Words([], [], [], [])
    spaced = line = True
    for token in doc:
        text = token.text
        if token.is_space:
            line = line or "\n" in text or "\r" in text
            spaced = True
            continue
        words.texts.append(text)
        words.spaced.append(spaced)
        words.breaks.append(line)
        words.indices.append(token.i)
        spaced, line = bool(token.whitespace_), False
    return words
