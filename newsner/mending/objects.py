"""Objects, and what is none: times, company, names with a preposition, scores."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Edit, Tree, hang, relabel, swap
from .names import Names
from .rules import rule
from .titles import LOOSE

DASHES = frozenset(("-", "–"))


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
def subject_beside_clitic(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Take an unmarked name for the subject where a clitic is the object: "l'ha detto solo X"."""
    clitic = any(tree.pos[k] == "PRON" and k < v for k in tree.having(v, "obj"))
    if not clitic or tree.verbs.has("predicative", tree.lemma[v]):  # "l'hanno chiamato X"
        return
    for k in tree.having(v, "obl", "obj"):
        if k > v and k in names and not tree.marker(k) and "," not in tree.form[v:k]:
            yield relabel(k, "nsubj")


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
    """Make the name behind a verb that has a subject before it its object: "X ha preceduto Y"."""
    subjects = tree.having(v, "nsubj")
    if len(subjects) != 2 or not subjects[0] < v < subjects[1] or subjects[1] not in names:
        return
    if tree.having(v, "obj", "ccomp", "xcomp") or tree.finite(v) < 0 or tree.reflexive(v):
        return
    nouns = tree.words.nouns
    if tree.is_passive(v) or tree.lemma[v] in nouns.unaccusative | nouns.intransitive:
        return
    if not any(tree.is_relative(k) for k in subjects):
        yield relabel(subjects[1], "obj")


@rule("VERB")
def marked_subject(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Make a name with a preposition no subject: "Per la Juventus ha segnato X"."""
    for k in tree.having(v, "nsubj"):
        if k in names and tree.marker(k) in tree.words.prepositions.not_of_names:
            yield relabel(k, "obl")


@rule("VERB")
def object_past_infinitive(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Give the main verb its object: "ha ingaggiato per aiutarlo il colombiano X"."""
    h, joined = tree.head[v], tree.enclitics.get(v)
    if not joined or tree.pos[h] != "VERB":
        return
    if tree.words.clitics.patient.isdisjoint(joined):
        return
    objects = [k for k in tree.having(v, "obj") if k > v]
    if h < v and not tree.has(h, "obj") and not tree.is_passive(h):
        for k in objects:
            yield hang(k, h, "obj")


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


@rule("ADJ", "amod")
def adjective_across_copula(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Part an adjective from the noun across the copula: "il nuovo allenatore è lo spagnolo X"."""
    n = tree.head[i]
    if not tree.has(i, "det"):
        return
    if tree.has(i, "cop") and n < i and not tree.has(n, "cop"):
        yield from swap(tree, n, i, "nsubj")
    elif any(n < k < i for k in tree.having(n, "cop")) and not tree.has_subject(n):
        yield hang(i, n, "nsubj")


@rule(dep="obj")
def time_is_no_object(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Read "aveva creato due anni prima la fondazione": the time is not what was created."""
    after = tree.form[n + 1] if n + 1 < len(tree.form) else ""
    counted = tree.lemma[n] in tree.words.nouns.times and tree.has(n, "nummod")
    if counted and after in tree.words.nouns.shifts:
        yield relabel(n, "obl")


@rule("NOUN PROPN ADV NUM ADJ")
def time_is_no_predicate(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Make what follows it the predicate: "era un tempo un alleato", "è questa settimana a X"."""
    if tree.lemma[n] not in tree.words.nouns.times or not tree.has(n, "cop"):
        return
    places = tree.words.prepositions.places
    later = [k for k in tree.having(n, "nsubj", "appos") if k > n and tree.pos[k] == "NOUN"]
    later += [k for k in tree.having(n, "nmod", "obl") if tree.marker(k) in places]
    if not later or tree.marker(n):
        return
    k = later[0]
    yield from swap(tree, n, k, "obl")
    for c in list(tree.kids[n]):
        if c > n or tree.dep[c] not in ("det", "amod", "nummod", "case"):
            yield hang(c, k, tree.dep[c])
