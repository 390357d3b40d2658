"""Lives in brackets behind a name: "Ada Riva (Bari, 1922 - Roma, 1999)"."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import DateRow, MentionRow, Proposition
from ..syntax import Tree
from .fillers import Filler, as_ref
from .resolver import Resolver

DASHES = frozenset("-–—")
YOUNGEST, OLDEST = 12, 115
BORN, DIED = "birth", "death"  # lemmas of the links


def read_lives(tree: Tree, resolver: Resolver, dates: list[DateRow]) -> Iterator[Proposition]:
    """Yield a link for birth and death of each person whose dates stand in brackets."""
    if not dates:
        return
    starts = {d.start: i for i, d in enumerate(dates)}
    for row in resolver.names.values():
        if row.end + 3 >= len(tree.form) or tree.form[row.end] != "(":
            continue
        if resolver.entities[row.entity].type == "PERSON":
            halves = _halves(tree, resolver, starts, dates, row.end + 1)
            if len(halves) == 2 and _is_life(*(dates[when] for _, when in halves)):
                for lemma, (start, when) in zip((BORN, DIED), halves, strict=True):
                    yield _link(resolver, lemma, row, start, when)


def _is_life(born: DateRow, died: DateRow) -> bool:
    """Whether the dates are as far apart as those of people whose lives are told."""
    if not born.earliest or not died.earliest:
        return False
    return YOUNGEST <= int(died.earliest[:4]) - int(born.earliest[:4]) <= OLDEST


def _halves(
    tree: Tree, resolver: Resolver, starts: dict[int, int], dates: list[DateRow], at: int
) -> list[tuple[int, int]]:
    """First token and date of each half: a date alone, or a place with its date."""
    found = []
    for closing in (DASHES, frozenset(")")):
        start, place = at, resolver.covered.get(at)
        stop = start if place is None else place.end + 1  # a comma between them
        date = next((starts[i] for i in range(start, stop + 1) if i in starts), -1)
        at = dates[date].end if date >= 0 else len(tree.form)
        if at >= len(tree.form) or tree.form[at] not in closing:
            return []
        found.append((start, date))
        at += 1
    return found


def _link(resolver: Resolver, lemma: str, person: MentionRow, start: int, when: int) -> Proposition:
    """Link the person with the place that the half begins with, if it does."""
    arguments = [resolver.argument("bearer", Filler(person.root, [as_ref(person)]))]
    place = resolver.covered.get(start)
    if place is not None:
        arguments.append(resolver.argument("patient", Filler(place.root, [as_ref(place)])))
    return Proposition(
        predicate=start,
        lemma=lemma,
        kind="link",
        construction="link",
        arguments=arguments,
        when=when,
        evidence=sorted({person.root, start}),
    )
