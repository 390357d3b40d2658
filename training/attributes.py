"""The weights of `newsner.relations.attributes`: which date, place and source a relation has.

Learned from passages whose relations are marked with their trigger, date, place and source
(``attributes.jsonl``), and from articles whose relations have a date and a source. What is said
of each attribute by the rules of the propositions is one feature among others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

import newsner
from newsner.assemble import Offsets
from newsner.evaluate.relations import agree
from newsner.layers import DateRow, EntityRow, MentionRow, Proposition
from newsner.relations.attributes import (
    ATTRIBUTES,
    SOURCE,
    WHEN,
    WHERE,
    Candidate,
    Fact,
    Reader,
)
from newsner.relations.parse import Parse
from newsner.scoring import Linear, write_linear
from newsner.scoring.attention import Attention, Spans

from .attention import Parameters, Settings, arrays_of, fit_attention, joined
from .own_texts import own_passages
from .shares import Floats, share_out
from .staged import number_of, parses, staged

ARTICLES = ("wikinews_train.jsonl", "news_train.jsonl")
ABOUT = f"attributes.jsonl, of five parts but the last; {', '.join(ARTICLES)}; own passages"
KEPT_PART = 4  # of five parts the one that nothing is learned from
PUBLISHED = "2024-03-15"  # of passages, which say no date
FOLDS = 4
SETTINGS = Settings(units=64, heads=4, hidden=64, epochs=6, rate=2e-3, batch=64)
STRENGTH = 0.3  # inverse of the regularisation
OF_PASSAGES, OF_ARTICLES = 2.0, 0.5  # weight of an example
# Factor of an article's relation for which nobody wrote the attribute down: it may have one.
SILENT = {WHEN: 0.1, WHERE: 1.0, SOURCE: 0.05}
OWN, OWN_WEIGHT = -1, 0.5  # of our own passages: part of what is learned from in every fold
LEAST = 0.02  # weights below are left out


@dataclass(frozen=True)
class Example:
    """One attribute of one relation: its candidates, and which of them are right."""

    part: int
    passage: bool
    attribute: str
    right: frozenset[int] | None  # None: it has none
    candidates: tuple[tuple[int, tuple[str, ...]], ...]  # index, features


@dataclass
class Examples:
    """Examples, and the words of their candidates, a pair each in the same order."""

    of: list[Example] = field(default_factory=list)
    spans: list[Spans] = field(default_factory=list)  # of each text


def part_of(key: str) -> int:
    """Give the part of five that a text belongs to."""
    return number_of(key) % 5


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(nlp: Language, rows: Sequence[dict[str, Any]], apart: Path | None = None) -> Iterator[Doc]:
    """Read passages or articles through the stages; ``apart`` as `staged` takes it."""
    dated = [row if "sentences" in row else row | {"published": PUBLISHED} for row in rows]
    return staged(nlp, rows, parses(nlp, dated), apart)


class _Text:
    """A Doc with what an example needs of it."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.reader, self.propositions = doc, Reader(Parse(doc)), Proposition.read(doc)
        self.entities, self.dates = EntityRow.read(doc), DateRow.read(doc)
        self.mentions = [m for m in MentionRow.read(doc) if m.entity >= 0]
        offsets = Offsets(doc)
        self.at = [offsets(t.idx, t.idx + len(t)) for t in doc]
        self.examples: list[Example] = []
        self._asked: list[tuple[Fact, list[Candidate]]] = []

    def tokens(self, start: int, end: int) -> list[int]:
        return [i for i, at in enumerate(self.at) if at["start"] < end and start < at["end"]]

    def touched(self, start: int, end: int) -> set[int]:
        span = set(self.tokens(start, end))
        return {m.entity for m in self.mentions if not span.isdisjoint(range(m.start, m.end))}

    def dates_at(self, start: int, end: int) -> set[int]:
        span = set(self.tokens(start, end))
        rows = enumerate(self.dates)
        return {k for k, row in rows if not span.isdisjoint(range(row.start, row.end))}

    def called(self, name: str | dict[str, Any]) -> list[int]:
        gold = {"name": name} if isinstance(name, str) else name
        names: list[list[str]] = [[e.name] for e in self.entities]
        for m in self.mentions:
            if m.kind == "name":
                names[m.entity].append(self.doc[m.start : m.end].text)
        return [k for k, known in enumerate(names) if agree(gold, known)]

    def fact(self, type_: str, trigger: Sequence[int], sides: Sequence[int], status: str) -> Fact:
        """Give the relation as the matcher would: by the proposition that has most of its sides."""
        fitting = [p for p in self.propositions if p.predicate in trigger]
        p = max(
            fitting,
            key=lambda p: len({e for a in p.arguments for e in a.entities}.intersection(sides)),
            default=None,
        )
        if p is not None:
            said = {name: getattr(p, name) for name in ATTRIBUTES}
            return Fact(type_, p.predicate, p.status, tuple(sides), said)
        heads = (i for i in trigger if self.doc[i].head.i not in trigger or self.doc[i].head.i == i)
        return Fact(type_, next(heads), status, tuple(sides), dict.fromkeys(ATTRIBUTES, -1))

    def add(
        self, part: int, passage: bool, attribute: str, right: set[int] | None, fact: Fact
    ) -> None:
        """Add an example of the text."""
        found = self.reader.candidates(attribute, fact)
        beside = self.reader.beside(fact, found)
        candidates = tuple(
            (c.index, tuple(sorted(set(self.reader.features(attribute, fact, c, beside)))))
            for c in found
        )
        known = None if right is None else frozenset(right)
        self.examples.append(Example(part, passage, attribute, known, candidates))
        self._asked.append((fact, found))

    def into(self, examples: Examples) -> None:
        """Add what has been asked of the text."""
        examples.of += self.examples
        examples.spans.append(self.reader.spans(self._asked))


