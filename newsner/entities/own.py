"""What a user's gazetteer knows: its names in the text, and people by the roles they bear."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..knowledge.gazetteer import Gazetteer, GazetteerEntry
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..layers import GAZETTEER, EntityRow, MentionRow
from .cluster import Cluster
from .syntax import Name
from .text import Text


def find_own(doc: Text, own: Gazetteer) -> list[Name]:
    """Give the gazetteer's names in ``doc``, left to right."""
    found = own.index.find(doc.doc)
    return [Name(start, end, e.type, GAZETTEER, canonical=e.name) for start, end, e in found]


def prefer_own(own: list[Name], known: Collection[Name]) -> list[Name]:
    """Give the user's names, and of the well-known ones those that no such name touches.

    Of two that overlap the user's stays, unless it is but a part of the other.
    """
    by_token = {i: name for name in own for i in range(name.start, name.end)}
    kept = {id(name): name for name in own}
    for name in known:
        rivals = [r for i in range(name.start, name.end) if (r := by_token.get(i))]
        if all(r.end - r.start < name.end - name.start for r in rivals):
            for rival in rivals:
                kept.pop(id(rival), None)
            kept[id(name)] = name
    return sorted(kept.values(), key=lambda name: name.start)


def complete(cluster: Cluster, own: Gazetteer) -> EntityRow:
    """Row of a cluster, with what the gazetteer says of it."""
    row = cluster.row()
    entry = own.by_name.get(cluster.canonical)
    if entry is None or entry.type != row.type:
        return row
    aliases = [n for n in dict.fromkeys([row.name, *row.aliases]) if n != entry.name]
    gender = entry.gender or row.gender
    ids = dict(entry.ids)
    return EntityRow(row.type, entry.name, entry.country, gender, row.number, aliases, ids)


def find_bearers(
    doc: Text, own: Gazetteer, entities: list[EntityRow], mentions: list[MentionRow]
) -> Iterator[tuple[int, int, GazetteerEntry]]:
    """Yield (start, end, entry) of people meant by role: "la presidente della Fondazione Verde".

    Not with "ex" before it, nor where someone else is named right behind.
    """
    named = {m.start: entities[m.entity] for m in mentions if m.kind == "name"}
    for mention in mentions:
        body, case = entities[mention.entity], mention.start - 1
        if body.type != "ORGANISATION" or not usage().is_of(doc.words[case]):
            continue
        bearers = own.bearers.get(body.name, [])
        behind = mention.end + (doc.words[mention.end] == ",")
        other = named.get(behind)
        for entry in bearers:
            start = _role_before(doc, case, entry.roles)
            if not start or doc.lower[start - 1] in titles().modifiers:
                continue
            if other is None or other.type != "PERSON" or other.name == entry.name:
                yield start, case, entry


def _role_before(doc: Text, end: int, roles: Collection[str]) -> int:
    """Where one of ``roles`` begins that ends at ``end``; 0 where none does."""
    for role in roles:
        start = end - role.count(" ") - 1
        if start > 0 and doc.written(start, end).casefold() == role:
            return start
    return 0


def note_bearers(
    doc: Text, own: Gazetteer, entities: list[EntityRow], mentions: list[MentionRow]
) -> None:
    """Add the mentions by role, and their bearers where the text does not name them."""
    people = {row.name: k for k, row in enumerate(entities) if row.type == "PERSON"}
    for start, end, entry in list(find_bearers(doc, own, entities, mentions)):
        if entry.name not in people:
            people[entry.name] = len(entities)
            row = EntityRow("PERSON", entry.name, "", entry.gender, ids=dict(entry.ids))
            entities.append(row)
        root = doc.tree.top(start, end)
        mentions.append(MentionRow(start, end, "nominal", people[entry.name], root, GAZETTEER))
