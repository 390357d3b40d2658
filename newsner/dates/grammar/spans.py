"""Portions of periods, and intervals between two times."""

from __future__ import annotations

from dataclasses import replace

from ..nodes import Fixed, Impossible, InYear, Node, Plain
from ..numerals import cardinal, ordinal
from ..numerals import day as read_day
from ..periods import Period
from ..source import Source
from ..told import Between, DayOf, Moment, Portion, Recurring, Shift, SubUnit
from .calendar import Read, bare_year, month_of, weekday_before
from .clock import in_half_of, names_day
from .dayparts import part_moment, point_node
from .eras import bare_decade, century, century_of
from .lists import of_same_month
from .relative import weekday_and_day

_LONG = ("decade", "century")


def portion(source: Source, at: int) -> Read | None:
    """Read "fine ottobre", "inizio del 2023", "metà degli anni Novanta", "fine anno"."""
    found = source.lexicon.portions.match(source.norms, at)
    if found:
        third, start = found
        of = source.listed("of", start)
        # "primi mesi" are of something; "fine" may stand right before it: "fine ottobre"
        part = None if of else _part_of_today(source, at, start)
        whole = part or (whole_of(source, of or start) if of or start == at + 1 else None)
        if whole and not part and not of and names_day(whole[0]):
            return None  # "avranno inizio lunedì"
        if whole and not (isinstance(whole[0], Plain) and whole[0].kind != "DATE"):
            return Portion(whole[0], third), whole[1]
    found = source.lexicon.day_portions.match(source.norms, at)
    of = source.listed("of", found[1]) if found else 0
    whole = point_node(source, of) if of else None
    if found and whole:
        return Portion(whole[0], found[0]), whole[1]
    found = source.lexicon.long_portions.match(source.norms, at)
    whole = whole_of(source, found[1]) if found else None
    if found and whole and isinstance(whole[0], Fixed) and whole[0].period.unit in _LONG:
        return Portion(whole[0], found[0]), whole[1]
    return None


def _part_of_today(source: Source, at: int, start: int) -> Read | None:
    """Read what "a fine giornata", "a metà mattinata" are of."""
    if not (source.preceded("at_named", at) or source.preceded("in_short", at)):
        return None
    if source.listed("working_day", start):
        return Shift("day", 0), start + 1
    part = source.lexicon.parts.match(source.norms, start)
    return (part_moment(source, part[0], None), part[1]) if part else None


def whole_of(source: Source, at: int) -> Read | None:
    """Read what a portion is of: a point in time, a bare year, "anno", "mese"."""
    found = point_node(source, at) or bare_year(source, at)
    if found:
        return found
    named = source.lexicon.centuries.match(source.norms, at)
    if named and source.capitalised(at):
        return century_of(named[0]), named[1]
    if source.listed("working_day", at):
        return Shift("day", 0), at + 1
    unit = source.lexicon.singular_units.match(source.norms, at)
    if unit and unit[0].name in ("week", "month", "year", "decade", "century"):
        return Shift(unit[0].name, 0), unit[1]
    return None


def half(source: Source, at: int) -> Read | None:
    """Read "prima metà del 2024", "seconda metà di marzo", "seconda metà dell'Ottocento"."""
    number = ordinal(source, at)
    end = source.listed("halves", number[1]) if number else 0
    of = source.listed("of", end) if end else 0
    whole = whole_of(source, of) if of else None
    if not number or not whole or number[0] > 2:
        return None
    node, last = whole
    if isinstance(node, Fixed) and node.period.unit == "year":
        start = node.period.start.replace(month=1 if number[0] == 1 else 7)
        return Fixed(Period("semester", start), node.guessed), last
    if isinstance(node, Shift) and node.unit == "year":
        return SubUnit("semester", number[0], node), last
    return Portion(node, 0 if number[0] == 1 else 2), last


def first_months(source: Source, at: int) -> Read | None:
    """Read "primi sei mesi del 2024", "primi nove mesi dell'anno", "ultimi tre mesi del 2023"."""
    first, last = source.listed("first_few", at), source.listed("last_few", at)
    count = cardinal(source, first or last) if first or last else None
    unit = source.lexicon.plural_units.match(source.norms, count[1]) if count else None
    of = source.listed("of", unit[1]) if unit and unit[0].name == "month" else 0
    whole = whole_of(source, of) if of else None
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


def interval(source: Source, at: int) -> Read | None:
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
    for first, middle in _endpoints(source, start):
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
        for second, end in _endpoints(source, other):
            both = _joined(source, first, second)
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
    return Between(century_of(first[0] - 1), second[0]), second[1]


def _weekly(source: Source, at: int, after: int) -> Read | None:
    """Read "dal lunedì al venerdì": every week."""
    first = source.lexicon.weekdays.match(source.norms, after)
    fused = source.listed("fused_to", first[1]) if first and source.listed("fused_from", at) else 0
    second = source.lexicon.weekdays.match(source.norms, fused) if fused else None
    if not first or not second:
        return None
    ends = (f"XXXX-WXX-{first[0]}", f"XXXX-WXX-{second[0]}")
    return Between(*(Plain("SET", end, "day") for end in ends)), second[1]


def _endpoints(source: Source, at: int) -> list[tuple[Node | int, int]]:
    """Ways to read an end of an interval: a point in time, or a bare number."""
    ways: list[tuple[Node | int, int]] = []
    found = portion(source, at) or half(source, at) or point_node(source, at)
    if found:
        ways.append(found)
    year = bare_year(source, at)
    if year and not (found and found[1] > year[1]):
        ways.append(year)
    named = weekday_and_day(source, at)
    if named and not (found and found[1] >= named[1]):
        ways.insert(0, named)
    weekday, start = weekday_before(source, at)
    number = read_day(source, start)
    if number and (not weekday or source.number(start, (1, 2))):
        ways.append(number)
    return ways


def _joined(source: Source, first: Node | int, second: Node | int) -> Node | None:
    if isinstance(first, int):
        if isinstance(second, int):
            return None
        if isinstance(second, DayOf):
            return Between(replace(second, day=first), second)
        return Between(of_same_month(first, second), second) if _has_day(second) else None
    if isinstance(second, int):
        return None
    if isinstance(first, Recurring) and not isinstance(second, Recurring):
        return None  # "tra domenica 28 e martedì 30 ottobre": days of one month
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
    if isinstance(first, Moment) and isinstance(second, Moment):
        first = in_half_of(first, second)
        if first.day is None:
            first = replace(first, day=second.day)
    return Between(first, second)


def _has_day(node: Node) -> bool:
    if isinstance(node, InYear):
        return node.what.unit == "day" and node.what.hidden[5:] != "XX-XX"
    return node.period.unit == "day" if isinstance(node, Fixed) else isinstance(node, Impossible)
