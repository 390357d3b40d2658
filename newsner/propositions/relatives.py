"""Mends of relative clauses and participles: what they modify."""

from __future__ import annotations

from ..knowledge.titles import TitleTable
from ..layers import MentionRow
from .attachment import LOOSE, has_subject
from .tree import Tree

MODIFYING = frozenset(("acl:relcl", "conj", "acl", "amod", "advcl"))
Names = dict[int, MentionRow]


def mend_relatives(tree: Tree, names: Names, places: set[int], titles: TitleTable) -> None:
    """Hang relatives and participles on what they modify.

    ``names`` are by root token; ``places`` are the roots of those that are on the map.
    """
    ends = {m.end: m for m in names.values()}
    for i, pos in enumerate(tree.pos):
        if tree.dep[i] not in MODIFYING:
            continue
        if tree.dep[i] == "acl:relcl":
            _relative_of_title(tree, i, titles)
            _relative_of_thing(tree, i, ends, titles)
            _relative_object(tree, i)
            _object_of_free(tree, i)
        if tree.dep[i] == "conj" and tree.dep[tree.head[i]] == "acl:relcl":
            _relative_of_conjunct(tree, i)
        if tree.dep[i] in ("acl", "amod") and pos == "VERB":
            _disagreeing_participle(tree, i, names)
            _participle_of_event(tree, i)
            _behind_participle(tree, i)
            _participle_of_relation(tree, i)
            _participle_of_owner(tree, i, ends, titles)
            _participle_of_fronted(tree, i, titles)
        if tree.dep[i] == "advcl" and pos == "VERB":
            _participle_of_object(tree, i, ends)
        if tree.dep[i] in ("acl", "amod") and pos == "VERB" and tree.head[i] in places:
            _participle_of_subject(tree, i)
    for i in sorted(tree.relatives):
        _members(tree, i)
        _member_with_participle(tree, i, names)


def titles_above(tree: Tree, i: int, titles: TitleTable) -> list[int]:
    """Title nouns above token ``i`` within its noun phrase, nearest first."""
    found = []
    while tree.dep[i] in ("nmod", "flat", "flat:name", "conj", "appos", "compound"):
        if tree.dep[i] == "conj" and tree.has(i, "cc"):
            break  # "il cancelliere X e la presidente della Commissione, Y"
        i = tree.head[i]
        if tree.pos[i] == "NOUN" and titles.get(tree.form[i]):
            found.append(i)
    return found


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


def _participle_of_relation(tree: Tree, v: int) -> None:
    """Hang a participle on what is between two: "i rapporti tra X e Y, allacciati nel 1992"."""
    party = tree.head[v]
    while tree.dep[party] == "conj":
        party = tree.head[party]
    n = tree.head[party]
    if tree.marker(party) not in tree.words.prepositions.between or tree.pos[n] != "NOUN":
        return
    plain = tree.is_participle(v) and not tree.auxiliaries(v)
    if plain and all(tree.feature(v, f) == tree.feature(n, f) != "" for f in ("Gender", "Number")):
        tree.reattach(v, n, "acl")


def _member_with_participle(tree: Tree, i: int, names: Names) -> None:
    """Hang "tra cui X, arrestato a Y" on the group: the parser made a clause of the participle."""
    v = tree.head[i]
    if tree.marker(i) not in tree.words.prepositions.inclusion or v < i:
        return
    group = tree.head[v]
    if tree.dep[v] != "acl:relcl" or not tree.is_participle(v) or tree.auxiliaries(v) or group > i:
        return
    between = [m for m in names.values() if i < m.start and m.end <= v]
    if not between or has_subject(tree, v):
        return
    top = min(between, key=lambda m: m.start).root
    while i < tree.head[top] < v and tree.head[top] != top:
        top = tree.head[top]
    tree.reattach(top, group, "nmod")
    tree.reattach(i, top, "nmod")
    tree.reattach(v, top, "acl")


def _relative_of_thing(tree: Tree, v: int, ends: dict[int, MentionRow], titles: TitleTable) -> None:
    """After a comma the relative is that of the name before it, not of the thing that is its.

    "La reazione di Israele, che ha richiamato l'ambasciatore": the reaction recalls nobody.
    """
    h = tree.head[v]
    pronoun = next((i for i in range(h + 1, v) if tree.is_relative(i)), -1)
    if pronoun < 0 or tree.pos[h] != "NOUN" or _is_actor(tree, h, titles):
        return
    start = pronoun
    while start > 1 and tree.pos[start - 1] in ("ADP", "DET"):
        start -= 1
    row = ends.get(start - 1)
    if tree.form[start - 1] != "," or row is None or row.start <= h or row.root == h:
        return
    name, marked = row.root, False
    k = name
    while k != h and tree.head[k] != k:
        marked = marked or bool(tree.marker(k))
        k = tree.head[k]
    if k != h or not marked:
        return
    several = tree.dep[name] == "conj"
    subject = tree.dep[pronoun] in ("nsubj", "nsubj:pass") and tree.finite(v) >= 0
    if subject and several != (tree.feature(tree.finite(v), "Number") == "Plur"):
        return
    tree.reattach(v, tree.head[name] if several else name, "acl:relcl")


def _is_actor(tree: Tree, n: int, titles: TitleTable) -> bool:
    """Whether the noun is a person, a body or a place, which a clause may well be about."""
    words = tree.words.containers
    lemma = tree.lemma[n]
    if titles.get(tree.form[n]) or lemma in tree.words.nouns.people:
        return True
    return lemma in words.bodies or lemma in words.places or lemma in words.opaque


