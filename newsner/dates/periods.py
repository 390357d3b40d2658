"""Periods of the calendar: their TIMEX3 values, their bounds, and arithmetic on them.

A period is a unit and its first day. TIMEX3 as in ISO-TimeML (ISO 24617-1): ``2022-02-24``,
``2022-W07``, ``2022-07``, ``2022-SU``, ``2022-Q1``, ``2022-H1``, ``1991``, ``199``, ``19``.
Seasons are the meteorological ones (spring begins on 1 March); a winter bears the year in which
it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

Unit = Literal[
    "day", "weekend", "week", "month", "season", "quarter", "semester",
    "year", "decade", "century", "millennium",
]  # fmt: skip
Side = Literal["past", "future", "present", "since", "near", "reported"]

RANK = {
    "day": 0, "weekend": 1, "week": 2, "month": 3, "season": 4, "quarter": 4, "semester": 5,
    "year": 6, "decade": 7, "century": 8, "millennium": 9,
}  # fmt: skip
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS = {"month": 1, "season": 3, "quarter": 3, "semester": 6} | {
    unit: 12 * years for unit, years in _YEARS.items()
}
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_SEASON_OF_MONTH = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
# A bare date in the present tense lies ahead unless the past one is this much nearer.
_MUCH_NEARER = 8


class Period(NamedTuple):
    """A calendar unit and its first day."""

    unit: Unit
    start: date

    @property
    def end(self) -> date:
        """Last day."""
        if self.unit == "day":
            return self.start
        if self.unit == "weekend":
            return self.start + timedelta(days=1)
        if self.unit == "week":
            return self.start + timedelta(days=6)
        try:
            last: date = self.start + relativedelta(months=_MONTHS[self.unit], days=-1)
        except (ValueError, OverflowError):
            return date.max
        return last

    def timex(self) -> str:
        """TIMEX3 value."""
        start = self.start
        year = f"{start.year:04}"
        match self.unit:
            case "day":
                return start.isoformat()
            case "week" | "weekend":
                iso = start.isocalendar()
                week = f"{iso.year:04}-W{iso.week:02}"
                return week if self.unit == "week" else f"{week}-WE"
            case "month":
                return year + f"-{start.month:02}"
            case "season":
                return f"{year}-{_SEASON_OF_MONTH[start.month]}"
            case "quarter":
                return f"{year}-Q{start.month // 3 + 1}"
            case "semester":
                return f"{year}-H{start.month // 6 + 1}"
            case "year":
                return year
            case "decade":
                return year[:3]
            case "century":
                return year[:2]
            case _:
                return year[:1]

    def bounds(self) -> tuple[datetime, datetime]:
        """First and last second."""
        return datetime.combine(self.start, time.min), last_second(self.end)

    def moved(self, *steps: tuple[int, Unit]) -> Period | None:
        """Give the period that lies so many units later, coarser units first.

        As fine as the last unit, and no finer than the period itself: "two days after" a month
        stays that month, since the text does not say more. None where the calendar ends.
        """
        told = [step for step in steps if RANK[step[1]] >= RANK[self.unit]]
        if not told:
            return self
        day, unit = self.start, told[-1][1]
        try:
            for count, step in told:
                if step in _DAYS:
                    day += timedelta(days=count * _DAYS[step])
                else:
                    day += relativedelta(months=count * _MONTHS[step])
        except (ValueError, OverflowError):
            return None
        return containing(day, unit)


def last_second(day: date) -> datetime:
    """23:59:59 of the day."""
    return datetime.combine(day, time(23, 59, 59))


def containing(day: date, unit: Unit) -> Period:
    """Give the period of that unit that ``day`` falls into (of weekends: that of its week)."""
    match unit:
        case "day":
            start = day
        case "week":
            start = day - timedelta(days=day.weekday())
        case "weekend":
            start = day - timedelta(days=day.weekday() - 5)
        case "month":
            start = day.replace(day=1)
        case "season":
            months_in = day.month % 3
            start = day.replace(day=1) - relativedelta(months=months_in)
        case "quarter":
            start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "semester":
            start = day.replace(month=(day.month - 1) // 6 * 6 + 1, day=1)
        case _:
            length = _YEARS[unit]
            start = date(max(1, day.year // length * length), 1, 1)
    return Period(unit, start)


def period_of(timex: str) -> Period:
    """Give the year, month or day of a value such as 1991, 1991-05 or 1991-05-03."""
    unit: tuple[Unit, ...] = ("year", "month", "day")
    missing = 2 - timex.count("-")
    return Period(unit[2 - missing], date.fromisoformat(timex + "-01" * missing))


def within(whole: Period, unit: Unit, weekday: int = 0) -> list[Period]:
    """Give the units that lie in a period of at most a century, in order; of days, those weekdays.

    A week lies where its Thursday does (ISO 8601), a weekend where its Saturday does.
    """
    if RANK[unit] >= RANK[whole.unit] or RANK[whole.unit] > RANK["century"]:
        return []
    if unit in _DAYS:
        anchor = {"day": weekday, "week": 4, "weekend": 6}[unit]
        first = whole.start + timedelta(
            days=(anchor - whole.start.isoweekday()) % 7 if anchor else 0
        )
        step = 1 if unit == "day" and not weekday else 7
        count = (whole.end - first).days // step + 1
        return [containing(first + timedelta(days=step * n), unit) for n in range(count)]
    found = [containing(whole.start, unit)]
    while (following := found[-1].moved((1, unit))) and following.start <= whole.end:
        found.append(following)
    return found


def choose(candidates: Iterable[Period], today: date, side: Side) -> Period | None:
    """Give the candidate that lies nearest to ``today`` on ``side``.

    Today itself counts for both sides. ``present`` looks ahead and ``since`` back unless the
    other one is much nearer; ``near`` and ``reported`` take the nearest.
    """
    found = list(candidates)
    past = max((p for p in found if p.start <= today), key=by_start, default=None)
    future = min((p for p in found if p.end >= today), key=by_start, default=None)
    if past is None or future is None:
        return past or future
    if side in ("past", "future"):
        return past if side == "past" else future
    back, ahead = (today - past.end).days, (future.start - today).days
    if side == "since":
        return future if ahead * _MUCH_NEARER < back else past
    factor = _MUCH_NEARER if side == "present" else 1
    return past if back * factor < ahead else future


def strictly(candidates: list[Period], today: date, towards: int) -> Period | None:
    """Give the nearest candidate that is wholly past (towards -1) or wholly to come (1)."""
    if towards < 0:
        return max((p for p in candidates if p.end < today), default=None, key=by_start)
    # to the public a season begins with the solstice or equinox, three weeks later
    late = timedelta(days=20 if candidates and candidates[0].unit == "season" else 0)
    return min((p for p in candidates if p.start + late > today), default=None, key=by_start)


def by_start(period: Period) -> date:
    """Give the first day, to order periods by."""
    return period.start
