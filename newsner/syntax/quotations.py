"""Quotations: which tokens stand between quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›", '"': '"'}  # mark: the one that closes it
CLOSING = frozenset(OPENING.values())
LONGEST = 400  # tokens; an unclosed mark ends nowhere


def quotations(forms: Sequence[str]) -> list[tuple[int, int]]:
    """Find the token range of each quotation among ``forms``, marks included, in order.

    Single quoted words ("capricci") are quotations too; nested marks belong to the outermost.
    """
    found = []
    opened, closing = -1, ""
    for i, mark in enumerate(forms):
        if opened >= 0 and i - opened > LONGEST:
            opened = -1
        if opened < 0:
            if mark in OPENING:
                opened, closing = i, OPENING[mark]
        elif mark == closing:
            found.append((opened, i + 1))
            opened = -1
    return found
