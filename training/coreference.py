"""Trains the coreference ranker: from annotated articles to the weights in the package.

The loss is the softmax over an anaphor's candidates and "none of them". Half of the networks see
the words' vectors, the others do without: `python -m training coreference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import newsner
from newsner.coreference.ranker import SCALE
from newsner.layers import read_vectors
from newsner.scoring.networks import write_weights

from .anaphora import Item, items_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FOLDS = 5
KEPT = 0.4  # share of the unmarked items that is trained on
MOST = 24  # candidates, with "none"
SMALLEST = 20  # items behind a step of the calibration
GATE_PASSES = 0.85  # share of the anaphoric nouns that the gate lets pass
RIDGE = 20.0


@dataclass(frozen=True)
class Settings:
    """How a network is trained; ``width`` is that of the projections, 0 without vectors."""

    width: int = 24
    hidden: int = 32
    epochs: int = 7
    batch: int = 96
    rate: float = 2e-3
    drop: float = 0.5
    decay: float = 1e-2


@dataclass
class Table:
    """Items as arrays, padded to `MOST` candidates; the last real one is "none"."""

    own: Floats
    pairs: NDArray[np.float16]
    tokens: Ints
    right: NDArray[np.bool_]
    there: NDArray[np.bool_]
    weight: Floats
    marked: NDArray[np.bool_]
    article: Ints
    gated: NDArray[np.bool_]  # nouns that only the gate can let pass
    vectors: NDArray[np.int8]  # [tokens of all articles + 1, size]; the last row is zero

    @property
    def none(self) -> Ints:
        """Column of "none" by item."""
        return self.there.sum(1) - 1


def collect(
    articles: Iterable[Mapping[str, Any]], *, again: bool = False
) -> tuple[list[Item], NDArray[np.int8]]:
    """Parse the articles with the bundled pipeline; give the items and all tokens' vectors.

    With ``again`` they are the items of the second reading, by the ranker as it is packaged.
    """
    nlp = newsner.load("it_newsner_md")
    stage = nlp.get_pipe("newsner_entities")
    items: list[Item] = []
    vectors: list[NDArray[np.int8]] = []
    offset = 0
    with nlp.select_pipes(enable=["newsner_encoder"]):
        annotated = list(articles)
        for k, doc in enumerate(nlp.pipe(a["text"] for a in annotated)):
            found = read_vectors(stage(doc))
            if found is None:
                continue
            items += items_of(k, annotated[k], doc, offset, again=again)
            vectors.append(found)
            offset += len(doc)
    vectors.append(np.zeros((1, vectors[0].shape[1]), np.int8))
    return items, np.concatenate(vectors)


def tabulate(items: Sequence[Item], vectors: NDArray[np.int8]) -> Table:
    """Make arrays of the items."""
    count, width = len(items), items[0].pairs.shape[1]
    pairs = np.zeros((count, MOST, width), np.float16)
    tokens = np.full((count, MOST, 3), -1)
    right, there = (np.zeros((count, MOST), np.bool_) for _ in range(2))
    for k, item in enumerate(items):
        n = len(item.pairs)
        rows = np.arange(n) if n <= MOST else np.append(np.arange(MOST - 1), n - 1)
        here = slice(0, len(rows))
        pairs[k, here], tokens[k, here] = item.pairs[rows], item.tokens[rows]
        right[k, here], there[k, here] = item.right[rows], True
    weight = np.array([i.weight for i in items], np.float32)
    weight[~right.any(1)] = 0
    return Table(
        np.stack([i.own for i in items]),
        pairs,
        tokens,
        right,
        there,
        weight,
        np.array([i.marked for i in items]),
        np.array([i.article for i in items]),
        np.array([i.anaphor.sort == "noun" and not i.called for i in items]),
        vectors,
    )


class Network:
    """One hidden layer; weights by the names that `newsner.coreference.ranker` reads."""

    def __init__(self, table: Table, settings: Settings, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.settings = settings
        own, pair, hidden = table.own.shape[1], table.pairs.shape[2], settings.hidden
        width, size = settings.width, table.vectors.shape[1]
        entering = own + pair + 4 * width
        shapes = {"pair": (pair, hidden), "own": (own, hidden)}
        if width:
            shapes |= dict.fromkeys(PRODUCTS, (width, hidden))
        self.w = {k: self._draw(shape, entering) for k, shape in shapes.items()}
        if width:
            self.w |= {k: self._draw((size, width), size) for k in PROJECTED}
        self.w["out"] = self._draw((hidden,), 4 * hidden)
        self.w |= {"bias": np.zeros(hidden, np.float32), "linear": np.zeros(pair, np.float32)}

    def _draw(self, shape: tuple[int, ...], entering: int) -> Floats:
        return (self.random.normal(size=shape) / np.sqrt(entering)).astype(np.float32)

    def scores(self, t: Table, at: Ints, *, training: bool = False) -> tuple[Floats, Parts]:
        """Score the candidates of some items; [items, candidates]."""
        w, most = self.w, int(t.there[at].sum(1).max())
        pairs, own = t.pairs[at, :most].astype(np.float32), t.own[at]
        hidden = pairs @ w["pair"] + (own @ w["own"] + w["bias"])[:, None]
        parts = Parts(pairs, own)
        if self.settings.width:
            raw = [
                t.vectors[t.tokens[at, 0, 0]],
                *(t.vectors[t.tokens[at, :most, k]] for k in (1, 2)),
            ]
            parts.raw = [r * SCALE for r in raw]
            a, last, first = (r @ w[k] for r, k in zip(parts.raw, PROJECTED, strict=True))
            a = a[:, None]
            parts.made = [a * last, a * first, np.broadcast_to(a, last.shape), last]
            parts.projected = [a, last, first]
            for made, name in zip(parts.made, PRODUCTS, strict=True):
                hidden += made @ w[name]
        parts.active = hidden > 0
        hidden *= parts.active
        if training:
            kept = self.random.random(hidden.shape) > self.settings.drop
            parts.active = parts.active * kept / np.float32(1 - self.settings.drop)
            hidden *= kept
            hidden /= np.float32(1 - self.settings.drop)
        parts.hidden = hidden
        scores: Floats = hidden @ w["out"] + pairs @ w["linear"]
        return scores, parts

    def gradients(self, wrong: Floats, p: Parts) -> dict[str, Floats]:
        """Give the gradients by weight; ``wrong`` is that of the scores."""
        w = self.w
        back = wrong[:, :, None] * w["out"] * p.active
        flat = back.reshape(-1, back.shape[2])
        found = {
            "out": np.einsum("bkh,bk->h", p.hidden, wrong),
            "linear": np.einsum("bkf,bk->f", p.pairs, wrong),
            "pair": p.pairs.reshape(len(flat), -1).T @ flat,
            "own": p.own.T @ back.sum(1),
            "bias": flat.sum(0),
        }
        if not self.settings.width:
            return found
        for made, name in zip(p.made, PRODUCTS, strict=True):
            found[name] = made.reshape(len(flat), -1).T @ flat
        by_last, by_first, alone, last_alone = (back @ w[name].T for name in PRODUCTS)
        a, last, first = p.projected
        outs = [
            (by_last * last + by_first * first + alone).sum(1),
            by_last * a + last_alone,
            by_first * a,
        ]
        for raw, out, name in zip(p.raw, outs, PROJECTED, strict=True):
            found[name] = raw.reshape(-1, raw.shape[-1]).T @ out.reshape(-1, out.shape[-1])
        return found


PROJECTED = ("anaphor", "last", "first")
PRODUCTS = ("anaphor*last", "anaphor*first", "anaphor alone", "last alone")


class Parts:
    """What the forward pass leaves for the backward pass."""

    def __init__(self, pairs: Floats, own: Floats) -> None:
        self.pairs, self.own = pairs, own
        self.raw: list[Floats] = []
        self.made: list[Floats] = []
        self.projected: list[Floats] = []
        self.active: NDArray[Any]
        self.hidden: Floats


def softmax(scores: Floats, there: NDArray[np.bool_]) -> Floats:
    """Give the softmax over the candidates that are there."""
    scores = np.where(there[:, : scores.shape[1]], scores, -1e9)
    raised = np.exp(scores - scores.max(1, keepdims=True))
    total: Floats = raised / raised.sum(1, keepdims=True)
    return total


def fit(table: Table, at: Ints, settings: Settings, seed: int = 0) -> Network:
    """Train a network on the items ``at``, with Adam; the same seed gives the same weights."""
    network = Network(table, settings, seed)
    draw = np.random.default_rng(seed)
    at = at[table.weight[at] > 0]
    first, second = ({k: np.zeros_like(v) for k, v in network.w.items()} for _ in range(2))
    steps, step = settings.epochs * (len(at) // settings.batch), 0
    for _ in range(settings.epochs):
        order = draw.permutation(at)
        for start in range(0, len(order) - settings.batch + 1, settings.batch):
            part = order[start : start + settings.batch]
            scores, parts = network.scores(table, part, training=True)
            chances = softmax(scores, table.there[part])
            aimed = chances * table.right[part, : chances.shape[1]]
            wrong = chances - aimed / (aimed.sum(1, keepdims=True) + 1e-9)
            wrong *= table.weight[part][:, None] / settings.batch
            step += 1
            rate = settings.rate * min(1, step / 100) * (1 - step / (steps + 1))
            for name, gradient in network.gradients(wrong.astype(np.float32), parts).items():
                first[name] = 0.9 * first[name] + 0.1 * gradient
                second[name] = 0.999 * second[name] + 0.001 * gradient**2
                move = first[name] / (1 - 0.9**step)
                move = move / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
                if network.w[name].ndim > 1:
                    move = move + settings.decay * network.w[name]
                network.w[name] -= (rate * move).astype(np.float32)
    return network


def chances_of(networks: Sequence[Network], table: Table, at: Ints) -> Floats:
    """Give the mean chances of the candidates, [items, MOST]."""
    found = np.zeros((len(at), MOST), np.float32)
    for network in networks:
        for start in range(0, len(at), 512):
            part = at[start : start + 512]
            chances = softmax(network.scores(table, part)[0], table.there[part])
            found[start : start + 512, : chances.shape[1]] += chances / len(networks)
    return found


@dataclass
class Verdict:
    """Of some items, the likeliest candidate: its chance, and whether it is right."""

    chance: Floats
    right: NDArray[np.bool_]


def judge(table: Table, at: Ints, chances: Floats) -> Verdict:
    """Compare the likeliest candidates with the annotation."""
    rows = np.arange(len(at))
    own = chances.copy()
    own[rows, table.none[at]] = 0
    best = own.argmax(1)
    right = table.right[at, best] & (best != table.none[at])
    return Verdict(own[rows, best], right)


def calibrate(chance: Floats, right: NDArray[np.bool_]) -> Floats:
    """Fit rising probabilities to chances (pool adjacent violators); give the knots [n, 2]."""
    order = np.argsort(chance, kind="stable")
    blocks: list[list[float]] = []  # mean, count, lowest, highest
    for x, y in zip(chance[order].tolist(), right[order].tolist(), strict=True):
        blocks.append([float(y), 1, x, x])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, count, _, highest = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + mean * count) / (last[1] + count)
            last[1] += count
            last[3] = highest
    kept = [b for b in blocks if b[1] >= SMALLEST]
    knots = [[0, 0], *([(b[2] + b[3]) / 2, b[0]] for b in kept), [1, kept[-1][0] if kept else 1]]
    return np.array(knots, np.float32)


def fit_gate(table: Table, at: Ints) -> Floats:
    """Fit the gate: weights of a noun's vector, bias, and what a noun must reach to pass."""
    x = table.vectors[table.tokens[at, 0, 0]] * SCALE
    x = np.hstack([x, np.ones((len(x), 1), np.float32)]).astype(np.float64)
    y = table.marked[at].astype(np.float64)
    weight = np.where(y > 0, 4.0, 1.0)[:, None]
    w = np.linalg.solve((x * weight).T @ x + RIDGE * np.eye(x.shape[1]), (x * weight).T @ y)
    lowest = np.quantile((x @ w)[y > 0], 1 - GATE_PASSES)
    return np.append(w, lowest).astype(np.float32)


