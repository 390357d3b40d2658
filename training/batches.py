"""From sentences to windows of one to six sentences, and to padded batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from newsner.it_newsner_md.pieces import END, PAD, START

from .labels import MISSING, values
from .pieces import Pieces
from .sentences import LAYERS, Sentence
from .variants import Variant, plain_accents, vary

Ints = NDArray[np.int64]
Index = Mapping[str, Mapping[str, int]]
MAX_SENTENCES, MAX_WORDS, MAX_PIECES = 6, 150, 500
SILVER = 0.5  # weight of a label that a model gave
_SORTED = 4000  # windows of which those alike in length share a batch
_OUTSIDE = -1e4


@dataclass(slots=True)
class Example:
    """A sentence in numbers. ``head`` counts from 1, 0 is the root."""

    pieces: Ints
    word: Ints  # of each piece
    columns: dict[str, Ints]
    size: int
    style: int
    weights: tuple[float, float]  # of its syntax, of its names
    unfinished: bool


@dataclass(slots=True)
class Batch:
    """Windows, padded. Labels, heads and weights are [windows, words]."""

    ids: Tensor  # [windows, pieces]
    mask: Tensor  # [windows, pieces]
    word: Tensor  # [windows, pieces]: the word of a piece, or one past the last word
    style: Tensor  # [windows]
    sentence: Tensor  # number of the sentence in its window, -1 past the last word
    labels: dict[str, Tensor]  # with "head" (a column of the arc scores) and "ss"
    syntax: Tensor
    names: Tensor

    def to(self, device: torch.device) -> Batch:
        """Move to a device."""
        labels = {k: v.to(device, non_blocking=True) for k, v in self.labels.items()}
        names = [f.name for f in fields(self) if f.name != "labels"]
        own = {k: getattr(self, k).to(device, non_blocking=True) for k in names}
        return Batch(labels=labels, **own)

    def outside(self) -> Tensor:
        """[windows, words, words + 1]: 0 where a word can hang, very low where it cannot."""
        same = (self.sentence[:, :, None] == self.sentence[:, None]) & (self.sentence >= 0)[:, None]
        scores = torch.where(same, 0.0, _OUTSIDE)
        return torch.cat([torch.zeros_like(scores[:, :, :1]), scores], 2)


def index(tables: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Numbers of the labels."""
    return {layer: {label: i for i, label in enumerate(table)} for layer, table in tables.items()}


def encode(variant: Variant, pieces: Pieces, labels: Index, style: int = 0) -> Example:
    """Turn a sentence into numbers; what its tables lack is missing."""
    s = variant.sentence
    cuts = [pieces.cut(w, b) for w, b in zip(s.words, [True, *s.spaces], strict=False)]
    columns = {k: _column(s, k, labels[k]) for k in LAYERS}
    columns["lemma"][sorted(variant.unreadable)] = MISSING
    columns["head"] = np.full(len(s.words), MISSING)
    if s.head is not None:
        heads = [0 if h == i else h + 1 if h >= 0 else MISSING for i, h in enumerate(s.head)]
        columns["head"] = np.array(heads)
        columns["dep"] = np.where(columns["head"] >= 0, columns["dep"], MISSING)
    return Example(
        pieces=np.array([p for cut in cuts for p in cut]),
        word=np.repeat(np.arange(len(cuts)), [len(c) for c in cuts]),
        columns=columns,
        size=len(cuts),
        style=style,
        weights=(SILVER if "dep" in s.silver else 1.0, SILVER if "ner" in s.silver else 1.0),
        unfinished=variant.unfinished,
    )


def _column(s: Sentence, layer: str, numbers: Mapping[str, int]) -> Ints:
    column = values(s, layer)
    if column is None:
        return np.full(len(s.words), MISSING)
    return np.array([numbers.get(label, MISSING) for label in column])


