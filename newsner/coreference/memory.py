"""Which entities have been named so far, and where: what definite noun phrases look back on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..knowledge.anaphora import anaphora
from ..layers import MentionRow
from ..words import Word as Token
from .discourse import Discourse
from .phrases import Words, demonym_tokens

PEOPLE = frozenset(("PERSON",))


class Found(NamedTuple):
    """An entity that a noun phrase takes up, the rule that says so, how certain it is (0 to 1)."""

    entity: int
    rule: str
    certainty: float


class Memory:
    """Last mentions by entity, and entities by sentence, as the reading goes on.

    ``called`` are the entities by the lemmas of the titles and class nouns that the article gives
    them, ``owner_at`` the entities that are no people by the tokens that name them.
    """

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self.last: dict[int, int] = {}  # entity -> token of its last mention so far
        self.owner_at = {m.root: m.entity for m in d.named if d.entities[m.entity].type != "PERSON"}
        self.called: dict[str, set[int]] = {}
        for entity, profile in enumerate(d.profiles):
            for role in (*profile.roles, *profile.deeds):
                self.called.setdefault(role, set()).add(entity)
        self.headed: dict[
            str, set[int]
        ] = {}  # bodies and places by the noun their name begins with
        for mention in d.named:
            kind, first = d.entities[mention.entity].type, d.doc[mention.start]
            if kind in ("ORGANISATION", "PLACE") and mention.end - mention.start > 1:
                self.headed.setdefault(first.lower_, set()).add(mention.entity)
        self.demonyms = demonym_tokens(d.named)
        self.states = {m.entity for m in d.named if m.kind != "demonym"}  # named by themselves
        self.fighters: int | None = None  # the group whose fighters the article last spoke of
        self._by_sentence: dict[int, dict[int, None]] = {}  # sentence -> its entities, in order
        self._names = sorted((m.start, m.entity) for m in d.named)
        self._next_name = 0
        self._noted = 0

    def pass_names(self, upto: int) -> None:
        """Take notice of the names before token ``upto``."""
        while self._next_name < len(self._names) and self._names[self._next_name][0] < upto:
            start, entity = self._names[self._next_name]
            self.see(entity, start)
            self._next_name += 1

    def note(self, found: list[MentionRow]) -> None:
        """Take notice of the anaphors that have been resolved since the last call."""
        for mention in found[self._noted :]:
            self.see(mention.entity, mention.start)
        self._noted = len(found)

    def see(self, entity: int, at: int) -> None:
        """Note a mention of ``entity`` at token ``at``."""
        self.last[entity] = max(at, self.last.get(entity, -1))
        self._by_sentence.setdefault(self.d.sentence_of[at], {})[entity] = None

    def latest(self, entities: set[int]) -> int | None:
        """Give the entity of ``entities`` that was mentioned last, None where none was."""
        seen = [(self.last[e], e) for e in entities if e in self.last]
        return max(seen)[1] if seen else None

    def speaks_of(self, noun: Token) -> bool:
        """Whether the article calls an entity by ``noun``, or by a noun that goes with it."""
        table, lemma = anaphora(), noun.lemma_.casefold()
        if noun.lower_ in self.headed or lemma in self.called or lemma in table.nature:
            return True
        others = (*table.takes_up.get(lemma, ()), *table.kin_of(lemma))
        return any(name in self.called for name in others) or lemma in table.genus

    def is_place_at(self, i: int) -> bool:
        """Whether token ``i`` names a place."""
        return i in self.owner_at and self.d.entities[self.owner_at[i]].type == "PLACE"

    def is_called(self, entity: int, roles: set[str], owners: set[int], words: Words) -> bool:
        """Whether the article calls an entity by one of ``roles``; a seat it may not have told."""
        profile, types = self.d.profile(entity), self.d.entities
        seated = any(types[o].type == "PLACE" for o in profile.owners())
        told = {o for o in owners if seated or types[o].type != "PLACE"}
        return profile.is_called(roles, told, words)

    def near(self, here: int, window: int, types: frozenset[str]) -> list[tuple[int, list[int]]]:
        """Give the entities of ``types`` by sentence, from sentence ``here`` back."""
        found = []
        for sentence in range(here, max(-1, here - window - 1), -1):
            named = self._by_sentence.get(sentence, {})
            found.append((sentence, [e for e in named if self.d.entities[e].type in types]))
        return found

    def nearest(self, here: int, window: int, fits: Callable[[int], bool]) -> int | None:
        """Give the one person who fits in the last sentence that names any such person."""
        for _, found in self.near(here, window, PEOPLE):
            fitting = [e for e in found if fits(e)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def people(self, here: int, window: int) -> list[int]:
        """Give the people mentioned in the last ``window`` sentences, each once."""
        near = self.near(here, window, PEOPLE)
        return list(dict.fromkeys(e for _, found in near for e in found))
