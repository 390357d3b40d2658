"""Quotations: which tokens are quoted."""

from __future__ import annotations

from spacy.tokens import Doc

from ..layers import column

OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›"}
STRAIGHT = '"'
LONGEST = 400  # tokens; an unclosed mark ends nowhere


def quotations(doc: Doc) -> tuple[list[int], list[tuple[int, int]]]:
    """Find the quotations of ``doc``.

    Returns
    -------
    For each token the index of the quotation it stands in (-1 for none), and the token range
    of each quotation, marks included. Single quoted words ("capricci") are quotations too;
    nested marks belong to the outermost.
    """
    inside = [-1] * len(doc)
    spans: list[tuple[int, int]] = []
    opened = -1
    closing = ""
    for i, mark in enumerate(column(doc, "ORTH")):
        if opened >= 0 and i - opened > LONGEST:
            opened = -1
        if opened < 0:
            if mark in OPENING or mark == STRAIGHT:
                opened, closing = i, OPENING.get(mark, STRAIGHT)
        elif mark == closing:
            inside[opened : i + 1] = [len(spans)] * (i + 1 - opened)
            spans.append((opened, i + 1))
            opened = -1
    return inside, spans
