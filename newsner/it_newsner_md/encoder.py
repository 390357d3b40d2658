"""The network: pieces of words in, scores per word out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .decode import Floats

OUTPUTS = ("tag", "pos", "morph", "lemma", "ner", "ss", "arc", "rd", "rh")
FILES = ("encoder.int8.onnx", "rel_bilinear.npy", "labels.json", "pieces.json")
_START, _END, _UNKNOWN = 0, 2, 3
_LONGEST_WORD = 200
_CACHED_WORDS = 200_000


class Encoder:
    """Opens the model's files on first use; a pickled copy opens them anew."""

    def __init__(self, folder: Path, threads: int | None) -> None:
        import onnxruntime
        from tokenizers import models

        labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        self.labels: dict[str, list[str]] = labels["labels"]
        self.relations: Floats = np.load(folder / "rel_bilinear.npy")
        table = json.loads((folder / "pieces.json").read_text(encoding="utf8"))
        self._unigram = models.Unigram(
            list(zip(table["pieces"], table["scores"], strict=True)), unk_id=_UNKNOWN
        )
        self._pieces: dict[tuple[str, bool], list[int]] = {}
        options = onnxruntime.SessionOptions()
        if threads is not None:
            options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.int8.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def pieces(self, word: str, spaced: bool) -> list[int]:
        """The ids of a word's pieces; of a very long one, of its beginning."""
        key = (word[:_LONGEST_WORD], spaced)
        ids = self._pieces.get(key)
        if ids is None:
            text = unicodedata.normalize("NFKC", key[0]).replace(" ", "")[:_LONGEST_WORD]
            ids = [t.id for t in self._unigram.tokenize(("▁" if spaced else "") + text)] or [
                _UNKNOWN
            ]
            if len(self._pieces) >= _CACHED_WORDS:
                self._pieces.clear()
            self._pieces[key] = ids
        return ids

    def run(self, pieces: Sequence[list[int]]) -> dict[str, Any]:
        """The scores of one window's words."""
        counts = np.array([len(p) for p in pieces])
        ids = np.array([[_START, *(i for p in pieces for i in p), _END]])
        pool = np.zeros((1, len(pieces), ids.shape[1]), np.float32)
        rows = np.repeat(np.arange(len(pieces)), counts)
        pool[0, rows, np.arange(1, len(rows) + 1)] = np.repeat(1 / counts, counts)
        out = self._session.run(
            list(OUTPUTS), {"ids": ids, "mask": np.ones_like(ids), "pool": pool}
        )
        return {name: array[0] for name, array in zip(OUTPUTS, out, strict=True)}
