"""Articles as tables: relations, entities, mentions, dates or articles, a row each.

The columns and their types are fixed (`COLUMNS`), also for empty tables.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, overload

from ..errors import InputError
from ..plain import plain
from ..schema import Article, DateExpression, Entity, Interval, Relation, What
from .optional import require

if TYPE_CHECKING:
    import pandas
    import polars

#: Column -> type, by table: string, category, integer, float or datetime (to the second).
COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        "article": "string",
        "title": "string",
        "byline": "string",
        "published": "string",
        "characters": "integer",
        "sentences": "integer",
        "entities": "integer",
        "dates": "integer",
        "relations": "integer",
        "warnings": "string",
        "failed": "string",
        "error": "string",
        "error_message": "string",
        "model": "string",
        "schema_version": "integer",
    },
    "relations": {
        "article": "string",
        "published": "string",
        "title": "string",
        "id": "string",
        "type": "category",
        "subject": "string",
        "subject_id": "string",
        "subject_type": "category",
        "subject_country": "string",
        "object": "string",
        "object_id": "string",
        "object_type": "category",
        "object_country": "string",
        "status": "category",
        "role": "string",
        "when": "string",
        "when_value": "string",
        "earliest": "datetime",
        "latest": "datetime",
        "basis": "category",
        "where": "string",
        "source": "string",
        "source_id": "string",
        "by": "string",
        "amounts": "string",
        "trigger": "string",
        "trigger_start": "integer",
        "trigger_end": "integer",
        "evidence": "string",
        "sentence": "string",
        "confidence": "float",
        "rule": "string",
        "plover": "string",
        "cameo": "string",
        "wikidata": "string",
        "schema_version": "integer",
    },
    "entities": {
        "article": "string",
        "id": "string",
        "type": "category",
        "name": "string",
        "alpha_2": "string",
        "alpha_3": "string",
        "wikidata": "string",
        "country_status": "category",
        "ids": "string",
        "mentions": "integer",
        "first_start": "integer",
        "schema_version": "integer",
    },
    "mentions": {
        "article": "string",
        "entity_id": "string",
        "entity": "string",
        "type": "category",
        "kind": "category",
        "text": "string",
        "start": "integer",
        "end": "integer",
        "sentence": "integer",
        "rule": "string",
        "certainty": "float",
        "schema_version": "integer",
    },
    "dates": {
        "article": "string",
        "id": "string",
        "kind": "category",
        "text": "string",
        "start": "integer",
        "end": "integer",
        "value": "string",
        "earliest": "datetime",
        "latest": "datetime",
        "precision": "category",
        "basis": "category",
        "schema_version": "integer",
    },
}

_PANDAS = {
    "string": "string",
    "category": "category",
    "integer": "Int64",
    "float": "float64",
    "datetime": "datetime64[s]",
}


@overload
def to_dataframe(
    articles: Article | Iterable[Article],
    what: What = "relations",
    *,
    engine: Literal["pandas"] = "pandas",
) -> pandas.DataFrame: ...


@overload
def to_dataframe(
    articles: Article | Iterable[Article],
    what: What = "relations",
    *,
    engine: Literal["polars"],
) -> polars.DataFrame: ...


@overload  # of an engine that is not known beforehand
def to_dataframe(
    articles: Article | Iterable[Article],
    what: What = "relations",
    *,
    engine: Literal["pandas", "polars"] = "pandas",
) -> pandas.DataFrame | polars.DataFrame: ...


def to_dataframe(
    articles: Article | Iterable[Article],
    what: What = "relations",
    *,
    engine: Literal["pandas", "polars"] = "pandas",
) -> pandas.DataFrame | polars.DataFrame:
    """Make one table of one or several articles.

    Parameters
    ----------
    articles
        An article or any iterable of them.
    what
        ``relations``, ``entities``, ``mentions``, ``dates`` or ``articles``: what a row is.
    engine
        ``pandas`` (extra ``pandas``) or ``polars`` (extra ``polars``).

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        The columns of ``COLUMNS[what]`` in that order, also where there is no row. ``article``
        is the article's id, or its place in ``articles`` where it has none. Tables of relations
        and of articles have what came with the texts behind them, a column ``context_…`` each.

    Raises
    ------
    InputError
        No such table or engine.
    MissingDependencyError
        The engine is not installed.
    """
    if what not in COLUMNS:
        raise InputError(f"what must be one of {', '.join(COLUMNS)}, not {what!r}")
    if engine not in _FRAMES:
        raise InputError(f"engine must be one of {', '.join(_FRAMES)}, not {engine!r}")
    if isinstance(articles, Article):
        articles = [articles]
    found = [*rows(articles, what)]
    names = dict.fromkeys([*COLUMNS[what], *(name for row in found for name in row)])
    columns = {name: [row.get(name) for row in found] for name in names}
    return _FRAMES[engine](columns, COLUMNS[what])


def rows(articles: Iterable[Article], what: What) -> Iterator[dict[str, Any]]:
    """Give the rows of the table ``what`` of `to_dataframe`, without what they lack."""
    for i, article in enumerate(articles):
        context = context_columns(article, what)
        for row in _ROWS[what](article, article.id or str(i)):
            yield row | {"schema_version": article.schema_version} | context


def context_columns(article: Article, what: What) -> dict[str, Any]:
    """Give the columns of what came with a text, where the table has them."""
    if what not in ("relations", "articles"):
        return {}
    return {f"context_{name}": _cell(value) for name, value in article.context.items()}


def _cell(value: Any) -> Any:
    return (
        json.dumps(plain(value), ensure_ascii=False) if isinstance(value, (list, dict)) else value
    )


def _pandas(columns: dict[str, list[Any]], types: dict[str, str]) -> pandas.DataFrame:
    library = require("pandas", "pandas")
    series = {n: library.Series(v, dtype=object) for n, v in columns.items()}
    table: pandas.DataFrame = library.DataFrame(
        {n: s.astype(_PANDAS[types[n]]) if n in types else _inferred(s) for n, s in series.items()}
    )
    return table


def _inferred(series: Any) -> Any:
    """Give a column of the caller's values their type, where they have one."""
    try:
        return series.convert_dtypes()
    except (TypeError, ValueError):
        return series