#: Networks by the form of the stored weights, each with its seed. Those of "vectors" answer
#: together with those of "plain", which answer alone where a pipeline gives no vectors.
NETWORKS: dict[str, list[tuple[Settings, int]]] = {
    "vectors": [(Settings(), 0), (Settings(), 1)],
    "plain": [(Settings(width=0, hidden=64, epochs=10, drop=0.4), 1)],
}
ANSWERING = {"vectors": ("vectors", "plain"), "plain": ("plain",)}


def subset(table: Table, seed: int) -> NDArray[np.bool_]:
    """Say which items to train on: the marked ones, and a share of the others."""
    drawn = np.random.default_rng(seed).random(len(table.marked)) < KEPT
    return table.marked | drawn


def folds_of(table: Table) -> Ints:
    """Give each item the fold of its article."""
    folds: Ints = (table.article * 2654435761 % 2**32) // (2**32 // FOLDS + 1)
    return folds


def fit_all(table: Table, at: Ints) -> dict[str, list[Network]]:
    """Train all networks on the items ``at``."""
    return {
        form: [fit(table, at[subset(table, seed)[at]], settings, seed) for settings, seed in given]
        for form, given in NETWORKS.items()
    }


def crossfit(table: Table, folds: int = FOLDS) -> dict[str, tuple[Ints, Verdict]]:
    """Judge the items of the first ``folds`` folds by networks that have not seen their articles.

    Gives, by what answers (`ANSWERING`), the items and their verdicts.
    """
    own = folds_of(table)
    found: dict[str, list[tuple[Ints, Verdict]]] = {name: [] for name in ANSWERING}
    for fold in range(folds):
        held = np.flatnonzero(own == fold)
        networks = fit_all(table, np.flatnonzero(own != fold))
        for name, forms in ANSWERING.items():
            together = [network for form in forms for network in networks[form]]
            found[name].append((held, judge(table, held, chances_of(together, table, held))))
    return {
        name: (
            np.concatenate([at for at, _ in parts]),
            Verdict(
                np.concatenate([v.chance for _, v in parts]),
                np.concatenate([v.right for _, v in parts]),
            ),
        )
        for name, parts in found.items()
    }


