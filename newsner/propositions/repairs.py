"""Typical parser errors around names, mended before the tree is read.

Each mend moves one subtree, and only where the tree as parsed makes no sense: a person named in
apposition to a country, a verb whose only subject hangs on its object.
"""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import EntityRow, MentionRow
from .tree import Tree

LOOSE = frozenset(("nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod"))
BREAKS = frozenset((",", "(", ";", ":", "—", "–"))


def mend(
    tree: Tree, entities: list[EntityRow], mentions: list[MentionRow], titles: TitleTable
) -> None:
    """Move the subtrees of misattached names of ``tree``."""
    names = {m.root: m for m in mentions if m.kind in ("name", "metonym") and m.entity >= 0}
    cover = {i: m for m in names.values() for i in range(m.start, m.end)}
    for root, m in names.items():
        person = entities[m.entity].type == "PERSON"
        head = tree.head[root]
        if head == root or m.start <= head < m.end:
            continue
        if _fronted_subject(tree, m):
            continue
        if tree.dep[root] in LOOSE and not tree.marker(root):
            _above_bare_noun(tree, root)
            if person:
                _to_title(tree, m, cover, entities, titles)
        elif tree.dep[root] == "conj":
            _to_subject_from_conjunct(tree, m)
            if person:
                _title_in_list(tree, m, titles)
        _title_before_break(tree, m, titles)
    demonyms = {m.root: m for m in mentions if m.kind == "demonym"}
    for root, m in names.items():
        if m.start - 1 in demonyms and m.start >= 2:
            _demonym_of_name(tree, root, m.start - 1)
    for v, pos in enumerate(tree.pos):
        if pos != "VERB":
            continue
        if tree.lemma[v] in tree.words.nouns.unaccusative:
            _object_to_subject(tree, v)
            _stray_participle(tree, v, names)
        else:
            _second_object_to_subject(tree, v, names, titles)
    for v, dep in enumerate(tree.dep):
        if dep == "acl:relcl":
            _relative_of_title(tree, v, names, titles)
    for n, lemma in enumerate(tree.lemma):
        if lemma in tree.words.nouns.times and tree.has(n, "cop"):
            _time_is_no_predicate(tree, n)
    for i in range(len(tree.form)):
        if tree.feature(i, "PronType") == "Rel":
            _members(tree, i)
    for n, pos in enumerate(tree.pos):
        if pos == "NOUN":
            _postverbal_complements(tree, n, names)
    for m in names.values():
        _free_complements(tree, m, entities[m.entity].type)
    places = {r for r, m in names.items() if entities[m.entity].type in ("PLACE", "COUNTRY")}
    for n, pos in enumerate(tree.pos):
        if pos == "NOUN" and tree.dep[n] == "appos" and tree.head[n] in places:
            _title_of_place_to_subject(tree, n, titles)


def _postverbal_complements(tree: Tree, n: int, names: dict[int, MentionRow]) -> None:
    """What follows a subject's name after the verb is the verb's: "ha promesso X a Y"."""
    v = tree.head[n]
    if tree.dep[n] != "nsubj" or v > n or tree.pos[v] != "VERB":
        return
    held = [k for k in tree.kids[n] if k in names and k > n and not tree.marker(k)]
    if not held:
        return
    for k in list(tree.kids[n]):
        if k > held[0] and tree.dep[k] == "nmod" and tree.marker(k) not in ("", "di"):
            tree.reattach(k, v, "obl")


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


def _members(tree: Tree, i: int) -> None:
    """Hang "tra cui X" on the group before it, not on the verb: "diverse autorità, tra cui X"."""
    v = tree.head[i]
    if tree.marker(i) not in tree.words.prepositions.inclusion or tree.pos[v] != "VERB" or v > i:
        return
    after = [k for k in tree.kids[v] if k > i and tree.dep[k] in ("nsubj", "obj", "appos", "obl")]
    before = [k for k in tree.kids[v] if v < k < i and tree.pos[k] == "NOUN"]
    if after and before:
        tree.reattach(after[0], before[-1], "nmod")
        tree.reattach(i, after[0], "nmod")


