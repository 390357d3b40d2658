"""Candidates of anaphors: the entities that each may take up, one or several together.

Hard constraints leave out what agreement, binding or the noun itself exclude: `BARRED` and
`Candidates._is_barred`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ..knowledge.anaphora import anaphora
from .anaphors import Anaphor
from .context import Context
from .facts import ABOVE, OF, TYPES
from .text import Text
from .told import Told

LATEST = 12  # entities, latest first, besides those that the words call
AHEAD = 8  # entities that the rest of the sentence names
GROUPS = 8
LARGEST = 5  # members of a group
NEAR = 8  # entities of one sentence, latest first, that may be members
REACH = 4  # sentences before in which the members of a group are looked for
UP = 3  # clauses above from which infinitives take their subject
ONLY = OF["only candidate of its type"]
ELSE = OF["somebody else speaks"]
#: Whom no anaphor of a sort may take up: what its clause or phrase already names.
BARRED: dict[str, tuple[str, ...]] = {
    "null": ("object beside", "oblique beside", "relative", "told of"),
    "object": ("object beside", "oblique beside"),
    "dative": ("object beside", "oblique beside"),
    "strong": ("object beside",),
    "possessive": ("around", "inside"),
    "nominal": ("around", "possessor", "told of"),
}
BOUND = ("object", "dative", "strong")  # sorts that never take up the subject of their clause
#: Noun phrases that never take up the subject of their clause: "X ha ucciso la zia", "X è stato
#: scelto dal capo"; but "l'Italia ha vietato nel Paese".
APART = ("obj", "obl:agent")
#: Types that a noun for people never takes up, if nothing is called so.
PERSONAL = {"title": ("COUNTRY",), "person": ("COUNTRY", "PLACE")}


@dataclass(slots=True)
class Question:
    """An anaphor with its candidates: entities that it may take up, one or several together."""

    context: Context
    candidates: list[tuple[int, ...]]

    @property
    def anaphor(self) -> Anaphor:
        """The anaphor."""
        return self.context.anaphor


class Rows:
    """The rows of all candidates of a text while they are found, as columns."""

    def __init__(self) -> None:
        self.anaphor: list[int] = []
        self.entity: list[int] = []  # of several the first, -1 for "none of them"
        self.last: list[int] = []  # mention, -1 where the text names it further on
        self.members: list[int] = []  # how many
        self.rank: list[int] = []  # by recency among the single ones, -1 for no rank
        self.type_rank: list[int] = []
        self.on: list[tuple[int, int]] = []  # (row, column) of what else holds

    def add(
        self, anaphor: int, entity: int, last: int, members: int = 1, rank: int = -1, own: int = -1
    ) -> int:
        """Add a row; gives its number. ``own`` is the rank within the entity's type."""
        self.anaphor.append(anaphor)
        self.entity.append(entity)
        self.last.append(last)
        self.members.append(members)
        self.rank.append(rank)
        self.type_rank.append(own)
        return len(self.last) - 1


