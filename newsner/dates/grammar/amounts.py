"""Durations, counted distances from another time, and repetitions."""

from __future__ import annotations

from typing import NamedTuple

from ...knowledge.date_files import UnitEntry
from ..nodes import Anchor, Node, Plain
from ..numerals import cardinal, quantity
from ..periods import Unit
from ..source import Source
from ..told import From, HoursFrom, Shift
from .calendar import Read
from .dayparts import day_node

_HALVES = {
    "year": ("month", 6), "hour": ("minute", 30), "minute": ("second", 30), "day": ("hour", 12)
}  # fmt: skip
_HOURS = {"week": 168.0, "day": 24.0, "hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
_WHOLE_UNITS = frozenset(("day", "week", "month", "quarter", "semester", "year", "decade"))
_LAST_ONES = frozenset(("week", "month", "quarter", "semester", "year", "decade", "century"))
_CLOCK_UNITS = frozenset(("hour", "minute", "second"))


class Amount(NamedTuple):
    """An amount of time: (number, unit) pairs, None for a vague number; an extra half."""

    parts: tuple[tuple[float | None, UnitEntry], ...]
    end: int
    rounded: bool = False

    @property
    def timex(self) -> str:
        """Value as a duration."""
        return duration(self.parts)


def duration(parts: tuple[tuple[float | None, UnitEntry], ...]) -> str:
    """Write P3Y2M, PT90M, PXD."""
    day, clock = "", ""
    for number, unit in parts:
        letter = "D" if unit.timex == "WE" else unit.timex
        if number is None:
            figure = "X"
        else:
            count = number * unit.factor * (2 if unit.timex == "WE" else 1)
            figure = f"{count:g}" if count < 10**6 else str(int(count))
        if letter.startswith("T"):
            clock += figure + letter[1:]
        else:
            day += figure + letter
    return "P" + day + ("T" + clock if clock else "")


def amount(source: Source, at: int) -> Amount | None:
    """Read "tre anni e due mesi", "un'ora e mezza", "una decina di giorni", "qualche mese"."""
    first = _counted(source, at)
    if first is None:
        return None
    parts, end, rounded = [(first[0], first[1])], first[2], first[3]
    while parts[-1][0] is not None:
        link = source.listed("and", end)
        half = source.listed("half", link) if link else 0
        quarter = source.listed("quarter", link) if link else 0
        if quarter and parts[-1][1].timex == "TH":
            return Amount((*parts, (15.0, source.lexicon.units["minute"])), quarter, rounded)
        if half:
            number, unit = parts[-1]
            parts[-1:] = _and_half(source, number or 0, unit)
            return Amount(tuple(parts), half, rounded)
        spoken = _minutes(source, link) if link and parts[-1][1].name == "hour" else None
        if spoken:
            return Amount((*parts, (spoken[0], source.lexicon.units["minute"])), spoken[1], rounded)
        link = link or end + (source.norms[end] == ",")
        more = _counted(source, link) if link > end or source.norms[end].isdecimal() else None
        if more is None or more[0] is None or not _finer(more[1], parts[-1][1]):
            break
        parts.append((more[0], more[1]))
        end = more[2]
    return Amount(tuple(parts), end, rounded)


def _and_half(
    source: Source, number: float, unit: UnitEntry
) -> list[tuple[float | None, UnitEntry]]:
    if unit.name in _HALVES:
        name, half = _HALVES[unit.name]
        return [(number, unit), (half, source.lexicon.units[name])]
    return [(number + 0.5, unit)]


def _minutes(source: Source, at: int) -> tuple[float, int] | None:
    """Read the minutes of "un'ora e venti"."""
    number = cardinal(source, at)
    if not number or number[0] % 5 or number[0] > 55 or source.counts_things(number[1]):
        return None
    return (float(number[0]), number[1]) if number[1] == at + 1 else None


def _finer(unit: UnitEntry, than: UnitEntry) -> bool:
    ranks = ("TS", "TM", "TH", "D", "W", "M", "Y")
    if unit.timex not in ranks or than.timex not in ranks:
        return False
    return ranks.index(unit.timex) < ranks.index(than.timex)


def _counted(source: Source, at: int) -> tuple[float | None, UnitEntry, int, bool] | None:
    """Read a number and a unit: number (None where vague), unit, end, whether it is round."""
    lexicon, norms = source.lexicon, source.norms
    vague = lexicon.vague.match(norms, at)
    if vague:
        unit = lexicon.plural_units.match(norms, vague[1]) or (
            lexicon.singular_units.match(norms, vague[1]) if source.listed("some", at) else None
        )
        return (None, unit[0], unit[1], True) if unit else None
    one = lexicon.one.get(norms[at])
    after_one = at + 1 if one else at
    collective = lexicon.collectives.match(norms, after_one)
    if collective:
        of = source.listed("of", collective[1])
        unit = lexicon.plural_units.match(norms, of) if of else None
        return (collective[0], unit[0], unit[1], True) if unit else None
    number = _decimal(source, at) or quantity(source, at)
    if not number:
        return None
    value, end = number
    upper = _upper_bound(source, value, end)
    if upper:
        value, end = upper
    for name in ("qualities", "last", "next", "following", "preceding"):
        end = source.past(name, end)  # "tre lunghi anni", "i tre prossimi mesi"
    units = lexicon.singular_units if value == 1 else lexicon.plural_units
    unit = units.match(norms, end)
    if not unit or (unit[0].name == "second" and value == 1):
        return None
    return float(value), unit[0], source.past("whole_after", unit[1]), bool(upper)


def _decimal(source: Source, at: int) -> tuple[float, int] | None:
    """Read "3,5"."""
    whole, part = source.number(at, (1, 3)), source.number(at + 2, (1, 2))
    if whole is None or part is None or not source.joins(at + 1, ","):
        return None
    return float(f"{whole}.{source.norms[at + 2]}"), at + 3


def _upper_bound(source: Source, lower: float, end: int) -> tuple[int, int] | None:
    """Read the second number of "due o tre giorni", "due, tre giorni", "10-15 giorni"."""
    comma = source.norms[end] == ","
    link = source.listed("or", end) or (end + 1 if comma or source.joins(end, "-–") else 0)
    upper = cardinal(source, link) if link else None
    if not upper or upper[0] <= lower or (comma and upper[0] != lower + 1):
        return None
    return upper


def counted_time(source: Source, at: int) -> Read | None:
    """Read an amount with what places it: "due mesi fa", "tre giorni dopo"; else a duration."""
    found = amount(source, at)
    if not found:
        return _named_span(source, at)
    ago = source.listed("ago", found.end)
    if ago:
        return _away(found, -1), ago
    if source.preceded("ahead", at) and not source.listed("and", found.end):
        return _away(found, 1), found.end
    for name, sign in (("later", 1), ("earlier", -1)):
        end = source.listed(name, found.end)
        base = day_node(source, source.past("before_day", source.past("of", end))) if end else None
        if base and found.parts[0][0] is not None and len(found.parts) == 1:
            unit = found.parts[0][1].name
            count = sign * int(found.parts[0][0])
            return From(base[0], unit, count), base[1]  # type: ignore[arg-type]
        if end and not source.tied(end):
            if found.parts[0][0] is None:
                return Plain("DURATION", found.timex, "vague"), end
            return _shift(found, sign, "text"), end
    since = _since_today(source, found)
    if since:
        return since
    if _some_unit(source, at, found):
        return None
    return Plain("DURATION", found.timex, _precision(found)), _past_direction(source, found.end)


def _since_today(source: Source, found: Amount) -> Read | None:
    """Read "una settimana da oggi", "due settimane da ieri"."""
    start = source.listed("from_day", found.end)
    day = source.lexicon.days.match(source.norms, start) if start else None
    (number, unit), single = found.parts[0], len(found.parts) == 1
    if not day or not single or number is None or unit.name in _CLOCK_UNITS:
        return None
    count: Unit = unit.name  # type: ignore[assignment]
    return From(Shift("day", day[0]), count, int(number)), day[1]


def _past_direction(source: Source, end: int) -> int:
    """Skip what says on which side a length lies: "i due anni scorsi", "i tre mesi seguenti"."""
    for name in ("gone", "next", "following", "preceding"):
        after = source.listed(name, end)
        if after and not source.listed("to_what", after):
            return after
    return end


def age(source: Source, at: int) -> Read | None:
    """Read "anni 40" after "di": an age, as notices write it ("Ugo Prandi, di anni 40")."""
    years = source.lexicon.plural_units.match(source.norms, at)
    number = source.number(years[1], (1, 3)) if years else None
    if not years or not number or years[0].name != "year" or source.norms[at - 1] != "di":
        return None
    return Plain("DURATION", f"P{number}Y", "year"), years[1] + 1


def whole_unit(source: Source, at: int) -> Read | None:
    """Read "tutto il giorno", "tutta la settimana", "l'intero anno": its whole length."""
    start = source.listed("whole", at)
    named = source.lexicon.singular_units.match(source.norms, start) if start else None
    if named and named[0].name in _WHOLE_UNITS:
        unit, end = named
    elif start and source.listed("working_day", start):
        unit, end = source.lexicon.units["day"], start + 1
    else:
        return None
    if source.listed("of", end):
        return None  # "tutto il giorno del voto"
    return Plain("DURATION", duration(((1, unit),)), unit.name), end


def _some_unit(source: Source, at: int, found: Amount) -> bool:
    """Whether "un giorno", "un anno difficile" tell of some unit and not how long it lasts."""
    number, unit = found.parts[0]
    if number != 1 or source.norms[at] not in source.lexicon.one or len(found.parts) > 1:
        return False
    told = source.listed("of", found.end) or source.listed("later", found.end)
    if told or source.preceded("lasting", at) or source.listed("earlier", found.end):
        return False
    return unit.name == "day" or source.described(found.end - 1)


def _precision(found: Amount) -> str:
    name = found.parts[-1][1].name
    return "vague" if found.parts[0][0] is None else name


def _away(found: Amount, sign: int) -> Node:
    if found.parts[0][0] is None:
        return Plain("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", "vague")
    return _shift(found, sign, "today")


def _shift(found: Amount, sign: int, anchor: Anchor) -> Node:
    """Place an amount before (-1) or after (1) an anchor: as fine as its finest unit."""
    counted = [(sign * (number or 0), unit.name) for number, unit in found.parts]
    if counted[-1][1] in _CLOCK_UNITS and counted[0][1] in _HOURS:
        return HoursFrom(sum(count * _HOURS[name] for count, name in counted), anchor)
    # an hour says nothing where months are counted
    *coarser, (count, name) = [(int(n), u) for n, u in counted if u not in _CLOCK_UNITS]
    return Shift(name, count, anchor, found.rounded, found.timex, tuple(coarser))  # type: ignore[arg-type]


def _named_span(source: Source, at: int) -> Read | None:
    """Read "mezz'ora", "un quarto d'ora", "un biennio", "prossimo triennio"."""
    start = at + 1 if source.norms[at] in source.lexicon.one else at
    for name in ("next", "last", "last_one"):
        start = source.past(name, start)
    found = source.lexicon.spans.match(source.norms, start)
    if not found and start > at:
        found = source.lexicon.terms.match(source.norms, start)
    if not found:
        return None
    value, end = found
    ago = source.listed("ago", end)
    if ago:
        return _span_away(value, -1), ago
    if source.preceded("ahead", at):
        return _span_away(value, 1), end
    for name in ("later", "earlier"):
        placed = source.listed(name, end)
        if placed and not source.tied(placed):
            end = placed
    return Plain("DURATION", value, "vague" if "X" in value else _precision_of(value)), end


def _span_away(value: str, sign: int) -> Node:
    if "T" in value:
        hours = float(value[2:-1])
        return HoursFrom(sign * (hours / 60 if value.endswith("M") else hours))
    unit: Unit = "year" if value[-1] == "Y" else "month"
    return Shift(unit, sign * int(value[1:-1]))


def _precision_of(value: str) -> str:
    if "T" in value:
        return "minute" if value.endswith("M") else "hour"
    return {"Y": "year", "M": "month", "W": "week", "D": "day"}[value[-1]]


def bare_units(source: Source, at: int) -> Read | None:
    """Read "da anni", "per settimane", "giorni fa", "anni or sono", "anni di lavoro"."""
    found = source.lexicon.plural_units.match(source.norms, at)
    if not found or found[0].name == "weekend":
        return None
    unit, end = found
    ago = source.listed("ago", end)
    if ago:
        return Plain("DATE", "PAST_REF", "vague"), ago
    placed = source.listed("later", end) or source.listed("earlier", end)
    if placed and not source.counts_things(at - 1) and not source.preceded("of", at):
        value = duration(((None, unit),))
        return Plain("DURATION", value, "vague"), end if source.tied(placed) else placed
    lasting = source.preceded("lasting", at)
    if lasting and source.preceded("ahead", at):
        return None
    decade = source.listed("decade", at) and cardinal(source, end)
    opening = at == 0 or source.norms[at - 1] in '«"“(,'
    if (lasting and not decade) or (opening and source.listed("of", end)):
        return Plain("DURATION", duration(((None, unit),)), "vague"), end
    return None


def recent_amount(source: Source, at: int) -> Read | None:
    """Read "ultimi tre anni", "prossimi dieci giorni", "ultimo mese", "primi tre mesi"."""
    for name in ("last_few", "next", "last", "first_few"):
        after = source.listed(name, at)
        if source.listed("gone_by", at) and not source.preceded("articulated", at):
            continue  # "Passati due anni, riprovò": after two years
        found = amount(source, after) if after else None
        if found:
            if found.parts[0][0] is None:
                value = "FUTURE_REF" if name == "next" else "PAST_REF"
                return Plain("DATE", value, "vague"), found.end
            return Plain("DURATION", found.timex, _precision(found)), found.end
    after = source.listed("last_one", at)
    unit = source.lexicon.singular_units.match(source.norms, after) if after else None
    hour = after or source.listed("next", at)
    if hour and source.listed("hour_unit", hour) and source.preceded("in_hour", at):
        return Plain("DURATION", "PT1H", "hour"), hour + 1
    if unit and unit[0].name in _LAST_ONES:
        return Plain("DURATION", duration(((1, unit[0]),)), unit[0].name), unit[1]
    return None
