"""Decoding is exact: the best tree and the best sequence, by comparison with all of them."""

from itertools import pairwise, product

import numpy as np
import pytest

from newsner.it_newsner_md.decode import NameDecoder, relations, spanning_tree, spans, trees

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root (0), and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        up, steps = word, 0
        while up and steps <= len(heads):
            up, steps = heads[up - 1], steps + 1
        if up:
            return False
    return True


def best_tree(scores: np.ndarray) -> float:
    n = len(scores)
    choices = product(range(n + 1), repeat=n)
    return max(sum(scores[d, h] for d, h in enumerate(hs)) for hs in choices if is_tree(hs))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_spanning_tree_is_the_best_of_all_trees(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(60):
        scores = rng.normal(scale=5, size=(size, size + 1)).astype(np.float32)
        scores[np.arange(size), np.arange(1, size + 1)] = -1e9
        heads = tuple(spanning_tree(scores).tolist())
        assert is_tree(heads)
        assert sum(scores[d, h] for d, h in enumerate(heads)) == pytest.approx(best_tree(scores))


@pytest.mark.parametrize("tendency", [-20.0, 0.0, 20.0])
def test_every_sentence_is_a_tree_of_its_own(tendency: float) -> None:
    """Also where every word wants to hang on the root, or none does."""
    rng = np.random.default_rng(7)
    arc = rng.normal(scale=4, size=(60, 61)).astype(np.float32)
    arc[:, 0] += tendency
    starts = np.zeros(60, bool)
    starts[[0, 1, 20, 21, 45]] = True
    heads = trees(arc, starts)
    bounds = [*np.flatnonzero(starts), 60]
    for a, z in pairwise(bounds):
        assert is_tree(tuple(0 if h == 0 else int(h) - int(a) for h in heads[a:z]))


def well_formed(labels: tuple[str, ...], breaks: list[bool]) -> bool:
    before = ["O", *labels]
    return all(
        b[0] != "I" or (a[2:] == b[2:] and a != "O" and not cut)
        for a, b, cut in zip(before, labels, breaks, strict=False)
    )


def test_names_are_the_best_well_formed_sequence() -> None:
    rng = np.random.default_rng(3)
    decode = NameDecoder(LABELS)
    for _ in range(60):
        scores = rng.normal(size=(4, len(LABELS))).astype(np.float32)
        breaks = [True, *(rng.random(3) < 0.3).tolist()]
        got = tuple(LABELS[k] for k in decode(scores, np.array(breaks)))
        assert well_formed(got, breaks)
        best = max(
            sum(row[LABELS.index(x)] for row, x in zip(scores, xs, strict=True))
            for xs in product(LABELS, repeat=4)
            if well_formed(xs, breaks)
        )
        total = sum(row[LABELS.index(x)] for row, x in zip(scores, got, strict=True))
        assert total == pytest.approx(best)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["B-PER", "B-PER", "I-PER"], [(0, 1, "PER"), (1, 3, "PER")]),
        (["O", "B-LOC"], [(1, 2, "LOC")]),
    ],
)
def test_spans(labels: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert spans(labels) == expected


def test_relations_multiply_dependent_and_head_and_add_the_bias() -> None:
    dependents = np.array([[[1.0, 0.0, 0.5], [0.0, 1.0, 0.0]]], np.float32)
    assert relations(dependents, np.array([[1.0, 1.2]], np.float32)).tolist() == [0]
    assert relations(dependents, np.array([[1.0, 1.6]], np.float32)).tolist() == [1]
