"""The results: frozen pydantic models, lossless through JSON.

All ``start`` and ``end`` are character offsets into `Article.text`, the text as given;
``end`` is exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import rdflib

#: Version of the results' form, written into every export. 2: relations without a subject, `by`,
#: `amounts`, named frames in `rule`, `Mention.certainty`, `Article.failed`.
SCHEMA_VERSION = 2

EntityType = Literal["PERSON", "COUNTRY", "ORGANISATION", "PLACE"]
MentionKind = Literal["name", "demonym", "metonym", "nominal", "pronoun", "null"]
CountryStatus = Literal["current", "historical", "disputed"]
DateKind = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["explicit", "relative", "assumed"]
Precision = Literal[
    "second", "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "season",
    "quarter", "semester", "year", "decade", "century", "millennium", "vague",
]  # fmt: skip
Status = Literal["asserted", "negated", "future", "uncertain"]
AmountKind = Literal["duration", "money", "percentage", "count", "score"]


What = Literal["relations", "entities", "mentions", "dates", "articles"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Leave out what is as it would be anyway, so that a repr can be read."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if value != field.get_default(call_default_factory=True):
                yield name, value

    def __str__(self) -> str:
        return repr(self)


class Span(_Result):
    """A stretch of `Article.text`."""

    start: int = Field(ge=0, description="first character")
    end: int = Field(ge=0, description="one past the last character")
    text: str = Field(description="the characters themselves: Article.text[start:end]")


class Country(_Result):
    """Codes of a state, None where there is none."""

    alpha_2: str | None = Field(None, description="ISO 3166-1; of a former state the one it had")
    alpha_3: str | None = Field(None, description="ISO 3166-1; of a former state the one it had")
    wikidata: str | None = Field(None, description="its item")
    status: CountryStatus = "current"


class Mention(Span):
    """One place in the text that speaks of an entity."""

    kind: MentionKind
    sentence: int = Field(ge=0, description="index of the sentence it stands in")
    rule: str = Field(description="which rule found or resolved it")
    certainty: float = Field(
        1.0, ge=0.0, le=1.0, description="how probable it is that the entity is meant"
    )


class Entity(_Result):
    """Someone or something the article speaks of, with all its mentions."""

    id: str
    type: EntityType
    name: str = Field(description="fullest form; for countries the usual Italian short name")
    country: Country | None = Field(
        None, description="of a COUNTRY itself; of others, where the text says so"
    )
    ids: dict[str, str] = Field(
        default_factory=dict,
        description="by scheme, such as wikidata, as a gazetteer of yours gives them",
    )
    mentions: tuple[Mention, ...] = ()

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        yield from (("id", self.id), ("type", self.type), ("name", self.name))
        yield "mentions", len(self.mentions)


class Interval(_Result):
    """A period between two TIMEX3 values; None where it is open."""

    start: str | None
    end: str | None


class DateExpression(Span):
    """A temporal expression with its value."""

    id: str
    kind: DateKind
    value: str | Interval | None = Field(
        description="TIMEX3 / ISO 8601; None where the expression names an impossible date"
    )
    earliest: datetime | None = Field(None, description="first second it can mean (local time)")
    latest: datetime | None = Field(None, description="last second it can mean (local time)")
    precision: Precision
    basis: Basis = Field(
        description="explicit: all in the text; relative: computed from a known date; "
        "assumed: something had to be guessed or is left open"
    )


class ArgumentTrace(_Result):
    """How one argument of a relation was found."""

    role: str = Field(
        description="slot of the proposition, such as agent, patient or a preposition"
    )
    span: Span
    how: str = Field(description="the construction or anaphora rule that linked it")


class Amount(Span):
    """A quantity that belongs to a relation: "otto anni", "3 milioni di euro", "il 51%", "2-1"."""

    kind: AmountKind
    value: str = Field(
        description="normal form: of a duration in ISO 8601 (P8Y6M), of a score both numbers "
        "(2-1), else a decimal number (3000000)"
    )
    numbers: tuple[float, ...] = Field(
        (), description="the numbers, in `unit`: two of a score, else one"
    )
    unit: str | None = Field(
        None,
        description="of money its code in ISO 4217, of a duration year, month, week, day, hour, "
        "minute or second, of a count what is counted",
    )


class Relation(_Result):
    """A typed link between two entities (or an entity and a date), with its evidence."""

    id: str
    type: str
    subject: str | None = Field(
        description="entity id; None where nobody is named who does it: see `by`"
    )
    object: str = Field(description="entity id, or date id for types whose object is a DATE")
    when: str | None = Field(None, description="date id")
    where: str | None = Field(None, description="entity id")
    role: str | None = Field(None, description="title as written, for roles")
    status: Status = Field(
        "asserted",
        description="asserted; negated; future: planned or announced; uncertain: hearsay, possible",
    )
    source: str | None = Field(None, description="entity id: to whom the article attributes it")
    by: Span | None = Field(
        None,
        description="who does it, as written, where that is no entity: "
        '"i carabinieri", "un uomo di 40 anni"',
    )
    amounts: tuple[Amount, ...] = Field(
        (), description="sentence, price, share, score or number that the trigger has with it"
    )
    trigger: Span
    evidence: tuple[Span, ...] = ()
    rule: str = Field(description="the frame that fired, by name; or scorer")
    grounds: tuple[str, ...] = Field(
        (), description="what spoke for it and against it, in words, as the decision weighed it"
    )
    construction: str = Field("", description="the syntactic construction it was read from")
    arguments: tuple[ArgumentTrace, ...] = ()
    confidence: float = Field(
        ge=0.0, le=1.0, description="how probable it is that the relation is right"
    )
    plover: str | None = Field(None, description="event class of the type in PLOVER")
    cameo: str | None = Field(None, description="event code of the type in CAMEO")
    wikidata: str | None = Field(None, description="property of the type in Wikidata")
    phrases: dict[str, tuple[str, str, str, str]] | None = Field(
        None,
        description="of a type that is not bundled, by language (it, en): active, its infinitive, "
        "passive, its infinitive",
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name in ("id", "type", "subject", "object", "when", "status", "confidence"):
            yield name, getattr(self, name)
        yield "trigger", self.trigger.text

    def phrase(
        self,
        language: Literal["it", "en"] = "it",
        *,
        passive: bool = False,
        subject: Entity | None = None,
        object: Entity | None = None,
    ) -> str:
        """Say the relation in words, without its two sides: "ha inviato una lettera a".

        Parameters
        ----------
        language
            "it" or "en".
        passive
            From the object's side: "ha ricevuto una lettera da"; without its last word where
            the relation has no subject: "è stato arrestato".
        subject, object
            The relation's sides, where Italian is to agree with them: "è nata a".

        Raises
        ------
        InputError
            No such language.
        """
        from .knowledge.wording import agreement, phrase

        first, last = (object, subject) if passive else (subject, object)
        return phrase(
            self.type,
            language,
            passive=passive,
            status=self.status,
            agent=self.subject is not None,
            of=agreement(first.name, first.type) if first else None,
            to_country=last is not None and last.type == "COUNTRY",
            given=self.phrases,
        )

    def explain(self) -> str:
        """Say in words what fired on what, how each argument was found, what spoke for it."""
        what = "the scorer" if self.rule == "scorer" else f"frame {self.rule}"
        lines = [
            f"{self.type} ({self.status}, confidence {self.confidence:.2f}): {what} "
            f"fired on {self.trigger.text!r}"
            + (f" ({self.construction})" if self.construction else "")
        ]
        lines += [f"  {a.role}: {a.span.text!r} through {a.how}" for a in self.arguments]
        lines += [f"  {ground}" for ground in self.grounds]
        return "\n".join(lines)


class Model(_Result):
    """The pipeline that parsed the text."""

    name: str
    version: str


class Failure(_Result):
    """Why an item of a batch could not be read."""

    type: str = Field(description="name of the exception")
    message: str


class Triple(NamedTuple):
    """A relation with names in the place of ids, as `Article.triples` gives it."""

    subject: str | None  # None where the text names nobody: see Relation.by
    type: str
    object: str
    status: str
    when: str | None


class Article(_Result):
    """All that newsner found in one text.

    ``article["e3"]`` is the entity, date or relation of that id.
    """

    schema_version: int = Field(SCHEMA_VERSION, ge=1, description="version of this form")
    id: str | None = Field(None, description="as given, or by the reader: file and line")
    title: str | None = Field(None, description="as given, else as the page shows it")
    byline: str | None = Field(None, description="as given, else as the page shows it")
    published: date | datetime | None = Field(
        None, description="as given, else as the page says it; anchors relative dates"
    )
    text: str = Field(description="as given; of an HTML page, the text of its article")
    model: Model
    newsner_version: str
    knowledge_version: str = Field("", description="digest of the data files in use")
    sentences: tuple[tuple[int, int], ...] = Field(
        (), description="first character and one past the last of each sentence, in order"
    )
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    relations: tuple[Relation, ...] = ()
    dropped: tuple[Span, ...] = Field((), description="page furniture that was left unread")
    warnings: tuple[str, ...] = Field((), description="what to know when using the result")
    failed: tuple[str, ...] = Field(
        (), description="stages that gave nothing because they failed: their part is missing"
    )
    context: dict[str, Any] = Field(
        default_factory=dict,
        description="what the caller passed along",
        # which earlier releases of pydantic leave out
        json_schema_extra={"additionalProperties": True},
    )
    error: Failure | None = Field(None, description="why it could not be read; else None")

    @model_validator(mode="before")
    @classmethod
    def _upgrade(cls, data: Any) -> Any:
        """Take what an earlier release wrote as of this form; refuse what a later one wrote."""
        if not isinstance(data, dict):
            return data
        version = data.get("schema_version", 1)
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise ValueError(
                f"written by a later release of newsner (form {version}; this release reads up to "
                f"{SCHEMA_VERSION}): upgrade newsner to read it"
            )
        return data | {"schema_version": SCHEMA_VERSION} if version == 1 else data

    @field_validator("published", mode="before")
    @classmethod
    def _keep_midnight(cls, value: Any) -> Any:
        """Read a text with a time as a moment: "2024-03-04T00:00:00" is no day."""
        return datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value

    @model_validator(mode="after")
    def _hold_ids(self) -> Article:
        """Refuse a relation that speaks of an entity or date which the article does not have."""
        known = {e.id for e in self.entities} | {d.id for d in self.dates}
        for r in self.relations:
            for name in ("subject", "object", "when", "where", "source"):
                if (ref := getattr(r, name)) is not None and ref not in known:
                    raise ValueError(
                        f"the {name} of relation {r.id!r} is {ref!r}, and no entity or date of "
                        "the article has that id"
                    )
        return self

    @cached_property
    def _by_id(self) -> dict[str, Entity | DateExpression | Relation]:
        found: dict[str, Entity | DateExpression | Relation] = {}
        found.update((e.id, e) for e in self.entities)
        found.update((d.id, d) for d in self.dates)
        found.update((r.id, r) for r in self.relations)
        return found

    def __getitem__(self, id: str) -> Entity | DateExpression | Relation:
        """Give the entity, date or relation of this id, such as "e3", "d1" or "r2".

        Raises
        ------
        KeyError
            There is none.
        """
        try:
            return self._by_id[id]
        except KeyError:
            raise KeyError(
                f"no entity, date or relation {id!r}: {self!r} has {', '.join(self._by_id)}"
            ) from None

    def name(self, id: str | None) -> str | None:
        """Give what a reader calls an entity or date: its name, its words; None for None."""
        if id is None:
            return None
        item = self[id]
        if isinstance(item, Relation):
            raise KeyError(f"{id!r} is a relation, which has no name")
        return item.name if isinstance(item, Entity) else item.text

    def triples(self) -> list[Triple]:
        """Give the relations as rows of names: (subject, type, object, status, when)."""
        return [
            Triple(
                self.name(r.subject),
                r.type,
                self.name(r.object) or "",
                r.status,
                self.name(r.when),
            )
            for r in self.relations
        ]

    def to_json(self) -> str:
        """Give the article as one line of JSON; ``Article.model_validate_json`` reads it back."""
        from .plain import plain

        try:
            return self.model_dump_json(warnings="error")
        except ValueError:  # a context that was put in by hand
            return self.model_copy(update={"context": plain(self.context)}).model_dump_json()

    @overload
    def to_dataframe(
        self, what: What = "relations", *, engine: Literal["pandas"] = "pandas"
    ) -> pandas.DataFrame: ...

    @overload
    def to_dataframe(
        self, what: What = "relations", *, engine: Literal["polars"]
    ) -> polars.DataFrame: ...

    def to_dataframe(
        self, what: What = "relations", *, engine: Literal["pandas", "polars"] = "pandas"
    ) -> pandas.DataFrame | polars.DataFrame:
        """Give a table, a row per relation, entity, mention or date: `export.to_dataframe`."""
        from .export.tables import to_dataframe

        return to_dataframe(self, what, engine=engine)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Give the networkx.MultiDiGraph of entities and relations: `export.to_networkx`."""
        from .export.graph import to_networkx

        return to_networkx(self)

    def to_rdf(self) -> rdflib.Dataset:
        """Give the rdflib.Dataset of the article: `export.to_rdf`."""
        from .export.rdf import to_rdf

        return to_rdf(self)

    def to_html(self, language: Literal["it", "en"] = "en") -> str:
        """Give a self-contained HTML fragment: text, relations, graph, entities."""
        from .export.html import to_html

        return to_html(self, language)

    def explore(self, language: Literal["it", "en"] = "it") -> Any:
        """Give the explorer of this article, a page that shows itself: `export.explore`."""
        from .export.explorer import explore

        return explore(self, language=language)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        yield from ((n, v) for n in ("id", "title", "published") if (v := getattr(self, n)))
        for name in ("entities", "dates", "relations"):
            yield name, len(getattr(self, name))
        yield from ((n, v) for n in ("failed", "error") if (v := getattr(self, n)))
