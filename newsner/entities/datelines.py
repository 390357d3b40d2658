"""Datelines: the town in capitals that a paragraph begins with.

In: the names found so far; out: the same with the towns, which cut what the model ran together.
"""

from __future__ import annotations

from collections.abc import Collection

from .syntax import Name
from .text import Text
from .towns import italian_towns, known_towns

_LONGEST_TOWN = 5  # words of "SAN FELICE SUL PANARO" and one more
_SHORTEST_TOWN = 3  # letters
_MARKS = frozenset({".", "-", "–", "—", ":"})  # behind a town: "FORMIGINE. Ha vinto"


def with_datelines(doc: Text, names: list[Name]) -> list[Name]:
    """Give the names with the towns in capitals that paragraphs begin with ("VIGNOLA. Ha vinto").

    Known ones, those that the article also names as towns in the usual letters, and any of Italy's
    before a stop or a sentence: "FINALE Arrivavano da Ferrara" is of Finale Emilia, "FINALE DI
    COPPA" of none.
    """
    own = {doc.written(n.start, n.end).casefold() for n in names if n.type == "PLACE"}
    found = []
    for i, word in enumerate(doc.words):
        if not word.isupper() or (i and not doc.words[i - 1].isspace()):
            continue
        end = _town_end(doc, i, own) if len(word) >= _SHORTEST_TOWN else i
        if end > i:
            found.append(Name(i, end, "PLACE", "known"))
    cut = {n.end: n for n in found}
    kept = []
    for name in names:
        town = next((cut[e] for e in range(name.start + 1, name.end) if e in cut), None)
        if town is not None and town.start == name.start:
            kept.append(Name(town.end, name.end, name.type, name.rule))  # "VIGNOLA Ugo Neri"
        elif all(name.end <= n.start or n.end <= name.start for n in found):
            kept.append(name)
    return sorted([*kept, *found], key=lambda name: name.start)


def _town_end(doc: Text, start: int, own: Collection[str]) -> int:
    """End of the town that the words in capitals at ``start`` begin with; ``start`` for none.

    ``own`` are the places of the article.
    """
    end = start + 1
    while end < start + _LONGEST_TOWN and doc.words[end].isupper():
        end += 1
    for stop in range(min(end, doc.size - 1), start, -1):
        text = doc.written(start, stop).casefold()
        if (stop == end and (text in own or text in known_towns())) or (
            text in italian_towns() and _ends_dateline(doc, stop)
        ):
            return stop
    return start


def _ends_dateline(doc: Text, end: int) -> bool:
    """Whether a stop or the first word of a sentence stands behind a dateline."""
    following = doc.words[end]
    sentence = following[:1].isupper() and (len(following) == 1 or not following.isupper())
    return following in _MARKS or sentence
