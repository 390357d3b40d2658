"""Scores of a version against what readers of the explorer found right or wrong."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from newsner import Article, extract_many
from newsner.corrections import CorrectedArticle, EntityJudged, Fact, LinkJudged, read_corrections

from .relations import agree, fits, found_in
from .scores import Result


def corrections(nlp: Language, path: Path) -> Result:
    """Score the pipeline on a file of corrections.

    Figures, in per cent: of what was ``accepted`` how much is found again, of what was ``rejected``
    how much is gone, of what was ``edited`` how much is now found as it is right and no longer as
    it was; ``all`` of these together. ``by_kind`` has ``all`` for relations (by type), entities and
    links. What nobody judged does not count. A relation is found again with its sides, type and
    status; of one whose subject is named nowhere the subject is not compared.

    Raises
    ------
    InputError
        The file holds no corrections; names file and line.
    """
    start = time.perf_counter()
    judged = read_corrections(path)
    counts: Counter[tuple[str, str, bool]] = Counter()
    found = extract_many((a.item for a in judged), nlp=nlp)
    for wanted, article in zip(judged, found, strict=True):
        counts.update(outcomes(wanted, article))
    words = sum(len(a.text.split()) for a in judged)
    names = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
    figures = {
        name: _share([(fine, n) for (_, verdict, fine), n in counts.items() if verdict == given])
        for given, name in names.items()
        if any(verdict == given for _, verdict, _ in counts)
    }
    figures["all"] = _share([(fine, n) for (_, _, fine), n in counts.items()])
    by_kind = {
        kind: _share([(fine, n) for (k, _, fine), n in counts.items() if k == kind])
        for kind in sorted({kind for kind, _, _ in counts})
    }
    return Result(path.name, figures, words / (time.perf_counter() - start), by_kind)


def _share(counts: list[tuple[bool, int]]) -> float:
    return 100 * sum(n for fine, n in counts if fine) / max(1, sum(n for _, n in counts))


def outcomes(wanted: CorrectedArticle, article: Article) -> Iterator[tuple[str, str, bool]]:
    """Give for each verdict its kind, the verdict, and whether the article agrees with it."""
    for relation in wanted.relations:
        right = relation.right is None or _has(relation.right, article)
        wrong = relation.wrong is not None and _has(relation.wrong, article)
        yield relation.relation.type, relation.verdict, right and not wrong
    for entity in wanted.entities:
        yield "entities", entity.verdict, _entity_agrees(entity, article)
    for link in wanted.links:
        yield "links", link.verdict, _link_agrees(link, article)


def _has(fact: Fact, article: Article) -> bool:
    """Whether the article has the relation, with its status."""
    gold = {"type": fact.type, "object": {"name": fact.object.name}}
    if fact.subject is not None:
        gold["subject"] = {"name": fact.subject.name}
        found = found_in(article)
        return any(fits(gold, f) and f.status == fact.status for f in found)
    names = {e.id: _names(article, e.id) for e in article.entities}
    names |= {d.id: [d.text] for d in article.dates}
    return any(
        r.subject is None
        and r.type == fact.type
        and r.status == fact.status
        and agree({"name": fact.object.name}, names[r.object])
        for r in article.relations
    )


def _names(article: Article, entity: str) -> list[str]:
    return [
        name
        for e in article.entities
        if e.id == entity
        for name in (e.name, *(m.text for m in e.mentions if m.kind == "name"))
    ]


def _entity_agrees(judged: EntityJudged, article: Article) -> bool:
    def there(name: str, type: str) -> bool:
        return any(
            e.type == type and agree({"name": name}, _names(article, e.id))
            for e in article.entities
        )

    wanted = judged.entity
    if judged.corrected is not None:
        right = judged.corrected
        same = right.type == wanted.type and agree({"name": right.name}, [wanted.name])
        return there(right.name, right.type) and (same or not there(wanted.name, wanted.type))
    return there(wanted.name, wanted.type) == (judged.verdict == "accept")


def _link_agrees(judged: LinkJudged, article: Article) -> bool:
    def means(name: str) -> bool:
        return any(
            m.start < judged.mention.end
            and judged.mention.start < m.end
            and m.kind == judged.mention.kind
            and agree({"name": name}, [e.name])
            for e in article.entities
            for m in e.mentions
        )

    if judged.corrected is not None:
        return means(judged.corrected.name)
    return means(judged.entity.name) == (judged.verdict == "accept")
