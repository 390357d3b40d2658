"""Mends of coordinated clauses: with which of the clauses before it one is coordinated."""

from __future__ import annotations

from .attachment import has_subject
from .tree import Tree

AGREEMENT = ("Person", "Number")
BELOW = frozenset(("nmod", "appos", "conj", "flat", "flat:name"))
INNER = frozenset(("xcomp", "ccomp", "advcl", "acl", "conj"))
OPEN = frozenset(("Fut", "Cnd"))  # tense or mood of what is only announced


def mend_coordination(tree: Tree) -> None:
    """Hang finite conjuncts on the clause that they go on with."""
    for k in range(len(tree.form)):
        if tree.dep[k] == "conj" and tree.pos[k] in ("NOUN", "PROPN"):
            _same_preposition(tree, k)
    relatives = [i for i, dep in enumerate(tree.dep) if dep == "acl:relcl"]
    for v in range(len(tree.form)):
        if tree.dep[v] != "conj" or tree.pos[v] != "VERB" or tree.finite(v) < 0:
            continue
        if not tree.has(v, "cc") or has_subject(tree, v):
            continue
        if tree.finite(tree.head[v]) < 0:
            _to_relative(tree, v, relatives)
            _to_finite(tree, v)
        else:
            _to_complement(tree, v)
            _from_complement(tree, v)


def _same_preposition(tree: Tree, k: int) -> None:
    """Coordinate what has the same preposition: "dal presidente della Regione X e dall'Anpi"."""
    h, marker = tree.head[k], tree.marker(k)
    if not marker or tree.marker(h) == marker:
        return
    while tree.dep[h] in BELOW:
        h = tree.head[h]
        if tree.marker(h) == marker:
            tree.reattach(k, h, "conj")
            return


def _to_relative(tree: Tree, v: int, relatives: list[int]) -> None:
    """Read "Soddisfatta X, che ha telefonato a Y e lo vedrà": no verb but the relative's."""
    h = tree.head[v]
    between = [r for r in relatives if h < r < v and tree.sentence[r] == tree.sentence[v]]
    if between and _agree(tree, v, between[-1]):
        tree.reattach(v, between[-1], "conj")


def _to_finite(tree: Tree, v: int) -> None:
    """Read "ha scritto a X per chiedergli di venire e ha chiamato Y": no infinitive goes on so."""
    h = tree.head[v]
    while tree.finite(h) < 0 and (tree.is_infinitive(h) or tree.is_participle(h)):
        if tree.dep[h] not in INNER or tree.head[h] == h:
            return
        h = tree.clause_above(tree.head[h])
    if h != tree.head[v] and tree.finite(h) >= 0 and _agree(tree, v, h):
        tree.reattach(v, h, "conj")


def _to_complement(tree: Tree, v: int) -> None:
    """Read "ha detto che verrà ma non firmerà": both are said, both yet to come."""
    h = tree.head[v]
    kind = _openness(tree, v)
    if kind not in OPEN or _openness(tree, h) == kind:
        return
    said = tree.having(h, "ccomp", "xcomp")
    said += [k for w in said for k in tree.having(w, "ccomp")]
    for c in reversed(said):
        if c < v and tree.finite(c) >= 0 and _openness(tree, c) == kind and _agree(tree, v, c):
            tree.reattach(v, c, "conj")
            return


def _from_complement(tree: Tree, v: int) -> None:
    """Read "ha detto che verrà e ha firmato": like saying it, signing is done."""
    c = tree.head[v]
    h = tree.head[c]
    if tree.dep[c] != "ccomp" or tree.finite(h) < 0 or _openness(tree, c) not in OPEN:
        return
    done = tree.is_participle(v) and _openness(tree, v) == _openness(tree, h)
    if done and tree.is_participle(h) and _agree(tree, v, h):
        tree.reattach(v, h, "conj")


def _openness(tree: Tree, v: int) -> str:
    finite = tree.finite(v)
    mood = tree.feature(finite, "Mood")
    return mood if mood == "Cnd" else tree.feature(finite, "Tense")


def _agree(tree: Tree, a: int, b: int) -> bool:
    first, second = tree.finite(a), tree.finite(b)
    return second >= 0 and all(
        tree.feature(first, name) == tree.feature(second, name) for name in AGREEMENT
    )
