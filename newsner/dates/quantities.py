"""Quantities: which numbers of a text are lengths of time, money, shares, scores or counts.

In: the atoms and the date rows; out: the amount rows. What they belong to is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..knowledge.amounts import AmountWords, amount_words
from ..layers import AmountRow, DateRow
from .numerals import cardinal
from .source import Source

_LENGTH = re.compile(r"P(?:(\d[\d.]*)Y)?(?:(\d[\d.]*)M)?(?:(\d[\d.]*)W)?(?:(\d[\d.]*)D)?"
                     r"(?:T(?:(\d[\d.]*)H)?(?:(\d[\d.]*)M)?(?:(\d[\d.]*)S)?)?")  # fmt: skip
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_SECONDS = (31_536_000.0, 2_628_000.0, 604_800.0, 86_400.0, 3600.0, 60.0, 1.0)
_HIGHEST_SCORE = 199
_MILLION = 1_000_000


class _Number(NamedTuple):
    """A number: its value, the index after it, and whether "milioni" or the like multiplied it."""

    value: float
    end: int
    multiplied: bool = False


class _Amount(NamedTuple):
    kind: str
    value: str
    numbers: tuple[float, ...]
    unit: str | None
    end: int


def find_amounts(source: Source, dates: Iterable[DateRow]) -> list[AmountRow]:
    """Give the amounts of a text, in order, none inside another."""
    dates = list(dates)
    rows = [row for row in map(_length, dates) if row]
    taken = iter(
        [*sorted((row.start_char, row.end_char) for row in dates), (len(source.text),) * 2]
    )
    words, after = amount_words(), 0
    begin, end = next(taken)
    for at in _openings(source, words):
        while end <= source.starts[at] and begin < len(source.text):
            begin, end = next(taken)
        if at < after or begin <= source.starts[at]:
            continue
        found = _read(source, words, at)
        if found is None or source.ends[found.end - 1] > begin:
            continue
        rows.append(_row(source, at, found))
        after = found.end
    return sorted(rows, key=lambda row: row.start_char)


def _length(row: DateRow) -> AmountRow | None:
    """Give a length of time with its number in the coarsest of its units."""
    if row.kind != "DURATION" or not isinstance(row.value, str):
        return None
    parts = _LENGTH.fullmatch(row.value)
    counted = [(i, float(n)) for i, n in enumerate(parts.groups()) if n] if parts else []
    if not counted:
        return None  # "PXM": some months
    first = counted[0][0]
    if len(counted) > 1 and counted[-1][0] == 1:
        number = counted[0][1] + counted[1][1] / 12  # years and months
    else:
        number = sum(n * _SECONDS[i] for i, n in counted) / _SECONDS[first]
    return AmountRow(
        row.start, row.end, row.start_char, row.end_char, "duration", row.value,
        [round(number, 3)], _UNITS[first],
    )  # fmt: skip


def _openings(source: Source, words: AmountWords) -> list[int]:
    """Atoms that an amount may begin at: figures, numbers in words, "mezzo", a sign of money."""
    lexicon = source.lexicon
    cardinals = lexicon.cardinals
    plain = words.currencies.first_words.union(lexicon.one, lexicon.lists["half"].first_words)
    return [
        at
        for at, norm in enumerate(source.norms[: source.size])
        if norm[0].isdecimal() or norm in cardinals or norm in plain or norm.endswith("mila")
    ]


def _read(source: Source, words: AmountWords, at: int) -> _Amount | None:
    """Read the amount that begins at an atom."""
    score = _score(source, words, at)
    if score:
        return score
    sign = words.currencies.match(source.norms, at)
    number = _number(source, words, sign[1] if sign else at)
    if number is None or _goes_on(source, at, number.end):
        return None
    value, end, multiplied = number
    if sign:  # "€ 300"
        return _Amount("money", _written(value), (value,), sign[0], end)
    percent = words.lists["percent"].match(source.norms, end)
    if percent:
        return _Amount("percentage", _written(value), (value,), None, percent[1])
    of = source.past("of", end) if multiplied else end
    currency = words.currencies.match(source.norms, of)
    if currency:
        return _Amount("money", _written(value), (value,), currency[0], currency[1])
    return _count(source, at, number, of)


def _count(source: Source, at: int, number: _Number, of: int) -> _Amount | None:
    """Read what is counted; millions of nothing are money."""
    if source.norms[at] in source.lexicon.one and not number.multiplied:
        return None
    for last in (of, of + 1):  # "tre persone", "tre giovani operai"
        pos = source.pos(last)
        if pos not in ("NOUN", "ADJ") or source.capitalised(last):
            break
        if pos == "NOUN":
            unit = source.norms[last]
            if source.lexicon.plural_units.match(source.norms, last) or number.value <= 1:
                return None  # a length of time, an article
            return _Amount("count", _written(number.value), (number.value,), unit, last + 1)
    if number.multiplied and of == number.end and number.value >= _MILLION:
        return _Amount("money", _written(number.value), (number.value,), None, number.end)
    return None


def _number(source: Source, words: AmountWords, at: int) -> _Number | None:
    """Read "3", "1.200", "2,1", "2,1 miliardi", "due milioni e mezzo", "mezzo milione"."""
    if at >= source.size:
        return None
    half = source.listed("half", at)
    if half:
        factor = words.multipliers.get(source.norms[half])
        return _Number(factor / 2, half + 1, True) if factor else None
    one = source.lexicon.one.get(source.norms[at])
    plain = (one, at + 1) if one else cardinal(source, at) or _thousands(source, at)
    if plain is None:
        return None
    value, end = float(plain[0]), plain[1]
    if source.norms[at][0].isdecimal():
        decimals = source.number(end + 1, (1, 3))
        if decimals is not None and source.joins(end, ","):
            value, end = value + decimals / 10 ** len(source.norms[end + 1]), end + 2
    factor = words.multipliers.get(source.norms[end])
    if not factor:
        return None if one and not words.lists["percent"].match(source.norms, end) else (
            _Number(value, end)
        )  # fmt: skip
    value, end = value * factor, end + 1
    second = words.multipliers.get(source.norms[end])  # "500 mila milioni"
    if second:
        value, end = value * second, end + 1
    link = source.listed("and", end)
    more = source.listed("half", link) if link else 0
    return _Number(value + factor / 2, more, True) if more else _Number(value, end, True)


def _thousands(source: Source, at: int) -> tuple[int, int] | None:
    """Read "cinquecentomila", "ventimilacinquecento"."""
    before, mila, after = source.norms[at].partition("mila")
    cardinals = source.lexicon.cardinals
    if not mila or before not in cardinals or (after and after not in cardinals):
        return None
    return cardinals[before] * 1000 + cardinals.get(after, 0), at + 1


def _goes_on(source: Source, at: int, end: int) -> bool:
    """Whether a number in figures is part of something longer: "24/7", "Covid-19", "12:30"."""
    before, after = source.norms[at - 1] if at else "", source.norms[end]
    if not source.norms[at][0].isdecimal():
        return False
    if before and before in "-–/:.,'" and source.glued(at):
        return True
    return bool(after) and source.glued(end) and (after in "-–/:°'" or after.isalpha())


def _score(source: Source, words: AmountWords, at: int) -> _Amount | None:
    """Read "2-1", "88-79", "3 a 0", "due a uno"."""
    first = _points(source, at)
    if first is None or words.lists["numbered"].ends_at(source.norms, at):
        return None
    dashed = source.joins(at + 1, "-–")
    link = at + 2 if dashed else words.lists["score_link"].match(source.norms, at + 1)
    second = _points(source, link if isinstance(link, int) else link[1]) if link else None
    if second is None or _goes_on(source, at, at + 3) or source.counts_things(at + 3):
        return None
    if not dashed and words.lists["range_before"].ends_at(source.norms, at):
        return None
    return _Amount("score", f"{first}-{second}", (float(first), float(second)), None, at + 3)


def _points(source: Source, at: int) -> int | None:
    figures = source.number(at, (1, 3))
    value = figures if figures is not None else source.lexicon.cardinals.get(source.norms[at])
    return value if value is not None and value <= _HIGHEST_SCORE else None


def _written(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.12g}"


def _row(source: Source, at: int, found: _Amount) -> AmountRow:
    return AmountRow(
        start=source.token(at),
        end=source.token(found.end - 1) + 1,
        start_char=source.starts[at],
        end_char=source.ends[found.end - 1],
        kind=found.kind,
        value=found.value,
        numbers=list(found.numbers),
        unit=found.unit,
    )