def _relative_object(tree: Tree, v: int) -> None:
    """With another subject "che" is the object: "che il Kgb aveva arrestato"."""
    subjects = tree.having(v, "nsubj", "nsubj:pass")
    pronouns = [k for k in subjects if tree.is_relative(k)]
    if len(subjects) > len(pronouns) and pronouns and not tree.has(v, "obj"):
        tree.dep[pronouns[0]] = "obj"


def _object_of_free(tree: Tree, v: int) -> None:
    """After "chi" what follows the verb is its object: "chi ha accusato X è Y"."""
    h = tree.head[v]
    if tree.form[h] not in tree.words.nouns.free or tree.has(v, "obj"):
        return
    transitive = tree.words.nouns.transitive_auxiliaries
    after = [k for k in tree.having(v, "nsubj") if k > v]
    if after and any(tree.lemma[a] in transitive for a in tree.auxiliaries(v)):
        tree.dep[after[0]] = "obj"


def _relative_of_conjunct(tree: Tree, v: int) -> None:
    """Read "e che" after a relative clause as a pronoun: "che X ha visto e che Y ha preso"."""
    for k in tree.having(v, "mark", "obj", "nsubj"):
        if tree.form[k] in tree.words.attribution.that and k < v and tree.pos[k] != "PRON":
            tree.pos[k] = "PRON"
            tree.relatives.add(k)
            tree.dep[k] = "mark"
            tree.dep[k] = "obj" if has_subject(tree, v) else "nsubj"
            return


def _disagreeing_participle(tree: Tree, v: int, names: dict[int, MentionRow]) -> None:
    """Hang a participle on the name before it when its noun is of the other gender.

    "Prossima tappa Dakar, dove sarà ricevuta dal presidente X, eletto due mesi fa."
    """
    h = tree.head[v]
    if tree.lemma[h] in tree.words.nouns.times and tree.form[v - 1] == ",":
        above = tree.head[h]  # "sessant'anni, nato a X, Y è …"; "Y, 60 anni, nato a X"
        tree.reattach(v, above, "acl" if above in names else "advcl")
        return
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


def _participle_of_event(tree: Tree, v: int) -> None:
    """Read "l'assassinio di X, compiuto da Y": a support verb does the event, not its patient."""
    h = tree.head[v]
    event = tree.head[h]
    light = tree.verbs.has("light", tree.lemma[v]) or tree.verbs.has("staging", tree.lemma[v])
    if not light or tree.pos[h] != "PROPN" or tree.pos[event] != "NOUN" or tree.form[v - 1] != ",":
        return
    wanted, given = tree.feature(v, "Gender"), tree.feature(event, "Gender")
    if tree.marker(h) == tree.words.prepositions.genitive and wanted == given:
        tree.reattach(v, event, "acl")


def _behind_participle(tree: Tree, v: int) -> None:
    """Give a noun what follows its participle's comma: "un colloquio, durato un'ora, con X"."""
    n, known = tree.head[v], tree.words.prepositions
    if tree.pos[n] != "NOUN" or n > v or tree.form[min([v, *tree.kids[v]]) - 1 :][:1] != [","]:
        return
    for k in tree.having(v, "obl", "nmod"):
        closed = k > v and tree.form[min([k, *tree.kids[k]]) - 1] == ","
        if closed and tree.marker(k) in known.outer | known.companion | known.between:
            tree.reattach(k, n, "nmod")


def _participle_of_fronted(tree: Tree, v: int, titles: TitleTable) -> None:
    """Read "Ingegnere, nata a X, Y dirige Z" of Y, whose title opens the sentence."""
    n = tree.head[v]
    w = tree.head[n]
    opens = n == 0 or tree.sentence[n - 1] != tree.sentence[n]
    cohort = tree.lemma[n] in tree.words.nouns.cohorts
    titled = cohort or titles.get(tree.form[n]) is not None
    if not opens or not titled or tree.has(n, "det") or w < v:
        return
    if tree.form[v - 1] == "," and tree.finite(w) >= 0 and tree.dep[n] not in ("nsubj", "obj"):
        tree.reattach(v, w, "advcl")
        tree.dep[n] = "advcl"


def _participle_of_owner(
    tree: Tree, v: int, ends: dict[int, MentionRow], titles: TitleTable
) -> None:
    """Read "il cadavere di X, ucciso da Y": what is done to people is not done to the thing."""
    h = tree.head[v]
    row = ends.get(v - 1) if tree.form[v - 1] == "," else None
    human = tree.verbs.has("human_object", tree.lemma[v])
    if row is None or not human or tree.pos[h] != "NOUN" or _is_actor(tree, h, titles):
        return
    if tree.head[row.root] == h and tree.marker(row.root) == tree.words.prepositions.genitive:
        tree.reattach(v, row.root, "acl")


def _participle_of_object(tree: Tree, v: int, ends: dict[int, MentionRow]) -> None:
    """Read "ha insultato X, difeso invece da Y" of the name it follows."""
    row = ends.get(v - 1) if tree.form[v - 1] == "," else None
    if row is None or not tree.has(v, "obl:agent") or tree.auxiliaries(v):
        return
    if tree.dep[row.root] == "obj" and tree.head[row.root] == tree.head[v]:
        tree.reattach(v, row.root, "acl")


def _participle_of_subject(tree: Tree, v: int) -> None:
    """No place is welcomed: "è atterrata a Ciampino, accolta dai genitori" says it of her."""
    place = tree.head[v]
    w = tree.clause_above(tree.head[place])
    human = tree.verbs.has("human_object", tree.lemma[v]) and tree.lemma[v] not in (
        tree.words.nouns.of_places
    )
    if not human or tree.form[v - 1] != "," or w > v or tree.pos[w] != "VERB":
        return
    if tree.marker(place) in tree.words.prepositions.places:
        tree.reattach(v, w, "advcl")


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
