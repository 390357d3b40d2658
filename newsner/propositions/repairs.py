"""Typical parser errors around names, mended before the tree is read.

Each mend moves one subtree, and only where the tree as parsed makes no sense: a person named in
apposition to a country, a verb whose only subject hangs on its object.
"""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .appositions import Appositions
from .attachment import mend_clauses, title_of_place_to_subject
from .complements import Complements
from .coordination import mend_coordination
from .homographs import mend_homographs
from .lists import mend_announced, mend_kin, mend_respective
from .objects import mend_objects
from .predicatives import mend_predicatives
from .quotes import mend_quotes
from .relatives import mend_relatives
from .roles import mend_roles
from .titled import mend_names
from .tree import Tree

RELATIVE = "null-relative"  # coreference: the relative clause has a subject of its own


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
    mend_names(tree, entities, names, titles)
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
