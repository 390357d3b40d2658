"""The weights of `newsner.relations.untold`: to whom was done what nobody is said to have done.

Learned from passages that tell of a fact without a named doer, or seem to (``agentless.jsonl``),
from sentences with a named doer, whose object is a patient as well (``sentences.jsonl``), and from
articles in which such facts were annotated; and from texts of our own, which decide on no share and
no threshold. A mention and a word that may say a type are an example; it is right where the mention
is the object and the word is in the marked trigger.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

import newsner
from newsner.assemble import Offsets
from newsner.evaluate.relations import agree
from newsner.knowledge.relations import lexicon
from newsner.layers import EntityRow, MentionRow, RelationRow
from newsner.relations import RelationMatcher
from newsner.relations.parse import Parse
from newsner.relations.patients import BY_FRAME, NAMED, Candidate, Near, Patients, Words, spans_of
from newsner.relations.untold import DOUBT, FRAME, OUTPUT, surely
from newsner.scoring import Linear, write_linear
from newsner.scoring.attention import Attention, Spans

from .attention import Settings, fit_several, joined
from .attributes import FOLDS, KEPT_PART, part_of, read, read_rows
from .own_texts import ARTICLES as OWN_ARTICLES
from .own_texts import own_passages, read_articles
from .shares import Floats, share_out

PASSAGES, SENTENCES = "agentless.jsonl", "sentences.jsonl"
ARTICLES = ("news_train.jsonl", "wikinews_train.jsonl")
ABOUT = f"{PASSAGES} and {SENTENCES}, of five parts but the last; {', '.join(ARTICLES)}; own texts"
STRENGTH = 0.15  # inverse of the regularisation
RIGHT_WEIGHT, WRONG_WEIGHT = 3.0, 2.0  # of passages; of others 1
UNTIED, OTHERS = 4, 8  # of untied wrong pairs, of sentences of other types: one in so many
SETTINGS = Settings(units=64, heads=4, hidden=64, epochs=6, rate=2e-3, batch=64)
DRAWN = 6  # of the wrong pairs one in so many is seen in an epoch; the shares set it right
NETWORKS = 2  # whose margins are averaged
HALVES = 2  # in which the network, slower to fit, is cross-validated
OWN_WEIGHT = 0.25  # of examples of our own texts
BESIDE = 6  # of our own articles without such facts, one in so many
LEAST = 0.05  # weights below are left out
RARE = 3  # times that a feature must be seen
# Of facts of articles that must be told or are not told the former; of what only seems a fact.
PRECISION, MISTAKEN = 0.74, 0.1
GRID = np.arange(-1.5, 2.01, 0.1)
Key = tuple[str, int]  # type, entity
Arrays = dict[str, NDArray[Any]]
OWN = -1  # part of what is learned from in every fold, and decides nothing
LEFT_OUT = -1  # the mention is of the patient, but the word is not where the text says so


class Example(NamedTuple):
    """A candidate: `LEFT_OUT`, 0 or 1, its weight, and to what it counts where it comes out."""

    label: int
    weight: float
    key: Key  # type, entity
    named: bool
    fired: bool  # a frame reads it without a doer
    certainty: float  # of the mention


@dataclass
class Texts:
    """Examples of many texts, as columns."""

    kinds: tuple[str, ...]
    names: dict[str, int] = field(default_factory=dict)
    features: array[int] = field(default_factory=lambda: array("i"))
    ends: list[int] = field(default_factory=lambda: [0])
    spans: list[Spans] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)  # of each text
    judges: list[Marked | Annotated] = field(default_factory=list)  # of each text

    def add(
        self,
        judge: Marked | Annotated,
        part: int,
        doc: Doc,
        found: Sequence[tuple[Near, Candidate]],
    ) -> None:
        """Add the candidates of a text."""
        told = [(near, c, e) for near, c in found if (e := judge.example(c)) is not None]
        self.spans.append(spans_of(Parse(doc), [near for near, _, _ in told]))
        for _, c, example in told:
            numbers = (self.names.setdefault(f, len(self.names)) for f in c.features)
            self.features.extend(numbers)
            self.ends.append(len(self.features))
            self.kind.append(self.kinds.index(c.type))
            self.examples.append(example)
            self.text.append(len(self.parts))
        self.parts.append(part)
        self.judges.append(judge)


class Marked:
    """A sentence of which one relation, or what seems to be one, is marked."""

    def __init__(self, row: dict[str, Any], doc: Doc, found: Sequence[Candidate]) -> None:
        self.passage = row["subject"] is None
        self.type, self.is_told = row["type"] or row["not"], bool(row["type"])
        offsets = Offsets(doc)
        self.at = [offsets(t.idx, t.idx + len(t)) for t in doc]
        self.head = [t.head.i for t in doc]
        self.trigger, span = row.get("trigger") or (0, 0), row["object"]
        mentions = [m for m in MentionRow.read(doc) if m.entity >= 0]
        own = [m for m in mentions if self._overlap(m.start, m.end, span)]
        self.touched, self.roots = {m.entity for m in own}, {m.root for m in own}
        mine = {(self.type, e) for e in self.touched}
        self.by_name = any((c.type, c.entity) in mine and c.doer == NAMED for c in found)

    def _overlap(self, start: int, end: int, span: Sequence[int]) -> bool:
        return self.at[start]["start"] < span[1] and span[0] < self.at[max(start, end - 1)]["end"]

    def example(self, c: Candidate) -> Example:
        """Say what a candidate is; of the other patients of the word nothing."""
        mine, same = c.entity in self.touched, c.type == self.type
        label = 0
        if same and mine and self.is_told:
            label = 1 if self._overlap(c.word, c.word + 1, self.trigger) else LEFT_OUT
        elif same and mine and self.by_name:
            label = LEFT_OUT  # told of somebody, though by a named doer
        elif same and self.is_told and self._beside(c.at):
            label = LEFT_OUT  # "arrestati X e Y": of the other as well
        weight = 1.0
        if self.passage:
            weight = RIGHT_WEIGHT if label == 1 else WRONG_WEIGHT
        return Example(
            label, weight, (c.type, c.entity), c.doer == NAMED, BY_FRAME in c.features, c.certainty
        )

    def _beside(self, at: int) -> bool:
        heads = {self.head[root] for root in self.roots}
        return self.head[at] in heads | self.roots or at in heads


class Annotated:
    """An article with its relations and its facts without a doer."""

    def __init__(
        self, row: dict[str, Any], doc: Doc, found: Sequence[Candidate], types: Sequence[str]
    ) -> None:
        entities, self.id = EntityRow.read(doc), row["id"]
        names = [[e.name] for e in entities]
        for m in MentionRow.read(doc):
            if m.entity >= 0 and m.kind == "name":
                names[m.entity].append(doc[m.start : m.end].text)
        self.sentences = row["sentences"]
        self.ends = np.cumsum([len(s) + 1 for s in self.sentences])
        offsets = Offsets(doc)
        self.at = [offsets(t.idx, t.idx + len(t)) for t in doc]
        self.told: dict[Key, list[dict[str, Any]]] = {}
        bare = row["agentless"]
        for gold in (*bare, *row["relations"]):
            if gold["type"] in types:
                for e, known in enumerate(names):
                    if agree(gold["object"], known):
                        self.told.setdefault((gold["type"], e), []).append(gold)
        self.allowed = frozenset(self.told)
        required = [g for g in bare if not g.get("optional")]
        self.wanted = frozenset(k for k, of in self.told.items() if any(g in required for g in of))
        self.nearest: dict[tuple[Key, int], Candidate] = {}  # of a sentence
        for c in found:
            place = (c.type, c.entity), self._sentence(c.word)
            if place not in self.nearest or _apart(c) < _apart(self.nearest[place]):
                self.nearest[place] = c

    def example(self, c: Candidate) -> Example | None:
        """Say what a candidate is; None leaves most of the untied wrong ones out."""
        key = (c.type, c.entity)
        golds = self.told.get(key, [])
        label = max((self._label(g, c) for g in golds), default=0)
        weight = 1.0
        if not label and not c.is_tied:
            if crc32(f"{self.id} {c.word} {c.entity}".encode()) % UNTIED:
                return None
            weight = float(UNTIED)
        return Example(label, weight, key, c.doer == NAMED, BY_FRAME in c.features, c.certainty)

    def _sentence(self, word: int) -> int:
        return int(np.searchsorted(self.ends, self.at[word]["start"], side="right"))

    def _label(self, gold: dict[str, Any], c: Candidate) -> int:
        """Say what a gold fact of the candidate's type and entity makes of it.

        Where nobody marked the trigger it is the word nearest to a mention.
        """
        k = self._sentence(c.word)
        if gold.get("optional") or k != gold["sent"]:
            return LEFT_OUT
        if "trigger" not in gold:
            nearest = self.nearest[(c.type, c.entity), k]
            return 1 if (nearest.word, nearest.at) == (c.word, c.at) else LEFT_OUT
        at, trigger = self.at[c.word], (gold["trigger"] or "").lower()
        found = self.sentences[k].lower().find(trigger) if trigger else -1
        start = int(self.ends[k]) - len(self.sentences[k]) - 1 + found
        inside = start < at["end"] and at["start"] < start + len(trigger)
        return 1 if found >= 0 and inside else LEFT_OUT


def _apart(c: Candidate) -> tuple[bool, int]:
    return not c.is_tied, abs(c.at - c.word)


def read_texts(
    texts: Texts,
    rows: Iterable[dict[str, Any]],
    docs: Iterable[Doc],
    words: Words,
    own: bool = False,
) -> None:
    """Add the examples of marked sentences or of articles; of our ``own`` ones in every fold."""
    matcher = RelationMatcher()
    for row, doc in zip(rows, docs, strict=True):
        fired: dict[Key, list[RelationRow]] = {}
        for r in chain(*matcher.read(doc)):
            fired.setdefault((r.type, r.object), []).append(r)
        near = [(pair, c) for pair, of in Patients(Parse(doc), words, fired).read() for c in of]
        found = [c for _, c in near]
        judge: Marked | Annotated
        if "sentences" in row:
            judge, key = Annotated(row, doc, found, texts.kinds), row["id"]
        else:
            judge, key = Marked(row, doc, found), row["text"]
        part = part_of(key)
        if part == KEPT_PART and "sentences" in row:
            part = crc32(key.encode()) % FOLDS  # what is kept of articles are other articles
        texts.add(judge, OWN if own else part, doc, near)


def fit(texts: Texts, about: str) -> tuple[Linear, Arrays]:
    """Fit words and vectors, and the threshold by cross-validation."""
    from scipy.sparse import csr_matrix

    label = np.array([e.label for e in texts.examples])
    part = np.array(texts.parts)[texts.text]
    live = (label != LEFT_OUT) & (part != KEPT_PART)
    kinds, spans = np.array(texts.kind), joined(texts.spans)
    weight = np.array([e.weight for e in texts.examples])
    weight[part == OWN] *= OWN_WEIGHT
    ones = np.ones(len(texts.features), np.float32)
    shape = (len(label), len(texts.names))
    x = csr_matrix((ones, np.array(texts.features), texts.ends), shape=shape)
    kept = np.bincount(x[live].indices, minlength=shape[1]) >= RARE
    names = [name for name, k in zip(texts.names, kept.tolist(), strict=True) if k]
    x = x[:, kept]
    linear, deep = np.zeros(len(label)), np.zeros(len(label))
    for fold in range(FOLDS):
        rows, held = live & (part != fold), part == fold
        linear[held] = x[held] @ _fit(x[rows], label[rows], weight[rows])
    judged = (part != OWN) & (part != KEPT_PART)
    for half in range(HALVES):
        out = judged & (part % HALVES == half)
        found = _attend(spans, kinds, label, weight, np.flatnonzero(live & ~out), len(texts.kinds))
        which = np.flatnonzero(out)
        margins = Attention(found).margins(spans.take(which))
        assert margins is not None
        deep[out] = margins[np.arange(len(which)), kinds[which]]
    judged &= live
    shares = share_out(linear[judged], deep[judged], label[judged], weight[judged])
    fired = np.array([e.fired for e in texts.examples])
    at = _threshold(texts, shares.total(linear, deep) + FRAME * fired)
    weights = dict(
        zip(names, (shares.words * _fit(x[live], label[live], weight[live])).tolist(), strict=True)
    )
    weights["bias"] = weights.get("bias", 0.0) + shares.rest
    heavy = {name: (w,) for name, w in weights.items() if abs(w) >= LEAST}
    networks = _attend(spans, kinds, label, weight, np.flatnonzero(live), len(texts.kinds))
    for name in networks:
        if name.endswith(("/outer", "/outer_bias")):
            networks[name] = networks[name] * np.float16(shares.vectors)
    return Linear((OUTPUT,), (at,), heavy, about), networks


def _attend(
    spans: Spans,
    kinds: NDArray[np.int64],
    label: NDArray[np.int64],
    weight: Floats,
    rows: NDArray[np.int64],
    count: int,
) -> Arrays:
    """Fit the networks: an epoch sees what is right, and one in `DRAWN` of what is not."""
    y, w = (np.zeros((len(label), count), np.float32) for _ in range(2))
    pairs = np.arange(len(label))
    y[pairs, kinds] = label == 1
    w[pairs, kinds] = np.where(label == 1, weight / 2, weight)
    right, wrong = rows[label[rows] == 1], rows[label[rows] == 0]
    few = len(wrong) // DRAWN

    def draw(random: np.random.Generator) -> NDArray[np.int64]:
        return np.concatenate([right, random.choice(wrong, few, replace=False)])

    return fit_several(spans, y, w, draw, SETTINGS, NETWORKS)


def _fit(x: Any, right: NDArray[np.int64], weight: Floats) -> Floats:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False, max_iter=60)
    model.fit(x, right, sample_weight=weight)
    found: Floats = model.coef_[0]
    return found


def _threshold(texts: Texts, odds: Floats) -> float:
    """Give the least log-odds from which enough is right in articles, and in passages.

    ``odds`` are of weights that have not seen the text.
    """
    best: dict[tuple[int, Key], float] = {}
    named: dict[tuple[int, Key], float] = {}
    for n, e, alone in zip(texts.text, texts.examples, odds.tolist(), strict=True):
        score = surely(alone, e.certainty)
        for of in (best, named) if e.named else (best,):
            of[n, e.key] = max(score, of.get((n, e.key), -99.0))
    for at in GRID:
        out: dict[int, set[Key]] = {}
        for (n, key), score in best.items():
            if score >= at and named.get((n, key), -99.0) < at - DOUBT:
                out.setdefault(n, set()).add(key)
        article, passage, seeming = Tally(), Tally(), Tally()
        for n, judge in enumerate(texts.judges):
            keys = out.get(n, set())
            if texts.parts[n] in (KEPT_PART, OWN):
                continue
            if isinstance(judge, Annotated):
                article.add(keys, judge.wanted, judge.allowed)
            elif judge.passage:
                mine = frozenset((judge.type, e) for e in judge.touched)
                (passage if judge.is_told else seeming).add(keys & mine, mine, mine)
        mistaken = seeming.hit / max(1, seeming.texts)
        if article.precision >= PRECISION and mistaken <= MISTAKEN:
            print(
                f"  from {at:.1f}: articles {article.precision:.3f} right, "
                f"{article.found / max(1, article.wanted):.3f} found; passages "
                f"{passage.hit / max(1, passage.texts):.3f} found, {mistaken:.3f} mistaken",
                flush=True,
            )
            return float(at)
    return float(GRID[-1])


@dataclass
class Tally:
    """What comes out of texts, against what may and what should."""

    texts: int = 0
    hit: int = 0  # texts of which anything comes out
    given: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, keys: set[Key], wanted: frozenset[Key], allowed: frozenset[Key]) -> None:
        """Count a text."""
        self.texts += 1
        self.hit += bool(keys)
        self.given += len(keys & wanted) + len(keys - allowed)
        self.right += len(keys & wanted)
        self.wanted += len(wanted)
        self.found += len(keys & wanted)

    @property
    def precision(self) -> float:
        """Share of what comes out, but for what may or may not, that should."""
        return self.right / max(1, self.given)


def train(gold: Path, folder: Path, apart: Path | None = None) -> None:
    """Learn from the files of a folder, and write ``patients.tsv.gz`` and ``.npz``.

    ``apart`` as `staged` takes it.
    """
    nlp = newsner.load("it_newsner_md")
    words = Words(lexicon())
    texts = Texts(tuple(sorted(words.types)))
    for name in (PASSAGES, SENTENCES, *ARTICLES):
        rows = chosen(read_rows(gold / name), words)
        read_texts(texts, rows, read(nlp, rows, apart), words)
    own = own_texts()
    read_texts(texts, own, read(nlp, own), words, own=True)
    write(*fit(texts, ABOUT), texts.kinds, folder)


def own_texts() -> list[dict[str, Any]]:
    """Give the written passages, articles that tell of such facts, and some of those beside them.

    In files that mark no such fact nobody has looked for any.
    """
    passages = [row for row in own_passages() if row["subject"] is None]
    files = [[*read_articles(path)] for path in sorted(OWN_ARTICLES.glob("*.txt"))]
    articles = [row for rows in files if any(r["agentless"] for r in rows) for row in rows]
    bare = [row for row in articles if not row["agentless"]]
    return [*passages, *(row for row in articles if row["agentless"]), *bare[::BESIDE]]


def chosen(rows: Sequence[dict[str, Any]], words: Words) -> list[dict[str, Any]]:
    """Leave out articles without the facts, and most sentences of other types, but for deaths."""
    return [row for row in rows if "agentless" in row or ("text" in row and _is_chosen(row, words))]


def _is_chosen(row: dict[str, Any], words: Words) -> bool:
    type_ = row["type"] or row["not"]
    other = type_ not in words.types and type_ != "DIED_IN"
    return not other or not crc32(row["text"].encode()) % OTHERS


def write(linear: Linear, network: Arrays, kinds: Sequence[str], folder: Path) -> None:
    """Write both."""
    write_linear(folder / "patients.tsv.gz", linear)
    named: dict[str, Any] = {"kinds": np.array(kinds), **network}
    np.savez_compressed(folder / "patients.npz", **named)
