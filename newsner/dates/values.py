"""What an expression resolves to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from .periods import Period, Side

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["explicit", "relative", "assumed"]
_BASES: tuple[Basis, ...] = ("explicit", "relative", "assumed")


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one expression, as `newsner.schema.DateExpression` describes it.

    ``period`` is what later expressions may lean on ("the year after"); None for durations,
    references and whatever has no place in the calendar.
    """

    kind: Kind
    timex: str | list[str | None] | None
    precision: str
    basis: Basis
    period: Period | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    warning: str = ""

    def weakened(self, *others: Basis) -> Value:
        """Give it the weakest of its own basis and those of ``others``."""
        return replace(self, basis=max((self.basis, *others), key=_BASES.index))


def of_period(period: Period, basis: Basis) -> Value:
    """Value of a calendar period."""
    earliest, latest = period.bounds()
    return Value("DATE", period.timex(), period.unit, basis, period, earliest, latest)


def hidden(timex: str, precision: str) -> Value:
    """Value of a date whose place in the calendar cannot be known, such as XXXX-12-24."""
    return Value("DATE", timex, precision, "assumed")


def derived(
    value: Value, make: Callable[[Period], Period | None], timex: str, precision: str
) -> Value:
    """Value of a period that is made of that of another value; hidden where none is."""
    found = make(value.period) if value.period else None
    return of_period(found, value.basis) if found else hidden(timex, precision)


def _past_by_default() -> tuple[Side, bool]:
    return "past", False


def _never() -> bool:
    return False


@dataclass(slots=True)
class Context:
    """What an expression may lean on.

    today
        Day of publication, None where unknown: nothing is then computed from it.
    now
        Moment of publication, None where only the day is known.
    last
        Last period of the calendar that the text named.
    last_day
        Last day named in the same or the previous sentence.
    yesterday
        Whether the text has told what happened the day before publication, as "yesterday".
    beside
        A day or year that the expression stands beside ("ieri, 6 marzo") or shares its verb with
        ("uscì il 3 maggio 2013 a Roma e il 5 giugno a Milano"): a bare date is the nearest to it.
    after
        A day that the expression is coordinated with: "sabato e domenica".
    side
        Side of a bare date, and whether the tense of the clause tells it (else it is a guess).
    remote
        Whether the clause tells of a remote past that the date does not say the year of: "dopo
        l'11 settembre invasero".
    nowadays
        Whether "today" is the times we live in.
    """

    today: date | None
    now: datetime | None = None
    last: Period | None = None
    last_day: Period | None = None
    yesterday: bool = False
    beside: Period | None = None
    after: Period | None = None
    side: Callable[[], tuple[Side, bool]] = _past_by_default
    remote: Callable[[], bool] = _never
    nowadays: Callable[[], bool] = _never
