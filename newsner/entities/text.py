"""The words of a Doc as this stage reads them, beside the tree they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from spacy.tokens import Doc

from ..layers import cased_text, column
from ..syntax import Tree, hand_on

T = TypeVar("T")

_CURLY = "’"
_PADDING = 8  # no rule looks further ahead


class Text:
    """A Doc by columns: the word at each index, and what the parser says of it.

    ``words`` are in ordinary letters where the text is in capitals, ``lower`` in small ones; both
    have a straight apostrophe, whichever is written. ``kinds`` are those of the names that the
    model saw. ``tree`` is the parser's, which the next stage reads too; ``head`` and ``dep`` are
    its own lists. The others end with a few empty words, so that looking beyond the last word or
    before the first needs no check: index -1, for "none", has nothing of anything.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.size = len(doc)
        self.tree = tree = Tree(doc)
        hand_on(doc, tree)
        self.head, self.dep = tree.head, tree.dep
        self.pos = _padded(tree.pos, "")
        self.lemma = _padded(tree.lemma, "")
        self.lower = _padded(map(_straight, tree.form), "")
        self.kinds = _padded(column(doc, "ENT_TYPE"), "")
        flags = doc.to_array(["IS_PUNCT", "IS_QUOTE", "LIKE_NUM"]).astype(bool).T.tolist()
        self.is_punct, self.is_quote, self.like_num = (_padded(column, False) for column in flags)
        self._text = cased_text(doc)
        self._spans: list[tuple[int, int]] = [
            (start, start + length) for start, length in doc.to_array(["IDX", "LENGTH"]).tolist()
        ]
        self.words = _padded((_straight(self._text[a:z]) for a, z in self._spans), "")

    def written(self, start: int, end: int) -> str:
        """Words [start, end) as written."""
        if start >= end:
            return ""
        return self._text[self._spans[start][0] : self._spans[min(end, self.size) - 1][1]]

    def behind(self, i: int, *deps: str) -> list[int]:
        """Dependents of a word with one of these relations that stand behind it."""
        return [k for k in self.tree.having(i, *deps) if k > i]


def _padded(words: Iterable[T], empty: T) -> list[T]:
    return [*words, *[empty] * _PADDING]


def _straight(text: str) -> str:
    """Give a word with a straight apostrophe ("dell’" as "dell'"), but a closing quote as it is."""
    return text.replace(_CURLY, "'") if _CURLY in text and len(text) > 1 else text
