"""Trains the coreference ranker: from annotated articles to the weights in the package.

Articles that say they are ``written`` for the training are learned from and no more: the gate, the
calibration and all figures are of the others.

The loss is the softmax over an anaphor's candidates and "none of them". Half of the networks see
the words' vectors, the others do without: `python -m training coreference`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

import newsner
from newsner.coreference.ranker import Weights
from newsner.layers import read_vectors
from newsner.scoring.networks import SCALE, softmax_by, write_weights

from .adam import Adam
from .anaphora import Item, items_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FOLDS = 5
KEPT = 0.4  # share of the unmarked items that is trained on
WRITTEN = 0.5  # weight of articles that were written to learn from
SMALLEST = 20  # items behind a step of the calibration
GATE_PASSES = 0.85  # share of the anaphoric nouns that the gate lets pass
RIDGE = 20.0


@dataclass(frozen=True)
class Settings:
    """How a network is trained; ``width`` is that of the projections, 0 without vectors."""

    width: int = 12
    hidden: int = 64
    epochs: int = 6
    batch: int = 96
    rate: float = 2e-3
    drop: float = 0.6
    decay: float = 1e-2


@dataclass
class Table:
    """Items as arrays: a row for each candidate, the last of an item is "none"."""

    own: Floats
    pairs: NDArray[np.float16]  # [rows, facts]
    tokens: Ints  # [rows, 3]
    right: NDArray[np.bool_]  # [rows]
    sizes: Ints  # rows of each item
    weight: Floats
    marked: NDArray[np.bool_]
    again: NDArray[np.bool_]
    article: Ints
    gated: NDArray[np.bool_]  # nouns that only the gate can let pass
    written: NDArray[np.bool_]  # of articles that are learned from and no more
    vectors: NDArray[np.int8]  # [tokens of all articles + 1, size]; the last row is zero
    starts: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.starts = np.cumsum(self.sizes) - self.sizes

    def rows(self, at: Ints) -> tuple[Ints, Ints, Ints]:
        """Give the rows of some items, where each item begins among them, and how many it has."""
        sizes = self.sizes[at]
        starts = np.cumsum(sizes) - sizes
        rows = np.repeat(self.starts[at] - starts, sizes) + np.arange(sizes.sum())
        return rows, starts, sizes


def collect(articles: Iterable[Mapping[str, Any]]) -> Table:
    """Parse the articles with the bundled pipeline; give the items of both readings."""
    nlp = newsner.load("it_newsner_md")
    stage = nlp.get_pipe("newsner_entities")
    annotated = list(articles)
    with nlp.select_pipes(enable=["newsner_encoder"]):
        docs = [stage(doc) for doc in nlp.pipe(a["text"] for a in annotated)]
    return both_readings(annotated, docs)


def both_readings(articles: Sequence[Mapping[str, Any]], docs: Sequence[Doc]) -> Table:
    """Give the items of Docs that have their entities: of the first reading and of the second.

    What the second is told is found by networks that have learned from the other half of the
    articles, those apart that are ``written``: they come last.
    """
    found = sum(not article.get("written") for article in articles)
    halves = first_readers(items_in(articles[:found], docs[:found]))
    return items_in(articles, docs, halves)


def first_readers(table: Table) -> list[Weights]:
    """Train networks on the first readings of either half of the articles, for the other half."""
    found = []
    for half in (1, 0):
        at = np.flatnonzero(~table.again & (table.article % 2 == half))
        networks = fit_all(table, at, NETWORKS)
        stored = as_weights(networks)
        together = [n for kind in networks.values() for n in kind]
        held = np.flatnonzero(table.marked & ~table.again & (table.article % 2 != half))
        verdict = judge(table, held, chances_of(together, table, held))
        stored["knots/vectors"] = calibrate(verdict.chance, verdict.right)
        found.append(stored | {"gate": np.zeros(table.vectors.shape[1] + 2, np.float32)})
    return found


def items_in(
    articles: Sequence[Mapping[str, Any]],
    docs: Iterable[Doc],
    halves: Sequence[Weights] | None = None,
) -> Table:
    """Give the items of Docs that have their entities, and all tokens' vectors."""
    items: list[Item] = []
    vectors: list[NDArray[np.int8]] = []
    offset = 0
    for k, doc in enumerate(docs):
        found = read_vectors(doc)
        if found is None:
            continue
        items += items_of(k, articles[k], doc, offset, halves[k % 2] if halves else None)
        vectors.append(found)
        offset += len(doc)
    vectors.append(np.zeros((1, vectors[0].shape[1]), np.int8))
    written = [k for k, article in enumerate(articles) if article.get("written")]
    return tabulate(items, np.concatenate(vectors), written)


