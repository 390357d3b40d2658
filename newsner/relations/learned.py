"""The row of a relation that no frame reads, from the proposition that tells it."""

from __future__ import annotations

from collections.abc import Sequence

from ..layers import Argument, Proposition, RelationRow


def learned_row(
    rule: str,
    type_: str,
    sides: tuple[int, int],
    p: Proposition | None,
    trigger: int,
    arguments: Sequence[Argument],
    mentions: Sequence[list[int]],
    certainty: float,
    *,
    is_date: bool = False,
) -> RelationRow:
    """Give the row: what ``p`` says of it, or nothing.

    ``sides`` are subject and object, ``arguments`` those of ``p`` that have them; ``mentions`` are
    the tokens of the sides that are evidence where no argument has them.
    """
    words = [trigger, trigger + 1]
    return RelationRow(
        type=type_,
        subject=sides[0],
        object=sides[1],
        object_is_date=is_date,
        when=p.when if p else -1,
        where=p.where if p else -1,
        role="",
        status=p.status if p else "asserted",
        source=p.source if p else -1,
        trigger=words,
        evidence=sorted([words, *([[a.start, a.end] for a in arguments] or mentions)]),
        rule=rule,
        construction=p.construction if p else "",
        arguments=[[a.marker or a.role, a.start, a.end, a.how] for a in arguments],
        certainty=certainty,
    )
