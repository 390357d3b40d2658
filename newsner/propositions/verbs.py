"""Verb predicates in one normal form: active, passive, participles, infinitives, causatives."""

from __future__ import annotations

from collections.abc import Callable

from ..layers import Argument, Proposition
from ..syntax import SUBJECTS, Tree, with_si
from .fillers import Filler
from .resolver import Resolver
from .subjects import Subjects, via

HOLDERS = ("obl", "obj", "nsubj:pass", "obl:agent", "xcomp")  # on which an agent may hang


class Clauses:
    """Reads the proposition of each verb."""

    def __init__(
        self, tree: Tree, resolver: Resolver, subjects: Subjects, dated: frozenset[int]
    ) -> None:
        self.tree, self.resolver, self.subjects = tree, resolver, subjects
        self.dated = dated  # tokens of temporal expressions

    def _obliques(self, v: int, agents: set[int]) -> list[Argument]:
        tree, known = self.tree, self.tree.words.prepositions
        found: list[Argument] = []
        for k in tree.having(v, "iobj"):
            if not tree.marker(k):
                partitive = tree.form[k] in tree.words.clitics.partitive
                marker = known.genitive if partitive else known.dative
                fillers = self.resolver.spread(k, "indirect object")
                role = "genitive" if partitive else "oblique"  # "ne ha assunto la guida"
                found += self.resolver.arguments(role, fillers, marker)
        joined = self.subjects.joined(v, tree.words.clitics.recipient, "indirect object")
        found += self.resolver.arguments("oblique", joined, known.dative)
        joined = self.subjects.joined(v, tree.words.clitics.partitive, "partitive")
        found += self.resolver.arguments("genitive", joined, known.genitive)
        for marker, k in tree.complements(v):
            joint = marker in known.comitative
            if tree.dep[k] in SUBJECTS or tree.dep[k] == "advcl" or (k in agents and not joint):
                continue
            found += self._spread_oblique(marker, k)
            if self._is_manner(marker, k):  # "in elicottero a X", "nella mattina di oggi a X"
                found += self._inner(k, lambda inner: inner != known.genitive)
        if not any(a.marker in known.places for a in found):
            found += self._of_next(v)
        if not any(a.marker == known.dative for a in found) and self._speaks(v):
            for marker, k in tree.complements(v):  # "in una lettera a X chiede di"
                if marker in known.medium and not self.resolver.refs(k):
                    found += self._inner(k, lambda inner: inner == known.dative)
        for k in sorted(a for a in agents if tree.head[a] == v and tree.marker(a)):
            if self.resolver.is_envoy(k):  # "consegnata dall'ambasciatore a X"
                continue
            # "lanciati dalle forze di X su Y"
            found += self._inner(k, lambda inner: inner in tree.words.prepositions.outer)
        for k in tree.having(v, "obl", "advmod"):
            if not tree.marker(k) and tree.is_relative(k):
                fillers = self.resolver.spread(k, "relative pronoun")
                found += self.resolver.arguments("oblique", fillers, known.within)
        if tree.has(v, "cop") and tree.marker(v):
            found += self._spread_oblique(tree.marker(v), v)
        return [a for a in found if a.head not in agents or tree.dep[a.head] not in SUBJECTS]

    def _of_next(self, v: int) -> list[Argument]:
        """Where the verb joined right after it took place too: "è nato e cresciuto a X"."""
        tree, w = self.tree, v + 2
        if w >= len(tree.form) or tree.pos[v + 1] != "CCONJ":
            return []
        if tree.dep[w] != "conj" or tree.head[w] != v:
            return []
        places = tree.words.prepositions.places
        inner = [(m, x) for m, x in tree.complements(w) if m in places]
        return [a for marker, x in inner for a in self._spread_oblique(marker, x)]

    def _inner(self, k: int, wanted: Callable[[str], bool]) -> list[Argument]:
        """Complements of a complement that belong to the verb, by their prepositions."""
        inner = [(m, x) for m, x in self.tree.complements(k) if wanted(m)]
        return [a for marker, x in inner for a in self._spread_oblique(marker, x)]

    def _speaks(self, v: int) -> bool:
        return self.tree.verbs.has("reporting", self.tree.lemma[v])

    def _is_manner(self, marker: str, k: int) -> bool:
        """Whether a complement only says how or when, so that what follows is the verb's."""
        tree = self.tree
        if tree.pos[k] != "NOUN" or self.resolver.refs(k):
            return False
        return k in self.dated or (
            marker in tree.words.prepositions.state
            and not tree.has(k, "det")
            and all(" " not in tree.lemma[c] for c in tree.having(k, "case"))
        )

    def _spread_oblique(self, marker: str, k: int) -> list[Argument]:
        """Arguments of a prepositional complement; conjuncts may have their own preposition."""
        of_relative = marker == self.tree.words.prepositions.genitive and self.tree.is_relative(k)
        role = "genitive" if of_relative else "oblique"  # "di cui X fa parte"
        return [
            self.resolver.argument(
                role, f, self.resolver.marker_of(f, marker) if n else marker, "complement"
            )
            for n, f in enumerate(self.resolver.spread(k))
        ]

    def read(self, v: int) -> Proposition:
        """Give the proposition of verb ``v``; status, source and time are left to others."""
        tree = self.tree
        construction, agents, patients = self._core(v)
        arguments = self.resolver.arguments("agent", agents)
        arguments += self.resolver.arguments("patient", patients)
        arguments += self._obliques(v, {f.head for f in agents})
        arguments += self._predicatives(v)
        arguments += self._complement_agents(v)
        for k in tree.having(v, "advmod"):
            arguments.append(self.resolver.argument("mod", Filler(k)))
        aim = tree.words.prepositions.aim  # "lo ha chiamato per congratularsi" only says what for
        for k in tree.having(v, "xcomp", "ccomp"):
            if tree.pos[k] in ("VERB", "AUX") and not tree.is_marked(k, aim):
                arguments.append(self.resolver.argument("comp", Filler(k)))
                arguments[-1].lemma = self.lemma(k)
        return Proposition(
            predicate=v,
            lemma=tree.lemma[v] if construction == "si-passive" else self.lemma(v),
            kind="verb",
            construction=construction,
            arguments=arguments,
            tense=self._tense(v),
            evidence=sorted({v, *tree.auxiliaries(v), *(a.head for a in arguments)}),
        )

    def lemma(self, v: int) -> str:
        """Lemma of a verb, with *si* where it is reflexive: "dimettersi"."""
        copulas = self.tree.having(v, "cop") if self.tree.pos[v] != "VERB" else []
        lemma = self.tree.lemma[copulas[0] if copulas else v]
        if not self.tree.reflexive(v) or not lemma.endswith("re"):
            return lemma
        return with_si(lemma)

    def _tense(self, v: int) -> str:
        finite = self.tree.finite(v)
        tense = self.tree.feature(finite, "Tense") if finite >= 0 else ""
        return "Past" if finite != v and tense == "Pres" and not self._modal(v) else tense

    def _modal(self, v: int) -> bool:
        return any(
            self.tree.verbs.has("modal", self.tree.lemma[a]) for a in self.tree.auxiliaries(v)
        )

    def _core(self, v: int) -> tuple[str, list[Filler], list[Filler]]:
        """Give construction, agents and patients."""
        tree, subjects = self.tree, self.subjects
        intransitive = tree.lemma[v] in tree.words.nouns.unaccusative
        if tree.is_passive(v):
            return "passive", self._by(v), subjects.of(v)
        bare = tree.is_participle(v) and not tree.auxiliaries(v)
        if bare and any(k < v for k in tree.having(v, "nsubj")) and tree.has(v, "obj"):
            bare = False  # "espresse giudizi": a past tense that looks like a participle
        if bare and not intransitive and not tree.reflexive(v):
            return self._participle(v)
        causer = self._causer(v)
        if causer is not None:
            agents = self._by(v)
            if not any(f.refs for f in agents):
                agents = causer[0]
            return "causative", agents, subjects.objects(v) or causer[1]
        agents, patients = subjects.of(v), subjects.objects(v)
        if tree.reflexive(v) and not patients and self._is_si_passive(v, agents):
            return "si-passive", self._by(v), agents
        if tree.reflexive(v) and not patients and self._is_reciprocal(v, agents):
            return "reciprocal", agents, via(agents, "each other")
        return ("participle" if bare else "active"), agents, patients

    def _is_si_passive(self, v: int, agents: list[Filler]) -> bool:
        """Whether *si* makes a passive: a thing, named after the verb, as its subject.

        Also people who are mentioned: "tra loro si ricordano X e Y".
        """
        tree = self.tree
        if tree.verbs.has("mentioning", tree.lemma[v]) and agents:
            return all(f.head > v for f in agents)
        if any(f.refs for f in agents) or not agents:
            return False
        return all(tree.pos[f.head] == "NOUN" and f.head > v for f in agents)

    def _is_reciprocal(self, v: int, agents: list[Filler]) -> bool:
        """Whether several do it to each other: "X e Y si accusano"."""
        verbs, lemma = self.tree.verbs, self.tree.lemma[v]
        mutual = any(self.tree.form[k] in self.tree.words.clitics.mutual for k in self.tree.kids[v])
        own = verbs.has("pronominal", lemma) or not verbs.has("human_object", lemma)
        if own and not mutual:
            return False
        return len({r.entity for f in agents for r in f.refs}) > 1

    def _by(self, v: int) -> list[Filler]:
        """Fillers of the agent of a passive."""
        tree = self.tree
        found: list[Filler] = []
        for k in tree.having(v, "obl:agent"):
            if k not in self.dated:
                found += self.resolver.spread(k, "agent of the passive")
        if not found:
            for marker, k in tree.complements(v):
                if k not in self.dated and marker in (
                    tree.words.prepositions.by,
                    *tree.words.prepositions.agent,
                ):
                    found += self.resolver.spread(k, "agent of the passive")
        if any(f.refs for f in found):
            return found
        return self._stray_by(v) or found  # "sollevato dall'incarico da X"

    def _stray_by(self, v: int) -> list[Filler]:
        """Agent that the parser hung on a complement, or on the verb above."""
        tree = self.tree
        places = [k for k in tree.having(v, *HOLDERS) if k > v]
        places += [x for k in places for x in tree.having(k, "nmod")]
        h = tree.clause(tree.head[v])
        if tree.dep[v] in ("acl", "amod") and h != v and not tree.is_passive(h):
            places.append(h)
        for place in places:
            for marker, k in tree.complements(place):
                if marker == tree.words.prepositions.by and k > v and self.resolver.refs(k):
                    return self.resolver.spread(k, "agent of the passive")
        return []

    def _participle(self, v: int) -> tuple[str, list[Filler], list[Filler]]:
        """Past participle without auxiliary: reduced relative, absolute, headline."""
        tree, subjects = self.tree, self.subjects
        own: list[Filler] = []
        for k in tree.having(v, "obj", *SUBJECTS):
            own += self.resolver.spread(k, "noun of the participle")
        dep = tree.dep[v]
        if dep == "conj" and tree.is_predicate(tree.head[v]) and not own:
            agents, patients = self._shared(v)
            return "participle", self._by(v) or agents, patients
        if dep in ("advcl", "parataxis") and own:
            agents = self._by(v) or subjects.of(tree.clause(tree.head[v]))
            return "absolute participle", agents, own
        agents = self._by(v)
        if not agents and dep in ("acl", "amod"):
            agents = self._author(v)
        return "participle", agents, own or subjects.of(v)

    def _author(self, v: int) -> list[Filler]:
        """Who did what he speaks through, or now ends: "in una lettera inviata a X, Y ha detto".

        "Ha stracciato il trattato firmato con X": who ends it has signed it.
        """
        tree = self.tree
        n = tree.head[v]
        h = tree.head[n]
        together = any(m in tree.words.prepositions.company for m, _ in tree.complements(v))
        if tree.dep[n] == "obj" and together and tree.is_predicate(h) and not tree.is_passive(h):
            return via(self.subjects.of(h), "subject of the clause")
        speaks = tree.is_predicate(h) and tree.verbs.has("reporting", tree.lemma[h])
        if speaks and tree.dep[n] == "obl" and tree.marker(n) in tree.words.prepositions.medium:
            return via(self.subjects.of(h), "subject of the verb of saying")
        return []

    def _shared(self, v: int) -> tuple[list[Filler], list[Filler]]:
        """Agents and patients that a participle shares: "fermato da X e rilasciato"."""
        h = self.tree.head[v]
        if self.tree.pos[h] != "VERB" or h == v:
            return [], []
        construction, agents, patients = self._core(h)
        found = via(agents, "shared with the coordinated participle")
        if construction == "participle" and agents and not patients:
            return [], found  # "nato nel 1921 e sciolto nel 1990"
        return found, patients

    def _causer(self, v: int) -> tuple[list[Filler], list[Filler]] | None:
        """Subject and object of "fare" over the infinitive ``v``, None where there is none."""
        tree = self.tree
        h = tree.head[v]
        if (
            tree.dep[v] in ("ccomp", "xcomp")
            and tree.feature(v, "VerbForm") == "Inf"
            and tree.verbs.has("causative", tree.lemma[h])
            and not tree.having(v, "mark")
        ):
            return self.subjects.of(h), self.subjects.objects(h)
        return None

    def _predicatives(self, v: int) -> list[Argument]:
        """Read what the verb makes of its arguments: "eletto presidente", "come ministro"."""
        tree = self.tree
        found = []
        for k in tree.having(v, "xcomp"):
            if tree.pos[k] in ("NOUN", "PROPN", "ADJ") and not tree.has(k, "mark"):
                found += self.resolver.arguments("predicative", self.resolver.spread(k))
        for marker, k in tree.complements(v):
            if marker == tree.words.prepositions.predicative:
                found += self.resolver.arguments("predicative", self.resolver.spread(k))
        return found

    def _complement_agents(self, v: int) -> list[Argument]:
        """Subjects of the complement clauses: "chiede che la Russia si ritiri".

        Not of passive ones: who wants somebody freed asks others.
        """
        return [
            argument
            for k in self.tree.having(v, "ccomp")
            if self.tree.finite(k) >= 0 and not self.tree.is_passive(k)
            for argument in self.resolver.arguments("clause", self.subjects.of(k))
        ]
