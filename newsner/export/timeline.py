"""Dated relations on a time axis, drawn with matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from ..schema import Article
from .html import names_of, subject_of
from .optional import require

_INSTANT = timedelta(days=1)  # what is shorter is drawn as a point


def timeline(articles: Article | Iterable[Article], *, ax: Any = None) -> Any:
    """Draw the dated relations of one or several articles, earliest on top.

    A day or less is a point, a longer period a bar; a date that had to be assumed is hatched
    (as a point: hollow); what is not asserted is paler. Relations without a date, or with one
    that has no bounds, are left out.

    Parameters
    ----------
    articles
        An article or any iterable of them.
    ax
        Axes to draw on; new ones where None.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    MissingDependencyError
        matplotlib is not installed.
    """
    pyplot = require("matplotlib.pyplot", "plot")
    rows = sorted(_rows(articles), key=lambda row: row[:2])
    if ax is None:
        _, ax = pyplot.subplots(figsize=(9, 1 + 0.32 * max(1, len(rows))), layout="constrained")
    for y, (start, end, _, assumed, asserted) in enumerate(rows):
        look = {"alpha": 1.0 if asserted else 0.45, "zorder": 3}
        if end - start <= _INSTANT:
            face = "none" if assumed else "C0"
            ax.plot([start], [y], "o", markeredgecolor="C0", markerfacecolor=face, **look)
        else:
            hatch = "///" if assumed else None
            face = "none" if assumed else "C0"
            ax.barh(
                y, end - start, left=start, height=0.5, color=face, edgecolor="C0", hatch=hatch,
                **look,
            )  # fmt: skip
    ax.set_yticks(range(len(rows)), [_plain(label) for _, _, label, _, _ in rows])
    ax.invert_yaxis()
    ax.xaxis_date()
    ax.grid(axis="x", alpha=0.3)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    return ax


def _plain(label: str) -> str:
    """Keep matplotlib from reading what stands between two "$" as a formula."""
    return label.replace("$", r"\$")


def _rows(
    articles: Article | Iterable[Article],
) -> Iterable[tuple[datetime, datetime, str, bool, bool]]:
    for article in [articles] if isinstance(articles, Article) else articles:
        names = names_of(article)
        dates = {d.id: d for d in article.dates}
        for r in article.relations:
            date = dates.get(r.when or "") or dates.get(r.object)
            if date is None or date.earliest is None or date.latest is None:
                continue
            label = f"{subject_of(r, names)} {r.type} {names[r.object]}"
            yield date.earliest, date.latest, label, date.basis == "assumed", r.status == "asserted"
