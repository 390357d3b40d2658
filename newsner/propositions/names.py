"""Names by token, and the titles and demonyms that a name is joined to."""

from __future__ import annotations

from ..layers import EntityRow, MentionRow
from ..syntax import Tree

ATTACHED = frozenset(
    ["nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod", "dep"]
)
NAMING = frozenset(("name", "metonym"))
DIPLOMAT = "diplomat"  # group of titles
HELD = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))  # what may be a title


class Names:
    """The mentions of a Doc by their tokens."""

    def __init__(
        self,
        tree: Tree,
        entities: list[EntityRow],
        mentions: list[MentionRow],
    ) -> None:
        self.tree, self.entities = tree, entities
        self.names: dict[int, MentionRow] = {}  # root token of a name or metonym
        self.covered: dict[int, MentionRow] = {}  # any token of one
        self.by_root: dict[int, list[MentionRow]] = {}
        self.null: dict[int, list[MentionRow]] = {}
        self.demonyms: dict[int, MentionRow] = {}
        for m in mentions:
            if m.entity < 0:
                continue
            if m.kind == "null":
                self.null.setdefault(m.root, []).append(m)
                continue
            self.by_root.setdefault(m.root, []).append(m)
            if m.kind in NAMING:
                held = self.names.get(m.root)
                if held is None or m.end - m.start > held.end - held.start:
                    self.names[m.root] = m
                for i in range(m.start, m.end):
                    old = self.covered.get(i)
                    if old is None or m.end - m.start > old.end - old.start:
                        self.covered[i] = m
            elif m.kind == "demonym":
                self.demonyms[m.root] = m
        self._title_names: dict[int, list[int]] = {}

    def title_names(self, i: int) -> list[int]:
        """Names joined to the common noun ``i`` as its bearer: "il premier X", "il premier, X"."""
        if i not in self._title_names:
            self._title_names[i] = self._find_title_names(i)
        return self._title_names[i]

    def _find_title_names(self, i: int) -> list[int]:
        tree = self.tree
        if not tree.kids[i] or tree.pos[i] not in HELD or i in self.names:
            return []
        found = []
        for k in tree.kids[i]:
            if k < i or tree.dep[k] not in ATTACHED or tree.marker(k):
                continue
            if k in self.names:
                if not self._parenthesised(k):
                    found.append(k)
            elif tree.pos[k] == "NOUN" and (
                tree.dep[k] == "appos" or (tree.dep[k] == "nmod" and tree.form[k - 1] == ",")
            ):
                found += self.title_names(k)  # "il direttore, padre X"; "sua figlia, suor X"
        if len(found) > 1 and not self.is_thing(i):  # "il segretario Pd, X"
            found.sort(key=lambda k: self.entities[self.names[k].entity].type != "PERSON")
        return found

    def team(self, i: int) -> list[int]:
        """Team that a plural demonym is of: "gli olandesi del Twente"."""
        tree = self.tree
        if i not in self.demonyms or tree.pos[i] != "NOUN" or not tree.is_plural(i):
            return []
        genitive = tree.words.prepositions.genitive
        named = [k for marker, k in tree.complements(i) if marker == genitive and k in self.names]
        return [k for k in named if self.entities[self.names[k].entity].type == "ORGANISATION"]

    def _parenthesised(self, k: int) -> bool:
        start = self.names[k].start
        return start > 0 and self.tree.form[start - 1] == "("

    def is_thing(self, n: int) -> bool:
        """Whether the noun names no person."""
        return self.tree.title(n) is None

    def is_envoy(self, n: int) -> bool:
        """Whether the noun is a diplomat's title, which governs where he is posted."""
        title = self.tree.title(n)
        return title is not None and DIPLOMAT in title.groups
