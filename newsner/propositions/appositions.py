"""Mends of appositions: what stands between commas belongs to the name or title before it."""

from __future__ import annotations

from ..layers import MentionRow
from .attachment import LOOSE
from .name_appositions import STRAY, NameAppositions

HELD = frozenset((*LOOSE, "acl", "conj"))
MOVABLE = frozenset((*HELD, "obl"))


class Appositions(NameAppositions):
    """Mends the appositions of one tree."""

    def mend(self) -> None:
        """Move what is misattached."""
        self._mend_names()
        for n, pos in enumerate(self.tree.pos):
            if pos in ("PRON", "DET"):
                self._same_office(n)
            if pos == "ADJ" and self.tree.dep[n] in STRAY:
                self._adjective_title(n)
            if pos == "ADJ" and self.tree.dep[n] == "amod":
                self._title_after_time(n)
            if self.tree.pos[n] == "NOUN" and self.tree.dep[n] in MOVABLE:
                self._title_after_time(n)
                self._second_title(n)
                self._of_nearest_name(n)
                self._kind_of_body(n)
                self._kind_of_place(n)
                self._attributive(n)
                self._object_of_verb(n)

    def _adjective_title(self, n: int) -> None:
        """Take for a noun the title after a name and a comma: "X, storico dell'Università di Y"."""
        tree = self.tree
        if self._before_comma(n) is None or self.titles.get(tree.form[n]) is None:
            return
        if any(tree.marker(k) for k in tree.having(n, "nmod", "obl")):
            features = {name: tree.feature(n, name) for name in ("Gender", "Number")}
            tree.recast(n, "NOUN", tree.lemma[n], **features)

    def _of_nearest_name(self, n: int) -> None:
        """Give a title after a comma to the name before it: "…, suo figlio X, Y, suocera di Z"."""
        tree = self.tree
        h = tree.head[n]
        if tree.dep[n] not in ("appos", "conj") or tree.marker(n) or tree.having(n, "det", "cc"):
            return
        row = self._before_comma(min([n, *tree.having(n, "amod")]))
        if row is None or row.root == h or h > row.start or tree.marker(row.root):
            return
        titled = tree.dep[row.root] in LOOSE and tree.head[row.root] == h
        person = self.entities[row.entity].type == "PERSON"
        if person and not titled and self.titles.get(tree.form[n]) and row.root != n:
            tree.reattach(n, row.root, "appos")

    def _title_after_time(self, n: int) -> None:
        """Read "X, da due anni dipendente di Y", "un tempo alleata di Y": no part of time."""
        tree = self.tree
        h = tree.head[n]
        if tree.dep[n] not in HELD or h > n or h in self.names:
            return
        if tree.has(n, "det") or tree.marker(n):
            return
        title = self.titles.get(tree.form[n]) is not None
        genders = {tree.feature(i, "Gender") for i in (n, h)} - {""}
        own = [k for _, k in (*tree.complements(n), *tree.complements(h)) if k > n]
        quality = tree.dep[n] == "amod" and len(genders) > 1 and own
        if not title and not quality:
            return
        if tree.lemma[h] not in tree.words.nouns.times and tree.pos[h] not in ("NUM", "ADV"):
            return
        row = self._before_comma(min([h, *tree.kids[h]]))
        if row is None:
            return
        tree.reattach(n, self._top(row), "appos")
        if (
            quality
        ):  # "un tempo alleata di Y": nothing but her gender tells it from "un tempo bello"
            tree.recast(n, "NOUN", tree.lemma[n], Gender=tree.feature(n, "Gender"), Number="Sing")
            for k in own:
                tree.reattach(k, n, "nmod")

    def _second_title(self, n: int) -> None:
        """Join bare titles: "marito di X e padre di Y", "nipote del ministro X e cugino di Y"."""
        tree, genitive = self.tree, self.tree.words.prepositions.genitive
        h = tree.head[n]
        if tree.dep[n] != "conj" or not tree.has(n, "cc") or tree.having(n, "det", "case"):
            return
        if self.titles.get(tree.form[n]) is None or tree.marker(h) != genitive:
            return
        title = tree.head[h]
        owned = any(marker == genitive for marker, _ in tree.complements(n))
        if owned and tree.pos[title] == "NOUN" and self.titles.get(tree.form[title]):
            tree.reattach(n, title, "conj")

    def _kind_of_body(self, n: int) -> None:
        """Read "X, presidente dell'Amla, l'autorità con sede a Y": the authority is no person."""
        tree, words = self.tree, self.tree.words.containers
        if tree.lemma[n] not in words.bodies and tree.lemma[n] not in words.opaque:
            return
        if tree.dep[n] not in ("appos", "conj", "nmod") or tree.marker(n) or tree.has(n, "cc"):
            return
        row = self._before_comma(min([n, *tree.having(n, "det")]))
        if row is None or row.root == tree.head[n] or row.root > n:
            return
        if self.entities[row.entity].type == "ORGANISATION":
            tree.reattach(n, row.root, "appos")

    def _kind_of_place(self, n: int) -> None:
        """Read "nel centro di Bamako, la capitale maliana": the centre is no capital."""
        tree, words = self.tree, self.tree.words.containers
        if tree.lemma[n] not in words.places and tree.lemma[n] not in words.capitals:
            return
        if tree.dep[n] not in ("appos", "conj", "nmod", "obl"):
            return
        if tree.marker(n) or tree.has(n, "cc"):
            return
        row = self._before_comma(min([n, *tree.having(n, "det", "amod", "det:poss")]))
        if row is None or row.root == tree.head[n] or row.root > n:
            return
        if self.entities[row.entity].type == "PLACE":
            tree.reattach(n, row.root, "appos")

    def _attributive(self, n: int) -> None:
        """Give the name "con sede a X", "in mano a X" that follow it, not the verb."""
        tree = self.tree
        inner = tree.inner(n) if tree.dep[n] in ("obl", "nmod") else None
        if inner is None:
            return
        if inner[0] not in tree.words.prepositions.attributive:
            return
        h = tree.head[n]
        start = min([n, *tree.having(n, "case")])
        times: list[int] = []
        if tree.pos[h] == "VERB":  # "X, dal 2012 in mano a Y"
            times = [k for k in tree.having(h, "obl") if h < k < start and self._ends(k) == start]
            start = min([start, *(x for k in times for x in (k, *tree.kids[k]))])
        row = self._before_comma(start)
        if row is not None and row.root != h:
            tree.reattach(n, row.root, "nmod")
            for k in times:
                tree.reattach(k, n, "nmod")

    def _same_office(self, n: int) -> None:
        """Read "con quella lituana, X" as "con l'omologa lituana, X"."""
        tree = self.tree
        noun = tree.words.proforms.same_office.get(tree.form[n])
        if noun is None:
            return
        named = [
            k
            for k in tree.having(n, "appos", "nmod")
            if k in self.names and self.entities[self.names[k].entity].type == "PERSON"
        ]
        if named and tree.has(n, "amod"):
            tree.recast(n, "NOUN", noun, Number="Sing")

    def _object_of_verb(self, n: int) -> None:
        """Give the verb its object: "ha firmato con X, premier di Y, un accordo"."""
        tree, words = self.tree, self.tree.words.containers
        if tree.dep[n] not in ("nmod", "appos") or tree.marker(n) or not tree.has(n, "det"):
            return
        kinds = words.places | words.opaque | words.bodies | words.capitals
        if self.titles.get(tree.form[n]) or tree.lemma[n] in kinds:
            return
        start = min([n, *tree.having(n, "det")])
        h = tree.head[n]
        v = tree.clause_above(h)
        if h in self.names or not self._has_bearer(h, n):
            return  # "a X, la costumista"
        if tree.reflexive(v) or tree.lemma[v] in tree.words.nouns.unaccusative:
            return
        if tree.form[start - 1] != "," or not v < h < n or tree.pos[v] != "VERB":
            return
        top = next((k for k in (h, *tree.above(h)) if tree.head[k] == v), h)
        if tree.dep[top] == "obl" and not tree.having(v, "obj", "nsubj:pass", "ccomp", "xcomp"):
            tree.reattach(n, v, "obj")

    def _ends(self, k: int) -> int:
        """Token after the subtree of ``k``, as far as its own dependents go."""
        return max([k, *self.tree.kids[k]]) + 1

    def _top(self, row: MentionRow) -> int:
        """Title of a name, or the name itself."""
        h = self.tree.head[row.root]
        titled = self.tree.pos[h] == "NOUN" and self.titles.get(self.tree.form[h]) is not None
        return h if titled and not self.tree.marker(row.root) else row.root
