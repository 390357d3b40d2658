"""Sources: to whom the article attributes what a clause says."""

from __future__ import annotations

from ..syntax import VERBAL_POS, Tree
from .fillers import Filler
from .resolver import Resolver
from .subjects import Subjects

FAR = 300  # words from a quotation, in its sentence, within which the verb is that reports it


class Attribution:
    """Source entity of each clause, computed once; -1 where the article itself says so."""

    def __init__(self, tree: Tree, resolver: Resolver, subjects: Subjects) -> None:
        self.tree, self.resolver, self.subjects = tree, resolver, subjects
        self._found: dict[int, int] = {}
        self.quotes = [q for q in tree.quotations if self._speaks(*q)]
        self.quoted: dict[int, int] = {
            i: q for q, (start, end) in enumerate(self.quotes) for i in range(start, end)
        }
        self._speakers = self._find_speakers()
        self._announcers = self._find_announcers()

    def of(self, c: int) -> int:
        """Source of clause ``c``."""
        if c not in self._found:
            self._found[c] = -1  # a cycle has no source
            self._found[c] = self._find(c)
        return self._found[c]

    def _find(self, c: int) -> int:
        tree = self.tree
        if c in self.quoted:
            speaker = self._speakers[self.quoted[c]]
            if speaker >= 0:
                return speaker
        found = self._according(c)
        if found >= 0:
            return found
        for k in tree.having(c, "parataxis", "advcl", "ccomp"):
            if self._is_report(k) and tree.finite(k) >= 0 and self._frames(k, c):
                found = self._speaker(k)
                if found >= 0:
                    return found
        g, dep, parent = tree.head[c], tree.dep[c], tree.parent(c)
        phase = dep == "xcomp" and tree.verbs.has("aspectual", tree.lemma[g])
        if dep in ("ccomp", "xcomp", "csubj") and self._is_report(g) and not phase:
            found = self._speaker(g)
            if found >= 0:
                return found
        if dep in ("ccomp", "xcomp", "csubj", "acl") and self._is_convinced(g):
            found = self._believer(g)
            if found >= 0:
                return found
        frames = dep in ("parataxis", "advcl") and tree.finite(c) >= 0 and self._is_report(c)
        if parent < 0 or frames:
            return -1
        return self.of(parent)

    def _is_convinced(self, g: int) -> bool:
        """Whether ``g`` says that somebody believes its clause: "X, convinto che"."""
        tree = self.tree
        if tree.lemma[g] in tree.words.attribution.convinced:
            return True
        persuaded = tree.lemma[g] in tree.words.attribution.convincing
        return persuaded and (tree.is_participle(g) or tree.is_passive(g))

    def _believer(self, g: int) -> int:
        fillers = self.subjects.of(g)
        if not any(f.refs for f in fillers) and not self.tree.has(g, "cop"):
            fillers = self.resolver.spread(self.tree.head[g])
        return next((r.entity for f in fillers for r in f.refs), -1)

    def announced(self, c: int) -> int:
        """Who has announced clause ``c`` by the next sentence, "Lo ha promesso X"; -1: nobody."""
        tree = self.tree
        while tree.parent(c) >= 0:
            if tree.dep[c] in ("acl:relcl", "acl"):
                return -1
            c = tree.parent(c)
        return self._announcers.get(tree.sentence[c], -1)

    def _find_announcers(self) -> dict[int, int]:
        """Speakers of the sentences that only report the one before, by the number of that."""
        tree = self.tree
        found = {}
        for v, head in enumerate(tree.head):
            if head != v or not tree.sentence[v] or not self._is_report(v) or tree.has(v, "ccomp"):
                continue
            if any(
                tree.form[k] in tree.words.proforms.objects and k < v
                for k in tree.having(v, "obj", "advmod", "expl")
            ):
                found[tree.sentence[v] - 1] = self._speaker(v)
        return found

    def _frames(self, k: int, c: int) -> bool:
        """Whether reporting clause ``k`` frames ``c``: "…, ha detto X", "come riferisce X"."""
        tree = self.tree
        if tree.dep[k] == "parataxis" or tree.dep[k] == "ccomp":
            objects = tree.having(k, "ccomp", "obj")
            return all(tree.pos[o] == "PRON" for o in objects) and (
                tree.dep[k] == "parataxis" or k in self.quoted
            )
        return any(
            tree.form[m] in tree.words.attribution.as_
            for m in tree.having(k, "mark", "advmod", "case")
        )

    def _is_report(self, v: int) -> bool:
        tree = self.tree
        if tree.pos[v] not in ("VERB", "AUX"):
            return False
        lemma = tree.lemma[v]
        return (
            tree.verbs.has("reporting", lemma)
            or lemma in tree.words.modality.allegation
            or self._makes_known(v)
        )

    def _makes_known(self, v: int) -> bool:
        """Whether ``v`` is the infinitive of "fare sapere"."""
        tree = self.tree
        governed = tree.dep[v] in ("ccomp", "xcomp")
        known = tree.lemma[v] in tree.words.attribution.known
        return known and governed and tree.verbs.has("causative", tree.lemma[tree.head[v]])

    def _speaker(self, v: int) -> int:
        """Entity that says what verb ``v`` reports."""
        tree = self.tree
        fillers: list[Filler] = []
        if self._makes_known(v):
            fillers = self.subjects.of(tree.head[v]) or self.subjects.objects(v)
        elif tree.is_passive(v) or (tree.is_participle(v) and not tree.auxiliaries(v)):
            for k in tree.having(v, "obl:agent"):
                fillers += self.resolver.spread(k)
        else:
            fillers = self.subjects.of(v)
        return next((r.entity for f in fillers for r in f.refs), -1)

    def _according(self, c: int) -> int:
        """Read "secondo X", "a detta di X", "secondo quanto riferito da X"."""
        tree = self.tree
        known = tree.words.attribution
        for k in tree.having(c, "advcl"):  # "stando a X": the parser took it for a clause
            for marker, x in tree.complements(k):
                if f"{tree.form[k]} {marker}" in known.according and self.resolver.refs(x):
                    return self.resolver.refs(x)[0].entity
        for marker, k in tree.complements(c):
            strong = marker in known.according
            weak = marker in known.according_weak and k < c and self.resolver.refs(k)
            if not strong and not weak:
                continue
            refs = [r for f in self.resolver.spread(k) for r in f.refs]
            if not refs:
                refs = [r for below in self._below(k) for r in self.resolver.refs(below)]
            if weak and (tree.has(c, "nsubj:pass") or not self._at_edge(k)):
                continue
            if refs:
                return refs[0].entity
        return -1

    def _at_edge(self, k: int) -> bool:
        """Whether the complement opens its sentence or stands between commas."""
        tree = self.tree
        start = min((x for x in tree.kids[k]), default=k)
        before = tree.form[start - 1] if start else "."
        return before in (",", ".", ":", ";", "«", "“", '"', "\n") or tree.begins_sentence(start)

    def _below(self, k: int) -> list[int]:
        """Names below an unnamed source: "secondo fonti di X", "quanto riferito da X"."""
        found = []
        for x in self.tree.kids[k]:
            if self.resolver.refs(x):
                found.append(x)
            elif self.tree.pos[x] == "VERB":
                found += [
                    y
                    for y in self.tree.having(x, "obl:agent", "nsubj", "obl")
                    if self.resolver.refs(y)
                ]
        return found

    # -- direct speech --------------------------------------------------------------------

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a quotation has a verb: other quoted words say nothing."""
        return any(self.tree.pos[k] in VERBAL_POS for k in range(start + 1, end - 1))

    def _find_speakers(self) -> list[int]:
        """Speaker of each quote: the reporting verb beside it, or the quote before it."""
        speakers: list[int] = []
        for q, (start, end) in enumerate(self.quotes):
            speaker = self._beside(start, end)
            if speaker < 0 and q and self._follows(self.quotes[q - 1][1], start):
                speaker = speakers[q - 1]
            speakers.append(speaker)
        return speakers

    def _follows(self, end: int, start: int) -> bool:
        """Whether a quote goes on after another one with only a frame between them."""
        tree = self.tree
        return tree.sentence[start] - tree.sentence[end - 1] <= 1

    def _beside(self, start: int, end: int) -> int:
        tree = self.tree
        first = tree.sentence[start]
        if start and tree.form[start - 1] == ":":
            first = tree.sentence[start - 1]  # the parser may begin a sentence after a colon
        sentences = range(first, tree.sentence[end - 1] + 1)
        best, distance = -1, 10**6
        k = start
        while k > start - FAR and k > 0 and tree.sentence[k - 1] in sentences:
            k -= 1
        while k < min(end + FAR, len(tree.form)) and tree.sentence[k] in sentences:
            if not start <= k < end and self._is_report(k):
                away = start - k if k < start else k - end
                speaker = self._speaker(k) if away < distance else -1
                if speaker >= 0:
                    best, distance = speaker, away
            k += 1
        if best < 0:
            best = self._announced(start)
        return best

    def _announced(self, start: int) -> int:
        """Read "X: «…»"."""
        tree = self.tree
        if start >= 2 and tree.form[start - 1] == ":":
            refs = self.resolver.refs(start - 2) or [
                r for r in self.resolver.refs(tree.head[start - 2]) if tree.is_name_part(start - 2)
            ]
            if refs:
                return refs[0].entity
        return -1
