"""Stretches of the calendar: decades, centuries, seasons, quarters and semesters."""

from __future__ import annotations

from datetime import date

from ..nodes import Fixed, InYear, Node, Plain, yearly_part
from ..numerals import LAST_YEAR, cardinal, ordinal
from ..periods import Period
from ..source import Source
from ..told import Shift, SubUnit
from .calendar import Found, Read, towards, year_of, yearly


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
    if not 10 <= value <= 90 or (source.norms[at - 1] == "di" and source.norms[start].isdecimal()):
        return None  # "di anni 40" is an age
    of = source.listed("of", end)
    named = century(source, of) if of else None
    if named and isinstance(named[0], Fixed):
        return _decade_of(named[0].period.start.year + value), named[1]
    return _decade_of(1900 + value), end


def further_decades(source: Source, node: Fixed, at: int) -> list[Found]:
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
        return (century_of(short // 100 + 10), at + 2) if short and not short % 100 else None
    named = source.lexicon.centuries.match(source.norms, at)
    if named and source.capitalised(at) and source.preceded("before_century", at):
        return century_of(named[0]), named[1]
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
    return century_of(number[0] - 1), era[1] if era else after


def century_of(hundreds: int) -> Node:
    """Give the century that begins with so many hundreds of years."""
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
    if source.joins(last, "-/") and source.number(last + 1, (2, 4)):
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
