"""Mends of clauses: subjects and objects that the parser hung elsewhere."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import MentionRow
from .tree import Tree

LOOSE = frozenset(("nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj"))
GROUP = frozenset(("aux", "aux:pass", "cop", "expl", "obj", "iobj", "advmod"))


def mend_clauses(tree: Tree, names: dict[int, MentionRow], titles: TitleTable) -> None:
    """Mend what hangs on verbs and copulas of ``tree``; ``names`` by root token."""
    ends = {m.end: m for m in names.values()}
    for i, pos in enumerate(tree.pos):
        if pos == "VERB":
            if tree.dep[i] == "appos" and tree.is_participle(i):
                tree.dep[i] = "acl"  # "X, naturalizzato francese"
            _subject_right_before(tree, i, ends)
            _subject_of_next(tree, i)
            _subject_of_infinitive(tree, i)
            if tree.lemma[i] in tree.words.nouns.unaccusative:
                _object_of_infinitive(tree, i)
                _object_to_subject(tree, i)
                _stray_participle(tree, i, names)
            else:
                _second_object_to_subject(tree, i, names, titles)
                if tree.lemma[i] in tree.words.nouns.of_things and any(
                    k in names for k in tree.kids[i]
                ):
                    _object_to_subject(tree, i)
                _second_subject_to_object(tree, i)
                _fronted_object(tree, i, names, titles)
                if _takes_sides(tree, i):
                    _object_to_subject(tree, i)
        if pos == "NOUN" and i not in names and tree.dep[i] in ("nsubj", "nsubj:pass"):
            _fronted_title(tree, i, titles)
            _complement_of_subject(tree, i, titles)


def _subject_of_next(tree: Tree, v: int) -> None:
    """Take no subject from behind a semicolon: "X è stato assolto; a difenderlo era Y"."""
    subjects = tree.having(v, "nsubj", "nsubj:pass")
    for k in subjects[1:] if len(subjects) > 1 and tree.is_passive(v) else ():
        if ";" in tree.form[max(v, subjects[0]) : k]:
            tree.dep[k] = "parataxis"


def _subject_right_before(tree: Tree, v: int, ends: dict[int, MentionRow]) -> None:
    """Give the verb the name right before it: "dopo avere visto X, il ministro Y ha detto".

    The parser took it for one more apposition to what the fronted clause names.
    """
    m = ends.get(min([v, *(k for k in tree.kids[v] if k < v and tree.dep[k] in GROUP)]))
    if m is None or has_subject(tree, v) or tree.finite(v) < 0:
        return
    comma = next((i for i in range(m.start - 1, 0, -1) if tree.form[i] == ","), -1)
    top = m.root
    while comma < tree.head[top] < m.end and tree.head[top] != top:
        top = tree.head[top]
    h = tree.head[top]
    apart = 0 <= h < comma and tree.sentence[h] == tree.sentence[v] and tree.dep[top] in LOOSE
    if apart and not tree.marker(top) and tree.clause[h] != v:
        tree.reattach(top, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")


def _subject_of_infinitive(tree: Tree, v: int) -> None:
    """Take the noun after an infinitive or gerund for its object: "dopo avere incontrato X"."""
    after = [k for k in tree.having(v, "nsubj") if k > v]
    if len(after) != 1 or tree.finite(v) >= 0:
        return
    if tree.has(v, "obj") or tree.reflexive(v) or tree.has(v, "cop"):
        return
    gerund = tree.feature(v, "VerbForm") == "Ger"
    if not (gerund or tree.is_infinitive(v)) or not tree.verbs.has("human_object", tree.lemma[v]):
        return
    if not tree.is_passive(v):
        tree.dep[after[0]] = "obj"


def has_subject(tree: Tree, v: int) -> bool:
    """Whether clause ``v`` names its subject."""
    return not SUBJECTS.isdisjoint([tree.dep[k] for k in tree.kids[v]])


def has_core(tree: Tree, v: int, dep: str) -> bool:
    """Whether clause ``v`` names its subject ("nsubj") or has a dependent ``dep``."""
    return has_subject(tree, v) if dep == "nsubj" else tree.has(v, dep)


def _fronted_title(tree: Tree, n: int, titles: TitleTable) -> None:
    """Make a bare title before the comma no subject: "figlio di X, era nato a Y"."""
    v = tree.head[n]
    if n > v or tree.having(n, "det", "nummod") or tree.feature(n, "Number") != "Sing":
        return
    if titles.get(tree.form[n]) is None or tree.finite(v) < 0:
        return
    end = max([n, *(k for k in tree.kids[n]), *(x for k in tree.kids[n] for x in tree.kids[k])])
    inner = any(tree.form[i] == "," for i in range(end + 1, min(end + 4, v)))
    opens = n == 0 or tree.sentence[n - 1] != tree.sentence[n]
    if opens and inner:
        tree.dep[n] = "advcl"


def _complement_of_subject(tree: Tree, n: int, titles: TitleTable) -> None:
    """Give the subject what stands between it and its verb: "la telefonata di X a Y è durata"."""
    v = tree.head[n]
    if n > v or titles.get(tree.form[n]):
        return
    for k in list(tree.kids[v]):
        if not n < k < v or tree.dep[k] != "obl" or not tree.marker(k):
            continue
        if tree.marker(k) not in tree.words.prepositions.outer:
            continue
        start = min([k, *tree.kids[k]])
        if not any(tree.form[i] == "," for i in range(n, start)):
            tree.reattach(k, n, "nmod")


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


def _second_subject_to_object(tree: Tree, v: int) -> None:
    """Of a subject before the verb and one after it the second is the object."""
    subjects = tree.having(v, "nsubj")
    if len(subjects) != 2 or not subjects[0] < v < subjects[1] or tree.has(v, "obj"):
        return
    if tree.verbs.has("human_object", tree.lemma[v]) and not tree.marker(subjects[1]):
        tree.dep[subjects[1]] = "obj"


def _fronted_object(tree: Tree, v: int, names: dict[int, MentionRow], titles: TitleTable) -> None:
    """Read object, verb, subject: "Stessa pena ha ricevuto X", "Più voti ha preso il premier X"."""
    objects = [k for k in tree.having(v, "obj") if k > v]
    if len(objects) != 1 or has_subject(tree, v) or tree.finite(v) < 0:
        return
    last = objects[0]
    person = last in names or titles.get(tree.form[last])
    fronted = [
        k
        for k in tree.having(v, "obl", "nmod", "advmod", "dislocated")
        if k < v
        and tree.pos[k] == "NOUN"
        and not tree.marker(k)
        and tree.lemma[k] not in tree.words.nouns.times
    ]
    if person and len(fronted) == 1:
        tree.reattach(last, v, "nsubj")
        tree.reattach(fronted[0], v, "obj")


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
    caused = tree.verbs.has("causative", tree.lemma[tree.head[v]]) and tree.is_infinitive(v)
    if len(objects) == 1 and not has_subject(tree, v) and objects[0] > v and not caused:
        tree.reattach(objects[0], v, "nsubj")


def _takes_sides(tree: Tree, v: int) -> bool:
    """Whether verb ``v`` has no object beside a complement: "contro il governo hanno votato X"."""
    if tree.lemma[v] not in tree.words.nouns.siding:
        return False
    return any(marker in tree.words.prepositions.siding for marker, k in tree.complements(v))


def _object_of_infinitive(tree: Tree, v: int) -> None:
    """Give the verb above the object of an intransitive: "ha invitato a parlare X"."""
    h = tree.head[v]
    if tree.dep[v] != "xcomp" or tree.finite(v) >= 0 or tree.has(h, "obj"):
        return
    if not tree.verbs.has("object_control", tree.lemma[h]) or tree.is_passive(h):
        return
    for k in tree.having(v, "obj"):
        if tree.pos[k] in ("NOUN", "PROPN") and k > v:
            tree.reattach(k, h, "obj")


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
    text = tree.lemma[head] in tree.words.nouns.texts and head < m.root and m.end <= v
    if not (text or m.root < v < head) or tree.marker(m.root) or tree.dep[m.root] not in LOOSE:
        return False
    if tree.pos[v] != "VERB" or has_subject(tree, v) or tree.finite(v) < 0:
        return False
    tree.reattach(m.root, v, "nsubj:pass" if tree.is_passive(v) else "nsubj")
    return True