def add_passages(
    examples: Examples, rows: Iterable[dict[str, Any]], docs: Iterable[Doc], own: bool = False
) -> None:
    """Add marked passages; our ``own`` ones are learned from in every fold."""
    for row, doc in zip(rows, docs, strict=True):
        text = _Text(doc)
        trigger = text.tokens(*row["trigger"]) if row.get("trigger") else []
        if not row["type"] or not trigger:
            continue
        spans = [row[side] for side in ("subject", "object") if row[side]]
        sides = [min(found) for span in spans if (found := text.touched(*span))]
        fact = text.fact(row["type"], trigger, sides, row["status"])
        for name in ATTRIBUTES:
            find = text.dates_at if name == WHEN else text.touched
            right = find(*row[name]) if row[name] else None
            text.add(OWN if own else part_of(row["text"]), True, name, right, fact)
        text.into(examples)


def add_articles(examples: Examples, rows: Iterable[dict[str, Any]], docs: Iterable[Doc]) -> None:
    """Add annotated articles, which have no places."""
    for row, doc in zip(rows, docs, strict=True):
        text = _Text(doc)
        starts = [0]
        for sentence in row["sentences"]:
            starts.append(starts[-1] + len(sentence) + 1)
        for gold in row["relations"]:
            words = (gold.get("trigger") or "").lower()
            at = row["sentences"][gold["sent"]].lower().find(words)
            if not words or at < 0 or gold["object"]["type"] == "DATE":
                continue
            start = starts[gold["sent"]] + at
            trigger = text.tokens(start, start + len(words))
            if not trigger:
                continue
            sides = [k for side in ("subject", "object") for k in text.called(gold[side])[:1]]
            fact = text.fact(gold["type"], trigger, sides, gold["status"])
            for name in ATTRIBUTES:
                if name == WHERE:
                    continue
                right = _right(text, name, gold[name]) if gold.get(name) else None
                text.add(part_of(row["id"]), False, name, right, fact)
        text.into(examples)


def _right(text: _Text, name: str, gold: str) -> set[int]:
    if name != WHEN:
        return set(text.called(gold))
    written = [(k, text.doc[row.start : row.end].text) for k, row in enumerate(text.dates)]
    same = {k for k, words in written if words.lower() == gold.lower()}
    return same or {k for k, words in written if agree({"name": gold}, [words])}


def fit(examples: Examples, about: str) -> tuple[Linear, dict[str, NDArray[Any]]]:
    """Fit the scorers of the three attributes; what is likelier than not comes out.

    What is said by words and what by vectors is added up, each as it counts in what was held out.
    """
    spans = joined(examples.spans)
    first = np.cumsum([0, *(len(e.candidates) for e in examples.of)]).tolist()
    learned = [(e, at) for e, at in zip(examples.of, first, strict=False) if e.part != KEPT_PART]
    tables = [_Table([pair for pair in learned if pair[0].attribute == a]) for a in ATTRIBUTES]
    linear = [np.zeros(len(t.right)) for t in tables]
    deep = np.zeros((len(spans.pairs), len(tables)))
    for fold in range(FOLDS):
        for t, found in zip(tables, linear, strict=True):
            found[t.part == fold] = (t.x @ t.fit(t.part != fold))[t.part == fold]
        held = np.concatenate([t.pair[t.part == fold] for t in tables])
        network = Attention(arrays_of(_attend(spans, tables, fold)))
        margins = network.margins(spans.take(held))
        assert margins is not None
        deep[held] = margins
    parameters = _attend(spans, tables)
    columns = []
    for k, (name, table) in enumerate(zip(ATTRIBUTES, tables, strict=True)):
        odds, judged = deep[table.pair, k], table.part != OWN
        shares = share_out(
            linear[k][judged], odds[judged], table.right[judged], table.weight[judged]
        )
        _report(name, table, shares.total(linear[k], odds))
        columns.append(table.weights(shares.words * table.fit(table.part >= OWN)))
        columns[-1]["bias"] = columns[-1].get("bias", 0.0) + shares.rest
        parameters["outer"][:, k] *= shares.vectors
        parameters["outer_bias"][k] *= shares.vectors
    names = sorted({f for column in columns for f, w in column.items() if abs(w) >= LEAST})
    weights = {f: tuple(column.get(f, 0.0) for column in columns) for f in names}
    return Linear(ATTRIBUTES, (0.0,) * len(ATTRIBUTES), weights, about), arrays_of(parameters)


