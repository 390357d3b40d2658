"""Articles as a graph: entities are nodes, relations are edges."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from ..errors import InputError
from ..schema import SCHEMA_VERSION, Article, DateExpression, Entity, Relation
from .optional import require
from .tables import value_text

if TYPE_CHECKING:
    import networkx

UNNAMED = "?"  # what a doer without a name is called
Merge = Literal["name", "country"] | None


def to_networkx(
    articles: Article | Iterable[Article], *, merge: Merge = "name", unnamed: bool = True
) -> networkx.MultiDiGraph:
    """Make one directed multigraph of one or several articles.

    Parameters
    ----------
    articles
        An article or any iterable of them; of an archive, a node is one of its entities.
    merge
        When entities of different articles are one node. ``country``: countries with the same
        ISO 3166-1 code (or, having none, the same name). ``name``: these, and people,
        organisations and places of the same type with the same name, compared without case,
        accents and punctuation; a bare surname is not merged with a full name. None: never.
    unnamed
        Whether relations without a subject are edges too: each from a node of its own of type
        UNNAMED, called "?", with `by` where the text says who it was.

    Returns
    -------
    networkx.MultiDiGraph
        Graph attribute: ``schema_version``. Node attributes: ``name``, ``type``, ``country``,
        ``wikidata``, ``mentions`` (count), ``articles`` (ids, joined by "; "). A date that is
        the object of a relation is a node of type DATE. Edge key: article and relation id;
        attributes as the columns of the relation table. What is unknown is left out, so that
        GraphML and GEXF can be written.

    Raises
    ------
    InputError
        No such merge rule.
    MissingDependencyError
        networkx is not installed.
    """
    if merge not in ("name", "country", None):
        raise InputError(f"merge must be 'name', 'country' or None, not {merge!r}")
    from ..archives import Archive, key_of

    networkx = require("networkx", "graph")
    graph = networkx.MultiDiGraph(schema_version=SCHEMA_VERSION)
    if isinstance(articles, Article):
        articles = [articles]
    archive = articles if isinstance(articles, Archive) else None
    for i, article in enumerate(articles):
        names = None
        if archive is not None:
            names = {
                e.id: f"{e.type}:{archive.entity_of(key_of(article), e.id)}"
                for e in article.entities
            }
        _add(graph, article, article.id or str(i), merge, unnamed, names)
    return graph


def _add(
    graph: Any,
    article: Article,
    key: str,
    merge: Merge,
    unnamed: bool,
    names: dict[str, str] | None,
) -> None:
    node: dict[str, str] = {}
    for entity in article.entities:
        node[entity.id] = name = names[entity.id] if names else _node(entity, key, merge)
        seen: dict[str, Any] = dict(graph.nodes[name]) if name in graph else {}
        graph.add_node(
            name,
            **_known(
                name=max(seen.get("name", ""), entity.name, key=len),
                type=entity.type,
                country=entity.country and entity.country.alpha_2,
                wikidata=entity.ids.get("wikidata") or (entity.country and entity.country.wikidata),
                mentions=seen.get("mentions", 0) + len(entity.mentions),
                articles=f"{seen['articles']}; {key}" if seen else key,
            ),
        )
    dates = {d.id: d for d in article.dates}
    for relation in article.relations:
        if relation.subject is None and not unnamed:
            continue
        if relation.object in dates:
            node[relation.object] = _add_date(graph, dates[relation.object], key)
        when = dates.get(relation.when or "")
        graph.add_edge(
            node[relation.subject] if relation.subject else _add_unnamed(graph, relation, key),
            node[relation.object],
            key=f"{key}:{relation.id}",
            **_known(
                type=relation.type,
                article=key,
                status=relation.status,
                role=relation.role,
                when=when and when.text,
                when_value=when and value_text(when),
                earliest=when and when.earliest and when.earliest.isoformat(),
                latest=when and when.latest and when.latest.isoformat(),
                basis=when and when.basis,
                where=node.get(relation.where or ""),
                source=node.get(relation.source or ""),
                by=relation.by and relation.by.text,
                amounts="; ".join(amount.text for amount in relation.amounts) or None,
                trigger=relation.trigger.text,
                evidence=" … ".join(span.text for span in relation.evidence),
                confidence=relation.confidence,
                rule=relation.rule,
                plover=relation.plover,
                cameo=relation.cameo,
                wikidata=relation.wikidata,
            ),
        )


def _add_unnamed(graph: Any, relation: Relation, key: str) -> str:
    name = f"UNNAMED:{key}:{relation.id}"
    by = relation.by and relation.by.text
    graph.add_node(name, **_known(name=UNNAMED, type="UNNAMED", by=by, articles=key))
    return name


def _add_date(graph: Any, date: DateExpression, key: str) -> str:
    value = value_text(date)
    name = f"DATE:{value}" if value else f"DATE:{key}:{date.id}"
    graph.add_node(name, **_known(name=date.text, type="DATE", value=value))
    return name


def _node(entity: Entity, key: str, merge: Merge) -> str:
    if merge and entity.type == "COUNTRY":
        code = entity.country.alpha_2 if entity.country else None
        return f"COUNTRY:{code or normalise(entity.name)}"
    if merge == "name":
        return f"{entity.type}:{normalise(entity.name)}"
    return f"{key}:{entity.id}"


def normalise(name: str) -> str:
    """Reduce ``name`` to lower-case words without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split()) or name


def _known(**attributes: Any) -> dict[str, Any]:
    return {k: v for k, v in attributes.items() if v is not None}