def _polars(columns: dict[str, list[Any]], types: dict[str, str]) -> polars.DataFrame:
    library = require("polars", "polars")
    dtypes = {
        "string": library.String,
        "category": library.Categorical,
        "integer": library.Int64,
        "float": library.Float64,
        "datetime": library.Datetime("ms"),
    }
    table: polars.DataFrame = library.DataFrame(
        [
            library.Series(n, v, dtype=dtypes[types[n]])
            if n in types
            else library.Series(n, v, strict=False)
            for n, v in columns.items()
        ]
    )
    return table


_FRAMES: dict[str, Callable[[dict[str, list[Any]], dict[str, str]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
}


def value_text(date: DateExpression) -> str | None:
    """Value of a date as one string; an interval as ``start/end`` with ``..`` where open."""
    if isinstance(date.value, Interval):
        return f"{date.value.start or '..'}/{date.value.end or '..'}"
    return date.value


def _articles(article: Article, key: str) -> Iterator[dict[str, Any]]:
    yield {
        "article": key,
        "title": article.title,
        "byline": article.byline,
        "published": _published(article),
        "characters": len(article.text),
        "sentences": len(article.sentences),
        "entities": len(article.entities),
        "dates": len(article.dates),
        "relations": len(article.relations),
        "warnings": "; ".join(article.warnings) or None,
        "failed": "; ".join(article.failed) or None,
        "error": article.error and article.error.type,
        "error_message": article.error and article.error.message,
        "model": f"{article.model.name} {article.model.version}",
    }


def _published(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def sentence_of(article: Article, relation: Relation) -> str | None:
    """Give the sentence in which a relation's trigger stands, None where it is not known."""
    at = bisect_right(article.sentences, (relation.trigger.start, len(article.text))) - 1
    if at < 0 or article.sentences[at][1] < relation.trigger.end:
        return None
    start, end = article.sentences[at]
    return " ".join(article.text[start:end].split())


def _relations(article: Article, key: str) -> Iterator[dict[str, Any]]:
    entities = {e.id: e for e in article.entities}
    dates = {d.id: d for d in article.dates}
    for r in article.relations:
        row: dict[str, Any] = {
            "article": key,
            "published": _published(article),
            "title": article.title,
            "sentence": sentence_of(article, r),
            "id": r.id,
            "type": r.type,
            "status": r.status,
            "role": r.role,
            "trigger": r.trigger.text,
            "trigger_start": r.trigger.start,
            "trigger_end": r.trigger.end,
            "evidence": " … ".join(span.text for span in r.evidence),
            "confidence": r.confidence,
            "rule": r.rule,
            "plover": r.plover,
            "cameo": r.cameo,
            "wikidata": r.wikidata,
            "source_id": r.source,
            "source": entities[r.source].name if r.source else None,
            "where": entities[r.where].name if r.where else None,
            "by": r.by and r.by.text,
            "amounts": "; ".join(amount.text for amount in r.amounts) or None,
        }
        for side, ref in (("subject", r.subject), ("object", r.object)):
            if ref is not None:
                row |= _side(side, ref, entities.get(ref) or dates[ref])
        if r.when:
            date = dates[r.when]
            row |= {"when": date.text, "when_value": value_text(date), "basis": date.basis}
            row |= {"earliest": date.earliest, "latest": date.latest}
        yield row


def _side(side: str, ref: str, target: Entity | DateExpression) -> dict[str, Any]:
    if isinstance(target, DateExpression):
        return {side: target.text, f"{side}_id": ref, f"{side}_type": "DATE"}
    country = target.country.alpha_2 if target.country else None
    return {
        side: target.name,
        f"{side}_id": ref,
        f"{side}_type": target.type,
        f"{side}_country": country,
    }


def _entities(article: Article, key: str) -> Iterator[dict[str, Any]]:
    for e in article.entities:
        country = e.country
        yield {
            "article": key,
            "id": e.id,
            "type": e.type,
            "name": e.name,
            "alpha_2": country and country.alpha_2,
            "alpha_3": country and country.alpha_3,
            "wikidata": e.ids.get("wikidata") or (country and country.wikidata),
            "country_status": country and country.status,
            "ids": "; ".join(f"{k}:{v}" for k, v in e.ids.items()) or None,
            "mentions": len(e.mentions),
            "first_start": e.mentions[0].start if e.mentions else None,
        }


def _mentions(article: Article, key: str) -> Iterator[dict[str, Any]]:
    rows = [(m.start, m.end, e, m) for e in article.entities for m in e.mentions]
    for _, _, e, m in sorted(rows, key=lambda row: row[:2]):
        yield {
            "article": key,
            "entity_id": e.id,
            "entity": e.name,
            "type": e.type,
            **m.model_dump(),
        }


def _dates(article: Article, key: str) -> Iterator[dict[str, Any]]:
    for d in article.dates:
        yield {"article": key, **d.model_dump(exclude={"value"}), "value": value_text(d)}


_ROWS: dict[str, Callable[[Article, str], Iterator[dict[str, Any]]]] = {
    "articles": _articles,
    "relations": _relations,
    "entities": _entities,
    "mentions": _mentions,
    "dates": _dates,
}
