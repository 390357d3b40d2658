"""Complements: what hangs on a name and belongs to the noun or verb above."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import MentionRow
from ..syntax import Edit, Tree, hang
from .names import Names
from .rules import rule


@rule("VERB", "ccomp")
def complement_across_insertion(tree: Tree, names: Names, c: int) -> Iterator[Edit]:
    """Hang a clause over an insertion: "non risulta, dice X, che Y sia partito".

    What is said between commas has no complement in the subjunctive; the verb or adjective
    before it has.
    """
    said = tree.head[c]
    above = tree.head[said]
    finite = tree.finite(c)
    marks = tree.having(c, "mark")
    inserted = tree.dep[said] == "parataxis" and above < said
    if not inserted or not marks or finite < 0 or tree.feature(finite, "Mood") != "Sub":
        return
    before = tree.first(said) - 1
    if tree.form[marks[0] - 1] == "," and tree.form[before] == "," and not tree.has(above, "obj"):
        yield hang(c, above, "ccomp")


@rule()
def complement_of_name(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give what a name cannot govern to the noun or verb above.

    "Le sanzioni dell'Unione europea alla Russia", "lo ha promesso il cancelliere X a Y".
    """
    m = names.get(root) or names.titles_alone[root]
    holder = tree.head[root]
    title = tree.pos[holder] == "NOUN" and not tree.marker(root)
    above = tree.head[holder] if title else holder
    if holder == root or (above == holder and title):
        return
    for source in (root, holder) if title else (root,):
        for k in tree.having(source, "nmod", "obl"):
            if k < m.end or k == above:
                continue
            marker = (tree.inner(k) or (tree.marker(k), k))[0]
            if marker == tree.words.prepositions.genitive:
                yield from _genitive(tree, names, m, k, above)
            elif _is_loose(tree, names, m, marker, above):
                yield hang(k, above, "nmod" if tree.pos[above] == "NOUN" else "obl")


def _is_loose(tree: Tree, names: Names, m: MentionRow, marker: str, above: int) -> bool:
    """Whether a complement with this preposition is none of name ``m``."""
    known, kind = tree.words.prepositions, names.kind(m)
    if kind == "PERSON" and marker == known.within:  # "la visita di X in Spagna"
        return tree.pos[above] in ("NOUN", "VERB")
    if marker not in known.not_of_names:
        return False
    if marker == known.dative and kind == "ORGANISATION" and tree.pos[above] == "VERB":
        return False  # its seat
    return tree.pos[above] in ("NOUN", "VERB")


def _genitive(tree: Tree, names: Names, m: MentionRow, k: int, above: int) -> Iterator[Edit]:
    """Place "di Y" after name ``m``: on the name, the title or the verb."""
    holder = tree.head[m.root]
    office = tree.pos[holder] == "NOUN" and tree.title(holder) is not None
    start = min([k, *tree.having(k, "case", "det")])
    after_comma = start == m.end + 1 and tree.form[m.end] == ","
    body = names.is_a(k, "ORGANISATION") and office and tree.head[k] == m.root
    if tree.head[k] == holder and after_comma and names.is_person(m):
        yield hang(k, m.root, "nmod")  # "il dottor X, dell'Y"
    elif body and names.kind(m) in ("PLACE", "COUNTRY"):
        yield hang(k, holder, "nmod")  # "la direttrice per l'Italia di Y"
    elif tree.lemma[above] in tree.words.modality.allegation and tree.pos[above] == "VERB":
        yield hang(k, above, "obl")  # "è accusato dalla Procura di Y di corruzione"
