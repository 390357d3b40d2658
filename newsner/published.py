"""When an article was published, from the ways in which dates are given: day first, as in Italy.

ISO 8601 with or without time and zone; "04/03/2024", "4.3.24"; "lunedì 4 marzo 2024, ore 10:30",
"4th March 2024"; RFC 2822; dates of Python, NumPy, pandas and Arrow.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from .knowledge.furniture import furniture

if TYPE_CHECKING:
    from dateutil.parser import parser

_WANTED = "give it as 2024-03-04, 04/03/2024 (day first), 4 marzo 2024, or a date of Python"
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=\D|$)")
_ORDINAL = re.compile(r"(?<=\d)(?:°|º|st|nd|rd|th)\b|(?<=\d)[°º]")
_TIME = re.compile(r"(?<![\d/.])\d?\d[:.h]\d\d(?![\d/.]\d{2})|\d ?[ap]\.?m\b")
_DOTTED_TIME = re.compile(r"(?<=\s)(\d?\d)[.h](\d\d)(?=\s|$)")
_LONGEST = 60  # characters of a date
# Whichever of year, month and day a text does not give, one of these two does: it shows by them.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "CET": 3600, "CEST": 7200}


def read_published(value: object) -> str | None:
    """Give a date of publication as ISO 8601, with its time and zone where it has them.

    Raises
    ------
    ValueError
        It is no date that can be read; the message says what can.
    """
    if isinstance(value, date):  # a datetime is one too, and pandas' Timestamp
        return _iso(value)
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":  # NumPy's datetime64
        value = str(value)[:26]  # which may have nanoseconds
    if callable(convert := getattr(value, "as_py", None)):  # Arrow's scalars
        return read_published(convert())
    if not isinstance(value, str):
        raise ValueError(f"the date of publication is no {type(value).__name__}: {_WANTED}")
    text = value.strip()
    found = (_iso_8601(text) or _written(text)) if len(text) <= _LONGEST else None
    if found is None:
        raise ValueError(f"the date of publication {value!r:.60} cannot be read: {_WANTED}")
    return _iso(found)


def _iso(value: date) -> str:
    # pandas' Timestamp writes nanoseconds, which no datetime reads
    return datetime.isoformat(value) if isinstance(value, datetime) else value.isoformat()


def _iso_8601(text: str) -> date | None:
    if text.isdigit() and len(text) != 8:
        return None
    match = _YEAR_FIRST.match(text)
    if match:
        text = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}{text[match.end() :]}"
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return None


def _written(text: str) -> date | None:
    """Read a written date that has a day, a month and a year."""
    from dateutil import parser

    if text.isdigit() or not re.search(r"\d", text):
        return None
    text = _DOTTED_TIME.sub(r"\1:\2", _weekday().sub("", _ORDINAL.sub(" ", text)))
    found: list[datetime] = []
    for default in _DEFAULTS:
        try:
            found.append(_reader().parse(text, default=default, tzinfos=_offset))
        except (parser.ParserError, ValueError, OverflowError, TypeError, AttributeError):
            return None
    first, second = found
    if first.date() != second.date():
        return None
    return first if _TIME.search(text) else first.date()


def _offset(name: str | None, seconds: int | None) -> int | None:
    return seconds if seconds is not None else _ZONES.get((name or "").upper())


@cache
def _weekday() -> re.Pattern[str]:
    """Match a weekday before the rest: "mar" is March behind a number."""
    return re.compile(rf"^(?:{'|'.join(furniture().date.weekdays)})\b[.,]?\s*", re.IGNORECASE)


@cache
def _reader() -> parser:
    """Give dateutil's parser with the words that stand beside dates in Italian, and its months."""
    from dateutil.parser import parser, parserinfo

    known = furniture().date
    names = {number: [n for n, m in known.months.items() if m == number] for number in range(1, 13)}

    class Italian(parserinfo):  # type: ignore[misc]
        JUMP = [  # noqa: RUF012
            *parserinfo.JUMP,
            *(known.words | known.published | known.weekdays) - {*known.months, "cet", "cest"},
        ]
        MONTHS = [  # noqa: RUF012
            (*english, *names[number]) for number, english in enumerate(parserinfo.MONTHS, 1)
        ]

    return parser(Italian(dayfirst=True))
