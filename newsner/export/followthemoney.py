"""An archive as FollowTheMoney entities, for Aleph, OpenSanctions' tools and `ftm`.

Plain dicts in the form that the followthemoney library reads, which is not needed to write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..schema import Article

if TYPE_CHECKING:
    from ..archives import Archive, ArchivedEntity, ArchivedRelation, Evidence

_BODY = "Organization"
_SCHEMAS = {"PERSON": "Person", "COUNTRY": "PublicBody", "ORGANISATION": _BODY, "PLACE": "Address"}

# Relation type: schema of the link, and the properties of its two sides.
_LINKS = {
    "HEADS": ("Directorship", "director", "organization"),
    "MEMBER_OF": ("Membership", "member", "organization"),
    "AMBASSADOR_OF": ("Membership", "member", "organization"),
    "TOOK_OFFICE": ("Membership", "member", "organization"),
    "ACQUIRED": ("Ownership", "owner", "asset"),
    "SPOUSE_OF": ("Family", "person", "relative"),
    "RELATIVE_OF": ("Family", "person", "relative"),
}
# Which schemas the sides of a link may be of; a pair that does not fit is an UnknownLink.
_FITS = {
    "director": {"Person", "Organization", "PublicBody", "Company"},
    "member": {"Person", "Organization", "PublicBody", "Company"},
    "organization": {"Organization", "PublicBody", "Company"},
    "owner": {"Person", "Organization", "PublicBody", "Company"},
    "asset": {"Company"},
    "person": {"Person"},
    "relative": {"Person"},
}
_EVENTS = frozenset(
    ("MET_WITH", "SPOKE_WITH", "NEGOTIATED_WITH", "AGREED_WITH", "ATTACKED", "INVADED", "FOUGHT")
)
_DATES = {"BORN_ON": "birthDate", "DIED_ON": "deathDate", "FOUNDED_ON": "incorporationDate",
          "DISSOLVED_ON": "dissolutionDate"}  # fmt: skip


def to_followthemoney(
    archive: Archive | Article | Iterable[Article],
) -> Iterator[dict[str, Any]]:
    """Give the articles, entities and relations of an archive as FollowTheMoney entities.

    Only what is asserted becomes a link; of relations without a subject nothing is told.

    Yields
    ------
    dict
        ``id``, ``schema`` and ``properties``, whose values are lists of str.
    """
    from ..archives import Archive
    from ..archives import archive as gather

    if not isinstance(archive, Archive):
        with gather(archive) as made:
            yield from to_followthemoney(made)
        return
    for row in archive.sql("SELECT key, title, published, byline, text FROM articles"):
        yield _entity(
            _id("article", row["key"]),
            "Article",
            title=row["title"] or row["key"],
            publishedAt=(row["published"] or "")[:10],
            author=row["byline"],
            bodyText=row["text"],
        )
    relations = archive.relations(status="asserted")
    companies = {
        r.object.id for r in relations if r.type == "ACQUIRED" and r.object
    }  # what is bought
    schemas: dict[int, str] = {}
    said = _dated(relations)
    for entity in archive.entities():
        schema = _SCHEMAS[entity.type]
        if schema == _BODY and entity.id in companies:
            schema = "Company"
        schemas[entity.id] = schema
        yield _of_entity(entity, schema, said.get(entity.id, {}))
    for relation in relations:
        yield from _of_relation(relation, schemas)


def write_followthemoney(archive: Archive | Article | Iterable[Article], path: str | Path) -> int:
    """Write what `to_followthemoney` gives as JSON Lines; gives how many entities."""
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for entity in to_followthemoney(archive):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
            count += 1
    return count


def _dated(relations: Iterable[ArchivedRelation]) -> dict[int, dict[str, str]]:
    """Give the days of birth, death and so on, by entity."""
    found: dict[int, dict[str, str]] = {}
    for r in relations:
        if r.type in _DATES and r.subject and r.value:
            found.setdefault(r.subject.id, {})[_DATES[r.type]] = r.value
    return found


def _of_entity(entity: ArchivedEntity, schema: str, dates: dict[str, str]) -> dict[str, Any]:
    code = (entity.country or "").lower()
    if schema == "Address":
        return _entity(_key(entity), schema, full=entity.name, country=code)
    properties: dict[str, Any] = {
        "name": entity.name,
        "alias": list(entity.aliases),
        "wikidataId": entity.wikidata,
        "nationality" if schema == "Person" else "country": code,
        "notes": entity.uncertain,
    }
    if schema == "Person":
        dates = {k: v for k, v in dates.items() if k in ("birthDate", "deathDate")}
    else:
        dates = {k: v for k, v in dates.items() if k not in ("birthDate", "deathDate")}
    return _entity(_key(entity), schema, **properties, **dates)


def _of_relation(r: ArchivedRelation, schemas: dict[int, str]) -> Iterator[dict[str, Any]]:
    if r.subject is None or r.object is None:
        return
    first, second = _key(r.subject), _key(r.object)
    about = {
        "proof": [_id("article", e.article) for e in r.evidence],
        "summary": list(dict.fromkeys(e.sentence or e.words for e in r.evidence)),
        "date": [d for e in r.evidence if (d := _day(e))],
    }
    id_ = _id("relation", str(r.id), first, second)
    roles = [e.role for e in r.evidence if e.role]
    if r.type in _EVENTS:
        yield _entity(id_, "Event", name=str(r.type), involved=[first, second], **about)
        return
    schema, one, other = _LINKS.get(r.type, ("UnknownLink", "subject", "object"))
    sides = (schemas[r.subject.id], schemas[r.object.id])
    if schema != "UnknownLink" and not (sides[0] in _FITS[one] and sides[1] in _FITS[other]):
        schema, one, other = "UnknownLink", "subject", "object"
    roles = roles or ([] if schema in ("Directorship", "Membership") else [r.type])
    what = "relationship" if schema == "Family" else "role"
    yield _entity(id_, schema, **{one: first, other: second, what: roles}, **about)


def _day(e: Evidence) -> str | None:
    """Give the day, month or year that ISO 8601 can say of it."""
    value = e.date_value or ""
    plain = value[:10].replace("-", "").isdigit() and len(value) in (4, 7, 10)
    return value if plain else None


def _entity(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
    lists = {k: v if isinstance(v, list) else [v] for k, v in properties.items() if v}
    return {
        "id": id_,
        "schema": schema,
        "properties": {k: list(dict.fromkeys(v)) for k, v in lists.items() if v},
    }


def _key(entity: ArchivedEntity) -> str:
    return _id("entity", str(entity.id), entity.name)


def _id(*parts: str) -> str:
    return f"newsner-{sha1('|'.join(parts).encode(), usedforsecurity=False).hexdigest()}"
