"""Which relations come out, and how sure each is: one calibrated decision over all evidence.

In: what the frames proposed and what the scorer gives for each pair and type. Out: a probability
for each candidate. Boosted trees, learned on articles whose relations were annotated, by
``python -m training relations``; the record of a frame is how often it was right there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..knowledge.relations import lexicon
from ..layers import RelationRow
from ..scoring.networks import Floats, read_arrays
from .evidence import DATE, SIDES, Pair

FLOOR = -2.5  # margin below which nothing but a frame proposes a relation
NONE = -9.0  # margin where there is none
UNKNOWN = -3.0  # record where no frame fired
MODEL = 20  # place of the deep margin among the features
PARTS = ("feature", "threshold", "left", "right", "value", "base", "depth")
STATUSES = ("asserted", "negated", "future", "uncertain")
NAMES = (
    "margin", "second margin", "places", "reverse margin", "rival margin", "lead over rival",
    "frames", "record of the frame", "record of the construction", "record of the type",
    "certainty of the mentions", "frames of other types", "their record", "status",
    "subject", "object", "pairs", "type",
    "certainty of the pair", "tie", "deep", "best deep",
    "others of the subject", "best of them", "lead over it",
    "others of the object", "best of those", "lead over that",
    "vectors", "best vectors",
)  # fmt: skip
# What only ever speaks for a relation: the more of it, the surer.
UPWARD = frozenset(
    (
        "margin", "second margin", "record of the frame", "certainty of the mentions",
        "deep", "best deep", "vectors", "best vectors",
    )
)  # fmt: skip


class Key(NamedTuple):
    """What a candidate says; the sides of a symmetric type in the order of the entities."""

    type: str
    subject: int
    object: int
    is_date: bool


@dataclass(slots=True)
class Candidate:
    """A relation that a frame or the scorer proposes."""

    key: Key
    rows: list[RelationRow]  # of the frames that fired
    pair: int  # index of the pair with the best margin, -1 where no sentence has the two
    here: list[int]  # all pairs of the two
    margin: float
    rival: str  # the other type that is likeliest between the two
    features: list[float]


class Decision:
    """The trees and records, unpacked.

    Parameters
    ----------
    arrays
        ``rules`` and ``odds``: the records. Trees by their number of features, as ``feature.22``,
        ``threshold.22``, ``left.22``, ``right.22``, ``value.22`` (trees × nodes; a leaf is its
        own child), ``base.22`` and ``depth.22``: one set with what the vectors say, one without.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        rules = (str(name) for name in arrays["rules"])
        self.records = dict(zip(rules, arrays["odds"].tolist(), strict=True))
        sizes = (name.partition(".")[2] for name in arrays if name.startswith("base."))
        self._trees = {int(n): _unpacked([arrays[f"{part}.{n}"] for part in PARTS]) for n in sizes}

    def confidences(self, candidates: Sequence[Candidate]) -> list[float]:
        """Give the probability that each candidate is right."""
        if not candidates:
            return []
        x = np.array([c.features for c in candidates], dtype=np.float32)
        feature, threshold, below, value, base, depth = self._trees[x.shape[1]]
        trees, nodes = value.shape
        rows = (np.arange(len(x)) * x.shape[1])[:, None]
        at = np.tile(np.arange(trees) * nodes, (len(x), 1))
        for _ in range(int(depth)):
            lower = x.take(rows + feature.take(at)) <= threshold.take(at)
            at = below.take(2 * at + lower)
        odds = value.take(at).sum(axis=1) + float(base)
        return [round(float(p), 3) for p in 1 / (1 + np.exp(-odds))]


def _unpacked(parts: list[NDArray[Any]]) -> list[NDArray[Any]]:
    """Give trees with their nodes numbered through, and the two below each: right, left."""
    feature, threshold, left, right, value, base, depth = parts
    first = np.arange(len(value))[:, None] * value.shape[1]
    below = np.stack([right + first, left + first], axis=-1)
    return [feature.astype(np.int64), threshold, below, value, base, depth]


@cache
def decision() -> Decision:
    """Read the bundled trees."""
    return Decision(read_arrays("relation_decision"))


@cache
def symmetric_types() -> frozenset[str]:
    """Give the bundled types that hold either way round."""
    return frozenset(name for name, known in lexicon().types.items() if known.symmetric)


@cache
def bundled_frames() -> frozenset[str]:
    """Give the names of the bundled frames: whose record is known."""
    return frozenset(frame.name for frame in lexicon().all_frames)


def frame_key(row: RelationRow, symmetric: frozenset[str]) -> Key:
    """Give the key of a relation that a frame proposed."""
    return key_of(row.type, row.subject, row.object, row.object_is_date, symmetric)


def key_of(type_: str, a: int, b: int, is_date: bool, symmetric: frozenset[str]) -> Key:
    """Give the key of a relation between two sides."""
    if type_ in symmetric and a > b:
        a, b = b, a
    return Key(type_, a, b, is_date)


class Margins(NamedTuple):
    """Margins of each model: pairs × types."""

    linear: Floats
    deep: Floats
    vectors: Floats | None  # None where the pipeline gives no vectors


