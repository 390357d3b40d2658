"""Coordination: with what a conjunct is coordinated, and to whom a list of names belongs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..layers import MentionRow
from ..syntax import Edit, Tree, hang
from .names import Names
from .rules import rule

AGREEMENT = ("Person", "Number")
BELOW = frozenset(("nmod", "appos", "conj", "flat", "flat:name"))
INNER = frozenset(("xcomp", "ccomp", "advcl", "acl", "conj"))
OPEN = frozenset(("Fut", "Cnd"))  # tense or mood of what is only announced
TOPS = frozenset(("root", "parataxis", "appos", "obj", "nsubj", "dep", "obl", "conj"))
BACK = 5  # tokens between a title and the first of whom it is of

# -- clauses ----------------------------------------------------------------------------------


def clauses_after_and(tree: Tree, names: Names) -> Iterator[int]:
    """Finite verbs after a conjunction that name no subject."""
    for v, dep in enumerate(tree.dep):
        joined = dep == "conj" and tree.pos[v] == "VERB" and tree.has(v, "cc")
        if joined and tree.finite(v) >= 0 and not tree.has_subject(v):
            yield v


@rule()
def clause_to_relative(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "Soddisfatta X, che ha telefonato a Y e lo vedrà": no verb but the relative's."""
    h = tree.head[v]
    if tree.finite(h) >= 0:
        return
    between = [
        r
        for r in range(h + 1, v)
        if tree.dep[r] == "acl:relcl" and tree.sentence[r] == tree.sentence[v]
    ]
    if between and _agree(tree, v, between[-1]):
        yield hang(v, between[-1], "conj")


@rule()
def clause_to_finite(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "ha scritto a X per chiedergli di venire e ha chiamato Y": no infinitive goes on so."""
    h = tree.head[v]
    while tree.finite(h) < 0 and (tree.is_infinitive(h) or tree.is_participle(h)):
        if tree.dep[h] not in INNER or tree.head[h] == h:
            return
        h = tree.clause(tree.head[h])
    if h != tree.head[v] and tree.finite(h) >= 0 and _agree(tree, v, h):
        yield hang(v, h, "conj")


@rule()
def clause_from_complement(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "ha detto che verrà e ha firmato": like saying it, signing is done."""
    c = tree.head[v]
    h = tree.head[c]
    if tree.dep[c] != "ccomp" or tree.finite(c) < 0 or tree.finite(h) < 0:
        return
    if _openness(tree, c) not in OPEN:
        return
    done = tree.is_participle(v) and _openness(tree, v) == _openness(tree, h)
    if done and tree.is_participle(h) and _agree(tree, v, h):
        yield hang(v, h, "conj")


def _openness(tree: Tree, v: int) -> str:
    finite = tree.finite(v)
    mood = tree.feature(finite, "Mood")
    return mood if mood == "Cnd" else tree.feature(finite, "Tense")


def _agree(tree: Tree, a: int, b: int) -> bool:
    first, second = tree.finite(a), tree.finite(b)
    return second >= 0 and all(
        tree.feature(first, name) == tree.feature(second, name) for name in AGREEMENT
    )


# -- nominals ---------------------------------------------------------------------------------


@rule("NOUN PROPN", "conj")
def conjunct_of_same_preposition(tree: Tree, names: Names, k: int) -> Iterator[Edit]:
    """Coordinate what has the same preposition: "dal presidente della Regione X e dall'Anpi"."""
    h, marker = tree.head[k], tree.marker(k)
    if not marker or tree.marker(h) == marker:
        return
    while tree.dep[h] in BELOW:
        h = tree.head[h]
        if tree.marker(h) == marker:
            yield hang(k, h, "conj")
            return


@rule("PUNCT")
def announced_names(tree: Tree, names: Names, colon: int) -> Iterator[Edit]:
    """Give names after a colon to the noun before it: "lascia due figlie: Anna e Bice"."""
    row = names.starts.get(colon + 1)
    if tree.form[colon] != ":" or row is None:
        return
    noun = colon - 1
    while noun > 0 and tree.pos[noun] == "ADJ":
        noun -= 1
    top = row.root
    if noun < 0 or tree.pos[noun] != "NOUN" or not tree.is_plural(noun):
        return
    if tree.title(noun) is None or tree.head[top] == noun:
        return
    if tree.dep[top] not in TOPS or tree.head[top] > top:
        return  # "…: X ha detto", where X is a subject
    if not (tree.dep[top] == "conj" and tree.has(top, "cc")):
        yield hang(top, noun, "appos")


@rule()
def respective_people(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give as many people as lands to their title: "i premier di A e B, X e Y"."""
    rows = names.in_order
    k = names.rank[root]
    if k < 2 or not names.is_person(rows[k]) or names.is_person(rows[k - 1]):
        return
    between = tree.form[rows[k - 1].end : rows[k].start]
    if between and between != [","]:
        return
    bearers = [rows[k], *_run(tree, rows[k:], "CCONJ", "PUNCT")]
    before = [rows[k - 1], *_run(tree, rows[k - 1 :: -1], "CCONJ", "PUNCT", "ADP", "DET")]
    owners = [m for m in before if not names.is_person(m)]
    noun = _plural_title(tree, owners[-1].start)
    people = [m.root for m in bearers if names.is_person(m)]
    if noun < 0 or not len(people) == len(owners) == len(bearers) > 1:
        return
    if set(people).isdisjoint(tree.above(noun)):
        yield hang(people[0], noun, "appos")
        for other in people[1:]:
            yield hang(other, people[0], "conj")


def _run(tree: Tree, rows: list[MentionRow], *joining: str) -> list[MentionRow]:
    """Names that go on from the first of ``rows``, with nothing but such words between."""
    found: list[MentionRow] = []
    for last, row in pairwise(rows):
        gap = range(min(last.end, row.end), max(last.start, row.start))
        if not all(tree.pos[i] in joining and tree.form[i] not in "();:" for i in gap):
            break
        found.append(row)
    return found


def _plural_title(tree: Tree, start: int) -> int:
    """Plural title whose owners begin at ``start``: "i ministri degli Esteri di"; -1 of none."""
    for i in range(start - 1, max(start - BACK, -1), -1):
        if tree.title(i) is not None:
            return i if tree.pos[i] == "NOUN" and tree.is_plural(i) else -1
        if tree.pos[i] not in ("ADP", "DET", "NOUN", "PROPN"):
            break
    return -1
