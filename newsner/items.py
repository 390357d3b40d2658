"""What callers hand in: texts, dicts and pairs, checked and cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spacy.tokens import Doc

from .clean import clean, foreign
from .errors import InputError, InputTypeError
from .layers import get_input, warn
from .plain import encodable, plain
from .published import read_published

WANTED = "a str, a dict with 'text', or a (text, context) pair"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An item that its reader could not read; it comes out as an Article with an error."""

    id: str
    message: str


Item = str | dict[str, Any] | tuple[str, Any] | Unreadable


class Incoming(Iterator[Item]):
    """The caller's items; where reading them raises, they end, and `finish` raises it."""

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self._failure: Exception | None = None
        self.ended = False

    def __next__(self) -> Item:
        if not self.ended:
            try:
                return next(self._items)
            except StopIteration:
                pass
            except Exception as error:
                self._failure = error
        self.ended = True
        raise StopIteration

    def finish(self) -> None:
        """Raise what reading the items raised, now that what came before it is out."""
        if self._failure:
            raise self._failure


@dataclass(slots=True)
class Prepared:
    """An item ready for the pipeline: the text to parse and what is known of it."""

    text: str
    given: dict[str, Any]
    warnings: list[str] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)

    def make_doc(self, tokenize: Callable[[str], Doc]) -> Doc:
        """Tokenise the text."""
        doc = tokenize(self.text)
        get_input(doc).update(self.given)
        for warning in self.warnings:
            warn(doc, warning)
        return doc


def prepare(item: Item, *, cleaning: bool = True, max_length: int = 1_000_000) -> Prepared:
    """Check an item and clean its text, which is of ``max_length`` characters at most.

    Raises
    ------
    InputTypeError
        It is not an item, or a field is of the wrong type.
    InputError
        A field has a value that cannot be read.
    """
    fields = _fields(item)
    given_text = fields.pop("text", None)
    if not isinstance(given_text, str):
        raise InputTypeError(
            f"an item needs its text as str, not {type(given_text).__name__}: give {WANTED}"
        )
    _check_length(given_text, max_length)
    text: str = encodable(given_text)
    warnings: list[str] = []
    title, byline = (_text(fields.pop(name, None), name) for name in ("title", "byline"))
    given: dict[str, Any] = {
        "id": as_id(fields.pop("id", None)),
        "title": title,
        "byline": byline,
        "published": _published(fields.pop("published", None), warnings),
    }
    if text != given_text:
        warnings.append("lone surrogates in the text were replaced by U+FFFD")
    least = fields.pop("min_confidence", None)
    if not is_missing(least):
        given["min_confidence"] = as_share(least)
    context = plain(fields)
    if not cleaning:
        return Prepared(text, given, warnings + foreign(text), context)
    cleaned = clean(text, title)
    _check_length(cleaned.text, max_length)  # "ﬃ" is one character, and becomes three
    found = {"title": cleaned.title, "byline": cleaned.byline, "published": cleaned.published}
    given = {name: found.get(name) if value is None else value for name, value in given.items()}
    given["dropped"] = cleaned.dropped
    if cleaned.text != text:
        given |= {"raw": text, "segments": cleaned.segments}
    return Prepared(cleaned.text, given, warnings + cleaned.warnings, context)


def _check_length(text: str, max_length: int) -> None:
    if len(text) > max_length:
        raise InputError(
            f"the text has {len(text):,} characters, more than nlp.max_length "
            f"({max_length:,}): split it into articles, or raise nlp.max_length"
        )


def _fields(item: Item) -> dict[str, Any]:
    if isinstance(item, Unreadable):
        raise InputError(item.message)
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, dict):
        return dict(item)
    if isinstance(item, tuple) and len(item) == 2:
        text, context = item
        return (dict(context) if isinstance(context, dict) else {"context": context}) | {
            "text": text
        }
    raise InputTypeError(f"an item is {WANTED}, not {type(item).__name__}")


