"""Definite noun phrases that take up an entity: roles, classes, state bodies."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..layers import MentionRow
from ..words import Word
from .choice import THRESHOLD
from .classes import by_byname, by_class, by_nation
from .discourse import Discourse
from .holders import by_unique_office
from .memory import Found, Memory
from .phrases import title_at
from .roles import by_deed, by_demonym, by_role
from .several import several
from .tree import (
    NOMINAL,
    SUBJECT,
    clause_of,
    finite,
    governors,
    has_case,
    is_cleft,
    is_definite,
    morph,
    number_of,
    tells_apart,
)

FIGHTERS = 0.65  # certainty that "i ribelli" are those of the armed group spoken of
CLOSED = frozenset(("appos", "compound", "flat", "flat:name"))
BESIDE = ("amod", "nummod")  # what stands before the noun in its span


class Nominals:
    """Resolves the nominals of one Doc, sentence by sentence."""

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self.memory = Memory(d)

    def read(self, start: int, end: int) -> None:
        """Resolve the nominals in [start, end)."""
        for i in range(start, end):
            self.memory.pass_names(i)
            if self.d.pos[i] not in NOMINAL and i not in self.d.denotes:
                continue
            token = self.d.doc[i]
            if i in self.d.denotes:
                found = self._of_named(token)
            elif self._is_open(token):
                found = self._resolve(token)
                if found is None:
                    self._several(token)
            else:
                continue
            if found is None or found.certainty < THRESHOLD:
                continue
            if found.entity in _subject_above(self.d, token) or _is_within(
                self.d, token, found.entity
            ):
                continue
            entities = (found.entity,)
            self.d.denotes[token.i] = entities
            self.d.kind[token.i] = "nominal"
            self.memory.see(found.entity, token.i)
            span = span_of_noun(token)
            self.d.record(token, "nominal", entities, found.rule, found.certainty, span=span)
            if token.dep_ == "nmod":
                self.d.learn_owner(token.head, found.entity)

    def _several(self, token: Word) -> None:
        """Resolve a noun that takes up several people."""
        entities, rule, certainty = several(self.memory, token)
        if entities:
            self.d.denotes[token.i], self.d.kind[token.i] = entities, "nominal"
            self.d.record(token, "nominal", entities, rule, certainty, span=span_of_noun(token))

    def note(self, found: list[MentionRow]) -> None:
        """Take notice of the anaphors that have been resolved since the last call."""
        self.memory.note(found)

    def _of_named(self, token: Word) -> Found | None:
        """Give what the noun of a name or demonym takes up beside it, None where nothing known."""
        somebody = self.d.is_somebody(token)
        return by_demonym(self.memory, token) if somebody else by_nation(self.memory, token)

    def _resolve(self, token: Word) -> Found | None:
        """Give what a noun takes up, None where it takes up nothing known."""
        return (
            self._body(token)
            or by_byname(self.memory, token)
            or by_unique_office(self.memory, token)
            or (by_deed(self.memory, token) if title_at(token) is None else None)
            or by_role(self.memory, token)
            or by_class(self.memory, token)
        )

    def _is_open(self, token: Word) -> bool:
        """Whether ``token`` heads a common noun phrase that no name belongs to."""
        named = token.pos_ == "PROPN" and (title_at(token) or token.lower_ in anaphora().byname)
        if token.pos_ != "NOUN" and not named:
            return False  # "il Papa", "i Viola" are
        if token.i in self.d.in_name or token.dep_ in CLOSED:
            return False
        another, denotes = anaphora().another.adjectives, self.d.denotes
        for c in token.children:
            if c.lemma_ in another or (c.dep_ == "appos" and c.i in denotes):
                return False
            if c.dep_ == "cop" and not is_cleft(token):
                return False
        return True

    def _body(self, token: Word) -> Found | None:
        """Give whose a body or force is: "il governo maltese", "i miliziani di Hamas".

        Fighters alone are those of the group that the article has called so, or that is one.
        """
        lemma, memory = token.lemma_.casefold(), self.memory
        fighters = anaphora().fighters
        if lemma not in anaphora().body.nouns and lemma not in fighters.nouns:
            return None
        owner_at = memory.owner_at
        near = [c for c in token.children if c.dep_ in ("amod", "nmod") and c.i in owner_at]
        if token.lemma_.casefold() in anaphora().member.nouns and is_member(token):
            return None
        states = {owner_at[c.i] for c in near}
        states = {s for s in states if self.d.entities[s].type != "PLACE"}
        if len(states) == 1:
            body = states.pop()
            if lemma in fighters.nouns and self.d.entities[body].type == "ORGANISATION":
                memory.fighters = body
            return Found(body, "state-body", 0.85)
        alone = not any(tells_apart(c) or c.dep_ in ("amod", "nummod") for c in token.children)
        if lemma not in fighters.nouns or not alone or not is_definite(token):
            return None
        if memory.fighters is None:
            groups = {e for name in fighters.names for e in memory.headed.get(name, ())}
            memory.fighters = memory.latest(groups)
        known = number_of(token) == "Plur" and memory.fighters is not None
        return Found(memory.fighters or 0, "fighters", FIGHTERS) if known else None


def is_member(token: Word) -> bool:
    """Whether it is one of several, with a name of its own: "lo stato americano del Maine"."""
    named = any(c.dep_ == "nmod" and c.pos_ == "PROPN" for c in token.children)
    counted = any(c.dep_ == "nummod" or morph(c, "NumType") for c in token.children)
    return named or counted or not is_definite(token)


def _subject_above(d: Discourse, token: Word) -> tuple[int, ...]:
    """Whom the subject of the noun's clause names: "X ha ricevuto il premier" is of two people."""
    clause = clause_of(token)
    while clause is not None and finite(clause) is None and clause.head != clause:
        clause = clause_of(clause.head)
    found: list[int] = []
    for c in clause.children if clause is not None else ():
        apart = not c.left_edge.i <= token.i <= c.right_edge.i
        if c.dep_ in SUBJECT and c.i < token.i and apart and d.quoted[c.i] == d.quoted[token.i]:
            names = [g for g in c.children if g.pos_ == "PROPN" and not has_case(g)]
            found += [e for g in (c, *names) for e in d.denotes.get(g.i, ())]
    return tuple(found)


def _is_within(d: Discourse, token: Word, entity: int) -> bool:
    """Whether the noun stands in a phrase that names the entity: "X, la madre della bambina"."""
    phrase = [token, *governors(token)]
    above = next((k for k, g in enumerate(phrase) if g.pos_ in ("VERB", "AUX")), len(phrase))
    return any(entity in d.denotes.get(g.i, ()) for g in phrase[1:above])


def span_of_noun(token: Word) -> tuple[int, int]:
    """Give the noun with the title words and adjectives that stand right beside it."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start - 1].head == token and doc[start - 1].dep_ in BESIDE:
        start -= 1
    while end < len(doc) and doc[end].head == token and doc[end].dep_ == "amod":
        end += 1
    return start, end
