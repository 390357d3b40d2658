"""The relation scorer and the decision over it and the frames: annotated texts -> weights.

What the scorer gives for a text is taken from weights that have not seen it (three folds), and so
is the record of each frame: on these the decision and its thresholds are learned.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsner.relations.decision import (
    NAMES,
    PARTS,
    UPWARD,
    Candidate,
    Candidates,
    Key,
    Margins,
    frame_key,
    symmetric_types,
)
from newsner.relations.evidence import BITS, DATE, SIDES, allowed
from newsner.relations.scorer import NEVER
from newsner.scoring.attention import Attention, Spans

from .attention import Settings, fit_several, joined
from .relation_report import BLAME, Outcome, auc, curve, reliability, strongest, thresholds_of
from .relation_texts import (
    FOLDS,
    KEPT,
    OPEN,
    OPTIONAL,
    OWN,
    RIGHT,
    TYPES,
    WRONG,
    Corpus,
    Text,
)

WEIGHT = {RIGHT: (1.0, 1.0), OPTIONAL: (1.0, 0.7), OPEN: (0.0, 0.0), WRONG: (0.0, 2.0)}
ELSE = 0.3  # weight of a type that a marked sentence says nothing of
WRITTEN = 0.4  # weight of our own texts
EPOCHS, RATE, BATCH = 2, 0.1, 2048
KEEP = 0.5  # share of the pairs of which nothing holds that is drawn in an epoch
SEEN = 2  # times that a feature must occur
Floats = NDArray[np.float32]


@dataclass(slots=True)
class Data:
    """Corpora as arrays: a row a pair, a column a type."""

    texts: list[Text]
    x: sparse.csr_matrix
    spans: Spans
    y: Floats
    w: Floats  # weights: 0 of what is open or may not hold
    fold: NDArray[np.int64]  # of each pair's text
    may: NDArray[np.bool_]  # whether the type may hold between the two

    @property
    def has_vectors(self) -> bool:
        """Whether the pipeline gave vectors of words."""
        return bool(self.spans.vectors.shape[1])

    @classmethod
    def of(cls, corpora: Sequence[Corpus]) -> Data:
        """Stack corpora."""
        parts, texts, base = [], [], 0
        lengths = [n for c in corpora for n in c.lengths]
        count, columns = len(lengths), len(TYPES)
        y, w = np.zeros((count, columns), np.float32), np.ones((count, columns), np.float32)
        fold, sides = np.zeros(count, np.int64), np.zeros((count, 2), np.int64)
        for c in corpora:
            for told in c.texts:
                text = replace(told, base=base + told.base)
                texts.append(text)
                here = slice(text.base, text.base + len(text.pairs))
                fold[here] = text.fold
                if text.marked:
                    w[here] = 0
                for k, p in enumerate(text.pairs, text.base):
                    second = DATE if p.is_date else text.sides[p.object]
                    sides[k] = SIDES.index(text.sides[p.subject]), SIDES.index(second)
            w[[base + k for k in c.told]] = ELSE
            for k, t, what in sorted(c.labels, key=lambda label: label[2]):
                y[base + k, t], w[base + k, t] = WEIGHT[what]
            parts += c.features
            base += len(c.lengths)
        may = allowed(tuple(TYPES))[sides[:, 0], sides[:, 1]]
        features = np.concatenate(parts)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        ones = np.ones(len(features), np.float32)
        x = sparse.csr_matrix((ones, features, starts), shape=(count, 1 << BITS))
        spans = joined([part for c in corpora for part in c.spans])
        w[fold == OWN] *= WRITTEN
        return cls(texts, x, spans, y, w * may, fold, may)


# -- the linear model -------------------------------------------------------------------------


def fit_linear(x: sparse.csr_matrix, y: Floats, w: Floats) -> tuple[Floats, Floats]:
    """Fit a logistic regression for each type, together, by Adagrad; gives weights and bias."""
    x = _frequent(x)
    weights = np.zeros((x.shape[1], y.shape[1]), np.float32)
    squares = np.full_like(weights, 1e-4)
    bias = np.full(y.shape[1], -4.0, np.float32)
    bias_squares = np.full(y.shape[1], 1e-4, np.float32)
    random = np.random.default_rng(0)
    draw = _Draw(y, w)
    for epoch in range(EPOCHS):
        order = draw(random)
        rate = RATE * (1 - epoch / (EPOCHS + 1))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            batch = x[rows]
            used, columns = np.unique(batch.indices, return_inverse=True)
            shape = (len(rows), len(used))
            small = sparse.csr_matrix((batch.data, columns, batch.indptr), shape=shape)
            own = weights[used]
            error = (_sigmoid(small @ own + bias) - y[rows]) * w[rows] * draw.share[rows, None]
            slope = np.asarray(small.T @ error)
            squares[used] += slope * slope
            weights[used] = own - rate * slope / np.sqrt(squares[used])
            total = error.sum(axis=0)
            bias_squares += total * total
            bias -= rate * total / np.sqrt(bias_squares)
    return weights, bias


def _frequent(x: sparse.csr_matrix) -> sparse.csr_matrix:
    """Leave out the features that occur too seldom."""
    kept = np.bincount(x.indices, minlength=x.shape[1])[x.indices] >= SEEN
    ends = np.concatenate([[0], np.cumsum(kept)])[x.indptr]
    return sparse.csr_matrix((x.data[kept], x.indices[kept], ends), shape=x.shape)


class _Draw:
    """Draws the pairs of an epoch: those that tell something, and a share of the others.

    ``share`` is what each pair counts, so that the others weigh as if all were there.
    """

    def __init__(self, y: Floats, w: Floats, keep: float = KEEP) -> None:
        live = w.max(axis=1) > 0
        telling = live & (((y > 0) & (w > 0)) | (w > 1)).any(axis=1)
        self.telling, self.rest = np.flatnonzero(telling), np.flatnonzero(live & ~telling)
        self.count = int(len(self.rest) * keep)
        self.share = np.where(telling, 1.0, 1 / keep).astype(np.float32)

    def __call__(self, random: np.random.Generator) -> NDArray[np.int64]:
        drawn = random.choice(self.rest, self.count, replace=False)
        return random.permutation(np.concatenate([self.telling, drawn]))


def _sigmoid(z: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(z.dtype, copy=False)


# -- the deep model over the features ---------------------------------------------------------

UNITS, DEEP_EPOCHS, DEEP_RATE, DEEP_BATCH, DEEP_DROP = 64, 8, 0.05, 1024, 0.2


def fit_deep(x: sparse.csr_matrix, y: Floats, w: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Fit units over the features, and the types over the units, by Adagrad.

    What a pair's features give a unit is divided by the root of their number. Gives the units'
    weights and bias, and the types'.
    """
    random = np.random.default_rng(0)
    share = _root_share(x)
    units = (random.standard_normal((x.shape[1], UNITS)) * 0.05).astype(np.float32)
    squares = np.full(x.shape[1], 1e-3, np.float32)  # a row has one rate
    others = [
        np.zeros(UNITS, np.float32),
        (random.standard_normal((UNITS, y.shape[1])) * 0.1).astype(np.float32),
        np.full(y.shape[1], -4.0, np.float32),
    ]
    others_squares = [np.full_like(p, 1e-3) for p in others]
    kept = np.bincount(x.indices, minlength=x.shape[1]) >= SEEN
    draw = _Draw(y, w)
    for epoch in range(DEEP_EPOCHS):
        order = draw(random)
        rate = DEEP_RATE * (1 - epoch / (DEEP_EPOCHS + 0.5))
        for at in range(0, len(order), DEEP_BATCH):
            rows = order[at : at + DEEP_BATCH]
            batch = x[rows]
            used, columns = np.unique(batch.indices, return_inverse=True)
            drawn = (random.random(len(columns), np.float32) > DEEP_DROP) & kept[batch.indices]
            values = drawn / np.float32(1 - DEEP_DROP)
            values *= np.repeat(share[rows], np.diff(batch.indptr))
            shape = (len(rows), len(used))
            small = sparse.csr_matrix((values, columns, batch.indptr), shape=shape)
            own = units[used]
            inner = small @ own + others[0]
            mask = (inner > 0) * (random.random(inner.shape, np.float32) > DEEP_DROP)
            mask = mask / np.float32(1 - DEEP_DROP)
            shown = inner * mask
            error = _sigmoid(shown @ others[1] + others[2]) - y[rows]
            error *= w[rows] * draw.share[rows, None]
            back = (error @ others[1].T) * mask
            slope = np.asarray(small.T @ back)
            squares[used] += (slope * slope).mean(axis=1)
            units[used] = own - rate * slope / np.sqrt(squares[used])[:, None]
            slopes = (back.sum(axis=0), shown.T @ error, error.sum(axis=0))
            for k, slope in enumerate(slopes):
                others_squares[k] += slope * slope
                others[k] -= rate * slope / np.sqrt(others_squares[k])
    units[~kept] = 0
    return units, others[0], others[1], others[2]


