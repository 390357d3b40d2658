"""Complements: what hangs on a name and belongs to the noun or verb above."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import MentionRow
from ..syntax import Edit, Tree, hang
from .names import DIPLOMAT, Names
from .rules import rule


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


@rule()
def town_of_body(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give a body its town: "la segretaria della Cgil di Cuneo" heads no town."""
    if not names.is_a(root, "PLACE"):
        return
    body = names.ends.get(min([names[root].start, *tree.having(root, "case", "det")]))
    if body is None or names.kind(body) != "ORGANISATION" or body.root == root:
        return
    genitive = tree.words.prepositions.genitive
    same = tree.head[body.root] == tree.head[root]
    if same and tree.marker(root) == tree.marker(body.root) == genitive:
        yield hang(root, body.root, "nmod")


@rule("NOUN", "nsubj")
def addressee_of_late_subject(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give the verb of saying whom its titled subject tells: "ha detto la manager a X"."""
    v, title = tree.head[n], tree.title(n)
    if v > n or tree.pos[v] != "VERB" or title is None or DIPLOMAT in title.groups:
        return
    held = any(k in names and k > n and not tree.marker(k) for k in tree.kids[n])
    if held or not tree.verbs.has("reporting", tree.lemma[v]):
        return
    for k in list(tree.kids[n]):
        if k > n and k in names and tree.marker(k) == tree.words.prepositions.dative:
            yield hang(k, v, "obl")


@rule("NOUN", "obl")
def doer_of_object(tree: Tree, names: Names, k: int) -> Iterator[Edit]:
    """Give the event its doer: "ha documentato l'uccisione di X da parte di Y"."""
    v = tree.head[k]
    inner = tree.inner(k) if tree.pos[v] == "VERB" else None
    if inner is None or inner[0] not in tree.words.prepositions.agent or tree.is_passive(v):
        return
    objects = [n for n in tree.having(v, "obj", "nsubj") if n < k and tree.pos[n] == "NOUN"]
    if objects:
        yield hang(k, objects[-1], "nmod")


@rule("NOUN", "obj")
def target_of_judged_event(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give an event what follows it: "ha condannato l'attacco di X a Y", not "a Y" the verb."""
    v = tree.head[n]
    if n in names or not tree.verbs.has("judging", tree.lemma[v]):
        return
    if not any(tree.marker(k) == tree.words.prepositions.genitive for k in tree.kids[n]):
        return
    for k in tree.having(v, "obl"):
        direct = n < k and not any(tree.form[i] == "," for i in range(n, k))
        if direct and tree.marker(k) in tree.words.prepositions.outer and k in names:
            yield hang(k, n, "nmod")


@rule("NOUN")
def post_of_diplomat(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give a diplomat the place right behind: "consegnata dall'ambasciatore russo a Oslo".

    Not where he is sent there: "ha mandato l'ambasciatore russo a Oslo".
    """
    title = tree.title(n)
    if tree.dep[n] == "obj" or title is None or DIPLOMAT not in title.groups:
        return
    end = n + 1
    while end < len(tree.pos) and tree.dep[end] == "amod" and tree.head[end] == n:
        end += 1
    if end + 1 >= len(tree.pos) or tree.dep[end] != "case":
        return
    place = tree.head[end]
    m = names.get(place)
    if m is None or m.start != end + 1 or tree.dep[place] != "obl":
        return
    if tree.head[place] == tree.head[n] and tree.marker(place) in tree.words.prepositions.places:
        yield hang(place, n, "nmod")
