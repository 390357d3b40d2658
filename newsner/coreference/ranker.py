"""Which entity an anaphor takes up: a learned ranker over its candidates and "none of them".

The network has one hidden layer over the facts of `evidence` and, under a pipeline that gives
words' vectors, over the products of the anaphor's vector with those of the last and the first
mention. Of the noun phrases that no word of the article points to an entity, a linear gate on the
vector lets those pass that look like taking something up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..deadline import check
from ..layers import MentionRow
from ..scoring.networks import Floats, calibrated, read_weights, softmax_by
from .anaphors import Anaphor, anaphors_in
from .discourse import Discourse
from .evidence import Candidate, Evidence
from .facts import OWN, PAIR
from .memory import Memory
from .timeline import Timeline

SCALE = np.float32(1 / 32)  # of the vectors, whose components have a deviation of 32
LIKENESS = slice(len(PAIR), len(PAIR) + 2)
Vectors = NDArray[np.int8]


@dataclass(slots=True)
class Question:
    """A candidate anaphor, what it may take up, and the facts that hold of it.

    rule
        which one has resolved it, if any has
    called
        of a noun: a word of the article points from it to an entity
    """

    anaphor: Anaphor
    candidates: list[Candidate]
    own: list[int]
    rule: str = ""
    called: bool = True

    @property
    def ruled(self) -> int:
        """Index of the candidate that the rules chose, -1 for none."""
        of_rule = PAIR.at["the rule's"]
        return next((k for k, c in enumerate(self.candidates) if of_rule in c.features), -1)

    @property
    def kept(self) -> bool:
        """Whether syntax has decided already."""
        return self.rule == "null-coordinated"


class Questions:
    """What there is to decide in a text that the rules have read.

    Without ``gate`` all nouns are asked about.
    """

    def __init__(self, d: Discourse, memory: Memory, gate: Gate | None = None) -> None:
        by_place: dict[tuple[int, str], list[MentionRow]] = {}
        for m in d.found:
            by_place.setdefault((m.start, m.kind), []).append(m)
        self._d = d
        self._chosen = {
            at: (tuple(m.entity for m in rows), rows[0].rule, min(m.certainty for m in rows))
            for at, rows in by_place.items()
        }
        self._evidence = Evidence(d, memory, Timeline(d, ()), self._chosen)
        self._open: list[tuple[Anaphor, bool]] = []
        for a in anaphors_in(d, 0, len(d.doc)):
            ruled = (a.start, a.kind) in self._chosen
            called = a.sort != "noun" or ruled or memory.speaks_of(a.token)
            if called or gate is None or gate.passes(a.token.i):
                self._open.append((a, called))

    def ask(self, found: list[MentionRow]) -> list[Question]:
        """Give the questions in order, where the anaphors are resolved as ``found`` says."""
        timeline = Timeline(self._d, [*self._d.named, *found])
        self._evidence.timeline = timeline
        asked = []
        for a, called in self._open:
            check()
            timeline.advance(a.start)
            candidates = self._evidence.candidates(a)
            self._evidence.weigh(a, candidates)
            if candidates:
                chosen = self._chosen.get((a.start, a.kind))
                own = self._evidence.of_anaphor(a)
                rule = chosen[1] if chosen is not None else ""
                asked.append(Question(a, candidates, own, rule, called))
        return asked


class Gate:
    """Lets those nouns pass that look like taking something up, by their vectors."""

    def __init__(self, weights: Floats, vectors: Vectors | None) -> None:
        self._weights, self._vectors = weights, vectors

    def passes(self, token: int) -> bool:
        """Whether the noun at ``token`` does; without vectors none does."""
        if self._vectors is None:
            return False
        bias, lowest = self._weights[-2:]
        score = float(self._vectors[token] @ self._weights[:-2]) * SCALE + bias
        return bool(score >= lowest)


class Ranker:
    """The networks with their weights: all of them, or those that do without vectors."""

    def __init__(self, d: Discourse, vectors: Vectors | None) -> None:
        self._d, self._vectors = d, vectors
        self._networks: dict[str, dict[str, Floats]] = {}
        stored = read_weights("coreference")
        for key, array in stored.items():
            form, number, name = key.split("/") if key.count("/") == 2 else ("", "", "")
            if form == "plain" or (form and vectors is not None):
                self._networks.setdefault(f"{form}/{number}", {})[name] = array
        self._knots = stored["knots/plain" if vectors is None else "knots/vectors"]
        self.gate = Gate(stored["gate"], vectors)

    def answer(self, asked: list[Question]) -> list[list[float]]:
        """Say how likely it is (0 to 1) that each anaphor takes up each of its candidates."""
        if not asked:
            return []
        facts = rows(asked)
        if self._vectors is not None:
            facts.pairs[:, LIKENESS] = likeness(self._d, asked, self._vectors)
        chances = [
            softmax_by(self._scores(w, asked, facts), facts.starts) for w in self._networks.values()
        ]
        mean = calibrated(np.mean(chances, axis=0), self._knots)
        ends = facts.starts + facts.sizes - 1  # without "none"
        return [mean[a:z].tolist() for a, z in zip(facts.starts, ends, strict=True)]

    def _scores(self, w: dict[str, Floats], asked: list[Question], facts: Facts) -> Floats:
        own = np.repeat(facts.own @ w["own"] + w["bias"], facts.sizes, axis=0)
        hidden = facts.pairs @ w["pair"] + own
        if "anaphor" in w and self._vectors is not None:
            padded = np.concatenate([self._vectors, np.zeros_like(self._vectors[:1])]) * SCALE
            anaphor = padded[[q.anaphor.token.i for q in asked]] @ w["anaphor"]
            last, first = (padded[facts.tokens[:, k]] @ w[name] for k, name in enumerate(MENTIONS))
            mine = np.repeat(anaphor, facts.sizes, axis=0)
            hidden += (mine * last) @ w["anaphor*last"] + (mine * first) @ w["anaphor*first"]
            hidden += np.repeat(anaphor @ w["anaphor alone"], facts.sizes, axis=0)
            hidden += last @ w["last alone"]
        scores: Floats = np.maximum(hidden, 0) @ w["out"] + facts.pairs @ w["linear"]
        return scores


def likeness(d: Discourse, asked: list[Question], vectors: Vectors) -> Floats:
    """Say how like an anaphoric noun is to the nouns that the article calls each candidate.

    Returns
    -------
    ``[rows, 2]``: the highest cosine by the vectors of either layer, 0 where there is none.
    """
    count = sum(len(q.candidates) + 1 for q in asked)
    found = np.zeros((count, 2), np.float32)
    nouns = [q.anaphor.token.i for q in asked if q.anaphor.kind == "nominal"]
    called = sorted({i for profile in d.profiles for i in profile.nouns})
    if not nouns or not called:
        return found
    halves = np.split(vectors.astype(np.float32), 2, axis=1)
    unit = [half / (np.linalg.norm(half, axis=1, keepdims=True) + 1e-6) for half in halves]
    cosines = np.stack([u[nouns] @ u[called].T for u in unit], axis=2)  # [nouns, called, 2]
    column = {i: k for k, i in enumerate(called)}
    by_entity = [[column[i] for i in profile.nouns] for profile in d.profiles]
    at, noun = 0, -1
    for q in asked:
        noun += q.anaphor.kind == "nominal"
        for c in q.candidates:
            own = by_entity[c.entities[0]] if q.anaphor.kind == "nominal" else []
            own = [k for k in own if called[k] < q.anaphor.start]
            if own:
                found[at] = cosines[noun, own].max(0)
            at += 1
        at += 1
    return found


MENTIONS = ("last", "first")


@dataclass(slots=True)
class Facts:
    """The facts of a text's questions as matrices: a row per candidate, and one for "none".

    pairs
        [rows, PAIR + 3]: after the facts the columns of `likeness` and one for "none"
    own
        [questions, OWN]
    tokens
        [rows, 2]: of the last and the first mention, -1 for none
    sizes, starts
        rows of each question, and the first of them
    """

    pairs: Floats
    own: Floats
    tokens: NDArray[np.int64]
    sizes: NDArray[np.int64]
    starts: NDArray[np.int64]


def rows(asked: list[Question]) -> Facts:
    """Give the facts as matrices, without the columns of `likeness`."""
    sizes = np.array([len(q.candidates) + 1 for q in asked])
    count = int(sizes.sum())
    pairs = np.zeros((count, len(PAIR) + 3), np.float32)
    own = np.zeros((len(asked), len(OWN)), np.float32)
    tokens = np.full((count, 2), -1)
    at = 0
    for k, q in enumerate(asked):
        own[k, q.own] = 1
        for c in q.candidates:
            pairs[at, c.features] = 1
            if c.seen is not None:
                tokens[at] = c.seen.last.root, c.seen.first.root
            at += 1
        pairs[at, -1] = 1
        at += 1
    return Facts(pairs, own, tokens, sizes, np.concatenate([[0], np.cumsum(sizes)[:-1]]))
