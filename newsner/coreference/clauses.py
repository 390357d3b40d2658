"""Which clauses have a null subject that means somebody."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .discourse import Discourse
from .expressed import explicit_subject
from .phrases import title_at
from .tree import agreement, child, finite, has_case, is_cleft, is_passive, morph, verbal_lemma


def wants_subject(d: Discourse, head: Word) -> bool:
    """Whether a finite clause without expressed subject has a null one that means somebody."""
    verb = finite(head)
    if verb is None or morph(verb, "Person") not in ("1", "3") or morph(verb, "Mood") == "Imp":
        return False
    if any(c.dep_ == "cop" for c in head.children):
        return _predicates_of_somebody(head)
    if verbs().has("copular", verbal_lemma(head)):  # "c'è", "vi è molto da fare"
        there = child(head, "expl")
        if there is not None and (head.pos_ == "AUX" or morph(there, "Person") != "3"):
            return False
    return not _is_impersonal(d, head, morph(verb, "Number"))


def _is_impersonal(d: Discourse, head: Word, number: str) -> bool:
    """Weather, "bisogna", "sembra che", and *si* with a verb that is not pronominal."""
    lemma, table = verbal_lemma(head), verbs()
    if table.has("thing_subject", lemma):
        return True
    if head.dep_ == "conj" and _is_clause_without_subject(d, head.head):
        return True
    if table.has("weather", lemma) and not table.has("reporting", lemma):
        return True
    if number == "Plur":
        return False
    content = child(head, "ccomp")
    if is_passive(head) and content is not None and finite(content) is not None:
        return True  # "non è escluso che", "è stato deciso che"
    if table.has("dative_control", lemma) and is_passive(head) and _governs_clause(head):
        return True  # "è stato chiesto di"
    if table.has("impersonal", lemma) and _governs_clause(head):
        return True
    faring = anaphora().faring  # "è andata meglio al rivale"
    if lemma in faring.verbs and any(c.lower_ in faring.adverbs for c in head.children):
        return child(head, "obl", "iobj") is not None
    clitic = child(head, "expl", "expl:impers", "expl:pass")
    reflexive = clitic is not None and morph(clitic, "Person") == "3"  # not "ne", "ci"
    if reflexive and table.has("location", lemma) and child(head, "obj") is not None:
        return True  # "se si trova un accordo"
    herself = agreement(head) == ("Fem", "Sing")  # "si era assicurata": somebody
    return reflexive and not herself and not table.has("pronominal", lemma)


def _is_clause_without_subject(d: Discourse, head: Word) -> bool:
    """Whether the clause is impersonal: what is coordinated with it is so too."""
    verb = finite(head)
    if verb is None or explicit_subject(d, head) is not None:
        return False
    return _is_impersonal(d, head, morph(verb, "Number"))


def _governs_clause(head: Word) -> bool:
    """Whether a clause, or nothing at all, is in the place of the subject."""
    return any(c.dep_ in ("ccomp", "csubj", "xcomp", "advcl") for c in head.children)


def _predicates_of_somebody(head: Word) -> bool:
    """Whether the predicate of a copular clause is said of somebody.

    Not so of clefts ("è stata Berlino a chiedere"), dates and measures ("è lunedì", "sono le
    due"), evaluations of a clause ("è probabile che"), and nouns that call nobody anything
    ("è un premio").
    """
    if has_case(head):
        return True
    if is_cleft(head):
        return False
    if head.pos_ in ("PROPN", "NUM", "PRON", "ADV"):
        return False
    if head.pos_ == "ADJ":
        said = head.lemma_.casefold() in anaphora().fact.adjectives  # "è inaccettabile"
        return not said and not any(c.dep_ in ("csubj", "ccomp", "xcomp") for c in head.children)
    if head.pos_ != "NOUN" or title_at(head) is not None:
        return True
    lemma = head.lemma_.casefold()
    people = anaphora().person.nouns | anaphora().relational.nouns
    return lemma in people or bool(anaphora().types_of(lemma))


def verb_span(head: Word) -> tuple[int, int]:
    """Give the verb with the auxiliaries beside it; of a copular clause, the copula."""
    verb = finite(head) or head
    if any(c.dep_ == "cop" for c in head.children):
        return verb.i, verb.i + 1
    return (verb.i, head.i + 1) if verb.i <= head.i <= verb.i + 4 else (head.i, head.i + 1)
