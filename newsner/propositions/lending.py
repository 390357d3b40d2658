"""Doers and addressees lent across clauses and the halves of a headline."""

from __future__ import annotations

from ..layers import Argument, Proposition
from ..syntax import Tree
from .fillers import Filler
from .light_verbs import lend
from .resolver import Resolver

HOW = "whom the clause above reaches"
COLON = ":"
ADDED = frozenset(("appos", "conj", "parataxis"))
OTHER_HALF = "doer named in the other half of the headline"

# -- addressees ---------------------------------------------------------------------------------


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


# -- headlines ----------------------------------------------------------------------------------


class Headlines:
    """Lends doers across the colon or comma of a headline.

    ``deciding`` has, by noun, the verbs whose subject decided what the noun names.
    """

    def __init__(self, tree: Tree, resolver: Resolver, found: list[Proposition]) -> None:
        self.tree, self.resolver = tree, resolver
        self.deciding: dict[int, list[Proposition]] = {}
        verbs = {p.predicate: p for p in found}
        for p in found:
            if self._decides(p):
                self._lend(p, verbs)
            elif p.construction in ("passive", "participle") and not _agents(p):
                self._take_doer(p)

    def _decides(self, p: Proposition) -> bool:
        """Whether the verb only says who decided what stands before: "lo ha deciso Y"."""
        tree, v = self.tree, p.predicate
        known = tree.words.headlines
        if tree.finite(v) < 0 or not _agents(p):
            return False
        if tree.lemma[v] in known.concluding:  # "ha chiuso così il processo"
            return any(tree.form[k] in known.thus for k in tree.having(v, "advmod"))
        if tree.lemma[v] not in known.deciding:
            return False
        objects = tree.having(v, "ccomp", "xcomp", "obj")
        return all(tree.form[k] in known.what for k in objects)

    def _lend(self, p: Proposition, verbs: dict[int, Proposition]) -> None:
        """Give what stands before verb ``p`` its subject as the doer."""
        for n in self._before(p.predicate):
            verb = verbs.get(n)
            if verb is None:
                self.deciding.setdefault(n, []).append(p)
            elif verb.construction in ("passive", "participle") and not _agents(verb):
                verb.arguments += [_doer(a) for a in _agents(p)]

    def _before(self, v: int) -> list[int]:
        """Heads of the phrases before verb ``v``: of the half before the colon, or fronted."""
        tree = self.tree
        if tree.dep[v] == "parataxis" and tree.head[v] < v:
            tops = [tree.head[v]]
        else:
            tops = [k for k in tree.having(v, "obl", "dislocated") if k < v and not tree.marker(k)]
            stop = self._first(v) - 1
            if stop > 0 and tree.form[stop] == COLON:
                tops.append(tree.root(stop - 1))
        added = [k for top in tops for k in tree.kids[top] if tree.dep[k] in ADDED and k < v]
        inner = [  # "sei mesi di stop"
            k
            for top in tops
            for marker, k in tree.complements(top)
            if not tree.has(k, "det") and marker == tree.words.prepositions.genitive
        ]
        return [*tops, *added, *inner]

    def _first(self, i: int) -> int:
        """First token of what hangs on token ``i``."""
        first, left = i, [i]
        while left:
            n = left.pop()
            first = min(first, n)
            left += [k for k in self.tree.kids[n] if k < n]
        return first

    def _take_doer(self, p: Proposition) -> None:
        """Read "raid israeliano a X: ucciso Y": the operation before the colon has a doer."""
        tree, resolver, v = self.tree, self.resolver, p.predicate
        first = self._first(v)
        if tree.auxiliaries(v) or first < 2 or tree.form[first - 1] != COLON:
            return
        n = tree.root(first - 2)
        if tree.lemma[n] not in tree.words.headlines.operations:
            return
        fillers = [Filler(k, resolver.refs(k)) for k in tree.kids[n] if k in resolver.demonyms] or [
            f
            for marker, k in tree.complements(n)
            if marker == tree.words.prepositions.genitive
            for f in resolver.spread(k)
        ]
        p.arguments += resolver.arguments("agent", fillers, how=OTHER_HALF)


def _agents(p: Proposition) -> list[Argument]:
    return [a for a in p.arguments if a.role == "agent" and a.entities]


def _doer(a: Argument) -> Argument:
    copied = Argument(*a.to_plain())
    copied.how = "; ".join(w for w in (OTHER_HALF, a.how) if w)
    return copied
