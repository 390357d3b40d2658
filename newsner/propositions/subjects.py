"""Subjects of verbs: expressed, shared, controlled, or null."""

from __future__ import annotations

from ..syntax import Tree
from .fillers import Filler
from .governed import Objects
from .resolver import Resolver

TOGETHER = "together with the subject"


class Subjects(Objects):
    """Who or what the subject of each clause is, computed once per verb."""

    def __init__(self, tree: Tree, resolver: Resolver) -> None:
        super().__init__(tree, resolver)
        self._found: dict[int, list[Filler]] = {}
        self._busy: set[int] = set()

    def of(self, v: int) -> list[Filler]:
        """Fillers of the subject of clause ``v``; empty where nobody can be named."""
        if v in self._found:
            return self._found[v]
        if v in self._busy:
            return []
        self._busy.add(v)
        found = self._find(v)
        self._busy.discard(v)
        self._found[v] = found
        return found

    def _find(self, v: int) -> list[Filler]:
        tree = self.tree
        expressed = self.expressed(v)
        if not expressed and self.tree.verbs.has("causative", self.tree.lemma[v]):
            expressed = self._made_known(v)
        if expressed:
            return expressed + self._comitative(v)
        if tree.finite(v) >= 0 and not tree.has(v, "mark"):
            return self._finite(v) + self._comitative(v)
        if tree.finite(v) >= 0:
            return self._cleft(v, tree.head[v]) or self._finite(v)
        return self._nonfinite(v) or self.resolver.of_null(v) or self._following(v)

    def _made_known(self, v: int) -> list[Filler]:
        """Subject of "fare" that hangs on its infinitive: "ha fatto sapere a Y il ministro X"."""
        tree = self.tree
        return [
            filler
            for w in tree.having(v, "xcomp", "ccomp")
            if tree.lemma[w] in tree.words.attribution.known and tree.is_infinitive(w)
            for k in tree.having(w, "nsubj", "obj")
            if k > w
            for filler in self.resolver.spread(k, "subject")
            if filler.refs
        ]

    def _following(self, v: int) -> list[Filler]:
        """Subject of the verb after a fronted participle: "Nata a Zara, X si trasferì a Y"."""
        tree = self.tree
        for w in tree.having(v, "conj", "parataxis"):
            if tree.is_participle(v) and tree.finite(w) >= 0 and not tree.has(w, "cc"):
                return _via(self.expressed(w), "subject of the main clause")
        return []

    def expressed(self, v: int) -> list[Filler]:
        """Subject that the clause itself names."""
        found: list[Filler] = []
        for k in self.tree.having(v, "nsubj", "nsubj:pass"):
            passive = self.tree.dep[k] == "nsubj:pass"
            found += self.resolver.spread(k, "subject of the passive" if passive else "subject")
        return found

    def _comitative(self, v: int) -> list[Filler]:
        known = self.tree.words
        joint = self.tree.lemma[v] in known.nouns.joint
        alone = not self.tree.has(v, "obj")
        return [
            filler
            for marker, k in self.tree.complements(v)
            if marker in known.prepositions.comitative
            or (alone and k < v and marker in known.prepositions.addition)
            or (joint and marker in known.prepositions.company and self.resolver.own(k))
            for filler in self.resolver.spread(k, TOGETHER)
        ]

    def _finite(self, v: int) -> list[Filler]:
        tree = self.tree
        h = tree.head[v]
        if tree.dep[v] == "acl:relcl" and tree.form[h] in tree.words.nouns.free:
            return self.resolver.spread(h, "free relative")
        null = self.resolver.of_null(v)
        if not null and tree.dep[v] == "acl:relcl":
            null = self._after_relative(v)
        if tree.dep[v] == "conj":
            h = tree.head[v]
            if tree.is_predicate(h) and self._agree(v, h):
                shared = self.of(h)
                if any(f.refs for f in shared) or not null:
                    return [
                        Filler(f.head, f.refs, "subject of the coordinated clause") for f in shared
                    ]
        return null or self._to_come(v)

    def _after_relative(self, v: int) -> list[Filler]:
        """Subject of the clause after a relative: "da Roma, dove è in visita, X ha detto"."""
        tree = self.tree
        h = tree.clause(tree.head[v])
        placed = any(tree.form[k] in tree.words.attribution.where for k in tree.kids[v])
        after = [k for k in tree.having(h, "nsubj") if v < k] if h > v and placed else []
        return _via(self.expressed(h), "subject of the main clause") if after else []

    def _to_come(self, v: int) -> list[Filler]:
        """Subject named after the second of two verbs: "è indagato e si trova in carcere X"."""
        tree = self.tree
        for w in (*tree.having(v, "conj"), *self._relatives_of_place(v)):
            after = [k for k in tree.having(w, "nsubj", "nsubj:pass") if k > w]
            if after and tree.finite(w) >= 0 and self._agree(w, v):
                return _via(self.expressed(w), "subject of the coordinated clause")
        return []

    def _relatives_of_place(self, v: int) -> list[int]:
        """Relative clauses that end before the subject: "è morta a X, dove era nata, Y"."""
        tree = self.tree
        found = [w for _, k in tree.complements(v) for w in tree.having(k, "acl:relcl")]
        return [
            w
            for w in found
            if any(tree.form[k] in tree.words.attribution.where for k in tree.kids[w])
            and any(
                tree.form[min([k, *tree.having(k, "det")]) - 1] == ","
                for k in tree.having(w, "nsubj", "nsubj:pass")
                if k > w
            )
        ]

    def _agree(self, v: int, h: int) -> bool:
        """Whether two clauses may share a subject: same person and number."""
        a, b = self.tree.finite(v), self.tree.finite(h)
        if b < 0:
            return True
        return all(self.tree.feature(a, f) == self.tree.feature(b, f) for f in ("Person", "Number"))

    def _nonfinite(self, v: int) -> list[Filler]:
        tree = self.tree
        h, dep = tree.head[v], tree.dep[v]
        if dep == "conj" and (tree.is_predicate(h) or tree.dep[h] == "acl"):
            return self.of(h)
        if dep in ("xcomp", "ccomp", "csubj", "acl"):
            cleft = self._cleft(v, h)
            if cleft:
                return cleft
        if dep in ("xcomp", "ccomp", "csubj"):
            found = self.of(h) if self._is_own_will(v, h) else self.controller(h)
            return _via(found, "controller of the infinitive")
        if dep in ("advcl", "parataxis"):
            main = self._frame(v, tree.clause(h))
            blamed = self._blamed(v, main)
            if blamed:
                return blamed
            subject = self.of(main)
            if tree.is_participle(v) and tree.feature(v, "Number") == "Sing":
                subject = [f for f in subject if f.how != TOGETHER]
            return self._cleft(v, h) or _via(subject, "subject of the main clause")
        if dep in ("acl", "amod"):
            if tree.is_infinitive(v):
                return _via(self.noun_controller(h), "controller of the infinitive")
            return self._modified(v, h)
        return []

    def _is_own_will(self, v: int, h: int) -> bool:
        """Whether who speaks does it himself: "ha detto a X di voler incontrare Y"."""
        tree = self.tree
        auxiliaries = tree.auxiliaries(v)
        told = tree.verbs.has("addressing", tree.lemma[h]) and bool(auxiliaries)
        modality = tree.words.modality
        own = any(tree.lemma[a] in modality.possible | modality.planned for a in auxiliaries)
        return tree.verbs.has("dative_control", tree.lemma[h]) and (own or told)

    def _blamed(self, v: int, main: int) -> list[Filler]:
        """Object of the main verb that has done ``v``: "ha ringraziato X per aver detto"."""
        tree = self.tree
        marks = [tree.form[k] for k in tree.having(v, "mark")]
        perfect = tree.feature(v, "VerbForm") == "Part" and tree.auxiliaries(v)
        if not perfect or not set(marks) & tree.words.nouns.reasons or tree.is_passive(main):
            return []
        if not tree.verbs.has("human_object", tree.lemma[main]):
            return []
        found = [f for f in self.objects(main) if f.refs]
        return _via(found, "object of the main clause")

    def _modified(self, v: int, h: int) -> list[Filler]:
        """Noun that a participle modifies; all of several nouns where it is plural.

        A thing that is no entity leaves the name of a place or body next to the participle:
        "le infrastrutture di X e Y, occupate da Z".
        """
        tree, resolver = self.tree, self.resolver
        if tree.feature(v, "Number") == "Plur":
            while tree.dep[h] == "conj" and tree.pos[h] == "PROPN":
                h = tree.head[h]
        found = resolver.spread(h, "noun that the participle modifies")
        if tree.feature(v, "Number") == "Sing":  # "X e Y (confluito in Z)": the last before it
            found = [f for f in found if f.head < v][-1:] or found
        if not any(f.refs for f in found) and not tree.has(v, "cop"):
            found += resolver.next_to(v, h)
        return found

    def _frame(self, v: int, main: int) -> int:
        """Clause that adverbial ``v`` goes with: "«…», ha detto X, abbracciando Y"."""
        tree = self.tree
        for r in tree.having(main, "parataxis"):
            if main < r < v and tree.verbs.has("reporting", tree.lemma[r]):
                return r
        return main

    def _cleft(self, v: int, h: int) -> list[Filler]:
        """Read "A firmare è stato X": the predicate of the copula does it."""
        tree = self.tree
        if tree.dep[h] == "cop":
            h = tree.head[h]
        marks = [tree.preposition(k) for k in tree.having(v, "mark")]
        if marks != [tree.words.prepositions.dative] or not tree.has(h, "cop") or tree.marker(h):
            return []
        return self.resolver.spread(h, "cleft") if self.resolver.own(h) else []

    def controller(self, h: int) -> list[Filler]:
        """Who controls an infinitive governed by ``h``."""
        tree, verbs = self.tree, self.tree.verbs
        lemma = tree.lemma[h]
        if tree.pos[h] in ("VERB", "AUX"):
            if verbs.has("dative_control", lemma):
                found = self.recipients(h)
                if found:
                    return found
            if verbs.has("object_control", lemma) or verbs.has("perception", lemma):
                if tree.is_passive(h) or self.is_reduced(h):
                    return self.of(h)
                found = self.objects(h)
                if found:
                    return found
        return self.of(h)

    def is_reduced(self, v: int) -> bool:
        """Whether ``v`` is a participle that modifies a noun: "accusato di aver ucciso"."""
        return self.tree.dep[v] == "acl" and self.tree.is_participle(v)

    def noun_controller(self, n: int) -> list[Filler]:
        """Who does the infinitive of a noun: "la decisione di X di", "ha intenzione di"."""
        tree, nouns = self.tree, self.tree.words.nouns
        v = tree.head[n]
        if tree.lemma[n] in nouns.delegating and tree.dep[n] == "obj":
            found = self.recipients(v)
            if found:
                return found
        if tree.lemma[n] in nouns.charge and v != n:
            found = [] if tree.is_passive(v) or tree.dep[n] == "obj" else self.objects(v)
            if any(f.refs for f in found):
                return found
            if tree.has(v, "cop"):  # "è in carcere con l'accusa di aver ucciso Y"
                return self.of(v)
        for k in tree.kids[n]:
            if k in self.resolver.demonyms and tree.dep[k] != "obj":
                return self.resolver.spread(k, "demonym")
            if tree.dep[k] == "det:poss":
                return self.resolver.spread(k, "possessive")
        for marker, k in tree.complements(n):
            if marker in (tree.words.prepositions.genitive, *tree.words.prepositions.agent):
                return self.resolver.spread(k, "genitive")
        if tree.dep[n] in ("obj", "obl") and tree.is_predicate(tree.head[n]):
            return self.of(tree.head[n])
        if tree.dep[n] in ("appos", "amod") and tree.head[n] in self.resolver.names:
            return self.resolver.spread(tree.head[n])  # "X, primo italiano a presiedere"
        if self.resolver.own(n):  # "uno dei pochi paesi a riconoscere"
            return self.resolver.spread(n)
        k = n
        while tree.dep[k] == "nmod" and not tree.has(k, "cop"):
            k = tree.head[k]
        return self.of(k) if tree.has(k, "cop") else []


def _via(fillers: list[Filler], how: str) -> list[Filler]:
    return [Filler(f.head, f.refs, how) for f in fillers]
