"""Mends of clauses: subjects, objects and relatives that the parser hung elsewhere."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import MentionRow
from .tree import Tree

LOOSE = frozenset(("nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod"))


def mend_clauses(tree: Tree, names: dict[int, MentionRow], titles: TitleTable) -> None:
    """Mend what hangs on verbs, relatives and copulas of ``tree``; ``names`` by root token."""
    for i, pos in enumerate(tree.pos):
        if pos == "VERB":
            if tree.lemma[i] in tree.words.nouns.unaccusative:
                _object_to_subject(tree, i)
                _stray_participle(tree, i, names)
            else:
                _second_object_to_subject(tree, i, names, titles)
        if tree.dep[i] == "acl:relcl":
            _relative_of_title(tree, i, titles)
            _relative_object(tree, i)
        if tree.dep[i] == "conj" and tree.dep[tree.head[i]] == "acl:relcl":
            _relative_of_conjunct(tree, i)
        if tree.dep[i] in ("acl", "amod") and pos == "VERB":
            _disagreeing_participle(tree, i, names)
        if tree.lemma[i] in tree.words.nouns.times and tree.has(i, "cop"):
            _time_is_no_predicate(tree, i)
    for i in range(len(tree.form)):
        if tree.is_relative(i):
            _members(tree, i)


def titles_above(tree: Tree, i: int, titles: TitleTable) -> list[int]:
    """Title nouns above token ``i`` within its noun phrase, nearest first."""
    found = []
    while tree.dep[i] in ("nmod", "flat", "flat:name", "conj", "appos", "compound"):
        i = tree.head[i]
        if tree.pos[i] == "NOUN" and titles.get(tree.form[i]):
            found.append(i)
    return found


def has_subject(tree: Tree, v: int) -> bool:
    """Whether clause ``v`` names its subject."""
    return any(tree.dep[k] in ("nsubj", "nsubj:pass", "csubj") for k in tree.kids[v])


def has_core(tree: Tree, v: int, dep: str) -> bool:
    """Whether clause ``v`` names its subject ("nsubj") or has a dependent ``dep``."""
    return has_subject(tree, v) if dep == "nsubj" else tree.has(v, dep)


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


def _relative_object(tree: Tree, v: int) -> None:
    """With another subject "che" is the object: "che il Kgb aveva arrestato"."""
    subjects = tree.having(v, "nsubj", "nsubj:pass")
    pronouns = [k for k in subjects if tree.is_relative(k)]
    if len(subjects) > len(pronouns) and pronouns and not tree.has(v, "obj"):
        tree.dep[pronouns[0]] = "obj"


def _relative_of_conjunct(tree: Tree, v: int) -> None:
    """Read "e che" after a relative clause as a pronoun: "che X ha visto e che Y ha preso"."""
    for k in tree.having(v, "mark"):
        if tree.form[k] in tree.words.attribution.that and k < v:
            tree.pos[k] = "PRON"
            tree.relatives.add(k)
            tree.dep[k] = "obj" if has_subject(tree, v) else "nsubj"
            return


def _disagreeing_participle(tree: Tree, v: int, names: dict[int, MentionRow]) -> None:
    """Hang a participle on the name before it when its noun is of the other gender.

    "Prossima tappa Dakar, dove sarà ricevuta dal presidente X, eletto due mesi fa."
    """
    h = tree.head[v]
    wanted, given = tree.feature(v, "Gender"), tree.feature(h, "Gender")
    if tree.pos[h] != "NOUN" or not wanted or not given or wanted == given or v < 2:
        return
    last = v - 2 if tree.form[v - 1] == "," else -1
    row = next((m for m in names.values() if m.start <= last < m.end), None)
    if row is None or row.root == h:
        return
    title = tree.head[row.root]
    agrees = tree.pos[title] == "NOUN" and tree.feature(title, "Gender") in ("", wanted)
    if agrees and tree.dep[row.root] in LOOSE:
        tree.reattach(v, title, "acl")


def _relative_of_title(tree: Tree, v: int, titles: TitleTable) -> None:
    """After a comma the relative is the person's: "il capo dello Stato somalo, che volerà a X"."""
    h = tree.head[v]
    if titles.get(tree.form[h]) or tree.dep[h] not in ("nmod", "flat"):
        return
    pronouns = [k for k in tree.kids[v] if tree.is_relative(k) and tree.dep[k] == "nsubj"]
    if not pronouns or tree.form[pronouns[0] - 1] != ",":
        return
    chain = titles_above(tree, h, titles)
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


def title_of_place_to_subject(tree: Tree, n: int, titles: TitleTable) -> None:
    """No place is a person: "È morta a Parigi, dove viveva, la regista X"."""
    v = tree.clause_above(tree.head[n])
    if titles.get(tree.form[n]) is None or tree.pos[v] != "VERB" or has_subject(tree, v):
        return
    if tree.has(n, "det") and v < n and tree.finite(v) >= 0:
        tree.reattach(n, v, "nsubj")


def _second_object_to_subject(
    tree: Tree, v: int, names: dict[int, MentionRow], titles: TitleTable
) -> None:
    """Of two objects after a verb without subject the person is the subject."""
    objects = [k for k in tree.having(v, "obj") if k > v]
    if len(objects) != 2 or has_subject(tree, v) or tree.finite(v) < 0:
        return
    last = objects[1]
    if last in names or titles.get(tree.form[last]):
        tree.reattach(last, v, "nsubj")


def _stray_participle(tree: Tree, v: int, names: dict[int, MentionRow]) -> None:
    """Detach a participle with "essere" from "avere": "ha denunciato X, poi morto a Y"."""
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
    """Make the object of an intransitive verb its subject: "avrebbe contribuito il Qatar"."""
    objects = [k for k in tree.having(v, "obj") if tree.pos[k] in ("NOUN", "PROPN")]
    if len(objects) == 1 and not has_subject(tree, v) and objects[0] > v:
        tree.reattach(objects[0], v, "nsubj")


def to_subject_from_conjunct(tree: Tree, m: MentionRow) -> None:
    """Make a lone last "conjunct" after a comma the verb's subject.

    "Aveva rotto i rapporti con Taiwan, nel marzo scorso, l'Honduras."
    """
    head = tree.head[m.root]
    siblings = tree.having(head, "conj")
    if siblings != [m.root] or tree.has(m.root, "cc"):
        return
    v = tree.clause_above(head)
    if tree.pos[v] != "VERB" or has_subject(tree, v) or not v < head < m.start:
        return
    determined = tree.having(m.root, "det")
    start = min([m.start, *determined])
    if determined and tree.form[start - 1] == "," and tree.finite(v) >= 0:
        tree.reattach(m.root, v, "nsubj")


def fronted_subject(tree: Tree, m: MentionRow) -> bool:
    """Make a name before a verb without subject its subject, not a part of what follows it."""
    head = tree.head[m.root]
    v = tree.clause_above(head)
    if not m.root < v < head or tree.marker(m.root) or tree.dep[m.root] not in LOOSE:
        return False
    if tree.pos[v] != "VERB" or has_subject(tree, v) or tree.finite(v) < 0:
        return False
    tree.reattach(m.root, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")
    return True
