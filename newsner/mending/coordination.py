"""Coordination: with what a clause or noun is coordinated."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang
from .names import Names
from .rules import rule

AGREEMENT = ("Person", "Number")
BELOW = frozenset(("nmod", "appos", "conj", "flat", "flat:name"))
INNER = frozenset(("xcomp", "ccomp", "advcl", "acl", "conj"))


@rule("NOUN PROPN", "conj")
def conjunct_of_same_preposition(tree: Tree, names: Names, k: int) -> Iterator[Edit]:
    """Coordinate what has the same preposition: "dal presidente della Regione X e dall'Anpi"."""
    h, marker = tree.head[k], tree.marker(k)
    if not marker or tree.marker(h) == marker:
        return
    while tree.dep[h] in BELOW:
        h = tree.head[h]
        if tree.marker(h) == marker:
            yield hang(k, h, "conj")
            return


def clauses_after_and(tree: Tree, names: Names) -> Iterator[int]:
    """Finite verbs after a conjunction that name no subject."""
    for v, dep in enumerate(tree.dep):
        joined = dep == "conj" and tree.pos[v] == "VERB" and tree.has(v, "cc")
        if joined and tree.finite(v) >= 0 and not tree.has_subject(v):
            yield v


@rule()
def clause_to_finite(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "ha scritto a X per chiedergli di venire e ha chiamato Y": no infinitive goes on so."""
    h = tree.head[v]
    while tree.finite(h) < 0 and (tree.is_infinitive(h) or tree.is_participle(h)):
        if tree.dep[h] not in INNER or tree.head[h] == h:
            return
        h = tree.clause(tree.head[h])
    if h != tree.head[v] and tree.finite(h) >= 0 and _agree(tree, v, h):
        yield hang(v, h, "conj")


def _agree(tree: Tree, a: int, b: int) -> bool:
    first, second = tree.finite(a), tree.finite(b)
    return second >= 0 and all(
        tree.feature(first, name) == tree.feature(second, name) for name in AGREEMENT
    )
