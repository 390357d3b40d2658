"""Parts of the day and clock times, alone or with their day."""

from __future__ import annotations

from typing import NamedTuple

from ..nodes import Fixed, InYear, Node, Weekday
from ..numerals import cardinal
from ..source import Source
from ..told import Between, DayOf, Following, From, Moment, Recurring, Shift, Today
from .calendar import Read, towards

_DASHES = frozenset("-–")
_MINUTES_SIGNS = frozenset(".:,")
_NOON = 12


class Time(NamedTuple):
    """A clock time: the suffix of its value, and its hours from midnight."""

    hour: int
    minute: int | None

    @property
    def suffix(self) -> str:
        """TIMEX3: T18:30."""
        return f"T{self.hour:02}:{self.minute or 0:02}"

    @property
    def hours(self) -> tuple[float, float]:
        """Hours from midnight, twice: a moment."""
        at = self.hour + (self.minute or 0) / 60
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
    if (
        figures
        and source.norms[end] in _MINUTES_SIGNS
        and source.glued(end)
        and source.glued(end + 1)
    ):
        minute = source.number(end + 1, (2, 2))
        if minute is None:
            return (Time(hour, None), end) if source.number(end + 1, (1, 9)) is None else None
        if minute > 59 or (source.glued(end + 2) and source.norms[end + 2] in ("%", "€")):
            return None
        return Time(hour, minute), end + 2
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
        quarter = source.listed("quarter", link)
        if quarter:
            return Time(time.hour, 15), quarter
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
    told = (
        labelled
        or named
        or source.preceded("at_hour", at)
        or (colon and source.number(start, (2, 2)) is not None)
    )
    if not told:
        return None
    until = _until(source, end) if told else None
    if until:
        return Between(moment(time, None), moment(until[0], None)), until[1]
    time, end = _half_of_day(source, time, end)
    if not (labelled or named or time.minute is not None) and source.counts_things(end):
        return None  # "alle 18 famiglie"
    of = source.listed("of", end)
    day = day_node(source, of) if of else None
    if not day:
        return moment(time, None), end
    part = part_name(source, day[1])
    if part:  # "alle 7 di ieri sera"
        return moment(_in_part(time, part[0]), day[0]), part[1]
    return moment(time, day[0]), day[1]


def _until(source: Source, at: int) -> tuple[Time, int] | None:
    """Read the end of "ore 9-13"."""
    if source.norms[at] not in _DASHES or not (source.glued(at) and source.glued(at + 1)):
        return None
    return clock(source, at + 1)


def _half_of_day(source: Source, time: Time, end: int) -> tuple[Time, int]:
    """Read "di sera", "del pomeriggio", "del mattino" after an hour."""
    of = source.listed("of", end)
    part = source.lexicon.parts.match(source.norms, of) if of else None
    if not part:
        return time, end
    return _in_part(time, part[0]), part[1]


def _in_part(time: Time, code: str) -> Time:
    """Count the hour from noon in the afternoon, the evening and before midnight."""
    late = code in ("AF", "EV") or (code == "NI" and time.hour > 6)
    return Time(time.hour + _NOON, time.minute) if late and time.hour < _NOON else time


def moment(time: Time, day: Node | None) -> Moment:
    """Give a clock time on a day."""
    precision = "hour" if time.minute is None else "minute"
    return Moment(time.suffix, precision, time.hours, day)


def part_moment(source: Source, code: str, day: Node | None) -> Moment:
    """Give a part of a day."""
    first, last = source.lexicon.part_hours[code]
    return Moment(f"T{code}", "part_of_day", (first, last), day, eve=code == "EV")


def part_name(source: Source, at: int) -> tuple[str, int] | None:
    """Read "mattina", "primo pomeriggio", "tarda serata", "notte fonda"."""
    found = source.lexicon.parts.match(source.norms, source.past("early_late", at))
    if not found:
        return None
    return found[0], source.past("early_late", found[1])


