"""Mends around direct speech: what stands outside the quotation marks belongs to who speaks."""

from __future__ import annotations

from .tree import Tree

OPENING, CLOSING = frozenset('«“"'), frozenset('»”"')


def mend_quotes(tree: Tree) -> None:
    """Give the framing verb what follows it: "«…», ha detto a Y il ministro X".

    The parser may hang subject and addressee on the verb in the quotation.
    """
    frames = [v for v, dep in enumerate(tree.dep) if dep == "parataxis" and tree.pos[v] == "VERB"]
    quoted = quoted_tokens(tree) if frames else frozenset()
    for v in frames:
        said = tree.head[v]
        if said > v or said not in quoted or v in quoted:
            continue
        if not tree.verbs.has("reporting", tree.lemma[v]):
            continue
        for k in list(tree.kids[said]):
            if k > v and k not in quoted:
                tree.reattach(k, v, tree.dep[k])


def quoted_tokens(tree: Tree) -> frozenset[int]:
    """Tokens between quotation marks; a mark that is never closed opens nothing."""
    found: set[int] = set()
    start = -1
    for i, form in enumerate(tree.form):
        if start >= 0 and form in CLOSING:
            found.update(range(start + 1, i))
            start = -1
        elif start < 0 and form in OPENING:
            start = i
    return frozenset(found)
