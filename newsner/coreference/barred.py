"""Whom a null subject cannot mean, by what its clause and the words it introduces say."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .antecedents import candidates
from .discourse import Discourse
from .speakers import reports
from .tree import agreement, morph, own_clitics, verbal_lemma


def own_arguments(d: Discourse, head: Word) -> set[int]:
    """Entities that are expressed beside the verb, which its subject therefore is not."""
    own: set[int] = set()
    for c in head.children:
        if c.dep_ in ("obj", "iobj", "obl", "obl:agent"):
            own.update(d.denotes.get(c.i, ()))
    return own


def claimed(d: Discourse, head: Word) -> set[int]:
    """Give the person that an object pronoun of the verb must mean, as nobody else fits it.

    "X ha scritto a Y. Le aveva proposto un incontro": where only Y is a woman, X proposed it.
    """
    claimed: set[int] = set()
    for clitic in own_clitics(head):
        shown = anaphora().clitic.get(clitic.lower_)
        if shown is None or shown.person != 3:
            continue
        things = clitic.dep_ == "obj" and not verbs().has("human_object", verbal_lemma(head))
        if things:
            continue  # "lo giudica noioso": the film
        direct = clitic.dep_ == "obj" and morph(head, "VerbForm") == "Part"
        gender = shown.gender or (morph(head, "Gender") if direct else "")  # "l'ha ringraziata"
        number = shown.number or ("Sing" if clitic.dep_ == "iobj" else "Plur")
        if not gender:
            continue
        fitting = {
            r.entities
            for _, r in candidates(d, head)
            if r.type == "PERSON" and r.entities and r.agrees(gender, number)
        }
        if len(fitting) == 1:
            claimed.update(fitting.pop())
    return claimed


def told_of(d: Discourse, head: Word) -> set[int]:
    """People whom somebody's words name: who speaks does not speak of themself by name."""
    quotation = _own_quotation(d, head)
    if quotation < 0:
        return set()
    start, end = d.quotations[quotation]
    return {
        e for i in range(start, end) for e in d.denotes.get(i, ()) if d.entities[e].type == "PERSON"
    }


def _own_quotation(d: Discourse, head: Word) -> int:
    """Index of the quotation in the sentence of a verb of saying, -1 where there is none."""
    if d.quoted[head.i] >= 0 or not reports(head):
        return -1
    return next((q for t in head.sent if (q := d.quoted[t.i]) >= 0), -1)


def says_i(d: Discourse, head: Word) -> tuple[bool, str]:
    """Whether the words that the verb introduces have an "I", and the gender that they show of it.

    "«Non mi sono mai arresa», ha detto": a woman speaks, and no body.
    """
    quotation = _own_quotation(d, head)
    if quotation < 0:
        return False, ""
    start, end = d.quotations[quotation]
    words = [t for t in d.doc[start:end] if _is_i(t)]
    clauses = (t.head if t.pos_ == "AUX" else t for t in words if morph(t, "VerbForm") == "Fin")
    genders = (agreement(clause)[0] for clause in clauses)
    return bool(words), next((gender for gender in genders if gender), "")


def _is_i(token: Word) -> bool:
    return morph(token, "Person") == "1" and morph(token, "Number") == "Sing"
