"""Subjects that the parser hung elsewhere, and subjects that are none."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang, relabel
from .names import Names
from .rules import rule
from .titles import LOOSE

GROUP = frozenset(("aux", "aux:pass", "cop", "expl", "obj", "iobj", "advmod"))


@rule("VERB", "appos")
def participle_is_no_apposition(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read a participle after a comma as one: "X, naturalizzato francese"."""
    if tree.is_participle(v):
        yield relabel(v, "acl")


@rule("VERB")
def subject_right_before(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Give the verb the name right before it: "dopo avere visto X, il ministro Y ha detto".

    The parser took it for one more apposition to what the fronted clause names.
    """
    m = names.ends.get(min([v, *(k for k in tree.kids[v] if k < v and tree.dep[k] in GROUP)]))
    if m is None or tree.has_subject(v) or tree.finite(v) < 0:
        return
    comma = tree.mark_before(",", m.start)
    top = m.root
    while comma < tree.head[top] < m.end and tree.head[top] != top:
        top = tree.head[top]
    h = tree.head[top]
    apart = 0 <= h < comma and tree.sentence[h] == tree.sentence[v] and tree.dep[top] in LOOSE
    if apart and not tree.marker(top) and tree.clause(h) != v:
        yield hang(top, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")


@rule("VERB")
def object_of_nonfinite(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Take the noun after an infinitive or gerund for its object: "dopo avere incontrato X"."""
    after = [k for k in tree.having(v, "nsubj") if k > v]
    if len(after) != 1 or tree.finite(v) >= 0:
        return
    if tree.has(v, "obj") or tree.reflexive(v) or tree.has(v, "cop"):
        return
    gerund = tree.feature(v, "VerbForm") == "Ger"
    if not (gerund or tree.is_infinitive(v)) or not tree.verbs.has("human_object", tree.lemma[v]):
        return
    if not tree.is_passive(v):
        yield relabel(after[0], "obj")


@rule("VERB")
def second_object_to_subject(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Of two objects after a verb without subject the person is the subject."""
    objects = [k for k in tree.having(v, "obj") if k > v]
    if len(objects) != 2 or _is_unaccusative(tree, v) or tree.has_subject(v) or tree.finite(v) < 0:
        return
    if objects[1] in names or tree.title(objects[1]):
        yield hang(objects[1], v, "nsubj")


@rule("VERB")
def object_to_subject(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Make the object of an intransitive verb its subject: "avrebbe contribuito il Qatar".

    That of a verb of things too, and of one that takes a side: "contro il governo hanno votato X".
    """
    if not _takes_no_object(tree, names, v):
        return
    objects = [k for k in tree.having(v, "obj") if tree.pos[k] in ("NOUN", "PROPN")]
    caused = tree.verbs.has("causative", tree.lemma[tree.head[v]]) and tree.is_infinitive(v)
    if len(objects) == 1 and not tree.has_subject(v) and objects[0] > v and not caused:
        yield hang(objects[0], v, "nsubj")


def _is_unaccusative(tree: Tree, v: int) -> bool:
    return tree.lemma[v] in tree.words.nouns.unaccusative


def _takes_no_object(tree: Tree, names: Names, v: int) -> bool:
    nouns, lemma = tree.words.nouns, tree.lemma[v]
    if lemma in nouns.unaccusative:
        return True
    if lemma in nouns.of_things and any(k in names for k in tree.kids[v]):
        return True
    siding = tree.words.prepositions.siding
    return lemma in nouns.siding and any(marker in siding for marker, _ in tree.complements(v))


@rule("VERB")
def second_subject_to_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Of a subject before the verb and one after it the second is the object."""
    subjects = tree.having(v, "nsubj")
    if _is_unaccusative(tree, v) or len(subjects) != 2 or not subjects[0] < v < subjects[1]:
        return
    if tree.has(v, "obj") or tree.marker(subjects[1]):
        return
    if tree.verbs.has("human_object", tree.lemma[v]):
        yield relabel(subjects[1], "obj")


@rule("VERB")
def fronted_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read object, verb, subject: "Stessa pena ha ricevuto X", "Più voti ha preso il premier X"."""
    objects = [k for k in tree.having(v, "obj") if k > v]
    if len(objects) != 1 or _is_unaccusative(tree, v) or tree.has_subject(v) or tree.finite(v) < 0:
        return
    last = objects[0]
    fronted = [
        k
        for k in tree.having(v, "obl", "nmod", "advmod", "dislocated")
        if k < v
        and tree.pos[k] == "NOUN"
        and not tree.marker(k)
        and tree.lemma[k] not in tree.words.nouns.times
    ]
    if (last in names or tree.title(last)) and len(fronted) == 1:
        yield hang(last, v, "nsubj")
        yield hang(fronted[0], v, "obj")


@rule("NOUN", "nsubj nsubj:pass")
def fronted_title(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Make a bare title before the comma no subject: "figlio di X, era nato a Y"."""
    v = tree.head[n]
    if n in names or n > v or tree.having(n, "det", "nummod"):
        return
    if tree.feature(n, "Number") != "Sing" or tree.title(n) is None or tree.finite(v) < 0:
        return
    end = max([n, *tree.kids[n], *(x for k in tree.kids[n] for x in tree.kids[k])])
    inner = any(tree.form[i] == "," for i in range(end + 1, min(end + 4, v)))
    opens = n == 0 or tree.sentence[n - 1] != tree.sentence[n]
    if opens and inner:
        yield relabel(n, "advcl")


@rule("NOUN", "nsubj nsubj:pass")
def complement_of_subject(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give the subject what stands between it and its verb: "la telefonata di X a Y è durata"."""
    v = tree.head[n]
    if n in names or n > v or tree.title(n):
        return
    for k in tree.having(v, "obl"):
        if not n < k < v or tree.marker(k) not in tree.words.prepositions.outer:
            continue
        start = min([k, *tree.kids[k]])
        if not any(tree.form[i] == "," for i in range(n, start)):
            yield hang(k, n, "nmod")
