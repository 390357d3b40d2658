"""What small networks need: weights as package data, the scale of vectors, softmax, calibration."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import DataFileError, ModelError

WEIGHTS = Path(__file__).parent / "weights"
SCALE = np.float32(1 / 32)  # of the encoder's vectors, int8: their components deviate by about 32
Floats = NDArray[np.float32]


def read_arrays(name: str) -> dict[str, NDArray[Any]]:
    """Give the arrays of a model, ``weights/NAME.npz``, as they are stored.

    Raises
    ------
    DataFileError
        The file is not there, or damaged.
    """
    path = WEIGHTS / f"{name}.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise DataFileError(f"{path}: no arrays of a model ({error})") from error


@cache
def read_weights(name: str) -> dict[str, Floats]:
    """Give the arrays of a model as float32; read once.

    Raises
    ------
    ModelError
        The file is not there, or damaged.
    """
    try:
        return {key: array.astype(np.float32) for key, array in read_arrays(name).items()}
    except DataFileError as error:
        raise ModelError(f"{error}: reinstall newsner") from error


def write_weights(path: Path, arrays: dict[str, Floats]) -> None:
    """Write the arrays of a model, as float16."""
    np.savez_compressed(path, **{k: v.astype(np.float16) for k, v in arrays.items()})  # type: ignore[arg-type]


def softmax_by(scores: Floats, starts: NDArray[np.int64]) -> Floats:
    """Give the softmax within each stretch of ``scores`` that begins at one of ``starts``."""
    if not len(starts):
        return scores
    lengths = np.diff(np.append(starts, len(scores)))
    highest = np.repeat(np.maximum.reduceat(scores, starts), lengths)
    raised: Floats = np.exp(scores - highest)
    total: Floats = raised / np.repeat(np.add.reduceat(raised, starts), lengths)
    return total


def calibrated(scores: Floats, knots: Floats) -> Floats:
    """Give the probabilities that scores stand for; ``knots`` [n, 2] rise in both columns."""
    found: Floats = np.interp(scores, knots[:, 0], knots[:, 1]).astype(np.float32)
    return found
