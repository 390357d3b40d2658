"""Relative clauses and participles: what they modify."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ..syntax import SUBJECTS, Edit, Tree, hang, relabel
from .names import Names
from .rules import rule
from .titles import LOOSE

RELATIVE = "acl:relcl"


@rule(dep=RELATIVE)
def relative_to_name(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """After a comma the relative is that of the name before it, not of the thing that is its.

    "La reazione di Israele, che ha richiamato l'ambasciatore": the reaction recalls nobody.
    """
    h = tree.head[v]
    pronoun = next((i for i in range(h + 1, v) if tree.is_relative(i)), -1)
    if pronoun < 0 or tree.pos[h] != "NOUN" or _is_actor(tree, h):
        return
    start = pronoun
    while start > 1 and tree.pos[start - 1] in ("ADP", "DET"):
        start -= 1
    row = names.before_comma(tree, start)
    if row is None or row.start <= h or row.root == h:
        return
    name, marked = row.root, False
    k = name
    while k != h and tree.head[k] != k:
        marked = marked or bool(tree.marker(k))
        k = tree.head[k]
    if k != h or not marked:
        return
    several = tree.dep[name] == "conj"
    subject = tree.dep[pronoun] in SUBJECTS and tree.finite(v) >= 0
    if subject and several != (tree.feature(tree.finite(v), "Number") == "Plur"):
        return
    yield hang(v, tree.head[name] if several else name, RELATIVE)


def _is_actor(tree: Tree, n: int) -> bool:
    """Whether the noun is a person, a body or a place, which a clause may well be about."""
    words, lemma = tree.words.containers, tree.lemma[n]
    if tree.title(n) or lemma in tree.words.nouns.people:
        return True
    return lemma in words.bodies or lemma in words.places or lemma in words.opaque


@rule(dep=RELATIVE)
def relative_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """With another subject "che" is the object: "che il Kgb aveva arrestato"."""
    subjects = tree.having(v, *SUBJECTS)
    pronouns = [k for k in subjects if tree.is_relative(k)]
    if len(subjects) > len(pronouns) and pronouns and not tree.has(v, "obj"):
        yield relabel(pronouns[0], "obj")


@rule("VERB", f"acl amod {RELATIVE}")
def disagreeing_participle(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Hang a participle on the name before it when its noun is of the other gender.

    "Prossima tappa Dakar, dove sarà ricevuta dal presidente X, eletto due mesi fa"; "parla Anna Y,
    la sorella di X, che è stato ucciso due mesi fa".
    """
    h, start = tree.head[v], v
    if tree.dep[v] == RELATIVE:
        start = _agreeing_pronoun(tree, v)
    comma = start > 1 and tree.form[start - 1] == ","
    if tree.lemma[h] in tree.words.nouns.times and comma and start == v:
        above = tree.head[h]  # "sessant'anni, nato a X, Y è …"; "Y, 60 anni, nato a X"
        yield hang(v, above, "acl" if above in names else "advcl")
        return
    row = names.cover.get(start - 2) if comma else None
    wanted, named = tree.feature(v, "Gender"), names.gender(h)
    given = named or (tree.pos[h] == "NOUN" and tree.feature(h, "Gender")) or wanted
    if row is None or row.root == h or not wanted or wanted == given:
        return
    if named:
        if names.gender(row.root) == wanted and h in tree.above(row.root):
            yield hang(v, row.root, tree.dep[v])
        return
    title = tree.head[row.root]
    agrees = tree.pos[title] == "NOUN" and tree.feature(title, "Gender") in ("", wanted)
    if agrees and tree.dep[row.root] in LOOSE and start == v:
        yield hang(v, title, "acl")


def _agreeing_pronoun(tree: Tree, v: int) -> int:
    """Relative pronoun with which a participle agrees ("che è stato ucciso"), -1 without one."""
    being, auxiliaries = tree.words.nouns.being, tree.having(v, "aux", "aux:pass")
    if not tree.is_participle(v) or not any(tree.lemma[k] in being for k in auxiliaries):
        return -1
    return next((k for k in tree.having(v, *SUBJECTS) if tree.is_relative(k)), -1)


@rule("VERB", "acl amod")
def participle_after_name(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Hang a participle on the person right before it, not on the noun whose complement that is.

    By its gender ("il fidanzato di Anna Y trovata morta"), and where the noun only says who
    somebody named is: "Luca X, figlio di Ugo Y ucciso nel 1991, è stato eletto".
    """
    h, row = tree.head[v], names.cover.get(v - 1)
    if row is None or row.root == h or tree.pos[h] != "NOUN" or not names.is_person(row):
        return
    inside = list(takewhile(lambda k: k != h, (row.root, *tree.above(row.root))))
    if tree.head[inside[-1]] != h or not any(tree.marker(k) for k in inside):
        return
    wanted, named = tree.feature(v, "Gender"), names.gender(row.root)
    if not wanted or named not in ("", wanted):
        return
    told = tree.dep[h] == "appos" and tree.head[h] in names
    if told or (named and tree.feature(h, "Gender") not in ("", wanted)):
        yield hang(v, row.root, "acl")


@rule("VERB", "acl amod")
def participle_below_scene(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Hang a participle on the person that another one is told of, not on the scene of a headline.

    "Usa, giustiziato in Texas X, condannato per …": nobody has convicted the country.
    """
    scene = tree.head[v]
    row = names.before_comma(tree, v)
    if row is None or tree.head[scene] != scene or not names.is_a(scene, "PLACE", "COUNTRY"):
        return
    other = tree.head[row.root]
    told = tree.is_participle(other) and tree.head[other] == scene and other != v
    agrees = names.gender(row.root) in ("", tree.feature(v, "Gender"))
    if told and agrees and tree.dep[row.root] in SUBJECTS:
        yield hang(v, row.root, "acl")


@rule("VERB", "acl amod")
def participle_of_traveller(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """No place is welcomed: "è atterrata a Ciampino, accolta dai genitori" says it of her."""
    place = tree.head[v]
    w = tree.clause(tree.head[place])
    human = tree.verbs.has("human_object", tree.lemma[v])
    if not names.is_a(place, "PLACE", "COUNTRY") or not human:
        return
    if tree.lemma[v] in tree.words.nouns.of_places:
        return
    if tree.form[v - 1] != "," or w > v or tree.pos[w] != "VERB":
        return
    if tree.marker(place) in tree.words.prepositions.places:
        yield hang(v, w, "advcl")
