"""An archive: entities and relations across articles, in one SQLite file, with all their evidence.

Added to article by article. An entity of an article becomes one that is there where ids, or the
full name and what is said of both, allow it (`identity`); each such step keeps its reason.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from importlib import resources
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import InputError
from ..export.files import one_or_many
from ..export.graph import normalise
from ..export.tables import sentence_of, value_text
from ..schema import Article, DateExpression, Entity, Relation, Status
from .identity import Profile, Verdict, compare, is_full, profiles
from .results import Appearance, ArchivedEntity, ArchivedRelation, Evidence

FORM = 1  # of the tables
SURE = 0.85  # a likeness below this is noted as uncertain
SURNAME = 0.95  # what a surname alone needs to be somebody's whose full name is known
_PROFILES = 20_000  # of entities that are kept at hand
_BATCH = 100  # articles written in one step

__all__ = [
    "Appearance",
    "Archive",
    "ArchivedEntity",
    "ArchivedRelation",
    "Evidence",
    "archive",
    "key_of",
]


def archive(articles: Article | Iterable[Article] = (), path: str | Path = ":memory:") -> Archive:
    """Open an archive and add articles to it.

    Parameters
    ----------
    articles
        What to add: an article or any iterable of them; of those that are there already only what
        has changed.
    path
        The SQLite file, made where it is not there; by default the archive is in memory.

    Raises
    ------
    InputError
        The file is no archive, or a later release made it.
    """
    opened = Archive(path)
    opened.add(articles)
    return opened


def key_of(article: Article) -> str:
    """Give the id by which an archive knows an article: its own, or else one of its text."""
    return article.id or f"text:{sha256(article.text.encode()).hexdigest()[:16]}"


class Archive:
    """Entities and relations of many articles; see `archive`. Closes as a context manager."""

    def __init__(self, path: str | Path = ":memory:") -> None:
        self.path = str(path)
        self._profiles: dict[int, Profile] = {}
        try:
            self._db = sqlite3.connect(self.path)
            self._db.row_factory = sqlite3.Row
            self._db.executescript(
                resources.files(__package__).joinpath("tables.sql").read_text(encoding="utf-8")
            )
            with self._db:
                self._db.execute("INSERT OR IGNORE INTO archive VALUES ('form', ?)", (str(FORM),))
        except sqlite3.Error as error:
            raise InputError(f"{path}: cannot be opened as an archive ({error})") from error
        (form,) = self._db.execute("SELECT value FROM archive WHERE name = 'form'").fetchone()
        if int(form) > FORM:
            raise InputError(f"{path}: a later release of newsner made it: upgrade newsner")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # --- adding

    def add(self, articles: Article | Iterable[Article]) -> int:
        """Add articles; gives how many were new or changed.

        An article is known by its id, or where it has none by its text. One that is there with
        another content is replaced, one with an error goes to the table of errors.
        """
        stream, changed = iter(one_or_many(articles)), 0
        while batch := list(islice(stream, _BATCH)):
            with self._db:
                changed += sum(map(self._add, batch))
        return changed

    def _add(self, article: Article) -> bool:
        key = key_of(article)
        if article.error:
            row = (key, article.error.type, article.error.message, article.text)
            known = self._db.execute("SELECT * FROM errors WHERE article = ?", (key,)).fetchone()
            self._db.execute("INSERT OR REPLACE INTO errors VALUES (?, ?, ?, ?)", row)
            return known is None or tuple(known) != row
        whole = zlib.compress(article.to_json().encode())
        before = self._db.execute("SELECT id, whole FROM articles WHERE key = ?", (key,)).fetchone()
        if before and zlib.decompress(before["whole"]) == zlib.decompress(whole):
            return False
        if before:
            self._remove(before["id"])
        self._db.execute("DELETE FROM errors WHERE article = ?", (key,))
        number = self._db.execute(
            "INSERT INTO articles (key, title, byline, published, text, context, warnings, model, "
            "whole) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                article.title,
                article.byline,
                article.published and article.published.isoformat(),
                article.text,
                json.dumps(article.context, ensure_ascii=False),
                "; ".join(article.warnings) or None,
                f"{article.model.name} {article.model.version}",
                whole,
            ),
        ).lastrowid
        assert number is not None
        ids = self._add_entities(article, number)
        for relation in article.relations:
            self._add_relation(article, number, relation, ids)
        return True

    def _add_entities(self, article: Article, number: int) -> dict[str, int]:
        """Find or make the entities of an article; gives their numbers by its own ids."""
        ids: dict[str, int] = {}
        said = profiles(article)
        # those with the most to say first: the others go by what is then known
        order = sorted(article.entities, key=lambda e: (not is_full(e), -len(e.mentions)))
        for entity in order:
            profile = said[entity.id]
            found, verdict, doubt = self._find(entity, profile, taken=ids.values())
            if found is None:
                found = self._make(entity, doubt)
            elif doubt or verdict.certainty < SURE:
                self._doubt(found, doubt or f"{article.id}: {verdict.why}")
            self._enrich(found, entity, profile)
            ids[entity.id] = found
            if found in self._profiles:
                self._profiles[found].add(profile)
            self._db.execute(
                "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    found,
                    number,
                    entity.id,
                    entity.name,
                    len(entity.mentions),
                    verdict.certainty,
                    verdict.why,
                    json.dumps(profile.to_json(), ensure_ascii=False),
                ),
            )
        return ids

    def _find(
        self, entity: Entity, profile: Profile, taken: Iterable[int]
    ) -> tuple[int | None, Verdict, str | None]:
        """Find the entity that one of an article is; None, and perhaps a doubt, where none is."""
        new = Verdict(1.0, "first met here")
        key = _key(entity)
        if entity.type == "COUNTRY":
            found = self._ids("SELECT id FROM entities WHERE type = 'COUNTRY' AND normal = ?", key)
            return (found[0], Verdict(1.0, "same country"), None) if found else (None, new, None)
        candidates = self._ids(
            "SELECT DISTINCT entity FROM ids WHERE scheme || ':' || value IN "
            f"({','.join('?' * len(profile.ids))})",
            *sorted(profile.ids),
        )
        candidates += self._ids(
            "SELECT id FROM entities WHERE type = ? AND normal = ?", entity.type, key
        )
        full = is_full(entity)
        if not full:
            candidates += self._ids(
                "SELECT id FROM entities WHERE type = 'PERSON' AND normal LIKE ?", f"% {key}"
            )
        judged = {c: compare(self._profile(c), profile) for c in dict.fromkeys(candidates)}
        judged = {c: v for c, v in judged.items() if c not in set(taken)}
        least = 0.0 if full else SURNAME
        fit = sorted((v.certainty, c) for c, v in judged.items() if v.certainty > least)
        if not fit:
            against = [f"not {self._call(c)}: {v.why}" for c, v in judged.items() if full]
            for c in judged if full else ():
                self._doubt(c, f"another of this name: {judged[c].why}")
            return None, new, "; ".join(against) or None
        certainty, best = fit[-1]
        rivals = [c for x, c in fit[:-1] if x >= certainty or certainty < SURE]
        if rivals:
            return None, new, f"it is open which of {len(rivals) + 1} of this name it is"
        return best, judged[best], None

    def _ids(self, query: str, *values: Any) -> list[int]:
        return [row[0] for row in self._db.execute(query, values)]

    def _profile(self, entity: int) -> Profile:
        """Give what all articles say of an entity."""
        if entity in self._profiles:
            return self._profiles[entity]
        row = self._db.execute("SELECT type FROM entities WHERE id = ?", (entity,)).fetchone()
        whole = Profile(row["type"])
        for (said,) in self._db.execute(
            "SELECT profile FROM appearances WHERE entity = ?", (entity,)
        ):
            whole.add(Profile.of_json(json.loads(said)))
        if len(self._profiles) >= _PROFILES:
            self._profiles.clear()
        self._profiles[entity] = whole
        return whole

    def _call(self, entity: int) -> str:
        (name,) = self._db.execute("SELECT name FROM entities WHERE id = ?", (entity,)).fetchone()
        return f"{name} ({entity})"

    def _doubt(self, entity: int, why: str) -> None:
        """Note that an entity may be two, or one with another: the first reason stays."""
        self._db.execute(
            "UPDATE entities SET uncertain = ? WHERE id = ? AND uncertain IS NULL", (why, entity)
        )

    def _make(self, entity: Entity, doubt: str | None) -> int:
        if not is_full(entity):
            doubt = doubt or "a surname alone does not say who it is"
        row = (entity.type, entity.name, _key(entity), doubt)
        made = self._db.execute(
            "INSERT INTO entities (type, name, normal, uncertain) VALUES (?, ?, ?, ?)", row
        ).lastrowid
        assert made is not None
        return made

    def _enrich(self, number: int, entity: Entity, profile: Profile) -> None:
        """Add what an article says of an entity: a fuller name, its country, its ids."""
        country = entity.country
        self._db.execute(
            "UPDATE entities SET country = coalesce(country, ?), wikidata = coalesce(wikidata, ?) "
            "WHERE id = ?",
            (
                country and country.alpha_2,
                country and country.wikidata if entity.type == "COUNTRY" else None,
                number,
            ),
        )
        for id_ in profile.ids:
            scheme, _, value = id_.partition(":")
            self._db.execute("INSERT OR IGNORE INTO ids VALUES (?, ?, ?)", (number, scheme, value))
            if scheme == "wikidata":
                self._db.execute("UPDATE entities SET wikidata = ? WHERE id = ?", (value, number))

    def _add_relation(
        self, article: Article, number: int, r: Relation, ids: dict[str, int]
    ) -> None:
        target = article[r.object]
        value = value_text(target) or target.text if isinstance(target, DateExpression) else None
        side = (ids.get(r.subject or ""), ids.get(r.object))
        same = self._db.execute(
            "SELECT id FROM relations WHERE type = ? AND subject IS ? AND object IS ? AND value "
            "IS ? AND status = ?",
            (r.type, *side, value, r.status),
        ).fetchone()
        relation = same["id"] if same else None
        if relation is None:
            relation = self._db.execute(
                "INSERT INTO relations (type, subject, object, value, status) "
                "VALUES (?, ?, ?, ?, ?)",
                (r.type, *side, value, r.status),
            ).lastrowid
        when = article[r.when] if r.when else None
        date = when if isinstance(when, DateExpression) else None
        spans = r.evidence or (r.trigger,)
        self._db.execute(
            f"INSERT INTO evidence VALUES ({','.join('?' * 19)})",
            (
                relation,
                number,
                r.id,
                spans[0].start,
                spans[-1].end,
                " … ".join(span.text for span in spans),
                sentence_of(article, r),
                r.trigger.text,
                r.role,
                r.by and r.by.text,
                "; ".join(a.text for a in r.amounts) or None,
                date and date.text,
                date and value_text(date),
                date and date.earliest and date.earliest.isoformat(),
                date and date.latest and date.latest.isoformat(),
                ids.get(r.where or ""),
                ids.get(r.source or ""),
                r.confidence,
                r.rule,
            ),
        )

    def remove(self, key: str) -> None:
        """Take an article out again, and what only it says.

        Raises
        ------
        KeyError
            There is none of this id.
        """
        found = self._ids("SELECT id FROM articles WHERE key = ?", key)
        if not found:
            raise KeyError(f"the archive has no article {key!r}")
        with self._db:
            self._remove(found[0])

    def _remove(self, number: int) -> None:
        self._profiles.clear()
        relations = self._ids("SELECT relation FROM evidence WHERE article = ?", number)
        entities = self._ids("SELECT entity FROM appearances WHERE article = ?", number)
        for query in (
            "DELETE FROM evidence WHERE article = ?",
            "DELETE FROM appearances WHERE article = ?",
            "DELETE FROM articles WHERE id = ?",
        ):
            self._db.execute(query, (number,))
        left = "NOT EXISTS (SELECT 1 FROM {} WHERE {} = ?1)"
        for relation in relations:
            query = f"DELETE FROM relations WHERE id = ?1 AND {left.format('evidence', 'relation')}"
            self._db.execute(query, (relation,))
        for entity in entities:
            gone = left.format("appearances", "entity")
            self._db.execute(f"DELETE FROM ids WHERE entity = ?1 AND {gone}", (entity,))
            self._db.execute(f"DELETE FROM entities WHERE id = ?1 AND {gone}", (entity,))

    # --- asking

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def articles(self) -> Iterator[Article]:
        """Give the articles back, as they were added, by date of publication."""
        query = "SELECT whole FROM articles ORDER BY published IS NULL, published, id"
        for (whole,) in self._db.execute(query):
            yield Article.model_validate_json(zlib.decompress(whole))

    def __iter__(self) -> Iterator[Article]:
        """Give the articles, so that whatever takes articles takes an archive."""
        return self.articles()

    def entity_of(self, key: str, local: str) -> int:
        """Give the number in the archive of an article's entity.

        Raises
        ------
        KeyError
            There is no such article, or entity in it.
        """
        found = self._ids(
            "SELECT entity FROM appearances JOIN articles ON articles.id = article "
            "WHERE key = ? AND local = ?",
            key,
            local,
        )
        if not found:
            raise KeyError(f"no entity {local!r} in an article {key!r}")
        return found[0]

    def sql(self, query: str, values: Iterable[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Ask in SQL; rows give their columns by number and by name.

        Raises
        ------
        InputError
            The query is wrong, or would change the archive.
        """
        bound: Any = values if isinstance(values, dict) else tuple(values)
        try:
            self._db.execute("PRAGMA query_only = ON")
            with closing(self._db.execute(query, bound)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise InputError(f"{error} in {query!r:.200}") from error
        finally:
            self._db.execute("PRAGMA query_only = OFF")

    def entities(
        self,
        name: str | None = None,
        *,
        type: str | None = None,
        country: str | None = None,
    ) -> list[ArchivedEntity]:
        """Give the entities, those met in most articles first.

        Parameters
        ----------
        name
            Words of a name, in any case, with or without accents; None for all.
        type, country
            Narrow it: PERSON, COUNTRY, ORGANISATION or PLACE; ISO 3166-1 alpha-2.
        """
        query = "SELECT e.id FROM entities e"
        words = None if name is None else " ".join(f'"{w}"' for w in normalise(name).split())
        if words:
            query += " JOIN entities_fts f ON f.rowid = e.id AND entities_fts MATCH ?3"
        query += " WHERE (?1 IS NULL OR e.type = ?1) AND (?2 IS NULL OR e.country = ?2)"
        found = self._ids(query, type, country, *([words] if words else []))
        return sorted((self[id_] for id_ in found), key=lambda e: (-e.articles, e.name, e.id))

    def __getitem__(self, id: int) -> ArchivedEntity:
        """Give the entity of this number.

        Raises
        ------
        KeyError
            There is none.
        """
        row = self._db.execute(
            "SELECT e.*, count(a.article) AS articles, sum(a.mentions) AS mentions FROM entities e "
            "JOIN appearances a ON a.entity = e.id WHERE e.id = ? GROUP BY e.id",
            (id,),
        ).fetchone()
        if row is None:
            raise KeyError(f"the archive has no entity {id}")
        names = self._db.execute(
            "SELECT name FROM appearances WHERE entity = ? GROUP BY name ORDER BY count(*) DESC, "
            "name",
            (id,),
        )
        ids = self._db.execute("SELECT scheme, value FROM ids WHERE entity = ?", (id,))
        return ArchivedEntity(
            id=row["id"],
            type=row["type"],
            name=row["name"],
            aliases=tuple(n for (n,) in names if n != row["name"]),
            country=row["country"],
            wikidata=row["wikidata"],
            ids=dict(map(tuple, ids)),
            uncertain=row["uncertain"],
            articles=row["articles"],
            mentions=row["mentions"],
        )

    def explain(self, id: int) -> list[Appearance]:
        """Say in which articles an entity was met, how surely it is the same, and why."""
        rows = self._db.execute(
            "SELECT key, local, name, certainty, why FROM appearances JOIN articles ON "
            "articles.id = article WHERE entity = ? ORDER BY published IS NULL, published, article",
            (id,),
        )
        return [Appearance(**dict(row)) for row in rows]

    def relations(
        self,
        *,
        type: str | None = None,
        entity: int | None = None,
        subject: int | None = None,
        object: int | None = None,
        source: int | None = None,
        status: Status | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
    ) -> list[ArchivedRelation]:
        """Give the relations, those with most evidence first.

        Parameters
        ----------
        type, status
            As in `Relation`.
        entity, subject, object, source
            Numbers of entities: on either side, on this side, or who says it.
        since, until
            ISO 8601: of what happened then, by the date that the article gives; where it gives
            none, by when it was published.
        min_confidence
            Leave out evidence less certain than this.
        """
        where = {
            "r.type = :type": type,
            "r.status = :status": status,
            "r.subject = :subject": subject,
            "r.object = :object": object,
            ":entity IN (r.subject, r.object)": entity,
            "e.source = :source": source,
            "coalesce(e.latest, a.published) >= :since": since,
            "substr(coalesce(e.earliest, a.published), 1, length(:until)) <= :until": until,
        }
        asked = [condition for condition, value in where.items() if value is not None]
        values = {
            "type": type,
            "status": status,
            "subject": subject,
            "object": object,
            "entity": entity,
            "source": source,
            "since": since,
            "until": until,
            "least": min_confidence,
        }
        rows = self._db.execute(
            "SELECT r.id, r.type, r.subject, r.object, r.value, r.status, e.*, a.key, a.title, "
            "a.published FROM evidence e JOIN relations r ON r.id = e.relation JOIN articles a ON "
            f"a.id = e.article WHERE {' AND '.join(['e.confidence >= :least', *asked])} "
            "ORDER BY r.id, a.published IS NULL, a.published, a.id",
            values,
        )
        return _relations(rows, self)


def _relations(rows: Iterable[sqlite3.Row], known: Archive) -> list[ArchivedRelation]:
    entities: dict[int, ArchivedEntity] = {}

    def entity(id_: int | None) -> ArchivedEntity | None:
        if id_ is None:
            return None
        if id_ not in entities:
            entities[id_] = known[id_]
        return entities[id_]

    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        entry = found.setdefault(
            row["id"],
            {
                "id": row["id"],
                "type": row["type"],
                "subject": entity(row["subject"]),
                "object": entity(row["object"]),
                "value": row["value"],
                "status": row["status"],
                "evidence": [],
            },
        )
        told = dict(row) | {"article": row["key"]}
        told |= {"place": entity(row["place"]), "source": entity(row["source"])}
        entry["evidence"].append(Evidence(**told))
    built = [ArchivedRelation(**{**e, "evidence": tuple(e["evidence"])}) for e in found.values()]
    return sorted(built, key=lambda r: (-len(r.evidence), r.id))


def _key(entity: Entity) -> str:
    """Give the name by which an entity is looked up."""
    country = entity.country
    if entity.type == "COUNTRY" and country and (country.alpha_2 or country.wikidata):
        former = "" if country.status == "current" else country.wikidata or normalise(entity.name)
        return f"{country.alpha_2 or ''} {former}".strip()
    return normalise(entity.name)
