"""What the encoder's vectors say of two words in their sentence: how strongly they speak for what.

In: the vectors of words, pairs of words with their sentences, heads and the ways between. Out: a
margin (log-odds) per pair and class. Each pair looks at the words of its sentence, which it tells
apart by their vectors, by their place seen from either of the two, and by the tree; several heads
of attention choose the words that matter (Vaswani et al. 2017; Zhou et al. 2021 choose the context
of a pair likewise).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .networks import SCALE, Floats, read_arrays

MOST = 56  # words of a sentence that a pair looks at
STEPS = np.array([1, 2, 3, 4, 5, 7, 11, 17, 31])  # words apart from which a place is another
PLACES = 2 * len(STEPS) + 1
ELSEWHERE, ON_WAY, BELOW_WAY, BELOW_FIRST, ABOVE_FIRST, BELOW_SECOND, ABOVE_SECOND = range(7)
TIES = 7
TOGETHER = 256  # pairs that are read at once
WORDS = 4096  # words that are projected at once
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spans:
    """Pairs of words, each in a sentence."""

    vectors: NDArray[np.int8]  # [words, components]
    heads: Words  # of each word; of a root itself
    pairs: Words  # [pairs, 4]: first word of the sentence, its end, the two words
    ways: Words  # words on the ways from one of a pair to the other
    starts: Words  # [pairs + 1]: where the way of a pair begins

    def take(self, rows: Words) -> Spans:
        """Give some of the pairs."""
        counts = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(counts)
        at = np.arange(int(counts.sum())) + np.repeat(self.starts[rows] - ends + counts, counts)
        starts = np.concatenate([[0], ends])
        return Spans(self.vectors, self.heads, self.pairs[rows], self.ways[at], starts)


class Seen(NamedTuple):
    """What some pairs look at; the first two are the two words themselves."""

    words: Words  # [pairs, words]
    is_there: NDArray[np.bool_]  # [pairs, words]
    marks: Words  # [pairs, words]: place from the first, from the second, and tie


def see(spans: Spans, rows: Words) -> Seen:
    """Give what some pairs look at: the sentence, or so much of it as lies round the two."""
    start, end, first, second = spans.pairs[rows].T
    middle = np.clip((first + second - MOST) // 2, start, np.maximum(start, end - MOST))
    start, end = middle, np.minimum(end, middle + MOST)
    steps = np.arange(int((end - start).max(initial=0)))
    inside = start[:, None] + steps
    is_there = inside < end[:, None]
    inside = np.where(is_there, inside, start[:, None])
    words = np.concatenate([first[:, None], second[:, None], inside], axis=1)
    is_there = np.concatenate([np.ones((len(rows), 2), bool), is_there], axis=1)
    one, two = _place(words - first[:, None]), _place(words - second[:, None])
    marks = (one * PLACES + two) * TIES + _ties(spans, rows, words, start, end)
    return Seen(words, is_there, marks)


def _place(apart: Words) -> Words:
    steps = np.searchsorted(STEPS, np.abs(apart), side="right")
    return np.sign(apart) * steps + len(STEPS)


def _ties(spans: Spans, rows: Words, words: Words, start: Words, end: Words) -> Words:
    """Give what the tree says of each word."""
    heads = spans.heads[words]
    ties = np.full(words.shape, ELSEWHERE)
    here = spans.take(rows)
    pair, way = np.repeat(np.arange(len(rows)), np.diff(here.starts)), here.ways
    on = np.zeros((len(rows), words.shape[1] + 1), bool)  # the last for what is not in sight
    sight = (way >= start[pair]) & (way < end[pair])
    on[pair[sight], 2 + way[sight] - start[pair[sight]]] = True
    at = np.where(
        (heads >= start[:, None]) & (heads < end[:, None]), 2 + heads - start[:, None], -1
    )
    ties[np.take_along_axis(on, at, axis=1)] = BELOW_WAY
    for k, below in ((2, BELOW_FIRST), (3, BELOW_SECOND)):
        own = spans.pairs[rows, k][:, None]
        ties[(heads == own) & (words != own)] = below
        ties[(words == spans.heads[own]) & (words != own)] = below + 1
    ties[on[:, :-1]] = ON_WAY
    return ties


class Network:
    """One network, unpacked.

    Parameters
    ----------
    arrays
        ``input`` int8 [components, units] with ``input_scale``; ``first`` and ``second``
        [places, units], ``tie`` [ties, units]: what is added for the marks of a word;
        ``query`` [2 · units, heads · units] and ``query_bias``; ``inner`` [(2 + heads) · units,
        hidden] and ``inner_bias``; ``outer`` [hidden, classes] and ``outer_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        wide = {name: array.astype(np.float32) for name, array in arrays.items()}
        self.input = wide["input"] * (wide["input_scale"] * SCALE)
        places = wide["first"][:, None, None] + wide["second"][None, :, None]
        self.marks = (places + wide["tie"]).reshape(-1, self.input.shape[1])
        self.query, self.query_bias = wide["query"], wide["query_bias"]
        self.inner, self.inner_bias = wide["inner"], wide["inner_bias"]
        self.outer, self.outer_bias = wide["outer"], wide["outer_bias"]
        self.heads = self.query.shape[1] // len(self.query) * 2

    def project(self, vectors: NDArray[np.int8]) -> Floats:
        """Give the words as the network reads them."""
        projected = np.zeros((len(vectors), self.input.shape[1]), np.float32)
        for at in range(0, len(projected), WORDS):  # a long text as floats would be large
            part = slice(at, at + WORDS)
            projected[part] = vectors[part].astype(np.float32) @ self.input
        return projected

    def read(self, projected: Floats, seen: Seen) -> Floats:
        """Give the margins of some pairs."""
        words = projected[seen.words] + self.marks[seen.marks]
        np.maximum(words, 0, out=words)
        count, _, units = words.shape
        two = words[:, :2].reshape(count, -1)
        query = (two @ self.query + self.query_bias).reshape(count, self.heads, units)
        scores = query @ words.transpose(0, 2, 1)
        context = attend(scores, seen.is_there) @ words
        told = np.concatenate([two, context.reshape(count, -1)], axis=1)
        hidden = np.maximum(told @ self.inner + self.inner_bias, 0)
        found: Floats = hidden @ self.outer + self.outer_bias
        return found


