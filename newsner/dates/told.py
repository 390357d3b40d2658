"""Nodes that lean on another time: distances, parts of a day, intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .nodes import Anchor, Fixed, Impossible, InYear, Node, Weekday, chosen
from .periods import Period, Unit, by_start, containing, within
from .values import Context, Kind, Value, derived, hidden, of_period


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """A unit so many units from the day of publication or from the last date of the text.

    "ieri", "la settimana scorsa", "due mesi fa", "l'anno dopo", "quest'anno"; with coarser units
    before it "un anno e due mesi fa".
    """

    unit: Unit
    count: int
    anchor: Anchor = "today"
    guessed: bool = False  # "una decina di giorni fa": the number is a round one
    length: str = ""  # of a counted distance, as a duration: what is left without an anchor
    coarser: tuple[tuple[int, Unit], ...] = ()

    def resolve(self, context: Context) -> Value:
        """Count from the anchor."""
        base = context.last if self.anchor == "text" else None
        # without a date in the text it leans on the day of publication, which is a guess
        guessed = self.guessed or (self.anchor == "text" and base is None)
        if self.anchor == "text" and base is None and self.length:
            return Value("DURATION", self.length, self.unit, "explicit")
        if base is None and context.today and (self.anchor == "today" or self.count < 0):
            base = Period("day", context.today)
        found = base.moved(*self.coarser, (self.count, self.unit)) if base else None
        if found is None:
            return hidden(_HIDDEN[self.unit], self.unit)
        return of_period(found, "assumed" if guessed else "relative")


_HIDDEN: dict[Unit, str] = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX",
    "season": "XXXX-XX", "quarter": "XXXX-QX", "semester": "XXXX-HX", "year": "XXXX",
    "decade": "XXX", "century": "XX", "millennium": "X",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Today(Node):
    """The day of publication, or nowadays where the context says so."""

    def resolve(self, context: Context) -> Value:
        """Tell the day from the times we live in."""
        if context.nowadays():
            return Value("DATE", "PRESENT_REF", "vague", "relative")
        return Shift("day", 0).resolve(context)


@dataclass(frozen=True, slots=True)
class Recurring(Node):
    """Something that comes again, by its candidates around a day: a weekend, "sabato 3"."""

    near: Callable[[date], list[Period]]
    hidden: str
    unit: Unit
    towards: int = 0

    def resolve(self, context: Context) -> Value:
        """Choose the candidate."""
        today = context.today
        found = chosen(self.near(today), context, today, self.towards) if today else None
        return found or hidden(self.hidden, self.unit)


@dataclass(frozen=True, slots=True)
class Following(Node):
    """The nearest one after (1) or before (-1) the last time in the text: "marzo successivo"."""

    node: InYear
    towards: int

    def resolve(self, context: Context) -> Value:
        """Lean on the last time."""
        found = _beside(self.node, context.last, self.towards)
        return found or hidden(self.node.what.hidden, self.node.what.unit)


@dataclass(frozen=True, slots=True)
class From(Node):
    """A unit so many units from a time that is named: "due giorni dopo Natale"."""

    base: Node
    unit: Unit
    count: int

    def resolve(self, context: Context) -> Value:
        """Count from the base."""
        steps = (self.count, self.unit)
        base = self.base.resolve(context)
        return derived(base, lambda p: p.moved(steps), _HIDDEN[self.unit], self.unit)


@dataclass(frozen=True, slots=True)
class Containing(Node):
    """The week or weekend that a day falls into: "la settimana del 30 novembre"."""

    unit: Unit
    day: Node

    def resolve(self, context: Context) -> Value:
        """Widen the day."""
        day = self.day.resolve(context)
        return derived(day, self._around, _HIDDEN[self.unit], self.unit)

    def _around(self, day: Period) -> Period | None:
        return containing(day.start, self.unit) if day.unit == "day" else None


@dataclass(frozen=True, slots=True)
class Nth(Node):
    """The nth unit of a longer one, negative from its end: "l'ultimo giorno del mese"."""

    number: int
    unit: Unit
    whole: Node
    weekday: int = 0

    def resolve(self, context: Context) -> Value:
        """Count within the whole."""
        whole = self.whole.resolve(context)
        return derived(whole, self._of, _HIDDEN[self.unit], self.unit)

    def _of(self, whole: Period) -> Period | None:
        return nth(whole, self.number, self.unit, self.weekday)


def nth(whole: Period, number: int, unit: Unit, weekday: int = 0) -> Period | None:
    """Give the nth unit that lies in a period; a week lies where its Thursday does (ISO 8601)."""
    parts = within(whole, unit, weekday)
    at = number - 1 if number > 0 else number
    return parts[at] if -len(parts) <= at < len(parts) else None


@dataclass(frozen=True, slots=True)
class HoursFrom(Node):
    """So many hours from publication or from the last day: only the day can be told."""

    hours: float
    anchor: Anchor = "today"

    def resolve(self, context: Context) -> Value:
        """Give the moment where the hour of publication is known, else the day from noon on."""
        if self.anchor == "today" and context.now:
            return self._from(context.now)
        last = context.last_day.start if context.last_day else None
        base = context.today if self.anchor == "today" else last
        if base is None:
            return replace(hidden("XXXX-XX-XX", "day"), kind="TIME")
        noon = datetime.combine(base, datetime.min.time()) + timedelta(hours=12)
        day = (noon + timedelta(hours=self.hours)).date()
        return replace(of_period(Period("day", day), "assumed"), kind="TIME")

    def _from(self, now: datetime) -> Value:
        moment = now.replace(second=0, microsecond=0) + timedelta(minutes=round(self.hours * 60))
        precision = "hour" if self.hours % 1 == 0 else "minute"
        around = timedelta(minutes=30 if precision == "hour" else 1)
        value = of_period(Period("day", moment.date()), "relative")
        return replace(
            value,
            kind="TIME",
            timex=f"{moment:%Y-%m-%dT%H:%M}",
            precision=precision,
            earliest=moment - around,
            latest=moment + around - timedelta(seconds=1),
        )


@dataclass(frozen=True, slots=True)
class DayOf(Node):
    """A day of a month that is named relatively: "il 5 del mese scorso"."""

    day: int
    month: Node

    def resolve(self, context: Context) -> Value:
        """Take the day of the month."""
        month = self.month.resolve(context)
        if month.period is None or month.period.unit != "month":
            return hidden(f"XXXX-XX-{self.day:02}", "day")
        try:
            day = month.period.start.replace(day=self.day)
        except ValueError:
            return Impossible(f"{month.timex}-{self.day}").resolve(context)
        return of_period(Period("day", day), month.basis)


@dataclass(frozen=True, slots=True)
class Portion(Node):
    """Beginning (0), middle (1), end (2) or rest (3) of a period: its value, part of its range."""

    whole: Node
    third: int

    def resolve(self, context: Context) -> Value:
        """Narrow the range."""
        value = self.whole.resolve(context)
        if value.earliest is None or value.latest is None:
            return value
        if self.third == _REST:
            if context.today is None:
                return value
            now = datetime.combine(context.today, datetime.min.time())
            return replace(value, earliest=min(max(value.earliest, now), value.latest))
        third = (value.latest - value.earliest) / 3
        first = value.earliest + self.third * third
        latest = value.latest if self.third == 2 else first + third
        return replace(value, earliest=_second(first), latest=_second(latest))


_REST = 3


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class SubUnit(Node):
    """A numbered quarter or half of a year that is named relatively, or of this year."""

    unit: Unit
    number: int
    year: Node

    def resolve(self, context: Context) -> Value:
        """Take the part of the year."""
        unknown = _HIDDEN[self.unit].removesuffix("X") + str(self.number)
        return derived(self.year.resolve(context), self._of, unknown, self.unit)

    def _of(self, year: Period) -> Period:
        months = 3 if self.unit == "quarter" else 6
        return Period(self.unit, year.start.replace(month=(self.number - 1) * months + 1, day=1))


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """A part of the day or a clock time, of a day that is written or to be inferred."""

    suffix: str  # TMO, T18:30
    precision: str
    hours: tuple[float, float]  # from the day's midnight
    day: Node | None = None
    eve: bool = False  # told in the past tense it was yesterday: an evening
    half: str = ""  # part of the day that an hour was told with: "le 6 del pomeriggio"

    @property
    def minute(self) -> int:
        """Minute of the hour."""
        return round(self.hours[0] % 1 * 60)

    def resolve(self, context: Context) -> Value:
        """Put it on its day."""
        day = self.day.resolve(context) if self.day else self._inferred(context)
        if day.timex is None or isinstance(day.timex, list):
            return replace(day, kind="TIME")
        if day.period is None or day.period.unit != "day":
            head = day.timex if day.precision == "day" else "XXXX-XX-XX"
            return Value("TIME", head + self.suffix, self.precision, "assumed")
        midnight = datetime.combine(day.period.start, datetime.min.time())
        first, last = (midnight + timedelta(hours=h) for h in self.hours)
        latest = last - timedelta(seconds=1) if last > first else first + timedelta(seconds=59)
        value = Value("TIME", day.timex + self.suffix, self.precision, day.basis, day.period)
        return replace(value, earliest=first, latest=latest)

    def _inferred(self, context: Context) -> Value:
        today, last = context.today, context.last_day
        if today is None:
            return of_period(last, "relative") if last else hidden("XXXX-XX-XX", "day")
        side, known = context.side()
        told_past, told_future = known and side == "past", known and side == "future"
        if (
            last
            and not (told_past and last.start > today)
            and not (told_future and last.end < today)
        ):
            return of_period(last, "relative")
        yesterday = today - timedelta(days=1)
        if told_past and (self.eve or (context.yesterday and self.suffix != "TNI")):
            return of_period(Period("day", yesterday), "assumed")
        return of_period(Period("day", today), "assumed")


@dataclass(frozen=True, slots=True)
class Between(Node):
    """From one time to another; an end that lacks its year takes it from the other end."""

    first: Node
    last: Node

    def resolve(self, context: Context) -> Value:
        """Resolve both ends, each in the light of the other."""
        first, last = self.first, self.last
        told_past = context.today and context.side()[0] == "past"
        if _open(first) and (not _open(last) or told_past):
            b = last.resolve(context)
            a = _beside(first, b.period, -1) or first.resolve(context)
        else:
            a = first.resolve(context)
            b = (_beside(last, a.period, 1) if _open(last) else None) or last.resolve(context)
        if isinstance(last, Moment) and a.latest and b.earliest and b.earliest < a.latest:
            b = _on_the_next_day(last, b)
        kind: Kind = "TIME" if "TIME" in (a.kind, b.kind) else "DURATION"
        value = Value(kind, [_text(a), _text(b)], b.precision, "explicit", b.period)
        warning = a.warning or b.warning
        value = replace(value, earliest=a.earliest, latest=b.latest, warning=warning)
        return value.weakened(a.basis, b.basis)


def _on_the_next_day(moment: Moment, value: Value) -> Value:
    """Give the end of "dalle 22 alle 6" the day after its beginning."""
    if value.period is None:
        return value
    day = Fixed(Period("day", value.period.start + timedelta(days=1)))
    return replace(moment, day=day).resolve(Context(None)).weakened(value.basis)


def _text(value: Value) -> str | None:
    return value.timex if isinstance(value.timex, str) else None


def _open(node: Node) -> bool:
    """Whether the node would choose its year or week by the tense."""
    if isinstance(node, InYear):
        return node.year is None and not node.towards and not node.this
    return isinstance(node, Weekday) and not node.towards and node.week is None


def _beside(node: Node, other: Period | None, towards: int) -> Value | None:
    """Resolve an open node as the nearest one before (-1) or after (1) ``other``."""
    if other is None:
        return None
    if isinstance(node, Weekday):
        turned = replace(node, towards=towards, anchor="text")
        return turned.resolve(Context(None, last=other))
    if isinstance(node, InYear):
        candidates = node.candidates(other.start)
        found = (
            max((p for p in candidates if p.start <= other.start), default=None, key=by_start)
            if towards < 0
            else min((p for p in candidates if p.end >= other.end), default=None, key=by_start)
        )
        return of_period(found, "relative") if found else None
    return None
