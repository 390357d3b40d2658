"""What an archive answers: frozen pydantic models."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ArchivedEntity(_Result):
    """Somebody or something, over all articles."""

    id: int
    type: str
    name: str
    aliases: tuple[str, ...] = Field((), description="other names articles call it, frequent first")
    country: str | None = Field(None, description="ISO 3166-1 alpha-2")
    wikidata: str | None = None
    ids: dict[str, str] = Field(default_factory=dict, description="by scheme, as gazetteers give")
    uncertain: str | None = Field(
        None, description="why it may be two, or one with another; None where nothing says so"
    )
    articles: int
    mentions: int


class Appearance(_Result):
    """An entity in an article, and why it was taken for that of the archive."""

    key: str = Field(description="id of the article")
    local: str = Field(description="id of the entity in it")
    name: str
    certainty: float
    why: str


class Evidence(_Result):
    """One place that says a relation."""

    article: str = Field(description="id of the article")
    local: str = Field(description="id of the relation in it")
    title: str | None
    published: str | None
    start: int = Field(description="characters of the article's text")
    end: int
    words: str
    sentence: str | None
    trigger: str
    role: str | None
    by: str | None = Field(description="who did it, as written, where nobody is named")
    amounts: str | None
    date_text: str | None
    date_value: str | None = Field(description="TIMEX3 / ISO 8601")
    earliest: str | None
    latest: str | None
    place: ArchivedEntity | None
    source: ArchivedEntity | None = Field(description="who says so, where the article does not")
    confidence: float
    rule: str


class ArchivedRelation(_Result):
    """What is said between two entities, with all the places that say it."""

    id: int
    type: str
    subject: ArchivedEntity | None = Field(description="None where nobody is named")
    object: ArchivedEntity | None = Field(description="None where a date stands as the object")
    value: str | None = Field(None, description="that date")
    status: str
    evidence: tuple[Evidence, ...]

    @property
    def confidence(self) -> float:
        """How probable it is that at least one of its places says it."""
        wrong = 1.0
        for confidence in {e.article: e.confidence for e in self.evidence}.values():
            wrong *= 1 - confidence
        return 1 - wrong

    def __str__(self) -> str:
        subject = self.subject.name if self.subject else "?"
        target = self.object.name if self.object else self.value
        return f"{subject} {self.type} {target} ({self.status}, {len(self.evidence)} times)"
