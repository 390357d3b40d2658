"""What syntax decides without a ranker, as no annotation teaches it.

The subject that a coordinated verb shares; whom an "I" or "we" in somebody's words means; the only
unit of a force, or the only capital, that is named; and the rare anaphors: "ne", "quest'ultimo",
"il primo ... il secondo".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ..knowledge.anaphora import anaphora
from ..syntax import SUBJECTS
from .anaphors import Anaphor
from .context import Context
from .grammar import child, feature
from .text import Text
from .told import Told

SHARED = 0.85  # certainty that a coordinated verb has the subject of the first
SPEAKER, SIDE = 0.9, 0.6  # that "io" is who speaks, that "noi" is for whom
RARE = 0.7
ONLY = 0.9  # that "i militari" are of the only unit named, "la capitale" the only one named
WINDOW = 2  # sentences before in which a rare anaphor finds its antecedent
BODIES = ("ORGANISATION", "COUNTRY")
DECIDED = ("genitive", "demonstrative")  # sorts of anaphors that the ranker never sees


@dataclass(slots=True)
class Link:
    """What an anaphor takes up, why, and how certain that is (0 to 1)."""

    anaphor: Anaphor
    entities: tuple[int, ...]
    rule: str
    certainty: float


def is_certain(c: Context) -> bool:
    """Whether an anaphor is one of those that are decided here."""
    only = c.noun is not None and c.noun.only >= 0
    return c.anaphor.person == 1 or c.anaphor.sort in DECIDED or only or is_coordinated(c)


def is_coordinated(c: Context) -> bool:
    """Whether it is the null subject of a coordinated verb, which may share that of the first."""
    a = c.anaphor
    null = a.kind == "null" and a.person == 3 and not a.doubtful
    return null and c.link == "conj" and c.above >= 0


def certain_links(x: Text, told: Told, contexts: Sequence[Context]) -> list[Link]:
    """Give the links of the anaphors that `is_certain` names, in order."""
    found: list[Link] = []
    for c in contexts:
        a = c.anaphor
        link = None
        if a.person == 1:
            link = _speaker(x, told, a)
        elif a.kind == "null":
            link = _shared(x, told, c)
            if link is not None:
                told.nulls[a.token] = link.entities
        elif a.sort == "genitive":
            link = _of_it(x, told, c)
        elif c.noun is not None and c.noun.only >= 0:
            link = _only_one(told, a, c.noun.only)
        else:
            link = _by_order(x, told, c)
        if link is not None and link.entities:
            found.append(link)
    return found


def _shared(x: Text, told: Told, c: Context) -> Link | None:
    """Give the subject that a coordinated verb shares: "X ha firmato ed è partito"."""
    t, a = x.tree, c.anaphor
    if x.quoted[c.above] != c.quotation or t.head[a.token] != c.above:
        return None
    shared = told.subject_of(c.above)
    if not shared or not _agree(x, shared, a.gender, a.number):
        return None
    beside = {e for k in (*c.beside["obj"], *c.beside["obl"]) for e in told.at.get(k, ())}
    return None if beside.intersection(shared) else Link(a, shared, "null-coordinated", SHARED)


def _agree(x: Text, entities: Sequence[int], gender: str, number: str) -> bool:
    """Whether entities together agree with what an anaphor shows."""
    profiles = [x.profiles[e] for e in entities]
    if len(profiles) > 1:
        return number != "Sing"
    own = profiles[0]
    fits = not number or not own.number or own.number == number
    return fits and (not gender or not own.gender or own.gender == gender)


def _speaker(x: Text, told: Told, a: Anaphor) -> Link | None:
    """Give who speaks, or in the plural for whom: the country or body whose office it is."""
    speaker = told.speaker(a.start)
    if not speaker:
        return None
    if a.number == "Sing" or len(speaker) > 1:
        return Link(a, speaker, "speaker", SPEAKER)
    side = x.side_of(speaker[0])
    return Link(a, (side,), "speaker-side", SIDE) if side >= 0 else None


def _before(told: Told, a: Anaphor) -> Iterable[int]:
    """Mentions before an anaphor in the last sentences, latest first."""
    period = told.x.tree.period
    here = period[a.start]
    end = bisect_left(told.rows, a.start, key=attrgetter("start"))
    for k in range(end - 1, -1, -1):
        if period[told.rows[k].start] < here - WINDOW:
            return
        yield k


def _of_it(x: Text, told: Told, c: Context) -> Link | None:
    """Whole or owner that "ne" gives to the definite object of its verb, or to an office.

    It is none of the subjects around: to these a possessive would refer.
    """
    t, a, v = x.tree, c.anaphor, c.anaphor.verb
    owned = child(t, v, "obj", *SUBJECTS)
    owned = owned if owned != a.token else -1
    definite = owned >= 0 and t.is_definite(owned)
    office = t.has(v, "cop") and x.nouns.title(v) is not None  # "ne è presidente"
    if not definite and not office:
        return None
    barred = {*told.subject_of(v), *(e for k in t.kids[v] for e in told.at.get(k, ()))}
    if c.above >= 0 and t.dep[v] in ("xcomp", "advcl", "ccomp"):
        barred.update(told.subject_of(c.above))
    left = owned >= 0 and t.lemma[owned] in anaphora().vacated.nouns  # "ne prende il posto"
    for k in _before(told, a):
        e = told.rows[k].entity
        kind = x.entities[e].type
        fits = kind in BODIES if office else kind == "PERSON" if left else True
        if fits and e not in barred and x.role(told.rows[k])[0] != "amod":
            return Link(a, (e,), "genitive", RARE)
    return None


def _only_one(told: Told, a: Anaphor, only: int) -> Link | None:
    """Give the only one of its kind, if named before: "carabinieri di Lodi ... i militari"."""
    named = told.begins.get(only, a.start) < a.start
    return Link(a, (only,), "only-one", ONLY) if named else None


def _by_order(x: Text, told: Told, c: Context) -> Link | None:
    """Give whom a demonstrative picks by order of mention: the last, the first of two."""
    t, a, order = x.tree, c.anaphor, anaphora().order
    form = t.form[a.token]
    if form in order.first or form in order.second:
        return _of_two(x, told, c, int(form in order.second))
    if form in order.this:
        finite = t.finite(a.verb) if a.verb >= 0 and t.dep[a.token] in SUBJECTS else -1
        if finite < 0 or feature(t, finite, "Number") != "Sing":
            return None
        gender, number = "Masc", "Sing"
    else:
        gender, number = a.gender, a.number
        near = [*t.kids[a.token], max(0, a.token - 1)]
        if not any(feature(t, k, "PronType") == "Dem" for k in near):
            return None
    own = {e for k in x.tree.kids[c.clause] for e in told.at.get(k, ())} if c.clause >= 0 else set()
    own.update(e for k in c.around for e in told.at.get(k, ()))
    best: tuple[tuple[int, bool, int], int] | None = None
    for k in _before(told, a):
        m = told.rows[k]
        kind = x.entities[m.entity].type
        if kind == "PLACE" or m.entity in own or not _agree(x, (m.entity,), gender, number):
            continue
        rank = (t.period[m.start], kind == "PERSON", m.start)
        if best is None or rank > best[0]:
            best = rank, m.entity
    return Link(a, (best[1],), "last-named", RARE) if best is not None else None


def _of_two(x: Text, told: Told, c: Context, index: int) -> Link | None:
    """Give the first or second of the two just named: "X e Y ... la prima ..."."""
    t, a = x.tree, c.anaphor
    near = [
        (t.period[i] - t.period[a.start], i, members)
        for i, members in x.sides.items()
        if i < a.start and len(members) == 2 and t.period[i] >= t.period[a.start] - WINDOW
    ]
    if not near:
        return None
    meant = max(near)[2][index]
    return Link(a, (meant,), "in-order", RARE) if _agree(x, (meant,), a.gender, a.number) else None
