"""Status of predicates, nouns among them: by their own words, or what governs them."""

from __future__ import annotations

from ..layers import Proposition
from .clause_status import PLAIN, ClauseStatus, Judgement, stronger

NAMING = frozenset(("apposition", "title and name"))


class Factuality(ClauseStatus):
    """Status of each clause and noun."""

    def corrects(self, n: int) -> bool:
        """Whether a conjunct is what is so instead of what is denied: "non X, ma Y"."""
        tree, polarity = self.tree, self.tree.words.polarity
        if tree.dep[n] != "conj" or self.own(tree.clause(n))[0] != "negated":
            return False
        words = [tree.form[k] for k in tree.kids[n] if k < n]
        return not polarity.corrective.isdisjoint(words) and polarity.negation.isdisjoint(words)

    def corrected(self, c: int) -> Judgement:
        """Status of clause ``c`` but for what denies it."""
        return stronger(self.context(c), self._mood(c, self.tree.auxiliaries(c)))

    def _is_held_possible(self, h: int) -> bool:
        """Whether verb ``h`` calls its subject or object possible: "è ritenuto probabile"."""
        tree = self.tree
        return tree.verbs.has("predicative", tree.lemma[h]) and any(
            tree.lemma[k] in tree.words.polarity.doubted for k in tree.having(h, "xcomp")
        )

    def of_noun(self, p: Proposition, light: list[Proposition]) -> Judgement:
        """Status of a noun or adjective predicate."""
        tree, polarity = self.tree, self.tree.words.polarity
        n = p.predicate
        if p.construction == "copula" or (tree.has(n, "cop") and p.construction not in NAMING):
            return self.corrected(tree.clause(n)) if self.corrects(n) else self.of(tree.clause(n))
        for k in tree.kids[n]:
            if tree.dep[k] in ("amod", "det", "advmod"):
                if tree.lemma[k] in polarity.denied or tree.form[k] in polarity.negative:
                    return "negated", f"{tree.form[k]!r}"
                if tree.lemma[k] in polarity.doubted:
                    return "uncertain", f"{tree.form[k]!r}"
                if tree.lemma[k] in polarity.planned and tree.pos[k] != "DET":
                    return "future", f"{tree.form[k]!r}"
        if tree.dep[n] == "compound" and tree.lemma[tree.head[n]] in polarity.doubted:
            return "uncertain", f"{tree.form[tree.head[n]]!r}"
        if p.construction in ("apposition", "title and name", "name", "coreferent", "attribute"):
            return PLAIN
        h = tree.head[n]
        if p.construction == "predicative":
            return self.of(h) if tree.is_predicate(h) else PLAIN
        for verb in light:
            return self._carried(verb.predicate)
        if tree.marker(n) in polarity.without:
            return "negated", "without"
        return self._governed_noun(n, h)

    def _carried(self, v: int) -> Judgement:
        """Status of the noun that verb ``v`` carries: "ha sospeso gli aiuti" denies them."""
        tree, verbs, said = self.tree, self.tree.verbs, self.of(v)
        lemma = tree.lemma[v]
        if verbs.has("stopping", lemma):
            if said[0] == "negated":
                return PLAIN
            return said if said[0] == "uncertain" else ("negated", f"governed by {lemma!r}")
        if verbs.has("negative_implicative", lemma):
            denied = said[0] != "negated"
            return ("negated" if denied else "uncertain", f"governed by {lemma!r}")
        if verbs.has("commissive", lemma) or lemma in tree.words.modality.scheduling:
            return stronger(said, ("future", f"governed by {lemma!r}"))
        return said

    def _governed_noun(self, n: int, h: int) -> Judgement:
        tree, modality = self.tree, self.tree.words.modality
        while tree.dep[n] == "conj" and tree.pos[h] == "NOUN":
            if tree.head[h] == h:
                return PLAIN
            n, h = h, tree.head[h]
        lemma, dep = tree.lemma[h], tree.dep[n]
        known = tree.words.prepositions
        rumoured = tree.marker(n) in (known.on, *known.aim) and self._is_rumoured(n, h)
        if rumoured or self._is_at_issue(n, h):
            return "uncertain", "content of what may be"
        if dep == "nmod" and tree.marker(n) in known.content:
            return self._of_noun_complement(h)
        if not tree.is_predicate(h) or h == n:
            return PLAIN
        if self._is_held_possible(h):
            return "uncertain", f"governed by {lemma!r}"
        if dep in ("nsubj", "nsubj:pass") and self._takes_place(h):
            said = self.of(h)
            return self._reversed(said, lemma) if lemma in modality.cancelled else said
        plans = dep == "nsubj" and tree.has(h, "obj") and not tree.reflexive(h)
        if plans:
            return PLAIN  # "l'accordo prevede aiuti"
        if dep in ("nsubj", "nsubj:pass", "obj") and lemma in modality.scheduling:
            return stronger(self.of(h), ("future", f"governed by {lemma!r}"))
        if dep == "obl" and tree.marker(n) in known.aim and tree.is_journey(h):
            return self.of(h)  # "andrà a Rabat per un vertice"
        return self._of_object(h) if dep == "obj" else PLAIN

    def _is_rumoured(self, n: int, h: int) -> bool:
        """Whether a noun of possibility is about ``n``: "le voci su un incontro tra X e Y"."""
        tree, nouns = self.tree, self.tree.words.modality.possibility
        beside = [k for k in tree.having(h, "obj", "nsubj", "nsubj:pass") if k < n]
        about = [h] if tree.dep[n] == "nmod" else beside if tree.dep[n] == "obl" else []
        return any(tree.lemma[k] in nouns for k in about)

    def _reversed(self, said: Judgement, lemma: str) -> Judgement:
        """Status of what is called off: it takes place where that is denied."""
        verdict = {"asserted": "negated", "negated": "asserted"}.get(said[0], "uncertain")
        return verdict, f"governed by {lemma!r}"

    def _of_object(self, h: int) -> Judgement:
        """Status of the object of verb ``h``, which is no carrier of it."""
        verbs, lemma = self.tree.verbs, self.tree.lemma[h]
        if verbs.has("negative_implicative", lemma) and self.of(h)[0] != "negated":
            return "negated", f"governed by {lemma!r}"
        if verbs.has("directive", lemma):
            return "uncertain", f"wanted: governed by {lemma!r}"
        if lemma in self.tree.words.modality.feared:
            return "uncertain", f"possible: governed by {lemma!r}"
        if verbs.has("commissive", lemma):
            return stronger(self.of(h), ("future", f"governed by {lemma!r}"))
        return PLAIN
