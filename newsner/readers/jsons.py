"""Articles from JSON: an object a line, or the objects of one array."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from .source import UNREADABLE, Bad, Rows, Source, UnreadableFile, encoding_of

_SPACE = " \t\r\n\ufeff"
_BLOCK = 2**16  # bytes


def read_lines(source: Source) -> Rows:
    """Read JSON Lines; a line that is none costs itself."""
    for number, line in enumerate(source.lines(), 1):
        if line is None:
            yield number, Bad(source.too_long)
            continue
        try:
            text = line if isinstance(line, str) else line.decode("utf-8-sig")
            if text.strip(_SPACE):
                yield number, _row(source, json.loads(text))
        except UnicodeDecodeError as error:
            yield number, Bad(f"not JSON in UTF-8 ({error}): say which encoding it is in")
        except (ValueError, RecursionError) as error:
            yield number, Bad(f"not JSON: {error}")


def read_values(source: Source) -> Rows:
    """Read a .json file: an array of articles, a single one, or one after the other.

    It is read in blocks: of a long archive no more is in memory than its longest article.
    """
    decoder = json.JSONDecoder()
    blocks = _blocks(source)
    number, buffer = 0, ""
    while True:
        buffer = buffer.lstrip(_SPACE + (",]" if number else "["))
        if not buffer:
            if not (buffer := next(blocks, "")):
                return
            continue
        try:
            value, end = decoder.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            more = _more(blocks, len(buffer)) if len(buffer) <= source.max_bytes else ""
            if more:
                buffer += more
                continue
            why = source.too_long if len(buffer) > source.max_bytes else f"not JSON: {error}"
            yield number + 1, Bad(f"{why}; the rest of the file was not read")
            return
        buffer = buffer[end:]
        number += 1
        yield number, _row(source, value) if end <= source.max_bytes else Bad(source.too_long)


def _blocks(source: Source) -> Iterator[str]:
    """Decode the file block by block."""
    with source.opened() as file:
        try:
            encoding = source.encoding or encoding_of(file.peek(4096)[:4096]) or "utf-8-sig"
            decoder = codecs.getincrementaldecoder(encoding)()
            while raw := file.read(_BLOCK):
                yield decoder.decode(raw)
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                f"{source.name} is not in {error.encoding}: say which encoding it is in"
            ) from error
        except UNREADABLE as error:
            raise UnreadableFile(f"the rest of {source.name} cannot be read: {error}") from error


def _more(blocks: Iterator[str], size: int) -> str:
    """Give as much again as there is, so that a long value is tried a few times only."""
    parts: list[str] = []
    for block in blocks:
        parts.append(block)
        size -= len(block)
        if size <= 0:
            break
    return "".join(parts)


def _row(source: Source, value: Any) -> dict[str, Any] | Bad:
    if isinstance(value, str):
        return {source.text: value}
    return value if isinstance(value, dict) else Bad(f"no JSON object, but {_kind(value)}")


def _kind(value: Any) -> str:
    kinds = {list: "an array", bool: "a truth value", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
