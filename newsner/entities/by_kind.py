"""Names that nothing but the noun before them tells: "il clan Dragone", "l'hotel Regina".

In: the names found so far; out: those that the model overlooked behind a noun of a firm, a gang or
a building, in quotation marks or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import usage
from ..words import WordTree
from .syntax import Name

_LONGEST = 5  # words of a name in quotation marks


def find_by_kind(doc: WordTree, taken: AbstractSet[int]) -> Iterator[Name]:
    """Yield the capitalised words right behind a noun that says what they name.

    The noun of a building is part of the name, as everywhere ("hotel Regina").
    """
    for i, noun in enumerate(doc[:-1]):
        built = noun.lower_ in places().dedicated
        if i in taken or noun.text.isupper() or not (built or noun.lower_ in organisations().nouns):
            continue
        start = i + 1 + doc[i + 1].is_quote
        end = _quoted_end(doc, start) if start > i + 1 else _run_end(doc, start)
        if end == start or not taken.isdisjoint(range(start, end)):
            continue
        text = doc.written(start, end)
        if text.casefold() in usage().not_names or text in usage().platforms:
            continue
        if not (built or _names(doc, start, end)):
            continue
        own = built or noun.is_title
        yield Name(i if own else start, end, "PLACE" if built else "ORGANISATION", "kind")


def _names(doc: WordTree, start: int, end: int) -> bool:
    """Whether the words are a name: neither a letter ("gruppo A") nor adjectives.

    "L'Autorità Giudiziaria" names nothing, though it is capitalised.
    """
    proper = any(doc[i].pos_ not in {"ADJ", "VERB"} for i in range(start, end))
    return proper and len(doc.written(start, end)) > 1


def _run_end(doc: WordTree, start: int) -> int:
    """End of the capitalised words at ``start``."""
    end = start
    while end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
        end += 1
    return end


def _quoted_end(doc: WordTree, start: int) -> int:
    """End of a short quotation that begins with a capital; ``start`` where there is none."""
    if start >= len(doc) or not doc[start].text[:1].isupper():
        return start
    ends = range(start + 1, min(start + 1 + _LONGEST, len(doc)))
    return next((end for end in ends if doc[end].is_quote), start)
