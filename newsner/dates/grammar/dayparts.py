"""Parts of the day, alone or with their day."""

from __future__ import annotations

from ..nodes import Fixed, InYear, Node
from ..numerals import cardinal
from ..source import Source
from ..told import From, Moment, Shift
from .bare import bare_day
from .calendar import Read, towards


def day_node(source: Source, at: int) -> Read | None:
    """Read any expression that names a day."""
    from . import days  # the package imports this module

    return days(source, at)


def point_node(source: Source, at: int) -> Read | None:
    """Read any expression that names a point in time."""
    from . import point

    return point(source, at)


def part_moment(source: Source, code: str, day: Node | None) -> Moment:
    """Give a part of a day."""
    first, last = source.lexicon.part_hours[code]
    return Moment(f"T{code}", "part_of_day", (first, last), day, eve=code == "EV")


def part_name(source: Source, at: int) -> tuple[str, int] | None:
    """Read "mattina", "primo pomeriggio", "tarda serata", "notte fonda"."""
    found = source.lexicon.parts.match(source.norms, source.past("early_late", at))
    if not found:
        return None
    return found[0], source.past("late_after", found[1])


def part_of_day(source: Source, at: int) -> Read | None:
    """Read "(in) mattinata", "questa sera", "notte scorsa", "sera di lunedì", "mattina dopo"."""
    for name, day in _DAYS_BEFORE:
        after = source.listed(name, at)
        found = part_name(source, after) if after else None
        if found:
            return part_moment(source, found[0], day), found[1]
    ago = _parts_ago(source, at)
    if ago:
        return ago
    found = part_name(source, at)
    if not found:
        return None
    code, end = found
    late = source.preceded("late_after", end)
    side, last = towards(source, end)
    if side:
        return part_moment(source, code, Shift("day", min(side, 0))), last
    for name, count in (("after", 1), ("before", -1), ("same_after", 0)):
        last = source.listed(name, end)
        if last and not source.tied(last):
            return part_moment(source, code, Shift("day", count, "text")), last
    today = source.listed("of_today", end)
    if today:
        return part_moment(source, code, Shift("day", 0)), today
    of = source.listed("of", end)
    told = source.preceded("part_prepositions", at)
    named = day_node(source, of) if of else (day_node(source, end) if told else None)
    if named:  # "sera di lunedì", "in serata martedì"
        return part_moment(source, code, named[0]), named[1]
    number = bare_day(source, of, told=True) if of else None
    if number:
        return part_moment(source, code, number[0]), number[1]
    pair = _night_between(source, end)
    if pair:
        return part_moment(source, code, pair[0]), pair[1]
    if (told or (late and source.preceded("articles", at))) and not of:
        return part_moment(source, code, None), end
    return None


def _parts_ago(source: Source, at: int) -> Read | None:
    """Read "due sere fa"."""
    number = cardinal(source, at)
    parts = source.lexicon.part_plurals.match(source.norms, number[1]) if number else None
    end = source.listed("ago", parts[1]) if parts else 0
    if not number or not parts or not end:
        return None
    return part_moment(source, parts[0], Shift("day", -number[0])), end


_DAYS_BEFORE: tuple[tuple[str, Node], ...] = (
    ("this", Shift("day", 0)),
    ("same", Shift("day", 0, "text")),
    ("last", Shift("day", -1)),  # "la scorsa notte" began yesterday
    ("next", Shift("day", 0)),
    ("other", Shift("day", -2, guessed=True)),
)


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
    if number and isinstance(second[0], InYear | Fixed):
        return From(second[0], "day", -1), second[1]
    return None


def deictic_part(source: Source, at: int) -> Read | None:
    """Read stamattina, stasera, stanotte, domattina."""
    found = source.lexicon.deictic_parts.match(source.norms, at)
    if not found:
        return None
    (code, days), end = found
    return part_moment(source, code, Shift("day", days)), source.past("late_after", end)
