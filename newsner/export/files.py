"""Articles to and from files: JSONL and Parquet, both lossless, and what is for reading only.

Parquet has one row per article and a fixed, nested Arrow schema (`arrow_schema`), so that files
of different runs can be read together.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from ..errors import InputError, InputTypeError
from ..plain import plain
from ..schema import Article, What
from .optional import require
from .tables import COLUMNS, context_columns, rows

if TYPE_CHECKING:
    import pyarrow

_BATCH = 200  # articles held in memory at a time


def write_jsonl(articles: Article | Iterable[Article], path: str | Path) -> int:
    """Write one JSON object per line, gzipped where ``path`` ends in .gz.

    Returns
    -------
    int
        How many articles were written. Each is in the file as soon as it is written.
    """
    count = 0
    with _opened(Path(path), "wt") as file:
        for article in one_or_many(articles):
            file.write(article.to_json() + "\n")
            file.flush()
            count += 1
    return count


def read_jsonl(path: str | Path) -> Iterator[Article]:
    """Read what `write_jsonl` wrote, also in an earlier release, a line at a time.

    Raises
    ------
    InputError
        The file cannot be read, a line is no article, or a later release of newsner wrote it;
        names file and line.
    """
    number = 0
    try:
        with _opened(Path(path), "rt") as file:
            for number, line in enumerate(file, 1):  # noqa: B007
                if line.strip():
                    yield Article.model_validate_json(line)
    except ValidationError as error:
        raise InputError(
            f"{path}, line {number}: not an article of newsner ({_problem(error)})"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}, after line {number}: not in UTF-8 ({error.reason}), in which newsner "
            "writes: was it written by something else?"
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path}, after line {number}: a broken gzip file ({error})") from error
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error


def _opened(path: Path, mode: str) -> IO[str]:
    """Open as UTF-8 text, through gzip by the name."""
    if path.suffix.casefold() == ".gz":
        return gzip.open(path, mode, encoding="utf-8", newline="\n")  # type: ignore[return-value]
    return path.open(mode, encoding="utf-8", newline="\n")


def _problem(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]


def one_or_many(articles: Article | Iterable[Article]) -> Iterable[Article]:
    """Give articles, where a single one may be given for them.

    Raises
    ------
    InputTypeError
        It is neither.
    """
    if isinstance(articles, Article):
        return [articles]
    if isinstance(articles, (str, bytes, dict)) or not isinstance(articles, Iterable):
        raise InputTypeError(
            f"this takes an Article or an iterable of them, not {type(articles).__name__}"
        )
    return articles


def arrow_schema() -> pyarrow.Schema:
    """Give the Arrow schema of the Parquet files: a pyarrow.Schema."""
    pa = require("pyarrow", "parquet")
    text, number, moment = pa.string(), pa.int64(), pa.timestamp("ms")
    span = {"start": number, "end": number, "text": text}

    def struct(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    country = struct(alpha_2=text, alpha_3=text, wikidata=text, status=text)
    mention = struct(**span, kind=text, sentence=number, rule=text, certainty=pa.float64())
    entity = struct(
        id=text,
        type=text,
        name=text,
        country=country,
        ids=pa.map_(text, text),
        mentions=pa.list_(mention),
    )
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
        grounds=pa.list_(text),
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
    row = article.model_dump(mode="python", exclude={"context"})
    published: date | datetime | None = row["published"]
    row["published"] = published.isoformat() if published else None
    row["context"] = json.dumps(plain(article.context), ensure_ascii=False)
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
    row["entities"] = [e | {"ids": dict(e.get("ids") or ())} for e in row["entities"]]
    row["relations"] = [
        r | {"phrases": r["phrases"] and {k: v for k, v in r["phrases"].items() if v}}
        for r in row["relations"]
    ]
    return Article.model_validate(row)


def write_parquet(articles: Article | Iterable[Article], path: str | Path) -> int:
    """Write articles as they come to one Parquet file; returns how many.

    Raises
    ------
    MissingDependencyError
        pyarrow is not installed.
    """
    pa = require("pyarrow", "parquet")
    parquet = require("pyarrow.parquet", "parquet")
    schema = arrow_schema()
    count, stream = 0, iter(one_or_many(articles))
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
        The file is no Parquet, a row is no article, or a later release of newsner wrote it;
        names file and row.
    """
    parquet = require("pyarrow.parquet", "parquet")
    if not Path(path).is_file():
        raise InputError(f"{path}: no such file")
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield from_row(row)
    except (ValidationError, KeyError, TypeError) as error:
        why = _problem(error) if isinstance(error, ValidationError) else f"no column {error}"
        raise InputError(f"{path}, row {number}: not an article of newsner ({why})") from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: not a Parquet file that write_parquet wrote ({error})"
        ) from error


