"""What newsner knows of Italian temporal expressions: the files under ``data/dates``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .atoms import Phrases
from .date_files import (
    Calendar,
    Expressions,
    Guards,
    Holiday,
    Numbers,
    Tense,
    UnitEntry,
    Vocabulary,
)
from .loader import DATA, Source, parse, parse_plain, read


def _set(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data files, ready for matching; named as in the files."""

    months: Phrases[int]
    month_abbreviations: Phrases[int]
    weekdays: Phrases[int]
    weekday_plurals: Phrases[int]
    seasons: Phrases[str]
    season_starts: dict[str, int]
    units: dict[str, UnitEntry]  # by name
    singular_units: Phrases[UnitEntry]
    plural_units: Phrases[UnitEntry]
    terms: Phrases[str]
    spans: Phrases[str]
    parts: Phrases[str]
    part_plurals: Phrases[str]
    part_hours: dict[str, tuple[int, int]]
    clock_names: Phrases[str]
    holidays: Phrases[Holiday]
    eves: Phrases[int]
    cardinals: dict[str, int]
    one: dict[str, int]
    hour_one: dict[str, int]
    ordinals: Phrases[int]
    collectives: Phrases[int]
    vague: Phrases[bool]
    lists: dict[str, Phrases[bool]]  # those of the guards too
    eras: Phrases[str]
    decades_of_now: Phrases[int]
    centuries: Phrases[int]
    numbered_parts: Phrases[str]
    portions: Phrases[int]
    day_portions: Phrases[int]
    long_portions: Phrases[int]
    days: Phrases[int]
    deictic_parts: Phrases[tuple[str, int]]  # part of the day, days from publication
    references: Phrases[str]
    repeated: Phrases[str]
    tense: Tense
    triggers: frozenset[str | tuple[str, str]]  # first word, or first two, of expressions
    temporal: frozenset[str]  # words one of which every expression without figures has


def cardinals(numbers: Numbers) -> dict[str, int]:
    """Build the cardinals from 1 to 9999 in words, elided forms ("vent'") too."""
    spelling = numbers.spelling
    units = numbers.units | numbers.variants
    below_hundred = units | numbers.teens
    for ten, value in numbers.tens.items():
        below_hundred[ten] = value
        for unit, more in units.items():
            stem = ten[:-1] if unit[0] in spelling.elides_before else ten
            below_hundred[stem + unit] = value + more
    hundred = numbers.powers.hundred
    found = dict(below_hundred)
    for unit, value in [("", 1), *(item for item in numbers.units.items() if item[1] > 1)]:
        found[unit + hundred] = 100 * value
        for word, more in below_hundred.items():
            found[unit + hundred + word] = 100 * value + more
            if word[0] in spelling.hundred_elides_before:
                found[unit + hundred[:-1] + word] = 100 * value + more
    below_thousand = dict(found)
    for word, value in [(numbers.powers.thousand, 1)] + [
        (unit + numbers.powers.thousands, value)
        for unit, value in numbers.units.items()
        if value > 1
    ]:
        found[word] = 1000 * value
        for rest, more in below_thousand.items():
            found[word + rest] = 1000 * value + more
    short = {word[:-1]: value for word, value in found.items() if word.endswith(spelling.shortened)}
    elided = {
        word[:-1] + "'": value
        for word, value in below_thousand.items()
        if word[-1] in spelling.elided_vowels
    }
    return found | short | elided


# Lists whose words may begin an expression.
_OPENING_LISTS = (
    "last", "next", "this", "same", "last_few", "first_few", "these", "those", "last_one",
    "every", "all_of", "from", "decade", "century", "day_of", "month_of", "year_label", "hour",
    "next_day", "early_late", "other", "whole", "penultimate", "then", "working_day", "comparison",
)  # fmt: skip


_TEMPORAL = (
    "months", "month_abbreviations", "weekdays", "weekday_plurals", "seasons", "singular_units",
    "plural_units", "terms", "spans", "parts", "part_plurals", "clock_names", "holidays",
    "centuries", "numbered_parts", "days", "deictic_parts", "references", "repeated",
)  # fmt: skip
_TEMPORAL_LISTS = ("century", "decade", "hour", "next_day", "then", "working_day")
_FIRST_YEAR = 1000


