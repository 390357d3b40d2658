"""Typical parser errors around names, mended before the tree is read.

Each mend moves one subtree, and only where the tree as parsed makes no sense: a person named in
apposition to a country, a verb whose only subject hangs on its object.
"""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .appositions import Appositions
from .attachment import (
    LOOSE,
    fronted_subject,
    has_core,
    mend_clauses,
    title_of_place_to_subject,
    to_subject_from_conjunct,
)
from .complements import Complements
from .coordination import mend_coordination
from .homographs import mend_homographs
from .lists import mend_announced, mend_kin, mend_respective
from .objects import mend_objects
from .predicatives import mend_predicatives
from .quotes import mend_quotes
from .relatives import mend_relatives, titles_above
from .roles import mend_roles
from .tree import Tree

RELATIVE = "null-relative"  # coreference: the relative clause has a subject of its own
BREAKS = frozenset((",", "(", ";", ":", "—", "–"))


def mend(
    tree: Tree, entities: list[EntityRow], mentions: list[MentionRow], titles: TitleTable
) -> None:
    """Move the subtrees of misattached names of ``tree``."""
    mend_homographs(tree)
    mend_quotes(tree)
    _shares(tree)
    mend_kin(tree, titles)
    for m in mentions:
        if m.kind == "null" and m.rule == RELATIVE:
            _object_of_relative(tree, m.root)
        if m.kind == "demonym" and m.root:
            _demonym_as_verb(tree, m.root)
    names = {m.root: m for m in mentions if m.kind in ("name", "metonym") and m.entity >= 0}
    places = {r for r, m in names.items() if entities[m.entity].type in ("PLACE", "COUNTRY")}
    _mend_names(tree, entities, names, titles)
    demonyms = {m.root: m for m in mentions if m.kind == "demonym"}
    for d in demonyms:
        _demonym_of_title(tree, d, titles)
    for root, m in names.items():
        _hung_on_part(tree, m)
        _example_of_group(tree, m)
        if m.start - 1 in demonyms and m.start >= 2:
            _demonym_of_name(tree, root, m.start - 1)
            _demonym_before_name(tree, m, titles)
    _join_hyphens(tree, names)
    mend_announced(tree, names, titles)
    people = {r for r, m in names.items() if entities[m.entity].type == "PERSON"}
    mend_objects(tree, names, people)
    persons = {r for r, m in names.items() if entities[m.entity].type == "PERSON"}
    mend_respective(tree, names, persons, titles)
    mend_predicatives(tree, titles, persons)
    mend_roles(tree, names)
    mend_clauses(tree, names, titles)
    Appositions(tree, names, entities, titles).mend()
    mend_relatives(tree, names, places, titles)
    mend_coordination(tree)
    Complements(tree, entities, titles, names).mend(mentions)
    for n, pos in enumerate(tree.pos):
        if pos == "NOUN" and tree.dep[n] == "appos" and tree.head[n] in places:
            title_of_place_to_subject(tree, n, titles)


def _mend_names(
    tree: Tree, entities: list[EntityRow], names: dict[int, MentionRow], titles: TitleTable
) -> None:
    """Hang each name on the title or verb that is its own."""
    cover = {i: m for m in names.values() for i in range(m.start, m.end)}
    for root, m in names.items():
        person = entities[m.entity].type == "PERSON"
        head = tree.head[root]
        if head == root or m.start <= head < m.end:
            continue
        if (person and _title_beside(tree, m, titles)) or fronted_subject(tree, m):
            continue
        if tree.dep[root] in LOOSE and not tree.marker(root):
            _above_bare_noun(tree, root)
            if person:
                _to_title(tree, m, cover, entities, titles)
        elif tree.dep[root] == "parataxis" and person and m.start:
            for title in titles_above(tree, m.start - 1, titles)[:1]:
                tree.reattach(root, title, "nmod")  # "l'ambasciatore a Londra X"
        elif tree.dep[root] == "conj":
            to_subject_from_conjunct(tree, m)
            if person:
                _title_in_list(tree, m, titles)
        _title_before_break(tree, m, titles)


def _title_beside(tree: Tree, m: MentionRow, titles: TitleTable) -> bool:
    """Hang a person on the title right before: "dopo il colloquio con il premier ungherese X"."""
    noun = m.start - 1
    while noun > 0 and tree.pos[noun] == "ADJ" and tree.head[noun] < noun:
        noun -= 1
    first = noun - 1
    while first > 0 and tree.pos[first] == "ADJ" and tree.head[first] == noun:
        first -= 1
    title = titles.get(tree.form[noun]) if tree.pos[noun] == "NOUN" else None
    if first < 0 or title is None or tree.is_plural(noun):
        return False
    if tree.feature(first, "Definite") != "Def" or tree.head[m.root] == noun:
        return False
    above, seen = noun, 0
    while tree.head[above] != above and seen < len(tree.head):
        above, seen = tree.head[above], seen + 1
        if above == m.root:
            return False
    others = [k for k in tree.kids[noun] if k > noun and tree.pos[k] == "PROPN"]
    if others:
        return False
    tree.reattach(m.root, noun, "nmod")
    return True


