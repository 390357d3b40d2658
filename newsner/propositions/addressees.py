"""Addressees that infinitives and gerunds have from the verb above them."""

from __future__ import annotations

from ..layers import Argument, Proposition
from ..syntax import Tree
from .light_verbs import lend
from .resolver import Resolver

HOW = "whom the clause above reaches"


def lend_addressees(tree: Tree, resolver: Resolver, verbs: dict[int, Proposition]) -> None:
    """Give infinitives and gerunds without addressee whom the verb above them reaches."""
    dative = tree.words.prepositions.dative
    for v in sorted(verbs):
        p, above = verbs[v], verbs.get(_reaching(tree, v))
        if above is None or any(a.entities and a.marker == dative for a in p.arguments):
            continue
        for a in _reached(tree, resolver, above):
            lent = lend(a, "oblique", HOW)
            lent.marker = dative
            p.arguments.append(lent)


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


def _reached(tree: Tree, resolver: Resolver, above: Proposition) -> list[Argument]:
    """Whom the verb reaches: its indirect object, that of its object, or the object."""
    dative = tree.words.prepositions.dative
    found = [a for a in above.arguments if a.marker == dative and a.entities]
    patients = [a for a in above.arguments if a.role == "patient"]
    if found:
        return found
    for a in patients:
        if not a.entities:
            found += [
                resolver.argument("oblique", f, marker)
                for marker, k in tree.complements(a.head)
                if marker == dative
                for f in resolver.spread(k)
                if f.refs
            ]
    return found or [a for a in patients if a.entities]
