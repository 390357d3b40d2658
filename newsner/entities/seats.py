"""Seats and owners: the place in an institution's name, the country an apposition gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .syntax import Name, has_article, is_body_noun, preposition
from .text import Text
from .towns import italian_towns, known_towns

OF_TOWN = "institution of a town's adjective"
DEMONYM = "city demonym"


def find_seats(doc: Text, name: Name) -> Iterator[Name]:
    """Yield the place in an institution's name: "Procura di Milano" holds "Milano".

    In a building's too, where it has another name before: "ospedale San Carlo di Potenza"; and in
    that of a hamlet or a firm: "Limidi di Soliera", "Edilbassi di Carpi".
    """
    if name.rule == OF_TOWN:
        city = places().demonyms[doc.words[name.end - 1]]
        yield Name(name.end - 1, name.end, "PLACE", DEMONYM, part=city)
        return
    if name.rule == "government of its leader":
        yield Name(name.start + 2, name.end, "PERSON", "leader")
        return
    if name.seat >= 0:
        yield Name(name.seat, name.end, "PLACE", "seat of an institution")
        return
    land = doc.written(name.start + 1, name.end)
    is_land = land in places().known or land in places().italian_regions
    if doc.words[name.start].title() in organisations().administrations and is_land:
        yield Name(name.start + 1, name.end, "PLACE", "seat of an institution")  # "Regione Molise"
        return
    if town := _town_behind(doc, name):
        yield Name(town, name.end, "PLACE", "town")
        return
    opening, opened = _openings(name), False
    for i in range(name.start + 1, name.end - 1):
        opened = opened or doc.written(name.start, i).casefold() in opening
        is_seat = doc.words[i + 1][0].isupper() and usage().is_of(doc.words[i])
        if opened and is_seat and _may_be_seat(doc, i + 1, name.end):
            if name.type == "PLACE" and i == name.start + 1:
                continue  # "piazza di Spagna"
            yield Name(i + 1, name.end, "PLACE", "seat of an institution")
            return


def _town_behind(doc: Text, name: Name) -> int:
    """Where the town begins that the name of a hamlet or firm ends with; 0 where none does.

    Neither in a town's own name ("Novi di Modena"; "Cortazzone d'Asti", which is near Asti) nor in
    that of a lake or province.
    """
    itself = doc.written(name.start, name.end).casefold()
    if itself in italian_towns() or itself in known_towns():
        return 0
    if doc.words[name.start][0].islower() or doc.lower[name.start] in places().opening:
        return 0
    for i in range(name.start + 1, name.end - 1):
        town = doc.written(i + 1, name.end)
        if not usage().is_of(doc.words[i]) or town.casefold() not in italian_towns():
            continue
        other = doc.written(name.start, i).casefold() in italian_towns()
        near = other and town in places().italian_cities
        if not has_article(doc, i + 1) and not near and _may_be_seat(doc, i + 1, name.end):
            return i + 1
    return 0


def find_state(doc: Text, name: Name) -> Name | None:
    """Give the country that a body's name ends with: "Banca centrale del Kenya".

    Not of a well-known one, whose name says no more of the country ("Banca d'Italia").
    """
    body = name.type == "ORGANISATION" and is_body_noun(doc.lower[name.start])
    if not body or name.canonical:
        return None
    for i in range(name.start + 1, name.end - 1):
        keys = countries().names.get(doc.written(i + 1, name.end).casefold())
        if keys and usage().is_of(doc.words[i]):
            return Name(i + 1, name.end, "COUNTRY", "known", tuple(keys))
    return None


def _openings(name: Name) -> frozenset[str]:
    """Words with which a name has to begin to end with its seat."""
    if name.type == "PLACE":
        return organisations().staffed | places().dedicated
    known = organisations()
    return known.seated | known.capitalised | {w.casefold() for w in known.administrations}


def _may_be_seat(doc: Text, start: int, end: int) -> bool:
    """Whether it is a town, or a known place where it has an article ("Museo della Laguna").

    Not what the institution is for ("Corte di Cassazione", "Centro di Ricerca").
    """
    text = doc.written(start, end)
    if text.casefold() in countries().names.keys() | usage().not_seats | usage().not_names:
        return False
    if doc.lower[start] in organisations().fields and text not in places().known:
        return False
    named = any(c.endswith((f" {text}", f"'{text}")) for c in places().with_article)
    return named or text in places().known or not has_article(doc, start)


_OWNING = ("amod", "nmod", "appos", "flat")


def owner_country(doc: Text, name: Name, root: int, states: Mapping[int, int]) -> int | None:
    """Entity of the country that an organisation or place is said to be of.

    By the demonym of the noun it is in apposition to ("il quotidiano russo Izvestia"), by a
    demonym noun before it ("la spagnola Navantia"), or by the country behind it ("Ohrid, in
    Macedonia"; "Ohrid (Macedonia)"). ``states`` gives the country mentioned at each root.
    """
    behind = _country_behind(doc, name.end)
    if behind in states:
        return states[behind]
    before = doc.head[root] < name.start and not preposition(doc, root)
    owned = [root, doc.head[root]] if before and doc.pos[doc.head[root]] == "NOUN" else [root]
    near = [name.start - 1, *(k for i in owned for k in doc.tree.having(i, *_OWNING))]
    if doc.dep[root] == "appos":
        near.append(doc.head[root])
    for token in near:
        if token in states and (doc.pos[token] in {"ADJ", "NOUN"} or _is_in(doc, token)):
            return states[token]
    return None


def _country_behind(doc: Text, end: int) -> int:
    """Word where the country of a place would stand right behind it; -1 where none can."""
    if doc.words[end] == "(" and doc.words[end + 2] == ")":
        return end + 1
    inside = usage().preposition(doc.words[end + 1]) == prepositions().inside
    return end + 2 if inside and doc.words[end] == "," else -1


def _is_in(doc: Text, token: int) -> bool:
    """Whether "in" marks the country."""
    cases = (usage().preposition(doc.words[k]) for k in doc.tree.having(token, "case"))
    return prepositions().inside in cases
