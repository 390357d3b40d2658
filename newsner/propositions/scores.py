"""Fixtures with their score, or who is out: "Roma-Lazio 2-1", "Roma ko contro la Lazio"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..layers import PAIR, MentionRow, Proposition
from ..syntax import Tree
from .fillers import Filler, as_ref
from .resolver import Resolver

DASHES = frozenset("-–")
TEAMS = frozenset(("ORGANISATION", "COUNTRY"))
VICTORY = "victory"  # lemma of a link whose first side has won
DRAW = "draw"


def read_scores(tree: Tree, resolver: Resolver, dated: frozenset[int]) -> Iterator[Proposition]:
    """Yield a link for each fixture whose score stands right behind it, or behind one word."""
    for first, second in _fixtures(tree, resolver):
        end = max(first.end, second.end)
        goals = _score(tree, end, dated) or _score(tree, end + 1, dated)
        if goals is None or not _are_teams(resolver, first, second):
            continue
        ahead, behind = (second, first) if goals[0] < goals[1] else (first, second)
        yield _link(resolver, DRAW if goals[0] == goals[1] else VICTORY, ahead, behind)
    for beaten, winner in _knockouts(tree, resolver):
        yield _link(resolver, VICTORY, winner, beaten)


def _link(resolver: Resolver, lemma: str, ahead: MentionRow, behind: MentionRow) -> Proposition:
    return Proposition(
        predicate=behind.root,
        lemma=lemma,
        kind="link",
        construction="link",
        arguments=[
            resolver.argument("bearer", Filler(ahead.root, [as_ref(ahead)])),
            resolver.argument("patient", Filler(behind.root, [as_ref(behind)])),
        ],
        evidence=sorted({ahead.root, behind.root}),
    )


def _knockouts(tree: Tree, resolver: Resolver) -> Iterator[tuple[MentionRow, MentionRow]]:
    """Two sides of a headline, the first of which is out: "Riva ko contro Neri"."""
    known = tree.words.headlines
    starts = {row.start: row for row in resolver.names.values()}
    for first in resolver.names.values():
        at = first.end
        if at + 2 >= len(tree.form) or tree.form[at] not in known.beaten:
            continue
        second = starts.get(at + 2) or starts.get(at + 3)
        if second is not None and tree.marker(second.root) in known.beating:
            yield first, second


def _fixtures(tree: Tree, resolver: Resolver) -> Iterator[tuple[MentionRow, MentionRow]]:
    """Two teams in one word, or with a dash between them."""
    for row in resolver.names.values():
        if row.rule == PAIR:
            first, second = (m for m in resolver.by_root[row.root] if m.rule == PAIR)
            yield first, second
    rows = sorted((m for m in resolver.names.values() if m.rule != PAIR), key=lambda m: m.start)
    for first, second in pairwise(rows):
        if second.start == first.end + 1 and tree.form[first.end] in DASHES:
            yield first, second


def _are_teams(resolver: Resolver, *rows: MentionRow) -> bool:
    return all(resolver.entities[m.entity].type in TEAMS for m in rows)


def _score(tree: Tree, at: int, dated: frozenset[int]) -> tuple[int, int] | None:
    """Goals of both sides where a score begins at token ``at``."""
    score = tree.form[at : at + 3]
    if len(score) < 3 or score[1] not in DASHES or not dated.isdisjoint(range(at, at + 3)):
        return None
    if not (score[0].isdigit() and score[2].isdigit()):
        return None
    return int(score[0]), int(score[2])
