"""Files of relation types as they are written: ours under ``data/relations``, or a user's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from .loader import Entry

Side = Literal["PERSON", "COUNTRY", "ORGANISATION", "PLACE", "DATE"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]

#: Of the constructions of propositions, those that a frame may ask for.
Construction = Literal[
    "active", "passive", "participle", "copula", "predicative", "prepositional", "apposition",
    "nominal",
]  # fmt: skip
Constructions = Annotated[tuple[Construction, ...], BeforeValidator(_as_list)]


class FrameEntry(Entry):
    """A ``[[relation.frame]]`` as written; see docs/relation-lexicon.md for the keys."""

    model_config = ConfigDict(populate_by_name=True)

    name: str | None = Field(None, pattern=r"^[a-z][a-z0-9_]*$")
    verb: Words = ()
    noun: Words = ()
    adjective: Words = ()
    link: Words = ()
    except_: Words = Field((), alias="except")
    with_: dict[str, Words] = Field(default_factory=dict, alias="with")
    without: dict[str, Words] = Field(default_factory=dict)
    through: Words = ()
    subject: Words = ("agent",)
    object: Words = ("patient",)
    subject_types: tuple[Side, ...] = ()
    object_types: tuple[Side, ...] = ()
    genitive: Literal["agent", "patient"] = "patient"
    status: Literal["asserted", "negated", "future", "uncertain", "denied"] | None = None
    role: bool = False
    construction: Constructions = ()
    office_of: Words = ()
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


Phrase = Annotated[str, Field(pattern=r"^[^{}\s]([^{}]|\{[oa]\})*$")]
#: A type in one language: active, its infinitive, passive, its infinitive. "{o}" is an ending
#: that agrees, "{a}" the preposition before a place.
PhraseForms = tuple[Phrase, Phrase, Phrase, Phrase]


class RelationEntry(Entry):
    """A ``[[relation]]`` as written. Only the first entry of a type says what it is."""

    type: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    description: str = ""
    phrases: dict[Literal["it", "en"], PhraseForms] = Field(default_factory=dict)
    subject: tuple[Side, ...] = ()
    object: tuple[Side, ...] = ()
    symmetric: bool = False
    subject_optional: bool = False
    alike: bool = False
    plover: str | None = None
    cameo: str | None = None
    wikidata: str | None = None
    replaces: tuple[str, ...] = ()
    frame: tuple[FrameEntry, ...] = ()


class RelationFile(Entry):
    """A file of relation types and frames."""

    wordlists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    relation: tuple[RelationEntry, ...] = ()


class WordLists(Entry):
    """``data/wordlists.toml``."""

    wordlists: dict[str, tuple[str, ...]]
