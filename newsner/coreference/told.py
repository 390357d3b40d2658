"""What a text has told so far: its mentions in order, and how each entity stands after each."""

from __future__ import annotations

from collections.abc import Sequence

from ..layers import MentionRow
from ..syntax import SUBJECTS, VERBAL_POS
from .facts import KIND_AT, ROLE_AT
from .grammar import ABOVE, child, reports
from .text import Text

MAIN = ("root", "conj", "parataxis")


class Told:
    """The mentions of a text as far as they are resolved, in order.

    Lists by mention say how its entity stands after it (`stand`): how often it has been mentioned,
    been a subject, and in which period it was so last. ``at`` has by token the entities that a
    noun or pronoun means, ``nulls`` by clause those of the null subject.
    """

    def __init__(self, x: Text, found: Sequence[MentionRow]) -> None:
        self.x = x
        self.rows = sorted([*x.named, *found], key=lambda m: (m.start, m.end))
        self.begins: dict[int, int] = {}  # where an entity is first mentioned
        for m in self.rows:
            self.begins.setdefault(m.entity, m.start)
        self.at: dict[int, tuple[int, ...]] = dict(x.denotes)
        self.nulls: dict[int, tuple[int, ...]] = {}
        self.first: list[int] = []  # mention of the entity
        self.count: list[int] = []
        self.role: list[int] = []
        self.kind: list[int] = []
        self.subject: list[int] = []
        self.subject_in: list[int] = []
        self.main_in: list[int] = []
        self.spoke_in: list[int] = []
        self.noun_first: dict[tuple[int, str], int] = {}  # (entity, noun): where first called so
        told: set[int] = set()
        for m in found:
            held = self.nulls if m.kind == "null" else self.at
            if m.kind != "null" and x.tree.pos[m.root] in VERBAL_POS:
                continue  # a clitic joined to the verb
            if m.kind != "null" and m.root not in told:
                held.pop(m.root, None)  # what a demonym names by itself
                told.add(m.root)
            held[m.root] = (*held.get(m.root, ()), m.entity)
            if m.kind == "nominal":
                self.noun_first.setdefault((m.entity, x.tree.lemma[m.root]), m.start)
        self._subjects: dict[int, tuple[int, ...]] = {}

    def stand(self) -> None:
        """Work out how each entity stands after each mention."""
        x, rows = self.x, self.rows
        period = x.tree.period
        last: dict[int, int] = {}
        for k, m in enumerate(rows):
            here = period[m.start]
            before = last.get(m.entity, -1)
            state = (
                (self.first[before], self.count[before], self.subject[before],
                 self.subject_in[before], self.main_in[before], self.spoke_in[before])
                if before >= 0 else (k, 0, 0, -9, -9, -9)
            )  # fmt: skip
            first, count, subject, subject_in, main_in, spoke_in = state
            role, clause = x.role(m)
            if role in SUBJECTS:
                subject, subject_in = subject + 1, here
                if clause >= 0 and x.tree.dep[clause] in MAIN:
                    main_in = here
                if clause >= 0 and reports(x.tree, clause):
                    spoke_in = here
            self.first.append(first)
            self.count.append(count + 1)
            self.subject.append(subject)
            self.subject_in.append(subject_in)
            self.main_in.append(main_in)
            self.spoke_in.append(spoke_in)
            self.role.append(ROLE_AT.get(role, len(ROLE_AT) - 1))
            self.kind.append(KIND_AT[m.kind])
            last[m.entity] = k

    def subject_of(self, v: int, depth: int = ABOVE) -> tuple[int, ...]:
        """Entities that are the subject of a clause, finite or not: infinitives take another's."""
        if v in self.nulls:
            return self.nulls[v]
        if v in self._subjects:
            return self._subjects[v]
        self._subjects[v] = ()  # where it leads back to itself
        self._subjects[v] = found = self._subject(v, depth)
        return found

    def _subject(self, v: int, depth: int) -> tuple[int, ...]:
        x, t = self.x, self.x.tree
        token = x.subjects.of(v)
        if token >= 0:
            if t.is_relative(token) and t.dep[v] == "acl:relcl":
                return self.whole(t.head[v])
            return x.sides.get(token, self.whole(token))
        if t.has(v, "cop") and v in x.denotes and not t.has(v, "case"):
            return x.denotes[v]  # "a firmare è stato X"
        if t.finite(v) >= 0 or depth <= 0 or t.head[v] == v:
            return ()
        if t.dep[v] == "acl":
            return self.whole(t.head[v])
        above = t.clause(t.head[v])
        if above == v:
            return ()
        if t.dep[v] in ("xcomp", "ccomp"):
            who = x.controller(above)
            if who >= 0:
                return self.whole(who)
        return self.subject_of(above, depth - 1)

    def whole(self, n: int) -> tuple[int, ...]:
        """Entities that a noun phrase means, also by the name that its head does not stand for."""
        t = self.x.tree
        if n in self.at:
            return self.at[n]
        beside = child(t, n, "appos", "flat", "flat:name", "nmod")
        if beside >= 0 and not t.has(beside, "case"):
            return self.at.get(beside, ())
        return ()

    def speaker(self, i: int) -> tuple[int, ...]:
        """Who speaks in the quotation around token ``i``; nobody outside."""
        quotation = self.x.quoted[i]
        if quotation < 0:
            return ()
        verb, alone = self.x.voices[quotation]
        return alone or (self.subject_of(verb) if verb >= 0 else ())
