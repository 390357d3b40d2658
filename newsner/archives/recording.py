"""What an article adds to an archive, and takes out again: its entities, relations and evidence.

An entity of an article becomes one that is there where ids, or the full name and what is said of
both, allow it (`identity`); each such step keeps its reason.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ..export.graph import normalise
from ..export.tables import sentence_of, value_text
from ..schema import Article, DateExpression, Entity, Relation
from .identity import Profile, Verdict, compare, is_full, profiles

SURE = 0.85  # a likeness below this is noted as uncertain
SURNAME = 0.95  # what a surname alone needs to be somebody's whose full name is known
_PROFILES = 20_000  # of entities that are kept at hand


def key_of(article: Article) -> str:
    """Give the id by which an archive knows an article: its own, or else one of its text."""
    return article.id or f"text:{sha256(article.text.encode()).hexdigest()[:16]}"


def numbers(db: sqlite3.Connection, query: str, *values: Any) -> list[int]:
    """Give the first column of what a query finds."""
    return [row[0] for row in db.execute(query, values)]


class Recorder:
    """Writes articles into the tables of an archive, one by one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._profiles: dict[int, Profile] = {}

    def add(self, article: Article) -> bool:
        """Add an article, or what has changed of it; gives whether anything is new."""
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
            self.remove(before["id"])
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
            found = numbers(
                self._db, "SELECT id FROM entities WHERE type = 'COUNTRY' AND normal = ?", key
            )
            return (found[0], Verdict(1.0, "same country"), None) if found else (None, new, None)
        candidates = numbers(
            self._db,
            "SELECT DISTINCT entity FROM ids WHERE scheme || ':' || value IN "
            f"({','.join('?' * len(profile.ids))})",
            *sorted(profile.ids),
        )
        candidates += numbers(
            self._db, "SELECT id FROM entities WHERE type = ? AND normal = ?", entity.type, key
        )
        full = is_full(entity)
        if not full:
            candidates += numbers(
                self._db,
                "SELECT id FROM entities WHERE type = 'PERSON' AND normal LIKE ?",
                f"% {key}",
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

    def remove(self, number: int) -> None:
        """Take an article out again, and what only it says."""
        self._profiles.clear()
        relations = numbers(self._db, "SELECT relation FROM evidence WHERE article = ?", number)
        entities = numbers(self._db, "SELECT entity FROM appearances WHERE article = ?", number)
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


def _key(entity: Entity) -> str:
    """Give the name by which an entity is looked up."""
    country = entity.country
    if entity.type == "COUNTRY" and country and (country.alpha_2 or country.wikidata):
        former = "" if country.status == "current" else country.wikidata or normalise(entity.name)
        return f"{country.alpha_2 or ''} {former}".strip()
    return normalise(entity.name)
