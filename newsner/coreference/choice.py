"""Choosing an antecedent: filters, the best by prominence, and how certain that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .referent import Referent

THRESHOLD = 0.5  # below it an anaphor stays unresolved
SURE = 0.9  # certainty of a best antecedent without rival
DOUBT = 0.45  # certainty when the rival is as prominent as the best


@dataclass(slots=True)
class Choice:
    """An antecedent, the rule that chose it, how certain it is (0 to 1)."""

    referent: Referent
    rule: str
    certainty: float


def best(
    scored: Iterable[tuple[float, Referent]],
    fits: Callable[[Referent], bool],
    rule: str,
    certainty: float = SURE,
) -> Choice | None:
    """Give the most prominent referent that fits, None where nothing does.

    The certainty falls from ``certainty`` towards `DOUBT` the closer the next one is that means
    somebody else. A referent without entity can win: then the anaphor speaks of no entity.
    """
    ranked = sorted(
        ((score, r.token, r) for score, r in scored if fits(r)),
        key=lambda entry: (-entry[0], -entry[1]),
    )
    if not ranked:
        return None
    top, _, first = ranked[0]
    rival = next((s for s, _, r in ranked[1:] if not _same(r, first)), 0.0)
    lead = (top - rival) / top if top else 0.0
    return Choice(first, rule, DOUBT + (certainty - DOUBT) * min(1.0, 2.5 * lead))


def _same(one: Referent, other: Referent) -> bool:
    if not one.entities or not other.entities:
        return one.token == other.token
    return set(one.entities) == set(other.entities)


def accepted(choice: Choice | None) -> bool:
    """Whether a choice speaks of an entity and is certain enough."""
    return choice is not None and bool(choice.referent.entities) and choice.certainty >= THRESHOLD
