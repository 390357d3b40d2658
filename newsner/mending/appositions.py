"""Appositions: what stands between commas belongs to the name or title before it."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import MentionRow
from ..syntax import Edit, Tree, hang, recast
from .names import Names
from .rules import rule
from .titles import LOOSE, titles_above

STRAY = frozenset(("parataxis", "appos", "nmod", "flat", "flat:name", "conj", "dep", "dislocated"))
HELD = frozenset((*LOOSE, "acl", "conj"))

# -- names in apposition ----------------------------------------------------------------------


@rule(dep="appos conj")
def names_of_plural(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give several names to the plural noun above: "i due figli del re, Aldo e Bice"."""
    m, owner = names[root], tree.head[root]
    if not names.is_person(m) or tree.form[m.start - 1] != "," or owner > m.start:
        return
    noun = tree.head[owner]
    listed = [k for k in tree.having(owner, "conj") if k >= root]
    if tree.dep[root] == "appos" and listed:
        listed.insert(0, root)  # "i due figli del re, Aldo e Bice", where Bice hangs on the king
    if listed and (listed[0] != root or not _is_counted(tree, names, noun, listed[-1])):
        return
    if tree.pos[noun] != "NOUN" or tree.title(noun) is None:
        return
    owned = tree.dep[owner] == "nmod" and tree.marker(owner)
    one = tree.is_plural(noun) and not tree.is_plural(owner)
    several = len(listed) > 1 or tree.conjuncts(root)
    if owned == tree.words.prepositions.genitive and one and several:
        yield hang(root, noun, "appos")
        for k in listed[1:]:
            yield hang(k, root, "conj")


def _is_counted(tree: Tree, names: Names, noun: int, last: int) -> bool:
    """Whether a list is of what the noun counts, and not of owners: "i due figli di X, A e B".

    So it is too where a comma closes it.
    """
    row = names.get(last)
    end = row.end if row is not None else last + 1
    closed = end < len(tree.form) and tree.form[end] == ","
    return tree.has(noun, "nummod") or closed


