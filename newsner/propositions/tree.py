"""Indexes of one parsed Doc, built once and shared by the readers of propositions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from itertools import chain
from typing import Any, TypeVar

from spacy.tokens import Doc

from ..knowledge.propositions import PropositionWords
from ..knowledge.verbs import Verbs
from ..layers import column

NOMINAL_POS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ", "DET"))
VERBAL_POS = frozenset(("VERB", "AUX"))
NO_WORDS = frozenset(("PUNCT", "SPACE"))
DETERMINING = frozenset(("det", "case"))
INNER = frozenset(("nmod", "obl"))
AUXILIARY = frozenset(("aux", "aux:pass", "cop"))
NO_PREDICATE = frozenset((*AUXILIARY, "case", "det", "fixed"))
HEADS_OF_MARKERS = frozenset(("NOUN", "ADV", "ADP"))

COMPLEMENTS = frozenset(("obl", "nmod", "obl:agent", "advmod", "advcl", "iobj", "obj", "nsubj"))
NOTHING: dict[str, list[int]] = {}
T = TypeVar("T")
INNER_STOPS = frozenset((":", ";", ","))


def kept(read: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """Keep what a method reads of a token, once the tree is settled."""
    name = read.__name__

    @wraps(read)
    def look(tree: Tree, i: int) -> T:
        if not tree.settled:
            return read(tree, i)
        known: dict[int, T] = tree.kept[name]
        if i not in known:
            known[i] = read(tree, i)
        return known[i]

    return look


@lru_cache(maxsize=1 << 12)
def _features(analysis: str) -> dict[str, str]:
    """Morphological features of an analysis: not to be changed, tokens share them."""
    return dict(pair.split("=", 1) for pair in analysis.split("|") if "=" in pair)


def _by_relation(kids: list[int], dep: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for k in kids:
        found.setdefault(dep[k], []).append(k)
    return found


class Tree:
    """The dependency tree as plain lists; labels are lower-case UD relations.

    ``kids`` leaves out punctuation and spaces. Lemmas are lower-case; a verb's is without the
    pronouns joined to it, which are in ``enclitics``.
    """

    def __init__(self, doc: Doc, words: PropositionWords, verbs: Verbs) -> None:
        self.doc, self.words, self.verbs = doc, words, verbs
        self.form = column(doc, "LOWER")
        self.pos = column(doc, "POS")
        self.dep = [dep.lower() for dep in column(doc, "DEP")]
        away: list[int] = doc.to_array("HEAD").astype("int64").tolist()
        self.head = [i + distance for i, distance in enumerate(away)]
        analyses = column(doc, "MORPH")
        read = {feats: _features(feats) for feats in set(analyses)}
        self._features = [read[feats] for feats in analyses]
        self.lemma: list[str] = []
        self.enclitics: dict[int, list[str]] = {}
        self.kids: list[list[int]] = [[] for _ in away]
        self.sentence = [0] * len(doc)
        for k, sentence in enumerate(doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence[i] = k
        self.period = self._periods()
        for i, written in enumerate(column(doc, "LEMMA")):
            lemma, pos, head = written.lower(), self.pos[i], self.head[i]
            if pos in VERBAL_POS:
                lemma = self._verb_lemma(i, lemma)
            self.lemma.append(lemma or self.form[i])
            if head != i and pos not in NO_WORDS:
                self.kids[head].append(i)
        relative = {feats for feats, values in read.items() if values.get("PronType") == "Rel"}
        # those too that the parser took for conjunctions, once mended
        self.relatives = {i for i, feats in enumerate(analyses) if feats in relative}
        self._markers: dict[int, str] = {}
        self.settled = False
        # what was read of a settled tree: by method, then by token
        self.kept: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        self._hung: list[dict[str, list[int]]] = []  # what hangs on a token, by relation

    def settle(self) -> None:
        """Take the tree as it stands now: what is read of it may be kept."""
        self.settled = True
        self._hung = [_by_relation(kids, self.dep) if kids else NOTHING for kids in self.kids]

    def _verb_lemma(self, i: int, lemma: str) -> str:
        """Lemma of a verb without the pronouns joined to it, which are noted."""
        if " " in lemma:
            lemma, *self.enclitics[i] = lemma.split()
            return lemma
        joined = self._joined(i)
        if joined:
            self.enclitics[i] = joined
        return self._participle_lemma(i, "".join(joined)) or lemma

    def _participle_lemma(self, i: int, joined: str) -> str:
        """Lemma of an irregular participle, which the tagger may miss: "Nato", "dimessosi"."""
        form = self.form[i].removesuffix(joined)
        return self.words.nouns.participles.get(form[:-1], "") if len(form) > 3 else ""

    def _periods(self) -> list[int]:
        """Count periods, by token: the parser may begin a sentence after a colon or semicolon."""
        found, number, last = [], 0, 0
        for i in range(len(self.form)):
            if self.sentence[i] != last:
                last = self.sentence[i]
                number += not (i and self.form[i - 1] in INNER_STOPS)
            found.append(number)
        return found

    def _joined(self, i: int) -> list[str]:
        """Pronouns joined to a verb: "incontrarlo" gives "lo"."""
        clitics = self.words.clitics
        form = self.form[i]
        if not form.endswith(clitics.joined):
            return []
        endings = {
            "Inf": clitics.infinitive,
            "Ger": clitics.gerund,
            "Part": clitics.participle,
        }.get(self.feature(i, "VerbForm"), ())
        for clitic in clitics.joined:
            if not form.endswith(clitic):
                continue
            if endings is clitics.participle and clitic not in clitics.reflexive:
                continue  # "sentiti" is no "senti-ti"
            if form[: -len(clitic)].endswith(endings):
                return [clitic[:-2], clitic[-2:]] if len(clitic) > 3 else [clitic]
        return []

    def is_relative(self, i: int) -> bool:
        """Whether the token is a relative pronoun."""
        return i in self.relatives

    def feature(self, i: int, name: str) -> str:
        """Give the value of a morphological feature, "" where the token has none."""
        return self._features[i].get(name, "")

    def recast(self, i: int, pos: str, lemma: str, **features: str) -> None:
        """Take token ``i`` for another word class (a mend of the parse)."""
        if self._features[i].get("PronType") == "Rel":
            self.relatives.discard(i)
        self.pos[i], self.lemma[i], self._features[i] = pos, lemma, features

    @kept
    def is_plural(self, n: int) -> bool:
        """Whether the noun is plural: by its article if it has one ("i premier"), else its form."""
        for k in self.kids[n]:
            number = self.feature(k, "Number") if self.dep[k] in DETERMINING else ""
            if number:
                return number == "Plur"
        return self.feature(n, "Number") == "Plur"

    def having(self, i: int, *deps: str) -> list[int]:
        """Dependents of ``i`` with one of these relations."""
        kids = self.kids[i]
        if not kids:
            return []
        if not self.settled:
            relations = self.dep
            return [k for k in kids if relations[k] in deps]
        hung = self._hung[i]
        if len(deps) == 1:
            (dep,) = deps
            return hung[dep][:] if dep in hung else []
        found = [hung[dep] for dep in deps if dep in hung]
        return sorted(chain.from_iterable(found)) if found else []

    def has(self, i: int, dep: str) -> bool:
        """Whether ``i`` has a dependent with this relation."""
        if self.settled:
            return dep in self._hung[i]
        kids = self.kids[i]
        return bool(kids) and dep in [self.dep[k] for k in kids]

    def is_name_part(self, i: int) -> bool:
        """Whether the token only continues a name."""
        return self.dep[i] in ("flat", "flat:name", "flat:foreign", "fixed", "goeswith")

    def reattach(self, i: int, head: int, dep: str) -> None:
        """Hang token ``i`` on another head (a mend of the parse)."""
        self.kids[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, dep
        self.kids[head] = sorted([*self.kids[head], i])

    def replace(self, old: int, new: int) -> None:
        """Put ``new``, a dependent of ``old``, in its place, and ``old`` below it."""
        self.kids[old].remove(new)
        if self.head[old] == old:
            self.head[new] = new
        else:
            self.kids[self.head[old]].remove(old)
            self.head[new] = self.head[old]
            self.kids[self.head[old]] = sorted([*self.kids[self.head[old]], new])
        self.dep[new] = self.dep[old]
        self.head[old] = new
        self.kids[new] = sorted([*self.kids[new], old])

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
        lemma = self.lemma[k].split()[0] if self.pos[k] in ("ADP", "DET") else self.form[k]
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

    def conjuncts(self, i: int) -> list[int]:
        """Nominals coordinated with ``i``, after it, at any depth."""
        found: list[int] = []
        for k in self.kids[i]:
            if self.dep[k] == "conj" and self.pos[k] in NOMINAL_POS:
                found.append(k)
                found += self.conjuncts(k)
        return found

    # -- clauses --------------------------------------------------------------------------

    def is_predicate(self, i: int) -> bool:
        """Whether the token heads a clause: a verb that is no auxiliary, or has a copula."""
        if self.pos[i] == "VERB":
            return self.dep[i] not in NO_PREDICATE
        if self.pos[i] == "AUX":
            return self.dep[i] not in AUXILIARY
        return self.has(i, "cop") or (self.dep[i] == "acl:relcl")

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
