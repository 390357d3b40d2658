"""The entities stage: who and what the article names."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..deadline import check
from ..knowledge.countries import countries
from ..knowledge.gazetteer import NOTHING, Gazetteer
from ..knowledge.inflection import inflect
from ..layers import EntityRow, MentionRow
from .bare import with_bare
from .clusters import cluster_names
from .complements import with_complements
from .compose import compose
from .metonymy import is_sport, stands_for_government
from .names import find_names
from .own import complete, note_bearers
from .pairs import split_pairs
from .seats import DEMONYM, find_seats, find_state, owner_country
from .shared_heads import share_heads
from .states import (
    find_city_demonyms,
    find_demonyms,
    find_quoted_states,
    find_state_bodies,
    find_teams,
    resolve,
)
from .syntax import Name, tokens_of
from .text import Text
from .types import decide_types

_KINDS = {"metonym": "metonym", DEMONYM: "demonym"}  # of mentions by the rule of their name


class EntityRecogniser:
    """Write the entity and mention layers of a parsed Doc.

    Reads the parse, the morphology and the model's names (``doc.ents``, labels PER LOC ORG MISC).
    Mentions are by name, by demonym and by metonym; those of kind "nominal" here are the bodies of
    a state ("le forze russe"), whose root is the noun.
    """

    def __init__(self, own: Gazetteer = NOTHING) -> None:
        """Take the user's own gazetteer, if there is one."""
        self.own = own

    def __call__(self, doc: Doc) -> Doc:
        """Find, type and cluster the names of the Doc."""
        _Article(Text(doc), self.own).write()
        return doc


class _Article:
    """The rows of one Doc as they are found."""

    def __init__(self, doc: Text, own: Gazetteer) -> None:
        self.doc = doc
        self.own = own
        self.sport = is_sport(self.doc)
        self.entities: list[EntityRow] = []
        self.mentions: list[MentionRow] = []
        self.states: dict[str, int] = {}
        self.present: set[str] = set()

    def write(self) -> None:
        names = decide_types(self.doc, find_names(self.doc, self.own), sport=self.sport)
        names = compose(self.doc, names, sport=self.sport)
        names = with_complements(self.doc, share_heads(self.doc, names))
        names = with_bare(self.doc, names)
        names = split_pairs(self.doc, names, sport=self.sport)
        names = [_decided(self.doc, name, sport=self.sport) for name in names]
        inner = filter(None, (find_state(self.doc, name) for name in names))
        self._countries(sorted([*names, *inner], key=lambda name: name.start))
        self._others(names)
        self._bodies()
        note_bearers(self.doc, self.own, self.entities, self.mentions)
        EntityRow.write(self.doc.doc, self.entities)
        MentionRow.write(self.doc.doc, sorted(self.mentions, key=lambda m: (m.start, -m.end)))

    def _countries(self, names: list[Name]) -> None:
        """Countries by name, by metonym, by demonym."""
        doc = self.doc
        self.present = {n.keys[0] for n in names if n.type == "COUNTRY"}
        _resolve_homonyms(doc, names, self.present)
        taken = tokens_of(names)
        for name in names:
            if name.type == "COUNTRY":
                kind = "name" if name.rule in {"known", "repeated"} else "metonym"
                self._state(name.start, name.end, kind, name.rule, name.keys)
        for start, end in find_quoted_states(doc):
            if taken.isdisjoint(range(start, end)):
                self._polity(start, end)
        for start, end, parts, rule in find_demonyms(doc, taken):
            for keys in parts:
                self._state(start, end, "demonym", rule, keys)
        if self.sport:
            for i, key in find_teams(doc, taken):
                self._state(i, i + 1, "metonym", "national team", [key])
        self.mentions += find_state_bodies(doc, self.mentions, taken)

    def _state(self, start: int, end: int, kind: str, rule: str, keys: Sequence[str]) -> None:
        """Write a mention of the likeliest of the countries ``keys``, if one is."""
        key = resolve(keys, self.present, sport=self.sport)
        if not key:
            return
        if key not in self.states:
            self.states[key] = len(self.entities)
            self.entities.append(EntityRow("COUNTRY", countries()[key].name, key))
        index = self.states[key]
        root = self.doc.tree.top(start, end)
        self.mentions.append(MentionRow(start, end, kind, index, root, rule))
        if kind == "name":
            text = self.doc.written(start, end)
            row = self.entities[index]
            if text != row.name and text not in row.aliases:
                row.aliases.append(text)

    def _polity(self, start: int, end: int) -> None:
        """Write a state that is described in quotation marks and not named."""
        text = self.doc.written(start, end)
        root = self.doc.tree.top(start, end)
        number = self.doc.tree.feature(root, "Number") or "Sing"
        self.mentions.append(
            MentionRow(start, end, "name", len(self.entities), root, "polity in quotation marks")
        )
        self.entities.append(EntityRow("COUNTRY", text, "", "", number))

    def _others(self, names: list[Name]) -> None:
        """People, organisations, places."""
        doc = self.doc
        others = [n for n in names if n.type != "COUNTRY"]
        others += [s for n in others if n.type != "PERSON" for s in find_seats(doc, n)]
        clusters, member = cluster_names(doc, others)
        first = len(self.entities)
        self.entities += [complete(cluster, self.own) for cluster in clusters]
        by_root = {m.root: m.entity for m in self.mentions if m.entity < first}
        for k, name in enumerate(others):
            check()
            index = first + member[k]
            kind = _KINDS.get(name.rule, "name")
            root = doc.tree.top(name.start, name.end)
            self.mentions.append(MentionRow(name.start, name.end, kind, index, root, name.rule))
            row = self.entities[index]
            if row.type != "PERSON" and not row.country:
                state = owner_country(doc, name, root, by_root)
                row.country = self.entities[state].country if state is not None else ""

    def _bodies(self) -> None:
        """Places by the adjective of their city ("il gruppo torinese")."""
        taken = tokens_of(self.mentions)
        places = {row.name: k for k, row in enumerate(self.entities) if row.type == "PLACE"}
        bodies = {m.start for m in self.mentions if self.entities[m.entity].type == "ORGANISATION"}
        for i, city in find_city_demonyms(self.doc, taken, bodies):
            if city not in places:
                places[city] = len(self.entities)
                self.entities.append(EntityRow("PLACE", city))
            self.mentions.append(MentionRow(i, i + 1, "demonym", places[city], i, DEMONYM))


def _resolve_homonyms(doc: Text, names: list[Name], present: set[str]) -> None:
    """Make places of country names that are also places of a state the article speaks of."""
    for name in names:
        if name.type != "COUNTRY" or name.rule == "metonym":
            continue
        record = countries()[name.keys[0]]
        other = dict(record.homonyms).get(doc.written(name.start, name.end))
        own = {f for d in record.demonyms for f in inflect(d)}
        if other in present and own.isdisjoint(doc.words):
            name.type, name.keys = "PLACE", ()


def _decided(doc: Text, name: Name, *, sport: bool) -> Name:
    """Decide what a capital or a palace stands for, and a land of a state ("in Scozia")."""
    if name.type == "COUNTRY" and not sport and all(countries()[k].part_of for k in name.keys):
        return Name(name.start, name.end, "PLACE", "land of a state")
    if name.type not in {"CAPITAL", "SEAT"}:
        return name
    if not stands_for_government(doc, name):
        return Name(name.start, name.end, "PLACE", "city" if name.type == "CAPITAL" else "seat")
    if name.canonical:
        return Name(name.start, name.end, "ORGANISATION", "metonym", canonical=name.canonical)
    return Name(name.start, name.end, "COUNTRY", "metonym", name.keys)
