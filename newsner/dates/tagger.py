"""The dates stage: from a Doc to its date rows."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial

from spacy.tokens import Doc

from ..deadline import check
from ..knowledge.date_files import Holiday
from ..knowledge.dates import lexicon
from ..layers import AmountRow, DateRow, get_input, warn
from .grammar import expressions
from .grammar.calendar import Found
from .grammar.lifetimes import lifetime
from .guards import false_friend
from .nodes import InYear, Node, Weekday
from .numerals import roman
from .periods import RANK, Period
from .quantities import find_amounts
from .source import Source
from .tense import is_nowadays, is_present, is_remote, side_of
from .told import Moment
from .values import Context, Value, hidden

_LATEST_YEAR = 2030  # without a publication date: '30 is 2030, '31 is 1931
_ROMAN = "ivx"


class DateTagger:
    """Write the date and amount layers of a parsed Doc; reads ``published`` of the input layer."""

    def __init__(self, own: tuple[Holiday, ...] = ()) -> None:
        """Take the user's own expressions, if there are any."""
        self._lexicon = lexicon(own)

    def __call__(self, doc: Doc) -> Doc:
        """Find the temporal expressions of the Doc and give them values.

        Impossible dates get no value and leave a warning in the Doc.
        """
        now = _moment(get_input(doc).get("published"))
        source = Source(doc, self._lexicon, now.year + 1 if now else _LATEST_YEAR)
        rows = _Resolver(doc, source, now).rows(_scan(source))
        if now is None:
            _tell_of_unplaced(doc, rows)
        DateRow.write(doc, rows)
        AmountRow.write(doc, find_amounts(source, rows))
        return doc


def _moment(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published).replace(tzinfo=None) if published else None


def _tell_of_unplaced(doc: Doc, rows: list[DateRow]) -> None:
    """Warn once of dates that only a date of publication could place."""
    unplaced = [row for row in rows if row.basis == "assumed" and "XXXX" in str(row.value)]
    if unplaced:
        first = doc.text[unplaced[0].start_char : unplaced[0].end_char]
        counts = f"{len(unplaced)} of {len(rows)} dates"
        warn(doc, f"no date of publication: {counts} are left open (such as {first!r})")


def _scan(source: Source) -> list[Found]:
    """Find all expressions, left to right, none inside another."""
    near = source.near_temporal()
    found: list[Found] = []
    at = 0
    while at < source.size:
        check()
        if not near[at] or not _opens(source, at):
            at += 1
            continue
        blocked = source.listed("phrases", at)
        if blocked:
            at = blocked
            continue
        life = lifetime(source, at)
        if life:
            found.extend(life)
            at = life[-1][2]
            continue
        read = expressions(source, at)
        good = [item for item in read if not false_friend(source, *item)]
        found.extend(good)
        at = good[-1][2] if good else at + 1
    return found


def _opens(source: Source, at: int) -> bool:
    """Whether an expression may begin at the atom."""
    norm, triggers = source.norms[at], source.lexicon.triggers
    if norm in triggers or norm[0].isdigit() or norm == "'":
        return True
    if norm[0] in _ROMAN and roman(source.raw(at)):
        return True
    return (norm, source.norms[at + 1]) in triggers


class _Resolver:
    """Gives the expressions of one Doc their values, in order."""

    def __init__(self, doc: Doc, source: Source, now: datetime | None) -> None:
        self._doc = doc
        self._source = source
        # midnight is how a bare date reads as a moment
        self._context = Context(now and now.date(), now if now and now.time() != time.min else None)
        self._last_day_sentence = -1
        self._last_year_sentence = -1
        self._last_end = -2
        self._last_weekday = False
        self._dated: Period | None = None
        self._dated_clause = -1

    def rows(self, found: list[Found]) -> list[DateRow]:
        rows = []
        for item in found:
            check()
            rows.append(self._row(*item))
        return rows

    def _row(self, node: Node, start: int, end: int) -> DateRow:
        context, source = self._context, self._source
        sentence = source.tree.sentence[source.token(start)]
        if sentence - self._last_day_sentence > 1:
            context.last_day = None
        context.beside = self._beside(node, start, end)
        context.after = self._coordinated(start)
        context.side = partial(side_of, source, start, end)
        context.remote = partial(self._remote, start, end)
        context.nowadays = partial(self._nowadays, start, end, sentence)
        try:
            value = node.resolve(context)
        except OverflowError:  # a week after the last day that Python's calendar has
            value = hidden("XXXX-XX-XX", "day")
        self._remember(value, sentence)
        self._last_end = end
        self._last_weekday = isinstance(node, Weekday)
        if value.period and value.basis == "explicit":
            self._dated_clause = source.clause(start, end)
            self._dated = value.period
        if value.warning:
            warn(self._doc, value.warning)
        begin = self._begin(node, value, start)
        return DateRow(
            start=source.token(begin),
            end=source.token(end - 1) + 1,
            start_char=source.starts[begin],
            end_char=source.ends[end - 1],
            kind=value.kind,
            value=value.timex,
            earliest=value.earliest.isoformat() if value.earliest else None,
            latest=value.latest.isoformat() if value.latest else None,
            precision=value.precision,
            basis=value.basis,
        )

    def _coordinated(self, start: int) -> Period | None:
        """Give the weekday that an "and" joins the expression to."""
        last, joined = self._context.last, self._source.listed("and", self._last_end) == start
        return last if joined and self._last_weekday and last and last.unit == "day" else None

    def _beside(self, node: Node, start: int, end: int) -> Period | None:
        """Give the day it is in apposition to, or the date that shares its verb."""
        last, source = self._context.last, self._source
        gap = start - self._last_end
        comma = gap == 1 and source.norms[self._last_end] == ","
        if last and last.unit == "day" and (gap == 0 or comma):
            return last
        if self._dated and isinstance(node, InYear) and node.year is None:
            return self._dated if source.clause(start, end) == self._dated_clause else None
        return None

    def _begin(self, node: Node, value: Value, start: int) -> int:
        """Take in a free article, and "almeno" or "più di" before a duration."""
        source = self._source
        comparison = source.preceded("comparison", start) if value.kind == "DURATION" else 0
        if comparison:
            return start - comparison
        clock = isinstance(node, Moment) and node.precision != "part_of_day"
        if clock and source.preceded("hour_articles", start):
            return start
        return start - source.preceded("articles", start)

    def _remote(self, start: int, end: int) -> bool:
        return self._context.last is None and is_remote(self._source, start, end)

    def _nowadays(self, start: int, end: int, sentence: int) -> bool:
        if is_nowadays(self._source, start, end):
            return True
        return sentence == self._last_year_sentence and is_present(self._source, start, end)

    def _remember(self, value: Value, sentence: int) -> None:
        period: Period | None = value.period
        if period is None or (
            value.kind in ("DURATION", "SET") and not isinstance(value.timex, list)
        ):
            return
        self._context.last = period
        if period.unit == "day":
            today = self._context.today
            if today and value.basis == "relative" and (today - period.start).days in (0, 1):
                self._context.yesterday = period.start < today
            self._context.last_day = period
            self._last_day_sentence = sentence
        if RANK[period.unit] >= RANK["year"]:
            self._last_year_sentence = sentence
