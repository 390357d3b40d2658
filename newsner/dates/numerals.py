"""Numbers: days, years, cardinals, ordinals, Roman numerals."""

from __future__ import annotations

import re

from .nodes import Year
from .source import Source

Numeral = tuple[int, int]  # value, index after it

_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ORDINAL_SIGNS = frozenset("°º^ª")
FIRST_YEAR, LAST_YEAR = 1000, 2199


def roman(written: str) -> int | None:
    """Value of a Roman numeral up to XXIX, as centuries have."""
    if not _ROMAN.fullmatch(written):
        return None
    values = [_ROMAN_VALUES[c] for c in written]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def cardinal(source: Source, at: int) -> Numeral | None:
    """Read a whole number in figures ("3", "1.000") or words; no indefinite article."""
    norm = source.norms[at]
    if norm.isdecimal():
        value, end = int(norm), at + 1
        while source.joins(end, ".") and source.number(end + 1, (3, 3)) is not None:
            value, end = value * 1000 + int(source.norms[end + 1]), end + 2
        return value, end
    value_in_words = source.lexicon.cardinals.get(norm)
    return (value_in_words, at + 1) if value_in_words else None


def quantity(source: Source, at: int) -> Numeral | None:
    """Read a cardinal, or the indefinite article as one."""
    one = source.lexicon.one.get(source.norms[at])
    return (one, at + 1) if one else cardinal(source, at)


def ordinal(source: Source, at: int) -> Numeral | None:
    """Read an ordinal: a word, "1°", "1a", "21esimo", or a Roman numeral."""
    found = source.lexicon.ordinals.match(source.norms, at)
    if found:
        return found
    value = source.number(at, (1, 2))
    signed = source.norms[at + 1] in _ORDINAL_SIGNS or source.listed("ordinal_endings", at + 1)
    if value and signed and source.glued(at + 1):
        return value, at + 2
    value = roman(source.raw(at))
    return (value, at + 1) if value else None


def day(source: Source, at: int) -> Numeral | None:
    """Read the number of a day: "24", "1°", "primo", "venticinque"; up to 99, to be checked."""
    value = source.number(at, (1, 2))
    if value is not None:
        signed = source.norms[at + 1] in _ORDINAL_SIGNS and source.glued(at + 1)
        return value, at + 1 + signed
    if source.lexicon.ordinals.match(source.norms, at) == (1, at + 1):
        return 1, at + 1
    in_words = source.lexicon.cardinals.get(source.norms[at])
    if in_words and in_words <= 31:
        return in_words, at + 1
    value = roman(source.raw(at)) if len(source.raw(at)) > 1 else None
    return (value, at + 1) if value else None


def short_year(number: int, latest: int) -> Year:
    """Complete two figures of a year: the last year that ends so and is not after ``latest``."""
    year = latest // 100 * 100 + number
    return Year(year if year <= latest else year - 100, guessed=True)


def year(source: Source, at: int) -> tuple[Year, int] | None:
    """Read a year: four figures, "'68", or words ("duemilaventi")."""
    number = source.number(at, (4, 4))
    if number is not None:
        return (Year(number), at + 1) if FIRST_YEAR <= number <= LAST_YEAR else None
    if source.norms[at] == "'" and source.glued(at + 1):
        short = source.number(at + 1, (2, 2))
        return (short_year(short, source.latest_year), at + 2) if short is not None else None
    in_words = source.lexicon.cardinals.get(source.norms[at], 0)
    if FIRST_YEAR < in_words <= LAST_YEAR:
        return Year(in_words), at + 1
    return None