@rule(dep=" ".join(STRAY))
def name_between_commas(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a person between commas on the title before.

    "Nell'ufficio dell'ambasciatore d'Italia a Kiev, X, si è fermato Y."
    """
    m = names[root]
    if not names.is_person(m) or tree.has(root, "cc") or tree.marker(root):
        return
    closed = m.end < len(tree.form) and tree.form[m.end] == ","
    if m.start < 2 or tree.form[m.start - 1] != "," or not closed:
        return
    last = m.start - 2
    chain = titles_above(tree, last)
    held = (*chain, last) if tree.pos[last] == "NOUN" else chain
    if tree.head[root] in held and tree.dep[root] == "appos":
        return
    if tree.title(last) and tree.pos[last] == "NOUN":
        chain.insert(0, last)
    free = [n for n in chain if not has_bearer(tree, names, n, root)]
    if free and free[-1] != tree.head[root]:
        yield hang(root, free[-1], "appos")


def has_bearer(tree: Tree, names: Names, n: int, other: int) -> bool:
    """Whether a name other than ``other`` bears title ``n``."""
    bears = any(k != other and k in names and not tree.marker(k) for k in tree.having(n, *LOOSE))
    said = tree.has(n, "cop") and bool(tree.having(n, "nsubj"))  # "X è padre di due figli, Y"
    borne = tree.head[n] in names and not tree.marker(n) and not tree.has(n, "cc")
    return bears or borne or said


@rule()
def place_to_noun(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Read "la città natale di X, Lione", "la capitale della Norvegia, Oslo" of the noun."""
    m, words = names[root], tree.words.containers
    owner = tree.head[root]
    row = names.get(owner)
    if row is None or names.kind(m) != "PLACE" or names.kind(row) == "PLACE":
        return
    if row.end != m.start - 1 or tree.form[row.end] != "," or tree.marker(root):
        return
    noun = tree.head[owner]
    if tree.marker(owner) != tree.words.prepositions.genitive:
        return
    if tree.lemma[noun] in words.places | words.capitals:
        yield hang(root, noun, "appos")


@rule()
def patient_of_event(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Give the event its patient: "l'acquisto da parte di X dei cantieri Y"."""
    known = tree.words.prepositions
    part = tree.head[root]
    event = tree.head[part]
    inner = tree.inner(part) if tree.pos[event] == "NOUN" else None
    if inner is None or inner[0] not in known.agent:
        return
    for k in tree.having(root, "nmod"):
        if k >= names[root].end and tree.marker(k) == known.genitive:
            yield hang(k, event, "nmod")


@rule()
def name_in_brackets(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a name in brackets on the name right before it: "il deputato X (Lega)"."""
    m = names[root]
    if m.start < 2 or tree.form[m.start - 1] != "(":
        return
    row = names.ends.get(m.start - 1)
    if row is None or row.root in (root, tree.head[root]):
        return
    if root not in tree.above(row.root):
        yield hang(root, row.root, "appos")


# -- nouns in apposition ----------------------------------------------------------------------


@rule("PRON DET")
def pronoun_of_office(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Read "con quella lituana, X" as "con l'omologa lituana, X"."""
    noun = tree.words.proforms.same_office.get(tree.form[n])
    if noun is None or not tree.has(n, "amod"):
        return
    if any(names.is_a(k, "PERSON") for k in tree.having(n, "appos", "nmod")):
        yield recast(n, "NOUN", noun, Number="Sing")


@rule("ADJ", " ".join(STRAY))
def adjective_to_title(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Take for a noun the title after a name and a comma: "X, storico dell'Università di Y"."""
    if names.before_comma(tree, n) is None or tree.title(n) is None:
        return
    if any(tree.marker(k) for k in tree.having(n, "nmod", "obl")):
        features = {name: tree.feature(n, name) for name in ("Gender", "Number")}
        yield recast(n, "NOUN", tree.lemma[n], **features)


@rule("ADJ NOUN", " ".join(HELD))
def title_after_time(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Read "X, da due anni dipendente di Y", "un tempo alleata di Y": no part of time."""
    h = tree.head[n]
    if h > n or h in names or tree.has(n, "det") or tree.marker(n):
        return
    if tree.pos[n] == "ADJ" and tree.dep[n] != "amod":
        return
    genders = {tree.feature(i, "Gender") for i in (n, h)} - {""}
    own = [k for _, k in (*tree.complements(n), *tree.complements(h)) if k > n]
    # nothing but her gender tells "un tempo alleata di Y" from "un tempo bello"
    quality = tree.dep[n] == "amod" and len(genders) > 1 and own
    if tree.title(n) is None and not quality:
        return
    if tree.lemma[h] not in tree.words.nouns.times and tree.pos[h] not in ("NUM", "ADV"):
        return
    row = names.before_comma(tree, min([h, *tree.kids[h]]))
    if row is None:
        return
    yield hang(n, _top(tree, row), "appos")
    if quality:
        yield recast(n, "NOUN", tree.lemma[n], Gender=tree.feature(n, "Gender"), Number="Sing")
        for k in own:
            yield hang(k, n, "nmod")


def _top(tree: Tree, row: MentionRow) -> int:
    """Title of a name, or the name itself."""
    h = tree.head[row.root]
    titled = tree.pos[h] == "NOUN" and tree.title(h) is not None
    return h if titled and not tree.marker(row.root) else row.root


@rule("NOUN", "conj")
def second_title(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Join bare titles: "marito di X e padre di Y", "nipote del ministro X e cugino di Y"."""
    genitive, h = tree.words.prepositions.genitive, tree.head[n]
    if not tree.has(n, "cc") or tree.having(n, "det", "case"):
        return
    if tree.title(n) is None or tree.marker(h) != genitive:
        return
    title = tree.head[h]
    owned = any(marker == genitive for marker, _ in tree.complements(n))
    if owned and tree.pos[title] == "NOUN" and tree.title(title):
        yield hang(n, title, "conj")


@rule("NOUN", "appos conj")
def title_to_nearest_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give a title after a comma to the name before it: "…, suo figlio X, Y, suocera di Z"."""
    h = tree.head[n]
    if tree.marker(n) or tree.having(n, "det", "cc") or tree.title(n) is None:
        return
    row = names.before_comma(tree, min([n, *tree.having(n, "amod")]))
    if row is None or row.root in (h, n) or h > row.start or tree.marker(row.root):
        return
    titled = tree.dep[row.root] in LOOSE and tree.head[row.root] == h
    if names.is_person(row) and not titled:
        yield hang(n, row.root, "appos")


@rule("NOUN", "appos conj nmod obl")
def kind_to_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give a body or place the noun that says what it is.

    "X, presidente dell'Amla, l'autorità con sede a Y": the authority is no person; "nel centro di
    Bamako, la capitale maliana": the centre is no capital.
    """
    words, lemma = tree.words.containers, tree.lemma[n]
    body = (lemma in words.bodies or lemma in words.opaque) and tree.dep[n] != "obl"
    place = lemma in words.places or lemma in words.capitals
    if not (body or place) or tree.marker(n) or tree.has(n, "cc"):
        return
    for kind, is_kind, inside in (
        ("ORGANISATION", body, ("det",)),
        ("PLACE", place, ("det", "amod", "det:poss")),
    ):
        row = names.before_comma(tree, min([n, *tree.having(n, *inside)])) if is_kind else None
        if row is None or row.root == tree.head[n] or row.root > n:
            continue
        if names.kind(row) == kind:
            yield hang(n, row.root, "appos")


@rule("NOUN", "obl nmod")
def attribute_to_name(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give the name "con sede a X", "in mano a X" that follow it, not the verb."""
    inner = tree.inner(n)
    if inner is None or inner[0] not in tree.words.prepositions.attributive:
        return
    h = tree.head[n]
    start = min([n, *tree.having(n, "case")])
    times: list[int] = []
    if tree.pos[h] == "VERB":  # "X, dal 2012 in mano a Y"
        around = [k for k in tree.having(h, "obl") if h < k < start]
        times = [k for k in around if max([k, *tree.kids[k]]) + 1 == start]
        start = min([start, *(x for k in times for x in (k, *tree.kids[k]))])
    row = names.before_comma(tree, start)
    if row is not None and row.root != h:
        yield hang(n, row.root, "nmod")
        for k in times:
            yield hang(k, n, "nmod")


@rule("NOUN", "nmod appos")
def object_after_insertion(tree: Tree, names: Names, n: int) -> Iterator[Edit]:
    """Give the verb its object: "ha firmato con X, premier di Y, un accordo"."""
    words, h = tree.words.containers, tree.head[n]
    if tree.marker(n) or not tree.has(n, "det") or tree.title(n):
        return
    if tree.lemma[n] in words.places | words.opaque | words.bodies | words.capitals:
        return
    start = min([n, *tree.having(n, "det")])
    v = tree.clause(h)
    if h in names or not has_bearer(tree, names, h, n):
        return  # "a X, la costumista"
    if tree.reflexive(v) or tree.lemma[v] in tree.words.nouns.unaccusative:
        return
    if tree.form[start - 1] != "," or not v < h < n or tree.pos[v] != "VERB":
        return
    top = next((k for k in (h, *tree.above(h)) if tree.head[k] == v), h)
    if tree.dep[top] == "obl" and not tree.having(v, "obj", "nsubj:pass", "ccomp", "xcomp"):
        yield hang(n, v, "obj")
