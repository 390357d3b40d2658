"""Definite noun phrases that take up an entity: roles, classes, state bodies."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import titles
from ..layers import MentionRow
from .choice import THRESHOLD
from .discourse import Discourse
from .profile import complements, roles_of, title_at
from .tree import gender_of, has_case, morph, number_of

SAME_ROLE = 0.85  # the article calls the person so
OTHER_NAME = 0.75  # it calls them by another name of the office
PERSON_WINDOW = 2  # sentences before in which a role not told so far looks for its bearer
ONLY_PERSON = 0.55  # no other person is near, and no other role is known of this one
SAME_CLASS = 0.8  # the article gives the entity this class noun
SAME_KIND = 0.7  # it gives it another noun of the same kind
BY_TYPE = 0.55  # only the type fits, and nothing else of the type is near
CLASS_WINDOW = 2  # sentences before in which a class noun looks for an entity of its type


class Nominals:
    """Resolves the nominals of one Doc, sentence by sentence."""

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self.owner_at = {m.root: m.entity for m in d.named if d.entities[m.entity].type != "PERSON"}
        self.by_role: dict[str, set[int]] = {}
        for entity, profile in enumerate(d.profiles):
            for role in profile.roles:
                self.by_role.setdefault(role, set()).add(entity)
        self.names = sorted((m.start, m.entity) for m in d.named)
        self.next_name = 0
        self.noted = 0
        self.last: dict[int, int] = {}  # entity -> token of its last mention so far

    def read(self, start: int, end: int) -> None:
        """Resolve the nominals in [start, end)."""
        for token in self.d.doc[start:end]:
            self._pass_names(token.i)
            if not self._is_open(token):
                continue
            found = self._body(token) or self._role(token) or self._class(token)
            if found is None or found[2] < THRESHOLD:
                continue
            entity, rule, certainty = found
            self.d.denotes[token.i] = (entity,)
            self.d.kind[token.i] = "nominal"
            self.last[entity] = token.i
            self.d.record(token, "nominal", (entity,), rule, certainty, span=self._span(token))

    def note(self, found: list[MentionRow]) -> None:
        """Take notice of the anaphors that have been resolved since the last call."""
        for mention in found[self.noted :]:
            self.last[mention.entity] = max(mention.start, self.last.get(mention.entity, -1))
        self.noted = len(found)

    def _pass_names(self, upto: int) -> None:
        while self.next_name < len(self.names) and self.names[self.next_name][0] < upto:
            start, entity = self.names[self.next_name]
            self.last[entity] = start
            self.next_name += 1

    def _is_open(self, token: Token) -> bool:
        """Whether ``token`` heads a common noun phrase that no name belongs to."""
        return (
            (token.pos_ == "NOUN" or (token.pos_ == "PROPN" and title_at(token) is not None))
            and token.i not in self.d.denotes
            and token.i not in self.d.in_name
            and token.dep_ not in ("appos", "compound", "flat", "flat:name")
            and not any(c.dep_ == "cop" for c in token.children)
            and not any(c.dep_ == "appos" and c.i in self.d.denotes for c in token.children)
        )

    def _span(self, token: Token) -> tuple[int, int]:
        """Give the noun with the title words and adjectives that stand right beside it."""
        start = end = token.i
        while (
            start > 0
            and token.doc[start - 1].head == token
            and token.doc[start - 1].dep_
            in (
                "amod",
                "nummod",
            )
        ):
            start -= 1
        while end + 1 < len(token.doc) and (
            token.doc[end + 1].head == token and token.doc[end + 1].dep_ == "amod"
        ):
            end += 1
        return start, end + 1

    def _body(self, token: Token) -> tuple[int, str, float] | None:
        """Give A body or force with whose it is: "il governo maltese", "i miliziani di Hamas"."""
        if token.lemma_.casefold() not in anaphora().body.nouns:
            return None
        near = [c for c in token.children if c.dep_ in ("amod", "nmod") and c.i in self.owner_at]
        states = {self.owner_at[c.i] for c in near}
        states = {s for s in states if self.d.entities[s].type != "PLACE"}
        return (states.pop(), "state-body", 0.85) if len(states) == 1 else None

    def _role(self, token: Token) -> tuple[int, str, float] | None:
        """Give A person by an office or kinship that the article has given them."""
        if title_at(token) is None or not _definite(token) or number_of(token) == "Plur":
            return None
        roles = roles_of(token)
        same = {e for role in roles for e in self.by_role.get(role, ())}
        found = self._latest(token, roles, same)
        if found is not None:
            return found, "role", SAME_ROLE
        found = self._counterpart(token)
        if found is not None:
            return found, "role-counterpart", OTHER_NAME
        other_names = {o for role in roles for o in anaphora().takes_up.get(role, ())}
        other = {e for role in other_names for e in self.by_role.get(role, ())}
        found = self._latest(token, other_names, other)
        if found is not None:
            return found, "role-other-name", OTHER_NAME
        return self._only_person(token)

    def _only_person(self, token: Token) -> tuple[int, str, float] | None:
        """Give the one person just named, whose office the article has not told so far.

        "Visita di Anna Rosati a Tunisi: la presidente del Consiglio ..."; not for kin, whom the
        noun sets apart from the person just named.
        """
        title = title_at(token)
        if title is None:
            return None
        generic = title.lemma in anaphora().person.nouns
        table = anaphora().relational
        if (
            title.lemma in table.nouns
            or title.lemma in anaphora().unique.nouns
            or (not generic and set(title.groups) & set(table.groups))
        ):
            return None
        gender = _shown_gender(token)
        near = [e for e in self._near(token, PERSON_WINDOW) if self._could_be(e, gender, generic)]
        if len(near) != 1:
            return None
        shown = self.d.profiles[near[0]].gender == gender
        return near[0], "role-only-person", ONLY_PERSON if shown else THRESHOLD

    def _near(self, token: Token, window: int) -> list[int]:
        """Give the people named in the last ``window`` sentences before ``token``."""
        here = self.d.sentence_of[token.i]
        return [
            e
            for e, at in self.last.items()
            if here - self.d.sentence_of[at] <= window and self.d.entities[e].type == "PERSON"
        ]

    def _could_be(self, entity: int, gender: str, generic: bool) -> bool:
        """Whether gender says that it is this person, and no other role says that it is not."""
        profile = self.d.profiles[entity]
        return gender in ("", profile.gender or gender) and (generic or not profile.roles)

    def _counterpart(self, token: Token) -> int | None:
        """Give whom the article calls somebody's counterpart, by the country: no office is told.

        "Macron e il suo omologo ucraino Zelensky ... il presidente ucraino".
        """
        owners, _ = complements(token, self.owner_at)
        nouns = anaphora().counterpart.nouns
        called = {e for noun in nouns for e in self.by_role.get(noun, ())}
        only = {e for e in called if set(self.d.profiles[e].roles) <= nouns}
        return self._latest(token, set(nouns), only) if owners else None

    def _latest(self, token: Token, roles: set[str], entities: set[int]) -> int | None:
        """Give the person last mentioned of those whose role and complements agree."""
        owners, words = complements(token, self.owner_at)
        gender = _shown_gender(token)
        fitting = [
            (self.last[e], e)
            for e in entities
            if e in self.last
            and self.d.entities[e].type == "PERSON"
            and gender in ("", self.d.profiles[e].gender or gender)
            and self._complete(e, roles, owners, words)
        ]
        return max(fitting)[1] if fitting else None

    def _complete(self, entity: int, roles: set[str], owners: set[int], words: set[str]) -> bool:
        """Whether the complements of a nominal fit what the article says of the role."""
        profile = self.d.profiles[entity]
        known_owners: set[int] = set()
        known_words: set[str] = set()
        for role in roles:
            its_owners, its_words = profile.roles.get(role, (set(), set()))
            known_owners |= its_owners
            known_words |= its_words
        if owners and not owners & (known_owners or profile.owners()):
            return False
        return not words or not known_words or bool(words & known_words)

    def _class(self, token: Token) -> tuple[int, str, float] | None:
        """Give A country, body or place by a noun for its class: "il Paese", "l'azienda"."""
        lemma = token.lemma_.casefold()
        types = anaphora().types_of(lemma)
        if not types or not _definite(token) or number_of(token) == "Plur":
            return None
        if any(c.dep_ in ("acl:relcl", "det:poss", "acl", "nummod") for c in token.children):
            return None
        owners, words = complements(token, self.owner_at)
        called = [
            (self.last[e], e)
            for e in self.by_role.get(lemma, ())
            if e in self.last and self._complete(e, {lemma}, owners, words)
        ]
        if called:
            return max(called)[1], "class-named", SAME_CLASS
        if any(
            c.dep_ == "nmod" and has_case(c) and c.i not in self.owner_at for c in token.children
        ):
            return None  # "l'azienda di Meg Whitman": whose it is decides, and is not known
        kindred = self._kindred(lemma, owners, words)
        if kindred is not None:
            return kindred, "class-kindred", SAME_KIND
        if owners or lemma in anaphora().ambiguous.nouns:
            return None
        return self._by_type(token, types)

    def _kindred(self, lemma: str, owners: set[int], words: set[str]) -> int | None:
        """Give the entity last named that the article calls by a noun of the same kind."""
        others = anaphora().kin_of(lemma)
        fitting = [
            (self.last[e], e)
            for role in others
            for e in self.by_role.get(role, ())
            if e in self.last and self._complete(e, {role}, owners, words)
        ]
        return max(fitting)[1] if fitting else None

    def _by_type(self, token: Token, types: frozenset[str]) -> tuple[int, str, float] | None:
        """Give the one entity of a type in the nearest sentence that names any."""
        here = self.d.sentence_of[token.i]
        near: dict[int, set[int]] = {}
        for entity, at in self.last.items():
            distance = here - self.d.sentence_of[at]
            if self.d.profiles[entity].roles:
                continue  # of a kind that is known, and another one
            if distance <= CLASS_WINDOW and self.d.entities[entity].type in types:
                near.setdefault(distance, set()).add(entity)
        if not near:
            return None
        nearest = near[min(near)]
        return (nearest.pop(), "class-by-type", BY_TYPE) if len(nearest) == 1 else None


def _definite(token: Token) -> bool:
    return any(
        morph(c, "Definite") == "Def" or morph(c, "PronType") == "Dem" for c in token.children
    )


def _shown_gender(token: Token) -> str:
    """Gender that a title shows: of its form, else of its article."""
    title = titles().get(token.text)
    return (title.gender if title is not None else "") or gender_of(token)
