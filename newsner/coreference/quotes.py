"""Quotations: which tokens are quoted."""

from __future__ import annotations

from spacy.tokens import Doc

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
    for token in doc:
        mark = token.text
        if opened >= 0 and token.i - opened > LONGEST:
            opened = -1
        if opened < 0:
            if mark in OPENING or mark == STRAIGHT:
                opened, closing = token.i, OPENING.get(mark, STRAIGHT)
        elif mark == closing:
            for i in range(opened, token.i + 1):
                inside[i] = len(spans)
            spans.append((opened, token.i + 1))
            opened = -1
    return inside, spans
