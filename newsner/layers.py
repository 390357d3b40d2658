"""What the stages leave in a Doc, and how they read what earlier stages left.

Stages never import each other: they meet here. Every layer is a list of rows under
``doc.user_data["newsner"]``, plain lists of numbers, strings and lists, so that a Doc with
layers survives ``to_bytes``, ``DocBin`` and ``n_process``. Token indices are those of the Doc,
``end`` exclusive; -1 stands for "none" in an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

KEY = "newsner"
VECTORS = "vectors"
CASED = "cased"
GAZETTEER = "gazetteer"  # rule of the mentions that a user's gazetteer gives
LENT = "lent by the verb"  # how an argument of a noun's verb comes to be the noun's
NOBODY = -1  # subject of a relation whose doer has no name
# Constructions of a noun that only names or describes somebody: "il ministro X", "X (Lega)".
IN_NAMING = frozenset(("apposition", "title and name", "name", "coreferent", "attribute"))
PAIR = "pair"  # rule of two names that share their tokens ("Usa-Cina")

#: The stages by what they find, and whose findings each cannot do without.
READS: dict[str, tuple[str, ...]] = {
    "entities": (),
    "dates": (),
    "coreference": ("entities",),
    "mending": ("entities",),
    "propositions": ("entities",),
    "relations": ("entities", "propositions"),
}


@dataclass(slots=True)
class Row:
    """Base of the rows: ``to_plain`` and ``from_plain`` convert to and from a plain list."""

    LAYER: ClassVar[str] = ""

    def to_plain(self) -> list[Any]:
        """Field values in order, nested rows as plain lists."""
        return list(_reader(self.__slots__)(self))

    @classmethod
    def from_plain(cls, values: list[Any]) -> Self:
        """Build a row from what `to_plain` gave."""
        return cls(*values)

    @classmethod
    def read(cls, doc: Doc) -> list[Self]:
        """All rows of this layer; empty where the stage has not run."""
        stored = doc.user_data.get(KEY, {}).get(cls.LAYER, [])
        return [cls.from_plain(values) for values in stored]

    @classmethod
    def write(cls, doc: Doc, rows: Iterable[Self]) -> None:
        """Replace the layer."""
        doc.user_data.setdefault(KEY, {})[cls.LAYER] = [row.to_plain() for row in rows]


def restore_lists(doc: Doc) -> None:
    """Make the layers of a Doc what they were before it was stored, which made lists tuples."""
    layers: dict[str, Any] = doc.user_data.get(KEY, {})
    if any(type(layer) is tuple for layer in layers.values()):
        doc.user_data[KEY] = _with_lists(layers)


def _with_lists(stored: Any) -> Any:
    if isinstance(stored, dict):
        return {key: _with_lists(value) for key, value in stored.items()}
    if isinstance(stored, (list, tuple)):
        return [_with_lists(value) for value in stored]
    return stored


@cache
def row_format() -> str:
    """Digest of what the rows hold: a Doc stored with other rows cannot be read."""
    rows = sorted((row.__name__, row.__slots__) for row in Row.__subclasses__())
    return sha256(repr(rows).encode()).hexdigest()[:8]


@cache
def _reader(names: tuple[str, ...]) -> Callable[[Row], tuple[Any, ...]]:
    """Give what reads all fields of a row at once, in order."""
    first, second, *others = names
    return attrgetter(first, second, *others)


def column(doc: Doc, attribute: str) -> list[str]:
    """Give an attribute of every token, such as ``LEMMA``: faster than token by token."""
    values: list[int] = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    texts = {value: strings[value] for value in set(values)}
    return [texts[value] for value in values]


def get_input(doc: Doc) -> dict[str, Any]:
    """Give what the caller and the clean stage know of the article (a live dict).

    Keys, all optional: ``id``, ``title``, ``byline``, ``published`` (ISO 8601 string),
    ``raw`` (text as given) with ``segments`` ([start, raw start, length, raw length]: see
    `clean.Cleaned`),
    ``dropped`` ([start, end] in the raw text), ``min_confidence`` of its relations.
    """
    layers: dict[str, Any] = doc.user_data.setdefault(KEY, {})
    found: dict[str, Any] = layers.setdefault("input", {})
    return found


def warn(doc: Doc, message: str) -> None:
    """Add a warning for the reader of the result."""
    doc.user_data.setdefault(KEY, {}).setdefault("warnings", []).append(message)


def get_warnings(doc: Doc) -> list[str]:
    """Warnings the stages left, in order, each once."""
    return list(dict.fromkeys(doc.user_data.get(KEY, {}).get("warnings", [])))


def get_failed(doc: Doc) -> list[str]:
    """Names of the stages that failed on the Doc, in order (a live list)."""
    failed: list[str] = doc.user_data.setdefault(KEY, {}).setdefault("failed", [])
    return failed


def get_ran(doc: Doc) -> list[str]:
    """Names of the stages that ran on the Doc and did not fail, in order (a live list)."""
    ran: list[str] = doc.user_data.setdefault(KEY, {}).setdefault("ran", [])
    return ran


def write_vectors(doc: Doc, vectors: NDArray[np.int8]) -> None:
    """Keep the encoder's vectors of a Doc's tokens, [tokens, components]."""
    doc.user_data.setdefault(KEY, {})[VECTORS] = vectors.tobytes()


def read_vectors(doc: Doc) -> NDArray[np.int8] | None:
    """Give the encoder's vectors, [tokens, components], for the stages to read.

    They are the principal components of its states after two layers, the middle one first, each
    with half of the columns; 127 is four standard deviations. Whitespace has zeros. None under a
    pipeline that gives none, once the last stage has dropped them, and where tokens were merged
    or split since.
    """
    stored: bytes = doc.user_data.get(KEY, {}).get(VECTORS, b"")
    if not stored or len(stored) % len(doc):
        return None
    return np.frombuffer(stored, np.int8).reshape(len(doc), -1)


def drop_vectors(doc: Doc) -> Doc:
    """Let go of the vectors, which no reader of the results needs."""
    doc.user_data.get(KEY, {}).pop(VECTORS, None)
    return doc


def write_cased(doc: Doc, tokens: Sequence[int], spellings: Sequence[str]) -> None:
    """Keep how tokens would be written in ordinary letters, where the text is in capitals."""
    text = doc.text
    parts, end = [], 0
    for i, spelling in zip(tokens, spellings, strict=True):
        start = doc[i].idx
        parts += [text[end:start], spelling]
        end = start + len(spelling)
    doc.user_data.setdefault(KEY, {})[CASED] = "".join([*parts, text[end:]])


def cased_text(doc: Doc) -> str:
    """Give the text with what is all in capitals in ordinary letters, as long as the text."""
    text = doc.text
    cased: str = doc.user_data.get(KEY, {}).get(CASED, text)
    return cased if len(cased) == len(text) else text


def get_codes(doc: Doc) -> dict[str, list[str | None]]:
    """Give PLOVER, CAMEO and Wikidata codes by relation type, as the matcher left them (live)."""
    found: dict[str, list[str | None]] = doc.user_data.setdefault(KEY, {}).setdefault("codes", {})
    return found


def get_phrases(doc: Doc) -> dict[str, dict[str, list[str]]]:
    """Give the phrases of the types that are not bundled, as the matcher left them (live)."""
    layers: dict[str, Any] = doc.user_data.setdefault(KEY, {})
    found: dict[str, dict[str, list[str]]] = layers.setdefault("phrases", {})
    return found


@dataclass(slots=True)
class EntityRow(Row):
    """An entity; its index in the layer is what the other rows refer to."""

    LAYER: ClassVar[str] = "entities"

    type: str  # PERSON COUNTRY ORGANISATION PLACE
    name: str  # canonical: fullest form without titles; countries: usual Italian short name
    country: str = ""  # key in the country table (of a COUNTRY, or the country it belongs to)
    gender: str = ""  # UD: Masc, Fem, or "" where unknown
    number: str = "Sing"  # UD: Sing, Plur
    aliases: list[str] = field(default_factory=list)  # other surface forms by name
    ids: dict[str, str] = field(default_factory=dict)  # by scheme, as a user's gazetteer gives


@dataclass(slots=True)
class MentionRow(Row):
    """A mention. Entities writes name/demonym/metonym; coreference adds nominal/pronoun/null."""

    LAYER: ClassVar[str] = "mentions"

    start: int
    end: int
    kind: str  # name demonym metonym nominal pronoun null
    entity: int  # index in the entity layer
    root: int  # token through which it hangs in the tree (of a null subject: the verb itself)
    rule: str = ""  # which rule found or resolved it
    certainty: float = 1.0


@dataclass(slots=True)
class EditRow(Row):
    """What a mending rule changed of one token; "" and -1 stand for what it left as it was."""

    LAYER: ClassVar[str] = "edits"

    rule: str
    token: int
    head: int = -1
    dep: str = ""
    pos: str = ""
    lemma: str = ""
    features: dict[str, str] | None = None


@dataclass(slots=True)
class DateRow(Row):
    """A temporal expression; see schema.DateExpression for the meaning of the fields."""

    LAYER: ClassVar[str] = "dates"

    start: int
    end: int
    start_char: int
    end_char: int
    kind: str  # DATE TIME DURATION SET
    value: str | list[str | None] | None  # TIMEX3, or [start, end] of an interval
    earliest: str | None
    latest: str | None
    precision: str
    basis: str


@dataclass(slots=True)
class AmountRow(Row):
    """A quantity; see schema.Amount for the meaning of the fields."""

    LAYER: ClassVar[str] = "amounts"

    start: int
    end: int
    start_char: int
    end_char: int
    kind: str  # duration money percentage count score
    value: str
    numbers: list[float]
    unit: str | None = None


@dataclass(slots=True)
class Argument(Row):
    """One filled slot of a proposition.

    role
        ``agent``: who does it (subject of an active verb, "da" of a passive, "da parte di",
        demonym or possessive of an event noun, controller of an infinitive, null subject).
        ``patient``: to whom it is done (object; subject of a passive or *si* passive; noun that
        a reduced participle modifies).
        ``bearer``: of whom a noun or adjective is predicated (copula, apposition, title + name).
        ``genitive``: "di" complement of a noun whose reading (agent, patient, whole) the lexicon
        decides. ``deep``: the same of a noun below it ("ministro degli Esteri della Francia").
        ``predicative``: what the verb makes of its subject or object ("eletto presidente").
        ``mod``: adjective or adverb. ``clause``: subject of a complement clause. Everything
        else: ``oblique`` with its ``marker``.
    marker
        preposition lemma as written without article ("a", "con", "contro", "da parte di",
        "nei confronti di"), "adj" for a demonym adjective, "poss" for a possessive, else "".
    """

    role: str
    head: int  # token
    start: int  # span of the argument as it proves the relation (tokens)
    end: int
    lemma: str  # of the head
    marker: str = ""
    entities: tuple[int, ...] = ()  # resolved, coordination spread
    how: str = ""  # construction or anaphora rule that linked it, in words
    certainty: float = 1.0  # of the least certain mention behind it

    @classmethod
    def from_plain(cls, values: list[Any]) -> Argument:
        """Build an argument; a Doc that was stored has lists where it had tuples."""
        row = cls(*values)
        row.entities = tuple(row.entities)
        return row


@dataclass(slots=True)
class Proposition(Row):
    """Who did what to whom, in one normal form whatever the construction."""

    LAYER: ClassVar[str] = "propositions"

    predicate: int  # token
    lemma: str
    kind: str  # verb, noun, adjective, link
    construction: str  # active, passive, si-passive, participle, copula, apposition, nominal ...
    arguments: list[Argument]
    status: str = "asserted"  # asserted negated future uncertain
    tense: str = ""  # Past Pres Fut Imp or ""
    modality: str = ""  # why it is not plainly asserted, in words; "" otherwise
    when: int = -1  # date row
    where: int = -1  # entity row
    source: int = -1  # entity row
    evidence: list[int] = field(default_factory=list)  # tokens that prove it

    def to_plain(self) -> list[Any]:
        """Field values in order, the arguments' too."""
        values = list(_reader(self.__slots__)(self))
        read = _reader(Argument.__slots__)
        values[ARGUMENTS] = [list(read(a)) for a in self.arguments]
        return values

    @classmethod
    def from_plain(cls, values: list[Any]) -> Proposition:
        """Build a proposition, its arguments too."""
        row = cls(*values)
        row.arguments = [Argument.from_plain(plain) for plain in row.arguments]  # type: ignore[arg-type]
        return row


ARGUMENTS = Proposition.__slots__.index("arguments")  # where a plain proposition has them


@dataclass(slots=True)
class RelationRow(Row):
    """A relation between two entities, or an entity and a date (``object_is_date``)."""

    LAYER: ClassVar[str] = "relations"

    type: str
    subject: int  # entity row; NOBODY where nobody is named who does it
    object: int
    object_is_date: bool
    when: int
    where: int
    role: str
    status: str
    source: int
    trigger: list[int]  # [start, end] tokens
    evidence: list[list[int]]  # [start, end] tokens
    rule: str
    construction: str
    arguments: list[list[Any]]  # [role, start, end, how]
    certainty: float  # of the least certain argument
    confidence: float = 0.0
    by: list[int] = field(default_factory=list)  # [start, end] tokens of a doer without a name
    amounts: list[int] = field(default_factory=list)  # amount rows
    grounds: list[str] = field(default_factory=list)  # what speaks for it and against, in words
