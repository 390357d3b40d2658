"""How names are used: metonymy by governor, and the smaller lists of the entities stage."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read


class _Subject(Entry):
    city: frozenset[str]
    city_passive: frozenset[str]


class _Object(Entry):
    government: frozenset[str]


class _Prepositions(Entry):
    always: frozenset[str]
    a: frozenset[str]
    di: frozenset[str]
    da: frozenset[str]
    da_movement: frozenset[str]
    message: frozenset[str]
    tra: frozenset[str]
    per: frozenset[str]
    su: frozenset[str]


class _Words(Entry):
    words: frozenset[str]


class _Sport(Entry):
    words: frozenset[str]
    threshold: int


class Metonymy(Entry):
    """When a capital is a government: ``data/metonymy.toml``, where the fields are explained."""

    subject: _Subject
    object: _Object
    prepositions: _Prepositions
    places: _Words
    sport: _Sport
    teams: dict[str, str]


class _Articles(Entry):
    feminine: frozenset[str]
    masculine: frozenset[str]
    plural: frozenset[str]
    indefinite: frozenset[str]
    elided: frozenset[str]


class Usage(Entry):
    """The lists of ``data/entities.toml``, explained there."""

    not_names: frozenset[str]
    particles: frozenset[str]
    opening_particles: frozenset[str]
    things: frozenset[str]
    company_forms: frozenset[str]
    not_state: frozenset[str]
    language: frozenset[str]
    place_verbs: frozenset[str]
    seat_titles: frozenset[str]
    organisation_governors: frozenset[str]
    person_governors: frozenset[str]
    organisation_verbs: frozenset[str]
    conquest_verbs: frozenset[str]
    nearness: frozenset[str]
    fired: frozenset[str]
    directions: frozenset[str]
    state_forms: frozenset[str]
    cabinets: frozenset[str]
    organisation_prefixes: tuple[str, ...]
    action_endings: tuple[str, ...]
    town_nouns: frozenset[str]
    age: frozenset[str]
    articles: _Articles
    contracted: dict[str, frozenset[str]]

    def preposition(self, form: str) -> str:
        """Plain preposition of a contracted one ("della" gives "di"), "" of any other word."""
        form = form.casefold()
        return next((plain for plain, forms in self.contracted.items() if form in forms), "")


@cache
def metonymy() -> Metonymy:
    """Give the rules of metonymy.

    Raises
    ------
    DataFileError
        ``data/metonymy.toml`` does not fit its format.
    """
    return read(DATA / "metonymy.toml", Metonymy)


@cache
def usage() -> Usage:
    """Give the lists of the entities stage.

    Raises
    ------
    DataFileError
        ``data/entities.toml`` does not fit its format.
    """
    return read(DATA / "entities.toml", Usage)
