"""The dates of a life in brackets behind a name: "Ada Riva (Bari, 1922 - Roma, 1999)"."""

from __future__ import annotations

from ..nodes import Fixed, InYear, Node, Year
from ..source import Source
from .calendar import Found, Read, bare_year, day_month, numeric_date

_DASHES = frozenset("-–—")
_REACH = 6  # atoms that the name of a place may have
_SHORTEST = 35  # years that nobody holds an office for
_LONGEST = 115


def lifetime(source: Source, at: int) -> list[Found] | None:
    """Read both dates from the first on; without places only what is long enough for a life."""
    if not source.norms[at][0].isdigit():
        return None
    opening = _opening(source, at)
    first = _date(source, at) if opening is not None else None
    if opening is None or first is None or source.norms[first[1]] not in _DASHES:
        return None
    start = _past_place(source, first[1] + 1)
    second = _date(source, start)
    if second is None or source.norms[second[1]] != ")":
        return None
    born, died = _year(first[0]), _year(second[0])
    shortest = _SHORTEST if opening == at - 1 and start == first[1] + 1 else 0
    if born is None or died is None or not shortest <= died - born <= _LONGEST:
        return None
    return [(first[0], at, first[1]), (second[0], start, second[1])]


def _opening(source: Source, at: int) -> int | None:
    """Bracket behind a person's name, with at most a place between it and the date."""
    for i in range(at - 1, max(0, at - 1 - _REACH), -1):
        if source.norms[i] == "(":
            return i if source.in_person(i - 1) and _past_place(source, i + 1) == at else None
    return None


def _past_place(source: Source, at: int) -> int:
    """Skip the name of a place and a comma."""
    end = at
    while end - at < _REACH and source.norms[end].isalpha():
        end += 1
    return end + (source.norms[end] == "," and end > at)


def _date(source: Source, at: int) -> Read | None:
    return day_month(source, at) or numeric_date(source, at) or bare_year(source, at)


def _year(node: Node) -> int | None:
    if isinstance(node, Fixed):
        return node.period.start.year
    if isinstance(node, InYear) and isinstance(node.year, Year):
        return node.year.number
    return None