def part_of_day(source: Source, at: int) -> Read | None:
    """Read "(in) mattinata", "questa sera", "notte scorsa", "sera di lunedì", "mattina dopo"."""
    for name, day in _DAYS_BEFORE:
        after = source.listed(name, at)
        found = part_name(source, after) if after else None
        if found:
            return _nightly(source, found[0], name, day), found[1]
    found = part_name(source, at)
    if not found:
        return None
    code, end = found
    side, last = towards(source, end)
    if side:
        return _nightly(source, code, "last" if side < 0 else "next", Shift("day", side)), last
    for name, count in (("after", 1), ("before", -1), ("same_after", 0)):
        last = source.listed(name, end)
        if last and not source.tied(last):
            return part_moment(source, code, Shift("day", count, "text")), last
    of = source.listed("of", end)
    named = day_node(source, of) if of else None
    if named:
        return part_moment(source, code, named[0]), named[1]
    pair = _night_between(source, end)
    if pair:
        return part_moment(source, code, pair[0]), pair[1]
    if source.preceded("part_prepositions", at) and not of:
        return part_moment(source, code, None), end
    return None


_DAYS_BEFORE: tuple[tuple[str, Node], ...] = (
    ("this", Shift("day", 0)),
    ("same", Shift("day", 0, "text")),
    ("last", Shift("day", -1)),
    ("next", Shift("day", 1)),
    ("other", Shift("day", -2, guessed=True)),
)


def _nightly(source: Source, code: str, name: str, day: Node) -> Moment:
    """Date it: "la prossima notte" is that of today, "la scorsa notte" began yesterday."""
    if name == "next":
        day = Shift("day", 0)
    return part_moment(source, code, day)


def _night_between(source: Source, at: int) -> Read | None:
    """Read "tra sabato e domenica" after "notte": the night of the first of the two days."""
    between = source.listed("between", at)
    if not between:
        return None
    first_at = source.past("articles", between)
    first = day_node(source, first_at)
    number = source.number(first_at, (1, 2))
    middle = first[1] if first else first_at + 1
    link = source.listed("and", middle)
    second = day_node(source, source.past("articles", link)) if link else None
    if not second:
        return None
    if first:
        node = first[0]
        if isinstance(node, InYear) and isinstance(second[0], InYear) and node.year is None:
            node = InYear(node.what, second[0].year, second[0].towards)
        return node, second[1]
    if number and isinstance(second[0], InYear):
        return From(second[0], "day", -1), second[1]
    if number and isinstance(second[0], Fixed):
        return From(second[0], "day", -1), second[1]
    return None


def deictic_part(source: Source, at: int) -> Read | None:
    """Read stamattina, stasera, stanotte, domattina."""
    found = source.lexicon.deictic_parts.match(source.norms, at)
    if not found:
        return None
    (code, days), end = found
    return part_moment(source, code, Shift("day", days)), end


def day_node(source: Source, at: int) -> Read | None:
    """Read any expression that names a day."""
    from . import days  # the package imports this module

    return days(source, at)


def with_time(source: Source, node: Node, end: int) -> Read:
    """Add the time of day after a day: "ieri sera", "lunedì alle 18.30", "sabato in serata"."""
    if isinstance(node, Moment) and node.precision == "part_of_day" and node.day:
        return _hour_of_part(source, node, node.day, end)
    if not names_day(node):
        return node, end
    day = Shift("day", 0) if isinstance(node, Today) else node
    part = part_name(source, source.past("part_prepositions", end))
    if part:
        return _hour_of_part(source, part_moment(source, part[0], day), day, part[1])
    hour = _hour_after(source, end)
    return (moment(hour[0], day), hour[1]) if hour else (node, end)


def _hour_of_part(source: Source, part: Moment, day: Node, end: int) -> Read:
    """Add the hour after a part of the day: "ieri sera alle 9"."""
    hour = _hour_after(source, end)
    if not hour:
        further = source.listed("part_prepositions", end)
        again = part_name(source, further) if further else None
        return (part_moment(source, again[0], day), again[1]) if again else (part, end)
    return moment(_in_part(hour[0], part.suffix[1:]), day), hour[1]


def _hour_after(source: Source, end: int) -> tuple[Time, int] | None:
    comma = end + (source.norms[end] == ",")
    if source.listed("from", comma):
        return None  # "domenica dalle 7 alle 23": an interval of its own
    at_hour = source.listed("at_hour", comma)
    found = clock(source, at_hour) if at_hour else None
    if found:
        time, last = _half_of_day(source, *found)
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
        case Following(node=InYear(what=(_, _, "day"))):
            return True
        case Fixed(period=period):
            return period.unit == "day"
    return False
