"""Classes of Italian verbs: reporting, control, raising, motion and so on.

`verbs` reads them once; ``verbs().has("reporting", "dire")`` asks whether a lemma belongs to
a class. The classes are those of ``data/verbs.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import field_validator

from .loader import DATA, Entry, read

_INFINITIVE = re.compile(r"^[a-zàèìòù]+(?:[aei]re|rre)$")


class VerbClass(Entry):
    """One class: what its verbs have in common, and their infinitives."""

    description: str
    lemmas: frozenset[str]

    @field_validator("lemmas", mode="before")
    @classmethod
    def _infinitives(cls, lemmas: object) -> object:
        if isinstance(lemmas, list):
            for lemma in lemmas:
                if not isinstance(lemma, str) or not _INFINITIVE.match(lemma):
                    raise ValueError(f"{lemma!r} is no infinitive in lower case")
            twice = sorted({lemma for lemma in lemmas if lemmas.count(lemma) > 1})
            if twice:
                raise ValueError(f"listed twice: {', '.join(twice)}")
        return lemmas


class Verbs(Entry):
    """All classes, by name; see the descriptions in the data file."""

    reporting: VerbClass
    addressing: VerbClass
    reaching: VerbClass
    opinion: VerbClass
    politics: VerbClass
    motion: VerbClass
    location: VerbClass
    life: VerbClass
    modal: VerbClass
    aspectual: VerbClass
    causative: VerbClass
    perception: VerbClass
    copular: VerbClass
    predicative: VerbClass
    object_control: VerbClass
    dative_control: VerbClass
    commissive: VerbClass
    directive: VerbClass
    negative_implicative: VerbClass
    weather: VerbClass
    impersonal: VerbClass
    unaccusative: VerbClass
    light: VerbClass
    passive_light: VerbClass
    staging: VerbClass
    stopping: VerbClass
    claiming: VerbClass
    conative: VerbClass
    proposing: VerbClass
    clausal_object: VerbClass
    human_object: VerbClass
    thing_object: VerbClass
    transitive: VerbClass
    taking_object: VerbClass
    affected: VerbClass
    pronominal: VerbClass
    continuing: VerbClass
    thing_subject: VerbClass
    mentioning: VerbClass

    def has(self, name: str, lemma: str) -> bool:
        """Whether the class ``name`` lists ``lemma``.

        Raises
        ------
        AttributeError
            There is no class of that name.
        """
        found: VerbClass = getattr(self, name)
        return lemma in found.lemmas


def read_verbs(path: Path) -> Verbs:
    """Read a file of verb classes.

    Raises
    ------
    DataFileError
        A class is missing or unknown, or a lemma is repeated or no infinitive.
    """
    return read(path, Verbs)


@cache
def verbs() -> Verbs:
    """Give the verb classes of the library, read on first use."""
    return read_verbs(DATA / "verbs.toml")
