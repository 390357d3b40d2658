"""Words that take up what was named before: pronouns, possessives, plural and class nouns."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from .loader import DATA, Entry, read

Gender = Literal["", "Masc", "Fem"]
Number = Literal["", "Sing", "Plur"]


class Pronoun(Entry):
    """What a pronoun or possessive shows of its antecedent (of the possessor).

    ``case`` is of clitics: Acc, Dat, Gen ("ne"), Loc ("ci", "vi"); ``thing`` of strong pronouns
    that are not of people alone.
    """

    case: tuple[Literal["Acc", "Dat", "Gen", "Loc"], ...] = ()
    person: Literal[1, 2, 3] = 3
    gender: Gender = ""
    number: Number = ""
    reflexive: bool = False
    cataphoric: bool = False
    thing: bool = False


class Plural(Entry):
    """Words that count what was named."""

    both: frozenset[str]
    counted: dict[str, int]


class Order(Entry):
    """Demonstratives that choose by order of mention."""

    last: frozenset[str]
    this: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]


class Deed(Entry):
    """Nouns for who does an event and whom it befalls; the event by its verbs and nouns."""

    verbs: frozenset[str]
    nouns: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()


class Relational(Entry):
    """Nouns that name a person by relation to another."""

    groups: tuple[str, ...]
    nouns: frozenset[str]


class Groups(Entry):
    """A plain list of groups of titles."""

    groups: tuple[str, ...]


class Epithet(Entry):
    """Nouns beyond the titles that call a person, and how nouns of age end."""

    nouns: frozenset[str]
    endings: tuple[str, ...]

    def covers(self, noun: str) -> bool:
        """Whether a noun calls a person."""
        return noun in self.nouns or noun.endswith(self.endings)


class Pair(Entry):
    """Nouns for two people together, and nouns for each of two."""

    nouns: frozenset[str]
    members: frozenset[str]


class Fighters(Entry):
    """Nouns for the fighters of an armed group, and what the names of such groups begin with."""

    nouns: frozenset[str]
    names: frozenset[str]


class Faring(Entry):
    """Verbs that with an adverb say how it goes with somebody, and the adverbs."""

    verbs: frozenset[str]
    adverbs: frozenset[str]


class Cleft(Entry):
    """What marks the infinitive of a cleft."""

    markers: frozenset[str]


class Unique(Entry):
    """One office, the names of its holders, and ranks whose bearers are none."""

    nouns: frozenset[str]
    names: frozenset[str]
    ranks: frozenset[str]


class Bare(Entry):
    """Nouns that after some prepositions need no article to mean the one spoken of."""

    nouns: frozenset[str]
    prepositions: frozenset[str]


class Counterpart(Entry):
    """Nouns for another holder of an office, prepositions of whom an act or relation is about."""

    nouns: frozenset[str]
    prepositions: frozenset[str]


class Nouns(Entry):
    """A plain list of noun lemmas."""

    nouns: frozenset[str]


class Adjectives(Entry):
    """A list of adjectives (lemma)."""

    adjectives: frozenset[str]


class CountryGender(Entry):
    """Grammatical gender and number of the names of countries."""

    feminine_endings: tuple[str, ...]
    masculine: frozenset[str]
    feminine: frozenset[str]
    plural: frozenset[str]

    def gender(self, name: str) -> Gender:
        """Gender of a country's name: "Fem" or "Masc"."""
        if name in self.masculine:
            return "Masc"
        first = name.partition(" ")[0]
        return "Fem" if name in self.feminine or first.endswith(self.feminine_endings) else "Masc"


NO_TYPES: frozenset[str] = frozenset()


class Anaphora(Entry):
    """The tables of ``data/anaphora.toml``; see its comments."""

    clitic: dict[str, Pronoun]
    strong: dict[str, Pronoun]
    possessive: dict[str, Pronoun]
    plural: Plural
    order: Order
    class_: dict[Literal["COUNTRY", "ORGANISATION", "PLACE"], frozenset[str]] = Field(alias="class")
    also: dict[str, tuple[Literal["COUNTRY", "ORGANISATION", "PLACE"], ...]]
    ambiguous: Nouns
    kind: dict[str, frozenset[str]]
    known_kind: dict[str, frozenset[str]]
    institution: Nouns
    homeland: Nouns
    counterpart: Counterpart
    relational: Relational
    eponym: Nouns
    person: Nouns
    opposite: Nouns
    epithet: Epithet
    pair: Pair
    converse: dict[str, frozenset[str]]
    byname: dict[str, frozenset[str]]
    officials: Nouns
    unique: Unique
    trades: Groups
    genus: dict[str, tuple[str, ...]]
    offices: Groups
    exclusive: Groups
    sole: Groups
    deed: tuple[Deed, ...]
    epicene: Nouns
    takes_up: dict[str, frozenset[str]]
    idle: Nouns
    vacated: Nouns
    cleft: Cleft
    measure: Nouns
    body: Nouns
    member: Nouns
    bare: Bare
    other: Adjectives
    another: Adjectives
    fact: Adjectives
    fighters: Fighters
    force: dict[str, frozenset[str]]
    capital: Nouns
    faring: Faring
    nature: dict[str, frozenset[str]]
    country_gender: CountryGender

    @model_validator(mode="after")
    def _kinds_are_known(self) -> Self:
        unknown = frozenset().union(*self.known_kind.values()) - self.kind.keys()
        if unknown:
            raise ValueError(f"known_kind: no [kind] is called {', '.join(sorted(unknown))}")
        return self

    def kin_of(self, noun: str) -> frozenset[str]:
        """Class nouns that share a kind with ``noun``."""
        return frozenset(n for nouns in self.kind.values() if noun in nouns for n in nouns)

    def fits_kind(self, noun: str, known: str) -> bool:
        """Whether a class noun may take up a well-known organisation of a kind of those known."""
        of = {kind for kind, nouns in self.kind.items() if noun in nouns}
        return not of or known not in self.known_kind or not of.isdisjoint(self.known_kind[known])

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Every noun for a part in an event."""
        return frozenset(n for deed in self.deed for n in (*deed.subject, *deed.object))

    def types_of(self, noun: str) -> frozenset[str]:
        """Entity types that a class noun stands for; empty where it is none."""
        return self._types.get(noun, NO_TYPES)

    @cached_property
    def _types(self) -> dict[str, frozenset[str]]:
        nouns = frozenset(self.also).union(*self.class_.values())
        return {
            noun: frozenset(name for name, own in self.class_.items() if noun in own).union(
                self.also.get(noun, ())
            )
            for noun in nouns
        }


def read_anaphora(path: Path) -> Anaphora:
    """Read a file of anaphoric words.

    Raises
    ------
    DataFileError
        The file does not fit the format; the message names the entry.
    """
    return read(path, Anaphora)


@cache
def anaphora() -> Anaphora:
    """Give the anaphoric words of the library, read on first use."""
    return read_anaphora(DATA / "anaphora.toml")
