"""Holidays, fixed and movable, and their eves."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

from ...knowledge.atoms import split
from ...knowledge.date_files import Holiday
from ..nodes import Fixed, InYear, Node, Yearly, yearly_day
from ..periods import Period, period_of
from ..source import Source
from ..told import Between, nth
from .calendar import Read, towards, yearly


def holiday(source: Source, at: int) -> Read | None:
    """Read "Natale [2022]", "la vigilia di Natale", "lo scorso Ferragosto", "giorno di Pasqua"."""
    return _named(source, at) or _named(source, source.past("day_of", at))


def _named(source: Source, start: int) -> Read | None:
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
    if entry.value:
        return _once(entry.value), end
    first, end = yearly(source, _holiday_of(entry, eve[0] if eve else 0), end, before=before)
    if not entry.until or eve:
        return first, end
    month, day = map(int, entry.until.split("-"))
    return Between(first, InYear(yearly_day(month, day))), end


def _once(value: str) -> Node:
    """Give a date that is written out, or the two ends of an interval."""
    ends = [Fixed(period_of(end)) for end in value.split("/")]
    return Between(*ends) if len(ends) == 2 else ends[0]


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
            month = Period("month", date(year, entry.month or 1, 1))
            found = nth(month, entry.nth or 1, "day", entry.weekday or 1)
            if found is None:
                return None
            day = found.start
        return Period("day", day - timedelta(days=eve))

    return Yearly(make, "XXXX-XX-XX", "day")
