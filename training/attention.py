"""Fits the network that looks at the sentence of a pair (`newsner.scoring.attention`), in numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsner.scoring.attention import PLACES, TIES, Seen, Spans, Words, attend, see
from newsner.scoring.networks import SCALE, Floats

from .adam import Adam


@dataclass(frozen=True)
class Settings:
    """How a network is trained."""

    units: int = 96
    heads: int = 8
    hidden: int = 128
    epochs: int = 6
    rate: float = 3e-3
    batch: int = 256
    drop_vectors: float = 0.1
    drop: float = 0.2
    decay: float = 1e-2


Parameters = dict[str, Floats]


def start(components: int, classes: int, s: Settings, random: np.random.Generator) -> Parameters:
    """Give parameters to begin with."""

    def normal(rows: int, columns: int, deviation: float) -> Floats:
        return (random.standard_normal((rows, columns)) * deviation).astype(np.float32)

    told = (2 + s.heads) * s.units
    zeros = np.zeros
    return {
        "input": normal(components, s.units, 0.6 / np.sqrt(components)),
        "first": normal(PLACES, s.units, 0.3),
        "second": normal(PLACES, s.units, 0.3),
        "tie": normal(TIES, s.units, 0.3),
        "query": normal(2 * s.units, s.heads * s.units, 0.6 / np.sqrt(2 * s.units)),
        "query_bias": zeros(s.heads * s.units, np.float32),
        "inner": normal(told, s.hidden, 0.6 / np.sqrt(told)),
        "inner_bias": zeros(s.hidden, np.float32),
        "outer": zeros((s.hidden, classes), np.float32),
        "outer_bias": np.full(classes, -4.0, np.float32),
    }


class Fitting:
    """One network in training: Adam with decay, a step a batch."""

    def __init__(self, spans: Spans, classes: int, settings: Settings, seed: int) -> None:
        self.spans, self.s = spans, settings
        self.random = np.random.default_rng(seed)
        self.of = start(spans.vectors.shape[1], classes, settings, self.random)
        self.adam = Adam(self.of, settings.decay)

    def _drop(self, x: Floats, p: float) -> Floats:
        """Give zero or a scale for each of ``x``."""
        kept = self.random.random(x.shape, np.float32) >= p
        return kept * np.float32(1 / (1 - p))

    def step(self, rows: Words, y: Floats, w: Floats, rate: float) -> None:
        """Learn from some pairs."""
        seen, of, s = see(self.spans, rows), self.of, self.s
        count, width = seen.words.shape
        known, where = np.unique(seen.words, return_inverse=True)
        vectors = self.spans.vectors[known].astype(np.float32) * SCALE
        vectors *= self._drop(vectors, s.drop_vectors)
        one, two, tie = _parts(seen)
        words = (vectors @ of["input"])[where.reshape(count, width)]
        words += of["first"][one] + of["second"][two] + of["tie"][tie]
        np.maximum(words, 0, out=words)
        sides = words[:, :2].reshape(count, -1)
        scale = np.float32(1 / np.sqrt(s.units))
        query = (sides @ of["query"] + of["query_bias"]) * scale
        query = query.reshape(count, s.heads, s.units)
        scores: Floats = (query @ words.transpose(0, 2, 1)).astype(np.float32, copy=False)
        share = attend(scores, seen.is_there)
        told = np.concatenate([sides, (share @ words).reshape(count, -1)], axis=1)
        told_drop = self._drop(told, s.drop)
        told *= told_drop
        hidden = np.maximum(told @ of["inner"] + of["inner_bias"], 0)
        hidden_drop = self._drop(hidden, s.drop)
        hidden *= hidden_drop
        margins = hidden @ of["outer"] + of["outer_bias"]
        chance = 1 / (1 + np.exp(-np.clip(margins, -30, 30)))
        # back again: the slope of each parameter
        error = (chance - y) * w / np.float32(count)
        slopes = {"outer": hidden.T @ error, "outer_bias": error.sum(axis=0)}
        back = (error @ of["outer"].T) * (hidden > 0) * hidden_drop
        slopes |= {"inner": told.T @ back, "inner_bias": back.sum(axis=0)}
        back = (back @ of["inner"].T) * told_drop
        to_sides, to_context = back[:, : 2 * s.units], back[:, 2 * s.units :]
        to_context = to_context.reshape(count, s.heads, s.units)
        to_share = to_context @ words.transpose(0, 2, 1)
        to_scores = share * (to_share - (to_share * share).sum(axis=2, keepdims=True))
        to_query = (to_scores @ words).reshape(count, -1) * scale
        to_words = share.transpose(0, 2, 1) @ to_context
        to_words += to_scores.transpose(0, 2, 1) @ query
        slopes |= {"query": sides.T @ to_query, "query_bias": to_query.sum(axis=0)}
        to_words[:, :2] += (to_sides + to_query @ of["query"].T).reshape(count, 2, s.units)
        to_words *= words > 0
        flat = to_words.reshape(-1, s.units)
        slopes |= {
            "first": _summed(one, flat, PLACES),
            "second": _summed(two, flat, PLACES),
            "tie": _summed(tie, flat, TIES),
            "input": vectors.T @ _summed(where, flat, len(known)),
        }
        length = np.sqrt(sum(float((slope * slope).sum()) for slope in slopes.values()))
        shrunk = np.float32(min(1.0, 1 / max(length, 1e-9)))
        self.adam.move({name: slope * shrunk for name, slope in slopes.items()}, rate)


def _parts(seen: Seen) -> tuple[Words, Words, Words]:
    places, tie = np.divmod(seen.marks, TIES)
    one, two = np.divmod(places, PLACES)
    return one, two, tie


def _summed(index: Words, rows: Floats, size: int) -> Floats:
    """Sum the rows that have the same index."""
    flat = np.ravel(index)
    order = np.argsort(flat, kind="stable")
    first = np.flatnonzero(np.diff(flat[order], prepend=-1))
    found = np.zeros((size, rows.shape[1]), np.float32)
    found[flat[order[first]]] = np.add.reduceat(rows[order], first, axis=0)
    return found


def arrays_of(of: Parameters, number: int = 0) -> dict[str, NDArray[Any]]:
    """Give the parameters of a network as `newsner.scoring.attention.Attention` reads them."""
    largest = np.float32(np.abs(of["input"]).max() / 127)
    found: dict[str, NDArray[Any]] = {
        "input": np.round(of["input"] / largest).astype(np.int8),
        "input_scale": np.asarray(largest),
    }
    for name in [name for name in of if name not in found]:
        scale = np.sqrt(of["input"].shape[1]) if name.startswith("query") else 1.0
        found[name] = (of[name] / scale).astype(np.float16)
    return {f"{number}/{name}": array for name, array in found.items()}


def joined(parts: Sequence[Spans]) -> Spans:
    """Give the pairs of several texts as of one; where a text has no vectors, zeros."""
    components = max(part.vectors.shape[1] for part in parts)
    words = np.cumsum([0, *(len(part.heads) for part in parts)])[:-1]
    ways = np.cumsum([0, *(len(part.ways) for part in parts)])[:-1]
    vectors = [
        p.vectors if p.vectors.shape[1] else np.zeros((len(p.heads), components), np.int8)
        for p in parts
    ]
    return Spans(
        np.concatenate(vectors),
        np.concatenate([p.heads + at for p, at in zip(parts, words, strict=True)]),
        np.concatenate([p.pairs + at for p, at in zip(parts, words, strict=True)]),
        np.concatenate([p.ways + at for p, at in zip(parts, words, strict=True)]),
        np.concatenate(
            [[0], *(p.starts[1:] + at for p, at in zip(parts, ways, strict=True))]
        ).astype(np.int64),
    )


def fit_attention(
    spans: Spans, y: Floats, w: Floats, draws: Iterable[Words], settings: Settings, seed: int = 0
) -> Parameters:
    """Fit a network; ``draws`` gives the pairs of each epoch, in any order."""
    net = Fitting(spans, y.shape[1], settings, seed)
    lengths = np.minimum(spans.pairs[:, 1] - spans.pairs[:, 0], 60)
    total = steps = 0
    for drawn in draws:
        order = net.random.permutation(drawn)
        order = order[np.argsort(lengths[order] // 4, kind="stable")]
        batches = [order[at : at + settings.batch] for at in range(0, len(order), settings.batch)]
        total = total or settings.epochs * len(batches)
        for k in net.random.permutation(len(batches)):
            rate = settings.rate * min(1.0, (steps + 1) / 200) * max(0.0, 1 - steps / total)
            net.step(batches[k], y[batches[k]], w[batches[k]], rate)
            steps += 1
    return net.of


def fit_several(
    spans: Spans,
    y: Floats,
    w: Floats,
    draw: Callable[[np.random.Generator], Words],
    settings: Settings,
    count: int,
) -> dict[str, NDArray[Any]]:
    """Fit networks that begin with other weights, as `Attention` reads them.

    ``draw`` gives the pairs of an epoch.
    """
    found: dict[str, NDArray[Any]] = {}
    for seed in range(count):
        random = np.random.default_rng(seed)
        draws = (draw(random) for _ in range(settings.epochs))
        found |= arrays_of(fit_attention(spans, y, w, draws, settings, seed), seed)
    return found
