"""From the encoder's scores to labels: trees, names, lemmas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_LOW = -1e9
_ROOT_COST = 1e5


def trees(arc: Floats, starts: NDArray[np.bool_]) -> Ints:
    """The best tree of every sentence.

    ``arc[d, h]`` scores word ``h - 1`` (0: the root) as the head of word ``d``;
    ``starts[d]`` is true where a sentence begins. Returns the heads, numbered like the
    columns. Each sentence has one root (Chu-Liu-Edmonds where the best heads of the
    words are not a tree already).
    """
    n = len(arc)
    sentence = np.cumsum(starts)
    scores = np.where(sentence[:, None] == sentence[None, :], arc[:, 1:], _LOW)
    scores = np.concatenate([arc[:, :1], scores], axis=1)
    words = np.arange(n)
    scores[words, words + 1] = _LOW
    heads = scores.argmax(1)
    up = np.concatenate([[0], heads])
    for _ in range(n.bit_length()):
        up = up[up]
    bad = np.bincount(sentence, weights=heads == 0) != 1
    bad[0] = False
    bad[sentence[up[1:] != 0]] = True
    for s in np.flatnonzero(bad):
        rows = np.flatnonzero(sentence == s)
        a, z = int(rows[0]), int(rows[-1]) + 1
        own = arborescence(np.concatenate([scores[a:z, :1], scores[a:z, a + 1 : z + 1]], axis=1))
        heads[a:z] = np.where(own == 0, 0, own + a)
    return heads


def arborescence(scores: Floats) -> Ints:
    """Heads of the maximum spanning tree with one root; ``scores`` is [n, n + 1]."""
    n = len(scores)
    full = np.full((n + 1, n + 1), _LOW)
    full[1:] = scores
    # A cost no tree can make up for keeps a second word from hanging on the root.
    full[1:, 0] -= _ROOT_COST
    np.fill_diagonal(full, _LOW)
    return _contract(full)[1:]


def _contract(scores: NDArray[np.float64]) -> Ints:
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    n = len(scores)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    m = len(rest)
    small = np.full((m + 1, m + 1), _LOW)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    enter, leave = gain.argmax(0), scores[np.ix_(rest, cycle)].argmax(1)
    small[m, :m] = gain.max(0)
    small[:m, m] = scores[np.ix_(rest, cycle)].max(1)
    own = _contract(small)
    inner = own[:m]
    heads[rest] = np.where(inner == m, cycle[leave], rest[np.minimum(inner, m - 1)])
    heads[0] = 0
    heads[cycle[enter[own[m]]]] = rest[own[m]]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    seen = np.zeros(len(heads), np.int64)
    for i in range(1, len(heads)):
        j = i
        while j and not seen[j]:
            seen[j] = i
            j = int(heads[j])
        if j and seen[j] == i:
            out = [j]
            while heads[out[-1]] != j:
                out.append(int(heads[out[-1]]))
            return np.array(out)
    return None


class Names:
    """The best well-formed BIO sequence (an I-X follows B-X or I-X only)."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        inside = np.array([x[0] == "I" for x in labels])
        kinds = [x[2:] for x in labels]
        same = np.array([[bool(a) and a == b for b in kinds] for a in kinds])
        self.allowed = ~inside[None, :] | same
        self.first = ~inside
        self.step = np.where(self.allowed, 0.0, _LOW)
        self.start = np.where(self.first, 0.0, _LOW)

    def __call__(self, scores: Floats, breaks: NDArray[np.bool_]) -> Ints:
        """Labels of the words; no name goes over ``breaks[i]``, a line's first word."""
        best = scores.argmax(1)
        lines = breaks.copy()
        lines[0] = True
        if self.first[best[lines]].all() and (self.allowed[best[:-1], best[1:]] | lines[1:]).all():
            return best
        back = []
        value = scores[0] + self.start
        for i in range(1, len(scores)):
            total = value[:, None] + (self.start[None, :] if lines[i] else self.step)
            back.append(total.argmax(0))
            value = total.max(0) + scores[i]
        best[-1] = value.argmax()
        for i in range(len(back) - 1, -1, -1):
            best[i] = back[i][best[i + 1]]
        return best


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """``(start, end, kind)`` of the names in a BIO sequence."""
    out: list[tuple[int, int, str]] = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label[0] != "I":
            out.append((start, i, labels[start][2:]))
            start = -1
        if label[0] == "B":
            start = i
    return out
