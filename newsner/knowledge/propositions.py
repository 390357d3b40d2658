"""Function words and word classes of the propositions stage: ``data/propositions.toml``."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from .loader import DATA, Entry, read

# Fields named after a keyword of Python end in "_"; the file has them without.
KEYWORDS = Entry.model_config | {"alias_generator": lambda name: name.rstrip("_")}


class Prepositions(Entry):
    """Prepositions, simple and complex, and what some of them mark."""

    simple: frozenset[str]
    bare: frozenset[str]
    same: dict[str, str]
    complex: frozenset[str]
    alias: dict[str, str]
    attributive: frozenset[str]
    genitive: str
    dative: str
    by: str
    within: str
    aim: frozenset[str]
    on: str
    but: frozenset[str]
    predicative: str
    places: frozenset[str]
    towns: frozenset[str]
    medium: frozenset[str]
    companion: frozenset[str]
    company: frozenset[str]
    mouthpiece: frozenset[str]
    light: frozenset[str]
    content: frozenset[str]
    agent: frozenset[str]
    comitative: frozenset[str]
    addition: frozenset[str]
    siding: frozenset[str]
    understood: frozenset[str]
    sequence: frozenset[str]
    state: frozenset[str]
    between: frozenset[str]
    outer: frozenset[str]
    inclusion: frozenset[str]
    not_of_names: frozenset[str]

    @cached_property
    def complex_parts(self) -> frozenset[str]:
        """Words of the complex prepositions, an elided article with its apostrophe apart."""
        return frozenset(
            part
            for marker in self.complex
            for words in (marker, marker.replace("'", "' "))
            for part in words.split()
        )


class Clitics(Entry):
    """Pronouns joined to a verb, by the slot they fill."""

    patient: frozenset[str]
    recipient: frozenset[str]
    ambiguous: frozenset[str]
    persons: frozenset[str]
    partitive: frozenset[str]
    reflexive: frozenset[str]
    existential: frozenset[str]
    mutual: frozenset[str]
    agreement: dict[str, tuple[str, str]]
    joined: tuple[str, ...]
    infinitive: tuple[str, ...]
    gerund: tuple[str, ...]
    participle: tuple[str, ...]


class Polarity(Entry):
    """Words that deny, suppose or doubt."""

    negation: frozenset[str]
    corrective: frozenset[str]
    negative: frozenset[str]
    even: frozenset[str]
    only: frozenset[str]
    without: frozenset[str]
    if_: frozenset[str]
    denied: frozenset[str]
    doubted: frozenset[str]
    tried: frozenset[str]
    planned: frozenset[str]
    perhaps: frozenset[str]
    denying: frozenset[str]
    reports: frozenset[str]

    model_config = KEYWORDS


class Modality(Entry):
    """Modal verbs, and the nouns and verbs that say whether an event takes place."""

    planned: frozenset[str]
    possible: frozenset[str]
    obliged: frozenset[str]
    seeming: frozenset[str]
    turning_out: frozenset[str]
    intention: frozenset[str]
    possibility: frozenset[str]
    occurrence: frozenset[str]
    arrival: frozenset[str]
    scheduling: frozenset[str]
    decided: frozenset[str]
    made: frozenset[str]
    having: frozenset[str]
    stage: frozenset[str]
    cancelled: frozenset[str]
    change: frozenset[str]
    siding: frozenset[str]
    expected: frozenset[str]
    feared: frozenset[str]
    ready: frozenset[str]
    about_to: frozenset[str]
    brink: frozenset[str]
    stipulation: frozenset[str]
    hearsay: frozenset[str]
    allegation: frozenset[str]
    charging: frozenset[str]


class Attribution(Entry):
    """Words by which a statement is attributed."""

    according: frozenset[str]
    according_weak: frozenset[str]
    where: frozenset[str]
    known: frozenset[str]
    convinced: frozenset[str]
    convincing: frozenset[str]
    as_: frozenset[str]
    linking: frozenset[str]

    model_config = KEYWORDS


class Containers(Entry):
    """Nouns that stand for the state or body which their complement names."""

    bodies: frozenset[str]
    crews: frozenset[str]
    lands: frozenset[str]
    places: frozenset[str]
    sites: frozenset[str]
    outside: frozenset[str]
    opaque: frozenset[str]
    members: frozenset[str]
    listing: frozenset[str]
    transparent: frozenset[str]
    parties: frozenset[str]
    leading: frozenset[str]
    capitals: frozenset[str]


class Proforms(Entry):
    """Words that take up a predicate."""

    verbs: frozenset[str]
    objects: frozenset[str]


class Nouns(Entry):
    """Other classes."""

    participles: dict[str, str]
    free: frozenset[str]
    reasons: frozenset[str]

    unaccusative: frozenset[str]
    siding: frozenset[str]
    intransitive: frozenset[str]
    people: frozenset[str]
    joint: frozenset[str]
    of_places: frozenset[str]
    of_things: frozenset[str]
    delegating: frozenset[str]
    charge: frozenset[str]
    couples: frozenset[str]
    cohorts: frozenset[str]
    siblings: frozenset[str]
    sending: frozenset[str]
    passive_auxiliaries: frozenset[str]
    being: frozenset[str]
    adverbial: frozenset[str]
    times: frozenset[str]
    texts: frozenset[str]
    eponymous: frozenset[str]
    percent: frozenset[str]


class PropositionWords(Entry):
    """The whole file; see its comments for the meaning of the lists."""

    prepositions: Prepositions
    clitics: Clitics
    polarity: Polarity
    modality: Modality
    attribution: Attribution
    containers: Containers
    proforms: Proforms
    nouns: Nouns


def read_words(path: Path) -> PropositionWords:
    """Read a file of this form.

    Raises
    ------
    DataFileError
        A list is missing or unknown.
    """
    return read(path, PropositionWords)


@cache
def words() -> PropositionWords:
    """Give the word lists of the library, read on first use."""
    return read_words(DATA / "propositions.toml")
