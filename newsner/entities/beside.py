"""What stands right beside a name and speaks for a type: nouns, articles, brackets, ages."""

from __future__ import annotations

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from ..words import Word, WordTree
from .nouns import is_workplace, telling_noun, type_of_noun
from .syntax import (
    Name,
    article_gender,
    has_age,
    has_article,
    has_province,
    is_among,
    noun_of,
    preposition,
)
from .weights import APPOSITION, MODEL, OWN_WORDS, SURFACE, Votes


def weigh_beside(doc: WordTree, name: Name, root: Word, votes: Votes) -> None:
    """Weigh nouns in apposition, the place a noun is of, age, and the article."""
    noun = telling_noun(doc, name, root)
    if noun is not None and is_workplace(doc, noun.i, noun.i + 1):
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS  # "il direttore della clinica Villa Rosa"
    elif noun is not None and not (noun.i >= name.end and _is_site_of(doc, name, root)):
        votes[type_of_noun(noun)] += APPOSITION
        in_quotes = doc[name.start - 1].is_quote and type_of_noun(noun) == "ORGANISATION"
        if in_quotes or (noun.i == name.start - 1 and _is_kind(doc, noun)):
            votes["ORGANISATION"] += OWN_WORDS  # "la ditta Aldo Sereno", il liceo "Ada Verdi"
    if has_article(doc, name.start) and _is_run(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    if _is_bracketed_party(doc, name) or _makes_something(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    of = noun_of(doc, name.start)
    if of is not None and doc[name.start - 2].text in usage().native:
        votes["PERSON"] += APPOSITION
    elif of is not None and not has_article(doc, name.start):
        if is_among(of, places().nouns) or is_among(of, organisations().seated):
            votes["PLACE"] += OWN_WORDS
        elif name.end - name.start == 1 and _has_seat(of):
            votes["PLACE"] += OWN_WORDS  # "la start-up di Ivrea"
    elif of is not None and of.text.casefold() in places().opening:
        votes["PLACE"] += APPOSITION
    if has_province(doc, name.end):
        votes["PLACE"] += APPOSITION + OWN_WORDS
    if has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1:
        _article(doc, name, votes)
    elif name.type == "PERSON":
        _article_of_several(doc, name, votes)


def _has_seat(noun: Word) -> bool:
    """Whether "di" after a body gives its town: of a firm, but not of a party or a gang."""
    return is_among(noun, organisations().nouns) and not is_among(noun, usage().personal_bodies)


def _is_site_of(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether something takes place there, so that what follows is no apposition to a person.

    "Nato a Mao, ex maestro" says the teacher of whoever was born.
    """
    if preposition(doc, root) not in prepositions().places or has_article(doc, name.start):
        return False
    return is_among(root.head, usage().place_verbs)


def _makes_something(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether what the model took for a place makes things: "X, il produttore di droni"."""
    makers = [c for c in root.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]
    return name.type in {"PLACE", "MISC"} and any(
        is_among(c, usage().shared_titles) and any(g.dep_ == "nmod" for g in c.rights)
        for c in makers
    )


def _is_run(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether it was founded or has a seat, as towns with an article do not: "la X, con sede a"."""
    behind = doc[name.end : name.end + 3]
    with_comma = len(behind) > 2 and behind[0].text == ","
    if with_comma and behind[1].pos_ == "ADP" and is_among(behind[2], usage().headquarters):
        return True
    founded = [c for c in root.rights if c.dep_ == "acl" and c.i >= name.end]
    return any(is_among(c, usage().organisation_verbs) for c in founded)


def _is_bracketed_party(doc: WordTree, name: Name) -> bool:
    """Whether it stands in brackets behind a person: whom they are of ("Ugo Neri (Area Sud)")."""
    start, end = name.start - 2, name.end
    if start < 0 or end >= len(doc) or doc[start + 1].text != "(" or doc[end].text != ")":
        return False
    word = doc.written(start + 2, end)
    nickname = name.type == "PERSON" and word.isalpha() and not word.isupper()
    return doc[start].ent_type_ == "PER" and name.type != "PLACE" and not nickname


def _is_kind(doc: WordTree, noun: Word) -> bool:
    """Whether a noun is of a kind of firm that no officer is of ("capo del gruppo X")."""
    if noun.text not in organisations().kinds and noun.text not in organisations().shops:
        return False
    officer = noun_of(doc, noun.i)
    return officer is None or type_of_noun(officer) != "PERSON"


def _article_of_several(doc: WordTree, name: Name, votes: Votes) -> None:
    """Weigh the article of several words: firms have one, people none ("la Roger Vivier")."""
    first = doc[name.start].text
    gender = article_gender(doc, name.start)
    if not gender or first in usage().particles:
        return
    own = first_names().get(first)
    if own is None:
        votes["ORGANISATION"] += MODEL
    elif own and own != gender:
        votes["ORGANISATION"] += APPOSITION + MODEL


def _article(doc: WordTree, name: Name, votes: Votes) -> None:
    """Weigh the article of a single word: towns have none, men neither, women may ("la Meloni")."""
    before = doc[name.start - 1] if name.start else None
    gender = article_gender(doc, name.start)
    elided = before is not None and before.text.casefold() in usage().articles.elided
    if (gender or elided) and name.type != "PLACE":  # regions and rivers do have one
        votes["ORGANISATION"] += SURFACE
        votes["PLACE"] -= SURFACE
    if gender == "Masc" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
        votes["PERSON"] -= MODEL
    if before is not None and before.text.casefold() in usage().articles.plural:
        votes["PERSON"] -= MODEL  # "i Leopard": things, or a family
    if before is not None and before.text == "(" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
