"""Scores of syntax and names, in per cent."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from .corpora import NamedText, grouped, read_treebank
from .spelling import Spelling, respelled, respelled_text


@dataclass(frozen=True)
class Result:
    """One pipeline on one corpus."""

    corpus: str
    figures: dict[str, float]
    words_per_second: float
    by_kind: dict[str, float] = field(default_factory=dict)


def _timed(nlp: Language, texts: Iterable[str]) -> tuple[list[Doc], float]:
    texts = list(texts)
    nlp("Prova.")  # what is loaded on first use is not timed
    start = time.perf_counter()
    docs = list(nlp.pipe(texts))
    return docs, sum(map(len, docs)) / (time.perf_counter() - start)


def syntax(nlp: Language, path: Path, spelling: Spelling | None = None) -> Result:
    """Score a treebank from raw text, sentences of the pipeline's own.

    ``uas`` and ``las`` leave punctuation out; ``starts`` is the F1 of sentence starts; the
    others are accuracies over words that pipeline and treebank cut alike.
    """
    gold = list(read_treebank(path, nlp.vocab))
    if spelling:
        gold = [respelled(doc, spelling) for doc in gold]
    docs, speed = _timed(nlp, (g.text for g in gold))
    examples = [Example(d, g) for d, g in zip(docs, gold, strict=True)]
    found = Scorer.score_deps(
        examples, "dep", ignore_labels=("punct",), getter=lambda token, _: token.dep_
    )
    figures = {k: 100 * found[f"dep_{k}"] for k in ("uas", "las")}
    for layer in ("pos", "tag", "morph", "lemma"):
        scored = Scorer.score_token_attr(examples, layer, getter=_label)
        figures[layer] = 100 * (scored[f"{layer}_acc"] or 0.0)
    starts = [
        ({s.start_char for s in d.sents}, {s.start_char for s in g.sents})
        for d, g in zip(docs, gold, strict=True)
    ]
    figures["starts"] = _f1(starts)
    return Result(
        path.name, figures, speed, {k: 100 * v["f"] for k, v in found["dep_las_per_type"].items()}
    )


def _label(token: Token, layer: str) -> str:
    return str(token.morph) if layer == "morph" else getattr(token, f"{layer}_")


def names(
    nlp: Language, path: Path, sentences: Iterable[NamedText], spelling: Spelling | None = None
) -> Result:
    """Score names by exact characters and kind; kinds that the corpus lacks do not count."""
    gold = list(grouped(sentences))
    if spelling:
        gold = [respelled_text(text, spelling) for text in gold]
    kinds = sorted({kind for g in gold for _, _, kind in g.names})
    docs, speed = _timed(nlp, (g.text for g in gold))
    found = [
        {(e.start_char, e.end_char, e.label_) for e in d.ents if e.label_ in kinds} for d in docs
    ]
    pairs = [(f, set(g.names)) for f, g in zip(found, gold, strict=True)]
    by_kind = {
        kind: _f1(
            [({x for x in f if x[2] == kind}, {x for x in g if x[2] == kind}) for f, g in pairs]
        )
        for kind in kinds
    }
    return Result(path.name, {"f1": _f1(pairs)}, speed, by_kind)


def _f1(pairs: Iterable[tuple[set[Any], set[Any]]]) -> float:
    """100 × F1 of (found, wanted) sets."""
    right = total = 0
    for found, wanted in pairs:
        right += len(found & wanted)
        total += len(found) + len(wanted)
    return 200 * right / max(1, total)
