"""The grammar of Italian temporal expressions: from atoms to nodes.

Every rule is a function that reads from one atom on and gives a node and the index after it, or
None. Of all rules that read something from an atom the longest wins, the earlier in order of two
that are as long. Words come from the lexicon alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..nodes import Fixed, Node, Plain
from ..source import Source
from . import (
    amounts,
    bare,
    calendar,
    clock,
    dayparts,
    eras,
    holidays,
    lists,
    nth,
    relative,
    repeated,
    spans,
)
from .calendar import Found, Read

Rule = Callable[[Source, int], Read | None]

_DAYS: tuple[Rule, ...] = (
    calendar.numeric_date,
    calendar.day_month,
    calendar.day_and_month_in_figures,
    holidays.holiday,
    relative.deictic_day,
    relative.day_after,
    relative.weekday,
    relative.unit,
    relative.unit_of_day,
)
_POINTS: tuple[Rule, ...] = (
    *_DAYS,
    calendar.month,
    calendar.month_in_figures,
    calendar.year,
    eras.decade,
    eras.century,
    eras.season,
    eras.numbered_part,
    relative.following_month,
    relative.weekend,
    clock.hour_of_day,
    dayparts.part_of_day,
    dayparts.deictic_part,
)
_ALONE: tuple[Rule, ...] = (
    relative.weekday_and_day,
    bare.bare_day,
    relative.unit_in_short,
    relative.reference,
    relative.then,
    relative.vague_period,
    repeated.repetition,
    amounts.recent_amount,
    amounts.counted_time,
    amounts.whole_unit,
    amounts.age,
    amounts.bare_units,
    repeated.habit,
    lists.dashed,
)
_COMPOUNDS: tuple[Rule, ...] = (
    spans.portion,
    spans.half,
    spans.first_months,
    spans.interval,
    nth.nth_unit,
)


def _longest(rules: Iterable[Rule], source: Source, at: int) -> Read | None:
    best: Read | None = None
    for rule in rules:
        found = rule(source, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def days(source: Source, at: int) -> Read | None:
    """Read an expression that names a day."""
    found = _longest((*_DAYS, relative.weekday_and_day), source, at)
    return found if found and clock.names_day(found[0]) else None


def point(source: Source, at: int) -> Read | None:
    """Read a point in time, with the time of day that follows it."""
    found = _longest(_POINTS, source, at)
    return clock.with_time(source, *found) if found else None


def expressions(source: Source, at: int) -> list[Found]:
    """Read the expression, or the list of expressions, that begins at an atom."""
    several = lists.listed_days(source, at) or lists.listed_months(source, at)
    if several:
        return several
    best = point(source, at)
    for rule in _ALONE:
        found = rule(source, at)
        if found and (best is None or found[1] > best[1]):
            best = clock.with_time(source, *found)
    for compound in _COMPOUNDS:
        found = compound(source, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    if best is None:
        return []
    node, end = best
    return [(node, at, end), *_further(source, node, end)]


def _further(source: Source, node: Node, end: int) -> list[Found]:
    if isinstance(node, Fixed) and node.period.unit == "year":
        return lists.listed_years(source, end)
    if isinstance(node, Fixed) and node.period.unit == "decade":
        return eras.further_decades(source, node, end)
    if isinstance(node, Plain) and node.kind == "SET" and node.timex.startswith("XXXX-W"):
        return repeated.further_weekdays(source, end)
    return []
