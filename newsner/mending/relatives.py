"""Relative clauses and participles: what they modify."""

from __future__ import annotations

from collections.abc import Iterator

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


@rule("VERB", "acl amod")
def disagreeing_participle(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Hang a participle on the name before it when its noun is of the other gender.

    "Prossima tappa Dakar, dove sarà ricevuta dal presidente X, eletto due mesi fa."
    """
    h = tree.head[v]
    if tree.lemma[h] in tree.words.nouns.times and tree.form[v - 1] == ",":
        above = tree.head[h]  # "sessant'anni, nato a X, Y è …"; "Y, 60 anni, nato a X"
        yield hang(v, above, "acl" if above in names else "advcl")
        return
    wanted, given = tree.feature(v, "Gender"), tree.feature(h, "Gender")
    if tree.pos[h] != "NOUN" or not wanted or not given or wanted == given or v < 2:
        return
    row = names.cover.get(v - 2) if tree.form[v - 1] == "," else None
    if row is None or row.root == h:
        return
    title = tree.head[row.root]
    agrees = tree.pos[title] == "NOUN" and tree.feature(title, "Gender") in ("", wanted)
    if agrees and tree.dep[row.root] in LOOSE:
        yield hang(v, title, "acl")


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
