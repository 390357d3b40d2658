"""Softmax, calibration and weights."""

from pathlib import Path

import numpy as np
import pytest

from newsner.errors import DataFileError, ModelError
from newsner.scoring import networks
from newsner.scoring.networks import (
    calibrated,
    read_arrays,
    read_weights,
    softmax_by,
    write_weights,
)


def test_softmax_is_within_each_stretch() -> None:
    scores = np.array([1, 1, 1000, 0, 0, 0], np.float32)
    found = softmax_by(scores, np.array([0, 2, 3]))
    assert found == pytest.approx([0.5, 0.5, 1, 1 / 3, 1 / 3, 1 / 3])
    assert len(softmax_by(scores[:0], np.array([], np.int64))) == 0


def test_calibration_goes_from_knot_to_knot() -> None:
    knots = np.array([[0, 0], [0.5, 0.8], [1, 0.9]], np.float32)
    found = calibrated(np.array([0, 0.25, 0.5, 0.75, 1], np.float32), knots)
    assert found == pytest.approx([0, 0.4, 0.8, 0.85, 0.9])


def test_weights_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_weights(tmp_path / "own.npz", {"a/b": np.array([[0.5, -2]], np.float32)})
    monkeypatch.setattr(networks, "WEIGHTS", tmp_path)
    read_weights.cache_clear()
    assert read_weights("own")["a/b"].tolist() == [[0.5, -2]]
    with pytest.raises(ModelError, match="reinstall"):
        read_weights("none")


def test_bundled_weights_are_small() -> None:
    assert sum(f.stat().st_size for f in networks.WEIGHTS.glob("coreference*")) < 3_000_000


def test_weights_that_are_not_there_are_named() -> None:
    with pytest.raises(DataFileError, match=r"nothing\.npz"):
        read_arrays("nothing")
