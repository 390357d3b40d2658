"""The network: a window's words in, scores per word out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .files import Source, read_file
from .pieces import END, START, Unigram

OUTPUTS = ("tag", "pos", "morph", "lemma", "ner", "ss", "arc", "rd", "rh")
VECTORS = "vectors"  # an output that models made by earlier releases lack
Scores = dict[str, NDArray[Any]]


class Encoder:
    """The model's files, opened.

    Parameters
    ----------
    source
        Holds `FILES`.
    """

    FILES = ("encoder.int8.onnx", "labels.json", "pieces.json")

    def __init__(self, source: Source) -> None:
        import onnxruntime

        self.labels: dict[str, list[str]] = json.loads(read_file(source, "labels.json"))["labels"]
        table = json.loads(read_file(source, "pieces.json"))
        self.pieces = Unigram(table["pieces"], table["scores"]).pieces
        options = onnxruntime.SessionOptions()
        # One thread a window, and several windows at once: twice as fast as the reverse.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        if _saturates():  # the same scores, for nearly twice the time
            options.add_session_config_entry("session.x64quantprecision", "1")
        path = source / self.FILES[0] if isinstance(source, Path) else None
        model = str(path) if path and path.is_file() else read_file(source, self.FILES[0])
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        given = {output.name for output in self._session.get_outputs()}
        self.outputs = (*OUTPUTS, *({VECTORS} & given))

    def run(self, pieces: Sequence[list[int]], outputs: Iterable[str] = ()) -> Scores:
        """Score the words of one window, by output name; rows are words.

        ``outputs`` are those wanted; by default `OUTPUTS`, and the words' vectors where the model
        gives them.
        """
        wanted = tuple(outputs) or self.outputs
        counts = np.array([len(p) for p in pieces])
        ids = np.array([[START, *(i for p in pieces for i in p), END]])
        pool = np.zeros((1, len(pieces), ids.shape[1]), np.float32)
        rows = np.repeat(np.arange(len(pieces)), counts)
        pool[0, rows, np.arange(1, len(rows) + 1)] = np.repeat(1 / counts, counts)
        out = self._session.run(wanted, {"ids": ids, "pool": pool})
        return {k: v if k == "rd" else v[0] for k, v in zip(wanted, out, strict=True)}


def _saturates() -> bool:
    """Whether this processor adds products of int8 with saturation: x86-64 without VNNI does."""
    try:
        from numpy._core._multiarray_umath import __cpu_features__ as has
    except ImportError:  # it may
        return True
    return bool(has.get("AVX2")) and not has.get("AVX512VNNI")
