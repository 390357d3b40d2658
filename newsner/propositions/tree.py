"""The tree of one parsed Doc, built once and shared by the readers of propositions."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc

from ..knowledge.propositions import PropositionWords
from ..knowledge.verbs import Verbs
from .tokens import Tokens, kept

INNER = frozenset(("nmod", "obl"))
AUXILIARY = frozenset(("aux", "aux:pass", "cop"))
NO_PREDICATE = frozenset((*AUXILIARY, "case", "det", "fixed"))
HEADS_OF_MARKERS = frozenset(("NOUN", "ADV", "ADP"))

COMPLEMENTS = frozenset(("obl", "nmod", "obl:agent", "advmod", "advcl", "iobj", "obj", "nsubj"))


class Tree(Tokens):
    """The dependency tree with its prepositions and clauses."""

    def __init__(self, doc: Doc, words: PropositionWords, verbs: Verbs) -> None:
        super().__init__(doc, words, verbs)
        self._markers: dict[int, str] = {}

    # -- prepositions ---------------------------------------------------------------------

    def marker(self, i: int) -> str:
        """Preposition of a nominal without article, "" where it has none."""
        found = self._markers.get(i)
        if found is None:
            found = self._markers[i] = self._read_marker(i)
        return found

    def forget_markers(self, *tokens: int) -> None:
        """Read the prepositions of these tokens anew, after a mend has moved them."""
        for i in tokens:
            self._markers.pop(i, None)

    def _read_marker(self, i: int) -> str:
        if not self.has(i, "case"):
            return ""
        parts: list[int] = []
        for k in self.kids[i]:
            if self.dep[k] == "case":
                parts.append(k)
                parts += self.having(k, "fixed")
            elif parts and self.dep[k] == "det" and " " in self.lemma[k]:
                parts.append(k)  # "insieme al": the parser took the second part for an article
        return self.name_marker([self.preposition(k) for k in sorted(parts)])

    def preposition(self, k: int) -> str:
        """Preposition without its article: "dalla" is "da"."""
        lemma = self.form[k]
        if self.pos[k] in ("ADP", "DET"):
            lemma = next(iter(self.lemma[k].split()), lemma)  # a parser may give none
        return self.words.prepositions.same.get(lemma, lemma)

    def name_marker(self, parts: list[str]) -> str:
        """Name a sequence of prepositions: a known complex one, or the last simple one."""
        if not parts:
            return ""
        known = self.words.prepositions
        joined = " ".join(parts)
        if joined in known.complex or len(parts) == 1:
            return known.alias.get(joined, joined)
        return next((p for p in reversed(parts) if p in known.simple), joined)

    @kept
    def complements(self, i: int) -> tuple[tuple[str, int], ...]:
        """Prepositional dependents of ``i`` as (marker, token), complex prepositions joined.

        "l'arresto di X da parte di Y" gives ("di", X) and ("da parte di", Y).
        """
        found = []
        for k in self.kids[i]:
            if self.dep[k] in COMPLEMENTS and self.kids[k]:
                inner = self.inner(k)  # of "insieme a X" too, which has a marker below only
                if inner is not None or self.marker(k):
                    found.append(inner or (self.marker(k), k))
        return tuple(found)

    def outer(self, n: int) -> tuple[str, int]:
        """Marker of noun ``n`` and the top of its phrase: of "nel corso della visita", "corso"."""
        above = self.inner(self.head[n]) if self.head[n] != n else None
        if above is not None and above[1] == n:
            return above[0], self.head[n]
        return self.marker(n), n

    def inner(self, k: int) -> tuple[str, int] | None:
        """For "da parte di Y" headed by "parte": its marker and Y."""
        known = self.words.prepositions
        if self.form[k] not in known.complex_parts or self.pos[k] not in HEADS_OF_MARKERS:
            return None
        below = [x for x in self.kids[k] if self.dep[x] in INNER]
        if not below:
            return None
        case = [self.form[c] for c in self.kids[k] if self.dep[c] == "case"]
        for x in below:
            joined = " ".join([*case, self.form[k], self.marker(x)]).replace("' ", "'")
            if joined in known.complex:
                return known.alias.get(joined, joined), x
        return None

    # -- clauses --------------------------------------------------------------------------

    def is_predicate(self, i: int) -> bool:
        """Whether the token heads a clause: a verb that is no auxiliary, or has a copula."""
        if self.pos[i] == "VERB":
            return self.dep[i] not in NO_PREDICATE
        if self.pos[i] == "AUX":
            return self.dep[i] not in AUXILIARY
        return self.has(i, "cop") or (self.dep[i] == "acl:relcl")

    def is_journey(self, v: int) -> bool:
        """Whether the clause says that somebody goes somewhere."""
        return self.pos[v] == "VERB" and self.verbs.has("motion", self.lemma[v])

    def is_definite(self, n: int) -> bool:
        """Whether a noun has a definite article of its own."""
        return any(self.feature(k, "Definite") == "Def" for k in self.having(n, "det"))

    def is_existential(self, i: int) -> bool:
        """Whether the clause says that something is there: "ci sono la moglie e il fratello"."""
        there = self.words.clitics.existential
        return any(self.form[k] in there for k in self.having(i, "expl"))

    def clause_above(self, i: int) -> int:
        """Nearest clause head at or above token ``i``, found by climbing."""
        while not self.is_predicate(i) and self.head[i] != i:
            i = self.head[i]
        return i

    @cached_property
    def clause(self) -> list[int]:
        """For each token, the nearest clause head at or above it (or its sentence's root)."""
        found = [-1] * len(self.form)
        for i in range(len(self.form)):
            if found[i] >= 0:
                continue
            path = []
            k = i
            while found[k] < 0:
                path.append(k)
                if self.is_predicate(k) or self.head[k] == k:
                    found[k] = k
                    break
                k = self.head[k]
            for p in path:
                found[p] = found[k]
        return found

    def parent(self, c: int) -> int:
        """Clause that governs clause ``c``, -1 for the main one."""
        return -1 if self.head[c] == c else self.clause[self.head[c]]

    @kept
    def auxiliaries(self, v: int) -> list[int]:
        """Auxiliaries and copulas of ``v`` in order; shared ones of a coordinated participle."""
        own = self.having(v, "aux", "aux:pass", "cop")
        if not own and self.dep[v] == "conj" and self.is_participle(v):
            h = self.head[v]
            if self.pos[h] in ("VERB", "AUX"):
                shared = self.auxiliaries(h)
                passive = any(self.dep[a] == "aux:pass" for a in shared)
                return shared if passive or not self.has(v, "obl:agent") else []
        return own

    def is_participle(self, v: int) -> bool:
        """Whether the token is a past participle."""
        form = self.feature(v, "VerbForm")
        if not form:
            return self.pos[v] == "VERB" and self.dep[v] in ("acl", "amod")
        return form == "Part" and self.feature(v, "Tense") != "Pres"

    def is_infinitive(self, v: int) -> bool:
        """Whether ``v`` is an infinitive, the perfect one included: "di aver detto"."""
        return any(self.feature(i, "VerbForm") == "Inf" for i in (v, *self.auxiliaries(v)))

    @kept
    def finite(self, v: int) -> int:
        """Give the finite verb of the clause (an auxiliary, the copula or ``v``), or -1."""
        for a in self.auxiliaries(v):
            if self.feature(a, "VerbForm") == "Fin":
                return a
        return v if self.feature(v, "VerbForm") == "Fin" else -1

    @kept
    def is_passive(self, v: int) -> bool:
        """Whether ``v`` is a passive with auxiliary."""
        if self.lemma[v] in self.words.nouns.unaccusative or self.reflexive(v):
            return False
        auxiliaries = self.auxiliaries(v)
        if auxiliaries and any(self.dep[a] == "aux:pass" for a in auxiliaries):
            return True
        if self.is_participle(v):
            movers = self.words.nouns.passive_auxiliaries
            if self.has(v, "nsubj:pass") or any(self.lemma[a] in movers for a in auxiliaries):
                return True
            return bool(auxiliaries) and self._is_unmarked_passive(v, auxiliaries)
        return False

    def _is_unmarked_passive(self, v: int, auxiliaries: list[int]) -> bool:
        """Whether "essere" can only be of the passive, though the parser took it for the perfect.

        "X è atteso a Y": a transitive verb without *si* takes no "essere" in the active.
        """
        finite = [a for a in auxiliaries if self.dep[a] != "cop"]
        being = self.words.nouns.being
        if not finite or not all(self.lemma[a] in being for a in finite):
            return False
        lemma = self.lemma[v]
        if lemma in self.words.nouns.intransitive:
            return False
        classes = ("motion", "copular", "impersonal", "location", "life")
        return not any(self.verbs.has(name, lemma) for name in classes)

    @kept
    def reflexive(self, v: int) -> bool:
        """Whether ``v`` has a reflexive clitic (reflexive, reciprocal or *si* passive)."""
        clitics = self.words.clitics.reflexive
        if any(c in clitics for c in self.enclitics.get(v, ())):
            return True
        found = [k for k in self.kids[v] if self.form[k] in clitics]
        return any(self.pos[k] == "PRON" or self.dep[k].startswith("expl") for k in found)