def _shares(tree: Tree) -> None:
    """Read a percentage as a noun, whose complement is what it is a share of: "il 20% di X"."""
    genitive = tree.words.prepositions.genitive
    for i, pos in enumerate(tree.pos):
        ordinal = pos == "ADJ" and tree.feature(i, "NumType") == "Ord"
        if ordinal and any(tree.marker(k) == genitive for k in tree.having(i, "nmod")):
            tree.recast(i, "NOUN", tree.form[i])  # "un quinto di"
        if pos not in ("NUM", "SYM"):
            continue
        for k in (i, *tree.having(i, "nummod", "nmod", "flat", "compound")):
            if tree.form[k] in tree.words.nouns.percent:
                tree.recast(i, "NOUN", tree.form[k])


def _demonym_as_verb(tree: Tree, d: int) -> None:
    """Make a "verb" that is a demonym an adjective again: "la presidente moldava X"."""
    n = d - 1
    if tree.pos[d] != "VERB" or tree.has(d, "aux") or tree.pos[n] != "NOUN":
        return
    tree.recast(d, "ADJ", tree.lemma[d])
    if tree.head[d] == d:
        return
    for k in list(tree.kids[d]):
        if k > d:
            tree.reattach(k, n, "nmod" if tree.dep[k] in ("nsubj", "obj") else tree.dep[k])
    tree.reattach(d, n, "amod")


def _object_of_relative(tree: Tree, v: int) -> None:
    """With a null subject "che" is the object: "il partito, che lasciò nel 1974"."""
    for k in tree.having(v, "nsubj"):
        if tree.is_relative(k) and not tree.has(v, "obj"):
            tree.dep[k] = "obj"


def _example_of_group(tree: Tree, m: MentionRow) -> None:
    """Hang "come X" on the plural noun right before it: "varie testate come X e Y"."""
    if tree.marker(m.root) != tree.words.prepositions.predicative:
        return
    group = min([m.start, *tree.having(m.root, "case", "det")]) - 1
    if group >= 0 and tree.pos[group] == "NOUN" and tree.is_plural(group):
        tree.reattach(m.root, group, "nmod")


def _title_in_list(tree: Tree, m: MentionRow, titles: TitleTable) -> None:
    """Make a lone "conjunct" after a title its bearer: "l'arcivescovo di X, Mario Rossi"."""
    head = tree.head[m.root]
    if titles.get(tree.form[head]) is None or tree.has(m.root, "cc") or m.start == 0:
        return
    if tree.form[m.start - 1] == "," and tree.having(head, "conj") == [m.root]:
        tree.reattach(m.root, head, "appos")


def _title_before_break(tree: Tree, m: MentionRow, titles: TitleTable) -> None:
    """Join a title to the name after it where the parser broke the sentence between them."""
    if m.start == 0 or tree.sentence[m.start - 1] == tree.sentence[m.start]:
        return
    n = tree.clause_above(m.start - 1)
    if tree.doc[m.start - 1].is_punct or tree.doc[m.start - 1].is_space:
        return
    if tree.pos[n] == "NOUN" and titles.get(tree.form[n]) and tree.head[n] == n:
        tree.head[n], tree.dep[n] = m.root, "nmod"
        tree.kids[m.root].insert(0, n)


def _to_title(
    tree: Tree,
    m: MentionRow,
    cover: dict[int, MentionRow],
    entities: list[EntityRow],
    titles: TitleTable,
) -> None:
    """Hang a person on the title above: "il presidente del Libano Joseph Aoun"."""
    head = tree.head[m.root]
    other = cover.get(head)
    if other is not None and entities[other.entity].type == "PERSON":
        return
    if other is None and titles.get(tree.form[head]):
        return
    if other is None and tree.pos[head] not in ("NOUN", "PROPN", "X", "ADJ", "ADV"):
        return
    own = other is None and tree.dep[head] == "conj" and tree.has(head, "det")
    if own and not any(tree.form[i] in BREAKS for i in range(head + 1, m.start)):
        return  # "il segretario X, l'addetto Y e il contabile Z"
    if other is None:
        below = _title_below(tree, head, m.start, titles)
        if below >= 0:
            tree.reattach(m.root, below, "appos")
            return
    if tree.form[m.start - 1] == "(":
        return
    comma = any(tree.form[i] in BREAKS for i in range(head + 1, m.start))
    chain = titles_above(tree, head, titles)
    if chain:
        target = chain[-1] if comma else chain[0]
        tree.reattach(m.root, target, "appos" if comma else "nmod")
    elif other is not None and not comma and tree.marker(other.root):
        verb = tree.clause_above(head)
        free = next((dep for dep in ("nsubj", "obj") if not has_core(tree, verb, dep)), "")
        if tree.pos[verb] == "VERB" and free and verb < m.start:
            tree.reattach(m.root, verb, free)
            for k in list(tree.kids[head]):
                if k >= m.end:
                    tree.reattach(k, m.root, tree.dep[k])


