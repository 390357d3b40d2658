"""Articles from files: JSONL, CSV, Parquet and folders of texts and pages, one at a time."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .errors import InputError, MissingDependencyError, NewsnerError
from .items import Item, Unreadable, is_missing

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt",)
JSONL = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
PARQUET = (".parquet",)
FORMATS = (*JSONL, *TABLES, *PARQUET, *TEXTS, *PAGES)

MAX_CELL = 2**27  # characters: csv allows 131,072 in a cell, fewer than some pages have


def read_articles(
    path: str | Path, *, text: str = "text", published: str = "published"
) -> Iterator[Item]:
    """Read the articles of a file or a folder, in a fixed order, one at a time.

    Parameters
    ----------
    path
        A .jsonl (or .ndjson) file with an object a line, a .csv or .tsv with a header, a .parquet,
        a .txt or .html, or a folder of .txt and .html files (at any depth, by name); all but
        Parquet also gzipped, with .gz after the name.
    text, published
        Which field or column holds the text (or its HTML, where it is called "html") and the date
        of publication.

    Yields
    ------
    dict or Unreadable
        Items for `extract_many`. Each has an ``id``: its own, or else file name and line, row or
        path. What cannot be read is an `Unreadable`, which comes out as an Article with an error.

    Raises
    ------
    InputError
        There is no such file or folder, or it is of no known format.
    MissingDependencyError
        Parquet or HTML is to be read, and the extra for it is not installed.
    """
    path = Path(path)
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file or folder")
    kind = _kind(path)
    if kind in JSONL:
        items = _jsonl(path)
    elif kind in TABLES:
        items = _table(path, "\t" if kind == ".tsv" else ",")
    elif kind in PARQUET:
        items = _parquet(path)
    elif kind in (*TEXTS, *PAGES):
        return iter([_document(path, path.name)])
    else:
        raise InputError(
            f"{path}: of no known format: give one of {', '.join(FORMATS)}, gzipped or not"
        )
    return (_named(item, text, published) for item in items)


def _kind(path: Path) -> str:
    suffixes = [s.casefold() for s in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else "".join(suffixes[-1:])


def _open(path: Path) -> IO[bytes]:
    is_gzip = path.suffix.casefold() == ".gz"
    return gzip.open(path) if is_gzip else path.open("rb")  # type: ignore[return-value]


def _named(item: Item, text: str, published: str) -> Item:
    """Call the columns by the names that items have."""
    if not isinstance(item, dict):
        return item
    for name, column in (("text", text), ("published", published)):
        if column != name and column in item:
            item[name] = item.pop(column)
    if "text" not in item and isinstance(item.get("html"), str):
        return _page(item.pop("html"), item)
    return item


def _jsonl(path: Path) -> Iterator[Item]:
    with _open(path) as file:
        number = 0
        while True:
            number += 1
            name = f"{path.name}:{number}"
            try:
                line = file.readline()
            except (OSError, EOFError) as error:  # a gzip that was cut off
                yield Unreadable(name, f"the rest of {path.name} cannot be read: {error}")
                return
            if not line:
                return
            if not line.strip():
                continue
            try:
                item = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                yield Unreadable(name, f"{name} is not JSON in UTF-8: {error}")
                continue
            if isinstance(item, str):
                item = {"text": item}
            if isinstance(item, dict):
                yield _with_id(item, name)
            else:
                yield Unreadable(name, f"{name} is no JSON object, but {type(item).__name__}")


def _with_id(item: dict[str, Any], name: str) -> dict[str, Any]:
    return item | {"id": name} if is_missing(item.get("id")) else item


def _table(path: Path, delimiter: str) -> Iterator[Item]:
    if csv.field_size_limit() < MAX_CELL:
        csv.field_size_limit(MAX_CELL)
    with _open(path) as file:
        lines = (_decode(line) for line in file)
        rows = csv.DictReader(lines, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            name = f"{path.name}:{number}"
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Unreadable(name, f"row {number} of {path.name} is not CSV: {error}")
                continue
            except (OSError, EOFError) as error:
                yield Unreadable(name, f"the rest of {path.name} cannot be read: {error}")
                return
            extra = row.pop(None, None)
            if extra:
                yield Unreadable(
                    name, f"row {number} of {path.name} has more cells than the header"
                )
                continue
            yield _with_id(row, name)


def _parquet(path: Path) -> Iterator[Item]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependencyError(
            "Parquet files need pyarrow: pip install 'newsner[parquet]'"
        ) from error
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield _with_id(row, f"{path.name}:{number}")
    except (OSError, ValueError) as error:
        yield Unreadable(f"{path.name}:{number + 1}", f"{path.name} cannot be read on: {error}")


def _folder(folder: Path) -> Iterator[Item]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if _kind(path) in (*TEXTS, *PAGES):
            yield _document(path, path.relative_to(folder).as_posix())


def _document(path: Path, name: str) -> Item:
    try:
        with _open(path) as file:
            raw = file.read()
    except (OSError, EOFError) as error:
        return Unreadable(name, f"{name} cannot be read: {error}")
    if _kind(path) in PAGES:
        return _page(raw, {"id": name})
    return {"id": name, "text": _decode(raw)}


def _page(html: str | bytes, fields: dict[str, Any]) -> Item:
    from .html import read_html

    try:
        page = read_html(html)
    except MissingDependencyError:
        raise
    except NewsnerError as error:
        return Unreadable(str(fields.get("id")), str(error))
    return page | {name: value for name, value in fields.items() if not is_missing(value)}


def _decode(raw: bytes) -> str:
    """UTF-8, or else windows-1252, in which older Italian archives are."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace")