def write_table(
    articles: Article | Iterable[Article], path: str | Path, what: What = "relations"
) -> int:
    """Write a table of `to_dataframe` as CSV (tab-separated where ``path`` ends in .tsv).

    Returns
    -------
    int
        How many articles were written: each is a row for each of its relations, or whatever
        ``what`` asks for.
    """
    path, count = Path(path), 0
    stream = iter(one_or_many(articles))
    first = next(stream, None)  # by whose context the columns go

    def counted() -> Iterator[Article]:
        nonlocal count
        for article in stream if first is None else chain([first], stream):
            count += 1
            yield article

    names = [*COLUMNS[what], *(context_columns(first, what) if first else ())]
    delimiter = "\t" if ".tsv" in path.suffixes else ","
    with _opened(path, "wt") as file:
        writer = csv.DictWriter(
            file, names, delimiter=delimiter, lineterminator="\n", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows(counted(), what))
    return count


def _write_page(articles: Article | Iterable[Article], path: str | Path) -> int:
    """Write the explorer of the articles, which are all in memory meanwhile."""
    from .explorer import explore

    found = [*one_or_many(articles)]
    with _opened(Path(path), "wt") as file:
        file.write(explore(found).html)
    return len(found)


def _write_archive(articles: Article | Iterable[Article], path: str | Path) -> int:
    """Write an archive: entities and relations across the articles, in SQLite."""
    from ..archives import Archive

    with Archive(path) as archive:
        return archive.add(articles)


Writer = Callable[[Iterable[Article], Path], int]

WRITERS: dict[str, Writer] = {
    ".jsonl": write_jsonl,
    ".ndjson": write_jsonl,
    ".csv": write_table,
    ".tsv": write_table,
    ".parquet": write_parquet,
    ".html": _write_page,
    ".sqlite": _write_archive,
    ".db": _write_archive,
}
_NEEDS = {".parquet": ("pyarrow.parquet", "parquet")}
_UNZIPPED = (".parquet", ".sqlite", ".db")


def writer_of(path: str | Path) -> Writer:
    """Give what writes the format that ``path`` ends in (before .gz).

    Raises
    ------
    InputError
        It is no known format.
    MissingDependencyError
        The library for it is not installed.
    """
    path = Path(path)
    suffixes = [s.casefold() for s in path.suffixes]
    zipped = suffixes[-1:] == [".gz"]
    kind = "".join(suffixes[-2:-1] if zipped else suffixes[-1:])
    if kind not in WRITERS or (zipped and kind in _UNZIPPED):
        raise InputError(
            f"{path}: of no known format: let the name end in one of {', '.join(WRITERS)}"
        )
    if kind in _NEEDS:
        require(*_NEEDS[kind])
    return WRITERS[kind]


def write(articles: Article | Iterable[Article], path: str | Path) -> int:
    """Write articles in the format that ``path`` ends in.

    .jsonl and .parquet hold all of them, .csv and .tsv the relation table, .sqlite (or .db) an
    archive, .html the explorer; what was there stays until the new file is whole.

    Returns
    -------
    int
        How many articles were written.

    Raises
    ------
    InputError
        It is no known format.
    MissingDependencyError
        The library for it is not installed.
    """
    path = Path(path).resolve()
    writer = writer_of(path)
    draft = path.with_name(f".new.{path.name}")
    try:
        count = writer(one_or_many(articles), draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count
