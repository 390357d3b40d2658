"""Subjects and objects: what the parser hung elsewhere, and what it took for one or the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang, relabel
from .names import Names
from .rules import rule
from .titles import LOOSE

DASHES = frozenset(("-", "–"))
GROUP = frozenset(("aux", "aux:pass", "cop", "expl", "obj", "iobj", "advmod"))
HUNG = ("compound", "amod", "appos", "nmod", "flat", "flat:name", "acl")  # on a title
XCOMP = "xcomp"


@rule(dep=" ".join(LOOSE))
def name_after_adverbial(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give the verb the name after an adverbial: "ha sconfitto al ballottaggio X".

    Nothing is called by such a noun and a name ("il ballottaggio X"), so that the name after it
    is the object; the subject of a verb that takes none.
    """
    noun = tree.head[root]
    v = tree.head[noun]
    if noun > root or tree.marker(root) or noun in names or tree.pos[v] != "VERB" or v > noun:
        return
    role = tree.marker(noun) == tree.words.prepositions.predicative  # "indicò come complice X"
    adverbial = role or tree.lemma[noun] in tree.words.nouns.adverbial
    if not adverbial and not (names.is_person(names[root]) and _is_manner(tree, noun, v)):
        return
    if not tree.marker(noun) or tree.has(v, "obj"):
        return
    alone = not tree.has_subject(v)
    if tree.lemma[v] in tree.words.nouns.unaccusative:
        if alone:
            yield hang(root, v, "nsubj")
    elif tree.is_passive(v):
        if alone:
            yield hang(root, v, "nsubj:pass")
    else:
        yield hang(root, v, "obj")


def _is_manner(tree: Tree, noun: int, v: int) -> bool:
    """Whether nobody is called by a bare noun like this: "ha salutato con affetto X"."""
    if not tree.verbs.has("human_object", tree.lemma[v]) or tree.has(noun, "det"):
        return False
    plain = all(tree.form[k] in tree.words.prepositions.simple for k in tree.having(noun, "case"))
    return plain and tree.lemma[noun] not in tree.words.nouns.eponymous


@rule("NUM", "obj iobj nummod")
def score_to_adverb(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take a score for what it is: "ha battuto 2-1 il Milan" has one object, the loser."""
    v = tree.head[i]
    if i + 2 >= len(tree.pos) or tree.form[i + 1] not in DASHES or tree.pos[i + 2] != "NUM":
        return
    if tree.pos[v] != "VERB":
        return
    yield relabel(i, "advmod")
    subjects = tree.having(v, "nsubj")
    if len(subjects) == 2 and subjects[0] < v < i < subjects[1] and subjects[1] in names:
        yield relabel(subjects[1], "obj")


@rule("VERB")
def dislocated_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
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
    relatives = [k for k in tree.having(v, "nsubj", "obj") if tree.is_relative(k)]
    fronted = [
        k
        for k in subjects
        if k < clitics[0] and not tree.is_relative(k) and "," not in tree.form[k : clitics[0]]
    ]
    others = [k for k in subjects if k > v]
    if len(fronted) != 1 or not (others or relatives):
        return
    yield relabel(clitics[0], "expl")
    yield relabel(fronted[0], "obj")
    for k in relatives:
        yield relabel(k, "nsubj")


@rule("VERB")
def speaker_to_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Take "mi", which may be both, for the object of a verb that lacks one: "mi ha difesa"."""
    persons = [k for k in tree.having(v, "iobj") if tree.form[k] in tree.words.clitics.persons]
    if not persons or tree.having(v, "obj", "ccomp", "xcomp"):
        return
    if tree.verbs.has("human_object", tree.lemma[v]) and not tree.is_passive(v):
        for k in persons:
            yield relabel(k, "obj")


@rule("VERB")
def second_subject(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Make the name behind a verb that has a subject before it its object: "X ha preceduto Y".

    Also a noun behind a verb whose objects are people: "X ha invitato a parlare la deputata Y".
    """
    subjects = tree.having(v, "nsubj")
    if len(subjects) != 2 or not subjects[0] < v < subjects[1] or tree.marker(subjects[1]):
        return
    human = tree.verbs.has("human_object", tree.lemma[v])
    if not human and (subjects[1] not in names or tree.having(v, "ccomp", "xcomp")):
        return
    if tree.has(v, "obj") or tree.finite(v) < 0 or tree.reflexive(v):
        return
    nouns = tree.words.nouns
    if tree.is_passive(v) or tree.lemma[v] in nouns.unaccusative | nouns.intransitive:
        return
    if not any(tree.is_relative(k) for k in subjects):
        yield relabel(subjects[1], "obj")


@rule("VERB")
def title_of_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Part a bare title from whom it is given to: "ha eletto papa X", "candida a sindaco X".

    The parser takes both for objects, or the name for that of a holder of the title.
    """
    if not any(tree.verbs.has(kind, tree.lemma[v]) for kind in ("predicative", "proposing")):
        return
    objects = [k for k in tree.having(v, "obj") if k > v]
    offices = [k for k in tree.having(v, "obj", "obl", XCOMP) if k > v and _is_bare_title(tree, k)]
    if not offices or tree.is_passive(v):
        return
    title = offices[0]
    if tree.dep[title] == "obl" and tree.marker(title) != tree.words.prepositions.dative:
        return
    below = [k for k in tree.having(title, *HUNG) if names.is_a(k, "PERSON") and not tree.marker(k)]
    if below and title < below[0] and objects in ([title], []):
        for k in [k for k in tree.kids[title] if k > below[0]]:
            yield hang(k, below[0], tree.dep[k])
        yield hang(below[0], v, "obj")
    elif len(objects) < 2 or objects[0] != title:
        return
    if tree.dep[title] == "obj":
        yield relabel(title, XCOMP)


def _is_bare_title(tree: Tree, n: int) -> bool:
    return tree.pos[n] == "NOUN" and not tree.has(n, "det") and tree.title(n) is not None


@rule("VERB")
def company_is_no_subject(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "insieme a X" as no subject, and a plural verb's "object" as one.

    "Insieme a X hanno votato Y e Z".
    """
    company = tree.words.prepositions.comitative
    for k in tree.having(v, "nsubj"):
        inner = tree.inner(k)
        if inner is not None and inner[0] in company:
            yield relabel(k, "obl")
    objects = [k for k in tree.having(v, "obj") if k > v]
    finite = tree.finite(v)
    if not objects or tree.has_subject(v) or finite < 0:
        return
    if tree.feature(finite, "Number") != "Plur":
        return
    if any(m in company and k < v for m, k in tree.complements(v)):
        yield relabel(objects[0], "nsubj")
        for k in objects[1:]:
            yield relabel(k, "parataxis")


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


def _takes_no_object(tree: Tree, names: Names, v: int) -> bool:
    nouns, lemma = tree.words.nouns, tree.lemma[v]
    if lemma in nouns.unaccusative:
        return True
    if lemma in nouns.of_things and any(k in names for k in tree.kids[v]):
        return True
    siding = tree.words.prepositions.siding
    return lemma in nouns.siding and any(marker in siding for marker, _ in tree.complements(v))


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
