"""What the reader keeps in mind: referents by sentence, with their prominence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from ..knowledge.anaphora import anaphora
from ..layers import EntityRow, MentionRow, column
from ..words import Word, words_in
from .phrases import demonym_tokens, head_of_name, name_tokens, title_at
from .profile import Profile, build_profiles
from .prominence import (
    EMBEDDED,
    MEMBER,
    OTHER_ROLE,
    ROLE,
    role_of,
    weight_of,
)
from .quotes import quotations
from .referent import Referent
from .sentences import extents, last_colons, sentence_numbers
from .tree import (
    NOMINAL,
    SUBJECT,
    article_gender,
    child,
    finite_heads,
    gender_of,
    is_cleft,
    number_of,
)


class Discourse:
    """The state of the reading: layers, tree heads that denote entities, referents so far.

    By token: ``denotes`` has the entities that it names or that it has been resolved to, ``kind``
    the kind of that mention; ``at`` the referent whose phrase it heads, ``group_at`` the one of the
    coordination that it begins; ``subjects`` those of the clauses that it heads, as they are
    found; ``quoted`` the quotation it stands in. ``by_sentence`` has all referents so far, of
    `sentence_of`'s numbers; ``found`` the mentions that have been resolved, ``count`` how often
    each entity has been mentioned.
    """

    def __init__(self, doc: Doc, entities: list[EntityRow], mentions: list[MentionRow]) -> None:
        self.doc = words = words_in(doc)
        self.pos = column(doc, "POS")
        self.entities = entities
        self.named = mentions
        self.found: list[MentionRow] = []
        self.quoted, self.quotations = quotations(doc)
        self.speakers: dict[int, Referent] = {}
        self.profiles: list[Profile] = build_profiles(words, entities, mentions)
        self.denotes: dict[int, tuple[int, ...]] = {}
        self.kind: dict[int, str] = {}
        self.in_name = name_tokens(mentions)
        self.sentence_of = sentence_numbers(doc)
        self.colon_before = last_colons(doc, self.sentence_of)
        self.extent = extents(self.sentence_of)
        self.finite_heads = finite_heads(doc)
        self.subjects: dict[int, Referent | None] = {}
        self.by_sentence: dict[int, list[Referent]] = {}
        self.at: dict[int, Referent] = {}
        self.group_at: dict[int, Referent] = {}
        self.count = Counter(m.entity for m in mentions)
        demonyms = demonym_tokens(mentions)
        for mention in sorted(mentions, key=lambda m: m.kind == "demonym"):
            self._place(mention, demonyms)
        self.naming = frozenset(self.denotes)  # what names say, before any anaphor is resolved

    def _place(self, mention: MentionRow, demonyms: set[int]) -> None:
        root = self.doc[mention.root]
        person = self.entities[mention.entity].type == "PERSON"
        adjective = mention.kind == "demonym" and root.dep_ == "amod"
        head = root if adjective else head_of_name(root, person, self.in_name, demonyms)
        for token in (root, head):
            self.denotes.setdefault(token.i, (mention.entity,))
            self.kind.setdefault(token.i, mention.kind)

    def profile(self, entity: int) -> Profile:
        """Profile of an entity."""
        return self.profiles[entity]

    def record(
        self,
        token: Word,
        kind: str,
        entities: tuple[int, ...],
        rule: str,
        certainty: float,
        *,
        span: tuple[int, int] | None = None,
    ) -> None:
        """Keep a resolved mention: one row for each entity."""
        start, end = span or (token.i, token.i + 1)
        self.found += [
            MentionRow(start, end, kind, entity, token.i, rule, certainty) for entity in entities
        ]
        self.count.update(entities)

    def read_sentence(self, start: int, end: int) -> None:
        """Add the referents that the words in [start, end) name."""
        known: list[Referent] = []
        for i in range(start, end):
            if i in self.at:
                continue
            if i in self.denotes:
                referent = self._named(self.doc[i])
            elif self.pos[i] in NOMINAL and i not in self.in_name:
                referent = self._common(self.doc[i])
            else:
                continue
            if referent is not None:
                self.at[i] = referent
                known.append(referent)
        groups = [g for r in known if (g := self._group(r, start, end)) is not None]
        self.group_at.update((g.token, g) for g in groups)
        known += groups
        self.by_sentence.setdefault(self.sentence_of[start], []).extend(known)

    def _named(self, token: Word) -> Referent | None:
        above = self.denotes.get(token.head.i)
        if token.head != token and above == self.denotes[token.i]:
            return None  # the head of the phrase stands for it
        entities = self.denotes[token.i]
        if self.is_somebody(token):
            return self.referent(token, (), "PERSON")
        first = self.entities[entities[0]].type
        return self.referent(token, entities, first)

    def is_somebody(self, token: Word) -> bool:
        """Whether a demonym is a noun for one person ("il bulgaro"), not for the state."""
        noun = token.pos_ == "NOUN" or any(c.dep_ == "det" for c in token.children)
        return self.kind.get(token.i) == "demonym" and noun and number_of(token) == "Sing"

    def _common(self, token: Word) -> Referent | None:
        predicated = child(token, "cop") is not None and not is_cleft(token)
        if predicated or token.dep_ == "appos":
            return None  # it is predicated of something, or stands beside what it names
        title = title_at(token)
        bare = not any(c.dep_ in ("det", "case", "nummod") for c in token.children)
        if bare and (token.pos_ == "PROPN" or (title is not None and number_of(token) == "Sing")):
            return None  # "Architetta, ha fondato": an argument has its article
        if token.pos_ == "PROPN" and title is None:
            return None
        if title is None and token.dep_ not in (*SUBJECT, "obj", "ROOT", "conj"):
            return None
        return self.referent(token, (), "PERSON" if title is not None else "")

    def referent(self, token: Word, entities: tuple[int, ...], kind: str) -> Referent:
        """Give referent of the noun phrase that ``token`` heads."""
        number = number_of(token) if token.pos_ != "PROPN" else ""
        gender = gender_of(token) if token.pos_ != "PROPN" else ""
        if not entities and token.pos_ == "PROPN":  # "il Papa"
            title = title_at(token)
            gender, number = (title.gender, title.number) if title is not None else ("", "")
        if len(entities) > 1:
            number = "Plur"
        elif entities:
            profile = self.profiles[entities[0]]
            number = number or profile.number
            if kind == "PERSON":  # also one of "i fondatori X e Y"
                gender, number = profile.gender or gender, "Sing"
                nominal = self.kind.get(token.i) == "nominal"
                if nominal and token.lemma_.casefold() in anaphora().epicene.nouns:
                    gender = ""  # "la vittima ... ucciderla": of a man
            elif token.pos_ == "PROPN":
                metonym = self.kind.get(token.i) == "metonym"
                gender = article_gender(token) or ("Fem" if metonym else profile.gender)
        role = role_of(token)
        return Referent(
            token=token.i,
            sentence=self.sentence_of[token.i],
            entities=entities,
            type=kind,
            gender=gender,
            number=number,
            weight=weight_of(token, role),
            animate=(bool(entities) and kind != "PLACE") or kind == "PERSON",
            role=role,
        )

    def _group(self, first: Referent, start: int, end: int) -> Referent | None:
        """Give the coordination that ``first`` begins, as one plural referent."""
        token = self.doc[first.token]
        if not first.entities or token.dep_ == "conj":
            return None
        beside = [c for c in token.children if self.denotes.get(c.i) == first.entities]
        others = [c for t in (token, *beside) for c in t.children if c.dep_ == "conj"]
        entities = list(first.entities)
        person = first.type == "PERSON"
        for other in (c for c in others if start <= c.i < end):
            found = self.denotes.get(other.i, ())
            entities += [e for e in found if (self.entities[e].type == "PERSON") == person]
        if len(set(entities)) < 2:
            return None
        genders = {self.profiles[e].gender for e in entities}
        gender = "Masc" if "Masc" in genders else "Fem" if genders == {"Fem"} else ""
        return Referent(
            token=first.token,
            sentence=first.sentence,
            entities=tuple(dict.fromkeys(entities)),
            type=first.type,
            gender=gender,
            number="Plur",
            weight=first.weight,
            animate=first.animate,
            role=first.role,
        )

    def add(self, token: Word, entities: tuple[int, ...], role: str) -> Referent:
        """Add the referent of a resolved anaphor at ``token``, for what stood there as nobody."""
        known = self.at.get(token.i)
        if known is not None and not known.entities:
            self.by_sentence[known.sentence].remove(known)
            del self.at[token.i]
        made = self.referent(token, entities, self.entities[entities[0]].type)
        profile = self.profiles[entities[0]]
        made.gender, made.role = profile.gender, role
        made.number = "Plur" if len(entities) > 1 else made.number or profile.number
        made.anaphoric = True
        made.weight = max(made.weight, ROLE.get(role, OTHER_ROLE))
        here = self.by_sentence.setdefault(made.sentence, [])
        here.append(made)
        if len(entities) > 1:  # "i due ... lei": each of them can be spoken of alone
            here += [self._member(made, e) for e in entities]
        return made

    def _member(self, group: Referent, entity: int) -> Referent:
        """Give one member of a group that an anaphor has taken up."""
        gender = self.profiles[entity].gender
        return replace(
            group, entities=(entity,), gender=gender, number="Sing", weight=group.weight * MEMBER
        )

    def resume(self, pronoun: Word, antecedent: Referent) -> None:
        """Keep in mind that a relative pronoun speaks of ``antecedent`` again, as a subject."""
        again = replace(
            antecedent,
            token=pronoun.i,
            sentence=self.sentence_of[pronoun.i],
            role="nsubj",
            weight=ROLE["nsubj"] * EMBEDDED,
        )
        self.by_sentence.setdefault(again.sentence, []).append(again)

    def learn_owner(self, noun: Word, owner: int) -> None:
        """Note whose office a title is, where only an anaphor says so: "la sua leader, X"."""
        title = title_at(noun)
        for entity in self.denotes.get(noun.i, ()) if title is not None else ():
            person = self.entities[entity].type == "PERSON"
            if title is not None and person and self.entities[owner].type != "PERSON":
                self.profiles[entity].add(title.lemma, {owner}, set())

    def learn_gender(self, entity: int, gender: str) -> None:
        """Note the gender of a person that an anaphor shows first."""
        profile = self.profiles[entity]
        if gender not in ("Masc", "Fem") or profile.gender or profile.type != "PERSON":
            return
        profile.gender = gender
        for referents in self.by_sentence.values():
            for r in referents:
                if r.entities == (entity,):
                    r.gender = gender
