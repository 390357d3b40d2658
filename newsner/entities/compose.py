"""Names made of a common noun and a name: institutions, governments, parts of countries, clubs."""

from __future__ import annotations

from spacy.tokens import Doc

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import usage
from .syntax import Name, has_article, preposition, root_of

_LONGEST_OPENING = 4  # words of "corte d'assise d'appello"
_TOWN = frozenset({"PLACE", "CAPITAL"})


def compose(doc: Doc, names: list[Name], *, sport: bool) -> list[Name]:
    """Give the names with those that belong to a longer one replaced by it.

    Institutions with their seat ("Procura di Lecce"; the seat becomes a mention of its own later),
    governments with a surname ("governo Monti"), parts of countries ("Libano meridionale"), cities
    that share their country's name ("a Lussemburgo"), and in sport clubs named by their city.
    """
    composed: list[Name] = []
    for name in names:
        found = _composed(doc, name, sport=sport)
        while composed and composed[-1].end > found.start:
            composed.pop()
        composed.append(found)
    return composed


def _composed(doc: Doc, name: Name, *, sport: bool) -> Name:
    if name.type in _TOWN:
        start = _institution(doc, name.start)
        if start is not None:
            return Name(start, name.end, "ORGANISATION", "institution")
        if sport and _is_club(doc, name):
            return Name(name.start, name.end, "ORGANISATION", "club")
    if name.type == "PERSON" and name.start and name.end - name.start == 1:
        before = doc[name.start - 1]
        if before.text.casefold() in usage().cabinets:
            return Name(name.start - 1, name.end, "ORGANISATION", "government by surname")
    if name.type == "COUNTRY":
        return _part_of_country(doc, name)
    return name


def _institution(doc: Doc, start: int) -> int | None:
    """Where the institution begins whose seat stands at ``start``; None where there is none."""
    if start < 2 or usage().preposition(doc[start - 1].text) != "di":
        return None
    for length in range(_LONGEST_OPENING, 0, -1):
        first = start - 1 - length
        if first >= 0 and doc[first : start - 1].text.casefold() in organisations().seated:
            return first
    return None


def _part_of_country(doc: Doc, name: Name) -> Name:
    """Give the part of a country ("Libano meridionale") or the city of its name, if it is one."""
    if name.end < len(doc) and doc[name.end].text.casefold() in usage().directions:
        return Name(name.start, name.end + 1, "PLACE", "part of a country")
    table = countries()
    same = table.capitals.get(doc[name.start : name.end].text.casefold(), [])
    own = [k for k in same if k in name.keys and not table[k].city_state]
    marker = preposition(doc, root_of(doc, name.start, name.end))
    if own and marker == "a" and not has_article(doc, name.start):
        return Name(name.start, name.end, "PLACE", "city")
    return name


def _is_club(doc: Doc, name: Name) -> bool:
    """Whether an article makes a city its club: Italian cities have none of their own."""
    if not has_article(doc, name.start):
        return False
    text = doc[name.start : name.end].text.casefold()
    return not any(city.casefold().endswith(text) for city in places().with_article)
