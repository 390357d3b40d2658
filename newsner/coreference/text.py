"""What is read of a text once: names in the tree, profiles, subjects, quotations and who speaks."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from ..knowledge.anaphora import anaphora
from ..knowledge.countries import countries
from ..knowledge.titles import titles
from ..layers import EntityRow, MentionRow
from ..syntax import SUBJECTS, parsed
from .grammar import ABOVE, NAME_PARTS, child, number_of, reports, role_of
from .nouns import Nouns
from .profile import build_profiles
from .subjects import Subjects

REACH = 14  # tokens between a quotation and the verb that introduces it
BELOW = ("acl", "acl:relcl", "advcl", "xcomp", "ccomp")  # how subordinate clauses hang


class Text:
    """A text with its names, before any anaphor is resolved.

    By token: ``denotes`` has the entities that it names, ``quoted`` the quotation it stands in
    (-1: none), ``sides`` the entities of the coordination that it begins. ``called`` are the
    entities by the lemmas of what the article calls them, ``headed`` bodies and places by the noun
    that their name begins with.
    """

    def __init__(self, doc: Doc, entities: list[EntityRow], mentions: list[MentionRow]) -> None:
        self.tree = t = parsed(doc)
        self.entities = entities
        self.named = sorted(mentions, key=lambda m: (m.start, m.end))
        people = {e for e, row in enumerate(entities) if row.type == "PERSON"}
        self.nouns = Nouns(t, mentions, people)
        self.profiles = build_profiles(self.nouns, entities, mentions)
        self.denotes: dict[int, tuple[int, ...]] = {}
        for m in sorted(mentions, key=lambda m: m.kind == "demonym"):
            adjective = m.kind == "demonym" and t.dep[m.root] == "amod"
            head = self.nouns.head_of_name(m.root, m.entity in people) if not adjective else m.root
            for i in (m.root, head):
                self.denotes.setdefault(i, (m.entity,))
        types = {i: entities[e[0]].type for i, e in self.denotes.items()}
        self.subjects = Subjects(self.nouns, types)
        self.quotations = t.quotations
        self.quoted = [-1] * len(t.form)
        for k, (start, end) in enumerate(self.quotations):
            self.quoted[start:end] = [k] * (end - start)
        self.called: dict[str, set[int]] = {}
        for e, profile in enumerate(self.profiles):
            for role in (*profile.roles, *profile.deeds):
                self.called.setdefault(role, set()).add(e)
        self.headed: dict[str, set[int]] = {}
        for m in mentions:
            if entities[m.entity].type in ("ORGANISATION", "PLACE") and m.end - m.start > 1:
                self.headed.setdefault(t.form[m.start], set()).add(m.entity)
        self.states = {m.entity for m in mentions if m.kind != "demonym"}  # named by themselves
        self.title_of = titles().get
        self.exclusive = frozenset(anaphora().exclusive.groups)
        self.count = Counter(m.entity for m in mentions)
        self.most = max(self.count.values(), default=0)
        self.sides = self._coordinations(people)
        self.voices = self._voices()
        self.said_by: dict[int, list[int]] = {}  # by verb, the quotations that it introduces
        for k, (verb, _) in enumerate(self.voices):
            self.said_by.setdefault(verb, []).append(k)
        self._roles: dict[tuple[int, bool], tuple[str, int]] = {}
        self._units: dict[str, tuple[int, ...]] = {}

    def is_somebody(self, n: int) -> bool:
        """Whether a demonym is a noun for one person ("il bulgaro"), not for the state."""
        t = self.tree
        noun = t.pos[n] == "NOUN" or t.has(n, "det")
        return noun and number_of(t, n) == "Sing"

    def units(self, lemma: str) -> tuple[int, ...]:
        """Give the units named here in which those serve whom a noun calls: "i carabinieri"."""
        if lemma not in self._units:
            words = anaphora().force.get(lemma, ())
            found = []
            for e, row in enumerate(self.entities):
                names = [f" {name.casefold()} " for name in (row.name, *row.aliases)]
                if row.type == "ORGANISATION" and any(f" {w} " in n for n in names for w in words):
                    found.append(e)
            self._units[lemma] = tuple(found)
        return self._units[lemma]

    def capitals(self, lands: set[str]) -> tuple[int, ...]:
        """Give the capitals named here: of lands (codes), or of any where none is told."""
        found = []
        for e, row in enumerate(self.entities):
            of = countries().capitals.get(row.name.casefold(), ()) if row.type == "PLACE" else ()
            if of and (not lands or not lands.isdisjoint(of)):
                found.append(e)
        return tuple(found)

    def _coordinations(self, people: set[int]) -> dict[int, tuple[int, ...]]:
        """Entities of one kind that are coordinated, by the token that begins the coordination."""
        t, found = self.tree, {}
        for i, first in self.denotes.items():
            if t.dep[i] == "conj" or not (t.has(i, "conj") or t.kids[i]):
                continue
            person = first[0] in people
            alike = [k for k in t.kids[i] if self.denotes.get(k) == first]
            members = list(first)
            for top in (i, *alike):
                for k in t.conjuncts(top):
                    members += [e for e in self.denotes.get(k, ()) if (e in people) == person]
            members = list(dict.fromkeys(members))
            if len(members) > 1:
                found[i] = tuple(members)
        return found

    def role(self, m: MentionRow) -> tuple[str, int]:
        """Grammatical role of a mention and, of a subject, the head of its clause (else -1)."""
        key = (m.root, m.kind == "null")
        if key not in self._roles:
            self._roles[key] = self._role(*key)
        return self._roles[key]

    def _role(self, root: int, null: bool) -> tuple[str, int]:
        t = self.tree
        if null:
            return ("nsubj:pass" if t.is_passive(root) else "nsubj"), root
        top = root
        for _ in range(4):
            name = t.dep[top] in NAME_PARTS or t.dep[top] in ("appos", "nmod")
            if not name or t.has(top, "case"):
                break
            top = t.head[top]
        role = role_of(t, top)
        subject = role in SUBJECTS and t.head[top] != top
        return role, t.clause(t.head[top]) if subject else -1

    # -- quotations -----------------------------------------------------------------------

    def _voices(self) -> list[tuple[int, tuple[int, ...]]]:
        """By quotation: the clause whose subject speaks (-1: none), or the entities that do."""
        found: list[tuple[int, tuple[int, ...]]] = []
        for k, (start, end) in enumerate(self.quotations):
            verb = self._verb_of_saying(start, end)
            alone = self._alone_before_colon(start) if verb < 0 else ()
            period = self.tree.period
            near = k and period[self.quotations[k - 1][0]] >= period[start] - 1
            if verb < 0 and not alone and near:
                verb, alone = found[k - 1]
            found.append((verb, alone))
        return found

    def _verb_of_saying(self, start: int, end: int) -> int:
        t = self.tree
        after = range(end, min(end + REACH, len(t.form)))
        before = range(start - 1, max(start - REACH, -1), -1)
        announced = start > 0 and t.form[start - 1] == ":"
        for reach, anchor in ((after, end - 1), (before, start)):
            for i in reach:
                if t.period[i] != t.period[anchor]:
                    break
                if self.quoted[i] >= 0 or not t.is_predicate(i):
                    continue
                if reports(t, i) or (reach is before and announced):
                    return i if reach is after else self._main(i)
        return -1

    def _main(self, v: int) -> int:
        """Give the clause whose subject announces a quotation: the one those below hang on."""
        t = self.tree
        for _ in range(ABOVE):
            if t.head[v] == v or (t.dep[v] not in BELOW and self.subjects.of(v) >= 0):
                break
            v = t.clause(t.head[v])
        return v

    def _alone_before_colon(self, start: int) -> tuple[int, ...]:
        """Give whom alone words without a verb name before the colon: "L'appello di X: «...»"."""
        t = self.tree
        if not start or t.form[start - 1] != ":":
            return ()
        named: dict[bool, dict[int, None]] = {True: {}, False: {}}
        for i in range(start - 2, max(start - REACH, -1), -1):
            if self.quoted[i] >= 0 or t.period[i] != t.period[start]:
                break
            if t.finite(i) >= 0:
                return ()
            for e in self.denotes.get(i, ()):
                named[self.entities[e].type == "PERSON"][e] = None
        found = tuple(named[True] or named[False])
        return found if len(found) == 1 else ()

    # -- arguments ------------------------------------------------------------------------

    def controller(self, above: int) -> int:
        """Token of whom a verb gives as subject to an infinitive below it; -1: its own subject."""
        t, lemma = self.tree, self.tree.lemma[above]
        if t.verbs.has("object_control", lemma):
            return child(t, above, "obj")
        if t.verbs.has("dative_control", lemma):
            return child(t, above, "iobj", "obl")
        return -1

    def side_of(self, e: int) -> int:
        """Country or body that a person speaks for; a country or body itself; -1 for none."""
        if self.entities[e].type != "PERSON":
            return e
        owners = sorted(self.profiles[e].owners())
        for kind in ("COUNTRY", "ORGANISATION"):
            for o in owners:
                if self.entities[o].type == kind:
                    return o
        return -1
