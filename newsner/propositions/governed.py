"""Objects of verbs: direct and indirect ones, pronouns joined to the verb among them."""

from __future__ import annotations

from ..syntax import Tree
from .clitics import TAKEN_UP, is_content, noun_of_clitic
from .fillers import Filler
from .resolver import Resolver


class Objects:
    """Whom and what a verb governs."""

    def __init__(self, tree: Tree, resolver: Resolver) -> None:
        self.tree, self.resolver = tree, resolver

    def recipients(self, v: int) -> list[Filler]:
        """Indirect objects of ``v``: "a" complements and dative clitics."""
        tree = self.tree
        found: list[Filler] = []
        for k in tree.having(v, "iobj"):
            if tree.form[k] not in tree.words.clitics.partitive:
                found += self.resolver.spread(k, "indirect object")
        if not found:
            for marker, k in tree.complements(v):
                if marker == tree.words.prepositions.dative:
                    found += self.resolver.spread(k, "indirect object")
            found = [f for f in found if f.refs] or found  # "al telefono ha chiesto a X"
        if not found:
            found = self.joined(v, tree.words.clitics.recipient, "indirect object")
        if not found and tree.has(v, "obj"):
            found = self._stray(v, "indirect object")
        return found

    def objects(self, v: int) -> list[Filler]:
        """Direct objects of ``v``, shared ones of coordinated verbs included."""
        tree = self.tree
        found: list[Filler] = []
        for k in tree.having(v, "obj"):
            if tree.form[k] not in tree.words.clitics.reflexive:
                found += self._thing(v, k) or self.resolver.spread(k, "object")
        if not found:
            found = self._stray(v, "object")
        if not found:
            found = self.joined(v, tree.words.clitics.patient, "object")
        if not found and not tree.is_passive(v):
            found = self._object_to_come(v)
        if not found and tree.dep[v] == "conj" and not tree.is_passive(v):
            h = tree.head[v]  # "ha invaso e occupato la città": the object follows both verbs
            if tree.is_predicate(h):
                found = [
                    f
                    for k in tree.having(h, "obj")
                    if k > v
                    for f in self.resolver.spread(k, "object of the coordinated verb")
                ]
        return found

    def _thing(self, v: int, k: int) -> list[Filler]:
        """Noun that object clitic ``k`` takes up, where it is no name."""
        form = self.tree.form[k]
        if self.tree.pos[k] != "PRON" or form not in self.tree.words.clitics.patient:
            return []
        if self.tree.form[k - 1] in self.tree.words.clitics.reflexive:
            return []  # "se la prende con X"
        if self.resolver.own(k) or is_content(self.tree, v):
            return []
        n = noun_of_clitic(self.tree, v, form, k)
        return self.resolver.spread(n, TAKEN_UP) if n >= 0 else []

    def _stray(self, v: int, how: str) -> list[Filler]:
        """Pronouns of speaker and hearer that the parser took for expletives: "ci ha traditi"."""
        return [
            filler
            for k in self.tree.having(v, "expl")
            if self.resolver.own(k)
            for filler in self.resolver.spread(k, how)
        ]

    def _object_to_come(self, v: int) -> list[Filler]:
        """Object named with the second of two verbs: "ha deposto e fatto arrestare X"."""
        tree = self.tree
        for w in tree.having(v, "conj"):
            after = [k for k in tree.kids[v] if v < k < w and tree.dep[k] not in ("cc", "advmod")]
            if tree.pos[w] != "VERB" or after or tree.having(w, "nsubj", "nsubj:pass", "aux"):
                continue
            for target in (w, *tree.having(w, "ccomp", "xcomp")):
                for k in tree.having(target, "obj"):
                    if tree.pos[k] != "PRON":
                        return self.resolver.spread(k, "object of the coordinated verb")
        return []

    def joined(self, v: int, forms: frozenset[str], how: str) -> list[Filler]:
        """Read the pronoun joined to ``v``: coreference leaves its mention on the verb token."""
        for token in (v, *self.tree.auxiliaries(v)):
            if token not in self.tree.enclitics:
                continue
            if any(self._is_one_of(v, c, forms) for c in self.tree.enclitics[token]):
                refs = [r for r in self.resolver.own(token) if r.how.startswith("pronoun")]
                thing = -1
                if not refs and how == "object" and not is_content(self.tree, v):
                    thing = noun_of_clitic(self.tree, v, self.tree.enclitics[token][-1], token)
                if thing >= 0:
                    return [Filler(thing, [], TAKEN_UP)]
                return [Filler(token, refs, f"{how}, joined to the verb")]
        return []

    def _is_one_of(self, v: int, clitic: str, forms: frozenset[str]) -> bool:
        """Whether a joined pronoun is one of ``forms``, objects or recipients."""
        tree, known = self.tree, self.tree.words.clitics
        if clitic not in known.ambiguous:
            return clitic in forms
        lemma = tree.lemma[v]
        told = any(tree.verbs.has(name, lemma) for name in ("addressing", "dative_control"))
        recipient = told or tree.has(v, "obj") or lemma in tree.words.nouns.unaccusative
        return forms is (known.recipient if recipient else known.patient)
