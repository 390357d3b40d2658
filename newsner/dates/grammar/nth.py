"""The nth unit of a longer one: "la prima settimana di ottobre", "l'ultimo giorno dell'anno"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..nodes import InYear, Node, Plain, Yearly
from ..numerals import ordinal
from ..periods import Period, Unit
from ..source import Source
from ..told import Nth, nth
from .calendar import Read
from .spans import whole_of

_COUNTED = frozenset(("day", "week", "weekend", "month"))


def nth_unit(source: Source, at: int) -> Read | None:
    """Read "ultimo giorno di ottobre", "primo venerdì del mese", "secondo sabato di ogni mese"."""
    number = _number(source, at)
    named = _unit(source, number[1]) if number else None
    of = source.listed("of", named[2]) if named else 0
    every = source.listed("every", of or named[2]) if named else 0
    if not number or not named:
        return None
    unit, weekday, _ = named
    if every:
        again = source.lexicon.singular_units.match(source.norms, every)
        if again and again[0].name in ("month", "year"):
            return Plain("SET", "P1" + again[0].timex, "day"), again[1]
    whole = whole_of(source, of) if of else None
    if not whole or (isinstance(whole[0], Plain) and whole[0].kind != "DATE"):
        return None
    return _of(whole[0], number[0], unit, weekday), whole[1]


def _of(whole: Node, number: int, unit: Unit, weekday: int) -> Node:
    """Count within a whole; within a yearly one first, so that the tense chooses the year."""
    if not isinstance(whole, InYear):
        return Nth(number, unit, whole, weekday)

    def make(year: int, of: Callable[[int], Period | None] = whole.what.make) -> Period | None:
        period = of(year)
        return nth(period, number, unit, weekday) if period else None

    hidden = whole.what.hidden + ("-XX" if unit == "day" else "")
    return replace(whole, what=Yearly(make, hidden, unit))


def _number(source: Source, at: int) -> tuple[int, int] | None:
    last = source.listed("one_of", at)
    if last:
        return -1, last
    second_last = source.listed("penultimate", at)
    return (-2, second_last) if second_last else ordinal(source, at)


def _unit(source: Source, at: int) -> tuple[Unit, int, int] | None:
    """Read a weekday or a unit: its unit, its weekday or 0, and the index after it."""
    weekday = source.lexicon.weekdays.match(source.norms, at)
    if weekday:
        return "day", weekday[0], weekday[1]
    unit = source.lexicon.singular_units.match(source.norms, at)
    if unit and unit[0].name in _COUNTED:
        return unit[0].name, 0, unit[1]  # type: ignore[return-value]
    return None
