"""What stands above the article: byline, date of publication, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from ..knowledge.furniture import furniture
from .lines import agencies, key

_LETTERS = re.compile(r"[^\W\d_]+")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?(?!\d)")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date that the page gives of itself."""

    value: str  # ISO 8601
    is_update: bool
    is_marked: bool  # "pubblicato il"


def read_dates(text: str) -> tuple[list[PageDate], str]:
    """Dates of publication in a line, and what is left of it without them and their words."""
    known = furniture().date
    found: list[PageDate] = []
    rest: list[str] = []
    done = 0
    for match in _dates().finditer(text):
        day = _day(match)
        if day is None:
            continue
        before = text[done : match.start()]
        clock = _TIME.search(text, match.end(), match.end() + 30)
        stop = clock.end() if clock else match.end()
        words = {w.casefold() for w in _LETTERS.findall(before)}
        value = day.isoformat()
        if clock:
            value = datetime.combine(day, time(int(clock[1]), int(clock[2]))).isoformat()
        found.append(PageDate(value, bool(words & known.updated), bool(words & known.published)))
        rest.append(before)
        if clock:
            rest.append(text[match.end() : clock.start()])
        done = stop
    rest.append(text[done:])
    return found, " ".join(_without_date_words(part) for part in rest).strip(" ,;:|-–—•·/()")


def _without_date_words(text: str) -> str:
    known = furniture().date
    words = known.words | known.published | known.updated | known.weekdays
    kept = _TIME.sub(" ", text)
    parts = re.split(r"([^\W\d_]+)", kept)
    if all(p.casefold() in words for p in parts[1::2]):
        return re.sub(r"[\s,;:|\-–—•·/()@.]+", " ", "".join(parts[::2])).strip()
    return kept.strip()


def _day(match: re.Match[str]) -> date | None:
    months = furniture().date.months
    if match["iso_year"]:
        year, month, day = match["iso_year"], int(match["iso_month"]), match["iso_day"]
    else:
        name = match["name"]
        year, day = match["year"], match["day"]
        month = months[name.casefold()] if name else int(match["month"])
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


@cache
def _dates() -> re.Pattern[str]:
    names = "|".join(sorted(furniture().date.months, key=lambda m: (-len(m), m)))
    return re.compile(
        r"(?<!\d)(?:(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)T?"
        rf"|(?P<day>\d\d?)(?:°|º)?(?:\s+(?P<name>{names})\b\.?,?\s+|[/.-](?P<month>\d\d?)[/.-])"
        r"(?P<year>(?:19|20)\d\d))(?!\d)",
        re.IGNORECASE,
    )


def read_byline(text: str) -> str | None:
    """Read an author that is all of a line: "Di Mimmo Rossi", "Redazione Esteri"."""
    known = furniture().byline
    line = text.strip(" ,;:|-–—•·/()[]").rstrip(".")
    if key(line) in known.desks:
        return line
    match = _prefix().match(line)
    if not match:
        return None
    rest = line[match.end() :].strip(" :")
    weak = match["weak"] is not None
    people = _people(rest)
    if people is None or (weak and len(people.split()) < 2):
        return None
    if weak and line.isupper() and len(people.split()) > 3:
        return None  # as likely a headline in capitals
    return people


def is_bare_name(text: str) -> bool:
    """Whether a line is two to four capitalised words, as a name is."""
    words = text.split()
    return 2 <= len(words) <= 4 and _people(text) is not None and not text.isupper()


def is_place(rest: str, line: str) -> bool:
    """Whether ``rest`` is the place before the date of ``line``: "RIGA, 12 marzo 2024"."""
    return _is_name(rest) and (rest.isupper() or " " not in rest) and line.startswith(f"{rest},")


def is_time(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return _TIME.fullmatch(text) is not None


def _people(text: str) -> str | None:
    """``text`` where it is names alone; a role after a comma ("inviato a Kiev") is left out."""
    known = furniture().byline
    names, *after = re.split(r"\s*[,|–—]\s*|\s+-\s+", text)
    for part in after:
        if not part.casefold().startswith(known.roles) and not _is_name(part):
            return None
        if _is_name(part) and not part.casefold().startswith(known.roles):
            names += f", {part}"
    return names if all(_is_name(n) for n in names.split(", ")) else None


def _is_name(text: str) -> bool:
    known = furniture().byline
    words = text.replace("’", "'").split()
    if not words or len(words) > 9:
        return False
    capitals = run = 0
    for word in words:
        low = word.casefold().strip("'")
        if low in known.joints and not word[0].isupper():
            run = 0
            continue
        is_name = word[0].isupper() and all(c.isalpha() or c in "'.-" for c in word)
        if not is_name and low not in known.particles:
            return False
        capitals += is_name
        run += 1
        if run > 4:
            return False
    return capitals >= 1 and words[-1][0].isupper()


@cache
def _prefix() -> re.Pattern[str]:
    known = furniture().byline

    def any_of(phrases: tuple[str, ...]) -> str:
        longest = sorted(phrases, key=lambda p: (-len(p), p))
        return "|".join(re.escape(p) for p in longest)

    return re.compile(
        rf"(?:(?:{any_of(known.strong)})\b\s*:?\s+(?:{any_of(known.weak)}\s+)?"
        rf"|(?P<weak>{any_of(known.weak)})\s+)",
        re.IGNORECASE,
    )


def dateline(text: str) -> int:
    """Length of the dateline that a paragraph begins with; 0 for none.

    "ROMA, 12 mar. – (Ansa)", "(ANSA) - ROMA, 12 MAR -", "MOSCA – ": a place with an agency, with
    a day, or in capitals; "Roma - Lazio 2-1" is none.
    """
    match = _dateline().match(text)
    if not match or not match.end() or not re.match(r"[\"“«'‘(]*[A-ZÀ-Ý0-9]", text[match.end() :]):
        return 0
    capitals = (match["place"] or "").isupper()
    return match.end() if match["first"] or match["second"] or match["day"] or capitals else 0


@cache
def _dateline() -> re.Pattern[str]:
    known = furniture()
    months = "|".join(sorted(known.date.months, key=lambda m: (-len(m), m)))
    agency = rf"\(\s*(?i:{agencies()})(?i:[/ ]+[\w.]+){{0,2}}\s*\)"
    dash = r"\s*[-–—]+\s+"
    name = r"[A-ZÀ-Ý][\w'’]+"
    particles = "|".join(sorted(known.byline.particles, key=lambda p: (-len(p), p)))
    place = rf"{name}(?:[ /-](?:{name}|(?:{particles})\b)){{0,4}}"
    day = rf"\d\d?(?:°|º)?\s+(?i:{months})\b\.?(?:\s+\d{{4}})?(?:,?\s+\d\d?[:.]\d\d)?"
    return re.compile(
        rf"(?:(?P<first>{agency})\s*\.?(?:{dash}|\s*))?"
        rf"(?:(?P<place>{place})(?:,\s*(?P<day>{day}))?(?=\s*\.?(?:{dash}|\s*{agency})))?"
        rf"(?:\s*\.?(?:{dash}|\s*))?(?P<second>{agency})?(?:\s*[.:]?(?:{dash}|\s*))?"
    )
