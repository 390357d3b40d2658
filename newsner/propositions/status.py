"""Status of predicates: polarity, tense and modality, by their own words or what governs them."""

from __future__ import annotations

from ..layers import IN_NAMING, Proposition
from ..syntax import SUBJECTS, Tree

RANK = {"asserted": 0, "future": 1, "uncertain": 2, "negated": 3}
Judgement = tuple[str, str]  # status, reason in words
PARTICLES = frozenset(("advmod", "cc", "case", "mark"))
DENYING = frozenset((*PARTICLES, "nsubj", "nsubj:pass", "obj", "obl:agent"))
ENDS = frozenset((".", "?", "!", "?!"))
PLAIN: Judgement = ("asserted", "")


def stronger(a: Judgement, b: Judgement) -> Judgement:
    """Give the one that says more: negated over uncertain over future over asserted."""
    return a if RANK[a[0]] >= RANK[b[0]] else b


NAMING = frozenset(("apposition", "title and name"))


class Factuality:
    """Status of each clause and noun."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._own: dict[int, Judgement] = {}
        self._context: dict[int, Judgement] = {}
        self._questions = self._find_questions()

    def _find_questions(self) -> set[int]:
        tree = self.tree
        ends = {tree.sentence[i]: form for i, form in enumerate(tree.form) if form in ENDS}
        return {sentence for sentence, last in ends.items() if last == "?"}

    def of(self, c: int) -> Judgement:
        """Status of clause ``c`` with the reason."""
        return stronger(self.context(c), self.own(c))

    # -- what the clause itself says ------------------------------------------------------

    def own(self, c: int) -> Judgement:
        """Status by the clause's own words."""
        if c not in self._own:
            self._own[c] = self._judge(c)
        return self._own[c]

    def _judge(self, c: int) -> Judgement:
        tree, polarity = self.tree, self.tree.words.polarity
        auxiliaries = tree.auxiliaries(c)
        for t in (c, *auxiliaries):
            for k in tree.kids[t]:
                if tree.dep[k] in DENYING and self._denies(k):
                    return "negated", f"negation {tree.form[k]!r}"
        marks = [tree.form[k] for k in tree.having(c, "mark", "case", "advmod")]
        if any(m in polarity.without for m in marks):
            return "negated", "subordinator of what did not happen"
        if any(m in polarity.if_ for m in marks) and tree.dep[c] != "ccomp":
            return "uncertain", "conditional clause"
        if any(m in polarity.perhaps for m in marks):
            return "uncertain", "adverb of doubt"
        mood = self._mood(c, auxiliaries)
        if tree.lemma[c] in tree.words.modality.expected:
            mood = stronger(mood, self._prospect(c))
        if mood[0] == "future" and self._conditioned(c):
            return "uncertain", "depends on a condition"
        main = tree.parent(c) < 0 or tree.dep[c] in ("conj", "parataxis")
        if main and tree.sentence[c] in self._questions:
            return "uncertain", "question"  # "Sarà Neri il sindaco?": not told, though future
        return mood

    def _conditioned(self, c: int) -> bool:
        """Whether an if-clause hangs on the clause."""
        tree = self.tree
        return any(tree.is_marked(k, tree.words.polarity.if_) for k in tree.having(c, "advcl"))

    def _denies(self, k: int) -> bool:
        tree, polarity = self.tree, self.tree.words.polarity
        if tree.dep[k] in PARTICLES:
            return tree.form[k] in polarity.negation and not tree.has(k, "fixed")
        if tree.form[k] in polarity.negative:
            return True
        return any(tree.form[d] in polarity.negative for d in tree.having(k, "det"))

    def _mood(self, c: int, auxiliaries: list[int]) -> Judgement:
        tree, modality = self.tree, self.tree.words.modality
        finite = tree.finite(c)
        if finite >= 0 and tree.feature(finite, "Mood") == "Cnd":
            return self._conditional(c)
        for a in auxiliaries:
            done = tree.is_participle(a) or tree.feature(a, "Tense") == "Past"
            if done or not tree.verbs.has("modal", tree.lemma[a]):
                continue  # "ha dovuto ritirarsi", "dovette ritirarsi": it happened
            if tree.lemma[a] in modality.possible:
                return "uncertain", f"modal verb {tree.form[a]!r}"
            if tree.lemma[a] in modality.planned or tree.lemma[a] in modality.obliged:
                wished = tree.feature(a, "Tense") == "Imp"
                return "uncertain" if wished else "future", f"modal verb {tree.form[a]!r}"
        if finite >= 0 and tree.feature(finite, "Tense") == "Fut":
            return "future", "future tense"
        return PLAIN

    def _conditional(self, c: int) -> Judgement:
        """Hearsay or possibility; after a past verb of saying, the future in the past."""
        tree = self.tree
        g = tree.head[c]
        perfect = len(tree.auxiliaries(c)) > 0 and tree.is_participle(c)
        if tree.dep[c] == "ccomp" and perfect and tree.verbs.has("reporting", tree.lemma[g]):
            finite = tree.finite(g)
            past = tree.feature(finite, "Tense") in ("Past", "Imp") or finite != g
            heard = tree.lemma[g] in tree.words.modality.hearsay
            if past and not heard and not tree.verbs.has("directive", tree.lemma[g]):
                return "future", "future in the past"
        return "uncertain", "conditional mood"

    # -- what governs it ------------------------------------------------------------------

    def context(self, c: int) -> Judgement:
        """Status that clause ``c`` inherits from what governs it."""
        if c not in self._context:
            self._context[c] = PLAIN  # a cycle inherits nothing
            self._context[c] = self._inherit(c)
        return self._context[c]

    def _inherit(self, c: int) -> Judgement:
        tree = self.tree
        parent, dep, g = tree.parent(c), tree.dep[c], tree.head[c]
        if parent < 0:
            return PLAIN
        infinitive, aimed = tree.finite(c) < 0, tree.is_marked(c, tree.words.prepositions.aim)
        if self._is_cleft(c, g):
            return self.of(parent)
        if dep == "conj":
            shared = infinitive and tree.is_predicate(g)
            if tree.is_participle(c) and not tree.auxiliaries(c) and tree.auxiliaries(g):
                shared = False  # a participle that shares no auxiliary says its own
            return self.of(parent) if shared else self.context(parent)
        if dep in ("xcomp", "advcl") and infinitive and self._is_charge(c, g):
            return "uncertain", f"alleged: the charge of {tree.lemma[g]!r}"
        if tree.is_infinitive(c) and self._is_to_come(c, g, aimed):
            return stronger(self.of(parent), self._prospect(g))
        if dep in ("xcomp", "ccomp", "csubj"):
            return self._complement(c, g, parent, infinitive)
        if dep == "acl" and tree.is_infinitive(c):
            # "il via libera per attaccare X"
            aim: Judgement = ("future", "what a noun is for")
            return stronger(self.of(parent), aim) if aimed else self._of_noun_complement(g)
        if dep == "advcl" and infinitive:
            above = self.of(parent)
            if aimed and tree.verbs.has("directive", tree.lemma[parent]):
                return stronger(above, ("uncertain", "what something is asked for"))
            scoped = tree.is_infinitive(c) or above[0] != "negated"
            return above if scoped and not tree.is_participle(c) else self.context(parent)
        return PLAIN

    def _is_to_come(self, c: int, g: int, aimed: bool) -> bool:
        """Whether an infinitive is yet to be done: "pronto a", "sta per", "è sul punto di"."""
        tree, modality = self.tree, self.tree.words.modality
        if tree.lemma[g] in modality.brink:
            return bool(tree.marker(g))
        if aimed and tree.lemma[g] in modality.about_to:  # "sta a Roma per incontrarla" is no such
            return all(tree.pos[i] == "ADV" for i in range(g + 1, tree.having(c, "mark")[0]))
        return tree.lemma[g] in modality.ready

    def _prospect(self, g: int) -> Judgement:
        """Status of what is yet to be done; what was to be done in the past may not have been."""
        tree = self.tree
        finite = tree.finite(tree.clause(g))
        past = finite >= 0 and tree.feature(finite, "Tense") == "Imp"
        return "uncertain" if past else "future", f"governed by {tree.form[g]!r}"

    def _is_cleft(self, c: int, g: int) -> bool:
        """Whether a copula says if it is ``g`` who does it.

        "Non fu Neri a scrivere la lettera", "non è stato Neri che l'ha scritta"; but not "non è
        Neri, che la scrisse nel 2019, il colpevole".
        """
        tree = self.tree
        if not tree.has(g, "cop") or any(tree.has(g, dep) for dep in SUBJECTS):
            return False
        if tree.finite(c) < 0:
            dative = tree.words.prepositions.dative
            return any(tree.lemma[k] == dative for k in tree.having(c, "mark"))
        told = tree.dep[c] == "acl:relcl" and tree.pos[g] in ("PROPN", "PRON")
        return told and "," not in tree.form[g:c]

    def _is_charge(self, c: int, g: int) -> bool:
        """Whether clause ``c`` is what somebody is held or tried for: "per aver ucciso"."""
        tree = self.tree
        reasons = tree.is_marked(c, tree.words.nouns.reasons)
        perfect = tree.is_infinitive(c) and bool(tree.auxiliaries(c))
        charging = tree.words.modality.charging | tree.words.modality.allegation
        return reasons and perfect and tree.lemma[g] in charging

    def _complement(self, c: int, g: int, parent: int, infinitive: bool) -> Judgement:
        tree, verbs = self.tree, self.tree.verbs
        lemma = tree.lemma[g]
        subjunctive = not infinitive and tree.feature(tree.finite(c), "Mood") == "Sub"
        if not infinitive and self._is_opinion(lemma, subjunctive):
            return "uncertain", f"opinion: governed by {lemma!r}"
        if tree.pos[g] not in ("VERB", "AUX"):
            return self._of_noun_complement(g) if tree.pos[g] == "NOUN" else self.of(parent)
        governing = self.of(parent)
        perfect = infinitive and bool(tree.auxiliaries(c))
        if verbs.has("negative_implicative", lemma):
            if governing[0] == "negated":
                doubt: Judgement = ("uncertain", f"not excluded: governed by {lemma!r}")
                return doubt if verbs.has("claiming", lemma) else PLAIN
            return "negated", f"governed by {lemma!r}"
        if not infinitive and lemma in tree.words.modality.stipulation:
            return stronger(governing, ("future", f"planned: governed by {lemma!r}"))
        if lemma in tree.words.modality.allegation or self._is_rumour(g, subjunctive):
            return "uncertain", f"alleged: governed by {lemma!r}"
        wanted = verbs.has("directive", lemma)
        if (infinitive or subjunctive or wanted) and not perfect:
            if wanted:
                return "uncertain", f"wanted: governed by {lemma!r}"
            if verbs.has("commissive", lemma):
                return stronger(governing, self._intended(g))
        if infinitive:
            if verbs.has("conative", lemma):
                governing = stronger(governing, ("uncertain", f"attempted: governed by {lemma!r}"))
            return PLAIN if verbs.has("reporting", lemma) and perfect else governing
        turns_out = subjunctive and lemma in tree.words.modality.turning_out
        return governing if turns_out else self.context(parent)  # "non risulta che abbia"

    def _is_opinion(self, lemma: str, subjunctive: bool) -> bool:
        """Whether a verb or adjective says that somebody thinks its finite complement."""
        words = self.tree.words.attribution
        if lemma in words.convinced or lemma in words.convincing:
            return True
        return subjunctive and self.tree.verbs.has("opinion", lemma)

    def _is_rumour(self, g: int, subjunctive: bool) -> bool:
        """Whether a complement only seems or is said: "sembra aver ucciso", "si dice che sia"."""
        tree = self.tree
        if tree.lemma[g] in tree.words.modality.seeming:
            return True
        said = tree.verbs.has("reporting", tree.lemma[g]) and tree.reflexive(g)
        return said and subjunctive

    def _of_noun_complement(self, g: int) -> Judgement:
        tree, modality = self.tree, self.tree.words.modality
        lemma = tree.lemma[g]
        negated = self.own(tree.clause(g))
        if lemma in modality.intention:
            planned: Judgement = ("future", f"complement of {lemma!r}")
            return stronger(negated, planned) if tree.dep[g] == "obj" else planned
        if lemma in modality.possibility:
            return "uncertain", f"complement of {lemma!r}"
        return PLAIN

    def _is_at_issue(self, n: int, h: int) -> bool:
        """Whether word ``h`` or its object takes sides on a change: "veto all'adesione di X"."""
        tree, siding = self.tree, self.tree.words.modality.siding
        if tree.lemma[n] not in tree.words.modality.change:
            return False
        beside = [k for k in tree.having(h, "obj") if k < n] if tree.dep[n] == "obl" else []
        return any(tree.lemma[k] in siding for k in (h, *beside))

    def _takes_place(self, h: int) -> bool:
        """Whether verb ``h`` says if its subject takes place: "è saltato", "avrà luogo"."""
        tree, modality = self.tree, self.tree.words.modality
        if tree.lemma[h] in modality.occurrence | modality.cancelled:
            return True
        if tree.lemma[h] in modality.made:
            return tree.reflexive(h)
        objects = tree.having(h, "obj") if tree.lemma[h] in modality.having else []
        return any(tree.lemma[k] in modality.stage for k in objects)

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
        if n and tree.lemma[n - 1] in polarity.tried:  # headlines make a verb of it
            return "uncertain", f"{tree.form[n - 1]!r}"
        for k in tree.kids[n]:
            if tree.dep[k] in ("amod", "det", "advmod"):
                denied = tree.form[k] in polarity.negative or tree.lemma[k] in polarity.denied
                if denied or (k == n - 1 and tree.form[k] in polarity.negation):
                    return "negated", f"{tree.form[k]!r}"
                if tree.lemma[k] in polarity.doubted:
                    return "uncertain", f"{tree.form[k]!r}"
                if tree.lemma[k] in polarity.planned and tree.pos[k] != "DET":
                    return "future", f"{tree.form[k]!r}"
        if p.construction in IN_NAMING:
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
            return stronger(said, self._intended(v))
        return said

    def _intended(self, v: int) -> Judgement:
        """Status of what verb ``v`` commits to: future, but for decisions told as history.

        The remote past tells what came of it as well: "decise di rompere con X", "fu decisa".
        """
        tree, lemma = self.tree, self.tree.lemma[v]
        finite = tree.finite(v)
        remote = finite >= 0 and tree.feature(finite, "Tense") == "Past"
        if remote and lemma in tree.words.modality.decided:
            return PLAIN
        return "future", f"intended: governed by {lemma!r}"

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
        if dep in SUBJECTS and self._takes_place(h):
            said = self.of(h)
            return self._reversed(said, lemma) if lemma in modality.cancelled else said
        plans = dep == "nsubj" and tree.has(h, "obj") and not tree.reflexive(h)
        if plans:
            return PLAIN  # "l'accordo prevede aiuti"
        if dep in ("nsubj", "nsubj:pass", "obj") and lemma in modality.scheduling:
            return stronger(self.of(h), self._intended(h))
        if dep == "obl" and tree.marker(n) in known.aim and tree.is_journey(h):
            return self.of(h)  # "andrà a Rabat per un vertice"
        return self._of_object(h) if dep == "obj" else PLAIN

    def _is_rumoured(self, n: int, h: int) -> bool:
        """Whether a noun of possibility is about ``n``: "le voci su un incontro tra X e Y"."""
        tree, nouns = self.tree, self.tree.words.modality.possibility
        beside = [k for k in tree.having(h, "obj", *SUBJECTS) if k < n]
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
            return stronger(self.of(h), self._intended(h))
        return PLAIN
