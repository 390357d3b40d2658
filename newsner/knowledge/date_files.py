"""The files under ``data/dates`` as they are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .loader import Entry

UnitName = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "semester",
    "year", "decade", "century", "millennium",
]  # fmt: skip
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]
Third = Annotated[int, Field(ge=0, le=3)]
DayOfWeek = Annotated[int, Field(ge=1, le=7)]


class UnitEntry(Entry):
    """A unit of time: its words, and how a duration of it is written."""

    name: UnitName
    timex: str
    factor: int = 1
    singular: tuple[str, ...]
    plural: tuple[str, ...]


class Holiday(Entry):
    """Something that is called by a name of its own: a feast, a season, an event.

    A day of every year (``month`` and ``day``; ``until``, as "01-06", makes it the first of
    several), days after Easter Sunday (``easter``), the nth ``weekday`` of a month (the last: -1),
    or what was once: ``value``, a TIMEX3 date or two of them with a stroke.
    """

    names: Annotated[tuple[str, ...], Field(min_length=1)]
    month: Month | None = None
    day: Day | None = None
    until: Annotated[str, Field(pattern=r"^(\d\d-\d\d)?$")] = ""
    easter: int | None = None
    weekday: DayOfWeek | None = None
    nth: Annotated[int, Field(ge=-1, le=5)] | None = None
    value: Annotated[str, Field(pattern=r"^(\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?)?$")] = ""
    capital: bool = False
    only_after: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Holiday:
        kinds = [
            bool(self.month and self.day and not self.weekday),
            self.easter is not None,
            bool(self.month and self.weekday and self.nth and not self.day),
            bool(self.value),
        ]
        if sum(kinds) != 1:
            raise ValueError("give one of: month and day; easter; month, weekday and nth; value")
        if self.until and not kinds[0]:
            raise ValueError("until goes with month and day")
        days = [f"{self.month}-{self.day}"] if kinds[0] else []
        for written in [*days, *([self.until] if self.until else [])]:
            month, day = map(int, written.split("-"))
            try:
                date(2000, month, day)
            except ValueError as error:
                raise ValueError(f"no year has the day {written}") from error
        for written in self.value.split("/") if self.value else ():
            date.fromisoformat(written + "-01" * (2 - written.count("-")))
        return self


class Expressions(Entry):
    """A user's own file."""

    expression: tuple[Holiday, ...]


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
    elided_before_adverb: tuple[str, ...]
    phrases: tuple[str, ...]


class Tense(Entry):
    """tense.toml: lemmas that set a date before or after the telling."""

    scheduling: frozenset[str]
    intending: frozenset[str]
    pointing_ahead: frozenset[str]
    coming: frozenset[str]
    inchoative: frozenset[str]
    staying: frozenset[str]
    stative: frozenset[str]
