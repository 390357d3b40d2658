"""Mends of names: each belongs to the title or verb that is its own."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .attachment import LOOSE, fronted_subject, has_core, to_subject_from_conjunct
from .relatives import titles_above
from .tree import Tree

BREAKS = frozenset((",", "(", ";", ":", "—", "–"))


def mend_names(
    tree: Tree, entities: list[EntityRow], names: dict[int, MentionRow], titles: TitleTable
) -> None:
    """Hang each name on the title or verb that is its own."""
    cover = {i: m for m in names.values() for i in range(m.start, m.end)}
    for root, m in names.items():
        person = entities[m.entity].type == "PERSON"
        head = tree.head[root]
        if head == root or m.start <= head < m.end:
            continue
        if (person and _title_beside(tree, m, titles)) or fronted_subject(tree, m):
            continue
        if tree.dep[root] in LOOSE and not tree.marker(root):
            _above_bare_noun(tree, root)
            if person:
                _to_title(tree, m, cover, entities, titles)
        elif tree.dep[root] == "parataxis" and person and m.start:
            for title in titles_above(tree, m.start - 1, titles)[:1]:
                tree.reattach(root, title, "nmod")  # "l'ambasciatore a Londra X"
        elif tree.dep[root] == "conj":
            to_subject_from_conjunct(tree, m)
            if person:
                _title_in_list(tree, m, titles)
        _title_before_break(tree, m, titles)


def _title_beside(tree: Tree, m: MentionRow, titles: TitleTable) -> bool:
    """Hang a person on the title right before: "dopo il colloquio con il premier ungherese X"."""
    noun = m.start - 1
    while noun > 0 and tree.pos[noun] == "ADJ" and tree.head[noun] < noun:
        noun -= 1
    first = noun - 1
    while first > 0 and tree.pos[first] == "ADJ" and tree.head[first] == noun:
        first -= 1
    title = titles.get(tree.form[noun]) if tree.pos[noun] == "NOUN" else None
    if first < 0 or title is None or tree.is_plural(noun):
        return False
    if tree.feature(first, "Definite") != "Def" or tree.head[m.root] == noun:
        return False
    if m.root in tree.above(noun):
        return False
    others = [k for k in tree.kids[noun] if k > noun and tree.pos[k] == "PROPN"]
    if others:
        return False
    tree.reattach(m.root, noun, "nmod")
    return True


def _title_in_list(tree: Tree, m: MentionRow, titles: TitleTable) -> None:
    """Make a lone "conjunct" after a title its bearer: "l'arcivescovo di X, Mario Rossi"."""
    head = tree.head[m.root]
    if titles.get(tree.form[head]) is None or tree.has(m.root, "cc") or m.start == 0:
        return
    if tree.form[m.start - 1] == "," and tree.having(head, "conj") == [m.root]:
        tree.reattach(m.root, head, "appos")


def _title_before_break(tree: Tree, m: MentionRow, titles: TitleTable) -> None:
    """Join a title to the name after it where the parser broke the sentence between them."""
    if m.start == 0 or tree.sentence[m.start - 1] == tree.sentence[m.start]:
        return
    n = tree.clause_above(m.start - 1)
    if tree.doc[m.start - 1].is_punct or tree.doc[m.start - 1].is_space:
        return
    if tree.pos[n] == "NOUN" and titles.get(tree.form[n]) and tree.head[n] == n:
        tree.reattach(n, m.root, "nmod")


def _to_title(
    tree: Tree,
    m: MentionRow,
    cover: dict[int, MentionRow],
    entities: list[EntityRow],
    titles: TitleTable,
) -> None:
    """Hang a person on the title above: "il presidente del Libano Joseph Aoun"."""
    head = tree.head[m.root]
    other = cover.get(head)
    if other is not None and entities[other.entity].type == "PERSON":
        return
    one = not tree.having(m.root, "conj")
    # "il presidente del Consiglio dei ministri X": one person is no ministers
    if other is None and titles.get(tree.form[head]) and not (one and _is_of_title(tree, head)):
        return
    if other is None and tree.pos[head] not in ("NOUN", "PROPN", "X", "ADJ", "ADV"):
        return
    own = other is None and tree.dep[head] == "conj" and tree.has(head, "det")
    if own and not any(tree.form[i] in BREAKS for i in range(head + 1, m.start)):
        return  # "il segretario X, l'addetto Y e il contabile Z"
    if other is None:
        below = _title_below(tree, head, m.start, titles)
        if below >= 0 and not (one and tree.is_plural(below)):
            tree.reattach(m.root, below, "appos")
            return
    if tree.form[m.start - 1] == "(":
        return
    comma = any(tree.form[i] in BREAKS for i in range(head + 1, m.start))
    chain = titles_above(tree, head, titles)
    if chain:
        target = chain[-1] if comma else chain[0]
        tree.reattach(m.root, target, "appos" if comma else "nmod")
    elif other is not None and not comma and tree.marker(other.root):
        verb = tree.clause_above(head)
        free = next((dep for dep in ("nsubj", "obj") if not has_core(tree, verb, dep)), "")
        if tree.pos[verb] == "VERB" and free and verb < m.start:
            tree.reattach(m.root, verb, free)
            for k in list(tree.kids[head]):
                if k >= m.end:
                    tree.reattach(k, m.root, tree.dep[k])


def _is_of_title(tree: Tree, n: int) -> bool:
    """Whether plural noun ``n`` only says of whom somebody is head: "Consiglio dei ministri"."""
    return tree.is_plural(n) and tree.marker(n) == tree.words.prepositions.genitive


def _above_bare_noun(tree: Tree, root: int) -> None:
    """Hang a name on the noun that a bare "di" noun qualifies: "la casa di produzione X"."""
    h = tree.head[root]
    if tree.pos[h] != "NOUN" or tree.dep[h] != "nmod" or tree.pos[tree.head[h]] != "NOUN":
        return
    cases = [tree.form[c] for c in tree.having(h, "case", "det")]
    counted = tree.has(h, "nummod")  # "padre di due gemelli, X e Y"
    if len(cases) == 1 and cases[0] in tree.words.prepositions.bare and root > h and not counted:
        tree.reattach(root, tree.head[h], tree.dep[root])


def _title_below(tree: Tree, head: int, before: int, titles: TitleTable) -> int:
    """Title noun inside a phrase: "l'ufficio dell'ambasciatore a Kiev, X"; -1 of none."""
    found = -1
    level = [head]
    while level:
        level = [
            k
            for h in level
            for k in tree.kids[h]
            if tree.dep[k] == "nmod"
            and tree.marker(k) == tree.words.prepositions.genitive
            and head < k < before
        ]
        for k in level:
            if titles.get(tree.form[k]) and found < 0:
                found = k
    return found
