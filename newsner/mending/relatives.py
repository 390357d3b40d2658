"""Relative clauses and participles: what they modify."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import SUBJECTS, Edit, Tree, hang, recast, relabel
from .names import Names
from .rules import rule
from .titles import LOOSE, titles_above

RELATIVE = "acl:relcl"


@rule(dep=RELATIVE)
def relative_to_title(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """After a comma the relative is the person's: "il capo dello Stato somalo, che volerà a X"."""
    h = tree.head[v]
    if tree.title(h) or tree.dep[h] not in ("nmod", "flat"):
        return
    pronouns = [k for k in tree.having(v, "nsubj") if tree.is_relative(k)]
    if not pronouns or tree.form[pronouns[0] - 1] != ",":
        return
    chain = titles_above(tree, h)
    if chain and tree.dep[chain[0]] != "nmod":
        yield hang(v, chain[0], RELATIVE)


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


@rule(dep="conj")
def pronoun_of_second_relative(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "e che" after a relative clause as a pronoun: "che X ha visto e che Y ha preso"."""
    if tree.dep[tree.head[v]] != RELATIVE:
        return
    for k in tree.having(v, "mark", "obj", "nsubj"):
        if tree.form[k] in tree.words.attribution.that and k < v and tree.pos[k] != "PRON":
            yield recast(k, "PRON", tree.lemma[k], PronType="Rel")
            yield relabel(k, "mark")
            yield relabel(k, "obj" if tree.has_subject(v) else "nsubj")
            return


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
def participle_of_event(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "l'assassinio di X, compiuto da Y": a support verb does the event, not its patient."""
    h = tree.head[v]
    event = tree.head[h]
    light = tree.verbs.has("light", tree.lemma[v]) or tree.verbs.has("staging", tree.lemma[v])
    if not light or tree.pos[h] != "PROPN" or tree.pos[event] != "NOUN" or tree.form[v - 1] != ",":
        return
    wanted, given = tree.feature(v, "Gender"), tree.feature(event, "Gender")
    if tree.marker(h) == tree.words.prepositions.genitive and wanted == given:
        yield hang(v, event, "acl")


@rule("VERB", "acl amod")
def complement_behind_participle(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Give a noun what follows its participle's comma: "un colloquio, durato un'ora, con X"."""
    n, known = tree.head[v], tree.words.prepositions
    before = min([v, *tree.kids[v]]) - 1
    if tree.pos[n] != "NOUN" or n > v or tree.form[before] != ",":
        return
    for k in tree.having(v, "obl", "nmod"):
        closed = k > v and tree.form[min([k, *tree.kids[k]]) - 1] == ","
        if closed and tree.marker(k) in known.outer | known.companion | known.between:
            yield hang(k, n, "nmod")


@rule("VERB", "acl amod")
def participle_of_relation(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Hang a participle on what is between two: "i rapporti tra X e Y, allacciati nel 1992"."""
    party = tree.head[v]
    while tree.dep[party] == "conj":
        party = tree.head[party]
    n = tree.head[party]
    if tree.marker(party) not in tree.words.prepositions.between or tree.pos[n] != "NOUN":
        return
    plain = tree.is_participle(v) and not tree.auxiliaries(v)
    if plain and all(tree.feature(v, f) == tree.feature(n, f) != "" for f in ("Gender", "Number")):
        yield hang(v, n, "acl")


@rule("VERB", "acl amod")
def participle_of_owner(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "il cadavere di X, ucciso da Y": what is done to people is not done to the thing."""
    h = tree.head[v]
    row = names.before_comma(tree, v)
    human = tree.verbs.has("human_object", tree.lemma[v])
    if row is None or not human or tree.pos[h] != "NOUN" or _is_actor(tree, h):
        return
    if tree.head[row.root] == h and tree.marker(row.root) == tree.words.prepositions.genitive:
        yield hang(v, row.root, "acl")


@rule("VERB", "acl amod")
def participle_of_fronted(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "Ingegnere, nata a X, Y dirige Z" of Y, whose title opens the sentence."""
    n = tree.head[v]
    w = tree.head[n]
    opens = n == 0 or tree.sentence[n - 1] != tree.sentence[n]
    titled = tree.lemma[n] in tree.words.nouns.cohorts or tree.title(n) is not None
    if not opens or not titled or tree.has(n, "det") or w < v:
        return
    if tree.form[v - 1] == "," and tree.finite(w) >= 0 and tree.dep[n] not in ("nsubj", "obj"):
        yield hang(v, w, "advcl")
        yield relabel(n, "advcl")


@rule("VERB", "advcl")
def participle_of_object(tree: Tree, names: Names, v: int) -> Iterator[Edit]:
    """Read "ha insultato X, difeso invece da Y" of the name it follows."""
    row = names.before_comma(tree, v)
    if row is None or not tree.has(v, "obl:agent") or tree.auxiliaries(v):
        return
    if tree.dep[row.root] == "obj" and tree.head[row.root] == tree.head[v]:
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
