"""Whether a text is Italian."""

from __future__ import annotations

import re
from collections import Counter

from ..knowledge.languages import languages

SAMPLE = 20_000  # characters that are looked at
MIN_WORDS = 20  # a shorter text shows nothing
MIN_SHARE = 0.15  # of function words: Italian news have about 0.45
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def foreign(text: str) -> list[str]:
    """Say that the text is not Italian, where it is plain; else nothing."""
    words = _WORD.findall(text[:SAMPLE].casefold())
    letters = sum(map(len, words))
    if letters and sum(len(_LATIN.findall(word)) for word in words) < letters / 2:
        return ["the text is not in Latin script: newsner reads Italian"]
    if len(words) < MIN_WORDS:
        return []
    counts = Counter(words)
    shares = {
        code: sum(counts[w] for w in known) / len(words)
        for code, known in languages().words.items()
    }
    best = max(shares, key=lambda code: shares[code])
    if best != "it" and shares[best] > MIN_SHARE and shares[best] > 1.5 * shares["it"]:
        name = languages().names[best]
        return [f"the text looks {name}, not Italian: what was found in it may be wrong"]
    if len(words) >= 2 * MIN_WORDS and shares[best] < 0.03:
        return ["the text has hardly any Italian words: what was found in it may be wrong"]
    return []
