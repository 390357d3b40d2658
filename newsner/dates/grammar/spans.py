"""Portions of periods, and intervals between two times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ..nodes import (
    Between,
    Fixed,
    Impossible,
    InYear,
    Moment,
    Node,
    Plain,
    Portion,
    Shift,
    SubUnit,
    Year,
    yearly_day,
)
from ..numerals import cardinal, ordinal
from ..numerals import day as read_day
from ..numerals import year as read_year
from ..periods import Period
from ..source import Source
from .calendar import (
    Read,
    bare_decade,
    century,
    dated,
    month_name,
    month_of,
    weekday_before,
    year_of,
    year_period,
)

Point = Callable[[Source, int], Read | None]
_DASHES = frozenset("-–/")


def portion(source: Source, at: int, point: Point) -> Read | None:
    """Read "fine ottobre", "inizio del 2023", "metà degli anni Novanta", "fine anno"."""
    found = source.lexicon.portions.match(source.norms, at)
    if found:
        third, start = found
        of = source.listed("of", start)
        # "primi mesi" are of something; "fine" may stand right before it: "fine ottobre"
        whole = _whole(source, of or start, point) if of or start == at + 1 else None
        if whole and not (isinstance(whole[0], Plain) and whole[0].kind != "DATE"):
            return Portion(whole[0], third), whole[1]
    found = source.lexicon.day_portions.match(source.norms, at)
    of = source.listed("of", found[1]) if found else 0
    whole = point(source, of) if of else None
    if found and whole:
        return Portion(whole[0], found[0]), whole[1]
    found = source.lexicon.long_portions.match(source.norms, at)
    whole = _whole(source, found[1], point) if found else None
    if found and whole and _is_long(whole[0]):
        return Portion(whole[0], found[0]), whole[1]
    return None


def _whole(source: Source, at: int, point: Point) -> Read | None:
    """Read what a portion is of: a point in time, a bare year, "anno", "mese"."""
    found = point(source, at)
    if found:
        return found
    year = read_year(source, at)
    if year:
        return year_period(year[0]), year[1]
    named = source.lexicon.centuries.match(source.norms, at)
    if named and source.capitalised(at):
        return Fixed(Period("century", date(named[0] * 100, 1, 1))), named[1]
    if source.listed("working_day", at):
        return Shift("day", 0), at + 1
    unit = source.lexicon.singular_units.match(source.norms, at)
    if unit and unit[0].name in ("week", "month", "year", "decade", "century"):
        return Shift(unit[0].name, 0), unit[1]
    return None


def _is_long(node: Node) -> bool:
    return isinstance(node, Fixed) and node.period.unit in ("decade", "century")


def half(source: Source, at: int, point: Point) -> Read | None:
    """Read "prima metà del 2024", "seconda metà di marzo", "seconda metà dell'Ottocento"."""
    number = ordinal(source, at)
    end = source.listed("halves", number[1]) if number else 0
    of = source.listed("of", end) if end else 0
    whole = _whole(source, of, point) if of else None
    if not number or not whole or number[0] > 2:
        return None
    node, last = whole
    if isinstance(node, Fixed) and node.period.unit == "year":
        start = node.period.start.replace(month=1 if number[0] == 1 else 7)
        return Fixed(Period("semester", start), node.guessed), last
    if isinstance(node, Shift) and node.unit == "year":
        return SubUnit("semester", number[0], node), last
    return Portion(node, 0 if number[0] == 1 else 2), last


def first_months(source: Source, at: int, point: Point) -> Read | None:
    """Read "primi sei mesi del 2024", "primi nove mesi dell'anno", "ultimi tre mesi del 2023"."""
    first, last = source.listed("first_few", at), source.listed("last_few", at)
    count = cardinal(source, first or last) if first or last else None
    unit = source.lexicon.plural_units.match(source.norms, count[1]) if count else None
    of = source.listed("of", unit[1]) if unit and unit[0].name == "month" else 0
    whole = _whole(source, of, point) if of else None
    if not count or not whole or count[0] > 11:
        return None
    year, end = whole
    if count[0] in (3, 6) and _is_year(year):
        name = "quarter" if count[0] == 3 else "semester"
        number = 1 if first else 12 // count[0]
        return SubUnit(name, number, year), end  # type: ignore[arg-type]
    if not _is_year(year):
        return Portion(year, 0 if first else 2), end
    begin, finish = (1, count[0]) if first else (13 - count[0], 12)
    return Between(InYear(month_of(begin), year), InYear(month_of(finish), year)), end


def _counted(source: Source, between: bool, last: Node | int, end: int) -> bool:
    """Whether bare numbers are amounts: "da 1500 a 2000", "tra 1990 e 2015 euro"."""
    return _is_year(last) and (not between or source.counts_things(end))


def _is_year(node: Node | int) -> bool:
    return (isinstance(node, Fixed) and node.period.unit == "year") or (
        isinstance(node, Shift) and node.unit == "year"
    )


def interval(source: Source, at: int, point: Point) -> Read | None:
    """Read "dal 3 al 5 aprile", "tra il 2010 e il 2015", "da marzo a maggio", "dalle 9 alle 18"."""
    after = source.listed("from", at)
    if not after:
        return None
    centuries = _centuries(source, after)
    if centuries:
        return centuries
    habit = _weekly(source, at, after)
    if habit:
        return habit
    start = source.past("articles", after)
    between = bool(source.listed("between", at))
    bare = start == after and not source.listed("before_year", at)
    for first, middle in _endpoints(source, start, point):
        link = source.listed("and" if between else "to", middle)
        if not link and source.norms[middle] == "," and not between:
            link = source.listed("to", middle + 1)
        if not link:
            continue
        other = source.past("articles", link)
        if isinstance(first, Fixed) and first.period.unit == "decade":
            decade = bare_decade(source, other, first)
            if decade:
                return Between(first, decade[0]), decade[1]
        for second, end in _endpoints(source, other, point):
            both = _joined(source, first, second, point)
            if both and not (bare and _counted(source, between, second, end)):
                return both, end
    return None


def _centuries(source: Source, after: int) -> Read | None:
    """Read "tra il XV e il XVI secolo", "dal X al XII secolo"."""
    first = ordinal(source, source.past("articles", after))
    link = (source.listed("to", first[1]) or source.listed("and", first[1])) if first else 0
    second = century(source, source.past("articles", link)) if link else None
    if not first or not second or not isinstance(second[0], Fixed):
        return None
    start = Period("century", date(max(1, (first[0] - 1) * 100), 1, 1))
    return Between(Fixed(start), second[0]), second[1]


def _weekly(source: Source, at: int, after: int) -> Read | None:
    """Read "dal lunedì al venerdì": every week."""
    first = source.lexicon.weekdays.match(source.norms, after)
    fused = source.listed("fused_to", first[1]) if first and source.listed("fused_from", at) else 0
    second = source.lexicon.weekdays.match(source.norms, fused) if fused else None
    if not first or not second:
        return None
    ends = (f"XXXX-WXX-{first[0]}", f"XXXX-WXX-{second[0]}")
    return Between(*(Plain("SET", end, "day") for end in ends)), second[1]


def _endpoints(source: Source, at: int, point: Point) -> list[tuple[Node | int, int]]:
    """Ways to read an end of an interval: a point in time, or a bare number."""
    ways: list[tuple[Node | int, int]] = []
    found = portion(source, at, point) or half(source, at, point) or point(source, at)
    if found:
        ways.append(found)
    year = read_year(source, at)
    if year and not (found and found[1] > year[1]):
        ways.append((year_period(year[0]), year[1]))
    weekday, start = weekday_before(source, at)
    number = read_day(source, start)
    if number and (not weekday or source.number(start, (1, 2))):
        ways.append(number)
    return ways


def _joined(source: Source, first: Node | int, second: Node | int, point: Point) -> Node | None:
    if isinstance(first, int):
        if isinstance(second, int):
            return None
        return Between(of_same_month(first, second), second) if _has_day(second) else None
    if isinstance(second, int):
        return None
    if isinstance(first, Plain) and first.kind != "DATE":
        return None
    if isinstance(second, Plain) and second.kind != "DATE":
        return None
    if (
        isinstance(second, InYear)
        and isinstance(first, InYear)
        and first.year is None
        and (second.towards or isinstance(second.year, Node))
    ):
        first = replace(first, year=second.year, towards=second.towards)
    if isinstance(first, Moment) != isinstance(second, Moment):
        return None
    if isinstance(first, Moment) and isinstance(second, Moment) and first.day is None:
        first = replace(first, day=second.day)
    return Between(first, second)


def _has_day(node: Node) -> bool:
    if isinstance(node, InYear):
        return node.what.unit == "day" and node.what.hidden[5:] != "XX-XX"
    return isinstance(node, Fixed | Impossible) and not (
        isinstance(node, Fixed) and node.period.unit != "day"
    )


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
        return dated_like(other, day, month)
    return Impossible(str(day))


def dated_like(other: InYear, day: int, month: int) -> Node:
    """Give a day and month with the year of ``other``."""
    what = yearly_day(month, day)
    if what.make(2000) is None:
        return Impossible(f"{day}/{month}")
    return replace(other, what=what, weekday=0)


def dashed(source: Source, at: int) -> Read | None:
    """Read "2017-2018", "2011-12", "2011/12", "3-5 aprile [2022]", "marzo-maggio 2020"."""
    norms = source.norms
    month = source.lexicon.months.match(norms, at)
    if month and norms[month[1]] in _DASHES:
        second = month_name(source, month[1] + 1)
        if second:
            year = year_of(source, second[1])
            what = (month_of(month[0]), month_of(second[0]))
            given = year[0] if year else None
            both = Between(InYear(what[0], given), InYear(what[1], given))
            return both, year[1] if year else second[1]
        return None
    first = source.number(at, (1, 4))
    if first is None or norms[at + 1] not in _DASHES:
        return None
    if not (source.glued(at + 1) and source.glued(at + 2)):
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


def listed_days(source: Source, at: int) -> list[tuple[Node, int, int]] | None:
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


def listed_months(source: Source, at: int) -> list[tuple[Node, int, int]] | None:
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


def listed_years(source: Source, at: int) -> list[tuple[Node, int, int]]:
    """Read the further years of "nel 2018, 2019 e 2020"."""
    found: list[tuple[Node, int, int]] = []
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
