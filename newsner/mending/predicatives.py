"""What somebody is made, and by whom: "eletto dall'assemblea presidente"."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang, relabel
from .names import Names
from .rules import rule

XCOMP = "xcomp"
BY = "obl:agent"
HUNG = ("compound", "amod", "appos", "nmod", "flat", "flat:name", "acl")


@rule("VERB")
def title_of_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Part a bare title from whom it is given to: "ha eletto papa X", "candida a sindaco X".

    The parser takes both for objects, or the name for that of a holder of the title.
    """
    if not (_makes(tree, v) or tree.verbs.has("proposing", tree.lemma[v])):
        return
    objects = [k for k in tree.having(v, "obj") if k > v]
    offices = [k for k in tree.having(v, "obj", "obl", XCOMP) if k > v and _is_bare_title(tree, k)]
    if not offices or tree.is_passive(v):
        return
    title = offices[0]
    if tree.dep[title] == "obl" and tree.marker(title) != tree.words.prepositions.dative:
        return
    below = [k for k in tree.having(title, *HUNG) if names.is_a(k, "PERSON") and not tree.marker(k)]
    if below and title < below[0] and objects in ([title], []):
        for k in [k for k in tree.kids[title] if k > below[0]]:
            yield hang(k, below[0], tree.dep[k])
        yield hang(below[0], v, "obj")
    elif len(objects) < 2 or objects[0] != title:
        return
    if tree.dep[title] == "obj":
        yield relabel(title, XCOMP)


@rule("VERB")
def title_of_passive(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Part the agent from the bare title after it: "eletto dall'assemblea presidente"."""
    if not _makes(tree, v):
        return
    for n in list(tree.kids[v]):
        if n < v or tree.has(v, XCOMP):
            continue
        bare = not tree.marker(n) and _is_bare_title(tree, n)
        if tree.dep[n] == "obl" and bare:
            yield from _agent_below(tree, v, n)
        elif tree.dep[n] == BY and bare:
            yield relabel(n, XCOMP)  # "nominata dal Perù ambasciatrice"
        elif tree.marker(n) == tree.words.prepositions.by and tree.is_participle(v):
            yield from _title_below(tree, v, n)


def _makes(tree: Tree, v: int) -> bool:
    return tree.verbs.has("predicative", tree.lemma[v])


def _is_bare_title(tree: Tree, n: int) -> bool:
    return tree.pos[n] == "NOUN" and not tree.has(n, "det") and tree.title(n) is not None


def _agent_below(tree: Tree, v: int, n: int) -> Iterator[Edit]:
    """Give the verb the agent that hangs on the title."""
    for k in [k for k in tree.kids[n] if k < n]:
        if tree.marker(k) == tree.words.prepositions.by:
            yield hang(k, v, BY)
            yield relabel(n, XCOMP)


def _title_below(tree: Tree, v: int, n: int) -> Iterator[Edit]:
    """Give the verb the title that hangs on the agent ``n``, or that took its place."""
    hung = [k for k in tree.having(n, *HUNG) if not tree.marker(k)]
    after = [k for k in hung if k > n and _is_bare_title(tree, k)]
    before = [k for k in hung if k < n]
    if after and tree.form[after[0] - 1] != ",":
        title = after[0]
        for k in [k for k in tree.kids[n] if k > title]:
            yield hang(k, title, tree.dep[k])
        yield hang(title, v, XCOMP)
    elif before and tree.pos[before[0]] == "PROPN" and _is_bare_title(tree, n):
        agent = before[0]
        for k in tree.having(n, "case", "det"):
            yield hang(k, agent, tree.dep[k])
        yield hang(agent, v, BY)
        yield relabel(n, XCOMP)
