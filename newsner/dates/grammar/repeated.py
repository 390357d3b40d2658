"""Repetitions: "ogni lunedì", "due volte l'anno", "la domenica"."""

from __future__ import annotations

from typing import Any

from ...knowledge.atoms import Phrases
from ...knowledge.date_files import UnitEntry
from ..nodes import InYear, Plain
from ..numerals import cardinal, ordinal, quantity
from ..numerals import day as read_day
from ..source import Source
from .amounts import duration
from .calendar import Found, Read, day_month, month
from .eras import season


def repetition(source: Source, at: int) -> Read | None:
    """Read "ogni lunedì", "tutti i giorni", "due volte l'anno", "ogni due settimane"."""
    found = source.lexicon.repeated.match(source.norms, at)
    if found:
        return Plain("SET", found[0], "day"), found[1]
    every = source.listed("every", at)
    if every:
        return _every(source, every)
    all_of = source.listed("all_of", at)
    if all_of:
        return _all(source, all_of)
    number = quantity(source, at) or source.lexicon.vague.match(source.norms, at)
    times = _times(source, number[1]) if number else 0
    each = source.listed("each", times) if times else 0
    unit = source.lexicon.singular_units.match(source.norms, each) if each else None
    if unit:
        return Plain("SET", duration(((1, unit[0]),)), unit[0].name), unit[1]
    return None


def _times(source: Source, at: int) -> int:
    """End of "volte", or of the days or parts of the day that come so often: "due sere"."""
    lexicon, times = source.lexicon, source.listed("times", at)
    days: tuple[Phrases[Any], ...] = (
        lexicon.weekdays, lexicon.weekday_plurals, lexicon.parts, lexicon.part_plurals
    )  # fmt: skip
    unit = lexicon.plural_units.match(source.norms, at)
    if unit and unit[0].name == "day":
        return unit[1]
    found = (table.match(source.norms, at) for table in days)
    return times or next((match[1] for match in found if match), 0)


def _every(source: Source, at: int) -> Read | None:
    number = cardinal(source, at)
    if number:
        plural = source.lexicon.plural_units.match(source.norms, number[1])
        if plural:
            value = duration(((number[0], plural[0]),))
            return Plain("SET", value, plural[0].name), plural[1]
    lexicon = source.lexicon
    either = _unit_or_part(source, at, lexicon.singular_units, lexicon.parts)
    if either:
        return either
    span = source.lexicon.spans.match(source.norms, at)
    if span:
        return Plain("SET", span[0], "minute" if "T" in span[0] else "year"), span[1]
    monthly = _monthly(source, at)
    if monthly:
        return monthly
    nth = ordinal(source, at)
    weekday = source.lexicon.weekdays.match(source.norms, nth[1] if nth else at)
    if weekday:
        return _weekly(source, weekday)
    for read in (day_month, month, season):
        found = read(source, at)
        if found and isinstance(found[0], InYear):
            return Plain("SET", found[0].what.hidden, found[0].what.unit), found[1]
    return None


def _monthly(source: Source, at: int) -> Read | None:
    """Read "5 del mese", "primo del mese", "terzo lunedì del mese" after "ogni"."""
    number = read_day(source, at) or ordinal(source, at)
    weekday = source.lexicon.weekdays.match(source.norms, number[1]) if number else None
    last = weekday[1] if weekday else (number[1] if number else 0)
    of = source.listed("of", last) if last else 0
    unit = source.lexicon.singular_units.match(source.norms, of) if of else None
    if not unit or unit[0].name not in ("month", "year"):
        return None
    return Plain("SET", duration(((1, unit[0]),)), "day"), unit[1]


def _weekly(source: Source, weekday: tuple[int, int]) -> Read:
    part = source.lexicon.parts.match(source.norms, weekday[1])
    if part:
        return Plain("SET", f"XXXX-WXX-{weekday[0]}T{part[0]}", "part_of_day"), part[1]
    return Plain("SET", f"XXXX-WXX-{weekday[0]}", "day"), weekday[1]


def _all(source: Source, at: int) -> Read | None:
    lexicon = source.lexicon
    either = _unit_or_part(source, at, lexicon.plural_units, lexicon.part_plurals)
    if either:
        return either
    weekday = lexicon.weekday_plurals.match(source.norms, at) or lexicon.weekdays.match(
        source.norms, at
    )
    return _weekly(source, weekday) if weekday else None


def _unit_or_part(
    source: Source, at: int, units: Phrases[UnitEntry], parts: Phrases[str]
) -> Read | None:
    unit = units.match(source.norms, at)
    if unit:
        weekend = unit[0].name == "weekend"
        value = "XXXX-WXX-WE" if weekend else duration(((1, unit[0]),))
        return Plain("SET", value, unit[0].name), unit[1]
    part = parts.match(source.norms, at)
    return (Plain("SET", f"XXXX-XX-XXT{part[0]}", "part_of_day"), part[1]) if part else None


def habit(source: Source, at: int) -> Read | None:
    """Read "il lunedì", "la domenica", "i sabati": every one of them."""
    weekday = source.lexicon.weekdays.match(source.norms, at)
    plural = source.lexicon.weekday_plurals.match(source.norms, at)
    if plural:
        return _weekly(source, plural)
    if not weekday or not source.preceded("articles", at):
        return None
    if source.preceded("this", at) or source.number(weekday[1], (1, 2)) is not None:
        return None
    return _weekly(source, weekday)


def further_weekdays(source: Source, at: int) -> list[Found]:
    """Read the further days of "ogni martedì e giovedì"."""
    found: list[Found] = []
    while True:
        link = source.listed("and", at) or (at + 1 if source.norms[at] == "," else 0)
        weekday = source.lexicon.weekdays.match(source.norms, link) if link else None
        if not weekday:
            return found
        node, at = _weekly(source, weekday)
        found.append((node, link, at))