def id_and_text(item: object) -> tuple[str | None, str]:
    """Give id and text of a bad item for its error, as far as they are there."""
    if isinstance(item, Unreadable):
        return item.id, ""
    if isinstance(item, str):
        return None, encodable(item)
    if isinstance(item, tuple) and len(item) == 2:
        text, context = item
        item = (context if isinstance(context, dict) else {}) | {"text": text}
    fields = item if isinstance(item, dict) else {}
    text = fields.get("text")
    return as_id(fields.get("id")), encodable(text) if isinstance(text, str) else ""


def identity(item: Item) -> tuple[str | None, str, str | None, str | None]:
    """Give id, text, title and date of an item as its article has them: what it is known by."""
    id_, text = id_and_text(item)
    if isinstance(item, tuple) and len(item) == 2:
        item = item[1]
    fields = item if isinstance(item, dict) else {}
    title = fields.get("title")
    published = _published(fields.get("published"), [])
    return id_, text, encodable(title) if isinstance(title, str) and title else None, published


def as_share(value: object) -> float:
    """Give a confidence as a number from 0 to 1.

    Raises
    ------
    InputTypeError, InputError
        It is no number, or out of range.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputTypeError(f"min_confidence is a number from 0 to 1, not {value!r}")
    if not 0 <= value <= 1:
        raise InputError(f"min_confidence is a number from 0 to 1, not {value!r}")
    return float(value)


def as_id(value: object) -> str | None:
    """Give an id as str; None for a missing one."""
    return None if is_missing(value) else encodable(str(value))


def _published(value: object, warnings: list[str]) -> str | None:
    """Give a date of publication as ISO 8601; None, with a warning, where it cannot be read."""
    if is_missing(value):
        return None
    try:
        return read_published(value)
    except ValueError as error:
        warnings.append(str(error))
        return None


def _text(value: object, name: str) -> str | None:
    if is_missing(value):
        return None
    if not isinstance(value, str):
        raise InputTypeError(f"{name} is a str, not {type(value).__name__}")
    return encodable(value)


def is_missing(value: object) -> bool:
    """Whether it is None, an empty cell, or the NaN, NaT or NA that stands for one in a table."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    kind = getattr(getattr(value, "dtype", None), "kind", "")  # of a NumPy scalar
    if isinstance(value, (float, date)) or (kind in ("f", "M") and not getattr(value, "ndim", 1)):
        return bool(value != value)  # noqa: PLR0124
    return type(value).__name__ == "NAType"


def items_of(table: Any) -> Iterable[Item] | None:
    """Give the rows of a table of pandas, polars or Arrow as items; None for anything else.

    Raises
    ------
    InputError
        It has no column of the text.
    """
    names = getattr(table, "column_names", getattr(table, "columns", None))  # Arrow's first
    if names is None or isinstance(table, Mapping):
        return None
    names = [str(name) for name in names]
    if callable(read := getattr(table, "iter_rows", None)):  # polars
        rows: Iterable[Any] = read(named=True)
    elif callable(read := getattr(table, "itertuples", None)):  # pandas
        rows = (dict(zip(names, row, strict=True)) for row in read(index=False, name=None))
    elif callable(read := getattr(table, "to_batches", None)):
        rows = (row for batch in read() for row in rows_of(batch))
    elif callable(getattr(table, "to_pylist", None)):  # an Arrow RecordBatch
        rows = rows_of(table)
    else:
        return None
    if "text" not in names:
        raise InputError(
            f"the table has no column 'text', but {', '.join(map(repr, names))}: rename the one "
            'that holds the texts, as with df.rename(columns={"corpo": "text"})'
        )
    return rows


def rows_of(batch: Any) -> Iterator[dict[str, Any]]:
    """Give the rows of an Arrow batch.

    A timestamp that no Python date can hold comes as a text that says so, which costs an article
    its date, and not the batch its rows.
    """
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for i in range(batch.num_rows):
            yield {name: _cell(batch.column(name)[i]) for name in batch.schema.names}


def _cell(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.type} {getattr(scalar, 'value', '')}"