def _attend(spans: Spans, tables: Sequence[_Table], held: int = KEPT_PART) -> Parameters:
    """Fit the network on all parts but one."""
    y, w = (np.zeros((len(spans.pairs), len(tables)), np.float32) for _ in range(2))
    for k, t in enumerate(tables):
        y[t.pair, k], w[t.pair, k] = t.right, t.weight
    rows = np.concatenate([t.pair[t.part != held] for t in tables])
    return fit_attention(spans, y, w, (rows for _ in range(SETTINGS.epochs)), SETTINGS)


class _Table:
    """The candidates of one attribute, a row each; ``pair`` is its number among all."""

    def __init__(self, examples: Sequence[tuple[Example, int]]) -> None:
        from scipy.sparse import csr_matrix

        self.examples = [e for e, _ in examples]
        self.columns: dict[str, int] = {}
        numbers, ends, rows = [], [0], []
        for n, (e, first) in enumerate(examples):
            silent = SILENT[e.attribute] if e.right is None else 1.0
            weight = OF_PASSAGES if e.passage else OF_ARTICLES * silent
            weight *= OWN_WEIGHT if e.part == OWN else 1.0
            for pair, (index, features) in enumerate(e.candidates, first):
                numbers += [self.columns.setdefault(f, len(self.columns)) for f in features]
                ends.append(len(numbers))
                rows.append((n, index, pair, e.part, index in (e.right or ()), weight))
        ones = np.ones(len(numbers), dtype=np.float32)
        self.x = csr_matrix((ones, numbers, ends), shape=(len(rows), len(self.columns)))
        self.example, self.index, self.pair, self.part, self.right, self.weight = map(
            np.array, zip(*rows, strict=True)
        )

    def fit(self, rows: NDArray[np.bool_]) -> Floats:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False)
        model.fit(self.x[rows], self.right[rows], sample_weight=self.weight[rows])
        found: Floats = model.coef_[0]
        return found

    def weights(self, fitted: Floats) -> dict[str, float]:
        return {name: float(fitted[k]) for name, k in self.columns.items()}


def _report(name: str, table: _Table, odds: Floats) -> None:
    """Print how many passages come out right at even odds, none where they have none.

    ``odds`` are of weights that have not seen the candidate. A lower threshold would do better on
    passages, half of which have the attribute; few relations in articles have, and of what comes
    out there between the two next to nothing is right.
    """
    best: dict[int, tuple[float, int]] = {}
    for n, index, score in zip(table.example, table.index, odds, strict=True):
        best[n] = max(best.get(n, (-99.0, -1)), (float(score), int(index)))
    judged = [(n, e) for n, e in enumerate(table.examples) if e.passage and e.part != OWN]
    scored = [(*best.get(n, (-99.0, -1)), e.right) for n, e in judged]
    right = [_is_right(score > 0, k, known) for score, k, known in scored]
    marked = [ok for ok, (_, _, known) in zip(right, scored, strict=True) if known is not None]
    print(
        f"  {name}: {np.mean(right):.3f} of the passages right, "
        f"{np.mean(marked):.3f} of those that have one",
        flush=True,
    )


def _is_right(given: bool, index: int, right: frozenset[int] | None) -> bool:
    return (given and index in right) if right is not None else not given


def train(gold: Path, folder: Path, apart: Path | None = None) -> None:
    """Learn from the files of a folder, and write ``attributes.tsv.gz`` and ``.npz``.

    Of the articles those are read in which a relation has a date or a source; ``apart`` as
    `staged` takes it.
    """
    nlp = newsner.load("it_newsner_md")
    examples = Examples()
    passages = read_rows(gold / "attributes.jsonl")
    add_passages(examples, passages, read(nlp, passages))
    own = [row for row in own_passages() if row["attributed"]]
    add_passages(examples, own, read(nlp, own), own=True)
    for name in ARTICLES:
        told = [r for r in read_rows(gold / name) if any(map(_is_told, r["relations"]))]
        add_articles(examples, told, read(nlp, told, apart))
    write(*fit(examples, ABOUT), folder)


def write(linear: Linear, network: dict[str, NDArray[Any]], folder: Path) -> None:
    """Write both."""
    write_linear(folder / "attributes.tsv.gz", linear)
    np.savez_compressed(folder / "attributes.npz", **network)  # type: ignore[arg-type]


def _is_told(relation: dict[str, Any]) -> bool:
    return bool(relation.get("when") or relation.get("source"))