def _relative_of_title(
    tree: Tree, v: int, names: dict[int, MentionRow], titles: TitleTable
) -> None:
    """After a comma the relative is the person's: "il capo dello Stato somalo, che volerà a X"."""
    h = tree.head[v]
    if titles.get(tree.form[h]) or tree.dep[h] not in ("nmod", "flat"):
        return
    pronouns = [
        k for k in tree.kids[v] if tree.feature(k, "PronType") == "Rel" and tree.dep[k] == "nsubj"
    ]
    if not pronouns or tree.form[pronouns[0] - 1] != ",":
        return
    chain = _titles_above(tree, h, titles)
    if chain and tree.dep[chain[0]] != "nmod":
        tree.reattach(v, chain[0], "acl:relcl")


def _time_is_no_predicate(tree: Tree, n: int) -> None:
    """Make the noun after it the predicate: "era un tempo un importante alleato"."""
    later = [k for k in tree.having(n, "nsubj", "appos") if k > n and tree.pos[k] == "NOUN"]
    if not later:
        return
    k = later[0]
    tree.replace(n, k)
    tree.dep[n] = "obl"
    for c in list(tree.kids[n]):
        if c < n and tree.dep[c] not in ("det", "amod", "nummod", "case"):
            tree.reattach(c, k, tree.dep[c])


def _fronted_subject(tree: Tree, m: MentionRow) -> bool:
    """Make a name before a verb without subject its subject, not a part of what follows it."""
    head = tree.head[m.root]
    v = tree.clause_above(head)
    if not m.root < v < head or tree.marker(m.root) or tree.dep[m.root] not in LOOSE:
        return False
    if tree.pos[v] != "VERB" or _has_subject(tree, v) or tree.finite(v) < 0:
        return False
    tree.reattach(m.root, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")
    return True


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
    if other is None and (tree.pos[head] != "NOUN" or titles.get(tree.form[head])):
        return
    if other is None:
        below = _title_below(tree, head, m.start, titles)
        if below >= 0:
            tree.reattach(m.root, below, "appos")
            return
    if tree.form[m.start - 1] == "(":
        return
    comma = any(tree.form[i] in BREAKS for i in range(head + 1, m.start))
    chain = _titles_above(tree, head, titles)
    if chain:
        target = chain[-1] if comma else chain[0]
        tree.reattach(m.root, target, "appos" if comma else "nmod")
    elif other is not None and not comma and tree.marker(other.root):
        verb = tree.clause_above(head)
        free = next((dep for dep in ("nsubj", "obj") if not _has(tree, verb, dep)), "")
        if tree.pos[verb] == "VERB" and free and verb < m.start:
            tree.reattach(m.root, verb, free)
            for k in list(tree.kids[head]):
                if k >= m.end:
                    tree.reattach(k, m.root, tree.dep[k])


def _free_complements(tree: Tree, m: MentionRow, kind: str) -> None:
    """Give what a name cannot govern to the noun or verb above.

    "Le sanzioni dell'Unione europea alla Russia", "lo ha promesso il cancelliere X a Y".
    """
    holder = tree.head[m.root]
    if holder == m.root:
        return
    title = tree.pos[holder] == "NOUN" and not tree.marker(m.root)
    above = tree.head[holder] if title else holder
    if above == holder and title:
        return
    loose = tree.words.prepositions.not_of_names
    for source in (m.root, holder) if title else (m.root,):
        for k in list(tree.kids[source]):
            if k < m.end or tree.dep[k] not in ("nmod", "obl") or k == above:
                continue
            marker = (tree.inner(k) or (tree.marker(k), k))[0]
            seat = marker == "a" and kind == "ORGANISATION" and tree.pos[above] == "VERB"
            if marker in loose and not seat and tree.pos[above] in ("NOUN", "VERB"):
                tree.reattach(k, above, "nmod" if tree.pos[above] == "NOUN" else "obl")


def _titles_above(tree: Tree, i: int, titles: TitleTable) -> list[int]:
    """Title nouns above token ``i`` within its noun phrase, nearest first."""
    found = []
    while tree.dep[i] in ("nmod", "flat", "flat:name", "conj", "appos", "compound"):
        i = tree.head[i]
        if tree.pos[i] == "NOUN" and titles.get(tree.form[i]):
            found.append(i)
    return found


def _above_bare_noun(tree: Tree, root: int) -> None:
    """Hang a name on the noun that a bare "di" noun qualifies: "la casa di produzione X"."""
    h = tree.head[root]
    if tree.pos[h] != "NOUN" or tree.dep[h] != "nmod" or tree.pos[tree.head[h]] != "NOUN":
        return
    cases = tree.having(h, "case")
    if len(cases) == 1 and tree.form[cases[0]] in tree.words.prepositions.bare and root > h:
        if not tree.has(h, "det"):
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
            if tree.dep[k] == "nmod" and tree.marker(k) == "di" and head < k < before
        ]
        for k in level:
            if titles.get(tree.form[k]) and found < 0:
                found = k
    return found


