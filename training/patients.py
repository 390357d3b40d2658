"""The weights of `newsner.relations.patients`: to whom was done what nobody is said to have done.

Learned from passages that tell of a fact without a named doer, or seem to (``agentless.jsonl``),
from sentences with a named doer, whose object is a patient as well (``sentences.jsonl``), and from
articles (``news_train.jsonl``). Each mention of each is an example for every type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

import newsner
from newsner.assemble import Offsets
from newsner.evaluate.relations import agree
from newsner.knowledge.relations import lexicon
from newsner.layers import EntityRow, MentionRow
from newsner.relations.patients import Patients, classes_of
from newsner.scoring import Linear, write_linear

from .attributes import FOLDS, KEPT_PART, parse, part_of, read_rows

PASSAGES, SENTENCES, ARTICLES = "agentless.jsonl", "sentences.jsonl", "news_train.jsonl"
ABOUT = f"{PASSAGES} and {SENTENCES}, of five parts but the last; {ARTICLES}"
STRENGTH = 0.3  # inverse of the regularisation
WEIGHT = 2.0  # of a passage; of others 1
LEAST = 0.03  # weights below are left out
RARE = 2  # times that a feature must be seen
PRECISION = 0.75  # of what is found in passages that were held out
GRID = np.arange(-2.0, 1.01, 0.1)
LEFT_OUT = -1  # the mention is of the patient, but not where the article says so


@dataclass(frozen=True)
class Example:
    """A mention: its features, and for each type 1 (a patient), 0 or `LEFT_OUT`."""

    part: int
    key: str  # of the passage; "" of others
    features: tuple[str, ...]
    labels: tuple[int, ...]


def types() -> tuple[str, ...]:
    """Give the bundled types that do without a named doer."""
    return tuple(sorted(name for name, t in lexicon().types.items() if t.subject_optional))


def of_sentences(
    rows: Iterable[dict[str, Any]], docs: Iterable[Doc], *, passages: bool
) -> Iterator[Example]:
    """Give the examples of marked sentences."""
    wanted, classes = types(), classes_of(lexicon(), types())
    for row, doc in zip(rows, docs, strict=True):
        offsets = Offsets(doc)
        start, end = row["object"]
        touched = set()
        for m in MentionRow.read(doc):
            at = offsets(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1]))
            if at["start"] < end and start < at["end"]:
                touched.add(m.entity)
        for c in Patients(doc, classes).read():
            labels = tuple(int(row["type"] == t and c.entity in touched) for t in wanted)
            key = row["text"] if passages else ""
            yield Example(part_of(row["text"]), key, _names(c.features), labels)


def of_articles(rows: Iterable[dict[str, Any]], docs: Iterable[Doc]) -> Iterator[Example]:
    """Give the examples of annotated articles."""
    wanted, classes = types(), classes_of(lexicon(), types())
    for row, doc in zip(rows, docs, strict=True):
        entities, offsets = EntityRow.read(doc), Offsets(doc)
        names = [[e.name] for e in entities]
        for m in MentionRow.read(doc):
            if m.entity >= 0 and m.kind == "name":
                names[m.entity].append(doc[m.start : m.end].text)
        told: dict[tuple[int, str], set[int]] = {}  # sentences that tell it
        for gold in (*row["agentless"], *row["relations"]):
            if gold["type"] in wanted:
                for e in (k for k, known in enumerate(names) if agree(gold["object"], known)):
                    places = told.setdefault((e, gold["type"]), set())
                    places.update(() if gold.get("optional") else (gold["sent"],))
        ends = np.cumsum([len(s) + 1 for s in row["sentences"]])
        for c in Patients(doc, classes).read():
            start = offsets(doc[c.at].idx, doc[c.at].idx + 1)["start"]
            sentence = int(np.searchsorted(ends, start, side="right"))
            labels = tuple(
                0 if (here := told.get((c.entity, t))) is None
                else 1 if sentence in here
                else LEFT_OUT
                for t in wanted
            )  # fmt: skip
            yield Example(part_of(row["id"]), "", _names(c.features), labels)


def _names(features: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(sorted({name for name, _ in features}))


def fit(examples: Sequence[Example], about: str) -> Linear:
    """Fit a scorer for each type, and one threshold for all by cross-validation over passages."""
    table = _Table([e for e in examples if e.part != KEPT_PART])
    at = _threshold(table)
    fitted = table.fit(table.part >= 0)
    weights = {
        name: tuple(float(w) if abs(w) >= LEAST else 0.0 for w in fitted[:, k])
        for name, k in table.columns.items()
        if np.abs(fitted[:, k]).max() >= LEAST
    }
    return Linear(types(), tuple(at for _ in types()), weights, about)


class _Table:
    """The mentions as rows of a matrix."""

    def __init__(self, examples: Sequence[Example]) -> None:
        from scipy.sparse import csr_matrix

        seen: dict[str, int] = {}
        for e in examples:
            for f in e.features:
                seen[f] = seen.get(f, 0) + 1
        self.columns = {f: k for k, f in enumerate(f for f, n in seen.items() if n >= RARE)}
        numbers, ends = [], [0]
        for e in examples:
            numbers += [self.columns[f] for f in e.features if f in self.columns]
            ends.append(len(numbers))
        ones = np.ones(len(numbers), dtype=np.float32)
        self.x = csr_matrix((ones, numbers, ends), shape=(len(examples), len(self.columns)))
        self.labels = np.array([e.labels for e in examples])
        self.part = np.array([e.part for e in examples])
        self.keys = [e.key for e in examples]
        self.weight = np.array([WEIGHT if e.key else 1.0 for e in examples])

    def fit(self, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Give the weights, a row for each type."""
        from sklearn.linear_model import LogisticRegression

        found = []
        for k in range(self.labels.shape[1]):
            own = rows & (self.labels[:, k] != LEFT_OUT)
            model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False)
            model.fit(self.x[own], self.labels[own, k], sample_weight=self.weight[own])
            found.append(model.coef_[0])
        return np.array(found)


def _threshold(table: _Table) -> float:
    """Give the least log-odds above which enough of the likeliest types of mentions are right."""
    scored = []
    passage = np.array([bool(key) for key in table.keys])
    for fold in range(FOLDS):
        held = passage & (table.part == fold)
        scores = table.x[held] @ table.fit(table.part != fold).T
        best = scores.argmax(1)
        right = table.labels[held][np.arange(len(best)), best] == 1
        scored += list(zip(scores.max(1), right, strict=True))
    for at in GRID:
        given = [right for score, right in scored if score >= at]
        if given and np.mean(given) >= PRECISION:
            found = sum(given) / int((table.labels[passage] == 1).any(1).sum())
            print(f"  {np.mean(given):.3f} right, {found:.3f} found from {at:.1f}", flush=True)
            return float(at)
    return float(GRID[-1])


def train(gold: Path, folder: Path) -> None:
    """Learn from the files of a folder, and write ``patients.tsv.gz``."""
    nlp = newsner.load("it_newsner_md")
    examples: list[Example] = []
    for name in (PASSAGES, SENTENCES):
        rows = [r for r in read_rows(gold / name) if (r["type"] or r["not"]) in types()]
        docs = parse(nlp, rows)
        examples += of_sentences(rows, docs, passages=name == PASSAGES)
    rows = read_rows(gold / ARTICLES)
    examples += of_articles(rows, parse(nlp, rows))
    write_linear(folder / "patients.tsv.gz", fit(examples, ABOUT))