def tabulate(
    items: Sequence[Item], vectors: NDArray[np.int8], written: Collection[int] = ()
) -> Table:
    """Make arrays of the items; ``written`` are numbers of articles."""
    weight = np.array([i.weight for i in items], np.float32)
    weight[[not i.right.any() for i in items]] = 0
    marked = np.array([i.marked for i in items])
    weight[~marked] /= 2 * KEPT  # of which that share is trained on
    article = np.array([i.article for i in items])
    of_written = np.isin(article, list(written))
    weight[of_written] *= WRITTEN
    return Table(
        np.stack([i.own for i in items]).astype(np.float32),
        np.concatenate([i.pairs for i in items]),
        np.concatenate([i.tokens for i in items]),
        np.concatenate([i.right for i in items]),
        np.array([len(i.right) for i in items]),
        weight,
        marked,
        np.array([i.again for i in items]),
        article,
        np.array([i.sort == "noun" and not i.called for i in items]),
        of_written,
        vectors,
    )


class Network:
    """One hidden layer; weights by the names that `newsner.coreference.ranker` reads."""

    def __init__(self, table: Table, settings: Settings, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.settings = settings
        own, pair, hidden = table.own.shape[1], table.pairs.shape[1], settings.hidden
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
        drawn: Floats = (self.random.normal(size=shape) / np.sqrt(entering)).astype(np.float32)
        return drawn

    def scores(self, t: Table, at: Ints, *, training: bool = False) -> tuple[Floats, Parts]:
        """Score the candidates of some items; [rows]."""
        w, (rows, starts, sizes) = self.w, t.rows(at)
        p = Parts(starts, t.pairs[rows].astype(np.float32), t.own[at])
        hidden = p.pairs @ w["pair"] + np.repeat(p.own @ w["own"] + w["bias"], sizes, axis=0)
        if self.settings.width:
            raw = (t.vectors[t.tokens[t.starts[at], 0]], *t.vectors[t.tokens[rows, 1:].T])
            p.raw = [r * SCALE for r in raw]
            a, last, first = (r @ w[k] for r, k in zip(p.raw, PROJECTED, strict=True))
            mine = np.repeat(a, sizes, axis=0)
            p.made = [mine * last, mine * first, mine, last]
            p.projected = [mine, last, first]
            for made, name in zip(p.made, PRODUCTS, strict=True):
                hidden += made @ w[name]
        p.active = (hidden > 0).astype(np.float32)
        if training:
            kept = self.random.random(hidden.shape, dtype=np.float32) > self.settings.drop
            p.active *= kept / np.float32(1 - self.settings.drop)
        p.hidden = hidden * p.active
        scores: Floats = p.hidden @ w["out"] + p.pairs @ w["linear"]
        return scores, p

    def gradients(self, wrong: Floats, p: Parts) -> dict[str, Floats]:
        """Give the gradients by weight; ``wrong`` is that of the scores."""
        w = self.w
        back = wrong[:, None] * w["out"] * p.active
        found = {
            "out": p.hidden.T @ wrong,
            "linear": p.pairs.T @ wrong,
            "pair": p.pairs.T @ back,
            "own": p.own.T @ np.add.reduceat(back, p.starts),
            "bias": back.sum(0),
        }
        if not self.settings.width:
            return found
        for made, name in zip(p.made, PRODUCTS, strict=True):
            found[name] = made.T @ back
        by_last, by_first, alone, last_alone = (back @ w[name].T for name in PRODUCTS)
        mine, last, first = p.projected
        outs = (
            np.add.reduceat(by_last * last + by_first * first + alone, p.starts),
            by_last * mine + last_alone,
            by_first * mine,
        )
        for raw, out, name in zip(p.raw, outs, PROJECTED, strict=True):
            found[name] = raw.T @ out
        return found


PROJECTED = ("anaphor", "last", "first")
PRODUCTS = ("anaphor*last", "anaphor*first", "anaphor alone", "last alone")


class Parts:
    """What the forward pass leaves for the backward pass."""

    def __init__(self, starts: Ints, pairs: Floats, own: Floats) -> None:
        self.starts, self.pairs, self.own = starts, pairs, own
        self.raw: list[Floats] = []
        self.made: list[Floats] = []
        self.projected: list[Floats] = []
        self.active: Floats
        self.hidden: Floats


def fit(table: Table, at: Ints, settings: Settings, seed: int = 0) -> Network:
    """Train a network on the items ``at``, with Adam; the same seed gives the same weights."""
    network = Network(table, settings, seed)
    draw = np.random.default_rng(seed)
    at = at[table.weight[at] > 0]
    adam = Adam(network.w, settings.decay)
    steps, step = settings.epochs * (len(at) // settings.batch), 0
    for _ in range(settings.epochs):
        order = draw.permutation(at)
        for start in range(0, len(order) - settings.batch + 1, settings.batch):
            part = order[start : start + settings.batch]
            rows, starts, sizes = table.rows(part)
            scores, parts = network.scores(table, part, training=True)
            chances = softmax_by(scores, starts)
            aimed = chances * table.right[rows]
            aimed /= np.repeat(np.add.reduceat(aimed, starts) + 1e-9, sizes)
            wrong = (chances - aimed) * np.repeat(table.weight[part], sizes) / settings.batch
            step += 1
            rate = settings.rate * min(1, step / 100) * (1 - step / (steps + 1))
            adam.move(network.gradients(wrong.astype(np.float32), parts), rate)
    return network


def chances_of(networks: Sequence[Network], table: Table, at: Ints) -> Floats:
    """Give the mean chances of the candidates of some items, [rows]."""
    found = []
    for start in range(0, len(at), 512):
        part = at[start : start + 512]
        starts = table.rows(part)[1]
        each = [softmax_by(n.scores(table, part)[0], starts) for n in networks]
        found.append(np.mean(each, axis=0))
    return np.concatenate(found).astype(np.float32)


@dataclass
class Verdict:
    """Of some items, the likeliest candidate: its chance, and whether it is right."""

    chance: Floats
    right: NDArray[np.bool_]


def judge(table: Table, at: Ints, chances: Floats) -> Verdict:
    """Compare the likeliest candidates with the annotation."""
    rows, starts, sizes = table.rows(at)
    own = chances.copy()
    own[starts + sizes - 1] = 0  # none of them
    best = np.array([a + own[a : a + n].argmax() for a, n in zip(starts, sizes, strict=True)])
    return Verdict(own[best], table.right[rows[best]] & (own[best] > 0))


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
    x = table.vectors[table.tokens[table.starts[at], 0]] * SCALE
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
    "plain": [(Settings(width=0, hidden=128, epochs=8, drop=0.5), seed) for seed in (2, 3)],
}
ANSWERING = {"vectors": ("vectors", "plain"), "plain": ("plain",)}


def subset(table: Table, seed: int) -> NDArray[np.bool_]:
    """Say which items to train on: the marked ones, and a share of the others."""
    drawn = np.random.default_rng(seed).random(len(table.marked)) < KEPT
    return table.marked | drawn


def folds_of(table: Table) -> Ints:
    """Give each item the fold of its article; what is learned from in all folds has -1."""
    folds: Ints = (table.article * 2654435761 % 2**32) // (2**32 // FOLDS + 1)
    return np.where(table.written, -1, folds)


def as_weights(networks: Mapping[str, Sequence[Network]]) -> Weights:
    """Give the weights of networks by the names that `Ranker` reads."""
    return {
        f"{form}/{number}/{key}": value
        for form, own in networks.items()
        for number, network in enumerate(own)
        for key, value in network.w.items()
    }


def fit_all(
    table: Table, at: Ints, kinds: Mapping[str, Sequence[tuple[Settings, int]]]
) -> dict[str, list[Network]]:
    """Train all networks on the items ``at``."""
    return {
        form: [fit(table, at[subset(table, seed)[at]], settings, seed) for settings, seed in given]
        for form, given in kinds.items()
    }


def crossfit(table: Table, folds: int = FOLDS) -> dict[str, tuple[Ints, Verdict]]:
    """Judge the items of the first ``folds`` folds by networks that have not seen their articles.

    Gives, by what answers (`ANSWERING`), the items and their verdicts.
    """
    own = folds_of(table)
    found: dict[str, list[tuple[Ints, Verdict]]] = {name: [] for name in ANSWERING}
    for fold in range(folds):
        held = np.flatnonzero(own == fold)
        networks = fit_all(table, np.flatnonzero(own != fold), NETWORKS)
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


def train(table: Table, to: Path, folds: int = FOLDS) -> Iterator[str]:
    """Train all networks and write the weights; say how good they are on what they have not seen.

    ``folds`` is how many of the `FOLDS` folds are held out in turn to calibrate on.
    """
    gated = np.flatnonzero(table.gated & ~table.again & ~table.written)
    stored: dict[str, Floats] = {"gate": fit_gate(table, gated)}
    for name, (at, verdict) in crossfit(table, folds).items():
        marked = table.marked[at] & table.again[at]
        stored[f"knots/{name}"] = calibrate(verdict.chance[marked], verdict.right[marked])
        yield f"{name}: {_summary(verdict, marked)}"
    stored |= as_weights(fit_all(table, np.arange(len(table.weight)), NETWORKS))
    write_weights(to, stored)


def train_apart(table: Table, parts: Ints, stored: Weights, to: Path) -> None:
    """Write networks that have not seen the articles of a part: ``to/N.npz`` for part N.

    What later stages learn from an article is read with these: they see as many wrong
    antecedents as there will be. ``parts`` has the part of each article that is not written; gate
    and calibration are of the ``stored`` weights.
    """
    own = np.where(table.written, -1, parts[np.minimum(table.article, len(parts) - 1)])
    shared = {key: value for key, value in stored.items() if key.count("/") < 2}
    to.mkdir(parents=True, exist_ok=True)
    for part in sorted(set(parts.tolist())):
        networks = fit_all(table, np.flatnonzero(own != part), NETWORKS)
        write_weights(to / f"{part}.npz", shared | as_weights(networks))


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
