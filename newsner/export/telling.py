"""What a reader is shown: relations as sentences, dates in words, the sentence that says so.

In: an article and its relations, dates; out: plain text in Italian or English.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from ..errors import InputError
from ..knowledge.wording import has_agent
from ..schema import Article, DateExpression, Entity, Interval, Relation
from .graph import UNNAMED

Language = Literal["it", "en"]
_NUMBER = r"\d+(?:\.\d+)?"
_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}


def interface(language: str) -> dict[str, Any]:
    """Give the words of the views.

    Raises
    ------
    InputError
        No such language.
    """
    languages = _table("interface.toml")
    if language not in languages:
        raise InputError(f"language must be 'it' or 'en', not {language!r}")
    return languages[language]


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


class Told(NamedTuple):
    """A relation as a reader reads it: first side, phrase, second side ("" where there is none)."""

    first: str
    phrase: str
    second: str

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


def tell(article: Article, relation: Relation, language: Language = "en") -> Told:
    """Say a relation: ("Ada Verdi", "ha incontrato", "Ugo Neri").

    Of who is not named it tells what befell the other: ("Ugo Neri", "è stato arrestato", "").
    """
    return Teller(article, language).tell(relation)


class Teller:
    """Tells the relations of one article."""

    def __init__(self, article: Article, language: Language = "en") -> None:
        self.language: Language = language
        self.entities: dict[str, Entity] = {e.id: e for e in article.entities}
        self.dates: dict[str, DateExpression] = {d.id: d for d in article.dates}

    def name(self, ref: str | None) -> str:
        """Name of an entity or date in words; "" of None."""
        if ref is None:
            return ""
        if ref in self.dates:
            return readable_date(self.dates[ref], self.language)
        return self.entities[ref].name

    def subject(self, relation: Relation) -> str:
        """Name of the subject; "?" of who is not named, "? (i carabinieri)" where so called."""
        if relation.subject is not None:
            return self.name(relation.subject)
        return f"{UNNAMED} ({' '.join(relation.by.text.split())})" if relation.by else UNNAMED

    def phrase(self, relation: Relation, *, passive: bool = False) -> str:
        """Phrase of a relation, agreeing with its sides."""
        return relation.phrase(
            self.language,
            passive=passive,
            subject=self.entities.get(relation.subject or ""),
            object=self.entities.get(relation.object),
        )

    def tell(self, relation: Relation) -> Told:
        """As the function `tell`."""
        first = self.subject(relation)
        if relation.subject is None and relation.by is not None:
            first = " ".join(relation.by.text.split())
        elif relation.subject is None and has_agent(relation.type, self.language, relation.phrases):
            return Told(self.name(relation.object), self.phrase(relation, passive=True), "")
        return Told(first, self.phrase(relation), self.after_phrase(relation.object))

    def after_phrase(self, ref: str) -> str:
        """Name as it follows a phrase: "Ugo Neri", and of a date "nel 2014"."""
        date = self.dates.get(ref)
        said = self.name(ref)
        if date is None or not isinstance(date.value, str):
            return said
        forms = {r"\d{4}-\d\d-\d\d": "on_day", r"\d{4}-\d\d": "in_month", r"\d{4}": "in_year"}
        fits = (key for form, key in forms.items() if re.fullmatch(form, date.value))
        template = interface(self.language)["dates"].get(next(fits, ""), "{}")
        return str(template).format(said)


def sentence_of(article: Article, relation: Relation) -> tuple[int, int]:
    """Characters [start, end) of the sentences that a relation's trigger and evidence stand in.

    Of an article without sentences (an earlier release wrote it) those of its lines.
    """
    spans = (relation.trigger, *relation.evidence)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    if article.sentences:
        first, last = (
            article.sentences[max(0, bisect_right(article.sentences, at, key=itemgetter(0)) - 1)]
            for at in (start, max(start, end - 1))
        )
        return min(start, first[0]), max(end, last[1])
    line_end = article.text.find("\n", end)
    return article.text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(article.text)


def readable_date(expression: DateExpression, language: Language = "en") -> str:
    """Say the value of a date: "3 marzo 2024", "estate 2024", "43 anni".

    What has no value of its own ("di recente") is said in its own words.
    """
    value = expression.value
    own = " ".join(expression.text.split())
    words = interface(language)
    if isinstance(value, Interval):
        start, end = (
            None if v is None else readable(v, language) or v for v in (value.start, value.end)
        )
        if start and end:
            return str(words["dates"]["from_to"].format(start, end))
        side = "from" if start else "to"
        return str(words["dates"][side].format(start or end)) if start or end else own
    said = readable(value or "", language)
    if said and expression.kind == "SET":
        return own
    return said or own


@lru_cache(maxsize=8192)
def readable(value: str, language: Language = "en") -> str:
    """Say a TIMEX3 value in words; "" where it is vague or unknown."""
    words = interface(language)
    if value.startswith("P"):
        return _duration(value, language)
    day, _, time = value.partition("T")
    said = _day(day, language, words)
    if not said or not time:
        return said
    if f"T{time}" in words["parts"]:
        return str(words["parts"][f"T{time}"].format(said))
    return f"{said}, {time}" if re.fullmatch(r"\d\d(:\d\d){0,2}", time) else said


def _duration(value: str, language: Language) -> str:
    amounts = re.findall(rf"(T?)({_NUMBER})([A-Z])", value)
    if not re.fullmatch(rf"P({_NUMBER}[YMWD])*(T({_NUMBER}[HMS])+)?", value) or not amounts:
        return ""
    in_time, said = False, []
    for mark, number, letter in amounts:
        in_time = in_time or bool(mark)
        unit = _UNITS.get(f"T{letter}" if in_time else letter)
        if unit is None:
            return ""
        said.append(_counted(number, unit, language))
    return ", ".join(said)


def _counted(number: str, unit: str, language: Language) -> str:
    """Say a number of units: "1 anno", "1.500 anni", "2,5 ore"."""
    words = _table("formats.toml")[language]
    one, other = words["units"][unit]
    if Decimal(number) == 1:
        return str(one.format(1))
    written = f"{Decimal(number):,.3f}".rstrip("0").rstrip(".")
    signs = str.maketrans(",.", words["group"] + words["decimal"])
    return str(other.format(written.translate(signs)))


def _date(day: date, language: Language) -> str:
    """Say a day: "3 marzo 2024"."""
    return f"{day.day} {_month(day, language)}"


def _month(day: date, language: Language) -> str:
    return f"{_table('formats.toml')[language]['months'][day.month - 1]} {day.year}"


def _day(value: str, language: Language, words: Mapping[str, Any]) -> str:
    try:
        return _parsed(value, language, words)
    except ValueError:  # "2024-02-31", "XXXX-WXX"
        return ""


def _parsed(value: str, language: Language, words: Mapping[str, Any]) -> str:
    dates: Mapping[str, str] = words["dates"]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _date(date.fromisoformat(value), language)
    if re.fullmatch(r"\d{4}-\d\d", value):
        return _month(date.fromisoformat(f"{value}-01"), language)
    if re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return dates["decade"].format(f"{value}0")
    if re.fullmatch(r"\d\d", value):
        return dates["century"].format(_ordinal(int(value) + 1, language))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        day = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        said = _date(day, language)
        return dates["weekend" if match[3] else "week"].format(said)
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return dates["quarter" if match[2] == "Q" else "half"].format(match[3], match[1])
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return str(words["parts"][match[2]].format(match[1]))
    return ""


def _ordinal(number: int, language: Language) -> str:
    """Century: "XX", "20th"."""
    if language == "en":
        tails = {1: "st", 2: "nd", 3: "rd"} if number % 100 not in (11, 12, 13) else {}
        return f"{number}{tails.get(number % 10, 'th')}"
    roman = ""
    for worth, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        roman += letters * (number // worth)
        number %= worth
    return roman


def percent(share: float, language: Language) -> str:
    """Say a confidence: 0.913 is "91 %" in Italian, "91%" in English."""
    return f"{round(100 * share)}" + ("%" if language == "en" else " %")
