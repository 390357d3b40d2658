"""Where an anaphor stands: what is read of it once, whoever it may take up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..syntax import SUBJECTS, VERBAL_POS
from .anaphors import Anaphor
from .facts import AS, CLAUSE, ON, SORT, VERB, WITH
from .grammar import ABOVE, below, feature, reports, tells_apart
from .lexical import Noun
from .text import Text

ROLE_OF = {
    "nsubj": "nsubj", "nsubj:pass": "nsubj", "obj": "obj", "iobj": "obj", "obl": "obl",
    "obl:agent": "obl",
}  # fmt: skip
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
TELLING = frozenset(("nmod", "acl", "amod", "nummod", "det:poss"))


@dataclass(slots=True)
class Context:
    """An anaphor with the tokens around it, and the columns of `OWN` that hold of it.

    clause, above, over
        heads of its clause and of the two above, -1 for none
    link
        how the clause hangs in the one above
    around
        heads of the noun phrases that it stands in; inside: tokens below it
    apart
        it is the subject of what the clause above believes, or of an aside: not its subject
    other_subject
        the subject of its clause is not it, nor the phrase that it stands in
    shows_gender
        the article of the noun is not elided
    told_of
        entities that the words name which its verb introduces
    """

    anaphor: Anaphor
    clause: int
    above: int
    over: int
    link: str
    quotation: int
    beside: dict[str, list[int]]
    higher: dict[str, list[int]]
    around: list[int]
    inside: list[int]
    predicated: list[int]
    told_of: set[int]
    counted: int
    noun: Noun | None
    apart: bool
    other_subject: bool
    shows_gender: bool
    own: list[int] = field(default_factory=list)

    @property
    def is_called(self) -> bool:
        """Whether its sort, or a word of the article, points from it to an entity."""
        noun = self.noun
        return noun is None or self.anaphor.sort != "noun" or noun.speaks_of_any


def read_context(x: Text, a: Anaphor, noun: Noun | None) -> Context:
    """Read what stands around an anaphor."""
    t = x.tree
    clause = a.verb if a.verb >= 0 else t.clause(a.token)
    if not (t.is_predicate(clause) or t.finite(clause) >= 0):
        clause = -1
    above = t.parent(clause) if clause >= 0 else -1
    over = t.parent(above) if above >= 0 else -1
    around, predicated = _around(x, a)
    inside = []
    if a.kind == "nominal":
        inside = below(t, a.token)
    elif a.sort == "possessive":
        inside = [k for k in t.kids[t.head[a.token]] if k != a.token]
    path = {a.token, *around}
    made = Context(
        a,
        clause,
        above,
        over,
        t.dep[clause] if clause >= 0 and t.dep[clause] in CLAUSE else "other",
        x.quoted[a.start],
        _arguments(x, clause, path),
        _arguments(x, above, path),
        around,
        inside,
        predicated,
        _told_of(x, a),
        _counted(x, a),
        noun,
        _is_apart(x, a, clause),
        clause >= 0 and a.kind != "null" and x.subjects.of(clause) not in path,
        any(
            feature(t, k, "Gender") and t.form[k][-1] not in APOSTROPHES
            for k in t.having(a.token, "det", "case")
        ),
    )
    made.own = _own(x, made)
    return made


def _arguments(x: Text, v: int, path: set[int]) -> dict[str, list[int]]:
    """Arguments of a clause by role, without the one that the anaphor stands in."""
    found: dict[str, list[int]] = {"nsubj": [], "obj": [], "obl": []}
    if v < 0:
        return found
    t = x.tree
    for k in t.kids[v]:
        role = ROLE_OF.get(t.dep[k])
        if role is not None and k not in path:
            found[role].append(k)
    return found


def _around(x: Text, a: Anaphor) -> tuple[list[int], list[int]]:
    """Heads of the noun phrases that the anaphor stands in; subjects that these are said of."""
    t, up, path = x.tree, a.token, list[int]()
    if t.pos[up] in VERBAL_POS:
        return [], []
    for _ in range(ABOVE):
        above = t.head[up]
        if above == up or t.pos[above] in VERBAL_POS or t.dep[up] == "conj":
            break
        up = above
        path.append(up)
    said = [] if a.kind != "nominal" or not t.has(up, "cop") else t.having(up, *SUBJECTS)
    return path, [k for k in said if k not in path]


def _told_of(x: Text, a: Anaphor) -> set[int]:
    """Entities named in the words that the anaphor's verb introduces."""
    t, v = x.tree, a.verb
    speaks = a.kind == "null" or t.dep[a.token] in SUBJECTS
    if v < 0 or not speaks or x.quoted[a.start] >= 0 or not reports(t, v):
        return set()
    said = (range(*x.quotations[k]) for k in x.said_by.get(v, ()))
    return {e for words in said for i in words for e in x.denotes.get(i, ())}


