"""Times told from the day of publication or from another time of the text."""

from __future__ import annotations

from datetime import date, timedelta

from ..nodes import Afterwards, InYear, Plain, Weekday
from ..numerals import cardinal
from ..periods import Period, containing
from ..source import Source
from ..told import Containing, Following, From, Recurring, Shift, Today
from .calendar import Read, month_of, relative_unit, towards
from .dayparts import day_node
from .holidays import holiday


def deictic_day(source: Source, at: int) -> Read | None:
    """Read oggi, ieri, l'altro ieri, dopodomani, "giornata di ieri"."""
    start = source.past("day_of", at)
    found = source.lexicon.days.match(source.norms, start)
    if not found:
        return None
    count, end = found
    if count == 0 and start == at:
        return Today(), end
    return Shift("day", count), end


def day_after(source: Source, at: int) -> Read | None:
    """Read "l'indomani", where no complement names what it follows."""
    end = source.listed("next_day", at)
    if not end or source.listed("of", end):
        return None
    return Shift("day", 1, "text"), end


def weekday(source: Source, at: int) -> Read | None:
    """Read "lunedì", "lo scorso lunedì", "lunedì prossimo", "lunedì della settimana scorsa"."""
    this = source.listed("this", at)
    before, start = (0, this) if this else towards(source, at)
    found = source.lexicon.weekdays.match(source.norms, start)
    if not found:
        return None
    number, end = found
    if before or this:
        return Weekday(number, before, this=bool(this)), end
    side, last = towards(source, end)
    if side:
        return Weekday(number, side), last
    of = source.listed("of", end)
    week = (relative_unit(source, of, "week") or unit_of_day(source, of)) if of else None
    if week:
        return Weekday(number, week=week[0]), week[1]
    for name, turn in (("after", 1), ("before", -1)):
        last = source.listed(name, end)
        if last and not source.tied(last):
            return Weekday(number, turn, anchor="text"), last
    if source.preceded("articles", at):
        return None  # "il lunedì": every Monday
    ordinal = source.lexicon.ordinals.ends_at(source.norms, at)
    if of and (ordinal or source.preceded("one_of", at)):
        return None  # "il primo venerdì di quaresima"
    return Weekday(number), end


def weekday_and_day(source: Source, at: int) -> Read | None:
    """Read "sabato 3": the nearest Saturday that is a third."""
    found = source.lexicon.weekdays.match(source.norms, at)
    day = source.number(found[1], (1, 2)) if found else None
    if not found or not day or day > 31:
        return None
    number, end = found

    def near(today: date) -> list[Period]:
        first = today - timedelta(days=200)
        days = (first + timedelta(days=n) for n in range(400))
        return [Period("day", d) for d in days if d.day == day and d.isoweekday() == number]

    return Recurring(near, f"XXXX-XX-{day:02}", "day"), end + 1


def following_month(source: Source, at: int) -> Read | None:
    """Read "marzo successivo", "il luglio seguente", "dicembre precedente"."""
    found = source.lexicon.months.match(source.norms, at)
    if not found:
        return None
    for name, turn in (("after", 1), ("before", -1)):
        end = source.listed(name, found[1])
        if end and not source.tied(end):
            return Following(InYear(month_of(found[0])), turn), end
    return None


def unit(source: Source, at: int) -> Read | None:
    """Read "settimana scorsa", "prossimo mese", "quest'anno", "stesso giorno", "anno dopo"."""
    found = relative_unit(source, at)
    return _without_complement(source, found) if found else unit_of_now(source, at)


def _without_complement(source: Source, read: Read) -> Read | None:
    """Hide the date where the text says after or before what it is ("il giorno dopo il voto")."""
    node, end = read
    if not (isinstance(node, Shift) and node.anchor == "text" and node.count):
        return read
    base = holiday(source, source.past("of", end))
    if base:
        return From(base[0], node.unit, node.count), base[1]
    if source.tied(end):
        return (Plain("DATE", "XXXX-XX-XX", "day", vague=True), end) if node.unit == "day" else None
    return read


