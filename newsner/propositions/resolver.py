"""Tokens to entities: names and their titles, relative pronouns, containers, coordination."""

from __future__ import annotations

from dataclasses import replace

from ..layers import PAIR, Argument, EntityRow, MentionRow
from ..syntax import Tree
from .fillers import Filler, Ref, again, as_ref, join_ways
from .groups import Groups

ATTACHED = frozenset(
    ["nmod", "flat", "flat:name", "flat:foreign", "compound", "appos", "amod", "dep"]
)
NAMING = frozenset(("name", "metonym"))
DIPLOMAT = "diplomat"  # group of titles
HELD = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))  # what may be a title
MEMBER = "named as one of them"
PLACES = frozenset(("COUNTRY", "PLACE"))
BODIES = frozenset(("ORGANISATION",))
STATES = frozenset(("COUNTRY", *BODIES))


class Resolver:
    """What the tokens of a Doc stand for."""

    def __init__(
        self,
        tree: Tree,
        entities: list[EntityRow],
        mentions: list[MentionRow],
    ) -> None:
        self.tree, self.entities = tree, entities
        self.names: dict[int, MentionRow] = {}  # root token of a name or metonym
        self.covered: dict[int, MentionRow] = {}  # any token of one
        self.by_root: dict[int, list[MentionRow]] = {}
        self.null: dict[int, list[MentionRow]] = {}
        self.demonyms: dict[int, MentionRow] = {}
        for m in mentions:
            if m.entity < 0:
                continue
            if m.kind == "null":
                self.null.setdefault(m.root, []).append(m)
                continue
            self.by_root.setdefault(m.root, []).append(m)
            if m.kind in NAMING:
                held = self.names.get(m.root)
                if held is None or m.end - m.start > held.end - held.start:
                    self.names[m.root] = m
                for i in range(m.start, m.end):
                    old = self.covered.get(i)
                    if old is None or m.end - m.start > old.end - old.start:
                        self.covered[i] = m
            elif m.kind == "demonym":
                self.demonyms[m.root] = m
        self.in_period: dict[int, list[int]] = {}  # roots of names, in order
        for root in sorted(self.names):
            self.in_period.setdefault(tree.period[root], []).append(root)
        self._title_names: dict[int, list[int]] = {}
        self._refs: dict[int, list[Ref]] = {}
        self._busy: set[int] = set()
        self.groups = Groups(tree)

    def title_names(self, i: int) -> list[int]:
        """Names joined to the common noun ``i`` as its bearer: "il premier X", "il premier, X"."""
        if i not in self._title_names:
            self._title_names[i] = self._find_title_names(i)
        return self._title_names[i]

    def _find_title_names(self, i: int) -> list[int]:
        tree = self.tree
        if not tree.kids[i] or tree.pos[i] not in HELD or i in self.names:
            return []
        found = []
        for k in tree.kids[i]:
            if k < i or tree.dep[k] not in ATTACHED or tree.marker(k):
                continue
            if k in self.names:
                if not self._parenthesised(k):
                    found.append(k)
            elif tree.pos[k] == "NOUN" and (
                tree.dep[k] == "appos" or (tree.dep[k] == "nmod" and tree.form[k - 1] == ",")
            ):
                found += self.title_names(k)  # "il direttore, padre X"; "sua figlia, suor X"
        if len(found) > 1:  # "il segretario Pd, X", "il colosso Usa X"
            thing = self.is_thing(i)
            types = {k: self.entities[self.names[k].entity].type for k in found}
            found.sort(key=lambda k: types[k] == "COUNTRY" if thing else types[k] != "PERSON")
        return found

    def team(self, i: int) -> list[int]:
        """Team that a plural demonym is of: "gli olandesi del Twente"."""
        tree = self.tree
        if i not in self.demonyms or tree.pos[i] != "NOUN" or not tree.is_plural(i):
            return []
        genitive = tree.words.prepositions.genitive
        named = [k for marker, k in tree.complements(i) if marker == genitive and k in self.names]
        return [k for k in named if self.entities[self.names[k].entity].type == "ORGANISATION"]

    def _parenthesised(self, k: int) -> bool:
        start = self.names[k].start
        return start > 0 and self.tree.form[start - 1] == "("

    def is_thing(self, n: int) -> bool:
        """Whether the noun names no person."""
        return self.tree.title(n) is None

    def is_envoy(self, n: int) -> bool:
        """Whether the noun is a diplomat's title, which governs where he is posted."""
        title = self.tree.title(n)
        return title is not None and DIPLOMAT in title.groups

    # -- single tokens --------------------------------------------------------------------

    def refs(self, i: int) -> list[Ref]:
        """Entities that token ``i`` itself stands for, coordination left out."""
        if i in self._refs:
            return self._refs[i]
        if i in self._busy:
            return []
        self._busy.add(i)
        found = self._resolve(i)
        self._busy.discard(i)
        self._refs[i] = found
        return found

    def _resolve(self, i: int) -> list[Ref]:
        tree = self.tree
        rows = self.by_root.get(i, [])
        if i in self.names:
            return [as_ref(m) for m in rows if m.rule == PAIR and m.kind in NAMING] or [
                as_ref(self.names[i])
            ]
        if tree.is_relative(i) and tree.form[i] not in tree.words.nouns.free:
            return self._relative(i)
        titled = self.title_names(i) or self.team(i)
        if titled:
            return [as_ref(self.names[titled[0]], "title and name")]
        contained = self._container(i)
        if rows and len(contained) < 2:  # "i governi di X e Y"
            return [as_ref(m) for m in rows]
        if contained:
            return contained
        h = tree.head[i]
        if tree.dep[i] == "appos" and h in self.names and not tree.marker(i) and h < i:
            plural = tree.is_plural(i)
            listed = [k for k in tree.conjuncts(h) if plural and k < i and k in self.names]
            return [as_ref(self.names[k], "apposition") for k in (h, *listed)]
        cover = self.covered.get(i)
        if cover is not None and not tree.is_name_part(i) and tree.pos[i] != "ADJ":
            return [as_ref(cover)]
        if tree.dep[i] == "nsubj" and h in self.names and tree.has(h, "cop") and not tree.marker(h):
            return [as_ref(self.names[h], "predicate of the copula")]  # "chi ha vinto è X"
        if tree.has(i, "cop") and tree.pos[i] in ("NOUN", "PRON") and not tree.marker(i):
            subjects = tree.having(i, "nsubj")
            return [
                replace(r, how=f"subject of the copula: {r.how}")
                for s in subjects
                for filler in self.spread(s)
                for r in filler.refs
            ]
        return []

    def _relative(self, i: int) -> list[Ref]:
        antecedent = self.antecedent(i)
        if antecedent < 0:
            return []
        number = self.tree.feature(i, "Number")  # "dalle quali"
        number = number or self.tree.feature(self.tree.finite(self.tree.clause(i)), "Number")
        plural = number == "Plur"
        members = [antecedent]
        while plural and self._is_second(members[0]):
            members.insert(0, self.tree.head[members[0]])  # "tra X e Y, che non si parlano"
        coordinated = [antecedent, *self.title_names(antecedent)]
        members += [k for n in coordinated for k in self.tree.conjuncts(n) if k < i]
        if not plural:
            members = members[-1:]  # the one next to the pronoun
        return [
            replace(r, how=f"antecedent of the relative pronoun: {r.how}")
            for k in members
            for r in self.refs(k)
        ]

    def _is_second(self, n: int) -> bool:
        """Whether a singular noun is a conjunct, so that a plural is about all of them."""
        return self.tree.dep[n] == "conj" and not self.tree.is_plural(n)

    def antecedent(self, i: int) -> int:
        """Token that the relative pronoun ``i`` takes up, -1 where there is none."""
        tree, k = self.tree, i
        while tree.head[k] != k and tree.dep[k] not in ("acl:relcl", "acl"):
            k = tree.head[k]
        if tree.dep[k] in ("acl:relcl", "acl") and tree.head[k] < i:
            return tree.head[k]
        return self._just_before(i)

    def _just_before(self, i: int) -> int:
        """Name before the comma before a relative pronoun that the parser left hanging."""
        tree = self.tree
        for k in range(i - 1, max(i - 4, 0), -1):
            before = k - 2 if tree.form[k - 1] == ")" else k - 1  # "l'Onu (Organizzazione), i cui"
            if tree.form[k] == "," and before in self.covered:
                return self.covered[before].root
        return -1

    def _container(self, i: int) -> list[Ref]:
        """Resolve "le forze ucraine", "il governo di Berlino" to the state or body."""
        tree, known = self.tree, self.tree.words.containers
        lemma = tree.lemma[i]
        crew, places = lemma in known.crews and tree.is_plural(i), lemma in known.places
        bodies = crew or lemma in known.bodies
        if not (bodies or places) or (places and self._is_beyond(i)):
            return []
        land = lemma in known.lands
        found = []
        for k in tree.kids[i]:
            if k in self.demonyms and not crew:
                how = "body of" if bodies else "part of"
                several = tree.conjuncts(k) if tree.is_plural(i) else []
                named = [j for j in (k, *several) if j in self.demonyms]
                refs = [as_ref(self.demonyms[j], how) for j in named] if bodies or land else []
            elif tree.dep[k] == "nmod" and (
                tree.marker(k) == tree.words.prepositions.genitive
                or (places and not tree.marker(k) and k not in self.names)  # "nel sud-ovest di"
            ):
                members = [k, *tree.conjuncts(k)] if bodies and tree.is_plural(i) else [k]
                how = "body of" if bodies else "part of"
                refs = [again(r, how) for member in members for r in self.refs(member)]
            elif bodies and self._is_whose(k):  # "le sue truppe", "i cui osservatori"
                refs = [again(r, "body of") for r in self.refs(k)]
            else:
                continue
            wanted = STATES if bodies else PLACES
            wanted = BODIES if crew else wanted
            found += [r for r in refs if self.entities[r.entity].type in wanted]
        return found

    def _is_whose(self, k: int) -> bool:
        tree = self.tree
        return tree.dep[k] == "det:poss" or (tree.is_relative(k) and not tree.marker(k))

    def _is_beyond(self, i: int) -> bool:
        """Whether the place is one outside: "a est dell'Australia", but no "al centro di"."""
        tree = self.tree
        bare = any(tree.form[c] == tree.words.prepositions.dative for c in tree.having(i, "case"))
        return bare and tree.pos[i] == "NOUN"

    # -- groups ---------------------------------------------------------------------------

    def spread(self, i: int, how: str = "") -> list[Filler]:
        """Fillers for nominal ``i`` and everything coordinated with it."""
        if not self.refs(i) and self.tree.kids[i]:
            i = self.groups.head(i)
        head = i
        if self.tree.is_relative(i):
            antecedent = self.antecedent(i)
            head = antecedent if antecedent >= 0 else i
        fillers = [Filler(head, self.refs(i), how)]
        conjuncts = self.tree.conjuncts(i) if self.tree.kids[i] else []
        for name in self.title_names(i):  # "dal governatore X e dal Pd"
            conjuncts += self.tree.conjuncts(name)
        for k in conjuncts:
            if k in self._busy:
                continue
            fillers.append(Filler(k, self.refs(k), f"{how}, coordinated" if how else "coordinated"))
        if not fillers[0].refs:
            fillers += self._included(head)
        return fillers

    def marker_of(self, filler: Filler, marker: str) -> str:
        """Preposition of a coordinated filler: its own, or that of the group it is one of."""
        own = "" if filler.how == MEMBER else self.tree.marker(filler.head)
        return own or marker

    def _included(self, i: int) -> list[Filler]:
        """Named members of a group: "novanta detenuti, tra i quali X"."""
        members = [m for m in self.groups.members(i) if m not in self._busy and self.refs(m)]
        return [Filler(f.head, f.refs, MEMBER) for member in members for f in self.spread(member)]

    def of_null(self, v: int) -> list[Filler]:
        """Fillers for the null subject that coreference resolved at ``v`` or its auxiliaries."""
        for token in (v, *self.tree.auxiliaries(v)):
            rows = self.null.get(token)
            if rows:
                return [Filler(v, [as_ref(m) for m in rows], "null subject")]
        return []

    def argument(self, role: str, filler: Filler, marker: str = "", how: str = "") -> Argument:
        """Make the argument row of a filler."""
        refs, head = filler.refs, filler.head
        start, end = (refs[0].start, refs[0].end) if len(refs) == 1 else (head, head + 1)
        return Argument(
            role,
            head,
            start,
            end,
            self.tree.lemma[head],
            marker,
            tuple(dict.fromkeys(r.entity for r in refs)),
            join_ways(how, filler.how, *(r.how for r in refs)),
            min((r.certainty for r in refs), default=1.0),
        )

    def arguments(
        self, role: str, fillers: list[Filler], marker: str = "", how: str = ""
    ) -> list[Argument]:
        """Make the argument rows of several fillers."""
        return [self.argument(role, f, marker, how) for f in fillers]