def windows(examples: Sequence[Example], random: Random) -> Iterator[list[Example]]:
    """Pack neighbours into windows; nothing follows an unfinished sentence."""
    window: list[Example] = []
    wanted, words, pieces = random.randint(1, MAX_SENTENCES), 0, 0
    for example in examples:
        if len(example.pieces) > MAX_PIECES:
            continue
        words, pieces = words + example.size, pieces + len(example.pieces)
        full = len(window) == wanted or words > MAX_WORDS or pieces > MAX_PIECES
        if window and (full or window[-1].unfinished):
            yield window
            window = []
            wanted = random.randint(1, MAX_SENTENCES)
            words, pieces = example.size, len(example.pieces)
        window.append(example)
    if window:
        yield window


@dataclass(frozen=True)
class Corpus:
    """The sentences of one source, in order, with their style and share of an epoch."""

    sentences: Sequence[Sentence]
    style: int
    repeat: float


def epoch(
    corpora: Sequence[Corpus], pieces: Pieces, labels: Index, random: Random, budget: int
) -> list[list[list[Example]]]:
    """Draw an epoch's batches, each of about ``budget`` pieces."""
    drawn: list[list[Example]] = []
    for corpus in corpora:
        rounds = int(corpus.repeat)
        for part in [1.0] * rounds + [corpus.repeat - rounds]:
            if part:
                found = list(windows(_drawn(corpus, pieces, labels, random), random))
                drawn += random.sample(found, round(part * len(found)))
    return batches(drawn, budget, random)


def _drawn(corpus: Corpus, pieces: Pieces, labels: Index, random: Random) -> list[Example]:
    out = []
    for sentence in corpus.sentences:
        variant = vary(plain_accents(sentence, random) or sentence, random)
        out.append(encode(variant, pieces, labels, corpus.style))
    return out


def batches(
    drawn: Sequence[list[Example]], budget: int, random: Random
) -> list[list[list[Example]]]:
    """Put windows of like length together."""
    sizes = [sum(len(e.pieces) for e in window) + 2 for window in drawn]
    order = random.sample(range(len(drawn)), len(drawn))
    out = []
    for i in range(0, len(order), _SORTED):
        batch: list[list[Example]] = []
        for k in sorted(order[i : i + _SORTED], key=sizes.__getitem__):
            if batch and sizes[k] * (len(batch) + 1) > budget:
                out.append(batch)
                batch = []
            batch.append(drawn[k])
        out.append(batch)
    random.shuffle(out)
    return out


def collate(batch: Sequence[Sequence[Example]]) -> Batch:
    """Pad windows to one size."""
    count = len(batch)
    words = max(sum(e.size for e in window) for window in batch)
    length = max(sum(len(e.pieces) for e in window) for window in batch) + 2
    ids, word = np.full((count, length), PAD), np.full((count, length), words)
    mask = np.zeros((count, length), bool)
    sentence = np.full((count, words), -1)
    labels = {k: np.full((count, words), MISSING) for k in (*LAYERS, "head", "ss")}
    syntax, names = (np.zeros((count, words), np.float32) for _ in range(2))
    for row, window in enumerate(batch):
        p, n = 1, 0
        ids[row, 0] = START
        for k, e in enumerate(window):
            ids[row, p : p + len(e.pieces)] = e.pieces
            word[row, p : p + len(e.pieces)] = e.word + n
            own = slice(n, n + e.size)
            for layer, column in e.columns.items():
                labels[layer][row, own] = column
            labels["head"][row, own] += np.where(e.columns["head"] > 0, n, 0)
            labels["ss"][row, own] = np.arange(e.size) == 0
            sentence[row, own] = k
            syntax[row, own], names[row, own] = e.weights
            p, n = p + len(e.pieces), n + e.size
        ids[row, p] = END
        mask[row, : p + 1] = True
    tensor = torch.from_numpy
    return Batch(
        ids=tensor(ids),
        mask=tensor(mask),
        word=tensor(word),
        style=torch.tensor([window[0].style for window in batch]),
        sentence=tensor(sentence),
        labels={k: tensor(v) for k, v in labels.items()},
        syntax=tensor(syntax),
        names=tensor(names),
    )
