"""What common nouns in and around a name denote.

In: a noun or a name with its root; out: a type ("" where none is told) or the noun that tells one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..words import Word, WordTree
from .syntax import NOMINAL, Name, has_article, is_among, noun_before, noun_of, preposition

_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})
_PRIVATE = frozenset({"person", "kinship", "honorific"})  # titles that are no work


def is_workplace(doc: WordTree, start: int, end: int) -> bool:
    """Whether [start, end) is a building that whoever stands before it works in.

    "Un medico dell'ospedale di X" has the institution, "è morto all'ospedale di X" the place.
    """
    staffed = doc.written(start, end).casefold() in organisations().staffed
    return staffed and is_served(doc, start)


def is_served(doc: WordTree, start: int) -> bool:
    """Whether somebody's office is of what begins at ``start``: "il comandante della stazione"."""
    if start < 2:
        return False
    noun = noun_before(doc, start - 1) if usage().preposition(doc[start - 1].text) else None
    title = titles().get(noun.text) if noun is not None else None
    return title is not None and not _PRIVATE.issuperset(title.groups)


def telling_noun(doc: WordTree, name: Name, root: Word) -> Word | None:
    """Noun in apposition to the name that tells its type; None where none does."""
    nouns: list[Word | None] = [*_nouns_before(doc, name.start)]
    head = root.head
    in_brackets = name.start > 0 and doc[name.start - 1].text == "("
    if head.i < name.start and head.pos_ in NOMINAL and root.dep_ in _NAMING and not in_brackets:
        marker = preposition(doc, root)
        nouns.append(None if marker else head)
    nouns += [child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN"]
    return next(
        (
            n
            for n in nouns
            if n is not None and n.i not in range(name.start, name.end) and type_of_noun(n)
        ),
        None,
    )


def _nouns_before(doc: WordTree, start: int) -> Iterator[Word]:
    """Yield the noun right before a name and those it specifies ("la società di software X")."""
    noun = noun_before(doc, start)
    while noun is not None:
        bare = noun.text.islower() and not has_article(doc, noun.i)
        outer = noun_of(doc, noun.i) if bare else None
        if outer is not None and type_of_noun(outer) == "PERSON":
            yield outer  # "il compagno di squadra X"
        yield noun
        noun = outer


def type_of_noun(noun: Word) -> str:
    """Type of what a common noun denotes, "" where it does not tell."""
    if is_among(noun, usage().shared_titles):
        return ""
    if titles().get(noun.text) or titles().get(noun.lemma_):
        return "PERSON"
    if noun.text[0].isupper() and not noun.is_sent_start:
        return ""  # the end of a name: "il presidente della Commissione europea X"
    if is_among(noun, organisations().nouns):
        return "ORGANISATION"
    if is_among(noun, places().nouns):
        return "PLACE"
    return "ORGANISATION" if is_among(noun, organisations().seated) else ""
