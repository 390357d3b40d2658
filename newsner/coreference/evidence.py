"""Candidates of an anaphor, and the facts that hold of both.

Hard constraints leave out what agreement, binding or the noun itself exclude: `CONSTRAINTS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..knowledge.anaphora import anaphora
from ..knowledge.organisations import organisations
from ..knowledge.titles import Title, titles
from ..knowledge.verbs import verbs
from ..words import Word
from .anaphors import SORTS, Anaphor
from .classes import is_aside, is_named_otherwise, is_of_kind
from .discourse import Discourse
from .facts import (
    ABOVE,
    AS,
    AWAY,
    CLAUSE,
    COUNT,
    COUNTS,
    FAR,
    LAST,
    OF,
    ON,
    RANKS,
    RECENT,
    RECENT_OF_TYPE,
    RULE,
    SENTENCES,
    SORT,
    SURE,
    TYPE,
    TYPES,
    VERB,
    WAS,
    WORDS,
    rule_group,
)
from .memory import Memory
from .phrases import Words, complements, contradict, roles_of, title_at
from .speakers import reports, speaker_of
from .timeline import Seen, Timeline
from .tree import SUBJECT, child, clause_of, finite, is_passive, verbal_lemma

CANDIDATES = 12  # entities, latest first, besides those that the words call
GROUPS = 6
LARGEST = 5  # members of a group
_ARGUMENT = frozenset(OF[name] for name in ("object beside", "oblique beside", "other gender"))
_NULL = _ARGUMENT | {OF["relative"], OF["told of"]}
_POSSESSIVE = frozenset(OF[name] for name in ("around", "inside"))
_NOMINAL = frozenset(OF[name] for name in ("around", "possessor", "of another owner", "told of"))
#: What no candidate may be, by sort of the anaphor: binding, agreement, what the noun itself says.
CONSTRAINTS: dict[str, frozenset[int]] = {sort: frozenset() for sort in SORTS} | {
    "null": _NULL,
    "object": _ARGUMENT,
    "dative": _ARGUMENT,
    "strong": _ARGUMENT - {OF["oblique beside"]},
    "possessive": _POSSESSIVE,
    "nominal": _NOMINAL,
}


@dataclass(slots=True)
class Candidate:
    """Entities that an anaphor may take up: one, or several together."""

    entities: tuple[int, ...]
    seen: Seen | None  # None: the text names it further on
    features: list[int] = field(default_factory=list)  # columns of `PAIR` that hold


class Evidence:
    """Candidates of anaphors, and the features of both.

    ``chosen`` says, by start and kind of a mention, whom the rules take it for, by which rule,
    and how surely.
    """

    def __init__(
        self,
        d: Discourse,
        memory: Memory,
        timeline: Timeline,
        chosen: dict[tuple[int, str], tuple[tuple[int, ...], str, float]],
    ) -> None:
        self.d, self.memory, self.timeline, self.chosen = d, memory, timeline, chosen
        self._contexts: dict[tuple[int, str, int], _Context] = {}
        self._said: dict[int, tuple[set[str], set[int], list[Title], set[str]]] = {}

    def said_of(self, e: int) -> tuple[set[str], set[int], list[Title], set[str]]:
        """Give the roles of an entity, whose they are, their titles, and the groups of these."""
        if e not in self._said:
            profile = self.d.profiles[e]
            held = [t for role in profile.roles if (t := titles().get(role)) is not None]
            groups = {group for title in held for group in title.groups}
            owners = profile.owners() | profile.nations
            self._said[e] = set(profile.roles), owners, held, groups
        return self._said[e]

    def candidates(self, a: Anaphor) -> list[Candidate]:
        """Give what an anaphor may take up, latest first, without features."""
        t, d = self.timeline, self.d
        here = d.sentence_of[a.start]
        order = sorted(t.seen, key=lambda e: -t.seen[e].last.start)
        kept = dict.fromkeys(order[:CANDIDATES])
        if a.kind == "nominal" and len(order) > CANDIDATES:
            called = self._called(a)
            kept |= dict.fromkeys(e for e in order if e in called)
        often = sorted(t.seen, key=lambda e: (-t.seen[e].count, e))[:2]
        kept |= dict.fromkeys(often)
        kept |= t.ahead.get(here, {})
        found = [Candidate((e,), t.seen.get(e)) for e in kept]
        rule = self.chosen.get((a.start, a.kind))
        sets = self._groups(a, here) if a.number != "Sing" or a.sort == "counted" else []
        if rule is not None and rule[0] not in sets:
            sets.append(rule[0])
        have = {c.entities for c in found}
        for members in sets:
            if members not in have:
                latest = [t.seen[e] for e in members if e in t.seen]
                seen = max(latest, key=lambda s: s.last.start) if latest else None
                found.append(Candidate(members, seen))
        return found

    def _called(self, a: Anaphor) -> set[int]:
        """Give the entities that the article calls by the noun, or its office by another name."""
        names = roles_of(a.token) | {a.token.lemma_.casefold()}
        names |= {o for n in names for o in anaphora().takes_up.get(n, ())}
        called = {e for n in names for e in self.memory.called.get(n, ())}
        return called | self.memory.headed.get(a.token.lower_, set())

    def _groups(self, a: Anaphor, here: int) -> list[tuple[int, ...]]:
        """Give the sets of two to five that a plural may take up."""
        t, rows = self.timeline, self.d.entities
        sets = [members for at, members in reversed(t.groups[-6:]) if at < a.start]
        counted = _counted(a)
        everybody = tuple(e for e in t.seen if rows[e].type == "PERSON")
        if counted:
            sets = [s for s in sets if len(s) == counted] + [everybody[:counted], everybody]
        near: dict[int, None] = {}
        for reach in range(5):
            near |= t.in_sentence.get(here - reach, {})
            for kind in TYPES[:3]:
                sets.append(tuple(e for e in near if rows[e].type == kind))
        unique: dict[frozenset[int], tuple[int, ...]] = {}
        for members in sets:
            if 2 <= len(members) <= LARGEST:
                unique.setdefault(frozenset(members), members)
        found = list(unique.values())
        if counted:
            found.sort(key=lambda members: len(members) != counted)
        return found[:GROUPS]

    def of_anaphor(self, a: Anaphor) -> list[int]:
        """Give the columns of `OWN` that hold of the anaphor."""
        d, token = self.d, a.token
        verb = a.verb if a.verb is not None else clause_of(token)
        on = [SORT[a.sort]]
        if a.number != "Sing":
            on.append(ON["plural" if a.number else "number unknown"])
        if a.gender:
            on.append(ON["feminine" if a.gender == "Fem" else "masculine"])
        sentence = d.sentence_of[a.start]
        facts = [
            ("first person", a.person != 3), ("reflexive", a.reflexive), ("doubtful", a.doubtful),
            ("in a quotation", d.quoted[a.start] >= 0), ("in the headline", sentence == 0),
            ("early", sentence < 3),
        ]  # fmt: skip
        if verb is not None:
            lemma, known = verbal_lemma(verb), verbs()
            on += [column for name, column in VERB.items() if known.has(str(name), lemma)]
            on.append(CLAUSE[verb.dep_ if verb.dep_ in CLAUSE else "other"])
            clitics = [c.dep_ for c in verb.children if c.dep_.startswith("expl")]
            facts += [("passive", is_passive(verb)), ("with si", bool(clitics))]
        if a.kind != "null":
            on.append(AS[token.dep_ if token.dep_ in AS else "other"])
        if a.kind == "nominal" or a.sort == "possessive":
            facts += self._of_noun(a, token.head if a.sort == "possessive" else token)
        rule = self.chosen.get((a.start, a.kind))
        facts += [("no rule speaks", rule is None)]
        facts += [("a rule is sure", rule is not None and rule[2] >= SURE)]
        return on + [ON[name] for name, holds in facts if holds]

    def _of_noun(self, a: Anaphor, noun: Word) -> list[tuple[str, bool]]:
        d, table, lemma = self.d, anaphora(), noun.lemma_.casefold()
        title = title_at(noun)
        groups = set(title.groups) if title is not None else set()
        deps = {"acl" if c.dep_ == "acl:relcl" else c.dep_ for c in noun.children}
        beside = any(c.i in d.in_name for c in noun.children) or noun.i + 1 in d.in_name
        return [
            ("noun of relation", lemma in table.relational.nouns),
            ("kin", not groups.isdisjoint(table.relational.groups)),
            ("office", not groups.isdisjoint(table.offices.groups)),
            ("exclusive office", not groups.isdisjoint(table.exclusive.groups)),
            ("official", lemma in table.officials.nouns),
            ("body", lemma in table.body.nouns),
            ("ambiguous", lemma in table.ambiguous.nouns),
            ("person noun", lemma in table.person.nouns),
            ("epithet", table.epithet.covers(lemma)),
            ("deed", lemma in table.deeds),
            ("vacated", lemma in table.vacated.nouns),
            ("institution", lemma in table.institution.nouns),
            *(
                (f"with {dep}", dep in deps)
                for dep in ("nmod", "acl", "amod", "nummod", "det:poss", "appos", "det")
            ),
            ("demonstrative", any(c.features.get("PronType") == "Dem" for c in noun.children)),
            ("beside a name", beside),
            ("bare", deps.isdisjoint(("nmod", "acl", "amod", "nummod", "det:poss"))),
        ]

    def weigh(self, a: Anaphor, found: list[Candidate]) -> None:
        """Set the features of every candidate of ``a``."""
        key = (a.start, a.sort, a.token.i)
        if key not in self._contexts:
            self._contexts[key] = _Context(self, a)
        context = self._contexts[key]
        ranks: dict[str, int] = {"": -1}
        alone: dict[str, list[Candidate]] = {}
        for c in found:
            c.features = context.features(c)
        found[:] = [c for c in found if not context.excludes(c)]
        if a.kind == "nominal" and context.clubs and len(found) > 1:
            found.clear()  # "Inter e Atalanta ... i nerazzurri": either
        for c in found:
            if len(c.entities) == 1 and OF["other gender"] not in c.features and c.seen:
                kind = self.d.entities[c.entities[0]].type
                ranks[""] += 1
                ranks[kind] = ranks.get(kind, -1) + 1
                c.features.append(RECENT[min(ranks[""], RANKS[-1])])
                c.features.append(RECENT_OF_TYPE[min(ranks[kind], RANKS[-1])])
                alone.setdefault(kind, []).append(c)
        for fitting in alone.values():
            if len(fitting) == 1:
                fitting[0].features.append(OF["only candidate of its type"])


class _Context:
    """What is read of an anaphor once, for all its candidates."""

    def __init__(self, evidence: Evidence, a: Anaphor) -> None:
        d, self.a, self.evidence = evidence.d, a, evidence
        self.d = d
        self._lasting: dict[tuple[int, ...], list[int]] = {}
        token = a.token
        self.here = d.sentence_of[a.start]
        clause = a.verb if a.verb is not None else clause_of(token)
        above = clause_of(clause.head) if clause is not None and clause.head != clause else None
        self.link = clause.dep_ if clause is not None and clause.dep_ in ABOVE else "other"
        beside, higher = _arguments(d, clause, token), _arguments(d, above, token)
        subject = d.subjects.get(clause.i) if clause is not None and a.kind != "null" else None
        over = d.subjects.get(above.i) if above is not None else None
        speaker = speaker_of(d, token)
        self.quotation = d.quoted[a.start]
        self.speaker = set(speaker.entities) if speaker is not None else set()
        self.places: list[tuple[int, set[int]]] = [
            (OF["object beside"], beside["obj"]),
            (OF["oblique beside"], beside["obl"]),
            (OF["object above"], higher["obj"]),
            (OF["oblique above"], higher["obl"]),
            (OF["speaker"], self.speaker),
            (OF["told of"], self._told()),
            (OF["around"], self._around()),
            (OF["inside"], self._inside()),
            (OF["possessor"], self._possessors()),
        ]
        if a.kind != "null":
            own = beside["nsubj"] | (set(subject.entities) if subject is not None else set())
            self.places.append((OF["subject beside"], own))
        if clause is not None and clause.dep_ in ("acl:relcl", "acl"):
            self.places.append((OF["relative"], set(d.denotes.get(clause.head.i, ()))))
        self.above = set(over.entities) if over is not None else set()
        self.rule = evidence.chosen.get((a.start, a.kind))
        self.counted = _counted(a)
        verb = finite(clause) if clause is not None and self.link == "ccomp" else None
        self.believes = verb is not None and verb.features.get("Mood") == "Sub"  # "X esclude che"
        like = SUBJECT if a.kind == "null" else {token.dep_}
        self.like = (like - {"other"}) if a.kind != "nominal" else set()
        if a.kind == "nominal":
            self._words()

    def _told(self) -> set[int]:
        """Entities named in the words that the anaphor's verb introduces."""
        d, verb, token = self.d, self.a.verb, self.a.token
        speaks = self.a.kind == "null" or token.dep_ in SUBJECT
        if verb is None or not speaks or self.quotation >= 0 or not reports(verb):
            return set()
        return {e for w in verb.sent if d.quoted[w.i] >= 0 for e in d.denotes.get(w.i, ())}

    def _around(self) -> set[int]:
        """Entities of the noun phrases that the anaphor stands in, and what these are said of."""
        d, up = self.d, self.a.token
        found: set[int] = set()
        path = [up.i]
        while up.head != up and up.head.pos_ not in ("VERB", "AUX") and up.dep_ != "conj":
            up = up.head
            path.append(up.i)
            found.update(d.denotes.get(up.i, ()))
        if self.a.kind == "nominal" and child(up, "cop") is not None:
            subjects = [c.i for c in up.children if c.dep_ in SUBJECT and c.i not in path]
            found.update(e for i in subjects for e in d.denotes.get(i, ()))
        return found

    def _inside(self) -> set[int]:
        """Entities named within the noun phrase of the anaphor."""
        d, a = self.d, self.a
        if a.kind == "nominal":
            words: Iterable[Word] = (w for w in a.token.subtree if w != a.token)
        else:
            words = a.token.head.children if a.sort == "possessive" else ()
        return {e for w in words for e in d.denotes.get(w.i, ())}

    def _possessors(self) -> set[int]:
        """Whose the noun is by its possessive: "il suo legale" is not the client."""
        chosen = self.evidence.chosen
        own = [(c.i, "pronoun") for c in self.a.token.children if c.dep_ == "det:poss"]
        found = {e for at in own if at in chosen for e in chosen[at][0]}
        return found if self.a.kind == "nominal" else set()

    def _words(self) -> None:
        a, m, table = self.a, self.evidence.memory, anaphora()
        token = a.token
        self.lemma = token.lemma_.casefold()
        self.roles = roles_of(token) | {self.lemma}
        self.other_names = {o for r in self.roles for o in table.takes_up.get(r, ())}
        self.title = title_at(token)
        groups = set(self.title.groups) if self.title is not None else set()
        self.fields = groups & set(table.trades.groups)
        self.fields.update(*(table.genus.get(r, ()) for r in self.roles))
        self.exclusive = groups & set(table.exclusive.groups)
        self.owners, self.words = complements(token, m.owner_at)
        self.types = table.types_of(self.lemma)
        self.kin = table.kin_of(self.lemma)
        self.nature = table.nature.get(self.lemma, frozenset())
        self.headed = m.headed.get(token.lower_, set())
        self.clubs = table.byname.get(token.lower_, frozenset())
        self.nation = set(self.d.denotes[token.i]) if token.i in self.d.naming else set()
        self.epicene = self.lemma in table.epicene.nouns
        unique = self.title is not None and self.title.lemma in table.unique.nouns
        self.by_office = bool(self.exclusive)
        self.closed = unique or self.lemma in table.officials.nouns
        self.called = {e for r in self.roles for e in m.called.get(r, ())}

    def features(self, c: Candidate) -> list[int]:
        """Give the columns of `PAIR` that hold of one candidate."""
        if c.entities not in self._lasting:
            self._lasting[c.entities] = self._whatever_was_said(c)
        on = self._lasting[c.entities] + self._seen(c.seen, c.entities[0])
        if c.seen is not None and c.seen.role in self.like:
            on.append(OF["in a like role"])
        if c.seen is not None and self.a.kind == "nominal" and self.lemma in c.seen.nouns:
            on.append(OF["called so in passing"])
        return on

    def _whatever_was_said(self, c: Candidate) -> list[int]:
        """Give the columns that do not depend on which anaphors are resolved so far."""
        a, d = self.a, self.d
        e = c.entities[0]
        members, roles = set(c.entities), d.profiles[e].roles
        on = [TYPE[d.entities[e].type], *self._agreement(c)]
        on += [column for column, entities in self.places if not members.isdisjoint(entities)]
        if self.speaker and members.isdisjoint(self.speaker):
            on.append(OF["somebody else speaks"])
        if not members.isdisjoint(self.above):
            on += [OF["subject above"], ABOVE[self.link]]
        if self.rule is not None:
            on += self._ruled(members, *self.rule)
        on.append(OF["has a role" if roles else "has none"])
        if roles and not anaphora().officials.nouns.isdisjoint(roles):
            on.append(OF["official"])
        return on + self._lexical(e) if a.kind == "nominal" else on

    def _agreement(self, c: Candidate) -> list[int]:
        """Give the columns of number and gender."""
        a, profile = self.a, self.d.profiles[c.entities[0]]
        several = len(c.entities) > 1
        number = "Plur" if several else profile.number
        wanted = a.gender if a.kind != "nominal" or profile.type == "PERSON" else ""
        on = []
        if several:
            on += [OF["several"], *([OF["of two"]] if len(c.entities) == 2 else [])]
        elif wanted and wanted == profile.gender:
            on.append(OF["same gender"])
        elif wanted and profile.gender and not (a.kind == "nominal" and self.epicene):
            on.append(OF["other gender"])
        if self.counted:
            many = len(c.entities) == self.counted
            on.append(OF["as many as counted" if many else "not as many"])
        if a.number and number:
            on.append(OF["same number" if number == a.number else "other number"])
        return on

    def _ruled(
        self, members: set[int], chosen: tuple[int, ...], rule: str, certainty: float
    ) -> list[int]:
        """Give the columns of what the rules have chosen."""
        if members != set(chosen):
            return [OF["not the rule's" if members.isdisjoint(chosen) else "in the rule's"]]
        on = [OF["the rule's"]]
        group = rule_group(rule)
        if group:
            on.append(RULE[group])
        return [*on, OF["by a sure rule"]] if certainty >= SURE else on

    def excludes(self, c: Candidate) -> bool:
        """Whether a constraint rules a candidate out: see `CONSTRAINTS`."""
        a, e = self.a, c.entities[0]
        names = CONSTRAINTS["nominal" if a.kind == "nominal" else a.sort]
        if not names.isdisjoint(c.features):
            return True
        if a.sort == "strong" and a.number == "Sing" and a.person == 3:
            return self.d.entities[e].type != "PERSON"
        if a.sort in ("title", "person") and OF["other gender"] in c.features:
            return True
        if a.kind == "null":
            return self.believes and not self.above.isdisjoint(c.entities)
        if a.kind != "nominal" or (self.rule is not None and self.rule[0] == c.entities):
            return False
        inside = OF["inside"] in c.features
        if inside and self.lemma not in anaphora().body.nouns:
            return True
        called = OF["called so"] in c.features or OF["other name of the office"] in c.features
        if self.closed and not called:
            return True
        if a.sort == "class" and len(c.entities) == 1:
            return self.clubs.isdisjoint(self._all_names(e)) if self.clubs else self._unlike(e)
        return self.by_office and not called and OF["holds another office"] in c.features

    def _all_names(self, e: int) -> set[str]:
        row, known = self.d.entities[e], organisations().known
        names = {row.name, *row.aliases}
        return names | {known[name] for name in names if name in known}

    def _unlike(self, e: int) -> bool:
        """Whether the name of a body or place says that it is of another kind than the noun."""
        m = self.evidence.memory
        row = self.d.entities[e]
        if row.type not in self.types or self.lemma in self.d.profiles[e].roles:
            return False
        if is_named_otherwise(m, e, self.lemma) or not is_of_kind(m, e, self.lemma):
            return True
        seen = self.evidence.timeline.seen.get(e)
        if row.type != "COUNTRY" or seen is None:
            return False
        return is_aside(m, self.d.sentence_of[seen.last.start], e)

    def _seen(self, seen: Seen | None, e: int) -> list[int]:
        of, t, here = OF, self.evidence.timeline, self.here
        if seen is None:
            return [of["still to come"]]
        sentence_of = self.d.sentence_of
        at = seen.last.start
        on = [
            AWAY[min(max(0, here - sentence_of[at]), SENTENCES[-1])],
            FAR[min(max(0, self.a.start - at), WORDS[-1])],
            COUNT[min(seen.count, COUNTS[-1])],
            WAS[seen.role],
            LAST[seen.last.kind],
        ]
        first = sentence_of[seen.first.start]
        facts = (
            ("most named", t.total[e] == t.most),
            ("half as named as the most", 2 * t.total[e] >= t.most),
            ("mostly subject", 2 * seen.subject >= seen.count),
            ("subject here", seen.subject_in == here),
            ("subject before", seen.subject_in == here - 1),
            ("main subject here", seen.main_in == here),
            ("main subject before", seen.main_in == here - 1),
            ("spoke", seen.spoke_in >= here - 1),
            ("named first", first <= 1),
            ("in the headline", first == 0),
            ("from a quotation", self.d.quoted[at] not in (-1, self.quotation)),
        )
        return on + [of[name] for name, holds in facts if holds]

    def _lexical(self, e: int) -> list[int]:
        """Give the columns of what the article calls an entity, against the noun."""
        d, table, kind = self.d, anaphora(), self.d.entities[e].type
        profile, row = d.profiles[e], d.entities[e]
        roles, owners, held, groups = self.evidence.said_of(e)
        mine = self.roles & roles
        known: Words = set().union(*(profile.roles[r][1] for r in mine))
        lemma = self.title.lemma if self.title is not None else ""
        exclusive = set(table.exclusive.groups)
        facts = (
            ("called so", bool(mine)),
            (
                "called so with its complements",
                bool(mine) and profile.is_called(self.roles, self.owners, self.words),
            ),
            ("other name of the office", not self.other_names.isdisjoint(roles)),
            ("same field", not self.fields.isdisjoint(groups)),
            ("part in the event", not self.roles.isdisjoint(profile.deeds)),
            ("of the same owner", not self.owners.isdisjoint(owners)),
            ("of another owner", bool(self.owners and owners and not self.owners & owners)),
            ("other complements", bool(known) and contradict(self.words, known)),
            ("of the noun's type", kind in self.types),
            ("not of the noun's type", bool(self.types) and kind not in self.types),
            ("kindred noun", not self.kin.isdisjoint(roles)),
            ("by nature", row.name in self.nature),
            ("name begins so", e in self.headed),
            ("byname", bool(self.clubs) and not self.clubs.isdisjoint((row.name, *row.aliases))),
            ("owner", e in self.owners),
            ("the nation", e in self.nation),
            ("of the nation", not self.nation.isdisjoint(profile.nations)),
            (
                "holds another office",
                bool(self.exclusive)
                and any(not exclusive.isdisjoint(t.groups) and t.lemma != lemma for t in held),
            ),
            ("holds an office", not exclusive.isdisjoint(groups)),
            ("only one called so", self.called == {e}),
            (
                "name has the noun",
                kind != "PERSON" and self.lemma in row.name.casefold().split()[1:],
            ),
        )
        return [OF[name] for name, holds in facts if holds]


def _counted(a: Anaphor) -> int:
    """Give how many a counting anaphor means, 0 where it does not say: "i due", "entrambi"."""
    if a.sort != "counted":
        return 0
    table = anaphora().plural
    for word in (a.token, *a.token.children):
        if word.lower_ in table.both:
            return 2
        if word.lower_ in table.counted:
            return table.counted[word.lower_]
    return 0


def _arguments(d: Discourse, clause: Word | None, but: Word) -> dict[str, set[int]]:
    """Entities that the arguments of a clause name, by role; without the anaphor's own phrase."""
    found: dict[str, set[int]] = {"nsubj": set(), "obj": set(), "obl": set()}
    for c in clause.children if clause is not None else ():
        role = "nsubj" if c.dep_ in SUBJECT else "obj" if c.dep_ in ("obj", "iobj") else ""
        role = role or ("obl" if c.dep_ in ("obl", "obl:agent") else "")
        if not role or c == but or c.left_edge.i <= but.i <= c.right_edge.i:
            continue
        found[role].update(d.denotes.get(c.i, ()))
        there = d.at.get(c.i)
        if there is not None:
            found[role].update(there.entities)
    return found
