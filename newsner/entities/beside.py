"""What stands right beside a name and speaks for a type: nouns, articles, brackets, ages."""

from __future__ import annotations

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .nouns import telling_noun, type_of_noun
from .syntax import (
    Name,
    article_gender,
    has_age,
    has_article,
    has_province,
    is_among,
    is_full_name,
    noun_of,
    preposition,
)
from .text import Text
from .weights import APPOSITION, MODEL, OWN_WORDS, SURFACE, Votes


def weigh_beside(doc: Text, name: Name, root: int, votes: Votes) -> None:
    """Weigh nouns in apposition, the place a noun is of, age, and the article."""
    noun = telling_noun(doc, name, root)
    kind = type_of_noun(doc, noun)
    if kind and not (noun >= name.end and _is_site_of(doc, name, root)):
        votes[kind] += APPOSITION
        in_quotes = doc.is_quote[name.start - 1] and kind == "ORGANISATION"
        if in_quotes or (noun == name.start - 1 and _is_kind(doc, noun)):
            votes["ORGANISATION"] += OWN_WORDS  # "la ditta Aldo Sereno", il liceo "Ada Verdi"
    if has_article(doc, name.start) and _was_founded(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    if _is_bracketed_party(doc, name):
        votes["ORGANISATION"] += OWN_WORDS
    of = noun_of(doc, name.start)
    if of >= 0 and doc.words[name.start - 2] in usage().native:
        votes["PERSON"] += APPOSITION
    elif of >= 0 and not has_article(doc, name.start):
        if is_among(doc, of, places().nouns) or is_among(doc, of, organisations().seated):
            owned = is_among(doc, of, places().dwellings) and is_full_name(doc, name)
            votes["PERSON" if owned else "PLACE"] += OWN_WORDS  # "la villa di Ugo Neri"
        elif name.end - name.start == 1 and _has_seat(doc, of):
            votes["PLACE"] += OWN_WORDS  # "la start-up di Ivrea"
    elif doc.lower[of] in places().opening:
        votes["PLACE"] += APPOSITION
    if has_province(doc, name.end):
        votes["PLACE"] += APPOSITION + OWN_WORDS
    if has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1:
        _article(doc, name, votes)
    elif name.type == "PERSON":
        _article_of_several(doc, name, votes)


def _has_seat(doc: Text, noun: int) -> bool:
    """Whether "di" after a body gives its town: of a firm, but not of a party or a gang."""
    body = is_among(doc, noun, organisations().nouns)
    return body and not is_among(doc, noun, usage().personal_bodies)


def _is_site_of(doc: Text, name: Name, root: int) -> bool:
    """Whether something takes place there, so that what follows is no apposition to a person.

    "Nato a Mao, ex maestro" says the teacher of whoever was born.
    """
    there = preposition(doc, root) in prepositions().places and not has_article(doc, name.start)
    return there and is_among(doc, doc.head[root], usage().place_verbs)


def _was_founded(doc: Text, name: Name, root: int) -> bool:
    """Whether it was founded, as towns with an article are not: "la X, fondata nel 1920"."""
    founded = (k for k in doc.behind(root, "acl") if k >= name.end)
    return any(is_among(doc, k, usage().organisation_verbs) for k in founded)


def _is_bracketed_party(doc: Text, name: Name) -> bool:
    """Whether it stands in brackets behind a person: whom they are of ("Ugo Neri (Area Sud)")."""
    start, end = name.start - 2, name.end
    bracketed = doc.words[start + 1] == "(" and doc.words[end] == ")"
    if not bracketed or doc.kinds[start] != "PER" or name.type == "PLACE":
        return False
    word = doc.written(start + 2, end)
    return name.type != "PERSON" or not word.isalpha() or word.isupper()  # no nickname


def _is_kind(doc: Text, noun: int) -> bool:
    """Whether a noun is of a kind of firm that no officer is of ("capo del gruppo X")."""
    word, known = doc.words[noun], organisations()
    kind = word in known.kinds or word in known.shops
    return kind and type_of_noun(doc, noun_of(doc, noun)) != "PERSON"


def _article_of_several(doc: Text, name: Name, votes: Votes) -> None:
    """Weigh the article of several words: firms have one, people none ("la Roger Vivier")."""
    first = doc.words[name.start]
    gender = article_gender(doc, name.start)
    if not gender or first in usage().particles:
        return
    own = first_names().get(first)
    if own is None:
        votes["ORGANISATION"] += MODEL
    elif own and own != gender:
        votes["ORGANISATION"] += APPOSITION + MODEL


def _article(doc: Text, name: Name, votes: Votes) -> None:
    """Weigh the article of a single word: towns have none, men neither, women may ("la Meloni")."""
    before, articles = doc.lower[name.start - 1], usage().articles
    gender = article_gender(doc, name.start)
    # regions and rivers do have one
    if (gender or before in articles.elided) and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
        votes["PLACE"] -= SURFACE
    if gender == "Masc" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
        votes["PERSON"] -= MODEL
    if before in articles.plural:
        votes["PERSON"] -= MODEL  # "i Leopard": things, or a family
    if before == "(" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