def _has(tree: Tree, v: int, dep: str) -> bool:
    return _has_subject(tree, v) if dep == "nsubj" else tree.has(v, dep)


def _has_subject(tree: Tree, v: int) -> bool:
    return any(tree.dep[k] in ("nsubj", "nsubj:pass", "csubj") for k in tree.kids[v])


def _to_subject_from_conjunct(tree: Tree, m: MentionRow) -> None:
    """Make a lone last "conjunct" after a comma the verb's subject.

    "Aveva rotto i rapporti con Taiwan, nel marzo scorso, l'Honduras."
    """
    head = tree.head[m.root]
    siblings = tree.having(head, "conj")
    if siblings != [m.root] or tree.has(m.root, "cc"):
        return
    v = tree.clause_above(head)
    if tree.pos[v] != "VERB" or _has_subject(tree, v) or not v < head < m.start:
        return
    determined = tree.having(m.root, "det")
    start = min([m.start, *determined])
    if determined and tree.form[start - 1] == "," and tree.finite(v) >= 0:
        tree.reattach(m.root, v, "nsubj")


def _demonym_of_name(tree: Tree, root: int, d: int) -> None:
    """Hang a demonym with article on the name after it: "non l'americano Antony Blinken"."""
    if tree.head[root] == d or tree.head[d] == root or tree.head[d] == d:
        return
    if not any(k < d for k in tree.having(d, "det", "case")):
        return
    for k in list(tree.kids[d]):
        tree.reattach(k, root, tree.dep[k])
    tree.reattach(d, root, "amod")


def _title_of_place_to_subject(tree: Tree, n: int, titles: TitleTable) -> None:
    """No place is a person: "È morta a Parigi, dove viveva, la regista X"."""
    v = tree.clause_above(tree.head[n])
    if titles.get(tree.form[n]) is None or tree.pos[v] != "VERB" or _has_subject(tree, v):
        return
    if tree.has(n, "det") and v < n and tree.finite(v) >= 0:
        tree.reattach(n, v, "nsubj")


def _second_object_to_subject(
    tree: Tree, v: int, names: dict[int, MentionRow], titles: TitleTable
) -> None:
    """Of two objects after a verb without subject the person is the subject."""
    objects = [k for k in tree.having(v, "obj") if k > v]
    if len(objects) != 2 or _has_subject(tree, v) or tree.finite(v) < 0:
        return
    last = objects[1]
    if last in names or titles.get(tree.form[last]):
        tree.reattach(last, v, "nsubj")


def _stray_participle(tree: Tree, v: int, names: dict[int, MentionRow]) -> None:
    """A participle that takes "essere" shares no "avere": "ha denunciato X, poi morto a Y"."""
    if tree.dep[v] != "conj" or not tree.is_participle(v) or tree.has(v, "cc"):
        return
    if tree.having(v, "aux", "nsubj") or not tree.having(tree.head[v], "aux"):
        return
    before = [r for r in names if tree.head[v] < r < v]
    if before and all(
        tree.lemma[a] in tree.words.nouns.transitive_auxiliaries
        for a in tree.having(tree.head[v], "aux")
    ):
        tree.reattach(v, max(before), "acl")


def _object_to_subject(tree: Tree, v: int) -> None:
    """An intransitive verb has no object: "avrebbe contribuito il Qatar"."""
    objects = [k for k in tree.having(v, "obj") if tree.pos[k] in ("NOUN", "PROPN")]
    if len(objects) == 1 and not _has_subject(tree, v) and objects[0] > v:
        tree.reattach(objects[0], v, "nsubj")