class Candidates:
    """Makes the candidates of one Doc."""

    def __init__(
        self,
        types: Sequence[str],
        symmetric: frozenset[str],
        side_types: Sequence[str],
        records: dict[str, float],
    ) -> None:
        self.types, self.symmetric = types, symmetric
        self.index = {name: k for k, name in enumerate(types)}
        self.side_types, self.records = side_types, records

    def read(
        self,
        pairs: Sequence[Pair],
        margins: Margins,
        rows: Iterable[RelationRow],
    ) -> list[Candidate]:
        """Give all that a frame proposed, or that has a margin above the floor."""
        fired: dict[Key, list[RelationRow]] = {}
        of_pair: dict[tuple[int, int, bool], list[tuple[str, float]]] = {}
        for row in rows:
            if row.type in self.index:
                key = frame_key(row, self.symmetric)
                fired.setdefault(key, []).append(row)
                record = self._record(row.rule)
                of_pair.setdefault(key[1:], []).append((row.type, record))
        places: dict[tuple[int, int, bool], list[int]] = {}
        for k, p in enumerate(pairs):
            places.setdefault((p.subject, p.object, p.is_date), []).append(k)
        above: dict[Key, list[int]] = {}
        tall = np.maximum(margins.linear, margins.deep) > FLOOR
        if margins.vectors is not None:
            tall |= margins.vectors > FLOOR
        for k, t in zip(*(axis.tolist() for axis in np.nonzero(tall)), strict=True):
            p = pairs[k]
            key = key_of(self.types[t], p.subject, p.object, p.is_date, self.symmetric)
            above.setdefault(key, []).append(k)
        found = []
        for key in dict.fromkeys([*above, *fired]):
            here = above.get(key) or places.get(key[1:], [])
            back = [] if key.is_date else places.get((key.object, key.subject, False), [])
            if not here and key.type in self.symmetric:
                here = back
            told = fired.get(key, [])
            found.append(self._candidate(key, margins, here, back, told, of_pair, pairs))
        _compare(found)
        if margins.vectors is not None:
            for c in found:
                c.features += _of_model(margins.vectors, self.index[c.key.type], c.pair, c.here)
        return found

    def _candidate(
        self,
        key: Key,
        margins: Margins,
        here: list[int],
        back: list[int],
        rows: list[RelationRow],
        of_pair: dict[tuple[int, int, bool], list[tuple[str, float]]],
        pairs: Sequence[Pair],
    ) -> Candidate:
        t = self.index[key.type]
        linear = margins.linear
        own = sorted(((float(linear[k, t]), -k) for k in here), reverse=True)
        pair = -own[0][1] if own else -1
        margin = own[0][0] if own else NONE
        rival, rival_margin = "", NONE
        if own:
            others = linear[pair].copy()
            others[t] = NONE
            best = int(others.argmax())
            rival, rival_margin = self.types[best], float(others[best])
        reverse = max((float(linear[k, t]) for k in back), default=NONE)
        first = max(rows, key=lambda r: self._record(r.rule), default=None)
        between = of_pair.get(key[1:], []) + of_pair.get((key.object, key.subject, key.is_date), [])
        elsewhere = [record for name, record in between if name != key.type]
        features = [
            margin,
            own[1][0] if len(own) > 1 else NONE,
            sum(value > -2 for value, _ in own),
            reverse,
            rival_margin,
            margin - rival_margin,
            len(rows),
            self._record(first.rule) if first else UNKNOWN,
            self.records.get(f"c:{first.construction}", 0.0) if first else UNKNOWN,
            self.records.get(f"t:{key.type}", 0.0),
            first.certainty if first else -1.0,
            len(elsewhere),
            max(elsewhere, default=UNKNOWN),
            STATUSES.index(first.status) if first else -1,
            SIDES.index(self.side_types[key.subject]),
            SIDES.index(DATE if key.is_date else self.side_types[key.object]),
            len(here),
            t,
            pairs[pair].certainty if own else -1.0,
            pairs[pair].tie if own else -1,
        ]
        features += _of_model(margins.deep, t, pair, here)
        return Candidate(key, rows, pair, here, margin, rival, features)

    def _record(self, rule: str) -> float:
        return self.records.get(rule, self.records.get("new", 0.7))


def _of_model(model: Floats, t: int, pair: int, here: Sequence[int]) -> list[float]:
    """Give what a model says of a type: of the pair with the best margin, and at most."""
    if not here:
        return [NONE, NONE]
    return [float(model[pair, t]), max(float(model[k, t]) for k in here)]


def _compare(found: Sequence[Candidate]) -> None:
    """Compare each candidate with the others of its type that share a side with it.

    Who was born in one town was not born in another; of two judges one has convicted.
    """
    scores = [c.features[0] + c.features[MODEL] for c in found]
    keys = [c.key for c in found]
    for groups in (
        [(key.type, key.subject) for key in keys],
        [(key.type, key.object, key.is_date) for key in keys],
    ):
        sizes = Counter(groups)
        best: dict[tuple[object, ...], tuple[float, float]] = {}  # and the next best
        for group, score in zip(groups, scores, strict=True):
            first, second = best.get(group, (2 * NONE, 2 * NONE))
            best[group] = (max(first, score), max(second, min(first, score)))
        for c, group, score in zip(found, groups, scores, strict=True):
            first, second = best[group]
            other = second if score == first else first
            c.features += [sizes[group] - 1, other, score - other]
