"""Noun and adjective predicates: events, roles, qualities; and bare links between names."""

from __future__ import annotations

from ..layers import Argument, Proposition
from .owners import Owners
from .resolver import ATTACHED, Filler, Resolver
from .subjects import Subjects
from .tree import Tree

NOMINALS = frozenset(("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "root", "conj"))


class Nominals:
    """Reads the propositions of nouns, adjectives and names."""

    def __init__(
        self,
        tree: Tree,
        resolver: Resolver,
        subjects: Subjects,
        verbs: dict[int, Proposition],
        owners: Owners,
    ) -> None:
        self.owners = owners
        self.tree, self.resolver, self.subjects, self.verbs = tree, resolver, subjects, verbs
        self.light = self._light_verbs()
        self._bearers: dict[int, list[tuple[Filler, str]]] = {}

    def _light_verbs(self) -> dict[int, list[Proposition]]:
        """Light verbs by the noun that carries their meaning."""
        found: dict[int, list[Proposition]] = {}
        verbs = self.tree.verbs
        for p in self.verbs.values():
            lemma = self.tree.lemma[p.predicate]
            if verbs.has("light", lemma) or verbs.has("passive_light", lemma):
                for a in p.arguments:
                    if a.role == "patient" or (
                        a.role == "oblique" and a.marker in ("in", "a", "su")
                    ):
                        found.setdefault(a.head, []).append(p)
        return found

    def read(self, n: int) -> Proposition | None:
        """Give the proposition of noun or adjective ``n``, None where it says nothing."""
        tree = self.tree
        adjective = tree.pos[n] == "ADJ"
        bearers = self.bearers(n)
        arguments = [self.resolver.argument("bearer", filler, how=how) for filler, how in bearers]
        construction = bearers[0][1] if bearers else "nominal"
        complements = self._complements(n)
        if not complements and not self._determined(n) and n not in self.resolver.names:
            complements = self._shared_complements(n)
        arguments += complements
        if not adjective:
            self.owners.seat(n, arguments)
            arguments += self._modifiers(n)
            arguments += self._bare(n)
            if bearers:
                arguments += self._deep(n)
                arguments += self.owners.of(n, arguments)
            if not self.resolver.own(n):
                arguments += self._of_light_verb(n, arguments)
        said = [a for a in arguments if a.role != "bearer"] if construction == "name" else arguments
        if not any(a.entities or a.role == "agent" for a in said):
            return None
        if bearers and not adjective:
            arguments.append(self._title(n))
        return Proposition(
            predicate=n,
            lemma=tree.lemma[n],
            kind="adjective" if adjective else "noun",
            construction=construction,
            arguments=arguments,
            evidence=sorted({n, *(a.head for a in arguments)}),
        )

    # -- complements ----------------------------------------------------------------------

    def _complements(self, n: int) -> list[Argument]:
        tree, resolver = self.tree, self.resolver
        found: list[Argument] = []
        for marker, k in tree.complements(n):
            for rank, filler in enumerate(resolver.spread(k)):
                own = (tree.marker(filler.head) or marker) if rank else marker
                role = {"di": "genitive"}.get(own, "oblique")
                if own in tree.words.prepositions.agent:
                    role = "agent"
                found.append(resolver.argument(role, filler, own, "complement of the noun"))
        for k in tree.kids[n]:
            whose = tree.feature(k, "PronType") == "Rel" and not tree.marker(k)
            if whose or tree.dep[k] == "det:poss" or tree.feature(k, "Poss") == "Yes":
                fillers = resolver.spread(k)
                found += resolver.arguments("oblique", fillers, "poss", "possessive")
        found += self._demonyms(n)
        if not any(a.marker in tree.words.prepositions.between for a in found):
            found += self._between(n)
        return found

    def _between(self, n: int) -> list[Argument]:
        """Read "la sfida per il campionato di scacchi fra X e Y": a pair belongs to the event."""
        tree, resolver = self.tree, self.resolver
        level = [k for _, k in tree.complements(n) if tree.pos[k] == "NOUN"]
        while level:
            for k in level:
                for marker, x in tree.complements(k):
                    fillers = resolver.spread(x)
                    if marker in tree.words.prepositions.between and fillers[0].refs:
                        return resolver.arguments("oblique", fillers, marker, "complement below")
            level = [x for k in level for _, x in tree.complements(k) if tree.pos[x] == "NOUN"]
        return []

    def _demonyms(self, n: int) -> list[Argument]:
        """Demonym adjectives of ``n``, coordinated ones too: "il vertice italo-francese"."""
        tree, resolver = self.tree, self.resolver
        found: list[Argument] = []
        for k in tree.kids[n]:
            if k > n and tree.form[k - 1] == ",":
                continue  # "il direttore X, danese," says it of X
            if k in resolver.demonyms and tree.pos[k] != "VERB" and tree.dep[k] not in ("conj",):
                for j in (k, *tree.conjuncts(k)):
                    if j in resolver.demonyms:
                        filler = Filler(j, resolver.own(j))
                        found.append(resolver.argument("oblique", filler, "adj", "demonym"))
        return found

    def _deep(self, n: int) -> list[Argument]:
        """Owners below an unnamed genitive: "ministro degli Esteri della Francia"."""
        tree = self.tree
        found: list[Argument] = []
        level = [k for marker, k in tree.complements(n) if marker == "di"]
        while level:
            below = []
            for k in level:
                if self.resolver.own(k) or k in self.resolver.covered:
                    continue
                if tree.lemma[k] in tree.words.containers.opaque:
                    continue
                for a in self._complements(k):
                    if a.role == "genitive" or a.marker == "adj":
                        a.role = "deep"
                        found.append(a)
                below += [x for marker, x in tree.complements(k) if marker == "di"]
            level = below
        return found

    def _determined(self, n: int) -> bool:
        return self.tree.has(n, "det") or self.tree.dep[n] != "conj"

    def _shared_complements(self, n: int) -> list[Argument]:
        """Complements of a coordinated noun: "fondatore e presidente di X"."""
        h = self.tree.head[n]
        return self._complements(h) if self.tree.pos[h] == "NOUN" else []

    def _title(self, n: int) -> Argument:
        """Title as written, without its owner: "ministro degli Esteri", "ex premier"."""
        tree, resolver = self.tree, self.resolver
        start = end = n
        for k in tree.kids[n]:
            if tree.dep[k] == "amod" and k not in resolver.demonyms:
                start, end = min(start, k), max(end, k)
            elif (
                tree.marker(k) == "di" and not resolver.own(k) and tree.pos[k] in ("NOUN", "PROPN")
            ):
                inner = [
                    x for x in tree.kids[k] if tree.dep[x] == "amod" and x not in resolver.demonyms
                ]
                end = max(end, k, *inner)
        argument = resolver.argument("title", Filler(n))
        argument.start, argument.end = start, end + 1
        return argument

    def _bare(self, n: int) -> list[Argument]:
        """Names joined without preposition: "il vertice Roma-Parigi"."""
        resolver = self.resolver
        names = resolver.title_names(n) if n not in resolver.names else []
        fillers = [f for k in names for f in resolver.spread(k)]
        return resolver.arguments("bare", fillers, how="joined without preposition")

    def _modifiers(self, n: int) -> list[Argument]:
        tree = self.tree
        return [
            self.resolver.argument("mod", Filler(k))
            for k in tree.kids[n]
            if tree.dep[k] in ("amod", "advmod") and k not in self.resolver.demonyms
        ]

    def _of_light_verb(self, n: int, known: list[Argument]) -> list[Argument]:
        """Arguments that a light verb lends its noun: "X ha fatto visita a Y"."""
        found: list[Argument] = []
        for p in self.light.get(n, ()):
            receives = self.tree.verbs.has("passive_light", self.tree.lemma[p.predicate])
            for a in p.arguments:
                if a.head == n or a.role not in ("agent", "oblique"):
                    continue
                role = a.role
                if role == "agent" and receives:
                    role = "patient"
                elif role == "oblique" and a.marker == "da" and receives:
                    role = "agent"
                found.append(_copy(a, role, "light verb"))
        if not found and self.tree.dep[n] in ("obl", "root") and not _has_agent(known):
            found = self._understood(n)
        return found

    def _understood(self, n: int) -> list[Argument]:
        """Subject of the clause as who does the noun: "durante la visita a Kiev, X ha detto"."""
        tree = self.tree
        if tree.has(n, "cop"):
            if not tree.marker(n):
                return []
            fillers = self.subjects.of(n)
            return self.resolver.arguments("agent", fillers, how="predicate of the clause")
        h = tree.head[n]
        marker = tree.marker(n)
        known = tree.words.prepositions
        plain = marker in known.state and not self.resolver.own(n)
        if not tree.is_predicate(h) or not (plain or marker in known.understood):
            return []
        p = self.verbs.get(h)
        if p is None or p.construction in ("passive", "participle", "si-passive"):
            return []
        found = [
            self.resolver.argument("agent", filler, "understood", "subject of the clause")
            for filler in self.subjects.of(h)
        ]
        for a in p.arguments:  # "ha raccontato alla moglie in una telefonata"
            if a.role == "oblique" and a.marker in ("a", "con") and a.head != n and a.entities:
                found.append(_copy(a, "oblique", "complement of the clause"))
        return found

    # -- bearers --------------------------------------------------------------------------

    def bearers(self, n: int) -> list[tuple[Filler, str]]:
        """Of whom the noun or adjective is predicated, with the construction."""
        if n not in self._bearers:
            self._bearers[n] = []  # a cycle finds nothing
            self._bearers[n] = self._find_bearers(n) or self._shared_bearers(n)
        return self._bearers[n]

    def _find_bearers(self, n: int) -> list[tuple[Filler, str]]:
        tree, resolver = self.tree, self.resolver
        if n in resolver.names:
            return [(Filler(n, resolver.own(n)), "name")]
        found: list[tuple[Filler, str]] = []
        if tree.has(n, "cop") and not tree.marker(n):
            named = bool(resolver.title_names(n))  # "fu il presidente X a": names its subject
            found += [
                (f, "copula") for f in self.subjects.of(n) if f.head != n or (f.refs and not named)
            ]
        for k in resolver.title_names(n):
            apposed = tree.dep[k] == "appos" or self._comma(n, k)
            how = "apposition" if apposed else "title and name"
            named = [f for f in resolver.spread(k) if f.head in resolver.names]
            found += [(f, how) for f in (named if self._is_plural(n) else named[:1])]
            break
        if not found:
            found += self._kin_in_list(n)
        h = tree.head[n]
        if not found and h != n and self._apposed_to(n, h):
            how = "apposition" if n > h else "title and name"
            found += [(f, how) for f in [Filler(h, resolver.own(h))]]
        if not found:
            found += self._predicative(n, h)
        if not found and self._is_prepositional(n, h):
            found += [(Filler(h, refs), "prepositional") for refs in [resolver.own(h)] if refs]
        if not found and tree.pos[n] == "ADJ" and tree.dep[n] in ("amod", "acl"):
            found += [(f, "attribute") for f in [Filler(h, resolver.own(h))] if f.refs]
        if not found:
            rows = [m for m in resolver.by_root.get(n, []) if m.kind == "nominal"]
            if rows:
                found.append((Filler(n, resolver.own(n)), "coreferent"))
        return found

    def _kin_in_list(self, n: int) -> list[tuple[Filler, str]]:
        """Read "il marito, il regista X, e Y": no list, but an apposition to the kin."""
        tree = self.tree
        if not self.owners.is_kin(n):
            return []
        for k in tree.having(n, "conj"):
            if not tree.has(k, "cc") and self._comma(n, k) and self.resolver.own(k):
                return [(Filler(k, self.resolver.own(k)), "apposition")]
        return []

    def _is_plural(self, n: int) -> bool:
        return self.tree.feature(n, "Number") == "Plur"

    def _is_prepositional(self, n: int, h: int) -> bool:
        """Whether "X, in visita a Y", "X di nazionalità francese" says the noun of X."""
        tree = self.tree
        marker = tree.marker(n)
        if tree.dep[n] != "nmod" or self.resolver.by_root.get(n):
            return False
        if marker == "di":
            return h in self.resolver.names
        return marker in tree.words.prepositions.state

    def _comma(self, a: int, b: int) -> bool:
        return any(
            self.tree.form[i] in (",", "(", "—", "–", "-") for i in range(min(a, b) + 1, max(a, b))
        )

    def _apposed_to(self, n: int, h: int) -> bool:
        """Whether noun ``n`` hangs on a name as its apposition or title."""
        tree = self.tree
        if h not in self.resolver.names or tree.marker(n) or tree.pos[n] == "ADJ":
            return False
        if n in range(self.resolver.names[h].start, self.resolver.names[h].end):
            return False
        if tree.dep[n] in ATTACHED or tree.dep[n] in ("parataxis", "acl"):
            return True
        return tree.dep[n] == "conj" and not tree.has(n, "cc") and self._comma(n, h)

    def _predicative(self, n: int, h: int) -> list[tuple[Filler, str]]:
        """Read "è stato eletto presidente", "lo ha nominato ministro", "come presidente"."""
        tree = self.tree
        p = self.verbs.get(h)
        if p is None or not any(a.role == "predicative" and a.head == n for a in p.arguments):
            return []
        slot = "patient" if any(a.role == "patient" for a in p.arguments) else "agent"
        fillers = (
            self.subjects.objects(h)
            if slot == "patient" and p.construction in ("active", "causative")
            else self.subjects.of(h)
        )
        return [(f, "predicative") for f in fillers]

    def _shared_bearers(self, n: int) -> list[tuple[Filler, str]]:
        """Bearers of a coordinated role without article: "fondatore e presidente di X"."""
        tree = self.tree
        h = tree.head[n]
        if tree.dep[n] == "conj" and tree.pos[h] == tree.pos[n] and h not in self.resolver.names:
            shared = self.bearers(h)
            if tree.has(n, "det"):
                return [(f, how) for f, how in shared if how == "copula"]
            return [(f, how) for f, how in shared if how not in ("name", "coreferent")]
        for k in tree.having(n, "conj"):
            if tree.pos[k] == "NOUN" and not tree.has(k, "det") and tree.pos[n] == "NOUN":
                shared = self._find_bearers(k)
                if shared and shared[0][1] in ("title and name", "apposition"):
                    return shared
        return []


def _copy(a: Argument, role: str, how: str) -> Argument:
    plain = a.to_plain()
    copied = Argument(*plain)
    copied.role = role
    copied.how = "; ".join(w for w in (how, a.how) if w)
    return copied


def _has_agent(arguments: list[Argument]) -> bool:
    return any(a.role == "agent" or a.marker in ("adj", "poss") for a in arguments)