def train(
    items: Sequence[Item], vectors: NDArray[np.int8], to: Path, folds: int = FOLDS
) -> Iterator[str]:
    """Train all networks and write the weights; say how good they are on what they have not seen.

    ``folds`` is how many of the `FOLDS` folds are held out in turn to calibrate on.
    """
    table = tabulate(items, vectors)
    table.weight = np.where(table.marked, table.weight, table.weight / KEPT / 2).astype(np.float32)
    stored: dict[str, Floats] = {"gate": fit_gate(table, np.flatnonzero(table.gated))}
    for name, (at, verdict) in crossfit(table, folds).items():
        marked = table.marked[at]
        stored[f"knots/{name}"] = calibrate(verdict.chance[marked], verdict.right[marked])
        yield f"{name}: {_summary(verdict, marked)}"
    for form, networks in fit_all(table, np.arange(len(table.weight))).items():
        for number, network in enumerate(networks):
            stored |= {f"{form}/{number}/{key}": value for key, value in network.w.items()}
    write_weights(to, stored)


def _summary(verdict: Verdict, marked: NDArray[np.bool_]) -> str:
    """Say how many annotated anaphors are right at some precisions."""
    order = np.argsort(-verdict.chance[marked], kind="stable")
    right = np.cumsum(verdict.right[marked][order])
    precision = right / np.arange(1, len(right) + 1)
    said = []
    for wanted in (0.8, 0.83, 0.85):
        reached = np.flatnonzero(precision >= wanted)
        at = reached[-1] if len(reached) else 0
        lowest = verdict.chance[marked][order][at]
        said.append(f"{right[at] / marked.sum():.3f} right at {wanted} (chance {lowest:.2f})")
    return ", ".join(said)