def _is_apart(x: Text, a: Anaphor, v: int) -> bool:
    """Whether it is the subject of what somebody else believes, or of an aside.

    "X esclude che parta", "X, ha detto, si dimette".
    """
    t = x.tree
    if a.kind != "null":
        return False
    if t.dep[v] == "parataxis":
        return reports(t, v) and v < t.head[v]
    return t.dep[v] == "ccomp" and feature(t, t.finite(v), "Mood") == "Sub"


def _counted(x: Text, a: Anaphor) -> int:
    """Give how many a counting anaphor means, 0 where it does not say: "i due", "entrambi"."""
    table, t = anaphora().plural, x.tree
    if a.sort != "counted":
        return 0
    if t.lemma[a.token] in anaphora().pair.nouns:
        return 2
    for i in (a.token, *t.kids[a.token]):
        if t.form[i] in table.both:
            return 2
        if t.form[i] in table.counted:
            return table.counted[t.form[i]]
    return 0


def _own(x: Text, c: Context) -> list[int]:
    """Give the columns of `OWN` that hold of the anaphor."""
    t, a = x.tree, c.anaphor
    on = [SORT[a.sort]]
    period = t.period[a.start]
    facts = [
        ("plural", a.number == "Plur"), ("number unknown", not a.number),
        ("feminine", a.gender == "Fem"), ("masculine", a.gender == "Masc"),
        ("first person", a.person != 3), ("reflexive", a.reflexive), ("doubtful", a.doubtful),
        ("in a quotation", c.quotation >= 0), ("in the headline", period == 0),
        ("early", period < 3),
        ("begins the sentence", not a.start or t.period[a.start - 1] != period),
        ("before its verb", a.start < c.clause),
    ]  # fmt: skip
    if c.clause >= 0:
        on += _of_verb(t.lemma[c.clause])
        on.append(CLAUSE[c.link])
        clitic = any(t.dep[k].startswith("expl") for k in t.kids[c.clause])
        facts += [("passive", t.is_passive(c.clause)), ("with si", clitic)]
    if a.kind != "null":
        on.append(AS[t.dep[a.token] if t.dep[a.token] in AS else "other"])
    if a.kind == "nominal" or a.sort == "possessive":
        on += _of_noun(x, t.head[a.token] if a.sort == "possessive" else a.token)
    return on + [ON[name] for name, holds in facts if holds]


@lru_cache(maxsize=1 << 12)
def _of_verb(lemma: str) -> tuple[int, ...]:
    """Columns of the classes that a verb is of."""
    return tuple(column for name, column in VERB.items() if verbs().has(name, lemma))


@lru_cache(maxsize=1 << 12)
def _of_lemma(lemma: str, groups: tuple[str, ...]) -> tuple[int, ...]:
    """Columns of what a noun says, by its lemma and the groups of its title."""
    table = anaphora()
    facts = (
        ("noun of relation", lemma in table.relational.nouns),
        ("kin", not set(table.relational.groups).isdisjoint(groups)),
        ("office", not set(table.offices.groups).isdisjoint(groups)),
        ("exclusive office", not set(table.exclusive.groups).isdisjoint(groups)),
        ("official", lemma in table.officials.nouns),
        ("body", lemma in table.body.nouns),
        ("ambiguous", lemma in table.ambiguous.nouns),
        ("person noun", lemma in table.person.nouns),
        ("epithet", table.epithet.covers(lemma)),
        ("deed", lemma in table.deeds),
        ("vacated", lemma in table.vacated.nouns),
        ("institution", lemma in table.institution.nouns),
        ("opposite", lemma in table.opposite.nouns),
        ("fighters", lemma in table.fighters.nouns),
        ("pair", lemma in table.pair.nouns or lemma in table.pair.members),
    )
    return tuple(ON[name] for name, holds in facts if holds)


def _of_noun(x: Text, n: int) -> list[int]:
    """Columns of what a noun phrase says."""
    t, title = x.tree, x.nouns.title(n)
    on = list(_of_lemma(t.lemma[n], title.groups if title is not None else ()))
    deps = {"acl" if t.dep[k] == "acl:relcl" else t.dep[k] for k in t.kids[n]}
    on += [column for dep, column in WITH.items() if dep in deps]
    if any(feature(t, k, "PronType") == "Dem" for k in t.kids[n]):
        on.append(ON["demonstrative"])
    if n + 1 in x.nouns.named or any(k in x.nouns.named for k in t.kids[n]):
        on.append(ON["beside a name"])
    if deps.isdisjoint(TELLING):
        on.append(ON["bare"])
    elif any(tells_apart(t, k) for k in t.kids[n]):
        on.append(ON["told apart"])
    if t.lemma[n] in x.called:
        on.append(ON["called so"])
    return on
