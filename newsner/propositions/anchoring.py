"""When and where: the date and place of each predicate, not of another clause."""

from __future__ import annotations

from ..layers import DateRow, EntityRow, Proposition
from ..syntax import OPENING, SUBJECTS, Tree

GRAIN = {"second": 0, "minute": 0, "hour": 0, "part_of_day": 0, "day": 1, "weekend": 2, "week": 2}


class Anchoring:
    """Dates by the predicate they hang on."""

    def __init__(self, tree: Tree, dates: list[DateRow], entities: list[EntityRow]) -> None:
        self.tree, self.dates, self.entities = tree, dates, entities
        self.starts = {row.start: d for d, row in enumerate(dates)}
        self.ends = {row.end: d for d, row in enumerate(dates)}
        self.on: dict[int, list[int]] = {}  # dates by the token they hang on
        self.below: dict[int, list[int]] = {}  # dates inside the adjuncts of a clause
        for d, row in enumerate(dates):
            if row.kind == "SET" or (row.kind == "DURATION" and not isinstance(row.value, list)):
                continue
            root = tree.top(row.start, row.end)
            host = self._host(root)
            self.on.setdefault(host, []).append(d)
            c = tree.clause(host)
            if host != c and self._loosely(host, c):
                self.below.setdefault(c, []).append(d)
        self._of_clause: dict[int, int] = {}

    def _loosely(self, host: int, c: int) -> bool:
        """Whether the date lies in an adjunct of clause ``c``: "dal voto dell'agosto 2020"."""
        path = [host, *self.tree.above(host)]
        k = next((i for i in path if self.tree.head[i] == c), host)
        return self.tree.dep[k] in ("obl", "advmod", "xcomp")

    def _host(self, root: int) -> int:
        """Token that the date modifies: prepositional nouns of time are passed over."""
        tree = self.tree
        h = tree.head[root]
        return h if h != root else root

    def best(self, dates: list[int]) -> int:
        """Choose the most precise date, the first of equals; -1 of none."""
        return min(dates, key=lambda d: GRAIN.get(self.dates[d].precision, 3), default=-1)

    def of_clause(self, c: int) -> int:
        """Date of clause ``c``: its own, or that of the clause it depends on."""
        if c not in self._of_clause:
            self._of_clause[c] = -1  # a cycle has no date
            self._of_clause[c] = self._find(c)
        return self._of_clause[c]

    def _find(self, c: int) -> int:
        tree = self.tree
        own = self.on.get(c, []) + [d for a in tree.auxiliaries(c) for d in self.on.get(a, [])]
        own = own or self.below.get(c, []) or self._on_arrival(c) or self._right_before(c)
        if own:
            return self.best(own)
        parent, dep = tree.parent(c), tree.dep[c]
        if parent < 0:
            before = self._before_colon(c)
            return self.of_clause(before) if before >= 0 and self._explains(c, before) else -1
        nonfinite = tree.finite(c) < 0
        if dep == "conj":
            d = self.of_clause(parent)
            return d if d >= 0 and (nonfinite or self.dates[d].start < parent) else -1
        if dep == "advcl" and c < parent and tree.is_participle(c) and not tree.auxiliaries(c):
            return -1  # "nato a X, Y è stato arrestato ieri"
        if nonfinite and dep in ("xcomp", "advcl", "ccomp"):
            return self.of_clause(parent)
        if dep == "acl" and tree.is_infinitive(c):
            return self.of_clause(parent)
        if dep == "advcl" and self._is_when(c):
            return self.of_clause(parent)
        if dep == "parataxis" and c and self._explains(c, parent):
            return self.of_clause(parent)
        if dep == "acl:relcl" and self._goes_on(c, parent):
            d = self.best(self.on.get(tree.head[c], []))
            return d if d >= 0 else self.of_clause(parent)
        return -1

    def _on_arrival(self, c: int) -> list[int]:
        """Dates of a fronted participle of motion: "atterrato lunedì, X ha incontrato Y"."""
        tree = self.tree
        return [
            d
            for k in tree.having(c, "advcl")
            if k < c and tree.is_participle(k) and tree.verbs.has("motion", tree.lemma[k])
            for d in self.on.get(k, [])
        ]

    def _right_before(self, c: int) -> list[int]:
        """Date that a clause with "quando" follows: "il 18 giugno, quando X affronterà Y"."""
        tree = self.tree
        opening = [
            k
            for k in tree.kids[c]
            if 1 < k < c
            and tree.form[k] in tree.words.attribution.where
            and tree.form[k - 1] == ","
        ]
        return [self.ends[k - 1] for k in opening if k - 1 in self.ends]

    def _is_when(self, c: int) -> bool:
        """Whether the clause tells what happened at the time before it: "lunedì, quando …"."""
        tree = self.tree
        marks = [k for k in tree.having(c, "mark", "advmod") if k < c]
        where = tree.words.attribution.where
        return any(tree.form[k] in where and tree.form[k - 1] == "," for k in marks)

    def _before_colon(self, c: int) -> int:
        """Clause before the colon behind which the parser began a sentence, -1 where none is."""
        tree = self.tree
        first = c
        while first and tree.sentence[first - 1] == tree.sentence[c]:
            first -= 1
        return tree.clause(first - 2) if first > 1 and tree.form[first - 1] == ":" else -1

    def _explains(self, c: int, parent: int) -> bool:
        """Whether a clause after a colon tells the one before it again, in the same time.

        "Mercoledì si torna in campo: la Lazio ospiterà il Twente", but not what somebody says.
        """
        tree = self.tree
        colon = tree.mark_before(":", c)
        if colon < parent or tree.form[colon + 1] in OPENING:
            return False
        if any(tree.verbs.has(name, tree.lemma[parent]) for name in ("reporting", "addressing")):
            return False
        if tree.finite(c) < 0 or tree.finite(parent) < 0:
            return False
        return tree.is_past(c) == tree.is_past(parent)

    def _goes_on(self, c: int, parent: int) -> bool:
        """Whether a relative clause tells what happened then: "in un blitz nel quale …".

        So do relatives of place and time, and those with "che" in the same perfect tense.
        """
        tree = self.tree
        for k in tree.kids[c]:
            oblique = tree.is_relative(k) and tree.marker(k)
            if oblique or tree.form[k] in tree.words.attribution.where:
                return True
        tenses = [
            (tree.is_participle(v), tree.feature(tree.finite(v), "Tense"))
            for v in (c, parent)
            if tree.finite(v) >= 0
        ]
        return len(tenses) == 2 and tenses[0] == tenses[1] and tenses[0][0]

    def of_verb(self, p: Proposition) -> int:
        """Date of a verb predicate; else one on the noun it acts on (loosely attached)."""
        d = self.of_clause(p.predicate)
        if d >= 0:
            return d
        for a in p.arguments:
            if a.role == "comp" and a.head in self.on:
                return self.best(self.on[a.head])
        for a in p.arguments:
            if a.role in ("patient", "oblique") and not a.entities and a.head != p.predicate:
                found = [d for d in self.on.get(a.head, ()) if a.head > p.predicate]
                if found:
                    return self.best(found)
        return -1

    def of_noun(self, p: Proposition, light: list[Proposition]) -> int:
        """Date of a noun predicate: on the noun, or of the verb that says it took place."""
        tree, n = self.tree, p.predicate
        if n in self.on:
            return self.best(self.on[n])
        if p.construction in ("copula", "predicative"):
            return self.of_clause(tree.clause(n))
        if p.construction not in ("nominal",):
            owners = [a for a in p.arguments if a.role in ("genitive", "deep") and a.head > n]
            return self.best([d for a in owners for d in self.on.get(a.head, [])])
        return self._of_event(p, light)

    def _of_event(self, p: Proposition, light: list[Proposition]) -> int:
        """Date of an event noun, by its participle, its verb, its arguments or its clause."""
        tree, n = self.tree, p.predicate
        scheduling = tree.words.modality.scheduling
        set_for = [k for k in tree.having(n, "acl") if tree.lemma[k] in scheduling]
        dates = [d for k in set_for for d in [self.of_clause(k)] if d >= 0]
        if dates:  # "la visita prevista per domani"
            return self.best(dates)
        for verb in light:
            return self.of_clause(verb.predicate)
        around = self._around(p)
        if around:
            return self.best(around)
        h = tree.head[n]
        subject = tree.dep[n] in SUBJECTS and tree.is_predicate(h)
        if subject and tree.lemma[h] in tree.words.modality.occurrence | scheduling:
            return self.of_clause(h)
        if tree.has(n, "cop") or h == n:
            return self.of_clause(n)
        if any(a.marker == "understood" for a in p.arguments):
            return self.of_clause(tree.clause(h))
        return -1

    def _around(self, p: Proposition) -> list[int]:
        """Dates next to the arguments of a noun, or hung on them."""
        tree, n = self.tree, p.predicate
        ends = {a.end for a in p.arguments if a.start > n and a.role != "title"}
        if tree.marker(n) in tree.words.prepositions.sequence:  # "dopo il crollo di X nel 1991"
            ends |= {e + 1 for e in ends if e < len(tree.pos) and tree.pos[e] == "ADP"}
        adjacent = [self.starts[e] for e in ends if e in self.starts]
        if adjacent and not tree.is_predicate(n):
            return adjacent  # "l'invasione russa dell'Ucraina il 24 febbraio"
        return [
            d
            for a in p.arguments
            if a.head > n and a.head in self.on and tree.sentence[a.head] == tree.sentence[n]
            for d in self.on[a.head]
        ]

    def where(self, p: Proposition) -> int:
        """Place of the predicate: a named place after a preposition of place."""
        for a in p.arguments:
            if a.role == "oblique" and a.marker in self.tree.words.prepositions.places:
                for e in a.entities:
                    if self.entities[e].type == "PLACE":
                        return e
        return -1
