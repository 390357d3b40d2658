"""How names are used: metonymy by governor, and the smaller lists of the entities stage."""

from __future__ import annotations

from functools import cache, cached_property

from .inflection import Nouns
from .loader import DATA, Entry, read


class _Subject(Entry):
    city: frozenset[str]
    city_passive: frozenset[str]


class _Object(Entry):
    government: frozenset[str]


class _Governed(Entry):
    always: frozenset[str]
    at: Nouns
    of: Nouns
    by: Nouns
    by_movement: frozenset[str]
    message: Nouns
    among: Nouns
    along: Nouns
    on: Nouns


class Prepositions(Entry):
    """The prepositions that the rules of names ask for, by their sense."""

    of: str
    at: str
    inside: str
    by: str
    on: str
    among: str
    along: str
    places: frozenset[str]


class _Whereabouts(Entry):
    words: Nouns
    posts: Nouns


class _Sport(Entry):
    words: frozenset[str]
    plain: frozenset[str]
    threshold: int


class Metonymy(Entry):
    """When a capital is a government: ``data/metonymy.toml``, where the fields are explained."""

    subject: _Subject
    object: _Object
    prepositions: _Governed
    places: _Whereabouts
    sport: _Sport
    teams: dict[str, str]


class _Articles(Entry):
    feminine: frozenset[str]
    masculine: frozenset[str]
    plural: frozenset[str]
    indefinite: frozenset[str]
    elided: frozenset[str]

    @cached_property
    def all(self) -> frozenset[str]:
        """Articles of any kind, alone or in a preposition."""
        return self.feminine | self.masculine | self.plural | self.elided


class Usage(Entry):
    """The lists of ``data/entities.toml``, explained there."""

    not_names: frozenset[str]
    generic_tails: frozenset[str]
    particles: frozenset[str]
    opening_particles: frozenset[str]
    saints: frozenset[str]
    small_saints: frozenset[str]
    things: Nouns
    vessels: Nouns
    goods: Nouns
    company_forms: frozenset[str]
    place_forms: frozenset[str]
    not_state: Nouns
    language: frozenset[str]
    place_verbs: Nouns
    seat_titles: Nouns
    native: Nouns
    former: frozenset[str]
    premises: Nouns
    personal_bodies: Nouns
    telling_verbs: frozenset[str]
    not_seats: frozenset[str]
    where: frozenset[str]
    joining: frozenset[str]
    organisation_governors: Nouns
    organisation_allies: Nouns
    firm_governors: Nouns
    firm_relations: frozenset[str]
    person_governors: Nouns
    shared_titles: Nouns
    organisation_verbs: frozenset[str]
    organisation_acts: frozenset[str]
    buying_verbs: frozenset[str]
    person_acts: frozenset[str]
    person_recipients: frozenset[str]
    person_honours: Nouns
    occasions: frozenset[str]
    contest_verbs: frozenset[str]
    contests: Nouns
    venue_verbs: frozenset[str]
    beating_verbs: frozenset[str]
    conquest_verbs: frozenset[str]
    nearness: Nouns
    fired: Nouns
    directions: Nouns
    state_forms: Nouns
    regions: frozenset[str]
    whole: frozenset[str]
    cabinets: frozenset[str]
    led: frozenset[str]
    again: frozenset[str]
    platforms: frozenset[str]
    by_way: frozenset[str]
    national_teams: frozenset[str]
    rooms: Nouns
    organisation_prefixes: tuple[str, ...]
    arena_prefixes: tuple[str, ...]
    action_endings: tuple[str, ...]
    town_nouns: Nouns
    age: Nouns
    percent: frozenset[str]
    naming: frozenset[str]
    naming_small: frozenset[str]
    registered: frozenset[str]
    foreign_genitive: frozenset[str]
    articles: _Articles
    contracted: dict[str, frozenset[str]]
    prepositions: Prepositions

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Articles and prepositions, elided ones without their apostrophe."""
        forms = self.articles.all.union(*self.contracted.values())
        return frozenset(form.rstrip("'") for form in forms)

    def preposition(self, form: str) -> str:
        """Plain preposition of a contracted one ("della" gives "di"), "" of any other word."""
        return self._plain.get(form.casefold(), "")

    def is_of(self, form: str) -> bool:
        """Whether a word is "di", alone or with an article."""
        return self._plain.get(form.casefold()) == self.prepositions.of

    @cached_property
    def _plain(self) -> dict[str, str]:
        """Plain preposition by contracted form; of a form listed twice, the first."""
        listed = [(form, plain) for plain, forms in self.contracted.items() for form in forms]
        return dict(reversed(listed))


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


def prepositions() -> Prepositions:
    """Give the prepositions that the rules of names ask for."""
    return usage().prepositions
