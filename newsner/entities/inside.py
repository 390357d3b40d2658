"""What a name's own words say of its type."""

from __future__ import annotations

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .nouns import is_workplace, type_of_noun
from .syntax import LETTERS, Name, has_article, noun_of
from .text import Text
from .weights import APPOSITION, MODEL, OWN_WORDS, SURFACE, Votes


def weigh_inside(doc: Text, name: Name, votes: Votes) -> None:
    """Weigh the name's own words."""
    words = doc.words[name.start : name.end]
    first = words[0].casefold()
    if words[-1] in usage().foreign_genitive:
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS
    if doc.written(name.start, name.end) in places().towns:
        votes["PLACE"] += OWN_WORDS
    if len(words) == 1:
        if LETTERS.fullmatch(words[0]) and not has_article(doc, name.start):
            votes["PERSON"] += APPOSITION  # "M.B., indagato", but "il P.D."
        elif words[0].isupper() and len(words[0]) > 1:
            votes["ORGANISATION"] += SURFACE
        if words[0].startswith(usage().organisation_prefixes) and words[0] not in first_names():
            votes["ORGANISATION"] += OWN_WORDS
        return
    if words[0] in first_names() and not any(map(_joins_place, words)):
        likely = name.type != "PLACE" or len(words) > 2
        text = doc.written(name.start, name.end)
        town = words[0] in usage().saints or text in places().known or text in places().towns
        votes["PERSON"] += OWN_WORDS if likely else SURFACE if town else MODEL + SURFACE / 2
    if any(part in usage().company_forms for w in words for part in w.casefold().split("-")):
        votes["ORGANISATION"] += OWN_WORDS if name.type != "PLACE" else MODEL
    if _is_administration(doc, name) or is_workplace(doc, name.start, name.start + 1):
        votes["ORGANISATION"] += APPOSITION
    elif (
        first in places().opening
        or (words[-1].casefold() in usage().place_forms and first not in organisations().nouns)
        or (first in organisations().provincial and words[-1] not in places().italian_cities)
    ):
        votes["PLACE"] += APPOSITION
    elif first in organisations().seated or not organisations().nouns.isdisjoint(
        word.casefold() for word in words[:2]
    ):
        votes["ORGANISATION"] += APPOSITION


def _is_administration(doc: Text, name: Name) -> bool:
    """Whether it is a body and not its land: by an office ("il presidente della Provincia di X").

    In Italy by its capital too, but not in brackets or where one is in it ("in Provincia di Lodi").
    """
    if doc.words[name.start] not in organisations().administrations:
        return False
    if type_of_noun(doc, noun_of(doc, name.start)) == "PERSON":
        return True
    before = doc.words[name.start - 1]
    outside = before != "(" and usage().preposition(before) != prepositions().inside
    land = doc.words[name.end - 1]
    return outside and (land in places().italian_cities or land in places().regions)


def _joins_place(word: str) -> bool:
    """Whether it is a small preposition with an article: no person's ("Gioia del Colle")."""
    articles = usage().articles
    return word in articles.masculine or word in articles.feminine or word in articles.elided
