"""An archive as the CSV files that Neo4j imports: nodes, and relations between them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..schema import Article

if TYPE_CHECKING:
    from ..archives import Archive

_NODES = [
    "id:ID",
    "name",
    "aliases:string[]",
    "country",
    "wikidata",
    "uncertain",
    "articles:int",
    ":LABEL",
]
_RELATIONS = [
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "status",
    "confidence:double",
    "evidence:int",
    "articles:string[]",
    "dates:string[]",
    "sources:string[]",
    "words:string[]",
]
_LABELS = {
    "PERSON": "Person",
    "COUNTRY": "Country",
    "ORGANISATION": "Organisation",
    "PLACE": "Place",
}


def write_neo4j(archive: Archive | Article | Iterable[Article], folder: str | Path) -> int:
    """Write ``nodes.csv`` and ``relations.csv``, as ``neo4j-admin database import`` reads them.

    A date that stands as the object of a relation is a node of its own; relations without a
    subject are left out, as an edge has two ends.

    Returns
    -------
    int
        How many relations were written.
    """
    from ..archives import Archive
    from ..archives import archive as gather

    if not isinstance(archive, Archive):
        with gather(archive) as made:
            return write_neo4j(made, folder)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    relations = [r for r in archive.relations() if r.subject]
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_NODES)
        for e in archive.entities():
            aliases = _list(e.aliases)
            row = (e.id, e.name, aliases, e.country, e.wikidata, e.uncertain, e.articles)
            writer.writerow((*row, f"Entity;{_LABELS[e.type]}"))
        for value in dict.fromkeys(r.value for r in relations if r.value):
            writer.writerow((f"date:{value}", value, "", "", "", "", "", "Date"))
    with (folder / "relations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_RELATIONS)
        for r in relations:
            writer.writerow(
                (
                    r.subject.id if r.subject else "",
                    r.object.id if r.object else f"date:{r.value}",
                    r.type,
                    r.status,
                    round(r.confidence, 4),
                    len(r.evidence),
                    _list(e.article for e in r.evidence),
                    _list(e.date_value or "" for e in r.evidence),
                    _list(e.source.name if e.source else "" for e in r.evidence),
                    _list(e.words for e in r.evidence),
                )
            )
    return len(relations)


def _list(values: Iterable[str]) -> str:
    """Write a list as Neo4j reads one: its separator is none of the words'."""
    return ";".join(" ".join(v.replace(";", ",").split()) for v in values)
