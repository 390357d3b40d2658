"""Corrections that readers made in the explorer: what they found right, wrong, or otherwise.

JSON Lines: a line of kind ``article`` with the text, then its ``relation``, ``entity`` and ``link``
lines, each with a verdict, ``accept``, ``reject`` or ``edit`` (with what is right instead).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from .errors import InputError
from .schema import EntityType, MentionKind, Span, Status

Verdict = Literal["accept", "reject", "edit"]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Side(_Line):
    """Somebody or something, or a date, by name."""

    name: str = Field(min_length=1)
    type: str | None = None


class Fact(_Line):
    """A relation as it was found, or as it is right."""

    id: str | None = None
    type: str
    subject: Side | None
    object: Side
    status: Status = "asserted"
    trigger: Span | None = None


class Named(_Line):
    """An entity by name and type."""

    name: str = Field(min_length=1)
    type: EntityType


class Place(Span):
    """A mention in the text."""

    kind: MentionKind


class _Judged(_Line):
    article: str
    verdict: Verdict
    at: str | None = Field(None, description="when it was judged, ISO 8601")

    @model_validator(mode="after")
    def _edits_say_what_is_right(self) -> _Judged:
        if (self.verdict == "edit") != (getattr(self, "corrected", None) is not None):
            raise ValueError('"corrected" belongs to the verdict "edit", and to no other')
        return self


class RelationJudged(_Judged):
    """Verdict on a relation."""

    kind: Literal["relation"]
    relation: Fact
    corrected: Fact | None = None

    @property
    def right(self) -> Fact | None:
        """What the text says after all; None where it says nothing of the kind."""
        return {"accept": self.relation, "reject": None, "edit": self.corrected}[self.verdict]

    @property
    def wrong(self) -> Fact | None:
        """What must not be found; None where all is right."""
        return None if self.verdict == "accept" else self.relation


class EntityJudged(_Judged):
    """Verdict on an entity."""

    kind: Literal["entity"]
    entity: Named
    corrected: Named | None = None


class LinkJudged(_Judged):
    """Verdict on whom a mention means."""

    kind: Literal["link"]
    mention: Place
    entity: Side
    corrected: Side | None = None


class ArticleLine(_Line):
    """The text that the verdicts are about."""

    kind: Literal["article"]
    article: str
    title: str | None = None
    published: str | None = None
    text: str


_Lines = Annotated[
    ArticleLine | RelationJudged | EntityJudged | LinkJudged, Field(discriminator="kind")
]
_LINE: TypeAdapter[ArticleLine | RelationJudged | EntityJudged | LinkJudged] = TypeAdapter(_Lines)


class CorrectedArticle(BaseModel):
    """An article with all verdicts on it."""

    id: str
    title: str | None = None
    published: str | None = None
    text: str
    relations: list[RelationJudged] = Field(default_factory=list)
    entities: list[EntityJudged] = Field(default_factory=list)
    links: list[LinkJudged] = Field(default_factory=list)

    @property
    def item(self) -> dict[str, Any]:
        """The article as `newsner.extract_many` takes it."""
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published,
            "text": self.text,
        }

    def to_gold(self) -> dict[str, Any]:
        """Give the article as annotated articles are written, for learning and training.

        Returns
        -------
        dict
            ``{"id", "title", "published", "sentences", "relations", "agentless", "rejected"}``:
            ``sentences`` are the lines of the text; ``relations`` are right, ``agentless`` right
            and without a subject, ``rejected`` wrong, each with ``type``, ``subject``,
            ``object``, ``status``, and ``sent`` and ``trigger`` where they are known. What nobody
            judged is in none.
        """
        right = [(r.right, r) for r in self.relations if r.right]
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published,
            "sentences": self.text.split("\n"),
            "relations": [self._plain(fact, r) for fact, r in right if fact.subject],
            "agentless": [self._plain(fact, r) for fact, r in right if not fact.subject],
            "rejected": [self._plain(r.wrong, r) for r in self.relations if r.wrong],
        }

    def _plain(self, fact: Fact, judged: RelationJudged) -> dict[str, Any]:
        trigger = fact.trigger or judged.relation.trigger
        plain: dict[str, Any] = {
            "type": fact.type,
            "object": fact.object.model_dump(exclude_none=True),
            "status": fact.status,
        }
        if fact.subject is not None:
            plain["subject"] = fact.subject.model_dump(exclude_none=True)
        if trigger is not None:
            sentence = self.text.count("\n", 0, trigger.start)
            plain |= {"sent": sentence, "trigger": trigger.text}
        return plain


def read_corrections(path: str | Path) -> list[CorrectedArticle]:
    """Read the corrections that the explorer's readers downloaded.

    Parameters
    ----------
    path
        A file of JSON Lines.

    Returns
    -------
    list of CorrectedArticle
        In the order of the file. Of two verdicts on the same thing the later one counts.

    Raises
    ------
    InputError
        The file cannot be read, a line is no correction, or its article is missing; names file
        and line.
    """
    articles: dict[str, CorrectedArticle] = {}
    judged: dict[tuple[object, ...], RelationJudged | EntityJudged | LinkJudged] = {}
    for number, line in _lines(Path(path)):
        if isinstance(line, ArticleLine):
            known = articles.setdefault(
                line.article,
                CorrectedArticle(
                    id=line.article, title=line.title, published=line.published, text=line.text
                ),
            )
            if known.text != line.text:
                raise InputError(f"{path}, line {number}: another text of {line.article!r}")
        elif line.article not in articles:
            raise InputError(f"{path}, line {number}: no article {line.article!r} before it")
        else:
            judged[_about(line)] = line
    for line in judged.values():
        article = articles[line.article]
        if isinstance(line, RelationJudged):
            article.relations.append(line)
        elif isinstance(line, EntityJudged):
            article.entities.append(line)
        else:
            article.links.append(line)
    return list(articles.values())


def _about(line: RelationJudged | EntityJudged | LinkJudged) -> tuple[object, ...]:
    """Tell what a verdict is on."""
    if isinstance(line, RelationJudged):
        return (line.article, line.kind, line.relation.model_dump_json())
    if isinstance(line, EntityJudged):
        return (line.article, line.kind, line.entity.type, line.entity.name)
    return (line.article, line.kind, line.mention.start, line.mention.end)


def _lines(
    path: Path,
) -> Iterator[tuple[int, ArticleLine | RelationJudged | EntityJudged | LinkJudged]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, _LINE.validate_json(line)
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(map(str, problem["loc"]))
            raise InputError(
                f"{path}, line {number}: not a correction ({where}: {problem['msg']})"
            ) from error
