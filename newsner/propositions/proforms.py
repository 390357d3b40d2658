"""Predicates left unsaid: "lo ha fatto anche X", "ha visto X ma non Y"."""

from __future__ import annotations

from ..layers import Argument, Proposition
from .tree import Tree

CORE = ("agent", "patient")


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
    words = tree.words.proforms
    if tree.lemma[p.predicate] not in words.verbs:
        return False
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
    arguments = [_copy(a) for a in p.arguments if a.role == "agent"]
    arguments += [_copy(a) for a in model.arguments if a.role not in ("agent", "mod")]
    return Proposition(
        predicate=p.predicate,
        lemma=model.lemma,
        kind="verb",
        construction="pro-verb",
        arguments=arguments,
        tense=p.tense,
        evidence=sorted({*p.evidence, *model.evidence}),
    )


def split_negated(tree: Tree, propositions: list[Proposition]) -> list[Proposition]:
    """Take arguments with a negation of their own out of their proposition: "ma non Y"."""
    found = []
    for p in propositions:
        if p.status == "negated":
            continue  # "non … né X": denied already
        denied = [a for a in p.arguments if _is_denied(tree, a, p.predicate)]
        if not denied or len(denied) == len(p.arguments):
            continue
        p.arguments = [a for a in p.arguments if a not in denied]
        for a in denied:
            kept = [b for b in p.arguments if b.role in CORE and b.role != a.role]
            found.append(
                Proposition(
                    predicate=p.predicate,
                    lemma=p.lemma,
                    kind=p.kind,
                    construction=p.construction,
                    arguments=[*map(_copy, kept), a],
                    status="negated",
                    tense=p.tense,
                    modality="negated conjunct",
                    when=p.when,
                    where=p.where,
                    source=p.source,
                    evidence=p.evidence,
                )
            )
    return found


def _is_denied(tree: Tree, a: Argument, predicate: int) -> bool:
    negation, clause = tree.words.polarity.negation, tree.clause[a.head]
    if clause != predicate:  # "ha liberato dieci detenuti; non figura tra loro X"
        lists = a.entities and tree.lemma[clause] in tree.words.containers.listing
        named = tree.dep[a.head] in ("nsubj", "nsubj:pass") and tree.head[a.head] == clause
        return bool(lists and named) and any(
            tree.form[k] in negation for k in tree.having(clause, "advmod")
        )
    if a.role == "mod" or tree.dep[a.head] != "conj":
        return False
    return any(tree.form[k] in negation for k in tree.having(a.head, "advmod", "cc"))


def _copy(a: Argument) -> Argument:
    return Argument(*a.to_plain())
