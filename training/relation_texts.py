"""Annotated texts as the relation scorer learns from them.

The stages read each text up to what the frames propose; each pair of sides that a sentence tells
of is a row of hashed features, and the annotation says which types hold of it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsner.assemble import Offsets
from newsner.evaluate.relations import nested, words_of
from newsner.knowledge.relations import lexicon
from newsner.layers import DateRow, EntityRow, MentionRow, RelationRow
from newsner.relations import RelationMatcher
from newsner.relations.decision import (
    symmetric_types,
)
from newsner.relations.evidence import ARTICLE, DATE, Pair, gather
from newsner.relations.parse import Parse
from newsner.relations.scorer import distinct, spans_of
from newsner.scoring.attention import Spans

from .own_texts import lexicon_examples, own_articles, own_passages
from .staged import PARTS, number_of, parses, part_of_article, staged

FOLDS = PARTS
TYPES = {name: k for k, name in enumerate(sorted(lexicon().types))}
KEPT = 4  # fifth of the sentences that nothing is learned from
OWN = -1  # fold of what the scorer alone learns from, in all folds
RIGHT, OPTIONAL, OPEN, WRONG = 2, 1, 0, 4  # what the annotation says of a type between two
Gold = tuple[str, frozenset[tuple[int, int, bool]], bool, str]  # type, pairs, optional, status


@dataclass(slots=True)
class Text:
    """An annotated text as the stages read it."""

    id: str
    fold: int
    marked: bool  # one marked relation, not all of them
    pairs: list[Pair]
    sides: list[str]  # types of the entities
    rows: list[RelationRow]  # what the frames propose
    gold: list[Gold]
    base: int = 0  # of its first pair in the corpus


@dataclass(slots=True)
class Corpus:
    """Texts, and the features and labels of their pairs."""

    texts: list[Text] = field(default_factory=list)
    features: list[np.ndarray] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    labels: list[tuple[int, int, int]] = field(default_factory=list)  # pair, type, what
    told: list[int] = field(default_factory=list)  # pairs that a marked sentence is about
    spans: list[Spans] = field(default_factory=list)

    def add(
        self, doc: Doc, record: dict[str, Any], rows: list[RelationRow], own: bool = False
    ) -> None:
        """Add a text that the stages have read; of our ``own`` ones the scorer alone learns."""
        parse = Parse(doc)
        evidence = gather(parse)
        marked = "sentences" not in record
        fold = number_of(record["text"]) % 5 if marked else part_of_article(record["id"])
        text = Text(
            id=str(record.get("id", record.get("text"))),
            fold=OWN if own else fold,
            marked=marked,
            pairs=evidence.pairs,
            sides=[e.type for e in parse.entities],
            rows=rows,
            gold=[],
            base=len(self.lengths),
        )
        annotate = _annotate_marked if marked else _annotate_article
        labels, text.gold, about = annotate(doc, record, evidence.pairs)
        self.labels += [(text.base + k, t, what) for k, t, what in labels]
        self.told += [text.base + k for k in about]
        pair, feature = distinct(evidence.pair, evidence.feature)
        self.features.append(feature.astype(np.int32))
        self.lengths += np.bincount(pair, minlength=len(evidence.pairs)).tolist()
        self.spans.append(spans_of(parse, evidence))
        self.texts.append(text)


def _annotate_article(
    doc: Doc, record: dict[str, Any], pairs: Sequence[Pair]
) -> tuple[list[tuple[int, int, int]], list[Gold], list[int]]:
    """Label the pairs of an article: what is annotated in a pair's sentence holds of it.

    What is annotated in another sentence is left open.
    """
    names = [{words_of(e.name)} for e in EntityRow.read(doc)]
    for m in MentionRow.read(doc):
        if m.entity >= 0 and m.kind == "name":
            names[m.entity].add(words_of(doc[m.start : m.end].text))
    dates = [{words_of(doc.text[d.start_char : d.end_char])} for d in DateRow.read(doc)]
    told = _gold_sentences(doc, record)
    places: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for k, p in enumerate(pairs):
        places[p.subject, p.object, p.is_date].append(k)
    labels, gold = [], []
    for r in record["relations"]:
        if r["type"] not in TYPES:
            continue
        dated = r["object"].get("type") == DATE
        subjects = _agreeing(r["subject"], names)
        objects = _agreeing(r["object"], dates if dated else names)
        linked = {(a, b, dated) for a in subjects for b in objects if dated or a != b}
        if r["type"] in symmetric_types():
            linked |= {(b, a, dated) for a, b, _ in linked}
        gold.append((r["type"], frozenset(linked), bool(r.get("optional")), r["status"]))
        for k in (k for side in sorted(linked) for k in places.get(side, ())):
            first, last = told[pairs[k].sentence]
            here = first <= r["sent"] <= last or pairs[k].tie == ARTICLE
            what = (OPTIONAL if r.get("optional") else RIGHT) if here else OPEN
            labels.append((k, TYPES[r["type"]], what))
    return labels, gold, []


def _agreeing(side: dict[str, Any], names: list[set[frozenset[str]]]) -> list[int]:
    wanted = [words_of(n) for n in (side["name"], *side.get("also", []))]
    return [k for k, own in enumerate(names) if any(nested(w, f) for w in wanted for f in own)]


def _gold_sentences(doc: Doc, record: dict[str, Any]) -> dict[int, tuple[int, int]]:
    """Give the annotated sentences that each sentence of the Doc touches, by its first token."""
    starts = [0]
    for sentence in record["sentences"]:
        starts.append(starts[-1] + len(sentence) + 1)
    offsets, found = Offsets(doc), {}
    for s in doc.sents:
        raw = offsets(s.start_char, s.end_char)
        first, last = raw["start"], max(raw["start"], raw["end"] - 1)
        found[s.start] = (bisect_right(starts, first) - 1, bisect_right(starts, last) - 1)
    return found


def _annotate_marked(
    doc: Doc, record: dict[str, Any], pairs: Sequence[Pair]
) -> tuple[list[tuple[int, int, int]], list[Gold], list[int]]:
    """Label the pairs of a marked sentence: nothing is known but of the two that are marked."""
    subjects, objects = (_touched(doc, record[side]) for side in ("subject", "object"))
    name = record["type"] or record["not"]
    linked = {(a, b, d) for a, e in subjects for b, d in objects if not e and (d or a != b)}
    back = {(b, a, False) for a, b, d in linked if not d}
    symmetric = name in symmetric_types()
    both = frozenset(linked | back if symmetric else linked)
    labels, about = [], []
    other = TYPES.get(record.get("other") or "", -1)
    for k, p in enumerate(pairs):
        key = (p.subject, p.object, p.is_date)
        if key not in linked and key not in back:
            continue
        about.append(k)
        straight = key in linked or symmetric
        if record["type"]:
            labels.append((k, TYPES[name], RIGHT if straight else WRONG))
            if straight and other >= 0:
                labels.append((k, other, OPEN))
        elif straight:
            labels.append((k, TYPES[name], WRONG))
            if other >= 0:
                labels.append((k, other, RIGHT))
    return labels, [(name, both, record["type"] is None, record["status"])], about


def _touched(doc: Doc, span: list[int]) -> set[tuple[int, bool]]:
    """Give the entities, and dates, with a mention in the characters."""
    offsets = Offsets(doc)

    def touches(start: int, end: int) -> bool:
        raw = offsets(start, end)
        return bool(raw["start"] < span[1] and span[0] < raw["end"])

    found = {
        (m.entity, False)
        for m in MentionRow.read(doc)
        if m.entity >= 0 and touches(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1]))
    }
    dates = enumerate(DateRow.read(doc))
    return found | {(k, True) for k, d in dates if touches(d.start_char, d.end_char)}


def read_corpus(
    path: Path, nlp: Language, parsed: Path | None = None, apart: Path | None = None
) -> Corpus:
    """Read a file of annotated texts through all stages up to what the frames propose.

    ``parsed`` is a folder of bare parses as ``NAME.spacy``, which are used where they are there;
    ``apart`` as `staged` takes it. What is marked without a subject is left out.
    """
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    stored = parsed / f"{path.stem}.spacy" if parsed else None
    docs = parses(nlp, records)
    if stored is not None and stored.exists():
        docs = DocBin(store_user_data=True).from_disk(stored).get_docs(nlp.vocab)
    told = [_tells(record) for record in records]
    kept = [record for record, tells in zip(records, told, strict=True) if tells]
    return corpus_of(kept, staged(nlp, kept, compress(docs, told), apart))


def _tells(record: dict[str, Any]) -> bool:
    return "sentences" in record or record["subject"] is not None


def own_corpus(nlp: Language) -> Corpus:
    """Read the texts of our own that tell of relations."""
    records = [*lexicon_examples(), *own_articles(), *filter(_tells, own_passages())]
    return corpus_of(records, staged(nlp, records, parses(nlp, records)), own=True)


def corpus_of(records: Iterable[dict[str, Any]], docs: Iterable[Doc], own: bool = False) -> Corpus:
    """Add what the stages have read."""
    corpus = Corpus()
    propose = RelationMatcher().propose
    for record, doc in zip(records, docs, strict=True):
        corpus.add(doc, record, propose(doc), own)
    return corpus
