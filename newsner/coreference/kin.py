"""Nouns of relation that call back whose relative has been named: "il padre di X ... la figlia"."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import titles
from ..words import Word
from .control import local_subject
from .discourse import Discourse
from .roles import shown_gender
from .tree import clause_of, has_case, is_definite, morph, number_of

WINDOW = 2  # sentences before in which the other noun is looked for
CERTAINTY = 0.7


class Kin:
    """Resolves nouns of relation, once the subjects and possessives of their sentence are known."""

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self._seen: list[tuple[Word, str]] = []  # such nouns so far, with their lemmas

    def read(self, start: int, end: int) -> None:
        """Resolve the nouns in [start, end)."""
        d, converse = self.d, anaphora().converse
        for token in d.doc[start:end]:
            if token.pos_ != "NOUN" or token.i in d.in_name:
                continue
            title = titles().get(token.text)
            lemma = title.lemma if title is not None else token.lemma_.casefold()
            if lemma in converse and token.i not in d.denotes and self._is_bare(token):
                found = self._called_back(token, converse[lemma])
                if found is not None:
                    self._record(token, found, "kin-converse")
            elif lemma in anaphora().opposite.nouns and token.i not in d.denotes:
                found = self._other(token) if self._is_bare(token) else None
                if found is not None:
                    self._record(token, found, "kin-opposite")
            if lemma in anaphora().relatives:
                self._seen.append((token, lemma))

    def _record(self, token: Word, entity: int, rule: str) -> None:
        d = self.d
        d.denotes[token.i], d.kind[token.i] = (entity,), "nominal"
        d.record(token, "nominal", (entity,), rule, CERTAINTY)
        d.at[token.i] = d.add(token, (entity,), token.dep_)

    def _other(self, token: Word) -> int | None:
        """Give the one person near who is not the subject: "X ha sconfitto la rivale"."""
        d, clause = self.d, clause_of(token)
        subject = local_subject(d, clause) if clause is not None else None
        if subject is None or len(subject.entities) != 1 or subject.type != "PERSON":
            return None
        here, gender = d.sentence_of[token.i], shown_gender(token)
        near = {
            e
            for k in range(max(0, here - WINDOW), here + 1)
            for r in d.by_sentence.get(k, ())
            if r.type == "PERSON" and r.token < token.i
            for e in r.entities
            if e not in subject.entities
            and d.profile(e).gender in ("", gender or d.profile(e).gender)
        }
        return near.pop() if len(near) == 1 else None

    def _is_bare(self, token: Word) -> bool:
        """Whether only the context says whose relative a noun names."""
        told = any(
            c.dep_ in ("det:poss", "nmod", "acl:relcl", "flat", "flat:name", "appos")
            for c in token.children
        )
        return is_definite(token) and number_of(token) != "Plur" and not told

    def _called_back(self, token: Word, others: frozenset[str]) -> int | None:
        """Give the person whose relative was last named by one of ``others``."""
        d, here, gender = self.d, self.d.sentence_of[token.i], shown_gender(token)
        for seen, lemma in reversed(self._seen):
            if d.sentence_of[seen.i] < here - WINDOW:
                return None
            if lemma not in others:
                continue
            holder = self._holder(seen)
            if holder is not None:
                known = d.profile(holder).gender
                return holder if not (gender and known) or gender == known else None
        return None

    def _holder(self, noun: Word) -> int | None:
        """Give the one whose relative ``noun`` names: by genitive, possessive or subject."""
        d = self.d
        own = set(d.denotes.get(noun.i, ()))
        for c in noun.children:
            if c.dep_ == "nmod" and has_case(c) and c.i in d.denotes:
                return self._person(d.denotes[c.i], own)
            if morph(c, "Poss"):
                meant = tuple(m.entity for m in d.found if m.start == c.i and m.kind == "pronoun")
                return self._person(meant, own)
        clause = clause_of(noun)
        subject = local_subject(d, clause) if clause is not None and is_definite(noun) else None
        return self._person(subject.entities, own) if subject is not None else None

    def _person(self, entities: tuple[int, ...], other: set[int]) -> int | None:
        """Give the one person of ``entities``, None where it is none, several or ``other``."""
        if len(entities) != 1 or entities[0] in other:
            return None
        return entities[0] if self.d.entities[entities[0]].type == "PERSON" else None
