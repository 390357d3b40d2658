"""Dates of the calendar: days, months, years, decades, centuries, seasons, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter

from ...knowledge.dates import Holiday, split
from ..nodes import (
    Anchor,
    DayOf,
    Fixed,
    Impossible,
    InYear,
    Node,
    Plain,
    Shift,
    SubUnit,
    Year,
    Yearly,
    yearly_day,
    yearly_part,
)
from ..numerals import FIRST_YEAR, LAST_YEAR, cardinal, ordinal, quantity, short_year
from ..numerals import day as read_day
from ..numerals import year as read_year
from ..periods import Period
from ..source import Source

Read = tuple[Node, int]
SHIFTED = frozenset(
    ("day", "week", "month", "quarter", "semester", "year", "decade", "century", "millennium")
)
_DATE_SIGNS = frozenset("/.-")


def year_period(year: Year) -> Fixed:
    """Give the period of a year."""
    return Fixed(Period("year", date(year.number, 1, 1)), year.guessed)


def numeric_date(source: Source, at: int) -> Read | None:
    """Read 24/02/2022, 24.2.22, 24-02-2022, 2022-02-24."""
    norms = source.norms
    sign = norms[at + 1]
    if sign not in _DATE_SIGNS or norms[at + 3] != sign:
        return None
    if not all(source.glued(i) for i in range(at + 1, at + 5)):
        return None
    first, second, third = norms[at], norms[at + 2], norms[at + 4]
    if not (first.isdecimal() and second.isdecimal() and third.isdecimal()):
        return None
    if len(first) == 4 and len(second) == 2 and len(third) == 2:
        year, month, day = Year(int(first)), int(second), int(third)
    elif len(first) <= 2 and len(second) <= 2 and len(third) in (2, 4):
        day, month = int(first), int(second)
        number = int(third)
        year = Year(number) if len(third) == 4 else short_year(number, source.pivot)
        if len(third) == 2 and (month > 12 or day > 31 or not month or not day):
            return None  # a version, a telephone number, a score
    else:
        return None
    written = source.text[source.starts[at] : source.ends[at + 4]]
    return _whole(written, year, month, day), at + 5


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
    if source.norms[start + 1] != "/" or not (source.glued(start + 1) and source.glued(start + 2)):
        return None
    day, month = source.number(start, (1, 2)), source.number(start + 2, (1, 2))
    if not day or not month or day > 31 or month > 12 or source.listed("of", start + 3):
        return None
    if not (weekday or source.preceded("before_day", at)):
        return None
    if yearly_day(month, day).make(2000) is None:
        return None
    return InYear(yearly_day(month, day), weekday=weekday), start + 3


def year_of(source: Source, at: int) -> tuple[Year | Node, int] | None:
    """Read what tells the year after a day, month or season: "(del) 2022", "dell'anno scorso"."""
    start = source.past("of", at)
    year = read_year(source, start)
    if (
        year is not None
        and (source.number(start, (4, 4)) is not None or start > at or source.norms[start] == "'")
        and not _is_clock_or_amount(source, start, year[1])
    ):
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


def _is_clock_or_amount(source: Source, start: int, end: int) -> bool:
    """Whether a number of four figures goes on as something else ("2000 euro", "2000.50")."""
    return (
        source.glued(end)
        and source.norms[end] in ".,:/"
        and source.norms[end + 1].isdecimal()
        and source.glued(end + 1)
    )


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


def month_name(source: Source, at: int) -> tuple[int, int] | None:
    """Read the name of a month, or before a year its abbreviation."""
    found = source.lexicon.months.match(source.norms, at)
    if found:
        return found
    found = source.lexicon.month_abbreviations.match(source.norms, at)
    if found:
        month, end = found
        end += source.norms[end] == "." and source.glued(end)
        if source.number(end, (4, 4)):
            return month, end
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
    month = month_name(source, end) or month_name(source, source.listed("of", end) or end)
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
    node, end = yearly(source, month_of(found[0]), found[1], before=before)
    if end == found[1] and source.capitalised(start) and not source.opens_sentence(start):
        return None  # a name: "il gruppo Marzo"
    return node, end


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
    found = read_year(source, start)
    if not found:
        return None
    told = labelled or source.preceded("before_year", at) or _in_brackets(source, at, found[1])
    named = source.preceded("year_nouns", at) and not source.counts_things(found[1])
    return (year_period(found[0]), found[1]) if told or named else None


def _in_brackets(source: Source, at: int, end: int) -> bool:
    return (
        source.norms[at - 1] == "(" and source.norms[end] in (")", ",", "-", "–") if at else False
    )


def decade(source: Source, at: int) -> Read | None:
    """Read "anni Novanta", "anni '90", "anni 60 [del Novecento]", "anni Duemila"."""
    start = source.listed("decade", at)
    if not start:
        return None
    quoted = source.norms[start] == "'"
    now = source.lexicon.decades_of_now.match(source.norms, start)
    if now:
        return _decade_of(now[0] * 10), now[1]
    number = cardinal(source, start + quoted)
    if not number or number[0] % 10:
        return None
    value, end = number
    if 1000 <= value <= LAST_YEAR:
        return _decade_of(value), end
    if not 10 <= value <= 90:
        return None
    of = source.listed("of", end)
    named = century(source, of) if of else None
    if named and isinstance(named[0], Fixed):
        return _decade_of(named[0].period.start.year + value), named[1]
    return _decade_of(1900 + value), end


def further_decades(source: Source, node: Fixed, at: int) -> list[tuple[Node, int, int]]:
    """Read the further ones of "gli anni Sessanta e Settanta", "gli anni '60 e '70"."""
    link = source.listed("and", at)
    found = bare_decade(source, link, node) if link else None
    return [(found[0], link, found[1])] if found else []


def bare_decade(source: Source, at: int, first: Fixed) -> Read | None:
    """Read a ten as a decade after another of the same century."""
    quoted = source.norms[at] == "'" and source.glued(at + 1)
    number = cardinal(source, at + quoted)
    if not number or number[0] % 10 or not 10 <= number[0] <= 90:
        return None
    if not (quoted or source.capitalised(at)):
        return None
    return _decade_of(first.period.start.year // 100 * 100 + number[0]), number[1]


def _decade_of(year: int) -> Node:
    return Fixed(Period("decade", date(year, 1, 1)))


def century(source: Source, at: int) -> Read | None:
    """Read "XIX secolo", "diciannovesimo secolo", "secolo XX", "Novecento", "'900"."""
    if source.norms[at] == "'" and source.glued(at + 1):
        short = source.number(at + 1, (3, 3))
        return (_century_of(short // 100 + 10), at + 2) if short and not short % 100 else None
    named = source.lexicon.centuries.match(source.norms, at)
    if named and source.capitalised(at) and source.preceded("before_century", at):
        return _century_of(named[0]), named[1]
    number = ordinal(source, at)
    after = source.listed("century", number[1]) if number else 0
    if not after:
        word = source.listed("century", at)
        number = ordinal(source, word) if word and source.raw(word).isupper() else None
        after = number[1] if number else 0
    if not number or not after or number[0] > 22:
        return None
    era = source.lexicon.eras.match(source.norms, after)
    if era and era[0] == "BC":
        return Plain("DATE", f"BC{number[0] - 1:02}", "century"), era[1]
    return _century_of(number[0] - 1), era[1] if era else after


def _century_of(hundreds: int) -> Node:
    return Fixed(Period("century", date(max(1, hundreds * 100), 1, 1)))


def season(source: Source, at: int) -> Read | None:
    """Read "estate [2022]", "la prossima primavera", "quest'autunno"."""
    this = source.listed("this", at)
    before, start = (0, this) if this else towards(source, at)
    found = source.lexicon.seasons.match(source.norms, start)
    if not found:
        return None
    code, end = found
    what = yearly_part("season", 0, source.lexicon.season_starts[code], code)
    if this:
        return InYear(what, this=True), end
    node, last = yearly(source, what, end, before=before)
    if source.norms[last] in ("-", "/") and source.glued(last) and source.number(last + 1, (2, 4)):
        last += 2  # "inverno 2022-23"
    if last == end and source.capitalised(start) and not source.opens_sentence(start):
        return None
    return node, last


def numbered_part(source: Source, at: int) -> Read | None:
    """Read "primo trimestre [del 2023]", "secondo semestre dell'anno scorso"."""
    last = source.listed("one_of", at)
    number = (0, last) if last else ordinal(source, at)
    found = source.lexicon.numbered_parts.match(source.norms, number[1]) if number else None
    if not number or not found:
        return None
    if last:  # "ultimo trimestre del 2023"; alone it is a length
        if not year_of(source, found[1]):
            return None
        number = (4 if found[0] == "quarter" else 2, last)
    unit, end = found
    months = 3 if unit == "quarter" else 6
    if number[0] * months > 12:
        return None
    code = ("Q" if unit == "quarter" else "H") + str(number[0])
    year = year_of(source, end)
    if not year:
        of = source.listed("of", end)
        this = source.lexicon.singular_units.match(source.norms, of) if of else None
        if this and this[0].name == "year":
            return SubUnit(unit, number[0], Shift("year", 0)), this[1]  # type: ignore[arg-type]
    if year and isinstance(year[0], Node):
        return SubUnit(unit, number[0], year[0]), year[1]  # type: ignore[arg-type]
    first = (number[0] - 1) * months + 1
    what = yearly_part(unit, number[0], first, code)  # type: ignore[arg-type]
    return InYear(what, year[0] if year else None), year[1] if year else end


def holiday(source: Source, at: int) -> Read | None:
    """Read "Natale [2022]", "la vigilia di Natale", "lo scorso Ferragosto", "giorno di Pasqua"."""
    start = source.past("day_of", at)
    eve = source.lexicon.eves.match(source.norms, start)
    if eve:
        start = source.listed("of", eve[1])
        if not start:
            return None
    before, start = towards(source, start)
    found = source.lexicon.holidays.match(source.norms, start)
    if not found:
        return None
    entry, end = found
    if entry.capital and not source.capitalised(start):
        return None
    if entry.only_after and not any(
        tuple(source.norms[max(0, start - len(words)) : start]) == words
        for words in map(split, entry.only_after)
    ):
        return None
    return yearly(source, _holiday_of(entry, eve[0] if eve else 0), end, before=before)


def _holiday_of(entry: Holiday, eve: int) -> Yearly:
    if entry.month and entry.day:
        fixed = date(2000, entry.month, entry.day) - timedelta(days=eve)
        return yearly_day(fixed.month, fixed.day)

    def make(year: int) -> Period | None:
        if entry.easter is not None:
            if not 1583 <= year <= 4099:  # the Gregorian computus of dateutil
                return None
            day = easter(year) + timedelta(days=entry.easter)
        else:
            first = date(year, entry.month or 1, 1)
            ahead = ((entry.weekday or 1) - first.isoweekday()) % 7 + 7 * ((entry.nth or 1) - 1)
            day = first + timedelta(days=ahead)
        return Period("day", day - timedelta(days=eve))

    return Yearly(make, "XXXX-XX-XX", "day")
