"""Articles from files: JSON, CSV, Parquet, texts, pages and folders of them, one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import InputError, MissingDependencyError, NewsnerError
from ..items import Item, Unreadable, is_missing
from .columns import read_parquet
from .jsons import read_lines, read_values
from .source import MAX_BYTES, Bad, Rows, Source, UnreadableFile
from .tables import read_table

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt",)
READERS: dict[str, Callable[[Source], Rows]] = {
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_values,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
}
FORMATS = (*READERS, *TEXTS, *PAGES)
STDIN = "-"


def read_articles(
    path: str | Path,
    *,
    text: str = "text",
    published: str = "published",
    encoding: str | None = None,
    kind: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Item]:
    """Read the articles of a file or a folder, in a fixed order, one at a time.

    Parameters
    ----------
    path
        A .jsonl (or .ndjson) file with an object a line, a .json file with an array of them, a
        .csv or .tsv with a header, a .parquet, a .txt or .html, or a folder of such files (at any
        depth, by name); all but Parquet also gzipped. ``"-"`` is standard input.
    text, published
        Which field or column holds the text (or its HTML, where it is called "html") and the date
        of publication.
    encoding
        In which the files are. None: as their byte order mark says, UTF-8, or windows-1252.
    kind
        Their format, such as ``".csv"``, where the name does not end so; that of standard input
        is ``".jsonl"`` unless this says otherwise.
    max_bytes
        How long an article may be, unzipped: a longer one is told as an error, unread.

    Yields
    ------
    dict or Unreadable
        Items for `extract_many`. Each has an ``id``: its own, or else file name and line, row or
        path. What cannot be read is an `Unreadable`, which comes out as an Article with an error:
        so do broken lines and files, folders that may not be read, and links that lead out of the
        folder, which are not followed.

    Raises
    ------
    InputError
        There is no such file or folder, it is of no known format, a table lacks a column, or a
        folder has no file that could be read.
    MissingDependencyError
        Parquet or HTML is to be read, and the extra for it is not installed.
    """
    known = kind and f".{kind.lstrip('.').casefold()}"
    if known and known not in FORMATS:
        raise InputError(f"{kind!r} is no known format: give one of {', '.join(FORMATS)}")
    source = Source(None, "stdin", known or ".jsonl", text, published, encoding, max_bytes)
    if str(path) == STDIN:
        return _items(source)
    path = Path(path)
    if path.is_dir():
        return _folder(path, source, known)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    kind = known or _kind(path)
    if kind not in FORMATS:
        raise InputError(
            f"{path}: of no known format: give one of {', '.join(FORMATS)}, gzipped or not, or "
            "say with kind= (--format) what it is"
        )
    return _items(replace(source, path=path, name=path.name, kind=kind))


def _kind(path: Path) -> str:
    suffixes = [s.casefold() for s in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else "".join(suffixes[-1:])


def _folder(folder: Path, source: Source, known: str | None) -> Iterator[Item]:
    """Read the files of a folder; what ails one of them is told in its place."""
    found, told = _walk(folder)
    paths = [path for path in found if known or _kind(path) in FORMATS]
    if not paths and not told:
        others = f" ({len(found)} files of others)" if found else ""
        raise InputError(f"{folder} has no file of a known format{others}: {', '.join(FORMATS)}")

    def items() -> Iterator[Item]:
        yield from told
        for path in paths:
            name = path.relative_to(folder).as_posix()
            one = replace(source, path=path, name=name, kind=known or _kind(path))
            try:
                yield from _items(one)
            except MissingDependencyError:
                raise
            except InputError as error:
                yield Unreadable(name, str(error))

    return items()


def _walk(folder: Path) -> tuple[list[Path], list[Unreadable]]:
    """Give the files below a folder, by name, and what could not be entered or followed."""
    told: list[Unreadable] = []

    def name(path: str | Path) -> str:
        return Path(path).relative_to(folder).as_posix()

    def note(error: OSError) -> None:
        where = name(error.filename or folder)
        told.append(Unreadable(where, f"the folder {where} cannot be read: {error.strerror}"))

    whole = folder.resolve()
    found = []
    for top, folders, files in os.walk(folder, onerror=note):
        for path in (Path(top, entry) for entry in (*folders, *files)):
            if path.is_symlink() and not path.resolve().is_relative_to(whole):
                why = f"{name(path)} is a link that leads out of the folder: it was not followed"
                told.append(Unreadable(name(path), why))
            elif path.is_file():
                found.append(path)
    return sorted(found), sorted(told, key=lambda item: item.id)


def _items(source: Source) -> Iterator[Item]:
    """Read one file."""
    if source.kind not in READERS:
        yield _document(source)
        return
    number, dated, named = 0, False, source.published != "published"
    try:
        for number, row in READERS[source.kind](source):
            name = f"{source.name}:{number}"
            if isinstance(row, Bad):
                yield Unreadable(name, f"{name}: {row.why}")
            else:
                dated = dated or source.published in row
                yield _article(source, row, name)
    except UnreadableFile as error:
        yield Unreadable(f"{source.name}:{number + 1}", str(error))
        return
    if named and number and not dated:
        yield Unreadable(
            source.name,
            f"{source.name}: no article has the field {source.published!r}: say with published= "
            "(--published) which is the date",
        )


def _article(source: Source, row: dict[str, Any], name: str) -> Item:
    """Call the columns by the names that items have, and give it an id."""
    if is_missing(row.get("id")):
        row = row | {"id": name}
    if source.text not in row and (source.text != "text" or "html" not in row):
        fields = ", ".join(map(repr, row)) if row else "none"
        return Unreadable(
            str(row["id"]),
            f"{name} has no field {source.text!r}, but {fields}: say with text= (--text) which is "
            "the text",
        )
    for wanted, column in (("text", source.text), ("published", source.published)):
        if column != wanted and column in row:
            row[wanted] = row.pop(column)
    if "text" not in row and isinstance(row.get("html"), str):
        return _page(row.pop("html"), row)
    return row


def _document(source: Source) -> Item:
    """Read a text or a page."""
    try:
        raw = source.read()
    except UnreadableFile as error:
        return Unreadable(source.name, str(error))
    if source.kind in TEXTS:
        return {"id": source.name, "text": source.decode(raw)}
    return _page(source.decode(raw) if source.encoding else raw, {"id": source.name})


def _page(html: str | bytes, fields: dict[str, Any]) -> Item:
    from ..html import read_html

    try:
        page = read_html(html)
    except MissingDependencyError:
        raise
    except NewsnerError as error:
        return Unreadable(str(fields.get("id")), str(error))
    return page | {name: value for name, value in fields.items() if not is_missing(value)}


__all__ = ["FORMATS", "MAX_BYTES", "STDIN", "read_articles"]
