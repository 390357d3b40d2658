"""The parse of a Doc as the learned decisions read it: columns of words, and ways through the tree.

It is the parse as it came, on which they were trained, not the tree that mending leaves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from ..layers import column


class Way(NamedTuple):
    """From one word up to the word that both are below, and from the other up to it.

    ``top`` is that word; -1, and both parts up to the root, where there is none.
    """

    first: list[int]
    top: int
    second: list[int]

    @property
    def inner(self) -> list[int]:
        """The words on it without the two at its ends; none where there is no way."""
        if self.top < 0:
            return []
        amid = [self.top] if self.first and self.second else []
        return self.first[1:] + amid + self.second[1:]


class Parse:
    """The words of a Doc, a list each.

    ``form`` and ``lemma`` are in lower case; ``head`` of a root is itself; ``kids`` are those whose
    head a word is.
    """

    def __init__(self, doc: Doc) -> None:
        self.form = column(doc, "LOWER")
        self.lemma = [lemma.lower() for lemma in column(doc, "LEMMA")]
        self.dep, self.pos = column(doc, "DEP"), column(doc, "POS")
        offsets = doc.to_array("HEAD").astype(np.int64).tolist()
        self.head: list[int] = [i + offset for i, offset in enumerate(offsets)]
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self._up: dict[int, list[int]] = {}

    def up(self, i: int) -> list[int]:
        """Give the tokens from ``i`` to the root of its sentence."""
        found = self._up.get(i)
        if found is None:
            found, seen = [i], {i}
            while (h := self.head[found[-1]]) not in seen:
                seen.add(h)
                found.append(h)
            self._up[i] = found
        return found

    def way(self, a: int, b: int) -> Way:
        """Give the way from ``a`` to ``b`` through the word that both are below."""
        up, down = self.up(a), self.up(b)
        below = set(down)
        top = next((i for i in up if i in below), -1)
        if top < 0:
            return Way(up, -1, down)
        return Way(up[: up.index(top)], top, down[: down.index(top)])

    def cases(self, i: int) -> list[str]:
        """Give the prepositions of a word, as lemmas."""
        return [self.lemma[k] for k in self.kids[i] if self.dep[k] == "case"]
