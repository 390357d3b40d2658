"""Mends of complements: what hangs on a name and belongs to the noun or verb above."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .names import DIPLOMAT
from .tree import Tree

PLACES = frozenset(("PLACE", "COUNTRY"))


class Complements:
    """Mends the complements of names; ``names`` are the mentions by name by their root tokens."""

    def __init__(
        self,
        tree: Tree,
        entities: list[EntityRow],
        titles: TitleTable,
        names: dict[int, MentionRow],
    ) -> None:
        self.tree, self.entities, self.titles, self.names = tree, entities, titles, names
        self.ends = {m.end: m for m in names.values()}
        self.bodies = {r for r, m in names.items() if self._type(m) == "ORGANISATION"}

    def mend(self, mentions: list[MentionRow]) -> None:
        """Move what is misattached."""
        for m in (*self.names.values(), *self._titles_alone(mentions)):
            self._free(m)
        for m in self.names.values():
            if self._type(m) == "PLACE":
                self._town_of_body(m)
        for n, pos in enumerate(self.tree.pos):
            if pos == "NOUN":
                self._postverbal(n)
                self._doer_of_object(n)
                self._of_object(n)
                self._post(n)

    def _type(self, m: MentionRow) -> str:
        return self.entities[m.entity].type

    def _titles_alone(self, mentions: list[MentionRow]) -> list[MentionRow]:
        """Give the titles that stand for a person: "la visita del Papa in Spagna".

        A diplomat's may well govern a place: "la lettera dell'ambasciatore a Oslo".
        """
        found = []
        for m in mentions:
            if m.kind != "nominal" or self._type(m) != "PERSON":
                continue
            title = self.titles.get(self.tree.form[m.root])
            if title is not None and DIPLOMAT not in title.groups:
                found.append(m)
        return found

    def _free(self, m: MentionRow) -> None:
        """Give what name ``m`` cannot govern to the noun or verb above.

        "Le sanzioni dell'Unione europea alla Russia", "lo ha promesso il cancelliere X a Y".
        """
        tree = self.tree
        holder = tree.head[m.root]
        if holder == m.root:
            return
        title = tree.pos[holder] == "NOUN" and not tree.marker(m.root)
        above = tree.head[holder] if title else holder
        if above == holder and title:
            return
        for source in (m.root, holder) if title else (m.root,):
            for k in list(tree.kids[source]):
                if k < m.end or tree.dep[k] not in ("nmod", "obl") or k == above:
                    continue
                marker = (tree.inner(k) or (tree.marker(k), k))[0]
                if marker == tree.words.prepositions.genitive:
                    self._genitive(m, k, above)
                elif self._is_loose(m, marker, above):
                    tree.reattach(k, above, "nmod" if tree.pos[above] == "NOUN" else "obl")

    def _is_loose(self, m: MentionRow, marker: str, above: int) -> bool:
        """Whether a complement with this preposition is none of name ``m``."""
        tree, known, kind = self.tree, self.tree.words.prepositions, self._type(m)
        if kind == "PERSON" and marker == known.within:  # "la visita di X in Spagna"
            return tree.pos[above] in ("NOUN", "VERB")
        if marker not in known.not_of_names:
            return False
        if marker == known.dative and kind == "ORGANISATION" and tree.pos[above] == "VERB":
            return False  # its seat
        return tree.pos[above] in ("NOUN", "VERB")

    def _genitive(self, m: MentionRow, k: int, above: int) -> None:
        """Place "di Y" after name ``m``: on the name, the title or the verb."""
        tree = self.tree
        holder = tree.head[m.root]
        office = tree.pos[holder] == "NOUN" and self.titles.get(tree.form[holder]) is not None
        if tree.head[k] == holder and self._after_comma(m, k) and self._type(m) == "PERSON":
            tree.reattach(k, m.root, "nmod")  # "il dottor X, dell'Y"
        elif k in self.bodies and office and self._type(m) in PLACES and tree.head[k] == m.root:
            tree.reattach(k, holder, "nmod")  # "la direttrice per l'Italia di Y"
        elif tree.lemma[above] in tree.words.modality.allegation and tree.pos[above] == "VERB":
            tree.reattach(k, above, "obl")  # "è accusato dalla Procura di Y di corruzione"

    def _town_of_body(self, m: MentionRow) -> None:
        """Give a body its town: "la segretaria della Cgil di Cuneo" heads no town."""
        tree = self.tree
        start = min([m.start, *tree.having(m.root, "case", "det")])
        body = self.ends.get(start)
        if body is None or body.root not in self.bodies or body.root == m.root:
            return
        genitive = tree.words.prepositions.genitive
        same = tree.head[body.root] == tree.head[m.root]
        if same and tree.marker(m.root) == tree.marker(body.root) == genitive:
            tree.reattach(m.root, body.root, "nmod")

    def _after_comma(self, m: MentionRow, k: int) -> bool:
        """Whether complement ``k`` begins right after name ``m`` and a comma."""
        start = min([k, *self.tree.having(k, "case", "det")])
        return start == m.end + 1 and self.tree.form[m.end] == ","

    def _post(self, n: int) -> None:
        """Give a diplomat the place right behind: "consegnata dall'ambasciatore russo a Oslo".

        Not where he is sent there: "ha mandato l'ambasciatore russo a Oslo".
        """
        tree = self.tree
        if tree.dep[n] == "obj":
            return
        end = n + 1
        while end < len(tree.pos) and tree.dep[end] == "amod" and tree.head[end] == n:
            end += 1
        if end + 1 >= len(tree.pos) or tree.dep[end] != "case":
            return
        title = self.titles.get(tree.form[n])
        if title is None or DIPLOMAT not in title.groups:
            return
        place = tree.head[end]
        if place in self.names and tree.head[place] == tree.head[n] and tree.dep[place] == "obl":
            m = self.names[place]
            if m.start == end + 1 and tree.marker(place) in tree.words.prepositions.places:
                tree.reattach(place, n, "nmod")

    def _doer_of_object(self, k: int) -> None:
        """Give the event its doer: "ha documentato l'uccisione di X da parte di Y"."""
        tree = self.tree
        v = tree.head[k]
        if tree.dep[k] != "obl" or tree.pos[v] != "VERB":
            return
        inner = tree.inner(k)
        if inner is None or inner[0] not in tree.words.prepositions.agent or tree.is_passive(v):
            return
        objects = [n for n in tree.having(v, "obj", "nsubj") if n < k and tree.pos[n] == "NOUN"]
        if objects:
            tree.reattach(k, objects[-1], "nmod")

    def _of_object(self, n: int) -> None:
        """Give an event what follows it: "ha condannato l'attacco di X a Y", not "a Y" the verb."""
        tree = self.tree
        v = tree.head[n]
        if tree.dep[n] != "obj" or n in self.names or not tree.verbs.has("judging", tree.lemma[v]):
            return
        if not any(tree.marker(k) == tree.words.prepositions.genitive for k in tree.kids[n]):
            return
        for k in tree.having(v, "obl"):
            direct = n < k and not any(tree.form[i] == "," for i in range(n, k))
            if direct and tree.marker(k) in tree.words.prepositions.outer and k in self.names:
                tree.reattach(k, n, "nmod")

    def _postverbal(self, n: int) -> None:
        """Give the verb what follows its subject's name: "ha promesso X a Y"."""
        tree = self.tree
        v = tree.head[n]
        if tree.dep[n] != "nsubj" or v > n or tree.pos[v] != "VERB":
            return
        held = [k for k in tree.kids[n] if k in self.names and k > n and not tree.marker(k)]
        if not held:
            self._addressee(n, v)
            return
        for k in list(tree.kids[n]):
            loose = tree.marker(k) not in ("", tree.words.prepositions.genitive)
            if k > held[0] and tree.dep[k] == "nmod" and loose:
                tree.reattach(k, v, "obl")

    def _addressee(self, n: int, v: int) -> None:
        """Give the verb of saying whom its titled subject tells: "ha detto la manager a X"."""
        tree, title = self.tree, self.titles.get(self.tree.form[n])
        if (
            title is None
            or DIPLOMAT in title.groups
            or not tree.verbs.has("reporting", tree.lemma[v])
        ):
            return
        for k in list(tree.kids[n]):
            if k > n and k in self.names and tree.marker(k) == tree.words.prepositions.dative:
                tree.reattach(k, v, "obl")
