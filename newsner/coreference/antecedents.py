"""What an anaphor may take up: the referents before it, with their prominence there."""

from __future__ import annotations

from collections.abc import Iterator

from ..words import Word
from .discourse import Discourse
from .prominence import CONTINUITY, DECAY, EXPLAINED, QUOTED, RECENCY, WINDOW
from .referent import Referent


def candidates(d: Discourse, token: Word) -> Iterator[tuple[float, Referent]]:
    """Give the referents before ``token`` in the window, with their prominence there."""
    here = d.sentence_of[token.i]
    explained = _explained(d, token)
    for distance in range(min(here, WINDOW) + 1):
        for referent in d.by_sentence.get(here - distance, ()):
            if (distance == 0 and referent.token >= token.i) or referent.role == "amod":
                continue  # an adjective ("il ministro francese") is taken up by no pronoun
            score = _score(d, referent, distance)
            if explained and referent.entities == explained:
                score *= EXPLAINED
            apart = d.quoted[referent.token] not in (-1, d.quoted[token.i])
            yield score * QUOTED if apart else score, referent


def _explained(d: Discourse, token: Word) -> tuple[int, ...]:
    """Give the person named last before a colon, of whom the words behind it speak."""
    colon = d.colon_before[token.i]
    if colon < 0:
        return ()
    people = [
        r
        for r in d.by_sentence.get(d.sentence_of[token.i], ())
        if r.token < colon and r.type == "PERSON" and r.entities and r.role != "amod"
    ]
    return max(people, key=lambda r: r.token).entities if people else ()


def _score(d: Discourse, referent: Referent, distance: int) -> float:
    """Prominence of a referent ``distance`` sentences later."""
    seen = max((d.count[e] for e in referent.entities), default=0)
    start, length = d.extent[referent.sentence]
    late = RECENCY * (referent.token - start) / length
    return (referent.weight + late) * DECAY[distance] + CONTINUITY * min(seen, 4)