def run_deep(parameters: Sequence[Floats], x: sparse.csr_matrix) -> Floats:
    """Give the margins of the deep model."""
    units, bias, top, top_bias = parameters
    inner = (x @ units) * _root_share(x)[:, None] + bias
    found: Floats = np.maximum(inner, 0) @ top + top_bias
    return found


def _root_share(x: sparse.csr_matrix) -> Floats:
    return (1 / np.sqrt(np.maximum(1, np.diff(x.indptr)))).astype(np.float32)


# -- the decision -----------------------------------------------------------------------------


def cross_fit(data: Data) -> tuple[Margins, list[dict[str, float]]]:
    """Give margins of all models, and records by fold, from what has not seen the text.

    The kept fifth of the sentences is seen by none, what is our own by all.
    """
    linear, deep, vectors = (np.zeros_like(data.y) for _ in range(3))
    records = []
    part = np.where(np.isin(data.fold, (KEPT, OWN)), data.fold, data.fold % FOLDS)
    for fold in range(FOLDS):
        seen, new = np.flatnonzero((part != fold) & (part != KEPT)), part == fold
        if fold == 0:
            new |= part == KEPT
        models = fit_models(data, seen)
        margins = run_models(models, data, np.flatnonzero(new))
        linear[new], deep[new] = margins.linear, margins.deep
        if margins.vectors is not None:
            vectors[new] = margins.vectors
        told = [t for t in judged(data) if t.fold != KEPT and t.fold % FOLDS != fold]
        records.append(records_of(told))
    return Margins(linear, deep, vectors if data.has_vectors else None), records


