"""What the grammar reads: expressions that still have to find their place in the calendar.

Each node has ``resolve(context)``, which gives a `Value`. Nodes know nothing of Italian.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from .periods import Period, Side, Unit, choose, strictly
from .values import Context, Kind, Value, derived, hidden, of_period

Anchor = Literal["today", "text"]


class Node(ABC):
    """An expression as read."""

    @abstractmethod
    def resolve(self, context: Context) -> Value:
        """Give its value in that context."""


class Year(NamedTuple):
    """A year as written; ``guessed`` where the century was ("'68")."""

    number: int
    guessed: bool = False


class Yearly(NamedTuple):
    """Something that comes once a year: a day, a month, a season, a holiday.

    ``make`` gives its period in a year, None where that year lacks it (29 February).
    """

    make: Callable[[int], Period | None]
    hidden: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Fixed(Node):
    """A period that the text gives in full."""

    period: Period
    guessed: bool = False

    def resolve(self, context: Context) -> Value:
        """Give the period itself."""
        return of_period(self.period, "assumed" if self.guessed else "explicit")


@dataclass(frozen=True, slots=True)
class Plain(Node):
    """A value that needs no calendar: durations, sets, references, years before Christ."""

    kind: Kind
    timex: str
    precision: str
    vague: bool = False

    def resolve(self, context: Context) -> Value:
        """Give the value as it is."""
        return Value(self.kind, self.timex, self.precision, "assumed" if self.vague else "explicit")


@dataclass(frozen=True, slots=True)
class Afterwards(Node):
    """Times after another that only the tense places: "nei giorni seguenti il governo cadde"."""

    def resolve(self, context: Context) -> Value:
        """Give a past or a future."""
        side, known = context.side()
        timex = "PAST_REF" if known and side == "past" else "FUTURE_REF"
        return Value("DATE", timex, "vague", "explicit")


@dataclass(frozen=True, slots=True)
class Impossible(Node):
    """A date that no calendar has."""

    written: str

    def resolve(self, context: Context) -> Value:
        """Give no value, and a warning."""
        return Value(
            "DATE", None, "day", "explicit", warning=f"no such date in the calendar: {self.written}"
        )


_A_YEAR_OR_SO = 430  # days


@dataclass(frozen=True, slots=True)
class InYear(Node):
    """Something yearly, in a year that is written, relative, or to be chosen.

    towards
        -1 "scorso", 1 "prossimo", 0 neither.
    """

    what: Yearly
    year: Year | Node | None = None
    towards: int = 0
    weekday: int = 0
    this: bool = False

    def resolve(self, context: Context) -> Value:
        """Choose the year."""
        if isinstance(self.year, Year):
            return self._in(self.year)
        if isinstance(self.year, Node):
            year = self.year.resolve(context)
            return derived(year, lambda p: self.what.make(p.start.year), *self.what[1:])
        if context.today is None:
            return self._hidden()
        return self._near(context, context.today)

    def _in(self, year: Year) -> Value:
        found = self.what.make(year.number)
        if found is None:
            return Impossible(f"{self.what.hidden[5:]} in {year.number}").resolve(Context(None))
        value = of_period(found, "assumed" if year.guessed else "explicit")
        if self.weekday and found.start.isoweekday() != self.weekday:
            warning = f"{found.start} is not the weekday that the text says"
            return replace(value, warning=warning)
        return value

    def _near(self, context: Context, today: date) -> Value:
        candidates, beside = self.candidates(today), context.beside
        if self.this:
            found = choose(candidates, today, "near")
            return of_period(found, "relative") if found else self._hidden()
        if not self.towards:
            if beside:
                around = self.candidates(beside.start)
                found = min(around, key=lambda p: _distance(p, beside), default=None)
                return of_period(found, "relative") if found else self._hidden()
            if self.weekday:
                return self._on_weekday(candidates, today)
            if context.remote():
                return self._hidden()
        return chosen(candidates, context, today, self.towards) or self._hidden()

    def _on_weekday(self, candidates: list[Period], today: date) -> Value:
        """Give the year in which the weekday fits; where no near year has it, the nearest one."""
        found = choose(candidates, today, "near")
        if found is None:
            return self._hidden()
        if found.start.isoweekday() == self.weekday:
            return of_period(found, "relative")
        warning = f"{found.start} is not the weekday that the text says"
        return replace(of_period(found, "assumed"), warning=warning)

    def candidates(self, today: date) -> list[Period]:
        """Periods of the years around ``today``: on the weekday, where it fits in a year or so."""
        reach = 8 if self.what.hidden.endswith("02-29") else 1
        years = range(max(1, today.year - reach), today.year + reach + 1)
        made = [p for p in map(self.what.make, years) if p]
        if not self.weekday:
            return made
        fitting = [p for p in made if p.start.isoweekday() == self.weekday]
        return [p for p in fitting if abs((p.start - today).days) <= _A_YEAR_OR_SO] or made

    def _hidden(self) -> Value:
        return hidden(self.what.hidden, self.what.unit)


def chosen(candidates: list[Period], context: Context, today: date, towards: int) -> Value | None:
    """Value of the candidate that lies where "scorso" (-1), "prossimo" (1) or the tense says."""
    if towards:
        found, known = strictly(candidates, today, towards), True
    else:
        side, known = context.side()
        found = choose(candidates, today, side)
    return of_period(found, "relative" if known else "assumed") if found else None


def _distance(period: Period, other: Period) -> int:
    """Days between two periods; 0 where they overlap."""
    return max(0, (period.start - other.end).days, (other.start - period.end).days)


@dataclass(frozen=True, slots=True)
class Weekday(Node):
    """A weekday: bare, "questo", "scorso", "prossimo", "dopo", or of a week that is named."""

    number: int
    towards: int = 0
    week: Node | None = None
    anchor: Anchor = "today"
    this: bool = False

    def resolve(self, context: Context) -> Value:
        """Choose the week."""
        unknown = f"XXXX-WXX-{self.number}"
        if self.week is not None:
            return derived(self.week.resolve(context), self._in, unknown, "day")
        told = self.anchor == "text"
        today = Period("day", context.today) if context.today else None
        base, beside = context.last if told else today, context.beside
        if base is None:
            return hidden(unknown, "day")
        if not told and beside and self._is(beside):
            return of_period(beside, "relative")
        if self.towards:
            day = self._after(base.end, 1) if self.towards > 0 else self._before(base.start, 1)
        elif context.after:
            day = self._after(context.after.start, 1)
        else:
            side, known = context.side()
            if self.this:
                side, known = "past" if known and side == "past" else "future", True
            return of_period(self._near(base.start, side), "relative" if known else "assumed")
        return of_period(Period("day", day), "relative")

    def _in(self, week: Period) -> Period | None:
        return Period("day", self._after(week.start, 0)) if week.unit == "week" else None

    def _is(self, day: Period) -> bool:
        return day.unit == "day" and day.start.isoweekday() == self.number

    def _near(self, today: date, side: Side) -> Period:
        past, future = self._before(today, 0), self._after(today, 0 if self.this else 1)
        if side == "near":
            side = "past" if today - past <= future - today else "future"
        return Period("day", future if side in ("future", "present") else past)

    def _after(self, day: date, least: int) -> date:
        ahead = (self.number - day.isoweekday()) % 7
        return day + timedelta(days=ahead if ahead >= least else 7)

    def _before(self, day: date, least: int) -> date:
        back = (day.isoweekday() - self.number) % 7
        return day - timedelta(days=back if back >= least else 7)


def yearly_day(month: int, day: int) -> Yearly:
    """Give a day of the year."""

    def make(year: int) -> Period | None:
        try:
            return Period("day", date(year, month, day))
        except ValueError:
            return None

    return Yearly(make, f"XXXX-{month:02}-{day:02}", "day")


def yearly_part(unit: Unit, number: int, first_month: int, code: str) -> Yearly:
    """Give a part of the year that begins with a month: a month, season, quarter or semester."""

    def make(year: int) -> Period | None:
        return Period(unit, date(year, first_month, 1)) if 1 <= year <= 9999 else None

    return Yearly(make, f"XXXX-{code}", unit)
