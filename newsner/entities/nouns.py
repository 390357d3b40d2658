"""What common nouns in and around a name denote.

In: a noun or a name with its root; out: a type ("" where none is told) or the noun that tells one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from .syntax import (
    NOMINAL,
    Name,
    has_article,
    is_among,
    noun_before,
    noun_of,
    preposition,
    title_of,
)
from .text import Text

_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})
_PRIVATE = frozenset({"person", "kinship", "honorific"})  # titles that are no work


def is_workplace(doc: Text, start: int, end: int) -> bool:
    """Whether [start, end) is a building that whoever stands before it works in.

    "Un medico dell'ospedale di X" has the institution, "è morto all'ospedale di X" the place.
    """
    staffed = doc.written(start, end).casefold() in organisations().staffed
    return staffed and is_served(doc, start)


def is_served(doc: Text, start: int) -> bool:
    """Whether somebody's office is of what begins at ``start``: "il comandante della stazione"."""
    noun = noun_before(doc, start - 1) if usage().preposition(doc.words[start - 1]) else -1
    title = title_of(doc, noun)
    return title is not None and not _PRIVATE.issuperset(title.groups)


def telling_noun(doc: Text, name: Name, root: int) -> int:
    """Noun in apposition to the name that tells its type; -1 where none does."""
    nouns = [*_nouns_before(doc, name.start)]
    head = doc.head[root]
    bracketed = doc.words[name.start - 1] == "("
    naming = head < name.start and doc.pos[head] in NOMINAL and doc.dep[root] in _NAMING
    if naming and not bracketed and not preposition(doc, root):
        nouns.append(head)
    nouns += [k for k in doc.behind(root, "appos") if doc.pos[k] == "NOUN"]
    outside = (n for n in nouns if not name.start <= n < name.end)
    return next((n for n in outside if type_of_noun(doc, n)), -1)


def _nouns_before(doc: Text, start: int) -> Iterator[int]:
    """Yield the noun right before a name and those it specifies ("la società di software X")."""
    noun = noun_before(doc, start)
    while noun >= 0:
        bare = doc.words[noun].islower() and not has_article(doc, noun)
        outer = noun_of(doc, noun) if bare else -1
        if type_of_noun(doc, outer) == "PERSON":
            yield outer  # "il compagno di squadra X"
        yield noun
        noun = outer


def type_of_noun(doc: Text, noun: int) -> str:
    """Type of what a common noun denotes, "" where it does not tell."""
    if is_among(doc, noun, usage().shared_titles):
        return ""
    if title_of(doc, noun) or titles().get(doc.lemma[noun]):
        return "PERSON"
    if doc.words[noun][:1].isupper() and not doc.tree.begins_sentence(noun):
        return ""  # the end of a name: "il presidente della Commissione europea X"
    if is_among(doc, noun, organisations().nouns):
        return "ORGANISATION"
    if is_among(doc, noun, places().nouns):
        return "PLACE"
    return "ORGANISATION" if is_among(doc, noun, organisations().seated) else ""
