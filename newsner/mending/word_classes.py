"""Words that the tagger took for another class: homographs, nouns of kin, shares, demonyms."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import SUBJECTS, Edit, Tree, hang, recast, relabel
from .names import Names
from .rules import rule

KINSHIP = "kinship"
FINITE = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Person": "3", "Number": "Sing"}


@rule("INTJ ADV VERB ADJ PROPN X", last=True)
def interjection_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take an interjection that governs like a noun for one: "Addio di X al Pd", "Grazie a X"."""
    if tree.form[i] not in tree.words.nouns.interjections or tree.pos[i] == "NOUN":
        return
    known, markers = tree.words.prepositions, {m for m, _ in tree.complements(i)}
    alone = tree.head[i] == i and known.dative in markers
    if known.genitive in markers or alone:
        yield from _to_noun(tree, i)


@rule("VERB")
def present_participle_to_adjective(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take a present participle after the copula for an adjective: "è riconoscente a X"."""
    if tree.form[i].endswith(tree.words.clitics.present) and tree.has(i, "cop"):
        yield recast(i, "ADJ", tree.form[i])


@rule("ADP X SYM ADJ VERB ADV NUM INTJ PRON DET AUX")
def abbreviation_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take an abbreviated title for the noun it is: "l'ex ad di X, Y, è stato assolto"."""
    if tree.form[i] not in tree.words.nouns.abbreviations or tree.pos[i] in ("NOUN", "PROPN"):
        return
    if not tree.having(i, "nmod", "det", "amod") or tree.having(i, "nsubj", "obj", "aux"):
        return
    yield recast(i, "NOUN", tree.form[i], Number="Sing")
    v = tree.head[i]
    subjects = tree.having(v, *SUBJECTS)
    if tree.dep[i] == "obl" and i < v and not tree.marker(i) and not subjects:
        yield relabel(i, "nsubj:pass" if tree.is_passive(v) else "nsubj")


@rule("VERB", last=True)
def headline_verb_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take a "verb" that opens a headline with a noun's complement for one: "Visita lampo di X"."""
    if tree.form[i] not in tree.words.nouns.homographs:
        return
    first = i == 0 or tree.sentence[i - 1] != tree.sentence[i] or tree.form[i - 1] in (":", "\n")
    if not first or tree.having(i, "aux", "advmod", "iobj", "expl"):
        return
    things = [k for k in tree.having(i, "obj", "nsubj") if tree.has(k, "det")]
    nominal = {tree.words.prepositions.genitive, *tree.words.prepositions.between}
    markers = {m for m, _ in tree.complements(i)}
    if not things and markers & (nominal | tree.words.prepositions.outer):
        yield from _to_noun(tree, i)


@rule("NOUN")
def noun_to_verb(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take a bare "noun" that governs like a verb for one: "X accusa di plagio Y"."""
    lemma = tree.words.nouns.homographs.get(tree.form[i])
    if lemma is None or not (_follows_subject(tree, i) or _is_second_verb(tree, i)):
        return
    path = [tree.head[i], *tree.above(tree.head[i])]
    v = next((k for k in path if tree.pos[k] in ("VERB", "AUX")), -1)
    if tree.having(i, "nsubj"):
        v = i
    if v < 0:
        return
    yield recast(i, "VERB", lemma, **FINITE)
    if v != i:
        yield hang(i, v, "conj")
    for k in tree.kids[i]:
        if tree.dep[k] == "acl":
            yield relabel(k, "xcomp")
        elif tree.dep[k] in ("nmod", "compound", "flat"):
            yield relabel(k, "obl" if tree.marker(k) else "obj")


def _follows_subject(tree: Tree, i: int) -> bool:
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


def _to_noun(tree: Tree, i: int) -> Iterator[Edit]:
    yield recast(i, "NOUN", tree.form[i], Number="Sing")
    for k in tree.kids[i]:
        if tree.dep[k] in ("obl", "obl:agent"):
            yield relabel(k, "nmod")
        elif tree.dep[k] in ("obj", "nsubj"):
            yield relabel(k, "nmod" if tree.pos[k] == "PROPN" else "amod")


@rule("ADJ")
def fraction_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take an ordinal with a genitive for a noun: "un quinto di X"."""
    genitive = tree.words.prepositions.genitive
    if tree.feature(i, "NumType") != "Ord":
        return
    if any(tree.marker(k) == genitive for k in tree.having(i, "nmod")):
        yield recast(i, "NOUN", tree.form[i])


@rule("NUM SYM")
def percentage_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Read a percentage as a noun, whose complement is what it is a share of: "il 20% di X"."""
    for k in (i, *tree.having(i, "nummod", "nmod", "flat", "compound")):
        if tree.form[k] in tree.words.nouns.percent:
            yield recast(i, "NOUN", tree.form[k])


@rule("VERB ADJ")
def kin_to_noun(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Take nouns of kin for nouns: "Figlia di X, Y debuttò a Z", "che di X è cognato"."""
    title = tree.title(i)
    if title is None or KINSHIP not in title.groups or tree.having(i, "aux", "obj", "det"):
        return
    genitive = tree.words.prepositions.genitive
    of = any(marker == genitive for marker, _ in tree.complements(i))
    if not of and not tree.has(i, "det:poss"):
        return
    number = title.number or "Sing"
    yield recast(i, "NOUN", title.lemma, Number=number, Gender=title.gender)
    for k in tree.having(i, "obl"):
        if tree.marker(k) == genitive:
            yield relabel(k, "nmod")


@rule("VERB")
def verb_to_demonym(tree: Tree, names: Names, d: int) -> Iterator[Edit]:
    """Make a "verb" that is a demonym an adjective again: "la presidente moldava X"."""
    n = d - 1
    if n < 0 or tree.has(d, "aux") or tree.pos[n] != "NOUN":
        return
    yield recast(d, "ADJ", tree.lemma[d])
    if tree.head[d] == d:
        return
    for k in list(tree.kids[d]):
        if k > d:
            yield hang(k, n, "nmod" if tree.dep[k] in ("nsubj", "obj") else tree.dep[k])
    yield hang(d, n, "amod")


@rule("PUNCT SYM")
def join_hyphenated(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Make "sud-ovest" one noun where the parser took its parts for two."""
    first, second = i - 1, i + 1
    if not 0 < i < len(tree.form) - 1 or tree.form[i] != "-":
        return
    if not (tree.glued[first] and tree.glued[i] and tree.pos[first] == tree.pos[second] == "NOUN"):
        return
    if tree.head[first] == second or first in names or second in names:
        return
    if tree.head[second] == second:
        return
    for k in list(tree.kids[second]):
        yield hang(k, first, tree.dep[k])
    yield hang(second, first, "flat")
