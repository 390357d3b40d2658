"""An archive: entities and relations across articles, in one SQLite file, with all their evidence.

`recording` adds articles one by one, `identity` judges who of one name is who; here it is opened
and asked.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..export.files import one_or_many
from ..export.graph import normalise
from ..schema import Article, Status
from .recording import Recorder, key_of, numbers
from .results import Appearance, ArchivedEntity, ArchivedRelation, Evidence

FORM = 1  # of the tables
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


class Archive:
    """Entities and relations of many articles; see `archive`. Closes as a context manager."""

    def __init__(self, path: str | Path = ":memory:") -> None:
        self.path = str(path)
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
        self._recorder = Recorder(self._db)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *raised: object) -> None:
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
                changed += sum(map(self._recorder.add, batch))
        return changed

    def remove(self, key: str) -> None:
        """Take an article out again, and what only it says.

        Raises
        ------
        KeyError
            There is none of this id.
        """
        found = numbers(self._db, "SELECT id FROM articles WHERE key = ?", key)
        if not found:
            raise KeyError(f"the archive has no article {key!r}")
        with self._db:
            self._recorder.remove(found[0])

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
        found = numbers(
            self._db,
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
        found = numbers(self._db, query, type, country, *([words] if words else []))
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
