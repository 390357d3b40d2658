"""Mends of names in apposition: a name between commas belongs to the title or noun before it."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .attachment import LOOSE
from .relatives import titles_above
from .tree import Tree

STRAY = frozenset(("parataxis", "appos", "nmod", "flat", "flat:name", "conj", "dep", "dislocated"))


class NameAppositions:
    """Mends the names of one tree that stand in apposition.

    ``names`` are the mentions by name by their root tokens, ``entities`` what they mean.
    """

    def __init__(
        self,
        tree: Tree,
        names: dict[int, MentionRow],
        entities: list[EntityRow],
        titles: TitleTable,
    ) -> None:
        self.tree, self.names, self.entities, self.titles = tree, names, entities, titles
        self.ends = {m.end: m for m in names.values()}

    def _mend_names(self) -> None:
        """Move the names that are misattached."""
        for m in list(self.names.values()):
            if self.entities[m.entity].type == "PERSON":
                self._name_before_title(m)
                self._names_of_plural(m)
                self._name_of_title(m)
            else:
                self._place_of_noun(m)
            self._genitive_of_event(m)
            self._parenthesis(m)

    def _place_of_noun(self, m: MentionRow) -> None:
        """Read "la città natale di X, Lione", "la capitale della Norvegia, Oslo" of the noun."""
        tree, words = self.tree, self.tree.words.containers
        owner = tree.head[m.root]
        row = self.names.get(owner)
        if (
            row is None
            or row.end != m.start - 1
            or tree.form[row.end] != ","
            or tree.marker(m.root)
        ):
            return
        noun = tree.head[owner]
        genitive = tree.marker(owner) == tree.words.prepositions.genitive
        if not genitive or tree.marker(m.root):
            return
        if tree.lemma[noun] not in words.places | words.capitals:
            return
        if self.entities[m.entity].type == "PLACE" and self.entities[row.entity].type != "PLACE":
            tree.reattach(m.root, noun, "appos")

    def _before_comma(self, start: int) -> MentionRow | None:
        """Name that ends right before the comma before token ``start``."""
        return self.ends.get(start - 1) if start and self.tree.form[start - 1] == "," else None

    def _parenthesis(self, m: MentionRow) -> None:
        """Hang a name in brackets on the name right before it: "il deputato X (Lega)"."""
        tree = self.tree
        if m.start < 2 or tree.form[m.start - 1] != "(":
            return
        row = self.ends.get(m.start - 1)
        if (
            row is not None
            and row.root not in (m.root, tree.head[m.root])
            and m.root not in tree.above(row.root)
        ):
            tree.reattach(m.root, row.root, "appos")

    def _name_before_title(self, m: MentionRow) -> None:
        """Put the name above what it is said to be: "Lena Bauer, ex giocatrice, è morta".

        The parser may take the noun after the comma for the subject, and the name for its part.
        """
        tree = self.tree
        n = tree.head[m.root]
        if (
            n < m.end
            or tree.dep[m.root] not in STRAY
            or tree.pos[n] != "NOUN"
            or tree.has(n, "cop")
        ):
            return
        if tree.form[m.end] != "," or self.titles.get(tree.form[n]) is None or tree.marker(m.root):
            return
        v = tree.head[n]
        end = next((i for i in range(n, len(tree.form)) if tree.form[i] == ","), -1)
        if not n < end < v or any(k < m.start for k in tree.having(n, "det", "amod")):
            return
        tree.replace(n, m.root)
        tree.dep[n] = "appos"
        for k in [k for k in tree.kids[n] if k < m.start]:
            tree.reattach(k, m.root, tree.dep[k])

    def _names_of_plural(self, m: MentionRow) -> None:
        """Give several names to the plural noun above: "i due figli del re, Aldo e Bice"."""
        tree = self.tree
        owner = tree.head[m.root]
        dep = tree.dep[m.root]
        if dep not in ("appos", "conj") or tree.form[m.start - 1] != "," or owner > m.start:
            return
        noun = tree.head[owner]
        listed = [k for k in tree.having(owner, "conj") if k >= m.root]
        if dep == "appos" and listed:
            listed.insert(
                0, m.root
            )  # "i due figli del re, Aldo e Bice", where Bice hangs on the king
        if listed and (listed[0] != m.root or not self._counted(noun, listed[-1])):
            return
        if tree.pos[noun] != "NOUN" or self.titles.get(tree.form[noun]) is None:
            return
        owned = tree.dep[owner] == "nmod" and tree.marker(owner)
        one = tree.is_plural(noun) and not tree.is_plural(owner)
        several = len(listed) > 1 or tree.conjuncts(m.root)
        if owned == tree.words.prepositions.genitive and one and several:
            tree.reattach(m.root, noun, "appos")
            for k in listed[1:]:
                tree.reattach(k, m.root, "conj")

    def _counted(self, noun: int, last: int) -> bool:
        """Whether a list is of what the noun counts, and not of owners: "i due figli di X, A e B".

        So it is too where a comma closes it.
        """
        end = self.names[last].end if last in self.names else last + 1
        closed = end < len(self.tree.form) and self.tree.form[end] == ","
        return self.tree.has(noun, "nummod") or closed

    def _name_of_title(self, m: MentionRow) -> None:
        """Between commas: "nell'ufficio dell'ambasciatore d'Italia a Kiev, X, si è fermato Y"."""
        tree = self.tree
        if tree.dep[m.root] not in STRAY or tree.has(m.root, "cc") or tree.marker(m.root):
            return
        closed = m.end < len(tree.form) and tree.form[m.end] == ","
        if m.start < 2 or tree.form[m.start - 1] != "," or not closed:
            return
        last = m.start - 2
        chain = titles_above(tree, last, self.titles)
        held = (*chain, last) if tree.pos[last] == "NOUN" else chain
        if tree.head[m.root] in held and tree.dep[m.root] == "appos":
            return
        if self.titles.get(tree.form[last]) and tree.pos[last] == "NOUN":
            chain.insert(0, last)
        free = [n for n in chain if not self._has_bearer(n, m.root)]
        if free and free[-1] != tree.head[m.root]:
            tree.reattach(m.root, free[-1], "appos")

    def _has_bearer(self, n: int, other: int) -> bool:
        """Whether a name other than ``other`` bears title ``n``."""
        tree, names = self.tree, self.names
        bears = any(
            k != other and not tree.marker(k) and tree.dep[k] in LOOSE
            for k in tree.kids[n]
            if k in names
        )
        said = tree.has(n, "cop") and bool(tree.having(n, "nsubj"))  # "X è padre di due figli, Y"
        borne = tree.head[n] in names and not tree.marker(n) and not tree.has(n, "cc")
        return bears or borne or said

    def _genitive_of_event(self, m: MentionRow) -> None:
        """Give the event its patient: "l'acquisto da parte di X dei cantieri Y"."""
        tree, known = self.tree, self.tree.words.prepositions
        part = tree.head[m.root]
        event = tree.head[part]
        inner = tree.inner(part) if tree.pos[event] == "NOUN" else None
        if inner is None or inner[0] not in known.agent:
            return
        for k in list(tree.kids[m.root]):
            if k >= m.end and tree.dep[k] == "nmod" and tree.marker(k) == known.genitive:
                tree.reattach(k, event, "nmod")
