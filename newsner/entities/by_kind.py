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
from .syntax import Name
from .text import Text

_LONGEST = 5  # words of a name in quotation marks


def find_by_kind(doc: Text, taken: AbstractSet[int]) -> Iterator[Name]:
    """Yield the capitalised words right behind a noun that says what they name.

    The noun of a building is part of the name, as everywhere ("hotel Regina").
    """
    for i in range(doc.size):
        built = doc.lower[i] in places().dedicated
        told = built or doc.lower[i] in organisations().nouns
        if not told or i in taken or doc.words[i].isupper():
            continue
        start = i + 1 + doc.is_quote[i + 1]
        end = _quoted_end(doc, start) if start > i + 1 else _run_end(doc, start)
        if end == start or not taken.isdisjoint(range(start, end)):
            continue
        text = doc.written(start, end)
        if text.casefold() in usage().not_names or text in usage().platforms:
            continue
        if not (built or _names(doc, start, end)):
            continue
        own = built or doc.words[i].istitle()
        yield Name(i if own else start, end, "PLACE" if built else "ORGANISATION", "kind")


def find_partnerships(doc: Text) -> Iterator[Name]:
    """Yield firms called by two surnames, or by one and the family: "lo studio Berti e Neri"."""
    known, last = organisations(), doc.size - 1
    for i, word in enumerate(doc.lower):
        if word not in known.partnerships:
            continue
        first = i + 1 + (doc.pos[i + 1] == "ADJ" and doc.words[i + 1].islower())  # "studio legale"
        second = first + 2
        joined = doc.words[first + 1] == "&" or doc.lower[first + 1] in usage().joining
        if second > last or not joined or doc.words[first] in known.known:
            continue
        surname = doc.words[second].istitle() and not doc.words[second + 1].istitle()
        if doc.words[first].istitle() and (surname or doc.lower[second] in known.partners):
            yield Name(first, second + 1, "ORGANISATION", "kind")


def _names(doc: Text, start: int, end: int) -> bool:
    """Whether the words are a name: neither a letter ("gruppo A") nor adjectives.

    "L'Autorità Giudiziaria" names nothing, though it is capitalised.
    """
    proper = any(doc.pos[i] not in {"ADJ", "VERB"} for i in range(start, end))
    return proper and len(doc.written(start, end)) > 1


def _run_end(doc: Text, start: int) -> int:
    """End of the capitalised words at ``start``."""
    end = start
    while doc.words[end][:1].isupper() and not doc.tree.begins_sentence(end):
        end += 1
    return end


def _quoted_end(doc: Text, start: int) -> int:
    """End of a short quotation that begins with a capital; ``start`` where there is none."""
    if not doc.words[start][:1].isupper():
        return start
    ends = range(start + 1, min(start + 1 + _LONGEST, doc.size))
    return next((end for end in ends if doc.is_quote[end]), start)
