"""Mends of objects: names that the parser hung on an adverbial before them, and scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .attachment import LOOSE, has_subject
from .tree import Tree

OBJECTS = frozenset(("obj", "iobj"))
DASHES = frozenset(("-", "–"))


def mend_objects(tree: Tree, names: Iterable[int], people: Collection[int]) -> None:
    """Mend the objects of verbs; ``names`` are the roots of names, ``people`` those of people."""
    roots = frozenset(names)
    for root in roots:
        _after_adverbial(tree, root, roots, root in people)
    for i, pos in enumerate(tree.pos):
        if pos == "NUM":
            _score(tree, i, roots)
        if pos == "VERB":
            _subject_behind_clitic(tree, i, roots)
            _dislocated(tree, i)
            _speaker(tree, i)
            _second_subject(tree, i, roots)


def _after_adverbial(tree: Tree, root: int, roots: frozenset[int], person: bool) -> None:
    """Give the verb the name after an adverbial: "ha sconfitto al ballottaggio X".

    Nothing is called by such a noun and a name ("il ballottaggio X"), so that the name after it
    is the object; the subject of a verb that takes none.
    """
    noun = tree.head[root]
    if tree.dep[root] not in LOOSE or noun > root or tree.marker(root) or noun in roots:
        return
    v = tree.head[noun]
    role = tree.marker(noun) == tree.words.prepositions.predicative  # "indicò come complice X"
    adverbial = role or tree.lemma[noun] in tree.words.nouns.adverbial
    adverbial = adverbial or (person and _is_manner(tree, noun, v))
    if not adverbial or tree.pos[v] != "VERB" or v > noun:
        return
    if not tree.marker(noun) or tree.has(v, "obj"):
        return
    alone = not has_subject(tree, v)
    if tree.lemma[v] in tree.words.nouns.unaccusative:
        if alone:
            tree.reattach(root, v, "nsubj")
    elif tree.is_passive(v):
        if alone:
            tree.reattach(root, v, "nsubj:pass")
    else:
        tree.reattach(root, v, "obj")


def _is_manner(tree: Tree, noun: int, v: int) -> bool:
    """Whether nobody is called by a bare noun like this: "ha salutato con affetto X"."""
    if not tree.verbs.has("human_object", tree.lemma[v]) or tree.has(noun, "det"):
        return False
    plain = all(tree.form[k] in tree.words.prepositions.simple for k in tree.having(noun, "case"))
    return plain and tree.lemma[noun] not in tree.words.nouns.eponymous


def _score(tree: Tree, i: int, names: frozenset[int]) -> None:
    """Take a score for what it is: "ha battuto 2-1 il Milan" has one object, the loser."""
    v = tree.head[i]
    if i + 2 >= len(tree.pos) or tree.form[i + 1] not in DASHES or tree.pos[i + 2] != "NUM":
        return
    if tree.pos[v] != "VERB" or tree.dep[i] not in (*OBJECTS, "nummod"):
        return
    tree.dep[i] = "advmod"
    subjects = tree.having(v, "nsubj")
    if len(subjects) == 2 and subjects[0] < v < i < subjects[1] and subjects[1] in names:
        tree.dep[subjects[1]] = "obj"


def _second_subject(tree: Tree, v: int, names: frozenset[int]) -> None:
    """Make the subject behind a verb that has one before it its object: "X ha preceduto Y"."""
    subjects = tree.having(v, "nsubj")
    if len(subjects) != 2 or not subjects[0] < v < subjects[1] or subjects[1] not in names:
        return
    if tree.having(v, "obj", "ccomp", "xcomp") or tree.finite(v) < 0 or tree.reflexive(v):
        return
    nouns = tree.words.nouns
    if tree.is_passive(v) or tree.lemma[v] in nouns.unaccusative | nouns.intransitive:
        return
    if not any(tree.is_relative(k) for k in subjects):
        tree.dep[subjects[1]] = "obj"


def _speaker(tree: Tree, v: int) -> None:
    """Take "mi", which may be both, for the object of a verb that lacks one: "mi ha difesa"."""
    persons = [k for k in tree.having(v, "iobj") if tree.form[k] in tree.words.clitics.persons]
    if not persons or tree.having(v, "obj", "ccomp", "xcomp"):
        return
    if not tree.verbs.has("human_object", tree.lemma[v]) or tree.is_passive(v):
        return
    for k in persons:
        tree.dep[k] = "obj"


def _subject_behind_clitic(tree: Tree, v: int, roots: frozenset[int]) -> None:
    """Take an unmarked name for the subject where a clitic is the object: "l'ha detto solo X"."""
    clitic = any(tree.pos[k] == "PRON" and k < v for k in tree.having(v, "obj"))
    if not clitic or tree.verbs.has("predicative", tree.lemma[v]):  # "l'hanno chiamato X"
        return
    for k in tree.having(v, "obl", "obj"):
        if k > v and k in roots and not tree.marker(k) and "," not in tree.form[v:k]:
            tree.dep[k] = "nsubj"


def _dislocated(tree: Tree, v: int) -> None:
    """Take what a pronoun before the verb repeats for its object: "X l'hanno riconosciuta Y e Z".

    There must be another subject: one after the verb, or a relative pronoun.
    """
    clitics = [
        k
        for k in tree.having(v, "obj")
        if tree.pos[k] == "PRON" and tree.form[k] in tree.words.clitics.patient and k < v
    ]
    if not clitics or tree.feature(clitics[0], "Person") not in ("", "3"):
        return
    subjects = tree.having(v, "nsubj")
    relatives = [k for k in tree.kids[v] if tree.is_relative(k) and tree.dep[k] in ("nsubj", "obj")]
    fronted = [
        k
        for k in subjects
        if k < clitics[0] and not tree.is_relative(k) and "," not in tree.form[k : clitics[0]]
    ]
    others = [k for k in subjects if k > v]
    if len(fronted) != 1 or not (others or relatives):
        return
    tree.dep[clitics[0]] = "expl"
    tree.dep[fronted[0]] = "obj"
    for k in relatives:
        tree.dep[k] = "nsubj"
