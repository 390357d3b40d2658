"""Names and titles: each name belongs to the title or verb that is its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..layers import MentionRow
from ..syntax import Edit, Tree, hang, relabel
from .names import Names
from .rules import rule

LOOSE = frozenset(("nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod"))
BREAKS = frozenset((",", "(", ";", ":", "—", "–"))
INSIDE = ("nmod", "flat", "flat:name", "conj", "appos", "compound")  # a noun phrase


def titles_above(tree: Tree, i: int) -> list[int]:
    """Title nouns above token ``i`` within its noun phrase, nearest first."""
    found = []
    while tree.dep[i] in INSIDE:
        if tree.dep[i] == "conj" and tree.has(i, "cc"):
            break  # "il cancelliere X e la presidente della Commissione, Y"
        i = tree.head[i]
        if tree.pos[i] == "NOUN" and tree.title(i):
            found.append(i)
    return found


def unattached(tree: Tree, names: Names) -> Iterator[int]:
    """Roots of names that hang on something outside themselves."""
    for root in names:
        head, m = tree.head[root], names[root]
        if head != root and not m.start <= head < m.end:
            yield root


@rule(last=True)
def person_to_title_before(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a person on the title right before: "dopo il colloquio con il premier ungherese X"."""
    m = names[root]
    noun = m.start - 1
    while noun > 0 and tree.pos[noun] == "ADJ" and tree.head[noun] < noun:
        noun -= 1
    first = noun - 1
    while first > 0 and tree.pos[first] == "ADJ" and tree.head[first] == noun:
        first -= 1
    if not names.is_person(m) or first < 0 or tree.pos[noun] != "NOUN" or tree.title(noun) is None:
        return
    if tree.is_plural(noun) or tree.feature(first, "Definite") != "Def":
        return
    if tree.head[root] == noun or root in tree.above(noun):
        return
    if not any(k > noun and tree.pos[k] == "PROPN" for k in tree.kids[noun]):
        yield hang(root, noun, "nmod")


@rule(last=True)
def name_to_subject(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Make a name before a verb without subject its subject: "nella lettera X cita Y"."""
    m, head = names[root], tree.head[root]
    v = tree.clause(head)
    text = tree.lemma[head] in tree.words.nouns.texts and head < root and m.end <= v
    if not (text or root < v < head) or tree.marker(root) or tree.dep[root] not in LOOSE:
        return
    if tree.pos[v] == "VERB" and not tree.has_subject(v) and tree.finite(v) >= 0:
        yield hang(root, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")


@rule(dep=" ".join(LOOSE))
def name_above_bare_noun(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a name on the noun that a bare "di" noun qualifies: "la casa di produzione X"."""
    h = tree.head[root]
    if tree.marker(root) or tree.pos[h] != "NOUN" or tree.dep[h] != "nmod":
        return
    if tree.pos[tree.head[h]] != "NOUN":
        return
    cases = [tree.form[c] for c in tree.having(h, "case", "det")]
    counted = tree.has(h, "nummod")  # "padre di due gemelli, X e Y"
    if len(cases) == 1 and cases[0] in tree.words.prepositions.bare and root > h and not counted:
        yield hang(root, tree.head[h], tree.dep[root])


@rule(dep=" ".join(LOOSE))
def person_to_title_above(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a person on the title above: "il presidente del Libano Joseph Aoun"."""
    m, head = names[root], tree.head[root]
    other = names.cover.get(head)
    if not names.is_person(m) or tree.marker(root) or (other and names.is_person(other)):
        return
    one = not tree.having(root, "conj")
    if other is None:
        # "il presidente del Consiglio dei ministri X": one person is no ministers
        if tree.title(head) and not (one and _says_whose(tree, head)):
            return
        if tree.pos[head] not in ("NOUN", "PROPN", "X", "ADJ", "ADV"):
            return
        own = tree.dep[head] == "conj" and tree.has(head, "det")
        if own and not _is_parted(tree, head, m):
            return  # "il segretario X, l'addetto Y e il contabile Z"
        below = _title_below(tree, head, m.start)
        if below >= 0 and not (one and tree.is_plural(below)):
            yield hang(root, below, "appos")
            return
    if tree.form[m.start - 1] == "(":
        return
    comma = _is_parted(tree, head, m)
    chain = titles_above(tree, head)
    if chain:
        yield hang(root, chain[-1] if comma else chain[0], "appos" if comma else "nmod")
    elif other is not None and not comma and tree.marker(other.root):
        yield from _to_verb(tree, m, head)


def _to_verb(tree: Tree, m: MentionRow, head: int) -> Iterator[Edit]:
    """Give the verb a person on the place before: "ha incontrato a Roma X"."""
    verb = tree.clause(head)
    free = "" if tree.has(verb, "obj") else "obj"
    free = free if tree.has_subject(verb) else "nsubj"
    if tree.pos[verb] == "VERB" and free and verb < m.start:
        yield hang(m.root, verb, free)
        for k in list(tree.kids[head]):
            if k >= m.end:
                yield hang(k, m.root, tree.dep[k])


def _is_parted(tree: Tree, head: int, m: MentionRow) -> bool:
    """Whether punctuation parts the name from what it hangs on."""
    return any(tree.form[i] in BREAKS for i in range(head + 1, m.start))


def _says_whose(tree: Tree, n: int) -> bool:
    """Whether plural noun ``n`` only says of whom somebody is head: "Consiglio dei ministri"."""
    return tree.is_plural(n) and tree.marker(n) == tree.words.prepositions.genitive


def _title_below(tree: Tree, head: int, before: int) -> int:
    """Title noun inside a phrase: "l'ufficio dell'ambasciatore a Kiev, X"; -1 of none."""
    genitive = tree.words.prepositions.genitive
    found = -1
    level = [head]
    while level:
        below = [k for h in level for k in tree.having(h, "nmod") if head < k < before]
        level = [k for k in below if tree.marker(k) == genitive]
        for k in level:
            if tree.title(k) and found < 0:
                found = k
    return found


@rule(dep="conj")
def conjunct_to_subject(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Make a lone last "conjunct" after a comma the verb's subject.

    "Aveva rotto i rapporti con Taiwan, nel marzo scorso, l'Honduras."
    """
    m, head = names[root], tree.head[root]
    if tree.having(head, "conj") != [root] or tree.has(root, "cc"):
        return
    v = tree.clause(head)
    if tree.pos[v] != "VERB" or tree.has_subject(v) or not v < head < m.start:
        return
    determined = tree.having(root, "det")
    start = min([m.start, *determined])
    if determined and tree.form[start - 1] == "," and tree.finite(v) >= 0:
        yield hang(root, v, "nsubj")


@rule()
def demonym_to_name(tree: Tree, names: Names, root: int) -> Iterator[Edit]:
    """Hang a demonym with article on the name after it: "non l'americano Antony Blinken"."""
    d = names[root].start - 1
    if d < 1 or d not in names.demonyms:
        return
    if tree.head[root] == d or tree.head[d] == root or tree.head[d] == d:
        return
    if not any(k < d for n in (d, root) for k in tree.having(n, "det", "case")):
        return
    if tree.head[root] == tree.head[d] and not tree.marker(root):
        yield relabel(root, tree.dep[d])  # "ha visto il turco X"
    for k in list(tree.kids[d]):
        yield hang(k, root, tree.dep[k])
    yield hang(d, root, "amod")
