"""Gold articles as strict models, and in the JSON Lines form that the scorers read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from newsner.knowledge.loader import read
from newsner.knowledge.relations import lexicon
from newsner.schema import EntityType, Status

FOLDER = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Side(_Strict):
    """Subject or object of a relation: an entity or date by its name; ``also`` what it may be too."""

    name: str
    also: list[str] = []


def _side(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


GivenSide = Annotated[Side, BeforeValidator(_side)]


class Details(_Strict):
    """What a relation has besides its two sides."""

    status: Status = "asserted"
    when: str | None = None
    source: str | None = None
    role: str | None = None
    sent: int
    trigger: str
    optional: Literal[True] | None = None


class GoldArticle(_Strict):
    """A file of this folder."""

    id: str
    published: str
    title: str
    sentences: list[str]
    entities: list[tuple[EntityType, str] | tuple[EntityType, str, str]]
    dates: list[tuple[int, str, str | tuple[str | None, str | None]]]
    anaphora: list[tuple[int, str, str]]
    relations: list[tuple[str, GivenSide, GivenSide, Details]]

    @property
    def text(self) -> str:
        """The article as it is given to newsner."""
        return "\n".join(self.sentences)


@cache
def articles() -> tuple[GoldArticle, ...]:
    """Read all files of the folder, in order, once a process."""
    return tuple(read(path, GoldArticle) for path in sorted(FOLDER.glob("*.toml")))


def problems(article: GoldArticle) -> Iterator[str]:
    """Say what is wrong with an article: names unknown, words not in the sentence, wrong types."""
    types = {entity[1]: entity[0] for entity in article.entities}
    dates = {text for _, text, _ in article.dates}
    for entity in article.entities:
        if (entity[0] == "COUNTRY") != (len(entity) == 3):
            yield f"{entity[1]}: a COUNTRY, and nothing else, has a code"
    for sentence, text, _ in article.dates:
        if text not in article.sentences[sentence]:
            yield f"date {text!r} is not in sentence {sentence}"
    for sentence, text, referent in article.anaphora:
        if text not in article.sentences[sentence]:
            yield f"anaphor {text!r} is not in sentence {sentence}"
        if referent not in types:
            yield f"anaphor {text!r}: {referent!r} is no entity"
    for kind, subject, target, details in article.relations:
        yield from _of_relation(kind, subject.name, target.name, details, types, dates)


def _of_relation(
    kind: str, subject: str, target: str, details: Details, types: dict[str, str], dates: set[str]
) -> Iterator[str]:
    known = lexicon().types.get(kind)
    label = f"{kind}({subject}, {target})"
    if known is None:
        yield f"{label}: no such type"
        return
    if types.get(subject) not in known.subjects:
        yield f"{label}: the subject is {types.get(subject)}, not {sorted(known.subjects)}"
    found = "DATE" if target in dates else types.get(target)
    if found not in known.objects:
        yield f"{label}: the object is {found}, not {sorted(known.objects)}"
    if details.when and details.when not in dates:
        yield f"{label}: {details.when!r} is no date of the article"
    if details.source and details.source not in types:
        yield f"{label}: the source {details.source!r} is no entity"


def to_json(article: GoldArticle) -> dict[str, Any]:
    """Give the article in the form of the scorers: named fields, offsets within sentences."""
    kinds = {e[1]: e[0] for e in article.entities}
    return {
        "id": article.id,
        "published": article.published,
        "title": article.title,
        "sentences": article.sentences,
        "entities": [
            {"type": e[0], "name": e[1], **({"country_iso": e[2]} if len(e) == 3 else {})}
            for e in article.entities
        ],
        "dates": [
            {
                "sent": sentence,
                "text": text,
                "start": article.sentences[sentence].find(text),
                "value": value if isinstance(value, str) else dict(zip(("start", "end"), value)),  # noqa: B905
            }
            for sentence, text, value in article.dates
        ],
        "anaphora": [
            {
                "sent": sentence,
                "text": text,
                "start": article.sentences[sentence].find(text),
                "referent": referent,
            }
            for sentence, text, referent in article.anaphora
        ],
        "relations": [
            {
                "type": kind,
                "subject": _side_json(subject, kinds),
                "object": _side_json(target, kinds),
                **details.model_dump(exclude_none=True),
            }
            for kind, subject, target, details in article.relations
        ],
    }


def _side_json(side: Side, kinds: dict[str, EntityType]) -> dict[str, Any]:
    return {"type": kinds.get(side.name, "DATE"), **side.model_dump(exclude_defaults=True)}
