"""What newsner knows of Italian temporal expressions: the files under ``data/dates``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from .loader import DATA, Entry, read

# A number, a word (with the apostrophe that elides it), or one other character.
ATOM = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*['’]?|[^\w\s]|_")

UnitName = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "semester",
    "year", "decade", "century", "millennium",
]  # fmt: skip
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]
Third = Annotated[int, Field(ge=0, le=2)]
DayOfWeek = Annotated[int, Field(ge=1, le=7)]

T = TypeVar("T")


def normalise(word: str) -> str:
    """Lower case, composed, with a straight apostrophe."""
    lower = word.lower().replace("’", "'")
    return lower if lower.isascii() else unicodedata.normalize("NFC", lower)


def split(text: str) -> tuple[str, ...]:
    """Split a phrase of a data file into atoms, as the text is split."""
    return tuple(normalise(atom) for atom in ATOM.findall(text))


class Phrases(Generic[T]):
    """Words and phrases with a meaning each; the longest match wins."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        for phrase, meaning in entries.items():
            atoms = split(phrase)
            self._by_first.setdefault(atoms[0], []).append((atoms, meaning))
            self._by_last.setdefault(atoms[-1], []).append(atoms)
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """Words that a phrase may begin with."""
        return frozenset(self._by_first)

    @property
    def last_words(self) -> frozenset[str]:
        """Words that a phrase may end with."""
        return frozenset(self._by_last)

    @property
    def openings(self) -> frozenset[str | tuple[str, str]]:
        """Words that are a phrase, and the first two words of longer phrases."""
        phrases = (atoms for found in self._by_first.values() for atoms, _ in found)
        return frozenset(a[0] if len(a) == 1 else (a[0], a[1]) for a in phrases)

    def ends_at(self, norms: Sequence[str], at: int) -> int:
        """Length of a phrase that ends right before ``at``; 0 where there is none."""
        if not at:
            return 0
        for atoms in self._by_last.get(norms[at - 1], ()):
            if len(atoms) == 1 or tuple(norms[max(0, at - len(atoms)) : at]) == atoms:
                return len(atoms)
        return 0

    def match(self, norms: Sequence[str], at: int) -> tuple[T, int] | None:
        """Give the meaning of the longest phrase that begins at ``at``, and where it ends."""
        for atoms, meaning in self._by_first.get(norms[at], ()):
            end = at + len(atoms)
            if len(atoms) == 1 or tuple(norms[at:end]) == atoms:
                return meaning, end
        return None


def _set(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))


class UnitEntry(Entry):
    """A unit of time: its words, and how a duration of it is written."""

    name: UnitName
    timex: str
    factor: int = 1
    singular: tuple[str, ...]
    plural: tuple[str, ...]


class Holiday(Entry):
    """A holiday: a fixed day, days from Easter, or the nth weekday of a month."""

    names: tuple[str, ...]
    month: Month | None = None
    day: Day | None = None
    easter: int | None = None
    weekday: DayOfWeek | None = None
    nth: int | None = None
    capital: bool = False
    only_after: tuple[str, ...] = ()


class Calendar(Entry):
    """calendar.toml."""

    months: dict[str, Month]
    month_abbreviations: dict[str, Month]
    weekdays: dict[str, DayOfWeek]
    weekday_plurals: dict[str, DayOfWeek]
    seasons: dict[str, Literal["SP", "SU", "FA", "WI"]]
    season_starts: dict[str, Month]
    unit: tuple[UnitEntry, ...]
    terms: dict[str, str]
    spans: dict[str, str]
    parts_of_day: dict[str, Literal["MO", "AF", "EV", "NI"]]
    part_plurals: dict[str, Literal["MO", "AF", "EV", "NI"]]
    part_hours: dict[str, tuple[int, int]]
    clock_names: dict[str, str]
    holiday: tuple[Holiday, ...]
    eves: dict[str, int]


class Powers(Entry):
    """Words for 100, 1000 and the thousands after another number."""

    hundred: str
    thousand: str
    thousands: str


class Spelling(Entry):
    """How numbers in words join and lose their vowels."""

    elides_before: tuple[str, ...]
    hundred_elides_before: tuple[str, ...]
    elided_vowels: tuple[str, ...]
    shortened: str


class Words(Entry):
    """A list of words."""

    words: tuple[str, ...]


class Numbers(Entry):
    """numbers.toml."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    variants: dict[str, int]
    spelling: Spelling
    powers: Powers
    one: dict[str, int]
    hour_one: dict[str, int]
    ordinals: dict[str, int]
    collectives: dict[str, int]
    vague: Words


class Vocabulary(Entry):
    """words.toml: lists of words by what they do, and values by word."""

    lists: dict[str, tuple[str, ...]]
    eras: dict[str, Literal["BC", "AD"]]
    decades_of_now: dict[str, int]
    centuries: dict[str, int]
    numbered_parts: dict[str, Literal["quarter", "semester"]]
    portions: dict[str, Third]
    day_portions: dict[str, Third]
    long_portions: dict[str, Third]
    days: dict[str, int]
    parts_of_today: dict[str, Literal["MO", "AF", "EV", "NI"]]
    parts_of_tomorrow: dict[str, Literal["MO", "AF", "EV", "NI"]]
    parts_of_yesterday: dict[str, Literal["MO", "AF", "EV", "NI"]]
    references: dict[str, Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]]
    repeated: dict[str, str]


class Guards(Entry):
    """guards.toml: words around a false friend."""

    streets: tuple[str, ...]
    names_before: tuple[str, ...]
    numbering: tuple[str, ...]
    counted_after: tuple[str, ...]
    never_holiday_after: tuple[str, ...]
    phrases: tuple[str, ...]


class Tense(Entry):
    """tense.toml: lemmas that set a date before or after the telling."""

    scheduling: tuple[str, ...]
    intending: tuple[str, ...]
    pointing_ahead: tuple[str, ...]
    inchoative: tuple[str, ...]
    stative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data files, ready for matching; named as in the files."""

    months: Phrases[int]
    month_abbreviations: Phrases[int]
    weekdays: Phrases[int]
    weekday_plurals: Phrases[int]
    seasons: Phrases[str]
    season_starts: dict[str, int]
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
    lists: dict[str, Phrases[bool]]
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
    guards: dict[str, Phrases[bool]]
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
    "next_day", "early_late", "other", "then", "working_day", "comparison",
)  # fmt: skip


_TEMPORAL = (
    "months", "month_abbreviations", "weekdays", "weekday_plurals", "seasons", "singular_units",
    "plural_units", "terms", "spans", "parts", "part_plurals", "clock_names", "holidays",
    "centuries", "numbered_parts", "days", "deictic_parts", "references", "repeated",
)  # fmt: skip
_TEMPORAL_LISTS = ("century", "decade", "hour", "next_day", "then", "working_day")
_FIRST_YEAR = 1000


@cache
def lexicon() -> Lexicon:
    """Read and check the files.

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
    lists = {name: _set(phrases) for name, phrases in words.lists.items()}
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
        "holidays": Phrases({name: day for day in calendar.holiday for name in day.names}),
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
        part_hours=calendar.part_hours,
        cardinals=counted,
        one=numbers.one,
        hour_one=numbers.hour_one,
        lists=lists,
        guards={name: _set(phrases) for name, phrases in guards},
        tense=read(folder / "tense.toml", Tense),
        triggers=triggers,
        temporal=temporal,
    )
