"""Which clauses have a subject of their own, which one, and which have a null subject."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from .discourse import Discourse, Referent
from .profile import title_at
from .tree import (
    SUBJECT,
    agreement,
    child,
    finite,
    has_case,
    is_passive,
    morph,
    number_of,
    verbal_lemma,
)

CLAUSE_BEFORE = 6  # tokens before a relative pronoun in which its noun is looked for


def explicit_subject(head: Token) -> Token | None:
    """Give the subject that the clause expresses, whatever it is; also a clause."""
    found = child(head, *SUBJECT, "csubj", "csubj:pass", "expl:impers")
    if found is None:
        below = child(head, "xcomp", "ccomp")
        bare = below is not None and morph(below, "VerbForm") == "Inf"
        found = child(below, *SUBJECT) if below is not None and bare else None
    return found if found is not None else _postverbal(head)


def _postverbal(head: Token) -> Token | None:
    """Give a subject after an intransitive verb, which the parse may take for an object."""
    after = child(head, "obj")
    if after is None or after.i < head.i or after.pos_ == "PRON" or is_passive(head):
        return None
    verb = finite(head)
    being = any(c.dep_ == "aux" and verbs().has("copular", c.lemma_) for c in head.children)
    reflexive = child(head, "expl") is not None
    intransitive = being or verbs().has("impersonal", verbal_lemma(head))
    agrees = verb is not None and number_of(after) in ("", morph(verb, "Number"))
    return after if intransitive and not reflexive and agrees else None


def displaced_subject(d: Discourse, head: Token) -> Referent | None:
    """Give a subject after its verb that the parse has hung on an oblique before it.

    "È morta a Parigi la regista Ada Bonfanti": a person cannot be in apposition to a place, nor
    part of the name of a newspaper; without another subject, and agreeing, it is the subject.
    """
    gender, number = agreement(head)
    for oblique in head.children:
        if oblique.dep_ not in ("obl", "obl:agent", "obj") or oblique.i < head.i:
            continue
        host = d.at.get(oblique.i)
        for c in oblique.children:
            found = d.at.get(c.i)
            if found is None or found.type != "PERSON" or has_case(c):
                continue
            unlike = host is None or host.type != "PERSON"
            hung = c.dep_ in ("appos", "flat", "flat:name", "nmod")
            if unlike and hung and found.agrees(gender, number):
                return found
    return None


def relative_antecedent(d: Discourse, pronoun: Token, head: Token) -> Referent | None:
    """Give what a relative pronoun stands for: the noun that its clause modifies."""
    clause = head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ in ("acl:relcl", "acl"):
        found = d.at.get(clause.head.i) or phrase_of(d, clause.head)
        if found is not None:
            return _above_place(d, clause.head, found)
    for i in range(pronoun.i - 1, max(-1, pronoun.i - CLAUSE_BEFORE), -1):
        if i in d.at:
            return d.at[i]
        if i in d.denotes:
            return phrase_of(d, d.doc[i])
    return None


def _above_place(d: Discourse, noun: Token, found: Referent) -> Referent:
    """Prefer what lies in a place to the place: "l'azienda di Parma che produce macchine"."""
    if found.type != "PLACE" or noun.dep_ != "nmod":
        return found
    above = noun.head
    while above.dep_ == "appos" and above.head != above:
        above = above.head
    host = d.at.get(above.i)
    return host if host is not None and host.animate else found


def phrase_of(d: Discourse, token: Token) -> Referent | None:
    """Give the referent of the phrase that ``token`` is part of, where one head stands for both."""
    entities = d.denotes.get(token.i)
    up = token
    while entities is not None and up.head != up:
        up = up.head
        if d.denotes.get(up.i) == entities and up.i in d.at:
            return d.at[up.i]
        if has_case(up):
            break
    return None


def wants_subject(head: Token) -> bool:
    """Whether a finite clause without expressed subject has a null one that means somebody."""
    verb = finite(head)
    if verb is None or morph(verb, "Person") not in ("1", "3") or morph(verb, "Mood") == "Imp":
        return False
    if any(c.dep_ == "cop" for c in head.children):
        return _predicates_of_somebody(head)
    if head.pos_ == "AUX" and verbs().has("copular", verbal_lemma(head)):  # "c'è", "ci sono"
        return child(head, "expl") is None
    return not _is_impersonal(head, morph(verb, "Number"))


def _is_impersonal(head: Token, number: str) -> bool:
    """Weather, "bisogna", "sembra che", and *si* with a verb that is not pronominal."""
    lemma, table = verbal_lemma(head), verbs()
    if table.has("thing_subject", lemma):
        return True
    if head.dep_ == "conj" and _is_clause_without_subject(head.head):
        return True
    if table.has("weather", lemma) and not table.has("reporting", lemma):
        return True
    if number == "Plur":
        return False
    if table.has("impersonal", lemma) and _governs_clause(head):
        return True
    clitic = child(head, "expl", "expl:impers", "expl:pass")
    reflexive = clitic is not None and morph(clitic, "Person") in ("", "3")
    return reflexive and not table.has("pronominal", lemma)


def _is_clause_without_subject(head: Token) -> bool:
    """Whether the clause is impersonal: what is coordinated with it is so too."""
    verb = finite(head)
    if verb is None or explicit_subject(head) is not None:
        return False
    return _is_impersonal(head, morph(verb, "Number"))


def _governs_clause(head: Token) -> bool:
    """Whether a clause, or nothing at all, is in the place of the subject."""
    return any(c.dep_ in ("ccomp", "csubj", "xcomp", "advcl") for c in head.children)


def _predicates_of_somebody(head: Token) -> bool:
    """Whether the predicate of a copular clause is said of somebody.

    Not so of clefts ("è stata Berlino a chiedere"), dates and measures ("è lunedì", "sono le
    due"), evaluations of a clause ("è probabile che"), and nouns that call nobody anything
    ("è un premio").
    """
    if has_case(head):
        return True
    if head.pos_ in ("PROPN", "NUM", "PRON", "ADV"):
        return False
    if head.pos_ == "ADJ":
        return not any(c.dep_ in ("csubj", "ccomp", "xcomp") for c in head.children)
    if head.pos_ != "NOUN" or title_at(head) is not None:
        return True
    return head.lemma_.casefold() in anaphora().person.nouns


def verb_span(head: Token) -> tuple[int, int]:
    """Give the verb with the auxiliaries beside it; of a copular clause, the copula."""
    verb = finite(head) or head
    if any(c.dep_ == "cop" for c in head.children):
        return verb.i, verb.i + 1
    return (verb.i, head.i + 1) if verb.i <= head.i <= verb.i + 4 else (head.i, head.i + 1)
