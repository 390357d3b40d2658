"""Dated relations on a time axis, drawn with matplotlib.

The axis is broken where nothing happens for long, so that a century and a week are both legible.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal

from ..errors import InputError
from ..knowledge.relations import lexicon
from ..schema import Article, DateExpression, Relation
from .graph import normalise
from .optional import require
from .telling import Language, Teller, interface

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INSTANT = timedelta(days=1)  # what is shorter is drawn as a point
_BREAK = 0.25  # of the whole span: an emptier stretch is cut out
_PIECES = 6  # of the axis, at most
_GAP = 0.06  # width of a break, of the whole axis
_LABEL = 58  # characters of a line of a label
_COLOURS = {"light": ("#1c2430", "#ffffff", "#2563b0"), "dark": ("#e6e9ee", "#161b22", "#7db4f5")}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once, however often and in however many words it is told."""

    start: datetime
    end: datetime
    label: str
    actor: str
    kind: str  # the relation type in words
    assumed: bool
    asserted: bool


def timeline(
    articles: Article | Iterable[Article],
    *,
    ax: Axes | None = None,
    group: Literal["actor", "type"] | None = None,
    language: Language = "en",
    theme: Literal["light", "dark"] = "light",
) -> Axes:
    """Draw the dated relations of one or several articles, earliest on top.

    A day or less is a point, a longer period a bar; a date that had to be assumed is hatched
    (as a point: hollow); what is not asserted is paler. Relations without a date, or with one
    that has no bounds, are left out. What is told twice is drawn once, a birth told by place and
    by day too.

    Parameters
    ----------
    articles
        An article or any iterable of them.
    ax
        Axes to draw on; new ones where None.
    group
        Rows by who does it (``actor``) or by what is done (``type``), each group under its name.
    language
        Of the labels: "it" or "en".
    theme
        Dark ink on light paper, or the other way round.

    Returns
    -------
    matplotlib.axes.Axes
        Its x axis counts from 0 to 1; the ticks are labelled with dates.

    Raises
    ------
    InputError
        No such grouping, language or theme.
    MissingDependencyError
        matplotlib is not installed.
    """
    if group not in (None, "actor", "type"):
        raise InputError(f"group must be 'actor', 'type' or None, not {group!r}")
    if theme not in _COLOURS:
        raise InputError(f"theme must be 'light' or 'dark', not {theme!r}")
    interface(language)
    pyplot = require("matplotlib.pyplot", "plot")
    rows = list(_rows(events(articles, language), group))
    axis = BrokenAxis([event for _, event in rows if event])
    if ax is None:
        _, ax = pyplot.subplots(figsize=(10, 1.2 + 0.36 * max(1, len(rows))), layout="constrained")
    _draw(ax, rows, axis, *_COLOURS[theme])
    return ax


def events(articles: Article | Iterable[Article], language: Language = "en") -> list[Event]:
    """Give the events of articles in order of time, each once."""
    found: dict[tuple[object, ...], Event] = {}
    for article in [articles] if isinstance(articles, Article) else articles:
        teller = Teller(article, language)
        for r, date in _dated(article.relations, teller.dates):
            if date.earliest is None or date.latest is None:
                continue
            event = Event(
                date.earliest,
                date.latest,
                str(teller.tell(r)),
                teller.subject(r),
                r.type.replace("_", " ").lower(),
                date.basis == "assumed",
                r.status == "asserted",
            )
            sides = [normalise(teller.subject(r)), normalise(teller.name(r.object))]
            known = lexicon().types.get(r.type)
            if known and known.symmetric:
                sides.sort()
            found.setdefault((r.type, *sides, r.status, date.earliest, date.latest), event)
    return sorted(found.values(), key=lambda e: (e.start, e.end))


def _dated(
    relations: Sequence[Relation], dates: dict[str, DateExpression]
) -> Iterator[tuple[Relation, DateExpression]]:
    """Give relations with their date; where one says the day and one the place, the latter.

    BORN_ON (somebody, a day) and BORN_IN (the same, a place) are one birth.
    """
    days = {
        (r.subject, r.type.rpartition("_")[0], r.status): r for r in relations if r.object in dates
    }
    placed = {
        (r.subject, r.type.rpartition("_")[0], r.status)
        for r in relations
        if r.object not in dates and r.type.endswith("_IN")
    }
    for r in relations:
        event = (r.subject, r.type.rpartition("_")[0], r.status)
        if r.object in dates:
            if event not in placed:
                yield r, dates[r.object]
        elif r.when or (r.type.endswith("_IN") and event in days):
            yield r, dates[r.when or days[event].object]


def _rows(
    found: list[Event], group: Literal["actor", "type"] | None
) -> Iterator[tuple[str, Event | None]]:
    """Give the labels of the rows with their events, None under the name of a group."""
    if group is None:
        yield from ((event.label, event) for event in found)
        return
    groups: dict[str, list[Event]] = {}
    for event in found:
        groups.setdefault(event.actor if group == "actor" else event.kind, []).append(event)
    for name, members in groups.items():
        yield name, None
        yield from ((event.label, event) for event in members)