@dataclass(slots=True)
class Models:
    """The fitted models, and the features that they read."""

    features: NDArray[np.int64]
    linear: tuple[Floats, Floats]
    deep: tuple[Floats, Floats, Floats, Floats]
    network: dict[str, NDArray[Any]] | None


SIZE = 64_000  # features that the package carries
SETTINGS = Settings(epochs=10)
NETWORKS = 2  # whose margins are averaged
SEEN_BY_NETWORK = 0.25  # share of those of which nothing holds that it sees in an epoch


def fit_models(data: Data, rows: NDArray[np.int64]) -> Models:
    """Fit all models on some pairs: on all features first, then on the strongest of them."""
    x, y, w = data.x[rows], data.y[rows], data.w[rows]
    network = fit_networks(data.spans.take(rows), y, w) if data.has_vectors else None
    strength = np.abs(fit_linear(x, y, w)[0]).max(axis=1)
    features = np.sort(np.argsort(-strength, kind="stable")[:SIZE])
    features = features[strength[features] > 0]
    x = x[:, features]
    return Models(features, fit_linear(x, y, w), fit_deep(x, y, w), network)


def fit_networks(spans: Spans, y: Floats, w: Floats) -> dict[str, NDArray[Any]]:
    """Fit the networks that look at the sentence, as `Attention` reads them."""
    draw = _Draw(y, w, SEEN_BY_NETWORK)
    return fit_several(spans, y, w * draw.share[:, None], draw, SETTINGS, NETWORKS)


def run_models(models: Models, data: Data, rows: NDArray[np.int64]) -> Margins:
    """Give the margins of all models for some pairs."""
    x, barred = data.x[rows][:, models.features], ~data.may[rows]
    weights, bias = models.linear
    vectors = None
    if models.network is not None:
        vectors = Attention(models.network).margins(data.spans.take(rows))
    margins = Margins(np.asarray(x @ weights) + bias, run_deep(models.deep, x), vectors)
    for of_model in margins:
        if of_model is not None:
            of_model[barred] = NEVER
    return margins


MARKED, NEAR = 0.1, 0.8  # weights of marked sentences and near misses in the decision
PRIOR = (2.0, 1.0)  # right and wrong relations that a frame is held to have had before


