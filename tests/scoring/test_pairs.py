"""Networks over the vectors of two words: what goes in, what comes out, what is written."""

import numpy as np
import pytest

from newsner.errors import DataFileError
from newsner.scoring import pair_rows, read_linear, read_pairs
from newsner.scoring.pairs import PairNetwork
from training.pairs import Pairs, fit_network, write_network

VECTORS = np.array([[4, 0], [0, 8], [2, 2], [6, 4]], np.int8)


def test_a_row_has_both_vectors_and_the_mean_of_those_between():
    rows = pair_rows(VECTORS, [(0, 1, (2, 3)), (1, 0, ())])
    assert rows.tolist() == [[4, 0, 0, 8, 4, 3], [0, 8, 4, 0, 0, 0]]


def test_without_vectors_a_network_says_nothing():
    rows = pair_rows(None, [(0, 1, ())])
    assert rows.shape == (1, 0)
    assert read_pairs("attributes").scores(rows, ["when"]).tolist() == [0.0]


def test_the_attributes_are_those_of_the_words():
    assert read_pairs("attributes").kinds == read_linear("attributes").outputs


def test_weights_that_are_not_there_are_named():
    with pytest.raises(DataFileError, match=r"nothing\.npz"):
        read_pairs("nothing")


def test_a_network_learns_and_is_read_as_it_was_written(tmp_path):
    """One kind asks whether the first vector is high, the other whether it is low."""
    random = np.random.default_rng(1)
    rows = random.integers(-90, 90, (600, 6)).astype(np.int8)
    kinds = np.arange(600) % 2
    right = ((rows[:, 0] > 0) == (kinds == 0)).astype(float)
    network = fit_network(Pairs(rows, kinds, right, np.ones(600)), 2, 300)
    write_network(tmp_path / "made.npz", network, ("high", "low"))
    with np.load(tmp_path / "made.npz") as arrays:
        read = PairNetwork(dict(arrays))
    odds = read.scores(rows, [read.kinds[k] for k in kinds])
    assert ((odds > 0) == (right > 0)).mean() > 0.9
    assert np.abs(odds - network.scores(rows, kinds)).max() < 0.5
