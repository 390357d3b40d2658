"""Addressees that infinitives and gerunds have from the verb above them."""

from __future__ import annotations

from dataclasses import replace

from ..layers import Argument, Proposition
from ..syntax import Tree
from .light_verbs import lend

HOW = "whom the clause above reaches"


def lend_addressees(tree: Tree, verbs: dict[int, Proposition]) -> None:
    """Give infinitives and gerunds without addressee whom the verb above them reaches."""
    dative = tree.words.prepositions.dative
    for v in sorted(verbs):
        p, above = verbs[v], verbs.get(_reaching(tree, v))
        if above is None or any(a.entities and a.marker == dative for a in p.arguments):
            continue
        for a in _reached(above, dative):
            p.arguments.append(replace(lend(a, "oblique", HOW), marker=dative))


def _reaching(tree: Tree, v: int) -> int:
    """Verb of reaching somebody that governs the infinitive or gerund ``v``, -1 of none."""
    while tree.dep[v] == "conj" and tree.finite(v) < 0 and tree.pos[tree.head[v]] == "VERB":
        v = tree.head[v]
    h = tree.clause(tree.head[v])
    if tree.dep[v] not in ("advcl", "acl", "xcomp") or h == v or tree.finite(v) >= 0:
        return -1
    aims = any(tree.form[k] in tree.words.prepositions.aim for k in tree.having(v, "mark", "case"))
    gerund = tree.feature(v, "VerbForm") == "Ger"
    reaches = tree.verbs.has("reaching", tree.lemma[h])
    return h if reaches and (gerund or (aims and tree.is_infinitive(v))) else -1


def _reached(above: Proposition, dative: str) -> list[Argument]:
    """Whom the verb reaches: its indirect object, or else its object."""
    named = [a for a in above.arguments if a.entities]
    found = [a for a in named if a.marker == dative]
    return found or [a for a in named if a.role == "patient"]
