"""Line breaks inside sentences, as mail, terminals and scanners put them."""

from __future__ import annotations

import re
from itertools import pairwise

from .lines import Line

MIN_WRAP, MAX_WRAP = 30, 120  # widths that texts are wrapped at
MIN_PAIRS = 4  # line breaks that have to agree on a width
_OPEN = re.compile(r"[^\W\d_][,’']?$|,$")
_LOWER = re.compile(r"[(\"«“‘']?[^\W\d_]")


def unwrap(lines: list[Line]) -> list[int]:
    """Offsets of the line breaks that end no sentence and no headline.

    A text is wrapped where almost every line is as long as it can be: the first word of the next
    would not have fitted. Elsewhere a break is inside a sentence where a line of ordinary width
    ends without a full stop and the next begins in lower case.
    """
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.block == below.block and not above.dropped and not below.dropped
    ]
    width = max((len(line.text) for pair in pairs for line in pair), default=0)
    full = [_is_full(above, below, width) for above, below in pairs]
    wrapped = (
        MIN_WRAP <= width <= MAX_WRAP and len(full) >= MIN_PAIRS and sum(full) >= 0.9 * len(full)
    )
    return [
        above.end
        for (above, below), is_full in zip(pairs, full, strict=True)
        if above.end + 1 == below.start
        and ((wrapped and is_full) or _goes_on(above.text, below.text))
    ]


def _is_full(above: Line, below: Line, width: int) -> bool:
    return len(above.text) + 1 + len(below.text.split(maxsplit=1)[0]) > width


def _goes_on(above: str, below: str) -> bool:
    return (
        MIN_WRAP <= len(above) <= MAX_WRAP
        and bool(_OPEN.search(above[-2:]))
        and bool(_LOWER.match(below))
        and below.lstrip("(\"«“‘'")[0].islower()
    )
