"""Silver labels: what several teachers agree on, for the layers a corpus lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from newsner.it_newsner_md.decode import NameDecoder, trees
from newsner.it_newsner_md.lemmas import apply_script

from .batches import Example, batches, collate, encode, index, windows
from .labels import Tables
from .network import Network
from .pieces import Pieces
from .sentences import Sentence
from .variants import Variant

Floats = NDArray[np.float32]
_MISC = "MISC"
_LAYERS = ("tag", "pos", "morph", "lemma", "ner")
_COLUMNS = ("tag", "pos", "morph", "lemma", "dep")


class Labeller:
    """An ensemble of trained networks.

    Names follow the plain style; the MISC names that it lacks come from ``misc_style``, where
    the plain style sees no name; teachers that learnt no style name all in the plain one.
    ``half`` multiplies in bfloat16.
    """

    def __init__(
        self,
        networks: Sequence[Network],
        pieces: Pieces,
        tables: Tables,
        *,
        misc_style: int | None = None,
        half: bool = False,
        budget: int = 4096,
    ) -> None:
        self._networks = [n.eval() for n in networks]
        self._pieces, self._tables, self._labels = pieces, tables, index(tables)
        self._names = NameDecoder(tables["ner"])
        styled = any(bool(n.style.any()) for n in networks)
        self._misc_style = misc_style if styled else None
        self._half = half
        self._budget = budget

    def __call__(self, sentences: Sequence[Sentence], plain: bool = True) -> list[Sentence]:
        """Fill what the sentences lack.

        Names that they have in another style than the plain one (``plain`` false) give way to
        the teachers', but for MISC.
        """
        ours = self._read(sentences, 0)
        theirs = self._read(sentences, self._misc_style) if self._misc_style else ours
        return [
            self._filled(s, own, other["ner"], plain) if own else s  # else: too long to be read
            for s, own, other in zip(sentences, ours, theirs, strict=True)
        ]

    def _read(self, sentences: Sequence[Sentence], style: int) -> list[dict[str, Floats]]:
        examples = [encode(Variant(s), self._pieces, self._labels, style) for s in sentences]
        place = {id(e): i for i, e in enumerate(examples)}
        out: list[dict[str, Floats]] = [{} for _ in examples]
        packed = list(windows(examples, Random(0)))
        for batch in batches(packed, self._budget, Random(0)):
            for example, scores in self._scores(batch):
                out[place[id(example)]] = scores
        return out

    @torch.no_grad()
    def _scores(
        self, batch: Sequence[Sequence[Example]]
    ) -> Iterator[tuple[Example, dict[str, Floats]]]:
        """Mean probabilities of each sentence; ``dep`` belongs to the best heads."""
        device = next(self._networks[0].parameters()).device
        numbers = collate(batch).to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=self._half):
            outs = [network(numbers) for network in self._networks]
        mean = {k: _mean([o[k] for o in outs]) for k in (*_LAYERS, "arc")}
        heads = np.zeros(numbers.sentence.shape, np.int64)
        bounds = list(_bounds(batch))
        for row, a, z, _ in bounds:
            own = np.log(mean["arc"][row, a:z][:, [0, *range(a + 1, z + 1)]] + 1e-9)
            columns = trees(own, np.arange(z - a) == 0)
            heads[row, a:z] = np.where(columns == 0, 0, columns + a)
        columns_of = torch.from_numpy(heads).to(device)
        pairs = zip(self._networks, outs, strict=True)
        mean["dep"] = _mean([network.relations(out, columns_of) for network, out in pairs])
        for row, a, z, example in bounds:
            scores = {k: mean[k][row, a:z] for k in (*_LAYERS, "dep")}
            own_heads = np.where(heads[row, a:z] == 0, np.arange(a, z), heads[row, a:z] - 1) - a
            yield example, scores | {"head": own_heads.astype(np.float32)}

    def _filled(
        self, s: Sentence, ours: Mapping[str, Floats], misc: Floats, plain: bool
    ) -> Sentence:
        best = {k: [self._tables[k][i] for i in ours[k].argmax(1)] for k in _COLUMNS}
        words = zip(s.words, best["lemma"], best["pos"], strict=True)
        best["lemma"] = [apply_script(script, word, pos) for word, script, pos in words]
        best["ner"] = self._bio(ours["ner"])
        missing = [k for k in (*_COLUMNS, "ner") if getattr(s, k) is None]
        if s.ner is not None and not plain:
            missing.append("ner")
        layers: dict[str, Any] = {k: best[k] for k in missing}
        filled = replace(s, silver=tuple(missing), **layers)
        if s.head is None:
            filled.head = [int(h) for h in ours["head"]]
        others = s.ner if s.ner is not None and not plain else self._bio(misc)
        filled.ner = with_misc(filled.ner or best["ner"], others)
        return filled

    def _bio(self, probabilities: Floats) -> list[str]:
        scores = np.log(probabilities + 1e-9)
        no_breaks = np.zeros(len(scores), bool)
        return [self._tables["ner"][i] for i in self._names(scores, no_breaks)]


def with_misc(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Add the MISC names of ``others`` where ``names`` has none.

    >>> with_misc(["O", "O", "B-LOC"], ["B-MISC", "I-MISC", "B-MISC"])
    ['B-MISC', 'I-MISC', 'B-LOC']
    """
    out, start = list(names), 0
    while start < len(out):
        end = start + 1
        if others[start] == f"B-{_MISC}":
            while end < len(out) and others[end] == f"I-{_MISC}":
                end += 1
            if all(tag == "O" for tag in out[start:end]):
                out[start:end] = others[start:end]
        start = end
    return out


def _mean(scores: Sequence[Tensor]) -> Floats:
    stacked = torch.stack([torch.softmax(s.float(), -1) for s in scores])
    mean: Floats = stacked.mean(0).cpu().numpy()
    return mean


def _bounds(batch: Sequence[Sequence[Example]]) -> Iterator[tuple[int, int, int, Example]]:
    for row, window in enumerate(batch):
        start = 0
        for example in window:
            yield row, start, start + example.size, example
            start += example.size
