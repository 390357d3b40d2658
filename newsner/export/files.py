"""Articles to and from files: JSONL and Parquet, both lossless.

Parquet has one row per article and a fixed, nested Arrow schema (`arrow_schema`), so that files
of different runs can be read together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import InputError
from ..schema import Article
from .optional import require

_BATCH = 200  # articles held in memory at a time


def write_jsonl(articles: Iterable[Article], path: str | Path) -> int:
    """Write one JSON object per line; returns how many articles were written."""
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(article.to_json() + "\n")
            count += 1
    return count


def read_jsonl(path: str | Path) -> Iterator[Article]:
    """Read what `write_jsonl` wrote, also in an earlier release, a line at a time.

    Raises
    ------
    InputError
        A line is no article, or a later release of newsner wrote it; names file and line.
    """
    with Path(path).open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield Article.model_validate_json(line)
            except ValidationError as error:
                problem = error.errors()[0]
                raise InputError(
                    f"{path}, line {number}: not an article of newsner ({problem['msg']})"
                ) from error


def arrow_schema() -> Any:
    """Give the Arrow schema of the Parquet files: a pyarrow.Schema."""
    pa = require("pyarrow", "parquet")
    text, number, moment = pa.string(), pa.int64(), pa.timestamp("ms")
    span = {"start": number, "end": number, "text": text}

    def struct(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    country = struct(alpha_2=text, alpha_3=text, wikidata=text, status=text)
    mention = struct(**span, kind=text, sentence=number, rule=text, certainty=pa.float64())
    entity = struct(id=text, type=text, name=text, country=country, mentions=pa.list_(mention))
    expression = struct(
        **span,
        id=text,
        kind=text,
        value=text,
        interval=struct(start=text, end=text),
        earliest=moment,
        latest=moment,
        precision=text,
        basis=text,
    )
    amount = struct(**span, kind=text, value=text, numbers=pa.list_(pa.float64()), unit=text)
    trace = struct(role=text, span=struct(**span), how=text)
    relation = struct(
        id=text,
        type=text,
        subject=text,
        object=text,
        when=text,
        where=text,
        role=text,
        status=text,
        source=text,
        by=struct(**span),
        amounts=pa.list_(amount),
        trigger=struct(**span),
        evidence=pa.list_(struct(**span)),
        rule=text,
        construction=text,
        arguments=pa.list_(trace),
        confidence=pa.float64(),
        plover=text,
        cameo=text,
        wikidata=text,
        phrases=struct(it=pa.list_(text), en=pa.list_(text)),
    )
    return pa.schema(
        {
            "schema_version": number,
            "id": text,
            "title": text,
            "byline": text,
            "published": text,
            "text": text,
            "model": struct(name=text, version=text),
            "newsner_version": text,
            "knowledge_version": text,
            "sentences": pa.list_(pa.list_(number)),
            "entities": pa.list_(entity),
            "dates": pa.list_(expression),
            "relations": pa.list_(relation),
            "dropped": pa.list_(struct(**span)),
            "warnings": pa.list_(text),
            "failed": pa.list_(text),
            "context": text,
            "error": struct(type=text, message=text),
        }
    )


def to_row(article: Article) -> dict[str, Any]:
    """Give the article as a row of `arrow_schema`: plain values only."""
    row = article.model_dump(mode="python")
    published: date | datetime | None = row["published"]
    row["published"] = published.isoformat() if published else None
    row["context"] = json.dumps(row["context"], ensure_ascii=False, default=str)
    for expression in row["dates"]:
        interval = isinstance(expression["value"], dict)
        expression["interval"] = expression["value"] if interval else None
        expression["value"] = None if interval else expression["value"]
    return row


def from_row(row: dict[str, Any]) -> Article:
    """Build the article of a row of `arrow_schema`."""
    row = dict(row)
    row["context"] = json.loads(row["context"])
    dates = []
    for expression in row["dates"]:
        plain = dict(expression)
        interval = plain.pop("interval")
        dates.append(plain if interval is None else plain | {"value": interval})
    row["dates"] = dates
    row["relations"] = [
        r | {"phrases": r["phrases"] and {k: v for k, v in r["phrases"].items() if v}}
        for r in row["relations"]
    ]
    return Article.model_validate(row)


def write_parquet(articles: Iterable[Article], path: str | Path) -> int:
    """Write articles as they come to one Parquet file; returns how many.

    Raises
    ------
    MissingDependencyError
        pyarrow is not installed.
    """
    pa = require("pyarrow", "parquet")
    parquet = require("pyarrow.parquet", "parquet")
    schema = arrow_schema()
    count, stream = 0, iter(articles)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := [to_row(article) for article in islice(stream, _BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def read_parquet(path: str | Path) -> Iterator[Article]:
    """Read what `write_parquet` wrote, also in an earlier release, a batch at a time.

    Raises
    ------
    InputError
        A row is no article, or a later release of newsner wrote it; names file and row.
    """
    parquet = require("pyarrow.parquet", "parquet")
    number = 0
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield from_row(row)
                except ValidationError as error:
                    problem = error.errors()[0]
                    raise InputError(
                        f"{path}, row {number}: not an article of newsner ({problem['msg']})"
                    ) from error
