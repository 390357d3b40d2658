"""Predicates taken up by a pro-verb: "lo ha fatto anche X"."""

from __future__ import annotations

from copy import copy

from ..layers import Proposition
from ..syntax import Tree


def take_up(tree: Tree, propositions: list[Proposition]) -> list[Proposition]:
    """Propositions of the pro-verb "farlo": the verb before it, with the new subject.

    "X ha telefonato al collega; non lo ha fatto Y" says that Y has not telephoned him.
    """
    found = []
    before: list[Proposition] = []
    for p in sorted(propositions, key=lambda p: p.predicate):
        if _is_proverb(tree, p):
            model = _antecedent(tree, p, before)
            if model is not None:
                found.append(_with_subject(p, model))
        before.append(p)
    return found


def _is_proverb(tree: Tree, p: Proposition) -> bool:
    words, causes = tree.words.proforms, tree.having(p.predicate, "xcomp", "ccomp")
    if tree.lemma[p.predicate] not in words.verbs:
        return False
    if any(tree.is_infinitive(k) for k in causes):
        return False  # "farlo scarcerare"
    if any(c in words.objects for c in tree.enclitics.get(p.predicate, ())):
        return True
    return any(
        tree.form[k] in words.objects for k in tree.having(p.predicate, "obj", "advmod", "xcomp")
    )


def _antecedent(tree: Tree, p: Proposition, before: list[Proposition]) -> Proposition | None:
    governors = set()
    k = p.predicate
    while tree.dep[k] in ("xcomp", "ccomp") and tree.head[k] != k:
        k = tree.head[k]
        governors.add(k)
    for q in reversed(before):
        v = q.predicate
        if tree.sentence[p.predicate] - tree.sentence[v] > 1:
            return None
        if v in governors or tree.finite(v) < 0 or tree.lemma[v] in tree.words.proforms.verbs:
            continue
        if q.construction in ("active", "causative") and any(
            a.role in ("patient", "oblique") for a in q.arguments
        ):
            return q
    return None


def _with_subject(p: Proposition, model: Proposition) -> Proposition:
    arguments = [copy(a) for a in p.arguments if a.role == "agent"]
    arguments += [copy(a) for a in model.arguments if a.role not in ("agent", "mod")]
    return Proposition(
        predicate=p.predicate,
        lemma=model.lemma,
        kind="verb",
        construction="pro-verb",
        arguments=arguments,
        tense=p.tense,
        evidence=sorted({*p.evidence, *model.evidence}),
    )
