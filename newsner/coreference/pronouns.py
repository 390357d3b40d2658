"""Clitics, enclitics, strong pronouns and possessives."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..words import Word
from .choice import Choice, accepted
from .clitics import ENCLITIC, barred_by, clitic
from .discourse import Discourse
from .plurals import counted_noun, keep_counted, plural
from .possessives import possessive
from .prominence import ROLE
from .referent import Referent
from .strong import strong
from .tree import SUBJECT, clause_of, morph, own_clitics

MAY_REFER = frozenset(("VERB", "AUX", "PRON", "NUM", "NOUN", "ADJ", "DET", "ADV"))
CLITIC = "PC"  # how the tag of clitics begins in the tag set of the Italian treebanks


def pronouns_of_region(d: Discourse, start: int, end: int, quotation: int) -> None:
    """Resolve the pronouns in [start, end) that ``quotation`` encloses (-1: none), in order."""
    for i in range(start, end):
        if d.pos[i] not in MAY_REFER or d.quoted[i] != quotation or i in d.in_name:
            continue
        token = d.doc[i]
        known = d.at.get(token.i)
        if known is not None and known.entities and not token.tag_.endswith(ENCLITIC):
            continue
        choice = _resolve(d, token)
        if choice is None or not accepted(choice):
            continue
        noun = counted_noun(token)
        if noun is not None:
            keep_counted(d, noun, token, choice)
            continue
        entities = choice.referent.entities
        d.record(token, "pronoun", entities, choice.rule, choice.certainty)
        if len(entities) == 1:
            _learn(d, token, entities[0])
        if token.pos_ != "DET":
            made = d.add(token, choice.referent.entities, token.dep_)
            _keep_in_focus(d, token, made)
            d.at.setdefault(token.i, made)


def _learn(d: Discourse, token: Word, entity: int) -> None:
    """Note what a pronoun shows of whom it means: gender, of a possessor whose office is told."""
    if morph(token, "Poss"):
        d.learn_owner(token.head, entity)
    elif morph(token, "Person") == "3" and token.pos_ == "PRON":
        d.learn_gender(entity, morph(token, "Gender"))


def _keep_in_focus(d: Discourse, token: Word, made: Referent) -> None:
    """Note that an object pronoun is a topic, the one of its sentence if the subject is new.

    "Lo sostituirà un commissario", "il consiglio lo ha nominato": the next sentence goes on about
    whom the pronoun means.
    """
    if token not in own_clitics(token.head):
        return
    made.topic = True
    subject = d.subjects.get(token.head.i)
    if subject is None or not subject.entities or _is_new(d, subject, made):
        made.weight = ROLE["nsubj"]


def _is_new(d: Discourse, subject: Referent, pronoun: Referent) -> bool:
    """Whether a subject is news beside the pronoun: behind its verb, or a body not yet named."""
    if subject.token > d.doc[pronoun.token].head.i:
        told = any(c.dep_ == "acl:relcl" for c in d.doc[subject.token].children)
        return not told  # "lo sostituirà Mora, che ha firmato fino al 2026"
    if subject.type == "PERSON" or pronoun.type != "PERSON":
        return False
    before = d.by_sentence.get(subject.sentence - 1, ())
    return not any(set(subject.entities) & set(r.entities) for r in before)


def _resolve(d: Discourse, token: Word) -> Choice | None:
    table = anaphora()
    form = token.lower_.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if token.pos_ in ("VERB", "AUX") and token.tag_.endswith(ENCLITIC):
        attached = _enclitic(form)
        verb = token.head if token.pos_ == "AUX" else token
        return clitic(d, token, verb, table.clitic[attached]) if attached else None
    if token.pos_ == "PRON" and token.tag_.startswith(CLITIC) and form in table.clitic:
        return clitic(d, token, token.head, table.clitic[form])
    if token.dep_ == "det:poss" or (morph(token, "Poss") and token.pos_ in ("DET", "ADJ")):
        shown = table.possessive.get(form)
        return possessive(d, token, shown) if shown is not None else None
    if token.pos_ == "PRON" and form in table.strong and not morph(token, "Clitic"):
        clause = clause_of(token)
        oblique = clause is not None and token.dep_ not in (*SUBJECT, "conj", "ROOT")
        barred = barred_by(d, clause) if clause is not None and oblique else set()
        return strong(d, token, table.strong[form], barred)
    return plural(d, token) if token.pos_ not in ("VERB", "AUX") else None


def _enclitic(form: str) -> str:
    """Give the clitic that a verb form ends in, longest first; "" where it is none of the table."""
    for length in range(6, 1, -1):
        if form[-length:] in anaphora().clitic:
            return form[-length:]
    return ""
