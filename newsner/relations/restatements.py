"""Relations that say the same, merged into one.

In: relation rows one by one; out: one row for each type, subject, object and status, with its
date, place and source: of the first restatements, for a text may say the same a thousand times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from typing import get_args

from ..layers import DateRow, RelationRow
from ..schema import Precision

PRECISION = get_args(Precision)  # finest first
ASKED = 8  # restatements whose date, place and source are decided


class Restatements:
    """The relations of one Doc, restatements merged; ``decide`` sets date, place and source."""

    def __init__(
        self, dates: list[DateRow], decide: Callable[[Sequence[RelationRow]], None]
    ) -> None:
        self.dates, self.decide = dates, decide
        self._merged: dict[tuple[str, int, int, str], RelationRow] = {}
        self._spans: dict[int, set[tuple[int, ...]]] = {}  # the evidence, by identity of the row
        self._count: Counter[tuple[str, int, int, str]] = Counter()

    def rows(self) -> list[RelationRow]:
        """Give what has been added, in the order of the text."""
        return sorted(self._merged.values(), key=lambda r: r.trigger)

    def add(self, rows: Sequence[RelationRow], decided: Container[int] = ()) -> None:
        """Add relations; what says the same as another is merged into it.

        ``decided`` has the identities of rows whose date, place and source stay as they are.
        """
        asked = [self._is_asked(row) for row in rows]
        pairs = list(zip(rows, asked, strict=True))
        self.decide([row for row, first in pairs if first and id(row) not in decided])
        for row, first in pairs:
            held = self._merged.setdefault(_key(row), row)
            if held is not row:
                self._merge(held, row, attributes=first)

    def _is_asked(self, row: RelationRow) -> bool:
        self._count[_key(row)] += 1
        return self._count[_key(row)] <= ASKED

    def _merge(self, held: RelationRow, new: RelationRow, *, attributes: bool) -> None:
        """Keep the most precise date, first source, place and role, all evidence and amounts."""
        if attributes:
            if new.when >= 0 and (held.when < 0 or self._grain(new.when) < self._grain(held.when)):
                held.when = new.when
            held.where = held.where if held.where >= 0 else new.where
            held.source = held.source if held.source >= 0 else new.source
        held.role = held.role or new.role
        if new.amounts:
            held.amounts = sorted({*held.amounts, *new.amounts})
        spans = self._spans.get(id(held))
        if spans is None:  # once: there may be thousands
            spans = self._spans[id(held)] = set(map(tuple, held.evidence))
        held.evidence += [span for span in new.evidence if tuple(span) not in spans]
        spans.update(map(tuple, new.evidence))
        held.certainty = max(held.certainty, new.certainty)
        held.confidence = max(held.confidence, new.confidence)

    def _grain(self, date: int) -> int:
        precision = self.dates[date].precision
        return PRECISION.index(precision) if precision in PRECISION else len(PRECISION)


def _key(row: RelationRow) -> tuple[str, int, int, str]:
    return row.type, row.subject, row.object, row.status
