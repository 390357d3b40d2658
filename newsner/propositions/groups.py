"""Groups and their named members: "sei indagati, tra i quali X", "tra loro c'è X"."""

from __future__ import annotations

from ..syntax import SUBJECTS, Tree


class Groups:
    """Tokens of the named members of each plural noun."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._stated: dict[int, list[int]] = {}
        for v in dict.fromkeys(map(tree.clause, range(len(tree.form)))):
            for group, members in self._states(v):
                self._stated.setdefault(group, []).extend(members)

    def members(self, n: int) -> list[int]:
        """Tokens named as members of the group of noun ``n``."""
        tree = self.tree
        found: list[int] = []
        for k in tree.kids[n]:
            listed = tree.marker(k) == tree.words.prepositions.predicative
            if listed and tree.dep[k] == "nmod" and tree.is_plural(n):
                found.append(k)  # "varie testate come X e Y"
            pronouns = [x for x in (k, *tree.kids[k]) if tree.is_relative(x)]
            if any(tree.marker(x) in tree.words.prepositions.inclusion for x in pronouns):
                found += tree.having(k, *SUBJECTS) or [k]
        return found + self._stated.get(n, []) + self._leaders(n)

    def _leaders(self, n: int) -> list[int]:
        """Who leads a party: "la delegazione guidata da X"."""
        tree, words = self.tree, self.tree.words
        if tree.lemma[n] not in words.containers.parties:
            return []
        return [
            k
            for v in tree.having(n, "acl")
            if tree.lemma[v] in words.containers.leading
            for marker, k in tree.complements(v)
            if marker == words.prepositions.by
        ]

    def head(self, n: int) -> int:
        """Noun that a transparent one counts or packs: "una serie di raid" is about "raid"."""
        tree = self.tree
        seen = {n}
        while tree.lemma[n] in tree.words.containers.transparent:
            inner = [k for m, k in tree.complements(n) if m == tree.words.prepositions.genitive]
            if not inner or inner[0] in seen or self._is_idiom(n):
                break
            n = inner[0]
            seen.add(n)
        return n

    def _is_idiom(self, n: int) -> bool:
        """Whether the noun counts nothing: "fa parte di X", "prende le parti di X"."""
        tree = self.tree
        bare = not tree.having(n, "det", "nummod", "amod")
        if tree.feature(n, "Number") == "Plur":
            bare = any(tree.feature(k, "Definite") == "Def" for k in tree.having(n, "det"))
        return bare and tree.dep[n] == "obj" and tree.verbs.has("light", tree.lemma[tree.head[n]])

    def _states(self, v: int) -> list[tuple[int, list[int]]]:
        """Find the groups of which clause ``v`` names members, with them."""
        tree, known = self.tree, self.tree.words.prepositions
        members = [k for k in tree.having(v, *SUBJECTS) if not tree.is_relative(k)]
        if not members:
            return []
        lists = tree.lemma[v] in tree.words.containers.listing
        found = []
        for k in tree.having(v, "obl", "nmod", "nsubj"):
            marker = tree.marker(k)
            partitive = marker == known.genitive or marker in known.inclusion
            if not partitive or tree.feature(k, "Number") == "Sing" or k in members[-1:]:
                continue
            if lists and marker in known.inclusion:
                group = self._antecedent(k) if tree.pos[k] == "PRON" else k
            elif k < v and tree.pos[k] == "NOUN" and any(m > k for m in members):
                group = k  # "dei tredici stati che lo riconoscono, solo X e Y hanno …"
            else:
                continue
            if group >= 0:
                found.append((group, [m for m in members if m != k]))
        return found

    def _antecedent(self, k: int) -> int:
        """Plural noun that a pronoun takes up, in this sentence or the one before; -1 of none."""
        tree = self.tree
        if tree.is_relative(k):
            return -1
        for i in range(k - 1, -1, -1):
            if tree.period[k] - tree.period[i] > 1:
                break
            plural = tree.pos[i] == "NOUN" and tree.feature(i, "Number") == "Plur"
            if plural and tree.dep[i] in (*SUBJECTS, "obj"):
                return i
        return -1
