"""Appositions: what stands between commas belongs to the name or title before it."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang
from .names import Names
from .rules import rule
from .titles import LOOSE, titles_above

STRAY = frozenset(("parataxis", "appos", "nmod", "flat", "flat:name", "conj", "dep", "dislocated"))

# -- names in apposition ----------------------------------------------------------------------


@rule(dep=" ".join(STRAY))
def name_between_commas(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a person between commas on the title before.

    "Nell'ufficio dell'ambasciatore d'Italia a Kiev, X, si è fermato Y."
    """
    m = names[root]
    if not names.is_person(m) or tree.has(root, "cc") or tree.marker(root):
        return
    closed = m.end < len(tree.form) and tree.form[m.end] == ","
    if m.start < 2 or tree.form[m.start - 1] != "," or not closed:
        return
    last = m.start - 2
    chain = titles_above(tree, last)
    held = (*chain, last) if tree.pos[last] == "NOUN" else chain
    if tree.head[root] in held and tree.dep[root] == "appos":
        return
    if tree.title(last) and tree.pos[last] == "NOUN":
        chain.insert(0, last)
    free = [n for n in chain if not has_bearer(tree, names, n, root)]
    if free and free[-1] != tree.head[root]:
        yield hang(root, free[-1], "appos")


def has_bearer(tree: Tree, names: Names, n: int, other: int) -> bool:
    """Whether a name other than ``other`` bears title ``n``."""
    bears = any(k != other and k in names and not tree.marker(k) for k in tree.having(n, *LOOSE))
    said = tree.has(n, "cop") and bool(tree.having(n, "nsubj"))  # "X è padre di due figli, Y"
    borne = tree.head[n] in names and not tree.marker(n) and not tree.has(n, "cc")
    return bears or borne or said


@rule()
def name_in_brackets(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a name in brackets on the name right before it: "il deputato X (Lega)"."""
    m = names[root]
    if m.start < 2 or tree.form[m.start - 1] != "(":
        return
    row = names.ends.get(m.start - 1)
    if row is None or row.root in (root, tree.head[root]):
        return
    if root not in tree.above(row.root):
        yield hang(root, row.root, "appos")


# -- nouns in apposition ----------------------------------------------------------------------


@rule("NOUN", "appos conj")
def title_to_nearest_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give a title after a comma to the name before it: "…, suo figlio X, Y, suocera di Z"."""
    h = tree.head[n]
    if tree.marker(n) or tree.having(n, "det", "cc") or tree.title(n) is None:
        return
    row = names.before_comma(tree, min([n, *tree.having(n, "amod")]))
    if row is None or row.root in (h, n) or h > row.start or tree.marker(row.root):
        return
    titled = tree.dep[row.root] in LOOSE and tree.head[row.root] == h
    if names.is_person(row) and not titled:
        yield hang(n, row.root, "appos")


@rule("NOUN", "appos conj nmod obl")
def kind_to_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give a body or place the noun that says what it is.

    "X, presidente dell'Amla, l'autorità con sede a Y": the authority is no person; "nel centro di
    Bamako, la capitale maliana": the centre is no capital.
    """
    words, lemma = tree.words.containers, tree.lemma[n]
    body = (lemma in words.bodies or lemma in words.opaque) and tree.dep[n] != "obl"
    place = lemma in words.places or lemma in words.capitals
    if not (body or place) or tree.marker(n) or tree.has(n, "cc"):
        return
    for kind, is_kind, inside in (
        ("ORGANISATION", body, ("det",)),
        ("PLACE", place, ("det", "amod", "det:poss")),
    ):
        row = names.before_comma(tree, min([n, *tree.having(n, *inside)])) if is_kind else None
        if row is None or row.root == tree.head[n] or row.root > n:
            continue
        if names.kind(row) == kind:
            yield hang(n, row.root, "appos")


@rule("NOUN", "obl nmod")
def attribute_to_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give the name "con sede a X", "in mano a X" that follow it, not the verb."""
    inner = tree.inner(n)
    if inner is None or inner[0] not in tree.words.prepositions.attributive:
        return
    h = tree.head[n]
    start = min([n, *tree.having(n, "case")])
    times: list[int] = []
    if tree.pos[h] == "VERB":  # "X, dal 2012 in mano a Y"
        around = [k for k in tree.having(h, "obl") if h < k < start]
        times = [k for k in around if max([k, *tree.kids[k]]) + 1 == start]
        start = min([start, *(x for k in times for x in (k, *tree.kids[k]))])
    row = names.before_comma(tree, start)
    if row is not None and row.root != h:
        yield hang(n, row.root, "nmod")
        for k in times:
            yield hang(k, n, "nmod")
