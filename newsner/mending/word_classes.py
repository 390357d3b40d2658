"""Words that the tagger took for others: shares, and the parts of one with a hyphen."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang, recast
from .names import Names
from .rules import rule


@rule("NUM SYM")
def percentage_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Read a percentage as a noun, whose complement is what it is a share of: "il 20% di X"."""
    for k in (i, *tree.having(i, "nummod", "nmod", "flat", "compound")):
        if tree.form[k] in tree.words.nouns.percent:
            yield recast(i, "NOUN", tree.form[k])


@rule("PUNCT SYM")
def join_hyphenated(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Make "sud-ovest" one noun where the parser took its parts for two."""
    first, second = i - 1, i + 1
    if not 0 < i < len(tree.form) - 1 or tree.form[i] != "-":
        return
    if not (tree.glued[first] and tree.glued[i] and tree.pos[first] == tree.pos[second] == "NOUN"):
        return
    if tree.head[first] == second or first in names or second in names:
        return
    if tree.head[second] == second:
        return
    for k in list(tree.kids[second]):
        yield hang(k, first, tree.dep[k])
    yield hang(second, first, "flat")