def unit_of_now(source: Source, at: int) -> Read | None:
    """Read "l'anno", "la settimana" after "entro", "nel corso di": the one of publication."""
    found = source.lexicon.singular_units.match(source.norms, at)
    if not found or not source.preceded("within", at):
        return None
    name, end = found[0].name, found[1]
    if name not in ("day", "week", "month", "year", "decade", "century"):
        return None
    if source.listed("of", end):
        return None  # "entro il giorno delle elezioni"
    return Shift(name, 0), end


def unit_in_short(source: Source, at: int) -> Read | None:
    """Read "in settimana", "in giornata"."""
    if not source.preceded("in_short", at):
        return None
    if source.listed("of", at + 1):
        return None
    if source.listed("working_day", at):
        return Shift("day", 0), at + 1
    found = source.lexicon.singular_units.match(source.norms, at)
    if found and found[0].name == "week":
        return Shift("week", 0), found[1]
    return None


def unit_of_day(source: Source, at: int) -> Read | None:
    """Read "settimana del 30 novembre", "fine settimana di Pasqua": the one that has the day."""
    found = source.lexicon.singular_units.match(source.norms, at)
    of = source.listed("of", found[1]) if found and found[0].name in ("week", "weekend") else 0
    day = day_node(source, of) if of else None
    return (Containing(found[0].name, day[0]), day[1]) if found and day else None  # type: ignore[arg-type]


def weekend(source: Source, at: int) -> Read | None:
    """Read "fine settimana", "lo scorso weekend", "questo fine settimana"."""
    this = source.listed("this", at)
    before, start = (0, this) if this else towards(source, at)
    found = source.lexicon.singular_units.match(source.norms, start)
    if not found or found[0].name != "weekend":
        return None
    end = found[1]
    if not before and not this:
        before, end = towards(source, end)

    def near(today: date) -> list[Period]:
        return [containing(today + timedelta(days=7 * n), "weekend") for n in (-2, -1, 0, 1, 2)]

    if this:
        return Shift("weekend", 0), end
    if source.preceded("weekends", at) and not before:
        return Plain("SET", "XXXX-WXX-WE", "weekend"), end
    if source.listed("of", end) and source.norms[source.listed("of", end)].isdecimal():
        return None  # "il fine settimana del 9 e 10 marzo"
    return Recurring(near, "XXXX-WXX-WE", "weekend", before), end


def reference(source: Source, at: int) -> Read | None:
    """Read words that name only past, present or future: "attualmente", "di recente"."""
    found = source.lexicon.references.match(source.norms, at)
    if found and source.listed("of", found[1]):
        return None  # "al momento del voto"
    return (Plain("DATE", found[0], "vague"), found[1]) if found else None


def then(source: Source, at: int) -> Read | None:
    """Read "allora" as an attribute: "l'allora ministro", "Pesce, allora consigliera"."""
    end = source.listed("then", at)
    if not end or not at:
        return None
    told = source.norms[at - 1].endswith("'") or source.attribute(at)
    return (Plain("DATE", "PAST_REF", "vague"), end) if told else None


def vague_period(source: Source, at: int) -> Read | None:
    """Read "ultimi anni", "prossimi mesi", "giorni scorsi", "questi giorni", "quei giorni"."""
    for name, value in _VAGUE_BEFORE:
        after = source.listed(name, at)
        found = source.lexicon.plural_units.match(source.norms, after) if after else None
        if found and found[0].name != "weekend":
            return Plain("DATE", value, "vague"), found[1]
    found = source.lexicon.plural_units.match(source.norms, at)
    if found and not cardinal(source, at - 1):
        after = source.listed("following", found[1])
        if after and not source.listed("to_what", after):
            return Afterwards(), after
        before = source.listed("preceding", found[1])
        if before and not source.listed("to_what", before):
            return Plain("DATE", "PAST_REF", "vague"), before
        side, end = towards(source, found[1])
        if side:
            return Plain("DATE", "PAST_REF" if side < 0 else "FUTURE_REF", "vague"), end
    return None


_VAGUE_BEFORE = (
    ("last_few", "PAST_REF"),
    ("last", "PAST_REF"),
    ("next", "FUTURE_REF"),
    ("these", "PRESENT_REF"),
    ("those", "PAST_REF"),
)