def _above_bare_noun(tree: Tree, root: int) -> None:
    """Hang a name on the noun that a bare "di" noun qualifies: "la casa di produzione X"."""
    h = tree.head[root]
    if tree.pos[h] != "NOUN" or tree.dep[h] != "nmod" or tree.pos[tree.head[h]] != "NOUN":
        return
    cases = [tree.form[c] for c in tree.having(h, "case", "det")]
    counted = tree.has(h, "nummod")  # "padre di due gemelli, X e Y"
    if len(cases) == 1 and cases[0] in tree.words.prepositions.bare and root > h and not counted:
        tree.reattach(root, tree.head[h], tree.dep[root])


def _title_below(tree: Tree, head: int, before: int, titles: TitleTable) -> int:
    """Title noun inside a phrase: "l'ufficio dell'ambasciatore a Kiev, X"; -1 of none."""
    found = -1
    level = [head]
    while level:
        level = [
            k
            for h in level
            for k in tree.kids[h]
            if tree.dep[k] == "nmod"
            and tree.marker(k) == tree.words.prepositions.genitive
            and head < k < before
        ]
        for k in level:
            if titles.get(tree.form[k]) and found < 0:
                found = k
    return found


def _demonym_of_name(tree: Tree, root: int, d: int) -> None:
    """Hang a demonym with article on the name after it: "non l'americano Antony Blinken"."""
    if tree.head[root] == d:
        _name_under_demonym(tree, d)
    if tree.head[root] == d or tree.head[d] == root or tree.head[d] == d:
        return
    if not any(k < d for n in (d, root) for k in tree.having(n, "det", "case")):
        return
    if tree.head[root] == tree.head[d] and not tree.marker(root):
        tree.dep[root] = tree.dep[d]  # "ha visto il turco X"
    for k in list(tree.kids[d]):
        tree.reattach(k, root, tree.dep[k])
    tree.reattach(d, root, "amod")


def _demonym_of_title(tree: Tree, d: int, titles: TitleTable) -> None:
    """Hang a demonym on the title it agrees with: "il segretario alla Difesa americano"."""
    n = tree.head[d]
    title = tree.head[n]
    if tree.dep[d] != "amod" or tree.dep[n] != "nmod" or titles.get(tree.form[title]) is None:
        return
    genders = [tree.feature(i, "Gender") for i in (d, n, title)]
    if all(genders) and genders[0] != genders[1] and genders[0] == genders[2]:
        tree.reattach(d, title, "amod")


def _name_under_demonym(tree: Tree, d: int) -> None:
    """Put "la tedesca X" in apposition: "l'ex compagna, la tedesca X" is no German companion."""
    determined = [k for k in tree.having(d, "det") if k < d]
    if determined and tree.dep[d] == "amod" and tree.form[determined[0] - 1] == ",":
        tree.pos[d], tree.dep[d] = "NOUN", "appos"


def _demonym_before_name(tree: Tree, m: MentionRow, titles: TitleTable) -> None:
    """Hang a demonym on the office before it: "il ministro dell'Energia bulgaro X"."""
    d, n = m.start - 1, tree.head[m.root]
    if tree.pos[d] != "ADJ" or tree.head[d] != m.root or not n < d - 1:
        return
    if tree.having(d, "det") or tree.pos[n] != "NOUN" or titles.get(tree.form[n]) is None:
        return
    genitive = tree.words.prepositions.genitive
    if any(tree.marker(k) == genitive and n < k < d for k in tree.having(n, "nmod")):
        tree.reattach(d, n, "amod")


def _hung_on_part(tree: Tree, m: MentionRow) -> None:
    """Give a name what hangs on one of its words: "la Santa Sede e Hanoi"."""
    for i in range(m.start, m.end):
        if i == m.root or tree.head[m.root] == i:
            continue
        for k in list(tree.kids[i]):
            if not m.start <= k < m.end and tree.dep[k] in ("conj", "appos", "acl:relcl"):
                tree.reattach(k, m.root, tree.dep[k])


def _join_hyphens(tree: Tree, names: dict[int, MentionRow]) -> None:
    """Make "sud-ovest" one noun where the parser took its parts for two."""
    for i in range(1, len(tree.form) - 1):
        if tree.form[i] != "-" or tree.doc[i - 1].whitespace_ or tree.doc[i].whitespace_:
            continue
        first, second = i - 1, i + 1
        nouns = tree.pos[first] == tree.pos[second] == "NOUN"
        if not nouns or tree.head[first] == second or {first, second} & set(names):
            continue
        if tree.head[second] == second:
            continue
        for k in list(tree.kids[second]):
            tree.reattach(k, first, tree.dep[k])
        tree.reattach(second, first, "flat")
