"""What somebody is made, after by whom: "eletto dall'assemblea presidente"."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from .attachment import has_subject
from .tree import Tree

XCOMP = "xcomp"
BY = "obl:agent"
HUNG = ("compound", "amod", "appos", "nmod", "flat", "flat:name", "acl")


def mend_predicatives(tree: Tree, titles: TitleTable, persons: set[int]) -> None:
    """Part the agent from the bare title after it, which the passive verb governs.

    ``persons`` are the roots of names of people: nobody is made one ("è stato chiamato X").
    """
    for v, pos in enumerate(tree.pos):
        if pos != "VERB":
            continue
        made = tree.verbs.has("predicative", tree.lemma[v])
        if made or tree.verbs.has("proposing", tree.lemma[v]):
            _title_of_object(tree, v, titles, persons)
        if not made:
            continue
        for n in tree.having(v, XCOMP):
            if n in persons and tree.is_passive(v) and not has_subject(tree, v):
                tree.dep[n] = "nsubj:pass"
        for n in list(tree.kids[v]):
            if n < v or tree.has(v, XCOMP):
                continue
            bare = not tree.marker(n) and _is_bare_title(tree, n, titles)
            if tree.dep[n] == "obl" and bare:
                _agent_below(tree, v, n)
            elif tree.dep[n] == BY and bare:
                tree.dep[n] = XCOMP  # "nominata dal Perù ambasciatrice"
            elif tree.marker(n) == tree.words.prepositions.by and tree.is_participle(v):
                _title_below(tree, v, n, titles)


def _title_of_object(tree: Tree, v: int, titles: TitleTable, persons: set[int]) -> None:
    """Part a bare title from whom it is given to: "ha eletto papa X", "candida a sindaco X".

    The parser takes both for objects, or the name for that of a holder of the title.
    """
    objects = [k for k in tree.having(v, "obj") if k > v]
    offices = [
        k for k in tree.having(v, "obj", "obl", XCOMP) if k > v and _is_bare_title(tree, k, titles)
    ]
    if not offices or tree.is_passive(v):
        return
    title = offices[0]
    if tree.dep[title] == "obl" and tree.marker(title) != tree.words.prepositions.dative:
        return
    below = [k for k in tree.having(title, *HUNG) if k in persons and not tree.marker(k)]
    if below and title < below[0] and objects in ([title], []):
        for k in [k for k in tree.kids[title] if k > below[0]]:
            tree.reattach(k, below[0], tree.dep[k])
        tree.reattach(below[0], v, "obj")
    elif len(objects) < 2 or objects[0] != title:
        return
    if tree.dep[title] == "obj":
        tree.dep[title] = XCOMP


def _is_bare_title(tree: Tree, n: int, titles: TitleTable) -> bool:
    return tree.pos[n] == "NOUN" and not tree.has(n, "det") and titles.get(tree.form[n]) is not None


def _agent_below(tree: Tree, v: int, n: int) -> None:
    """Give the verb the agent that hangs on the title."""
    for k in [k for k in tree.kids[n] if k < n]:
        if tree.marker(k) == tree.words.prepositions.by:
            tree.reattach(k, v, BY)
            tree.dep[n] = XCOMP


def _title_below(tree: Tree, v: int, n: int, titles: TitleTable) -> None:
    """Give the verb the title that hangs on the agent ``n``, or that took its place."""
    after = [k for k in tree.having(n, *HUNG) if k > n and not tree.marker(k)]
    after = [k for k in after if _is_bare_title(tree, k, titles)]
    before = [k for k in tree.having(n, *HUNG) if k < n and not tree.marker(k)]
    if after and tree.form[after[0] - 1] != ",":
        title = after[0]
        for k in [k for k in tree.kids[n] if k > title]:
            tree.reattach(k, title, tree.dep[k])
        tree.reattach(title, v, XCOMP)
    elif before and tree.pos[before[0]] == "PROPN" and _is_bare_title(tree, n, titles):
        agent = before[0]
        for k in tree.having(n, "case", "det"):
            tree.reattach(k, agent, tree.dep[k])
        tree.reattach(agent, v, BY)
        tree.dep[n] = XCOMP
        tree.forget_markers(agent, n)
