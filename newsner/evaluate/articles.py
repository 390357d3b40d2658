"""Scores of entities, dates and anaphora on annotated articles."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

from newsner import Article, extract_many
from newsner.schema import DateExpression, Entity, Interval

from .relations import agree, items_of, read_articles
from .scores import Result

NAMING = frozenset(("name", "demonym", "metonym"))
ANAPHORIC = frozenset(("nominal", "pronoun", "null"))


def articles(nlp: Language, path: Path) -> Result:
    """Score entities, dates and anaphora on a file of articles, one JSON object a line.

    An article is as `relations.count` takes it, and has ``entities`` (``{"type", "name",
    "country_iso"?}``), ``dates`` and ``anaphora`` (``{"sent", "text", "start"?}`` with the TIMEX3
    ``value``, ``{"start", "end"}`` of an interval, or the name of the ``referent``, or several).

    Figures, in per cent: ``entities`` F1 by type and name, those that no name mentions left out of
    precision; ``codes`` of the countries; ``dates`` whose words were found with the right value;
    ``anaphora`` with a mention that belongs to all its referents. ``by_kind`` has the recall of
    each type of entity.

    Raises
    ------
    InputError
        The file is not one JSON article a line.
    """
    start = time.perf_counter()
    gold = read_articles(path)
    counts: Counter[str] = Counter()
    for wanted, found in zip(gold, extract_many(items_of(gold), nlp=nlp), strict=True):
        counts.update(_entities(wanted, found))
        counts.update(_dates(wanted, found))
        counts.update(_anaphora(wanted, found))
    words = sum(len(s.split()) for a in gold for s in a["sentences"])
    both = counts["entities named"] + counts["entities"]
    figures = {
        "entities": 100 * (counts["entities right"] + counts["entities found"]) / max(1, both),
        "codes": _share(counts, "codes"),
        "dates": _share(counts, "dates"),
        "anaphora": _share(counts, "anaphora"),
    }
    kinds = sorted({e["type"] for a in gold for e in a.get("entities", ())})
    by_kind = {kind: _share(counts, kind) for kind in kinds}
    return Result(path.name, figures, words / (time.perf_counter() - start), by_kind)


def _share(counts: Counter[str], what: str) -> float:
    return 100 * counts[f"{what} found"] / max(1, counts[what])


def _names(entity: Entity) -> list[str]:
    return [entity.name, *(m.text for m in entity.mentions if m.kind in NAMING)]


def _entities(wanted: dict[str, Any], found: Article) -> Iterator[str]:
    gold = wanted.get("entities", [])
    for entity in gold:
        hits = [e for e in found.entities if e.type == entity["type"] and agree(entity, _names(e))]
        for kind in ("entities", entity["type"]):
            yield kind
            if hits:
                yield f"{kind} found"
        if hits and entity.get("country_iso"):
            yield "codes"
            if any(e.country and e.country.alpha_2 == entity["country_iso"] for e in hits):
                yield "codes found"
    for e in found.entities:
        if gold and any(m.kind == "name" for m in e.mentions):
            yield "entities named"
            if any(e.type == entity["type"] and agree(entity, _names(e)) for entity in gold):
                yield "entities right"


def _dates(wanted: dict[str, Any], found: Article) -> Iterator[str]:
    for gold in wanted.get("dates", ()):
        start, end = _span(wanted["sentences"], gold)
        yield "dates"
        if any(d.start < end and start < d.end and _has_value(d, gold) for d in found.dates):
            yield "dates found"


def _has_value(date: DateExpression, gold: dict[str, Any]) -> bool:
    value = date.value
    plain = value.model_dump() if isinstance(value, Interval) else value
    return plain in (gold["value"], *gold.get("alt", ()))


def _anaphora(wanted: dict[str, Any], found: Article) -> Iterator[str]:
    for gold in wanted.get("anaphora", ()):
        start, end = _span(wanted["sentences"], gold)
        hits = [
            _names(e)
            for e in found.entities
            for m in e.mentions
            if m.start < end and start < m.end and m.kind in ANAPHORIC
        ]
        given = gold["referent"]
        referents = given if isinstance(given, list) else [given]
        yield "anaphora"
        if all(any(agree({"name": name}, names) for names in hits) for name in referents):
            yield "anaphora found"


def _span(sentences: list[str], gold: dict[str, Any]) -> tuple[int, int]:
    """Characters of an annotation in the text, whose sentences are lines."""
    sentence = sentences[gold["sent"]]
    start = gold.get("start", -1)
    start = sentence.find(gold["text"]) if start < 0 else start
    start += sum(len(s) + 1 for s in sentences[: gold["sent"]])
    return start, start + len(gold["text"])
