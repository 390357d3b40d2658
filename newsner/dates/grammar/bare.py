"""The bare day of a month: "rinviata al 27", "il giorno 30", "la riunione del 5".

A number is a day only where something says so: "giorno" before it, an event that it dates, a term,
a verb that appoints it, or its place in the sentence as what tells when.
"""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from ...syntax import SUBJECTS, VERBAL_POS
from ..nodes import Node
from ..numerals import cardinal
from ..periods import Period
from ..source import Source
from ..told import DayOf, Recurring, Shift
from .calendar import Read, relative_unit, towards


def bare_day(source: Source, at: int, *, told: bool = False) -> Read | None:
    """Read the number of a day; ``told`` where the caller knows that it is one."""
    start = source.past("day_label", at)
    number = _figures(source, start) or (cardinal(source, start) if start > at else None)
    if not number or not 1 <= number[0] <= 31 or source.listed("of", number[1]):
        return None
    day, end = number
    placed = _placed(source, day, end)
    if placed and (told or start > at or source.preceded("before_day", at)):
        return placed
    if source.counts_things(end) or (source.norms[end] in "/:" and source.glued(end)):
        return None
    if not (told or start > at or _dates(source, at)):
        return None
    return monthly(day), end


def _placed(source: Source, day: int, end: int) -> Read | None:
    """Read what says of which month: "27 p.v.", "12 scorso", "5 corrente mese", "5 c.m."."""
    of_this = source.listed("this_month", end)
    if of_this:
        return DayOf(day, Shift("month", 0)), of_this
    this = relative_unit(source, end, "month")
    if this:
        return DayOf(day, this[0]), this[1]
    side, last = towards(source, end)
    return (monthly(day, side), last) if side and not source.counts_things(last) else None


def _figures(source: Source, at: int) -> tuple[int, int] | None:
    value = source.number(at, (1, 2))
    return (value, at + 1) if value else None


def _dates(source: Source, at: int) -> bool:
    """Whether a number after an article or preposition says when something is."""
    if not source.preceded("before_day", at):
        return False
    tree, token = source.tree, source.token(at)
    head = tree.head[token]
    adverbial = tree.dep[token].startswith(("obl", "advmod"))
    dated = tree.lemma[head] in source.lexicon.lists["dated"].by_first
    if source.preceded("appointing", at) and tree.lemma[head] in source.lexicon.tense.scheduling:
        return True
    if source.preceded("term", at):
        return tree.pos[head] == "VERB" and adverbial
    if source.preceded("of", at):
        return head < token and dated
    if tree.pos[head] not in VERBAL_POS or tree.has(token, "case"):
        return False
    if adverbial or dated:
        return True
    # the parser takes the day for a subject: "il 12 parte la gara", "tornerò il 15"
    agrees = tree.feature(head, "Person") in ("", "3") and tree.feature(head, "Number") != "Plur"
    subjects = tree.having(head, *SUBJECTS)
    return token in subjects and (len(subjects) > 1 or not agrees)


def monthly(day: int, side: int = 0) -> Node:
    """Give the day of that number in the months around publication; ``side`` of "scorso" is -1."""

    def near(today: date) -> list[Period]:
        found = []
        for months in (-2, -1, 0, 1, 2):
            try:
                first = today.replace(day=1) + relativedelta(months=months)
                found.append(Period("day", first.replace(day=day)))
            except (ValueError, OverflowError):  # no 31st; the end of the calendar
                continue
        return found

    return Recurring(near, f"XXXX-XX-{day:02}", "day", side)
