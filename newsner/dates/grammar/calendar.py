"""Dates of the calendar: days, months, years, decades, centuries, seasons, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..nodes import (
    Anchor,
    Fixed,
    Impossible,
    InYear,
    Node,
    Plain,
    Year,
    Yearly,
    yearly_day,
    yearly_part,
)
from ..numerals import FIRST_YEAR, LAST_YEAR, quantity, short_year
from ..numerals import day as read_day
from ..numerals import year as read_year
from ..periods import Period
from ..source import Source
from ..told import DayOf, Shift

Read = tuple[Node, int]  # node, index after its last atom
Found = tuple[Node, int, int]  # node, first atom, index after the last
SHIFTED = frozenset(
    ("day", "week", "month", "quarter", "semester", "year", "decade", "century", "millennium")
)
_AHEAD = 9  # years that "31/12/33" may lie ahead beyond what "'33" may


def year_period(year: Year) -> Fixed:
    """Give the period of a year."""
    return Fixed(Period("year", date(year.number, 1, 1)), year.guessed)


def bare_year(source: Source, at: int) -> Read | None:
    """Read the period of a year."""
    year = read_year(source, at)
    return (year_period(year[0]), year[1]) if year else None


def numeric_date(source: Source, at: int) -> Read | None:
    """Read 24/02/2022, 24.2.22, 24-02-2022, 2022-02-24."""
    norms = source.norms
    if not (source.joins(at + 1, "/.-") and source.joins(at + 3, norms[at + 1])):
        return None
    first, second, third = norms[at], norms[at + 2], norms[at + 4]
    if not (first.isdecimal() and second.isdecimal() and third.isdecimal()):
        return None
    if len(first) == 4 and len(second) == 2 and len(third) == 2:
        year, month, day = Year(int(first)), int(second), int(third)
    elif len(first) <= 2 and len(second) <= 2 and len(third) in (2, 4):
        day, month = int(first), int(second)
        number = int(third)
        year = Year(number) if len(third) == 4 else short_year(number, source.latest_year + _AHEAD)
        if len(third) == 2 and (month > 12 or day > 31 or not month or not day):
            return None  # a version, a telephone number, a score
    else:
        return None
    written = source.text[source.starts[at] : source.ends[at + 4]]
    return _whole(written, year, month, day), at + 5


def month_in_figures(source: Source, at: int) -> Read | None:
    """Read 03/2019 after "nel", "dal", "al": a law has numbers like that too."""
    month, year = source.number(at, (2, 2)), source.number(at + 2, (4, 4))
    if not month or month > 12 or not year or not source.joins(at + 1, "/"):
        return None
    if not source.preceded("before_numbers", at) or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Fixed(Period("month", date(year, month, 1))), at + 3


def _whole(written: str, year: Year, month: int, day: int) -> Node:
    if not FIRST_YEAR <= year.number <= LAST_YEAR:
        return Impossible(written)
    try:
        return Fixed(Period("day", date(year.number, month, day)), year.guessed)
    except ValueError:
        return Impossible(written)


def day_and_month_in_figures(source: Source, at: int) -> Read | None:
    """Read 25/4, where an article or a weekday says that it is a date."""
    weekday, start = weekday_before(source, at)
    if not source.joins(start + 1, "/"):
        return None
    day, month = source.number(start, (1, 2)), source.number(start + 2, (1, 2))
    if not day or not month or day > 31 or month > 12 or source.listed("of", start + 3):
        return None
    if not (weekday or source.preceded("before_day", at) or source.preceded("day_label", at)):
        return None
    if yearly_day(month, day).make(2000) is None:
        return None
    return InYear(yearly_day(month, day), weekday=weekday), start + 3


def year_of(source: Source, at: int) -> tuple[Year | Node, int] | None:
    """Read what tells the year after a day, month or season: "(del) 2022", "dell'anno scorso"."""
    start = source.past("of", at)
    year = read_year(source, start)
    if year is not None:
        figures = source.number(start, (4, 4)) is not None or source.norms[start] == "'"
        told = figures or start > at or not source.counts_things(year[1])  # "maggio duemilasedici"
        goes_on = source.joins(year[1], ".,:/") and source.norms[year[1] + 1].isdecimal()
        if told and not goes_on:  # "2000.50" is no year
            return year
    if start == at and not source.listed("this", at):
        return None
    return relative_unit(source, start, "year") or _years_ago(source, start)


def _years_ago(source: Source, at: int) -> tuple[Node, int] | None:
    """Read "due anni fa"."""
    count = quantity(source, at)
    units = source.lexicon.plural_units if count and count[0] > 1 else source.lexicon.singular_units
    unit = units.match(source.norms, count[1]) if count else None
    end = source.listed("ago", unit[1]) if unit and unit[0].name == "year" else 0
    return (Shift("year", -count[0]), end) if count and end else None


def relative_unit(source: Source, at: int, unit: str = "") -> tuple[Shift, int] | None:
    """Read "(il) mese scorso", "quest'anno", "(lo) stesso anno", "(l')anno dopo".

    Of that unit, or of any unit that the calendar counts.
    """
    units = source.lexicon.singular_units
    found = units.match(source.norms, at)
    if found:
        name = found[0].name
        if name != unit and (unit or name not in SHIFTED):
            return None
        for listed, count, anchor in _AFTER_UNIT:
            end = source.listed(listed, found[1])
            if end:
                return Shift(name, count, anchor), end  # type: ignore[arg-type]
        return None
    for listed, count, anchor in _BEFORE_UNIT:
        after = source.listed(listed, at)
        found = units.match(source.norms, after) if after else None
        if found and (found[0].name == unit or (not unit and found[0].name in SHIFTED)):
            return Shift(found[0].name, count, anchor), found[1]  # type: ignore[arg-type]
    return None


_BEFORE_UNIT: tuple[tuple[str, int, Anchor], ...] = (
    ("last", -1, "today"),
    ("next", 1, "today"),
    ("this", 0, "today"),
    ("same", 0, "text"),
)
_AFTER_UNIT: tuple[tuple[str, int, Anchor], ...] = (
    ("last", -1, "today"),
    ("next", 1, "today"),
    ("this_after", 0, "today"),
    ("same_after", 0, "text"),
    ("after", 1, "text"),
    ("before", -1, "text"),
)


def towards(source: Source, at: int) -> tuple[int, int]:
    """Read "scorso" or "prossimo": -1, 1 or 0, and the index after it."""
    for name, value in (("last", -1), ("next", 1)):
        end = source.listed(name, at)
        if end:
            return value, end
    return 0, at


def yearly(source: Source, what: Yearly, at: int, weekday: int = 0, before: int = 0) -> Read:
    """Give something yearly its year, from what follows it: "2022", "scorso", nothing."""
    if before:
        return InYear(what, towards=before, weekday=weekday), at
    side, end = towards(source, at)
    if side:
        return InYear(what, towards=side, weekday=weekday), end
    year = year_of(source, at)
    if year:
        return InYear(what, year[0], weekday=weekday), year[1]
    return InYear(what, weekday=weekday), at


def month_name(source: Source, at: int, *, after_day: bool = False) -> tuple[int, int] | None:
    """Read the name of a month; before a year or after a day ("il 2 ott.") its abbreviation."""
    found = source.lexicon.months.match(source.norms, at)
    if found:
        return found
    found = source.lexicon.month_abbreviations.match(source.norms, at)
    if found:
        month, end = found
        dot = source.norms[end] == "." and source.glued(end)
        if source.number(end + dot, (4, 4)) or (
            after_day and (dot or not source.listed("sets", at))
        ):
            return month, end + dot
    return None


def month_of(month: int) -> Yearly:
    """Give a month of the year."""
    return yearly_part("month", month, month, f"{month:02}")


def weekday_before(source: Source, at: int) -> tuple[int, int]:
    """Read an optional weekday before a day: its number or 0, and the index after it."""
    found = source.lexicon.weekdays.match(source.norms, at)
    if not found:
        return 0, at
    end = found[1] + (source.norms[found[1]] == ",")
    return found[0], source.past("before_day", end)


def day_month(source: Source, at: int) -> Read | None:
    """Read "[lunedì] 24 febbraio [2022]", "primo maggio", "il 5 del mese scorso"."""
    before, start = towards(source, at)
    weekday, start = weekday_before(source, start)
    day = read_day(source, start)
    if not day:
        return None
    number, end = day
    told = weekday or source.preceded("before_day", start)
    month = month_name(source, end, after_day=bool(told)) or month_name(
        source, source.listed("of", end) or end
    )
    if not month and source.norms[end] == "-" and source.glued(end):
        month = month_name(source, end + 1)
    if not month:
        of = source.listed("of", end)
        relative = relative_unit(source, of, "month") if of else None
        if relative and number <= 31:
            return DayOf(number, relative[0]), relative[1]
        return None
    first = source.starts[start]
    node, last = dated(source, number, month[0], month[1], weekday=weekday, first=first)
    if before and isinstance(node, InYear) and node.year is None:
        node = replace(node, towards=before)
    return node, last


def dated(source: Source, day: int, month: int, end: int, *, weekday: int, first: int) -> Read:
    """Complete a day and a month with what tells the year, from ``end`` on."""
    what = yearly_day(month, day)
    if what.make(2000) is None:
        year = year_of(source, end)
        end = year[1] if year else end
        return Impossible(source.text[first : source.ends[end - 1]]), end
    return yearly(source, what, end, weekday)


def month(source: Source, at: int) -> Read | None:
    """Read "marzo [2022]", "lo scorso marzo", "marzo dell'anno scorso", "mese di marzo"."""
    start = source.listed("month_of", at) or at
    before, start = towards(source, start)
    found = month_name(source, start)
    if not found:
        return None
    return yearly(source, month_of(found[0]), found[1], before=before)


def year(source: Source, at: int) -> Read | None:
    """Read a year where the word before says that it is one; "476 d.C.", "300 a.C."."""
    labelled = source.listed("year_label", at)
    start = labelled or at
    number = source.number(start, (1, 4))
    if number:
        era = source.lexicon.eras.match(source.norms, start + 1)
        if era and era[0] == "BC":
            return Plain("DATE", f"BC{number:04}", "year"), era[1]
        if era:
            return year_period(Year(number)), era[1]
    found = bare_year(source, start)
    if not found:
        return None
    bracketed = source.norms[at - 1] == "(" and source.norms[found[1]] in (")", ",", "-", "–")
    told = labelled or source.preceded("before_year", at) or bracketed
    named = source.preceded("year_nouns", at) and not source.counts_things(found[1])
    return found if told or named else None
