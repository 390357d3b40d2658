"""Expressions that share what follows them: "il 3 e il 5 marzo", "2017-2018"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..nodes import Fixed, Impossible, InYear, Node, Year, yearly_day
from ..numerals import day as read_day
from ..numerals import year as read_year
from ..periods import Period
from ..source import Source
from ..told import Between
from .calendar import (
    Found,
    Read,
    dated,
    month_name,
    month_of,
    weekday_before,
    year_of,
    year_period,
)

_DASHES = "-–/"


def of_same_month(day: int, other: Node) -> Node:
    """Give the day of the month that ``other`` is in, of the month before where it is later."""
    if isinstance(other, Fixed):
        last = other.period.start
        month = last.month if day <= last.day else (last.month - 2) % 12 + 1
        year = last.year - (day > last.day and last.month == 1)
        try:
            return Fixed(Period("day", date(year, month, day)), other.guessed)
        except ValueError:
            return Impossible(f"{year}-{month:02}-{day}")
    if isinstance(other, InYear):
        month, last_day = int(other.what.hidden[5:7]), int(other.what.hidden[8:10])
        if day > last_day:
            month = (month - 2) % 12 + 1
            if month == 12 and isinstance(other.year, Year):
                other = replace(other, year=other.year._replace(number=other.year.number - 1))
        what = yearly_day(month, day)
        if what.make(2000) is None:
            return Impossible(f"{day}/{month}")
        return replace(other, what=what, weekday=0)
    return Impossible(str(day))


def dashed(source: Source, at: int) -> Read | None:
    """Read "2017-2018", "2011-12", "2011/12", "3-5 aprile [2022]", "marzo-maggio 2020"."""
    norms = source.norms
    month = source.lexicon.months.match(norms, at)
    if month and norms[month[1]] in tuple(_DASHES):
        second = month_name(source, month[1] + 1)
        if second:
            year = year_of(source, second[1])
            what = (month_of(month[0]), month_of(second[0]))
            given = year[0] if year else None
            both = Between(InYear(what[0], given), InYear(what[1], given))
            return both, year[1] if year else second[1]
        return None
    first = source.number(at, (1, 4))
    if first is None or not source.joins(at + 1, _DASHES):
        return None
    day = source.number(at + 2, (1, 2))
    named = month_name(source, at + 3) if day else None
    if first <= 31 and day and named:
        node, end = dated(source, day, *named, weekday=0, first=source.starts[at])
        return Between(of_same_month(first, node), node), end
    return _years(source, at)


def _years(source: Source, at: int) -> Read | None:
    first, last = source.number(at, (4, 4)), source.number(at + 2, (2, 4))
    if not first or last is None or not 1000 <= first <= 2199:
        return None
    if source.glued(at + 3) and source.norms[at + 3] in _DASHES:
        return None
    second = last if last > 99 else first // 100 * 100 + last
    if len(source.norms[at + 2]) == 3 or not first < second <= first + 300:
        return None
    if not (
        source.preceded("before_year", at)
        or source.preceded("year_label", at)
        or source.preceded("seasons_of_sport", at)
        or second == first + 1
        or source.norms[at - 1] == "("
    ):
        return None
    return Between(year_period(Year(first)), year_period(Year(second))), at + 3


def listed_days(source: Source, at: int) -> list[Found] | None:
    """Read days that share a month: "il 3 e il 5 marzo", "sabato 27 e domenica 28 ottobre"."""
    days: list[tuple[int, int, int, int]] = []  # weekday, day, first and last atom
    here = at
    article = False
    while True:
        weekday, start = weekday_before(source, here)
        number = read_day(source, start)
        if not number or number[0] > 31:
            return None
        days.append((weekday, number[0], here, number[1]))
        month = month_name(source, number[1])
        if month:
            break
        link = source.listed("and", number[1]) or source.listed("or", number[1])
        link = link or (number[1] + 1 if source.norms[number[1]] == "," else 0)
        if not link or len(days) > 8:
            return None
        here = source.past("before_day", link)
        article = article or here > link
    if len(days) < 2:
        return None
    weekday, last_day, first_atom, _ = days[-1]
    last, end = dated(source, last_day, *month, weekday=weekday, first=source.starts[first_atom])
    if isinstance(last, Impossible):
        return [(last, first_atom, end)]
    numbers = [n for _, n, _, _ in days]
    run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if run and not article and not any(w for w, _, _, _ in days[1:]):
        return [(Between(of_same_month(numbers[0], last), last), at, end)]
    found = [(of_same_month(n, last), first, stop) for _, n, first, stop in days[:-1]]
    return [*found, (last, first_atom, end)]


def listed_months(source: Source, at: int) -> list[Found] | None:
    """Read months that share a year: "marzo e aprile 2023"."""
    month = source.lexicon.months.match(source.norms, at)
    link = source.listed("and", month[1]) if month else 0
    second = source.lexicon.months.match(source.norms, link) if link else None
    year = year_of(source, second[1]) if second else None
    if not month or not second or not year:
        return None
    return [
        (InYear(month_of(month[0]), year[0]), at, month[1]),
        (InYear(month_of(second[0]), year[0]), link, year[1]),
    ]


def listed_years(source: Source, at: int) -> list[Found]:
    """Read the further years of "nel 2018, 2019 e 2020"."""
    found: list[Found] = []
    while True:
        link = source.listed("and", at) or source.listed("or", at)
        comma = not link and source.norms[at] == ","
        link = link or (at + 1 if comma else 0)
        start = source.past("before_year", link) if link else 0
        year = read_year(source, start) if link else None
        if not year or source.number(start, (4, 4)) is None or source.counts_things(year[1]):
            break
        if comma and not _goes_on(source, year[1]):
            break
        found.append((year_period(year[0]), start, year[1]))
        at = year[1]
    return found


def _goes_on(source: Source, at: int) -> bool:
    return bool(source.listed("and", at)) or source.norms[at] == ","
