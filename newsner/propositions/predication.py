"""Of whom a noun or adjective is predicated: copula, apposition, title and name, predicatives."""

from __future__ import annotations

from ..layers import Proposition
from ..syntax import Tree
from .fillers import Filler
from .resolver import ATTACHED, Resolver
from .subjects import Subjects

BREAKS = frozenset((",", "(", "—", "–", "-"))


class Predication:
    """Predication of nouns and adjectives, found once, each with its construction."""

    def __init__(
        self,
        tree: Tree,
        resolver: Resolver,
        subjects: Subjects,
        verbs: dict[int, Proposition],
    ) -> None:
        self.tree, self.resolver, self.subjects, self.verbs = tree, resolver, subjects, verbs
        self._bearers: dict[int, list[tuple[Filler, str]]] = {}

    def of(self, n: int) -> list[tuple[Filler, str]]:
        """Of whom the noun or adjective is predicated, with the construction."""
        if n not in self._bearers:
            self._bearers[n] = []  # a cycle finds nothing
            self._bearers[n] = self._find_bearers(n) or self._shared_bearers(n)
        return self._bearers[n]

    def _find_bearers(self, n: int) -> list[tuple[Filler, str]]:
        tree, resolver = self.tree, self.resolver
        if n in resolver.names:
            return [(Filler(n, resolver.refs(n)), "name")]
        h = tree.head[n]
        found = self._of_copula(n)
        if not found and tree.form[h] in tree.words.containers.members:
            found += self._one_of(n)
        if not found and not resolver.is_thing(n) and tree.is_plural(n):
            # "tra i fondatori di Y c'è X"
            members = [f for k in resolver.groups.members(n) for f in resolver.spread(k)]
            found += [(f, "apposition") for f in members if f.refs]
        for k in resolver.title_names(n):
            apposed = tree.dep[k] == "appos" or self._comma(n, k)
            how = "apposition" if apposed else "title and name"
            named = [f for f in resolver.spread(k) if f.head in resolver.names]
            several = tree.is_plural(n)
            found += [(f, how) for f in (named if several else named[:1])]
            if several:  # "i leader di Y X e Z": the parser joins Z to the title
                joined = [j for j in tree.having(n, "conj") if j in resolver.names]
                found += [(Filler(j, resolver.refs(j)), how) for j in joined if not tree.marker(j)]
            break
        if not found and h != n and self._apposed_to(n, h):
            how = "apposition" if n > h else "title and name"
            found += [(Filler(k, resolver.refs(k)), how) for k in self._apposed(n, h)]
        if not found and self._is_fronted(n, h):
            found += [(f, "apposition") for f in self.subjects.of(h)]
        if not found:
            found += self._predicative(n, h)
        if not found and self._is_prepositional(n, h):
            found += [(Filler(h, refs), "prepositional") for refs in [resolver.refs(h)] if refs]
        if not found and tree.pos[n] == "ADJ" and tree.dep[n] in ("amod", "acl"):
            found += [(f, "attribute") for f in [Filler(h, resolver.refs(h))] if f.refs]
        if not found:
            rows = [m for m in resolver.by_root.get(n, []) if m.kind == "nominal"]
            if rows:
                found.append((Filler(n, resolver.refs(n)), "coreferent"))
        return found

    def _of_copula(self, n: int) -> list[tuple[Filler, str]]:
        """Of whom a copula says the noun or adjective."""
        tree, resolver = self.tree, self.resolver
        found: list[tuple[Filler, str]] = []
        if tree.has(n, "cop") and self._is_plain(n) and not tree.is_existential(n):
            # "fu il presidente X a" names its subject
            has_name = bool(resolver.title_names(n))
            found += [
                (f, "copula")
                for f in self.subjects.of(n)
                if f.head != n or (f.refs and not has_name)
            ]
        h = tree.head[n]
        if not found and tree.dep[n] == "nsubj" and tree.has(h, "cop") and not tree.marker(h):
            # "il nuovo ambasciatore è X", "è lo spagnolo X"
            named = h in resolver.names or bool(resolver.title_names(h))
            found += [(f, "copula") for f in resolver.spread(h) if named and f.refs]
        verbless = tree.pos[n] == "ADJ" or (tree.pos[n] == "NOUN" and not tree.marker(n))
        if not found and verbless and tree.having(n, "nsubj") and not tree.has(n, "cop"):
            # "Critico pure X", "X nuovo sindaco di Y"
            found += [(f, "copula") for f in self.subjects.of(n)]
        return found

    def _is_plain(self, n: int) -> bool:
        """Whether the predicate is a bare noun, or a plural with "tra": "è tra i fondatori di"."""
        tree = self.tree
        marker = tree.marker(n)
        return not marker or (tree.is_plural(n) and marker in tree.words.prepositions.inclusion)

    def _one_of(self, n: int) -> list[tuple[Filler, str]]:
        """Read "X, uno dei capi di Y", "X è uno dei capi di Y"."""
        tree, h = self.tree, self.tree.head[n]
        if tree.dep[n] != "nmod" or tree.marker(n) != tree.words.prepositions.genitive:
            return []
        if tree.has(h, "cop"):
            return [(f, "copula") for f in self.subjects.of(h)]
        refs = self.resolver.refs(h)
        return [(Filler(h, refs), "apposition")] if refs else []

    def _is_prepositional(self, n: int, h: int) -> bool:
        """Whether "X, in visita a Y", "X di nazionalità francese" says the noun of X."""
        tree = self.tree
        if tree.dep[n] != "nmod" or self.resolver.by_root.get(n):
            return False
        marker = tree.marker(n)
        if marker == tree.words.prepositions.genitive:
            return h in self.resolver.names
        if marker in tree.words.prepositions.inclusion:  # "X, tra i fondatori di Y"
            return h in self.resolver.names and tree.is_plural(n)
        return marker in tree.words.prepositions.state

    def _comma(self, a: int, b: int) -> bool:
        return any(self.tree.form[i] in BREAKS for i in range(min(a, b) + 1, max(a, b)))

    def _apposed(self, n: int, h: int) -> list[int]:
        """Name that noun ``n`` is apposed to; all of a list, if plural: "X e Y, i coniugi"."""
        tree, names = self.tree, self.resolver.names
        if not tree.is_plural(n):
            return [h]
        while tree.dep[h] == "conj" and tree.head[h] in names and tree.has(h, "cc"):
            h = tree.head[h]  # "X e Y, i due volontari"
        return [h, *(k for k in tree.conjuncts(h) if k < n and k in names)]

    def _apposed_to(self, n: int, h: int) -> bool:
        """Whether noun ``n`` hangs on a name as its apposition or title."""
        tree = self.tree
        if tree.pos[n] == "ADJ" or tree.marker(n):
            return False
        if h not in self.resolver.names:  # "al socio X, alleato di Y"
            after = n > h and self._comma(n, h) and tree.dep[n] in ("appos", "nmod")
            return after and bool(self.resolver.title_names(h))
        if tree.dep[n] in ATTACHED or tree.dep[n] in ("parataxis", "acl"):
            return True
        return tree.dep[n] == "conj" and not tree.has(n, "cc") and self._comma(n, h)

    def _is_fronted(self, n: int, h: int) -> bool:
        """Whether a bare title opens the clause of ``h``: "figlio di Y, X è nato a Z"."""
        tree = self.tree
        if h == n or tree.dep[n] not in ("advcl", "obl"):
            return False
        said = tree.pos[n] == "NOUN" or n in self.resolver.demonyms  # "Irlandese, X vive a Y"
        if not said or tree.marker(n) or tree.has(n, "det") or not tree.is_predicate(h):
            return False
        i = min([n, *tree.having(n, "amod")])
        opens = tree.begins_sentence(i) or tree.form[i - 1] == ","
        known = tree.words.nouns
        cohort = tree.lemma[n] in known.cohorts | known.people  # "Classe 1963, X gioca"
        return opens and (cohort or not self.resolver.is_thing(n))

    def _predicative(self, n: int, h: int) -> list[tuple[Filler, str]]:
        """Read "è stato eletto presidente", "lo ha nominato ministro", "come presidente"."""
        inner = self.tree.inner(h)
        if inner is not None and inner[1] == n:  # "in qualità di ministro"
            h = self.tree.head[h]
        p = self.verbs.get(h)
        if p is None or n not in [a.head for a in p.arguments if a.role == "predicative"]:
            return []
        if self.tree.verbs.has("proposing", self.tree.lemma[h]):
            return []  # "ha candidato sindaco X"
        slot = "patient" if any(a.role == "patient" for a in p.arguments) else "agent"
        fillers = (
            self.subjects.objects(h)
            if slot == "patient" and p.construction in ("active", "causative")
            else self.subjects.of(h)
        )
        if slot == "patient" and not any(f.refs for f in fillers) and self._is_title(n):
            fillers = self.subjects.of(h)  # "ha firmato l'accordo come ministro"
        return [(f, "predicative") for f in fillers]

    def _is_title(self, n: int) -> bool:
        return self.tree.title(n) is not None

    def _shared_bearers(self, n: int) -> list[tuple[Filler, str]]:
        """Predication of a coordinated role without article: "fondatore e presidente di X"."""
        tree = self.tree
        h = tree.head[n]
        if tree.dep[n] == "conj" and tree.pos[h] == tree.pos[n] and h not in self.resolver.names:
            shared = self.of(h)
            if tree.having(n, "det", "nummod") or tree.marker(n):  # "dal ministro X e dal premier"
                return [(f, how) for f, how in shared if how == "copula"]
            return [(f, how) for f, how in shared if how not in ("name", "coreferent")]
        for k in tree.having(n, "conj"):
            own = tree.has(k, "det") or tree.marker(k)
            if tree.pos[k] == "NOUN" and not own and tree.pos[n] == "NOUN":
                shared = self._find_bearers(k)
                if shared and shared[0][1] in ("title and name", "apposition"):
                    return shared
        return []