def is_expressions(source: Source) -> bool:
    """Whether a file holds expressions of time, and not names or relation types.

    Raises
    ------
    DataFileError
        The text is no TOML.
    """
    return "expression" in parse_plain(source)


def load_expressions(sources: Iterable[Source]) -> tuple[Holiday, ...]:
    """Read a user's own expressions of time, one entry a name.

    Raises
    ------
    DataFileError
        A file does not fit its format; names file, line and entry.
    """
    entries = [entry for source in sources for entry in parse(source, Expressions).expression]
    return tuple(
        entry.model_copy(update={"names": (name.lower(),), "capital": name[:1].isupper()})
        for entry in entries
        for name in entry.names
    )


@cache
def lexicon(own: tuple[Holiday, ...] = ()) -> Lexicon:
    """Read and check the files, with the user's ``own`` expressions before the bundled ones.

    Raises
    ------
    DataFileError
        A file is wrong; names file and entry.
    """
    folder = DATA / "dates"
    calendar = read(folder / "calendar.toml", Calendar)
    numbers = read(folder / "numbers.toml", Numbers)
    words = read(folder / "words.toml", Vocabulary)
    guards = read(folder / "guards.toml", Guards)
    lists = {name: _set(phrases) for name, phrases in (*words.lists.items(), *guards)}
    counted = cardinals(numbers)
    tables: dict[str, Phrases[Any]] = {
        "months": Phrases(calendar.months),
        "month_abbreviations": Phrases(calendar.month_abbreviations),
        "weekdays": Phrases(calendar.weekdays),
        "weekday_plurals": Phrases(calendar.weekday_plurals),
        "seasons": Phrases(calendar.seasons),
        "singular_units": Phrases({w: unit for unit in calendar.unit for w in unit.singular}),
        "plural_units": Phrases({w: unit for unit in calendar.unit for w in unit.plural}),
        "terms": Phrases(calendar.terms),
        "spans": Phrases(calendar.spans),
        "parts": Phrases(calendar.parts_of_day),
        "part_plurals": Phrases(calendar.part_plurals),
        "clock_names": Phrases(calendar.clock_names),
        "holidays": Phrases({n: day for day in (*calendar.holiday, *own) for n in day.names}),
        "eves": Phrases(calendar.eves),
        "ordinals": Phrases(numbers.ordinals),
        "collectives": Phrases(numbers.collectives),
        "vague": _set(numbers.vague.words),
        "eras": Phrases(words.eras),
        "decades_of_now": Phrases(words.decades_of_now),
        "centuries": Phrases(words.centuries),
        "numbered_parts": Phrases(words.numbered_parts),
        "portions": Phrases(words.portions),
        "day_portions": Phrases(words.day_portions),
        "long_portions": Phrases(words.long_portions),
        "days": Phrases(words.days),
        "deictic_parts": Phrases(
            {word: (part, 0) for word, part in words.parts_of_today.items()}
            | {word: (part, 1) for word, part in words.parts_of_tomorrow.items()}
            | {word: (part, -1) for word, part in words.parts_of_yesterday.items()}
        ),
        "references": Phrases(words.references),
        "repeated": Phrases(words.repeated),
    }
    temporal = frozenset(word for word, value in counted.items() if value >= _FIRST_YEAR)
    for table in [*(tables[name] for name in _TEMPORAL), *(lists[n] for n in _TEMPORAL_LISTS)]:
        temporal |= table.last_words
    triggers: frozenset[str | tuple[str, str]] = frozenset(counted) | frozenset(numbers.one)
    for table in [*tables.values(), *(lists[name] for name in _OPENING_LISTS)]:
        triggers |= table.openings
    return Lexicon(
        **tables,
        season_starts=calendar.season_starts,
        units={unit.name: unit for unit in calendar.unit},
        part_hours=calendar.part_hours,
        cardinals=counted,
        one=numbers.one,
        hour_one=numbers.hour_one,
        lists=lists,
        tense=read(folder / "tense.toml", Tense),
        triggers=triggers,
        temporal=temporal,
    )
