"""Mends of what is subject, object or predicate: times, company, names with a preposition."""

from __future__ import annotations

from collections.abc import Container

from .attachment import has_subject
from .tree import Tree


def mend_roles(tree: Tree, names: Container[int]) -> None:
    """Mend the roles of what hangs on verbs and copulas; ``names`` are the roots of names."""
    times = tree.words.nouns.times
    for i, pos in enumerate(tree.pos):
        if pos == "VERB":
            _marked_subject(tree, i, names)
            _object_past_infinitive(tree, i)
            _subject_of_second(tree, i)
            _object_past_insertion(tree, i, names)
            _object_beside_company(tree, i)
        if pos == "ADJ" and tree.dep[i] == "amod" and tree.has(i, "det"):
            _adjective_of_copula(tree, i)
        if tree.lemma[i] in times:
            if tree.dep[i] == "obj":
                _time_is_no_object(tree, i)
            if tree.has(i, "cop"):
                _time_is_no_predicate(tree, i)


def _subject_of_second(tree: Tree, v: int) -> None:
    """Who shares the auxiliary shares the subject: "ha arrestato e consegnato a Y l'ucraino X"."""
    h = tree.head[v]
    if tree.dep[v] != "conj" or not tree.is_participle(v):
        return
    if tree.having(v, "aux", "aux:pass", "obj"):
        return
    transitive = tree.words.nouns.transitive_auxiliaries
    shared = any(tree.lemma[a] in transitive for a in tree.having(h, "aux"))
    after = [k for k in tree.having(v, "nsubj") if k > v]
    if shared and after and any(k < h for k in tree.having(h, "nsubj")):
        tree.dep[after[0]] = "obj"


def _object_past_insertion(tree: Tree, v: int, names: Container[int]) -> None:
    """Give the verb the names after an insertion: "controlla, con l'appoggio di Y, X e Z"."""
    around = tree.having(v, "obl")
    if not around or tree.has(v, "obj") or not any(k < v for k in tree.having(v, "nsubj")):
        return
    if tree.lemma[v] in tree.words.nouns.unaccusative or tree.is_passive(v):
        return
    for h in around:
        start = min([h, *tree.having(h, "case", "det")])
        if h < v or tree.form[start - 1] != "," or tree.pos[h] != "NOUN" or h in names:
            continue
        below = [k for n in (h, *tree.having(h, "nmod")) for k in tree.having(n, "appos", "nmod")]
        for k in below:
            begin = min([k, *tree.having(k, "det")])
            if k in names and not tree.marker(k) and tree.form[begin - 1] == ",":
                tree.reattach(k, v, "obj")
                return


def _object_beside_company(tree: Tree, v: int) -> None:
    """Make the "object" of a plural verb its subject: "Insieme a X hanno votato Y e Z"."""
    company = tree.words.prepositions.comitative
    for k in tree.having(v, "nsubj"):
        inner = tree.inner(k)
        if inner is not None and inner[0] in company:
            tree.dep[k] = "obl"
    objects = [k for k in tree.having(v, "obj") if k > v]
    if not objects or has_subject(tree, v):
        return
    finite = tree.finite(v)
    if finite < 0 or tree.feature(finite, "Number") != "Plur":
        return
    if any(m in company and k < v for m, k in tree.complements(v)):
        tree.dep[objects[0]] = "nsubj"
        for k in objects[1:]:
            tree.dep[k] = "parataxis"


def _object_past_infinitive(tree: Tree, v: int) -> None:
    """Give the main verb its object: "ha ingaggiato per aiutarlo il colombiano X"."""
    h, joined = tree.head[v], tree.enclitics.get(v)
    if not joined or tree.pos[h] != "VERB":
        return
    if tree.words.clitics.patient.isdisjoint(joined):
        return
    objects = [k for k in tree.having(v, "obj") if k > v]
    if objects and h < v and not tree.has(h, "obj") and not tree.is_passive(h):
        for k in objects:
            tree.reattach(k, h, "obj")


def _marked_subject(tree: Tree, v: int, names: Container[int]) -> None:
    """Make a name with a preposition no subject: "Per la Juventus ha segnato X"."""
    for k in tree.having(v, "nsubj"):
        if k in names and tree.marker(k) in tree.words.prepositions.not_of_names:
            tree.dep[k] = "obl"


def _adjective_of_copula(tree: Tree, i: int) -> None:
    """Part an adjective from the noun across the copula: "il nuovo allenatore è lo spagnolo X"."""
    n = tree.head[i]
    if tree.has(i, "cop") and n < i and not tree.has(n, "cop"):
        tree.replace(n, i)
        tree.dep[n] = "nsubj"
    elif any(n < k < i for k in tree.having(n, "cop")) and not has_subject(tree, n):
        tree.reattach(i, n, "nsubj")


def _time_is_no_object(tree: Tree, n: int) -> None:
    """Read "aveva creato due anni prima la fondazione": the time is not what was created."""
    after = tree.form[n + 1] if n + 1 < len(tree.form) else ""
    if tree.has(n, "nummod") and after in tree.words.nouns.shifts:
        tree.dep[n] = "obl"


def _time_is_no_predicate(tree: Tree, n: int) -> None:
    """Make what follows it the predicate: "era un tempo un alleato", "è questa settimana a X"."""
    places = tree.words.prepositions.places
    later = [k for k in tree.having(n, "nsubj", "appos") if k > n and tree.pos[k] == "NOUN"]
    later += [k for k in tree.having(n, "nmod", "obl") if tree.marker(k) in places]
    if not later or tree.marker(n):
        return
    k = later[0]
    tree.replace(n, k)
    tree.dep[n] = "obl"
    for c in list(tree.kids[n]):
        if c > n or tree.dep[c] not in ("det", "amod", "nummod", "case"):
            tree.reattach(c, k, tree.dep[c])
