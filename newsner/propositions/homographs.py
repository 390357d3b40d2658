"""Nouns that the parser took for verbs, and verbs that it took for nouns."""

from __future__ import annotations

from .tree import Tree

RECAST = frozenset(("NOUN", "VERB"))  # word classes that the dependents may belie
FINITE = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Person": "3", "Number": "Sing"}


def mend_homographs(tree: Tree) -> None:
    """Recast the homographs of ``tree`` whose dependents fit the other reading only."""
    present, nouns = tree.words.clitics.present, tree.words.nouns
    watched = nouns.interjections | nouns.openers | nouns.abbreviations | nouns.homographs.keys()
    for i, form in enumerate(tree.form):
        if form not in watched and tree.pos[i] not in RECAST:
            continue
        if form in nouns.interjections and tree.pos[i] != "NOUN":
            known, markers = tree.words.prepositions, {m for m, _ in tree.complements(i)}
            alone = tree.head[i] == i and known.dative in markers  # "«Grazie a X», ha detto Y"
            if known.genitive in markers or alone:
                _to_noun(tree, i)  # "Addio di X al Pd"
            continue
        if tree.pos[i] == "NOUN" and tree.has(i, "aux:pass"):
            _to_participle(tree, i)  # "è stata difesa da X"
        if tree.pos[i] == "VERB" and form.endswith(present) and tree.has(i, "cop"):
            tree.recast(i, "ADJ", form)  # "è riconoscente a X"
        if form in nouns.openers and tree.pos[i] == "VERB":
            _to_adjective(tree, i)
        if form in nouns.abbreviations and tree.pos[i] not in ("NOUN", "PROPN"):
            _abbreviation(tree, i)
        verb = nouns.homographs.get(form)
        if verb is None:
            continue
        if tree.pos[i] == "VERB" and _opens_headline(tree, i):
            _to_noun(tree, i)
        elif tree.pos[i] == "NOUN" and (_has_subject(tree, i) or _is_second_verb(tree, i)):
            _to_verb(tree, i, verb)


def _to_adjective(tree: Tree, i: int) -> None:
    """Say an opening adjective of the noun behind it: "duro il commento di X su Y"."""
    things = [k for k in tree.having(i, "obj") if k > i and tree.has(k, "det")]
    if things and not tree.having(i, "aux", "nsubj"):
        tree.recast(i, "ADJ", tree.form[i], Number="Sing")
        tree.dep[things[0]] = "nsubj"


def _abbreviation(tree: Tree, i: int) -> None:
    """Take an abbreviated title for the noun it is: "l'ex ad di X, Y, è stato assolto"."""
    if not tree.having(i, "nmod", "det", "amod") or tree.having(i, "nsubj", "obj", "aux"):
        return
    tree.recast(i, "NOUN", tree.form[i], Number="Sing")
    v = tree.head[i]
    subjects = tree.having(v, "nsubj", "nsubj:pass")
    if tree.dep[i] == "obl" and i < v and not tree.marker(i) and not subjects:
        tree.dep[i] = "nsubj:pass" if tree.is_passive(v) else "nsubj"


def _to_participle(tree: Tree, i: int) -> None:
    lemma = tree.words.nouns.participles.get(tree.form[i][:-1])
    if lemma is None:
        return
    number, gender = tree.feature(i, "Number"), tree.feature(i, "Gender")
    tree.recast(i, "VERB", lemma, VerbForm="Part", Tense="Past", Number=number, Gender=gender)
    for k in tree.kids[i]:
        if tree.dep[k] == "nsubj":
            tree.dep[k] = "nsubj:pass"


def _opens_headline(tree: Tree, i: int) -> bool:
    """Whether a "verb" opens its sentence and has a complement of nouns: "Visita lampo di X"."""
    first = i == 0 or tree.sentence[i - 1] != tree.sentence[i] or tree.form[i - 1] in (":", "\n")
    if not first or tree.having(i, "aux", "advmod", "iobj", "expl"):
        return False
    things = [k for k in tree.having(i, "obj", "nsubj") if tree.has(k, "det")]
    nominal = {tree.words.prepositions.genitive, *tree.words.prepositions.between}
    markers = {m for m, _ in tree.complements(i)}
    return not things and bool(markers & (nominal | tree.words.prepositions.outer))


def _to_noun(tree: Tree, i: int) -> None:
    tree.recast(i, "NOUN", tree.form[i], Number="Sing")
    for k in tree.kids[i]:
        if tree.dep[k] in ("obl", "obl:agent"):
            tree.dep[k] = "nmod"
        elif tree.dep[k] in ("obj", "nsubj"):
            tree.dep[k] = "nmod" if tree.pos[k] == "PROPN" else "amod"


def _has_subject(tree: Tree, i: int) -> bool:
    """Whether a bare "noun" follows a subject and is said of nobody: "X accusa di plagio Y"."""
    subjects = [k for k in tree.having(i, "nsubj") if k < i]
    return bool(subjects) and not tree.having(i, "cop", "det", "case", "amod")


def _is_second_verb(tree: Tree, i: int) -> bool:
    """Whether a bare "noun" after "e" governs like a verb: "parla di X e minaccia di uscire"."""
    if tree.dep[i] != "conj" or not tree.has(i, "cc") or tree.having(i, "det", "case", "amod"):
        return False
    if i + 1 >= len(tree.form) or tree.feature(i, "Number") == "Plur":
        return False
    marked = any(
        tree.feature(k, "VerbForm") == "Inf" and tree.has(k, "mark")
        for k in tree.having(i, "acl", "xcomp")
    )
    return marked or any(
        tree.pos[k] in ("NOUN", "PROPN") and not tree.marker(k) and k > i
        for k in tree.having(i, "nmod", "obj", "compound", "flat")
    )


def _to_verb(tree: Tree, i: int, lemma: str) -> None:
    v = i if tree.having(i, "nsubj") else tree.head[i]
    while tree.pos[v] not in ("VERB", "AUX") and tree.head[v] != v:
        v = tree.head[v]
    if v != i and tree.pos[v] not in ("VERB", "AUX"):
        return
    tree.recast(i, "VERB", lemma, **FINITE)
    if v != i:
        tree.reattach(i, v, "conj")
    for k in tree.kids[i]:
        if tree.dep[k] == "acl":
            tree.dep[k] = "xcomp"
        elif tree.dep[k] in ("nmod", "compound", "flat"):
            tree.dep[k] = "obl" if tree.marker(k) else "obj"