class Candidates:
    """Finds the candidates of each anaphor as the text is told, mention by mention."""

    def __init__(self, x: Text, told: Told) -> None:
        self.x, self.told = x, told
        self.rows = Rows()
        self.recent: dict[int, int] = {}  # entity -> its last mention, the latest last
        self.often: list[int] = []  # the two most mentioned so far
        self.groups: list[tuple[int, ...]] = []  # coordinated, or taken up together
        self.in_period: dict[int, dict[int, None]] = {}
        self.ahead: dict[int, dict[int, None]] = {}
        for m in x.named:
            self.ahead.setdefault(x.tree.period[m.root], {})[m.entity] = None
        self._next = 0

    def find(self, context: Context, number: int) -> list[tuple[int, ...]]:
        """Give what the anaphor, which is the question ``number``, may take up: a row for each."""
        a, rows = context.anaphor, self.rows
        self._advance(a.start)
        if self._is_either(context):
            return []
        places = self._places(context)
        barred = BARRED.get("nominal" if a.kind == "nominal" else a.sort, ())
        excluded = {e for name in barred for e in places.get(name, ())}
        if a.sort in BOUND and context.other_subject:
            excluded.update(self._named_subject(context.clause))
        if a.kind == "nominal" and self.x.tree.dep[a.token] in APART:
            excluded.update(self._named_subject(context.clause))
        noun = context.noun
        if noun is not None and noun.lemma not in anaphora().body.nouns:
            excluded.update(places.get("inside", ()))  # "l'indipendenza del Kosovo"
        if context.apart:
            excluded.update(places.get("subject above", ()))
        at: dict[int, list[int]] = {}
        found = self._singles(context, number, excluded, at)
        if a.number != "Sing" or a.sort == "counted":
            found += self._several(context, number, excluded, at)
        for name, entities in places.items():
            rows.on += [(row, OF[name]) for e in entities for row in at.get(e, ())]
        for e in places.get("subject above", ()):
            rows.on += [(row, ABOVE[context.link]) for row in at.get(e, ())]
        if "speaker" in places:
            speaking = {row for e in places["speaker"] for row in at.get(e, ())}
            others = {row for one in at.values() for row in one} - speaking
            rows.on += [(row, ELSE) for row in others]
        return found

    def _singles(
        self, c: Context, number: int, excluded: set[int], at: dict[int, list[int]]
    ) -> list[tuple[int, ...]]:
        """Add rows for the entities alone."""
        rows, here = self.rows, self.x.tree.period[c.anaphor.start]
        kept: dict[int, int] = dict(islice(reversed(self.recent.items()), LATEST))
        if c.noun is not None:
            known = (e for e in c.noun.known if e in self.recent)
            kept.update((e, self.recent[e]) for e in islice(known, LATEST))
        kept.update((e, self.recent[e]) for e in self.often)
        for e in islice(self.ahead.get(here, ()), AHEAD):
            kept.setdefault(e, self.recent.get(e, -1))
        alike: dict[str, list[int]] = {}
        found: list[tuple[int, ...]] = []
        rank = 0
        for e, last in kept.items():
            if e in excluded or self._is_barred(c, e):
                continue
            if last >= 0:
                fitting = alike.setdefault(self.x.entities[e].type, [])
                row = rows.add(number, e, last, 1, rank, len(fitting))
                fitting.append(row)
                rank += 1
            else:
                row = rows.add(number, e, last)
            found.append((e,))
            at[e] = [row]
            self._of_noun(c, (e,), last, row)
        rows.on += [(fitting[0], ONLY) for fitting in alike.values() if len(fitting) == 1]
        return found

    def _several(
        self, c: Context, number: int, excluded: set[int], at: dict[int, list[int]]
    ) -> list[tuple[int, ...]]:
        """Add rows for the sets of entities."""
        rows, found = self.rows, []
        for members, what in self._sets(c):
            if not excluded.isdisjoint(members):
                continue
            last = max(self.recent.get(e, -1) for e in members)
            row = rows.add(number, members[0], last, len(members))
            found.append(members)
            if what:
                rows.on.append((row, OF[what]))
            for e in members:
                at.setdefault(e, []).append(row)
            self._of_noun(c, members, last, row)
        return found

    def _advance(self, upto: int) -> None:
        """Take notice of the mentions that begin before token ``upto``."""
        told, period = self.told, self.x.tree.period
        rows, k = told.rows, self._next
        while k < len(rows) and rows[k].start < upto:
            first, members = rows[k], dict[int, None]()
            while k < len(rows) and rows[k].start == first.start:
                e = rows[k].entity
                self.recent.pop(e, None)
                self.recent[e] = k
                members[e] = None
                self.in_period.setdefault(period[first.start], {})[e] = None
                if e not in self.often:
                    self.often.append(e)
                    self.often.sort(key=lambda e: (-told.count[self.recent[e]], e))
                    del self.often[2:]
                k += 1
            if len(members) > 1 and first.kind not in ("name", "demonym"):
                self.groups.append(tuple(members))
            beside = self.x.sides.get(first.root)
            if beside is not None and first.kind == "name":
                self.groups.append(beside)
        self._next = k

    def _is_either(self, c: Context) -> bool:
        """Whether two clubs of the text are called so: "Inter e Atalanta ... i nerazzurri"."""
        noun = c.noun
        if noun is None or not noun.clubs:
            return False
        return sum(not noun.excludes(e) for e in self.recent) > 1

    def _of_noun(self, c: Context, members: tuple[int, ...], last: int, row: int) -> None:
        """Add what the noun says of a candidate."""
        noun, rows, start, e = c.noun, self.rows, c.anaphor.start, members[0]
        if noun is None:
            return
        rows.on += [(row, column) for column in noun.facts(e)]
        if last >= 0 and self.told.noun_first.get((e, noun.lemma), start) < start:
            rows.on.append((row, OF["called so in passing"]))
        if len(members) > 1 and noun.called and noun.called.issuperset(members):
            rows.on.append((row, OF["all called so"]))

    def _is_barred(self, c: Context, e: int) -> bool:
        """Whether a constraint rules a single entity out: agreement, type, what the noun says."""
        a, noun, profile = c.anaphor, c.noun, self.x.profiles[e]
        person = profile.type == "PERSON"
        unlike = a.gender and profile.gender and a.gender != profile.gender and a.number != "Plur"
        if noun is not None:
            if a.sort in PERSONAL and profile.type in PERSONAL[a.sort]:
                return e not in noun.known
            shown = unlike and person and c.shows_gender and not noun.epicene
            if shown and (a.gender == "Fem" or noun.title is None):
                return True  # but "il questore", of a woman
            return noun.excludes(e)
        if a.sort in ("strong", "dative") and profile.type == "PLACE":
            return True
        if a.sort == "strong" and a.number == "Sing":
            thing = anaphora().strong[self.x.tree.form[a.token]].thing
            return bool(unlike) or not (person or thing)
        return bool(unlike) and person

    def _places(self, c: Context) -> dict[str, Iterable[int]]:
        """Entities by the place at which the text around the anaphor names them."""
        x, told, a = self.x, self.told, c.anaphor

        def at(tokens: Iterable[int]) -> list[int]:
            return [e for i in tokens for e in told.at.get(i, ())]

        found: dict[str, Iterable[int]] = {
            "object beside": at(c.beside["obj"]),
            "oblique beside": at(c.beside["obl"]),
            "object above": at(c.higher["obj"]),
            "oblique above": at(c.higher["obl"]),
            "speaker": told.speaker(a.start),
            "told of": c.told_of,
            "around": at((*c.around, *c.predicated)),
            "inside": at(c.inside) if a.kind == "nominal" or a.sort == "possessive" else (),
            "subject above": told.subject_of(c.above) if c.above >= 0 else (),
            "subject two above": told.subject_of(c.over) if c.over >= 0 else (),
        }
        if c.other_subject:
            found["subject beside"] = told.subject_of(c.clause)
        if c.link in ("acl:relcl", "acl"):
            noun = x.tree.head[c.clause]
            above = x.tree.head[noun] if x.tree.dep[noun] == "appos" else noun
            found["relative"] = at(dict.fromkeys((noun, above)))
        if a.kind == "nominal":
            owners = [e for k in x.tree.having(a.token, "det:poss") for e in told.at.get(k, ())]
            found["possessor"] = owners
            if x.tree.lemma[a.token] in anaphora().homeland.nouns:
                found["homeland"] = [s for e in owners if (s := x.side_of(e)) >= 0]
        return {name: entities for name, entities in found.items() if entities}

    def _named_subject(self, v: int) -> tuple[int, ...]:
        """Subject of a clause, or of the one that an infinitive takes it from, where it is named.

        One that is resolved might be wrong, and would exclude the right one.
        """
        x, t = self.x, self.x.tree
        for _ in range(UP):
            token = x.subjects.of(v)
            if token >= 0:
                relative = t.is_relative(token) and t.dep[v] == "acl:relcl"
                return x.denotes.get(t.head[v] if relative else token, ())
            above = t.clause(t.head[v])
            if t.finite(v) >= 0 or t.dep[v] not in ("xcomp", "advcl") or above == v:
                break
            if t.dep[v] == "xcomp" and x.controller(above) >= 0:
                break
            v = above
        return ()

    def _sets(self, c: Context) -> list[tuple[tuple[int, ...], str]]:
        """Give the sets of two to five that a plural may take up, and what each of them is."""
        told, entities, counted, noun = self.told, self.x.entities, c.counted, c.noun
        here = self.x.tree.period[c.anaphor.start]
        sets: list[tuple[tuple[int, ...], str]] = []
        if noun is not None and noun.called:
            called = [e for e in noun.called if e in self.recent]
            sets.append((tuple(sorted(called)), ""))
        sets += [(members, "coordinated") for members in reversed(self.groups[-GROUPS:])]
        together: dict[int, None] = {}
        for reach in range(REACH + 1):
            told_there = self.in_period.get(here - reach, {})
            in_period = list(islice(reversed(told_there), NEAR))[::-1]
            together |= dict.fromkeys(in_period)
            for kind in TYPES[:3]:
                alike = tuple(e for e in together if entities[e].type == kind)
                sets.append((alike, ""))
                if counted and len(alike) > counted:
                    sets.append((alike[:counted], ""))
                    by_turn = sorted(alike, key=lambda e: self.recent.get(e, -1))
                    sets.append((tuple(by_turn[-counted:]), ""))
            subjects = [e for e in in_period if told.subject_in[self.recent[e]] == here - reach]
            for s in subjects[:2]:
                kind = entities[s].type
                others = [e for e in in_period if e != s and entities[e].type == kind]
                sets += [((s, e), "of one clause") for e in others[:2]]
        unique: dict[frozenset[int], tuple[tuple[int, ...], str]] = {}
        for members, what in sets:
            if 2 <= len(members) <= LARGEST:
                unique.setdefault(frozenset(members), (members, what))
        found = list(unique.values())
        if counted:
            found.sort(key=lambda one: len(one[0]) != counted)
        return found[:GROUPS]
