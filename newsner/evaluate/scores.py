"""Scores of syntax, names and relations, in per cent."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.lang.it.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from newsner.errors import InputError

from .corpora import NamedText, grouped, read_text, read_treebank
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


def relations(nlp: Language, path: Path) -> Result:
    """Score relations on articles, one JSON object a line.

    An article is ``{"id", "published"?, "sentences": [...], "relations": [...]}``, a relation
    ``{"type", "subject": {"name", "also"?}, "object": ..., "status", "optional"?}``. One is
    found when type, subject and object agree; names agree when the words of one are among
    those of the other. ``status`` is the accuracy over those found.
    """
    from newsner import extract_many

    articles = _articles(path)
    items = [
        {"id": a["id"], "text": "\n".join(a["sentences"]), "published": a.get("published")}
        for a in articles
    ]
    count: Counter[str] = Counter()
    start = time.perf_counter()
    for article, result in zip(articles, extract_many(items, nlp=nlp), strict=True):
        known = {e.id: [e.name, *(m.text for m in e.mentions)] for e in result.entities}
        known |= {d.id: [d.text] for d in result.dates}
        found = [
            (r.type, known.get(r.subject, []), known.get(r.object, []), r.status)
            for r in result.relations
        ]
        count += _compare(article["relations"], found)
        count["words"] += sum(len(s.split()) for s in article["sentences"])
    speed = count["words"] / (time.perf_counter() - start)
    precision = 100 * count["right"] / max(1, count["right"] + count["wrong"])
    recall = 100 * count["right"] / max(1, count["wanted"])
    figures = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "status": 100 * count["status"] / max(1, count["right"]),
    }
    return Result(path.name, figures, speed)


def _articles(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in read_text(path).splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise InputError(f"{path}: wants one JSON article a line ({error})") from error


Found = tuple[str, list[str], list[str], str]


def _compare(wanted: Sequence[dict[str, Any]], found: Sequence[Found]) -> Counter[str]:
    required = [g for g in wanted if not g.get("optional")]
    optional = [g for g in wanted if g.get("optional")]
    count = Counter({"wanted": len(required)})
    free = list(range(len(found)))
    for gold in required:
        hits = [i for i in free if _fits(gold, found[i])]
        if hits:
            best = max(hits, key=lambda i: found[i][3] == gold["status"])
            free.remove(best)
            count["right"] += 1
            count["status"] += found[best][3] == gold["status"]
    # What is optional, or says a required relation again, is neither right nor wrong.
    count["wrong"] = sum(not any(_fits(g, found[i]) for g in required + optional) for i in free)
    return count


def _fits(gold: dict[str, Any], found: Found) -> bool:
    from newsner.knowledge.relations import lexicon

    kind, subject, object_, _ = found
    if kind != gold["type"]:
        return False
    pairs = [(subject, object_)]
    known = lexicon().types.get(kind)
    if known is not None and known.symmetric:
        pairs.append((object_, subject))
    return any(_agree(gold["subject"], s) and _agree(gold["object"], o) for s, o in pairs)


def _agree(gold: dict[str, Any], names: Iterable[str]) -> bool:
    wanted = [_words(n) for n in (gold["name"], *gold.get("also", []))]
    return any(w <= f or f <= w for f in map(_words, names) for w in wanted if f and w)


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.lower())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return frozenset(w for w in words if w not in STOP_WORDS) or frozenset(words)
