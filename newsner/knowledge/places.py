"""Places: well-known ones, nouns that make a name one, and city demonyms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .inflection import Nouns, inflect
from .loader import DATA, Entry, read


class _Known(Entry):
    names: tuple[str, ...]
    italian_cities: tuple[str, ...]
    italian_regions: frozenset[str]
    venues: frozenset[str]
    towns: frozenset[str]
    ambiguous: frozenset[str]
    masculine: frozenset[str]
    city_demonyms: dict[str, str]


class _Nouns(Entry):
    words: Nouns
    opening: frozenset[str]
    dedicated: frozenset[str]
    streets: frozenset[str]
    dwellings: frozenset[str]
    consecrated: frozenset[str]
    with_article: frozenset[str]


class _Places(Entry):
    known: _Known
    nouns: _Nouns


class _Municipalities(Entry):
    municipalities: dict[str, tuple[str, ...]]  # by province


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Well-known places and the nouns (lemmas) of places.

    known
        names as written, ``italian_cities`` among them; ``ambiguous`` are those that are also
        something else
    italian_regions, regions
        Italy's, and the last words of their names
    towns
        lesser ones, which speak for a place without settling it
    municipalities
        all of Italy's, many of which are also surnames or words
    masculine
        those of ``municipalities`` that an article does not make a club
    opening
        nouns that belong to the name they open ("provincia di Gorizia")
    dedicated, consecrated
        those of ``opening`` that anybody's name, or "di" and a saint's, may follow
    streets
        those of ``dedicated`` that are streets and squares
    dwellings
        nouns of what somebody lives in
    with_article
        cities whose name has an article
    demonyms
        lower-cased form of a city's adjective to the city
    """

    known: frozenset[str]
    italian_cities: frozenset[str]
    italian_regions: frozenset[str]
    regions: frozenset[str]
    towns: frozenset[str]
    municipalities: frozenset[str]
    ambiguous: frozenset[str]
    masculine: frozenset[str]
    nouns: frozenset[str]
    opening: frozenset[str]
    dedicated: frozenset[str]
    streets: frozenset[str]
    dwellings: frozenset[str]
    consecrated: frozenset[str]
    with_article: frozenset[str]
    demonyms: dict[str, str]


@cache
def places() -> PlaceTable:
    """Give the places.

    Raises
    ------
    DataFileError
        ``data/places.toml`` or ``data/municipalities.toml`` does not fit its format.
    """
    data = read(DATA / "places.toml", _Places)
    listed = read(DATA / "municipalities.toml", _Municipalities).municipalities
    known = data.known
    return PlaceTable(
        known=known.venues.union(known.names, known.italian_cities),
        italian_cities=frozenset(known.italian_cities),
        italian_regions=known.italian_regions,
        regions=frozenset(region.split()[-1] for region in known.italian_regions),
        towns=known.towns,
        municipalities=frozenset(name for names in listed.values() for name in names),
        ambiguous=known.ambiguous,
        masculine=known.masculine,
        nouns=data.nouns.words,
        opening=data.nouns.opening,
        dedicated=data.nouns.dedicated,
        streets=data.nouns.streets,
        dwellings=data.nouns.dwellings,
        consecrated=data.nouns.consecrated,
        with_article=data.nouns.with_article,
        demonyms={form: city for d, city in known.city_demonyms.items() for form in inflect(d)},
    )


def is_place(text: str) -> bool:
    """Whether it is the name of a known place."""
    return text in places().known or text in places().towns
