"""Doc to Article: the only place that builds the results."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from spacy.tokens import Doc

from . import __version__
from .clean import raw_span
from .knowledge.loader import version as knowledge_version
from .layers import (
    KEY,
    NOBODY,
    READS,
    AmountRow,
    DateRow,
    EntityRow,
    MentionRow,
    RelationRow,
    get_codes,
    get_failed,
    get_input,
    get_phrases,
    get_ran,
    get_warnings,
)
from .schema import (
    Amount,
    ArgumentTrace,
    Article,
    Country,
    DateExpression,
    Entity,
    Interval,
    Mention,
    Model,
    Relation,
    Span,
)


class Offsets:
    """Character offsets of the Doc's text to those of the raw text."""

    def __init__(self, doc: Doc) -> None:
        given = get_input(doc)
        self.text: str = given.get("raw", doc.text)
        size = len(self.text)
        self._segments: list[list[int]] = given.get("segments") or [[0, 0, size, size]]

    def __call__(self, start: int, end: int) -> dict[str, Any]:
        """Raw ``start``, ``end`` and ``text`` of the Doc's characters [start, end)."""
        first, last = raw_span(self._segments, start, end)
        return {"start": first, "end": last, "text": self.text[first:last]}


def assemble(doc: Doc, model: Model, context: dict[str, Any] | None = None) -> Article:
    """Build the Article from the layers that the stages left in ``doc``."""
    given = get_input(doc)
    offsets = Offsets(doc)
    rules = doc.user_data[KEY].get("rules", {})  # digests of a user's own, where there are any
    dropped = [
        Span(start=start, end=end, text=offsets.text[start:end])
        for start, end in given.get("dropped", [])
    ]
    return Article(
        id=given.get("id"),
        title=given.get("title"),
        byline=given.get("byline"),
        published=_published(given.get("published")),
        text=offsets.text,
        model=model,
        newsner_version=__version__,
        knowledge_version=knowledge_version() + "".join(rules.values()),
        sentences=_sentences(doc, offsets),
        entities=_entities(doc, offsets),
        dates=_dates(doc, offsets),
        relations=_relations(doc, offsets),
        dropped=tuple(dropped),
        warnings=(*get_warnings(doc), *_not_run(doc)),
        failed=tuple(get_failed(doc)),
        context=context or {},
    )


def _not_run(doc: Doc) -> Iterator[str]:
    """Say which stages did not run: that they found nothing does not mean that there is nothing."""
    missing = [stage for stage in READS if stage not in (*get_ran(doc), *get_failed(doc))]
    if missing:
        yield f"{', '.join(missing)} did not run: what would be found is missing from this result"


def _published(value: str | None) -> date | datetime | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def _sentences(doc: Doc, offsets: Offsets) -> tuple[tuple[int, int], ...]:
    """Where each sentence stands, without the white space around it."""
    found = []
    for sentence in doc.sents if len(doc) else ():
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        raw = offsets(start, start + len(text.strip()))
        found.append((raw["start"], raw["end"]))
    return tuple(found)


def entity_id(index: int) -> str:
    """Public id of an entity row."""
    return f"e{index + 1}"


def date_id(index: int) -> str:
    """Public id of a date row."""
    return f"d{index + 1}"


def _entities(doc: Doc, offsets: Offsets) -> tuple[Entity, ...]:
    sentence_starts = [s.start for s in doc.sents] if len(doc) else []
    mentions: dict[int, list[Mention]] = {}
    for row in sorted(MentionRow.read(doc), key=lambda m: (m.start, m.end)):
        if row.entity < 0:
            continue
        where = offsets(doc[row.start].idx, doc[row.end - 1].idx + len(doc[row.end - 1]))
        mentions.setdefault(row.entity, []).append(
            Mention.model_validate(
                where
                | {
                    "kind": row.kind,
                    "sentence": max(0, bisect_right(sentence_starts, row.start) - 1),
                    "rule": row.rule,
                    "certainty": row.certainty,
                }
            )
        )
    return tuple(
        Entity.model_validate(
            {
                "id": entity_id(i),
                "type": row.type,
                "name": row.name,
                "country": _country(row.country),
                "ids": row.ids,
                "mentions": tuple(mentions.get(i, ())),
            }
        )
        for i, row in enumerate(EntityRow.read(doc))
    )


def _country(key: str) -> Country | None:
    from .knowledge.countries import countries

    record = countries().get(key)
    if record is None:
        return None
    return Country(
        alpha_2=record.alpha_2,
        alpha_3=record.alpha_3,
        wikidata=record.wikidata,
        status=record.status,
    )


def _dates(doc: Doc, offsets: Offsets) -> tuple[DateExpression, ...]:
    return tuple(
        DateExpression.model_validate(
            offsets(row.start_char, row.end_char)
            | {
                "id": date_id(i),
                "kind": row.kind,
                "value": Interval(start=row.value[0], end=row.value[1])
                if isinstance(row.value, list)
                else row.value,
                "earliest": row.earliest,
                "latest": row.latest,
                "precision": row.precision,
                "basis": row.basis,
            }
        )
        for i, row in enumerate(DateRow.read(doc))
    )


def _relations(doc: Doc, offsets: Offsets) -> tuple[Relation, ...]:
    codes, phrases = get_codes(doc), get_phrases(doc)

    def span(start: int, end: int) -> dict[str, Any]:
        return offsets(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))

    amounts = [
        Amount.model_validate(
            offsets(row.start_char, row.end_char)
            | {"kind": row.kind, "value": row.value, "numbers": row.numbers, "unit": row.unit}
        )
        for row in AmountRow.read(doc)
    ]
    built = []
    for i, row in enumerate(RelationRow.read(doc)):
        plover, cameo, wikidata = codes.get(row.type, (None, None, None))
        built.append(
            Relation.model_validate(
                {
                    "id": f"r{i + 1}",
                    "type": row.type,
                    "subject": entity_id(row.subject) if row.subject != NOBODY else None,
                    "object": (date_id if row.object_is_date else entity_id)(row.object),
                    "when": date_id(row.when) if row.when >= 0 else None,
                    "where": entity_id(row.where) if row.where >= 0 else None,
                    "role": row.role or None,
                    "status": row.status,
                    "source": entity_id(row.source) if row.source >= 0 else None,
                    "by": span(*row.by) if row.by else None,
                    "amounts": tuple(amounts[a] for a in row.amounts),
                    "trigger": span(*row.trigger),
                    "evidence": tuple(span(start, end) for start, end in row.evidence),
                    "rule": row.rule,
                    "grounds": tuple(row.grounds),
                    "construction": row.construction,
                    "arguments": tuple(
                        ArgumentTrace(role=role, span=Span(**span(start, end)), how=how)
                        for role, start, end, how in row.arguments
                    ),
                    "confidence": row.confidence,
                    "plover": plover,
                    "cameo": cameo,
                    "wikidata": wikidata,
                    "phrases": phrases.get(row.type),
                }
            )
        )
    return tuple(built)
