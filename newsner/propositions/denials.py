"""Denials of what was claimed before: "secondo Y, X avrebbe pagato. X smentisce"."""

from __future__ import annotations

from ..layers import Argument, Proposition
from ..syntax import Tree

CLAIMED = "uncertain"


def deny(tree: Tree, propositions: list[Proposition]) -> list[Proposition]:
    """Propositions that somebody denies without saying them again, as denied by him.

    They are those of the nearest sentence before, or of the same one, that are only claimed,
    and not by whoever denies them.
    """
    found: list[Proposition] = []
    claims = [p for p in propositions if p.status == CLAIMED and p.modality]
    for p in propositions:
        denier = _denier(tree, p)
        if denier < 0:
            continue
        v = p.predicate
        before = [
            q
            for q in claims
            if q.predicate < v
            and tree.period[v] - tree.period[q.predicate] <= 1
            and q.source != denier
        ]
        last = max((tree.period[q.predicate] for q in before), default=-1)
        found += [_denied(q, denier) for q in before if tree.period[q.predicate] == last]
    return found


def _denier(tree: Tree, p: Proposition) -> int:
    """Who denies something said before, -1 where the clause says itself what is denied."""
    polarity = tree.words.polarity
    if tree.lemma[p.predicate] not in polarity.denying or p.status != "asserted":
        return -1
    if any(tree.dep[k] in ("ccomp", "xcomp") for k in tree.kids[p.predicate]):
        return -1
    objects = [a for a in p.arguments if a.role == "patient"]
    if any(a.entities or not _is_report(tree, a) for a in objects):
        return -1
    return next((e for a in p.arguments if a.role == "agent" for e in a.entities), -1)


def _is_report(tree: Tree, a: Argument) -> bool:
    """Whether the object is only what was said: "smentisce la notizia", "lo smentisce"."""
    words = tree.words
    return a.lemma in words.polarity.reports or tree.form[a.head] in words.proforms.objects


def _denied(q: Proposition, denier: int) -> Proposition:
    copied = Proposition(*q.to_plain())
    copied.arguments = list(q.arguments)
    copied.status, copied.modality, copied.source = "negated", "denied", denier
    return copied