def records_of(texts: Sequence[Text]) -> dict[str, float]:
    """Give the log-odds that a frame, a construction (``c:``), a type (``t:``) was right."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for text in texts:
        for row in text.rows:
            if row.type not in TYPES or row.subject < 0:
                continue
            right = judge(text, frame_key(row, symmetric_types()))
            if right is not None:
                for key in (row.rule, f"c:{row.construction}", f"t:{row.type}"):
                    counts[key][not right] += 1
    found = {k: float(np.log((r + PRIOR[0]) / (w + PRIOR[1]))) for k, (r, w) in counts.items()}
    return found | {"new": float(np.log(PRIOR[0] / PRIOR[1]))}


def judge(text: Text, key: Key) -> bool | None:
    """Whether the annotation says the relation; None where it is optional, or nothing is known."""
    side = (key.subject, key.object, key.is_date)
    hits = [
        optional for name, pairs, optional, _ in text.gold if name == key.type and side in pairs
    ]
    if text.marked:
        return not hits[0] if hits else None  # "optional" of a marked sentence: a near miss
    if not hits:
        return False
    return None if all(hits) else True


def candidates_of(text: Text, margins: Margins, records: dict[str, float]) -> list[Candidate]:
    """Give the candidates of a text."""
    here = slice(text.base, text.base + len(text.pairs))
    maker = Candidates(list(TYPES), symmetric_types(), text.sides, records)
    rows = [r for r in text.rows if r.subject >= 0]
    vectors = None if margins.vectors is None else margins.vectors[here]
    own = Margins(margins.linear[here], margins.deep[here], vectors)
    return maker.read(text.pairs, own, rows)


# -- boosted trees ----------------------------------------------------------------------------

TREES = {
    "max_iter": 160,
    "learning_rate": 0.06,
    "max_leaf_nodes": 24,
    "min_samples_leaf": 30,
    "l2_regularization": 20.0,
}


def fit_trees(x: Floats, y: NDArray[np.int64], weight: Floats) -> Any:
    """Fit boosted trees that give the probability of a candidate."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    upward = [int(name in UPWARD) for name in NAMES[: x.shape[1]]]
    model = HistGradientBoostingClassifier(
        **TREES, monotonic_cst=upward, early_stopping=False, random_state=0
    )
    return model.fit(x, y, sample_weight=weight)


def arrays_of(model: Any, width: int) -> dict[str, NDArray[Any]]:
    """Give fitted trees as `newsner.relations.decision.Decision` reads them."""
    trees = [step[0].nodes for step in model._predictors]
    size = max(map(len, trees))
    shape = (len(trees), size)
    feature, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for k, nodes in enumerate(trees):
        n, leaf = len(nodes), nodes["is_leaf"].astype(bool)
        own = np.arange(n)
        feature[k, :n] = np.where(leaf, 0, nodes["feature_idx"])
        threshold[k, :n] = np.where(leaf, 0, nodes["num_threshold"])
        left[k, :n] = np.where(leaf, own, nodes["left"])
        right[k, :n] = np.where(leaf, own, nodes["right"])
        value[k, :n] = np.where(leaf, nodes["value"], 0)
    base = np.float32(np.ravel(model._baseline_prediction)[0])
    depth = np.int16(max(int(nodes["depth"].max()) for nodes in trees))
    parts = (feature, threshold, left, right, value, base, depth)
    return {f"{name}.{width}": np.asarray(part) for name, part in zip(PARTS, parts, strict=True)}


def fit_decision(
    texts: Sequence[Text], candidates: Sequence[list[Candidate]]
) -> tuple[Any, list[NDArray[np.float64]]]:
    """Fit the trees; gives them, and the confidences in each text by trees that did not see it."""
    places = [n for n, found in enumerate(candidates) for _ in found]
    x = np.array([c.features for found in candidates for c in found], np.float32)
    told = [judge(texts[n], c.key) for n, found in enumerate(candidates) for c in found]
    fold = np.array(
        [texts[n].fold if texts[n].fold == KEPT else texts[n].fold % FOLDS for n in places]
    )
    y = np.array([right is True for right in told], np.int64)
    marked = np.array([texts[n].marked for n in places])
    weight = np.where(marked, np.where(y == 1, MARKED, NEAR), 1.0).astype(np.float32)
    known = np.array([right is not None for right in told]) & (fold != KEPT)
    whole = fit_trees(x[known], y[known], weight[known])
    given = np.zeros(len(x))
    given[fold == KEPT] = _chance(whole, x[fold == KEPT])
    for k in range(FOLDS):
        own = known & (fold != k)
        given[fold == k] = _chance(fit_trees(x[own], y[own], weight[own]), x[fold == k])
    return whole, np.split(given, np.cumsum([len(found) for found in candidates])[:-1])


def _chance(model: Any, x: Floats) -> NDArray[np.float64]:
    return model.predict_proba(x)[:, 1] if len(x) else np.zeros(0)


