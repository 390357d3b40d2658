"""Names in pieces: put together what the model cut, cut what it ran together."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .syntax import (
    FLAT,
    FULL_NAME,
    Name,
    has_age,
    has_article,
    is_among,
    is_body_noun,
    noun_of,
    title_of,
)
from .text import Text

_SHORTEST_RUN = 3  # words of a place or club and a full name


def join(doc: Text, names: Iterable[Name]) -> list[Name]:
    """Join neighbouring pieces of one name ("Di", "Mimmo", "Di Maggio"; "Bodø", "Glimt")."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and _are_one(doc, last, name):
            last.end = name.end
        else:
            joined.append(name)
    return [_extend_person(doc, name) if name.type == "PERSON" else name for name in joined]


def _are_one(doc: Text, last: Name, name: Name) -> bool:
    between, glue = doc.words[last.end : name.start], doc.written(last.end, name.start)
    if _has_nickname(doc, last, name):
        return True
    if last.type == name.type == "PERSON":
        return all(word in usage().particles for word in between)
    if last.type == "PERSON" and not between:
        return doc.words[last.end - 1] in usage().particles  # "Dell'", "Orto"
    goes_on = glue == "-" and doc.words[name.start][0].islower()  # "Seyne-les-Alpes"
    bodies = glue == "/" and last.type == name.type == "ORGANISATION"
    return (goes_on or bodies) and all(doc.tree.glued[last.end - 1 : last.end + 1])


def _has_nickname(doc: Text, first: Name, last: Name) -> bool:
    """Whether a nickname in quotation marks parts two names of one person: 'Ugo "Nerone" Neri'."""
    if first.type != "PERSON" or last.type != "PERSON" or not doc.is_quote[first.end]:
        return False
    inside = range(first.end + 1, min(last.end, first.end + 2 + FULL_NAME))
    closing = next((i for i in inside if doc.is_quote[i]), last.end)
    return last.start <= closing + 1 < last.end


def _extend_person(doc: Text, name: Name) -> Name:
    """Take in the capitalised proper nouns that the model left at the end of a name."""
    while doc.pos[name.end] == "PROPN" and doc.dep[name.end] in FLAT:
        inside = name.start <= doc.head[name.end] < name.end
        if not inside or not doc.words[name.end][0].isupper():
            break
        name.end += 1
    return name


def with_kind(doc: Text, name: Name) -> Name:
    """Take in the noun of a street or building that a name is of ("ospedale Sacco").

    "Il capo della stazione Mario Rossi" names a person all the same.
    """
    first, text = name.start - 1, doc.written(name.start, name.end)
    if name.type == "ORGANISATION" or text in usage().platforms:
        return name  # "via WhatsApp"
    if doc.lower[first] in places().dedicated and doc.words[name.start][0].isupper():
        if name.type != "PERSON" or title_of(doc, noun_of(doc, first)) is None:
            return Name(first, name.end, "PLACE", name.rule)
        return name
    consecrated = usage().is_of(doc.words[first]) and doc.lower[first - 1] in places().consecrated
    if consecrated and name.end - name.start > 1 and text not in places().known:
        return Name(first - 1, name.end, "PLACE", name.rule)
    return name


def split(doc: Text, name: Name) -> list[Name]:
    """Split a place or club from the person named right behind it ("del Savena Nelson Arrieta").

    The person's first name has to be known, and something to stand before the whole that an
    office or a place goes with: "il sindaco di", "l'attaccante del", "a".
    """
    if name.type == "ORGANISATION":
        return _body_and_town(doc, name)
    if doc.lower[name.start] in places().streets and has_age(doc, name.end):
        return _street_and_person(doc, name)
    if name.end - name.start < _SHORTEST_RUN or name.type not in {"PERSON", "PLACE"}:
        return [name]
    at = _first_name_inside(doc, name)
    title = title_of(doc, noun_of(doc, name.start))
    marker = usage().preposition(doc.words[name.start - 1])
    after_place = marker and (name.type == "PLACE" or marker == prepositions().at)
    if not at or not (title or (after_place and not has_article(doc, name.start))):
        return [name]
    kind = "ORGANISATION" if has_article(doc, name.start) else "PLACE"
    return [Name(name.start, at, kind, name.rule), Name(at, name.end, "PERSON", name.rule)]


def _street_and_person(doc: Text, name: Name) -> list[Name]:
    """Split a street from who is named right behind it with an age ("in via Po Ugo Neri, 62")."""
    at = name.end - FULL_NAME
    if at < name.start + 2 or doc.words[at] not in first_names():
        return [name]
    street = Name(name.start, at, "PLACE", name.rule)
    return [street, Name(at, name.end, "PERSON", name.rule)]


def _body_and_town(doc: Text, name: Name) -> list[Name]:
    """Split a body from the town beside it, whichever comes first.

    A known firm from where it is ("la Whirlpool di Comunanza"), a town from the body that has an
    office there ("a Carpi della Banca Aurea").
    """
    first, of, second = name.start, name.start + 1, name.start + 2
    if second >= name.end or not usage().is_of(doc.words[of]):
        return [name]
    if _is_town_of_office(doc, first):
        types = "PLACE", "ORGANISATION"
    elif name.end == first + _SHORTEST_RUN and _is_firm_in_town(doc, name):
        types = "ORGANISATION", "PLACE"
    else:
        return [name]
    return [
        Name(first, of, types[0], name.rule),
        Name(second, name.end, types[1], name.rule),
    ]


def _is_town_of_office(doc: Text, town: int) -> bool:
    """Whether a body with an article follows a town of one word: "Carpi della Banca Aurea"."""
    body = town + 2
    if doc.words[town] not in places().municipalities or not has_article(doc, body):
        return False
    return doc.words[body].istitle() and is_body_noun(doc.lower[body])


def _is_firm_in_town(doc: Text, name: Name) -> bool:
    """Whether a known firm begins a name that is not known itself."""
    firm, known = doc.words[name.start], organisations().known
    if firm not in known or doc.written(name.start, name.end) in known:
        return False
    return not has_article(doc, name.start + 2) and not is_body_noun(firm.casefold())


def _first_name_inside(doc: Text, name: Name) -> int:
    """Where a full name begins behind other words; 0 where those words could be part of it."""
    first = doc.words[name.start]
    own = first in first_names() or first in usage().particles or _is_initial(first)
    listed = organisations().nouns, organisations().seated, places().nouns
    if own or any(is_among(doc, name.start, words) for words in listed):
        return 0
    inside = range(name.start + 1, name.end - 1)
    at = max((i for i in inside if _begins_person(doc, i)), default=0)
    while at - 1 > name.start and doc.words[at - 1] in first_names():
        at -= 1
    return at


def _is_initial(text: str) -> bool:
    """Whether a word is one letter and a full stop: "a E. Anna Riva"."""
    return text[:1].isupper() and text[1:] == "."


def _begins_person(doc: Text, i: int) -> bool:
    """Whether a first name stands at ``i`` that is no saint's ("Castel San Pietro Terme")."""
    return doc.words[i] in first_names() and doc.words[i - 1] not in usage().saints
