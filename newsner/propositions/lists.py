"""Mends of nouns of kin that the tagger took for verbs, and of lists of names."""

from __future__ import annotations

from itertools import pairwise

from ..knowledge.titles import TitleTable
from ..layers import MentionRow
from .tree import Tree

KINSHIP = "kinship"
COLON = ":"
BACK = 5  # tokens between a title and the first of whom it is of
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
        tree.reattach(top, noun, "appos")


def _announcing(tree: Tree, colon: int) -> int:
    """Plural noun right before the colon, its adjectives and numerals aside; -1 of none."""
    at = colon - 1
    while at > 0 and tree.pos[at] == "ADJ":
        at -= 1
    if tree.pos[at] != "NOUN" or not tree.is_plural(at):
        return -1
    return at


def mend_respective(
    tree: Tree, names: dict[int, MentionRow], persons: set[int], titles: TitleTable
) -> None:
    """Give as many people as lands to their title: "i premier di A e B, X e Y"."""
    rows = sorted(names.values(), key=lambda m: m.start)
    for k, row in enumerate(rows):
        if k < 2 or row.root not in persons or rows[k - 1].root in persons:
            continue
        between = tree.form[rows[k - 1].end : row.start]
        if between and between != [","]:
            continue
        bearers = [row, *_run(tree, rows[k:], "CCONJ", "PUNCT")]
        before = [rows[k - 1], *_run(tree, rows[k - 1 :: -1], "CCONJ", "PUNCT", "ADP", "DET")]
        owners = [m for m in before if m.root not in persons]
        noun = _plural_title(tree, owners[-1].start, titles)
        people = [m for m in bearers if m.root in persons]
        if len(people) == len(owners) == len(bearers) > 1 and noun >= 0:
            _hang(tree, noun, [m.root for m in people])


def _run(tree: Tree, rows: list[MentionRow], *joining: str) -> list[MentionRow]:
    """Names that go on from the first of ``rows``, with nothing but such words between."""
    found: list[MentionRow] = []
    for last, row in pairwise(rows):
        gap = range(min(last.end, row.end), max(last.start, row.start))
        if not all(tree.pos[i] in joining and tree.form[i] not in "();:" for i in gap):
            break
        found.append(row)
    return found


def _plural_title(tree: Tree, start: int, titles: TitleTable) -> int:
    """Plural title whose owners begin at ``start``: "i ministri degli Esteri di"; -1 of none."""
    for i in range(start - 1, max(start - BACK, -1), -1):
        if titles.get(tree.form[i]) is not None:
            return i if tree.pos[i] == "NOUN" and tree.is_plural(i) else -1
        if tree.pos[i] not in ("ADP", "DET", "NOUN", "PROPN"):
            break
    return -1


def _hang(tree: Tree, noun: int, people: list[int]) -> None:
    """Hang the people on the noun, as one apposition."""
    if not set(people).isdisjoint(tree.above(noun)):
        return
    first, *others = people
    tree.reattach(first, noun, "appos")
    for other in others:
        tree.reattach(other, first, "conj")