# -- from texts to the package ----------------------------------------------------------------


def pack(models: Models) -> dict[str, NDArray[Any]]:
    """Give the models as `newsner.relations.scorer.Scorer` reads them."""
    weights, bias = models.linear
    units, deep_bias, top, top_bias = models.deep
    arrays = {
        "types": np.array(list(TYPES)),
        "features": models.features.astype(np.int32),
        "linear_bias": bias,
        "deep_bias": deep_bias,
        "top": top.astype(np.float16),
        "top_bias": top_bias,
    }
    arrays |= _rounded("linear", weights) | _rounded("deep", units)
    return arrays


def _rounded(name: str, matrix: Floats) -> dict[str, NDArray[Any]]:
    """Give a matrix as int8 with its scale."""
    scale = np.float32(np.quantile(np.abs(matrix).max(axis=1), 0.999) / 127)
    rounded = np.clip(np.round(matrix / scale), -127, 127).astype(np.int8)
    return {name: rounded, f"{name}_scale": np.asarray(scale)}


@dataclass(slots=True)
class Fitted:
    """All that training gives."""

    scorer: dict[str, NDArray[Any]]
    attention: dict[str, NDArray[Any]] | None  # None where the pipeline gives no vectors
    decision: dict[str, NDArray[Any]]
    thresholds: dict[str, float]
    figures: dict[str, Any]


def fit(data: Data) -> Fitted:
    """Fit all models on texts; thresholds and figures are of texts that they have not seen."""
    margins, records = cross_fit(data)
    models = fit_models(data, np.flatnonzero(data.fold != KEPT))
    texts = judged(data)
    known = records_of([t for t in texts if t.fold != KEPT])
    decision: dict[str, NDArray[Any]] = {
        "rules": np.array(sorted(known)),
        "odds": np.array([known[rule] for rule in sorted(known)], np.float32),
    }
    figures: dict[str, Any] = {"learned frames": strongest(models.features, models.linear[0])}
    thresholds: dict[str, float] = {}
    forms = {"without vectors": margins._replace(vectors=None), "with vectors": margins}
    for name, form in forms.items():
        found = [
            candidates_of(t, form, records[0 if t.fold == KEPT else t.fold % FOLDS]) for t in texts
        ]
        trees, thresholds, figures[name] = decide(texts, found)
        decision |= trees
    return Fitted(pack(models), models.network, decision, thresholds, figures)


def judged(data: Data) -> list[Text]:
    """Give the texts by which anything is decided: all but our own."""
    return [text for text in data.texts if text.fold != OWN]


def decide(
    texts: Sequence[Text], found: Sequence[list[Candidate]]
) -> tuple[dict[str, NDArray[Any]], dict[str, float], dict[str, Any]]:
    """Fit one form of the decision; gives its trees, its thresholds and its figures."""
    trees, given = fit_decision(texts, found)
    articles = [n for n, text in enumerate(texts) if not text.marked]
    outcome = Outcome.of(
        [texts[n] for n in articles], [found[n] for n in articles], [given[n] for n in articles]
    )
    thresholds = thresholds_of(outcome)
    figures = {
        "at thresholds": outcome.at(thresholds),
        "blame": outcome.only(BLAME).at(thresholds),
        "auc": auc(outcome, thresholds),
        "bins": reliability(outcome),
        "curve": curve(outcome),
        "blame curve": curve(outcome.only(BLAME)),
    }
    return arrays_of(trees, trees.n_features_in_), thresholds, figures


def write(fitted: Fitted, to: Path, thresholds: Path, figures: Path) -> None:
    """Put the weights, the thresholds and the figures where the package and its docs have them."""
    to.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(to / "relations.npz", **fitted.scorer)  # type: ignore[arg-type]
    np.savez_compressed(to / "relation_decision.npz", **fitted.decision)  # type: ignore[arg-type]
    if fitted.attention is not None:
        np.savez_compressed(to / "relation_attention.npz", **fitted.attention)  # type: ignore[arg-type]
    before, mark, _ = thresholds.read_text(encoding="utf-8").partition("[thresholds]\n")
    lines = [f'"{name}" = {floor}\n' for name, floor in sorted(fitted.thresholds.items())]
    thresholds.write_text(before + mark + "".join(lines), encoding="utf-8")
    figures.write_text(json.dumps(fitted.figures, indent=1) + "\n", encoding="utf-8")
