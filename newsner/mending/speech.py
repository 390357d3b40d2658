"""Direct speech: what stands outside the quotation marks belongs to who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang
from .names import Names
from .rules import rule


@rule("VERB", "parataxis")
def frame_of_quotation(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Give the framing verb what follows it: "«…», ha detto a Y il ministro X".

    The parser may hang subject and addressee on the verb in the quotation.
    """
    said = tree.head[v]
    if said > v or said not in tree.quoted or v in tree.quoted:
        return
    if tree.verbs.has("reporting", tree.lemma[v]):
        for k in list(tree.kids[said]):
            if k > v and k not in tree.quoted:
                yield hang(k, v, tree.dep[k])