class BrokenAxis:
    """Time on [0, 1]: long stretches in which nothing happens are cut out, busy ones are wide.

    Within a piece a moment stands half by the calendar and half by how many events are before it.
    """

    def __init__(self, found: Sequence[Event]) -> None:
        spans = sorted((e.start, max(e.end, e.start + _INSTANT)) for e in found)
        self.pieces: list[tuple[datetime, datetime]] = []
        for start, end in spans:
            if self.pieces and start <= self.pieces[-1][1]:
                self.pieces[-1] = (self.pieces[-1][0], max(end, self.pieces[-1][1]))
            else:
                self.pieces.append((start, end))
        self._join()
        self._starts = [
            sorted({e.start for e in found if start <= e.start <= end} | {start, end})
            for start, end in self.pieces
        ]
        room = 1 - _GAP * max(0, len(self.pieces) - 1)
        weights = [len(starts) ** 0.5 for starts in self._starts]
        self.places: list[tuple[float, float]] = []
        at = 0.0
        for weight in weights:
            width = room * weight / sum(weights)
            self.places.append((at, at + width))
            at += width + _GAP

    def _join(self) -> None:
        """Join pieces across gaps that are short, or that no break is left for."""
        while len(self.pieces) > 1:
            gaps = [(b[0] - a[1], i) for i, (a, b) in enumerate(pairwise(self.pieces))]
            gap, i = min(gaps)
            a, b = self.pieces[i], self.pieces[i + 1]
            # a break is worth its room where the gap is much of what lies on its two sides
            if len(self.pieces) <= _PIECES and gap > max(_BREAK * (b[1] - a[0]), 30 * _INSTANT):
                return
            self.pieces[i : i + 2] = [(a[0], b[1])]

    def __call__(self, moment: datetime) -> float:
        """Place of a moment; one in a break is at its nearer border."""
        for i, (start, end) in enumerate(self.pieces):
            if moment <= end:
                left, right = self.places[i]
                moment = max(moment, start)
                share = (moment - start) / (end - start)
                return left + (share + self._rank(self._starts[i], moment)) / 2 * (right - left)
        return self.places[-1][1] if self.places else 0.0

    @staticmethod
    def _rank(starts: Sequence[datetime], moment: datetime) -> float:
        """Share of ``starts`` before a moment, and of the way to the next."""
        i = min(bisect_right(starts, moment), len(starts) - 1)
        way = (moment - starts[i - 1]) / (starts[i] - starts[i - 1])
        return (i - 1 + way) / (len(starts) - 1)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Give places and their dates, evenly spaced, as precise as the axis is stretched there."""
        for (start, end), (left, right) in zip(self.pieces, self.places, strict=True):
            count = max(1, round((right - left) * 9))
            at = [self._moment(start, end, left + (right - left) * (k + 0.5) / count)
                  for k in range(count)]  # fmt: skip
            seen = set()
            for i, moment in enumerate(at):
                ends = at[max(0, i - 1)], at[min(count - 1, i + 1)]
                step = (ends[1] - ends[0]) / 2 if count > 1 else end - start
                if step > 500 * _INSTANT:
                    label, moment = moment.strftime("%Y"), datetime(moment.year, 7, 1)  # noqa: PLW2901
                elif step > 45 * _INSTANT:
                    label = moment.strftime("%m.%Y")
                else:
                    label = moment.strftime("%d.%m.%Y")
                if label not in seen:
                    seen.add(label)
                    yield self(min(max(moment, start), end)), label

    def _moment(self, start: datetime, end: datetime, place: float) -> datetime:
        """Moment at a place, by halving."""
        for _ in range(40):
            middle = start + (end - start) / 2
            start, end = (middle, end) if self(middle) < place else (start, middle)
        return start


def _draw(
    ax: Any,
    rows: Sequence[tuple[str, Event | None]],
    axis: BrokenAxis,
    ink: str,
    paper: str,
    colour: str,
) -> None:
    for y, (_, event) in enumerate(rows):
        if event is None:
            continue
        look = {"alpha": 1.0 if event.asserted else 0.45, "zorder": 3}
        face = "none" if event.assumed else colour
        left = axis(event.start)
        if event.end - event.start <= _INSTANT:
            ax.plot([left], [y], "o", markeredgecolor=colour, markerfacecolor=face, **look)
        else:
            width = max(axis(event.end) - left, 0.004)
            hatch = "///" if event.assumed else None
            ax.barh(
                y, width, left=left, height=0.5, color=face, edgecolor=colour, hatch=hatch, **look
            )
    labels = [fill(label.replace("$", r"\$"), _LABEL) for label, _ in rows]
    ax.set_yticks(range(len(rows)), labels)
    for text, (_, event) in zip(ax.get_yticklabels(), rows, strict=True):
        text.set_fontweight("normal" if event else "bold")
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ticks = list(axis.ticks())
    ax.set_xticks([x for x, _ in ticks], [label for _, label in ticks], fontsize="small")
    ax.grid(axis="x", alpha=0.3)
    for (_, left), (right, _) in pairwise(axis.places):
        ax.axvspan(left, right, color=ink, alpha=0.12, zorder=1, linewidth=0)
        ax.text((left + right) / 2, 1.0, "//", transform=ax.get_xaxis_transform(), ha="center",
                va="bottom", color=ink)  # fmt: skip
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(ink)
    ax.tick_params(colors=ink)
    ax.set_facecolor(paper)
    ax.figure.set_facecolor(paper)
