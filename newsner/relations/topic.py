"""The country an article is about.

In: the mentions of countries in a Doc; out: the country, and the sentences that are about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..layers import Proposition
from .parse import Parse

COUNTRY = "COUNTRY"
TOPIC = 0.4  # share of the mentions of countries that makes one the article's topic


def find_topic(parse: Parse) -> tuple[int, set[int]]:
    """Find the country the article is about (-1: none) and the sentences that name it alone.

    The country is the one most often named, if that is often enough.
    """
    entities = parse.entities
    named = [m for m in parse.mentions if m.entity >= 0 and entities[m.entity].type == COUNTRY]
    counts = Counter(m.entity for m in named)
    country, count = counts.most_common(1)[0] if counts else (-1, 0)
    if count < TOPIC * len(named):
        return -1, set()
    sentences: dict[int, set[int]] = {}
    for m in named:
        sentences.setdefault(parse.sentence[m.start], set()).add(m.entity)
    # as one who acts or is spoken of, not as where something happens: "negli Usa"
    whole = {
        parse.sentence[m.start]
        for m in named
        if m.kind == "nominal" or (m.kind != "demonym" and not parse.cases(m.root))
    }
    return country, {s for s, found in sentences.items() if found == {country} and s in whole}


def deals_with(verbs: Iterable[Proposition], dative: str, person: int, country: int) -> bool:
    """Whether one does something to the other: "il re Carlo visita l'Italia"."""
    for p in verbs:
        does = {e for a in p.arguments if a.role == "agent" for e in a.entities}
        done = {e for a in p.arguments if a.role == "patient" for e in a.entities}
        told = {e for a in p.arguments if a.marker == dative for e in a.entities}
        others = {e for a in p.arguments if a.role == "oblique" for e in a.entities}
        if person in does and country in done | others:
            return True
        if country in does and person in done | told:
            return True
    return False
