"""From the encoder's scores to labels: trees and names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_LOW = -1e9
_ROOT_COST = 1e5


def trees(arc: Floats, starts: Bools) -> Ints:
    """Find the best tree of every sentence.

    Parameters
    ----------
    arc
        [words, words + 1]: ``arc[d, h]`` scores word ``h - 1`` as the head of word ``d``;
        column 0 is the root.
    starts
        True where a sentence begins; the first word's is.

    Returns
    -------
    Ints
        The column of each word's head. Each sentence is a tree with one root: the best heads
        of its words where they are one already, else the maximum spanning tree.
    """
    n = len(arc)
    sentence = np.cumsum(starts)
    words = np.arange(n)
    scores = arc.copy()
    scores[:, 1:][sentence[:, None] != sentence[None, :]] = _LOW
    scores[words, words + 1] = _LOW
    heads: Ints = scores.argmax(1)
    up = np.concatenate([[0], heads])
    for _ in range(n.bit_length()):  # after k rounds: the ancestor 2^k steps up
        up = up[up]
    wrong = np.bincount(sentence, weights=heads == 0) != 1
    wrong[sentence[up[1:] != 0]] = True
    for s in np.flatnonzero(wrong[1:]) + 1:
        a, z = (int(x) for x in np.searchsorted(sentence, [s, s + 1]))
        own = spanning_tree(np.concatenate([scores[a:z, :1], scores[a:z, a + 1 : z + 1]], axis=1))
        heads[a:z] = np.where(own == 0, 0, own + a)
    return heads


def spanning_tree(scores: Floats) -> Ints:
    """Find the maximum spanning tree with one root, by Chu-Liu-Edmonds.

    Takes and returns what `trees` does, of one sentence.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), _LOW)
    full[1:] = scores
    # What no tree can make up for: a second word that hangs on the root.
    full[1:, 0] -= _ROOT_COST
    np.fill_diagonal(full, _LOW)
    return _contract(full)[1:]


def _contract(scores: NDArray[np.float64]) -> Ints:
    """Heads of the nodes; node 0 is the root. Contracts one cycle, and recurs."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    node = len(rest)  # what the cycle becomes
    into = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    out_of = scores[np.ix_(rest, cycle)]
    small = np.full((node + 1, node + 1), _LOW)
    small[:node, :node] = scores[np.ix_(rest, rest)]
    small[node, :node] = into.max(0)
    small[:node, node] = out_of.max(1)
    own = _contract(small)
    inner = own[:node]
    heads[rest] = np.where(inner == node, cycle[out_of.argmax(1)], rest[inner.clip(max=node - 1)])
    heads[0] = 0
    heads[cycle[np.argmax(into[:, own[node]])]] = rest[own[node]]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    up = heads.tolist()
    seen = [0] * len(up)
    for i in range(1, len(up)):
        j = i
        while j and not seen[j]:
            seen[j] = i
            j = up[j]
        if j and seen[j] == i:
            out = [j]
            while up[out[-1]] != j:
                out.append(up[out[-1]])
            return np.array(out)
    return None


def relations(dependents: Floats, heads: Floats) -> Ints:
    """Label each arc.

    Parameters
    ----------
    dependents
        [words, labels, size + 1]: a word's vector per label, and (last) its bias.
    heads
        [words, size]: the vector of each word's head.
    """
    scores = np.matmul(dependents[:, :, :-1], heads[:, :, None])[:, :, 0] + dependents[:, :, -1]
    best: Ints = scores.argmax(1)
    return best


def chances(scores: Floats) -> Floats:
    """Probabilities of the labels of each row."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    found: Floats = odds / odds.sum(1, keepdims=True)
    return found


class NameDecoder:
    """Finds the best well-formed BIO sequence: an I-X follows B-X or I-X only."""

    def __init__(self, labels: Sequence[str]) -> None:
        inside = np.array([label[0] == "I" for label in labels])
        kinds = np.array([label[2:] for label in labels])
        self._may_start = ~inside
        self._may_follow = ~inside[None, :] | ((kinds[:, None] == kinds[None, :]) & (kinds != ""))
        self._start = np.where(self._may_start, 0.0, _LOW)
        self._step = np.where(self._may_follow, 0.0, _LOW)

    def __call__(self, scores: Floats, breaks: Bools) -> Ints:
        """Label the words of [words, labels]; no name goes on where ``breaks`` is true."""
        best: Ints = scores.argmax(1)
        cuts = breaks.copy()
        cuts[0] = True
        follows = self._may_follow[best[:-1], best[1:]] & ~cuts[1:]
        if self._may_start[best[0]] and (follows | self._may_start[best[1:]]).all():
            return best  # well-formed as it is
        back = []
        value = scores[0] + self._start
        for row, cut in zip(scores[1:], cuts[1:].tolist(), strict=True):
            total = value[:, None] + (self._start if cut else self._step)
            back.append(total.argmax(0))
            value = total.max(0) + row
        best[-1] = value.argmax()
        for i in range(len(back) - 1, -1, -1):
            best[i] = back[i][best[i + 1]]
        return best


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """``(start, end, kind)`` of the names in a well-formed BIO sequence."""
    out: list[tuple[int, int, str]] = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label[0] != "I":
            out.append((start, i, labels[start][2:]))
            start = -1
        if label[0] == "B":
            start = i
    return out