class Attention:
    """Networks that began with other weights and answer together: the mean of their margins.

    Parameters
    ----------
    arrays
        Those of each as `Network` has them, by its number: ``0/input``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        parts: dict[str, dict[str, NDArray[Any]]] = {}
        for key, array in arrays.items():
            number, name = key.split("/")
            parts.setdefault(number, {})[name] = array
        self.networks = [Network(part) for part in parts.values()]

    def margins(self, spans: Spans) -> Floats | None:
        """Give the margins: pairs × classes; None where there are no vectors."""
        first = self.networks[0]
        if spans.vectors.shape[1] != len(first.input):
            return None
        projected = [network.project(spans.vectors) for network in self.networks]
        found = np.zeros((len(spans.pairs), len(first.outer_bias)), np.float32)
        for rows in together(spans):
            seen = see(spans, rows)
            for network, words in zip(self.networks, projected, strict=True):
                found[rows] += network.read(words, seen)
        return found / np.float32(len(self.networks))


@cache
def read_attention(name: str) -> Attention:
    """Read the networks that the package carries under ``name``."""
    return Attention(read_arrays(name))


def attend(scores: Floats, is_there: NDArray[np.bool_]) -> Floats:
    """Give how much each head looks at each word: scores [pairs, heads, words]."""
    scores = np.where(is_there[:, None], scores, np.float32(-1e4))
    raised = np.exp(scores - scores.max(axis=2, keepdims=True))
    share: Floats = raised / raised.sum(axis=2, keepdims=True)
    return share


def together(spans: Spans) -> Iterator[Words]:
    """Give pairs to be read at once, of sentences about as long."""
    order = np.argsort(spans.pairs[:, 1] - spans.pairs[:, 0], kind="stable")
    for at in range(0, len(order), TOGETHER):
        yield order[at : at + TOGETHER]
