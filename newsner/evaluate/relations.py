"""Scores of relations on annotated articles."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language

from newsner import Article, extract_many
from newsner.errors import InputError
from newsner.knowledge.relations import lexicon
from newsner.knowledge.usage import usage

from .corpora import read_text
from .scores import Result

Counts = Counter[tuple[str, str]]  # by type and one of right, missed, spurious, status


class Found(NamedTuple):
    """A relation that was extracted; each side by all its names."""

    type: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    status: str


def relations(nlp: Language, path: Path) -> Result:
    """Score relations on a file of articles, as `count` counts them.

    ``status`` is the accuracy over the relations that are right; ``by_kind`` has the F1 of each
    type.
    """
    start = time.perf_counter()
    counts, words = count(nlp, path)
    speed = words / (time.perf_counter() - start)
    total: Counter[str] = Counter()
    for (_, outcome), number in counts.items():
        total[outcome] += number
    figures = _figures(total)
    figures["status"] = 100 * total["status"] / max(1, total["right"])
    by_kind = {
        kind: _figures({outcome: n for (k, outcome), n in counts.items() if k == kind})["f1"]
        for kind in sorted({kind for kind, _ in counts})
    }
    return Result(path.name, figures, speed, by_kind)


def _figures(counts: dict[str, int]) -> dict[str, float]:
    right, missed, spurious = (counts.get(key, 0) for key in ("right", "missed", "spurious"))
    return {
        "precision": 100 * right / max(1, right + spurious),
        "recall": 100 * right / max(1, right + missed),
        "f1": 200 * right / max(1, 2 * right + missed + spurious),
    }


def count(nlp: Language, path: Path) -> tuple[Counts, int]:
    """Count relations by type and outcome on articles, one JSON object a line; and their words.

    An article is ``{"id"?, "published"?, "title"?, "sentences": [...], "relations": [...]}``, a
    relation ``{"type", "subject": {"name", "also"?}, "object": ..., "status", "optional"?}``. One
    is right when type, subject and object agree, either way round for a symmetric type; names
    agree when the words of one are among those of the other. What is ``optional``, or says a
    required relation again, is neither right nor spurious. ``status`` counts those of the right
    ones whose status is right too.

    Raises
    ------
    InputError
        The file is not one JSON article a line.
    """
    articles = read_articles(path)
    counts: Counts = Counter()
    for gold, article in zip(articles, extract_many(items_of(articles), nlp=nlp), strict=True):
        counts += compare(gold["relations"], found_in(article))
    return counts, sum(len(s.split()) for a in articles for s in a["sentences"])


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Read annotated articles, one JSON object a line; raises as `count` does."""
    try:
        return [json.loads(line) for line in read_text(path).splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise InputError(f"{path}: wants one JSON article a line ({error})") from error


def items_of(articles: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give annotated articles as `newsner.extract_many` takes them."""
    return [
        {"text": "\n".join(a["sentences"])} | {k: a.get(k) for k in ("id", "published", "title")}
        for a in articles
    ]


def found_in(article: Article) -> list[Found]:
    """Give the relations of an article with the names that their sides go by."""
    names = {
        e.id: (e.name, *(m.text for m in e.mentions if m.kind == "name")) for e in article.entities
    } | {d.id: (d.text,) for d in article.dates}
    return [
        Found(r.type, names[r.subject], names[r.object], r.status)
        for r in article.relations
        if r.subject is not None  # the gold names both sides
    ]


def compare(wanted: Sequence[dict[str, Any]], found: Sequence[Found]) -> Counts:
    """Count what is right, missed and spurious in one article, as `count` says."""
    counts: Counts = Counter()
    free = list(dict.fromkeys(found))  # each once, however often it is told
    for gold in wanted:
        if gold.get("optional"):
            continue
        hits = [f for f in free if fits(gold, f)]
        if not hits:
            counts[gold["type"], "missed"] += 1
            continue
        best = max(hits, key=lambda f: f.status == gold["status"])
        free.remove(best)
        counts[gold["type"], "right"] += 1
        counts[gold["type"], "status"] += best.status == gold["status"]
    for left in free:
        counts[left.type, "spurious"] += not any(fits(gold, left) for gold in wanted)
    return counts


def fits(gold: dict[str, Any], found: Found) -> bool:
    """Whether a relation that was found is the gold one."""
    if found.type != gold["type"]:
        return False
    sides = [(found.subject, found.object)]
    known = lexicon().types.get(found.type)
    if known is not None and known.symmetric:
        sides.append((found.object, found.subject))
    return any(agree(gold["subject"], s) and agree(gold["object"], o) for s, o in sides)


def agree(gold: dict[str, Any], names: Iterable[str]) -> bool:
    """Whether a gold side, ``{"name", "also"?}``, goes by one of ``names``."""
    known = list(names)
    return any(alike(name, known) for name in (gold["name"], *gold.get("also", [])))


def alike(name: str, names: Iterable[str]) -> bool:
    """Whether the words of a name are among those of one of ``names``, or the reverse."""
    wanted = words_of(name)
    return any(nested(wanted, words_of(other)) for other in names)


def nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of one name are among those of another; none are among none."""
    return bool(one and other) and (one <= other or other <= one)


def words_of(name: str) -> frozenset[str]:
    """Give the words of a name without accents, articles and prepositions."""
    plain = unicodedata.normalize("NFKD", name.lower())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return frozenset(words) - usage().small_words or frozenset(words)
