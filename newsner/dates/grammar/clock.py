"""Clock times, alone or with their day."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Fixed, InYear, Node, Plain, Weekday
from ..numerals import cardinal
from ..source import Source
from ..told import Between, DayOf, Moment, Recurring, Shift, Today
from .calendar import Read
from .dayparts import day_node, part_moment, part_name

_HEADLINE_SIGNS = frozenset("-–—|")
_STAMP_SIGNS = frozenset(",-–|")
_NOON = 12


class Time(NamedTuple):
    """A clock time: the suffix of its value, and its hours from midnight."""

    hour: int
    minute: int | None
    second: int | None = None

    @property
    def suffix(self) -> str:
        """TIMEX3: T18:30, T18:30:15."""
        seconds = "" if self.second is None else f":{self.second:02}"
        return f"T{self.hour:02}:{self.minute or 0:02}{seconds}"

    @property
    def hours(self) -> tuple[float, float]:
        """Hours from midnight, twice: a moment."""
        at = self.hour + (self.minute or 0) / 60 + (self.second or 0) / 3600
        return at, at


def clock(source: Source, at: int) -> tuple[Time, int] | None:
    """Read an hour: "18.30", "21", "otto e mezza", "sette meno un quarto", "mezzogiorno"."""
    named = source.lexicon.clock_names.match(source.norms, at)
    if named and not source.capitalised(at):
        return _past_the_hour(source, Time(int(named[0][:2]), None), named[1])
    spoken = _hour_number(source, at)
    if not spoken or spoken[0] > 24:
        return None
    hour, end = spoken
    figures = source.norms[at].isdecimal()
    if figures and source.joins(end, ".:,"):
        minute = source.number(end + 1, (2, 2))
        if minute is None:
            return (Time(hour, None), end) if source.number(end + 1, (1, 9)) is None else None
        if minute > 59 or (source.glued(end + 2) and source.norms[end + 2] in ("%", "€")):
            return None
        second = source.number(end + 3, (2, 2))
        if second is not None and second < 60 and source.joins(end + 2, ":"):
            return Time(hour, minute, second), end + 4
        return Time(hour, minute), end + 2
    if figures and source.norms[end] == "h" and source.glued(end):  # "17h30"
        minute = source.number(end + 1, (2, 2)) if source.glued(end + 1) else None
        if minute is None or minute < 60:
            return Time(hour, minute), end + 1 + (minute is not None)
    return _past_the_hour(source, Time(hour, None), end)


def _hour_number(source: Source, at: int) -> tuple[int, int] | None:
    figures = source.number(at, (1, 2))
    if figures is not None:
        return figures, at + 1
    value = source.lexicon.cardinals.get(source.norms[at], 0) or source.lexicon.hour_one.get(
        source.norms[at], 0
    )
    return (value, at + 1) if 0 < value <= 24 else None


def _past_the_hour(source: Source, time: Time, end: int) -> tuple[Time, int]:
    """Read "e mezza", "e un quarto", "e 20", "meno dieci" after an hour."""
    link = source.listed("and", end)
    if link:
        half = source.listed("half", link)
        if half:
            return Time(time.hour, 30), half
        for name, minute in (("quarter", 15), ("three_quarters", 45)):
            quarter = source.listed(name, link)
            if quarter:
                return Time(time.hour, minute), quarter
        minutes = cardinal(source, link)
        if (
            minutes
            and minutes[0] < 60
            and minutes[0] % 5 == 0
            and not _unit_follows(source, minutes[1])
        ):
            return Time(time.hour, minutes[0]), minutes[1]
        return time, end
    minus = source.listed("minus", end)
    if minus and time.hour:
        quarter = source.listed("quarter", minus)
        if quarter:
            return Time(time.hour - 1, 45), quarter
        minutes = cardinal(source, minus)
        if minutes and minutes[0] < 60:
            return Time(time.hour - 1, 60 - minutes[0]), minutes[1]
    return time, end


def _unit_follows(source: Source, at: int) -> bool:
    return bool(source.lexicon.plural_units.match(source.norms, at)) or (
        source.glued(at) and (source.norms[at] in "%°")
    )


def hour_of_day(source: Source, at: int) -> Read | None:
    """Read "[ore] 18.30 [di ieri]", "cinque del pomeriggio", "mezzanotte"."""
    labelled = source.listed("hour", at)
    start = labelled or at
    found = clock(source, start)
    if not found:
        return None
    time, end = found
    colon = source.norms[start + 1] == ":" and time.minute is not None
    named = bool(source.lexicon.clock_names.match(source.norms, start))
    live = time.minute is not None and _heads_line(source, at, end)
    told = (
        labelled
        or named
        or live
        or source.preceded("at_hour", at)
        or (colon and source.number(start, (2, 2)) is not None)
    )
    if not told:
        return None
    if live:
        return moment(time, Shift("day", 0)), end
    until = clock(source, end + 1) if source.joins(end, "-–") else None  # "ore 9-13"
    if until:
        return Between(moment(time, None), moment(until[0], None)), until[1]
    time, end, half = _half_of_day(source, time, end)
    bare = not (labelled or named or time.minute is not None or source.norms[end - 1] == "h")
    if bare and (source.counts_things(end) or _counts_on(source, at, end)):
        return None  # "alle 18 famiglie", "dalle 10 alle 15 vittime"
    day = day_node(source, source.past("of", end)) or day_node(
        source, source.past("before_day", end)
    )
    if not day:
        return moment(time, None, half), end
    part = part_name(source, day[1])
    if part:  # "alle 7 di ieri sera"
        return moment(_in_part(time, part[0]), day[0], part[0]), part[1]
    return moment(time, day[0], half), day[1]


def _heads_line(source: Source, at: int, end: int) -> bool:
    """Whether an hour opens a line of a live report: "18.42 – Il ministro esce"."""
    before = source.starts[at] == 0 or "\n" in source.text[source.ends[at - 1] : source.starts[at]]
    return before and source.norms[end] in _HEADLINE_SIGNS and not source.glued(end)


def _counts_on(source: Source, at: int, end: int) -> bool:
    """Whether the second number of "dalle 10 alle 15 vittime" counts things."""
    start = at - source.preceded("articles", at)
    if not source.preceded("from", start):
        return False
    between = source.preceded("between", start)
    link = source.listed("and" if between else "to", end)
    second = cardinal(source, source.past("articles", link)) if link else None
    return second is not None and source.counts_things(second[1])


def _half_of_day(source: Source, time: Time, end: int) -> tuple[Time, int, str]:
    """Read "di sera", "del pomeriggio", "del mattino" after an hour, and give its code."""
    of = source.listed("of", end)
    part = source.lexicon.parts.match(source.norms, of) if of else None
    if not part:
        return time, end, ""
    return _in_part(time, part[0]), part[1], part[0]


def _in_part(time: Time, code: str) -> Time:
    """Count the hour from noon in the afternoon, the evening and before midnight."""
    late = code in ("AF", "EV") or (code == "NI" and time.hour > 6)
    midnight = code == "NI" and time.hour == _NOON
    if not midnight and not (late and time.hour < _NOON):
        return time
    return time._replace(hour=time.hour + _NOON)


def in_half_of(first: Moment, second: Moment) -> Moment:
    """Give the first hour of "tra le 5 e le 6 del pomeriggio" the half of the day of the second."""
    if first.half or not second.half or first.precision == "part_of_day":
        return first
    time = Time(int(first.hours[0]), None if first.precision == "hour" else first.minute)
    turned = _in_part(time, second.half)
    over_midnight = second.half == "NI" and second.hours[0] < first.hours[0]
    if turned.hours > second.hours and not over_midnight:
        return first
    return moment(turned, first.day, second.half)


def moment(time: Time, day: Node | None, half: str = "", *, eve: bool = False) -> Moment:
    """Give a clock time on a day; ``half`` is the part of the day that was told with it."""
    precision = "hour" if time.minute is None else "minute"
    return Moment(time.suffix, precision, time.hours, day, eve, half)


def with_time(source: Source, node: Node, end: int) -> Read:
    """Add the time of day after a day: "ieri sera", "lunedì alle 18.30", "ogni giorno alle 9"."""
    if isinstance(node, Moment) and node.precision == "part_of_day":
        return _hour_of_part(source, node, node.day, end)
    if isinstance(node, Plain) and node.kind == "SET":
        return _hour_of_set(source, node, end)
    if not names_day(node):
        return node, end
    day = Shift("day", 0) if isinstance(node, Today) else node
    part = part_name(source, source.past("part_prepositions", end))
    if part:
        return _hour_of_part(source, part_moment(source, part[0], day), day, part[1])
    hour = _hour_after(source, end) or _stamp(source, end)
    return (moment(hour[0], day), hour[1]) if hour else (node, end)


def _stamp(source: Source, end: int) -> tuple[Time, int] | None:
    """Read the time of a stamp after a date: "23 aprile 2022 14:55", "…, 14.55", "… - 14:55"."""
    start = end + (source.norms[end] in _STAMP_SIGNS)
    start += source.joins(start, "t")
    hour, minute = source.number(start, (1, 2)), source.number(start + 2, (2, 2))
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    last = start + 3
    goes_on = source.joins(last, ".,/-%") and source.norms[last + 1].isdigit()
    if goes_on or not source.joins(start + 1, ":."):
        return None
    if source.norms[start + 1] == "." and source.counts_things(last):
        return None
    return Time(hour, minute), last


def _hour_of_set(source: Source, node: Plain, end: int) -> Read:
    """Add the hour of what comes again: "ogni mattina alle 9", "ogni lunedì alle 21"."""
    day, _, part = node.timex.partition("T") if node.timex != "P1D" else ("XXXX-XX-XX", "", "")
    hour = _hour_after(source, end) if day == "XXXX-XX-XX" or node.precision == "day" else None
    if not hour:
        return node, end
    time = _in_part(hour[0], part)
    precision = "hour" if time.minute is None else "minute"
    return Plain("SET", f"{day}{time.suffix}", precision), hour[1]


def _hour_of_part(source: Source, part: Moment, day: Node | None, end: int) -> Read:
    """Add the hour after a part of the day: "ieri sera alle 9"."""
    hour = _hour_after(source, end)
    if not hour:
        further = source.listed("part_prepositions", end)
        again = part_name(source, further) if further else None
        same = again is not None and part.suffix == f"T{again[0]}"  # "la mattina all'alba"
        return (part, again[1]) if again and same else (part, end)
    code = part.suffix[1:]
    return moment(_in_part(hour[0], code), day, code, eve=part.eve), hour[1]


def _hour_after(source: Source, end: int) -> tuple[Time, int] | None:
    comma = end + (source.norms[end] == ",")
    if source.listed("from", comma):
        return None  # "domenica dalle 7 alle 23": an interval of its own
    if source.listed("and", comma):
        return None  # "tra l'una di notte e le 6"
    at_hour = source.listed("at_hour", comma)
    found = clock(source, at_hour) if at_hour else None
    if found:
        time, last, _ = _half_of_day(source, *found)
        if not (time.minute is None and source.counts_things(last)):
            return time, last
    at_named = source.listed("at_named", comma)
    if at_named and source.lexicon.clock_names.match(source.norms, at_named):
        return clock(source, at_named)
    return None


def names_day(node: Node) -> bool:
    """Whether the node is a day of the calendar."""
    match node:
        case Today() | DayOf() | Weekday():
            return True
        case Shift(unit="day") | InYear(what=(_, _, "day")) | Recurring(unit="day"):
            return True
        case Fixed(period=period):
            return period.unit == "day"
    return False
