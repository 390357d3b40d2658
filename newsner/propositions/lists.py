"""Mends of nouns of kin that the tagger took for verbs, and of lists of names after a colon."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import MentionRow
from .tree import Tree

KINSHIP = "kinship"
COLON = ":"
LOOSE_TOPS = frozenset(("root", "parataxis", "appos", "obj", "nsubj", "dep", "obl", "conj"))


def mend_kin(tree: Tree, titles: TitleTable) -> None:
    """Take nouns of kin for nouns: "Figlia di X, Y debuttò a Z", "che di X è cognato"."""
    for i, pos in enumerate(tree.pos):
        if pos == "NOUN" and tree.head[i] == i and titles.get(tree.form[i]) is not None:
            _fronted(tree, i)
        if pos not in ("VERB", "ADJ"):
            continue
        title = titles.get(tree.form[i])
        if title is None or KINSHIP not in title.groups or tree.having(i, "aux", "obj", "det"):
            continue
        if not _says_whose(tree, i):
            continue
        tree.recast(i, "NOUN", title.lemma, Number=title.number or "Sing", Gender=title.gender)
        for k in tree.having(i, "obl"):
            if tree.marker(k) == tree.words.prepositions.genitive:
                tree.dep[k] = "nmod"
        _fronted(tree, i)


def _says_whose(tree: Tree, i: int) -> bool:
    """Whether "di X" hangs on it, or a possessive."""
    genitive = tree.words.prepositions.genitive
    return any(marker == genitive for marker, _ in tree.complements(i)) or tree.has(i, "det:poss")


def _fronted(tree: Tree, i: int) -> None:
    """Hang the noun that opens a sentence on the clause after it, not the reverse."""
    opens = i == 0 or tree.sentence[i - 1] != tree.sentence[i]
    if tree.head[i] != i or not opens or tree.having(i, "det", "cop"):
        return
    clauses = [k for k in tree.having(i, "conj", "parataxis") if tree.finite(k) >= 0]
    if clauses and not tree.has(clauses[0], "cc"):
        tree.replace(i, clauses[0])
        tree.dep[i] = "advcl"


def mend_announced(tree: Tree, names: dict[int, MentionRow], titles: TitleTable) -> None:
    """Give names after a colon to the noun before it: "lascia due figlie: Anna e Bice"."""
    starts = {m.start: m for m in names.values()}
    for i, form in enumerate(tree.form):
        if form != COLON or i + 1 >= len(tree.form):
            continue
        row = starts.get(i + 1)
        if row is None:
            continue
        noun = _announcing(tree, i)
        top = row.root
        if noun < 0 or tree.head[top] == noun or tree.dep[top] not in LOOSE_TOPS:
            continue
        if tree.head[top] > top or titles.get(tree.form[noun]) is None:
            continue  # "…: X ha detto", where X is a subject
        if tree.dep[top] == "conj" and tree.has(top, "cc"):
            continue
        if tree.head[top] == top:
            tree.head[top], tree.dep[top] = noun, "appos"
            tree.kids[noun] = sorted([*tree.kids[noun], top])
        else:
            tree.reattach(top, noun, "appos")


def _announcing(tree: Tree, colon: int) -> int:
    """Plural noun right before the colon, its adjectives and numerals aside; -1 of none."""
    at = colon - 1
    while at > 0 and tree.pos[at] == "ADJ":
        at -= 1
    if tree.pos[at] != "NOUN" or not tree.is_plural(at):
        return -1
    return at
