"""Subjects of verbs without one of their own: infinitives and gerunds take the controller's."""

from __future__ import annotations

from ..knowledge.verbs import verbs
from ..words import Word
from .discourse import Discourse
from .referent import Referent
from .tree import SUBJECT, child, clause_of, morph, verbal_lemma


def local_subject(d: Discourse, verb: Word) -> Referent | None:
    """Subject of a verb, finite or not: infinitives and gerunds take their controller's."""
    if verb.i in d.subjects:
        return d.subjects[verb.i]
    if verb.dep_ == "acl" and verb.head.i in d.at:
        return d.at[verb.head.i]
    explicit = child(verb, *SUBJECT)
    if explicit is not None:
        return d.at.get(explicit.i)
    above = clause_of(verb.head) if verb.head != verb else None
    if above is None or above == verb:
        return None
    if verb.dep_ in ("xcomp", "ccomp"):
        controller = _controller(d, above)
        if controller is not None:
            return controller
    return local_subject(d, above)


def _controller(d: Discourse, above: Word) -> Referent | None:
    lemma = verbal_lemma(above)
    if verbs().has("object_control", lemma):
        who = child(above, "obj")
    elif verbs().has("dative_control", lemma):
        who = child(above, "iobj") or child(above, "obl")
    else:
        return None
    if who is None and morph(above, "Clitic"):
        who = above  # "per chiedergli di restare"
    return d.at.get(who.i) if who is not None else None
