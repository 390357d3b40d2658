"""Subjects and objects of verbs: expressed, shared, controlled, joined as pronouns, or null."""

from __future__ import annotations

from ..syntax import SUBJECTS, Tree
from .fillers import Filler
from .resolver import Resolver

TAKEN_UP = "noun that the pronoun takes up"  # how such an argument is linked
THINGS = ("obj", "nsubj:pass", "nsubj")

TOGETHER = "together with the subject"


class Subjects:
    """Who or what the subject of each clause is, computed once per verb."""

    def __init__(self, tree: Tree, resolver: Resolver) -> None:
        self.tree, self.resolver = tree, resolver
        self._found: dict[int, list[Filler]] = {}
        self._busy: set[int] = set()

    def recipients(self, v: int) -> list[Filler]:
        """Indirect objects of ``v``: "a" complements and dative clitics."""
        tree = self.tree
        found: list[Filler] = []
        for k in tree.having(v, "iobj"):
            if tree.form[k] not in tree.words.clitics.partitive:
                found += self.resolver.spread(k, "indirect object")
        if not found:
            for marker, k in tree.complements(v):
                if marker == tree.words.prepositions.dative:
                    found += self.resolver.spread(k, "indirect object")
            found = [f for f in found if f.refs] or found  # "al telefono ha chiesto a X"
        if not found:
            found = self.joined(v, tree.words.clitics.recipient, "indirect object")
        if not found and tree.has(v, "obj"):
            found = self._stray(v, "indirect object")
        return found

    def objects(self, v: int) -> list[Filler]:
        """Direct objects of ``v``, shared ones of coordinated verbs included."""
        tree = self.tree
        found: list[Filler] = []
        for k in tree.having(v, "obj"):
            if tree.form[k] not in tree.words.clitics.reflexive:
                found += self._thing(v, k) or self.resolver.spread(k, "object")
        if not found:
            found = self._stray(v, "object")
        if not found:
            found = self.joined(v, tree.words.clitics.patient, "object")
        if not found and not tree.is_passive(v):
            found = self._object_to_come(v)
        if not found and tree.dep[v] == "conj" and not tree.is_passive(v):
            h = tree.head[v]  # "ha invaso e occupato la città": the object follows both verbs
            if tree.is_predicate(h):
                found = [
                    f
                    for k in tree.having(h, "obj")
                    if k > v
                    for f in self.resolver.spread(k, "object of the coordinated verb")
                ]
        return found

    def _thing(self, v: int, k: int) -> list[Filler]:
        """Noun that object clitic ``k`` takes up, where it is no name."""
        form = self.tree.form[k]
        if self.tree.pos[k] != "PRON" or form not in self.tree.words.clitics.patient:
            return []
        if self.tree.form[k - 1] in self.tree.words.clitics.reflexive:
            return []  # "se la prende con X"
        if self.resolver.refs(k) or is_content(self.tree, v):
            return []
        n = noun_of_clitic(self.tree, v, form, k)
        return self.resolver.spread(n, TAKEN_UP) if n >= 0 else []

    def _stray(self, v: int, how: str) -> list[Filler]:
        """Pronouns of speaker and hearer that the parser took for expletives: "ci ha traditi"."""
        return [
            filler
            for k in self.tree.having(v, "expl")
            if self.resolver.refs(k)
            for filler in self.resolver.spread(k, how)
        ]

    def _object_to_come(self, v: int) -> list[Filler]:
        """Object named with the second of two verbs: "ha deposto e fatto arrestare X"."""
        tree = self.tree
        for w in tree.having(v, "conj"):
            after = [k for k in tree.kids[v] if v < k < w and tree.dep[k] not in ("cc", "advmod")]
            if tree.pos[w] != "VERB" or after or tree.having(w, "nsubj", "nsubj:pass", "aux"):
                continue
            for target in (w, *tree.having(w, "ccomp", "xcomp")):
                for k in tree.having(target, "obj"):
                    if tree.pos[k] != "PRON":
                        return self.resolver.spread(k, "object of the coordinated verb")
        return []

    def joined(self, v: int, forms: frozenset[str], how: str) -> list[Filler]:
        """Read the pronoun joined to ``v``: coreference leaves its mention on the verb token."""
        for token in (v, *self.tree.auxiliaries(v)):
            if token not in self.tree.enclitics:
                continue
            if any(self._is_one_of(v, c, forms) for c in self.tree.enclitics[token]):
                refs = [r for r in self.resolver.refs(token) if r.how.startswith("pronoun")]
                thing = -1
                if not refs and how == "object" and not is_content(self.tree, v):
                    thing = noun_of_clitic(self.tree, v, self.tree.enclitics[token][-1], token)
                if thing >= 0:
                    return [Filler(thing, [], TAKEN_UP)]
                return [Filler(token, refs, f"{how}, joined to the verb")]
        return []

    def _is_one_of(self, v: int, clitic: str, forms: frozenset[str]) -> bool:
        """Whether a joined pronoun is one of ``forms``, objects or recipients."""
        tree, known = self.tree, self.tree.words.clitics
        if clitic not in known.ambiguous:
            return clitic in forms
        lemma = tree.lemma[v]
        told = any(tree.verbs.has(name, lemma) for name in ("addressing", "dative_control"))
        recipient = told or tree.has(v, "obj") or lemma in tree.words.nouns.unaccusative
        return forms is (known.recipient if recipient else known.patient)

    def of(self, v: int) -> list[Filler]:
        """Fillers of the subject of clause ``v``; empty where nobody can be named."""
        if v in self._found:
            return self._found[v]
        if v in self._busy:
            return []
        self._busy.add(v)
        found = self._find(v)
        self._busy.discard(v)
        self._found[v] = found
        return found

    def _find(self, v: int) -> list[Filler]:
        tree = self.tree
        expressed = self.expressed(v)
        if not expressed and self.tree.verbs.has("causative", self.tree.lemma[v]):
            expressed = self._made_known(v)
        if expressed:
            return expressed + self._comitative(v)
        if tree.finite(v) >= 0 and not tree.has(v, "mark"):
            return self._finite(v) + self._comitative(v)
        if tree.finite(v) >= 0:
            return self._cleft(v, tree.head[v]) or self._finite(v)
        return self._nonfinite(v) or self.resolver.of_null(v)

    def _made_known(self, v: int) -> list[Filler]:
        """Subject of "fare" that hangs on its infinitive: "ha fatto sapere a Y il ministro X"."""
        tree = self.tree
        return [
            filler
            for w in tree.having(v, "xcomp", "ccomp")
            if tree.lemma[w] in tree.words.attribution.known and tree.is_infinitive(w)
            for k in tree.having(w, "nsubj", "obj")
            if k > w
            for filler in self.resolver.spread(k, "subject")
            if filler.refs
        ]

    def expressed(self, v: int) -> list[Filler]:
        """Subject that the clause itself names."""
        found: list[Filler] = []
        for k in self.tree.having(v, *SUBJECTS):
            passive = self.tree.dep[k] == "nsubj:pass"
            found += self.resolver.spread(k, "subject of the passive" if passive else "subject")
        return found

    def _comitative(self, v: int) -> list[Filler]:
        known = self.tree.words
        joint = self.tree.lemma[v] in known.nouns.joint
        alone = not self.tree.has(v, "obj")
        return [
            filler
            for marker, k in self.tree.complements(v)
            if marker in known.prepositions.comitative
            or (alone and k < v and marker in known.prepositions.addition)
            or (joint and marker in known.prepositions.company and self.resolver.refs(k))
            for filler in self.resolver.spread(k, TOGETHER)
        ]

    def _finite(self, v: int) -> list[Filler]:
        tree = self.tree
        h = tree.head[v]
        if tree.dep[v] == "acl:relcl" and tree.form[h] in tree.words.nouns.free:
            return self.resolver.spread(h, "free relative")
        null = self.resolver.of_null(v)
        if tree.dep[v] == "conj":
            h = tree.head[v]
            if tree.is_predicate(h) and self._agree(v, h):
                shared = self.of(h)
                if any(f.refs for f in shared) or not null:
                    return via(shared, "subject of the coordinated clause")
        return null

    def _agree(self, v: int, h: int) -> bool:
        """Whether two clauses may share a subject: same person and number."""
        a, b = self.tree.finite(v), self.tree.finite(h)
        if b < 0:
            return True
        return all(self.tree.feature(a, f) == self.tree.feature(b, f) for f in ("Person", "Number"))

    def _nonfinite(self, v: int) -> list[Filler]:
        tree = self.tree
        h, dep = tree.head[v], tree.dep[v]
        if dep == "conj" and (tree.is_predicate(h) or tree.dep[h] == "acl"):
            return self.of(h)
        if dep in ("xcomp", "ccomp", "csubj", "acl"):
            cleft = self._cleft(v, h)
            if cleft:
                return cleft
        if dep in ("xcomp", "ccomp", "csubj"):
            found = self.of(h) if self._is_own_will(v, h) else self.controller(h)
            return via(found, "controller of the infinitive")
        if dep in ("advcl", "parataxis"):
            main = self._frame(v, tree.clause(h))
            blamed = self._blamed(v, main)
            if blamed:
                return blamed
            subject = self.of(main)
            if tree.is_participle(v) and tree.feature(v, "Number") == "Sing":
                subject = [f for f in subject if f.how != TOGETHER]
            return self._cleft(v, h) or via(subject, "subject of the main clause")
        if dep in ("acl", "amod"):
            if tree.is_infinitive(v):
                return via(self.noun_controller(h), "controller of the infinitive")
            return self._modified(v, h)
        return []

    def _is_own_will(self, v: int, h: int) -> bool:
        """Whether who speaks does it himself: "ha detto a X di voler incontrare Y"."""
        tree = self.tree
        auxiliaries = tree.auxiliaries(v)
        told = tree.verbs.has("addressing", tree.lemma[h]) and bool(auxiliaries)
        modality = tree.words.modality
        own = any(tree.lemma[a] in modality.possible | modality.planned for a in auxiliaries)
        return tree.verbs.has("dative_control", tree.lemma[h]) and (own or told)

    def _blamed(self, v: int, main: int) -> list[Filler]:
        """Object of the main verb that has done ``v``: "ha ringraziato X per aver detto"."""
        tree = self.tree
        perfect = tree.feature(v, "VerbForm") == "Part" and tree.auxiliaries(v)
        reason = tree.is_marked(v, tree.words.nouns.reasons)
        if not perfect or not reason or tree.is_passive(main):
            return []
        if not tree.verbs.has("human_object", tree.lemma[main]):
            return []
        found = [f for f in self.objects(main) if f.refs]
        return via(found, "object of the main clause")

    def _modified(self, v: int, h: int) -> list[Filler]:
        """Noun that a participle modifies; all of several nouns where it is plural."""
        tree = self.tree
        if tree.feature(v, "Number") == "Plur":
            while tree.dep[h] == "conj" and tree.pos[h] == "PROPN":
                h = tree.head[h]
        found = self.resolver.spread(h, "noun that the participle modifies")
        if tree.feature(v, "Number") == "Sing":  # "X e Y (confluito in Z)": the last before it
            found = [f for f in found if f.head < v][-1:] or found
        return found

    def _frame(self, v: int, main: int) -> int:
        """Clause that adverbial ``v`` goes with: "«…», ha detto X, abbracciando Y"."""
        tree = self.tree
        for r in tree.having(main, "parataxis"):
            if main < r < v and tree.verbs.has("reporting", tree.lemma[r]):
                return r
        return main

    def _cleft(self, v: int, h: int) -> list[Filler]:
        """Read "A firmare è stato X": the predicate of the copula does it."""
        tree = self.tree
        if tree.dep[h] == "cop":
            h = tree.head[h]
        marks = [tree.preposition(k) for k in tree.having(v, "mark")]
        if marks != [tree.words.prepositions.dative] or not tree.has(h, "cop") or tree.marker(h):
            return []
        return self.resolver.spread(h, "cleft") if self.resolver.refs(h) else []

    def controller(self, h: int) -> list[Filler]:
        """Who controls an infinitive governed by ``h``."""
        tree, verbs = self.tree, self.tree.verbs
        lemma = tree.lemma[h]
        if tree.pos[h] in ("VERB", "AUX"):
            if verbs.has("dative_control", lemma):
                found = self.recipients(h)
                if found:
                    return found
            if verbs.has("object_control", lemma) or verbs.has("perception", lemma):
                if tree.is_passive(h) or self.is_reduced(h):
                    return self.of(h)
                found = self.objects(h)
                if found:
                    return found
        return self.of(h)

    def is_reduced(self, v: int) -> bool:
        """Whether ``v`` is a participle that modifies a noun: "accusato di aver ucciso"."""
        return self.tree.dep[v] == "acl" and self.tree.is_participle(v)

    def noun_controller(self, n: int) -> list[Filler]:
        """Who does the infinitive of a noun: "la decisione di X di", "ha intenzione di"."""
        tree, nouns = self.tree, self.tree.words.nouns
        v = tree.head[n]
        if tree.lemma[n] in nouns.delegating and tree.dep[n] == "obj":
            found = self.recipients(v)
            if found:
                return found
        if tree.lemma[n] in nouns.charge and v != n:
            found = [] if tree.is_passive(v) or tree.dep[n] == "obj" else self.objects(v)
            if any(f.refs for f in found):
                return found
            if tree.has(v, "cop"):  # "è in carcere con l'accusa di aver ucciso Y"
                return self.of(v)
        for k in tree.kids[n]:
            if k in self.resolver.demonyms and tree.dep[k] != "obj":
                return self.resolver.spread(k, "demonym")
            if tree.dep[k] == "det:poss":
                return self.resolver.spread(k, "possessive")
        for marker, k in tree.complements(n):
            if marker in (tree.words.prepositions.genitive, *tree.words.prepositions.agent):
                return self.resolver.spread(k, "genitive")
        if tree.dep[n] in ("obj", "obl") and tree.is_predicate(tree.head[n]):
            return self.of(tree.head[n])
        if tree.dep[n] in ("appos", "amod") and tree.head[n] in self.resolver.names:
            return self.resolver.spread(tree.head[n])  # "X, primo italiano a presiedere"
        if self.resolver.refs(n):  # "uno dei pochi paesi a riconoscere"
            return self.resolver.spread(n)
        k = n
        while tree.dep[k] == "nmod" and not tree.has(k, "cop"):
            k = tree.head[k]
        return self.of(k) if tree.has(k, "cop") else []


def via(fillers: list[Filler], how: str) -> list[Filler]:
    """Fillers as they are linked to another slot."""
    return [Filler(f.head, f.refs, how) for f in fillers]


def noun_of_clitic(tree: Tree, v: int, clitic: str, token: int) -> int:
    """Noun that an object clitic of verb ``v`` takes up, -1 where there is none.

    Parameters
    ----------
    tree
        Where they stand.
    v
        The verb, whose participle shows the agreement of "l'".
    clitic
        Form of the pronoun: "lo", or "la" of "riprenderla".
    token
        Token of the pronoun, or the verb it is joined to.
    """
    agreement = tree.words.clitics.agreement.get(clitic, (tree.feature(v, "Gender"), "Sing"))
    for i in range(token - 1, -1, -1):
        if tree.period[token] - tree.period[i] > 1:
            return -1
        if tree.pos[i] != "NOUN" or tree.dep[i] not in THINGS or tree.head[i] == v:
            continue
        if (tree.feature(i, "Gender"), tree.feature(i, "Number")) == agreement:
            return i
    return -1


def is_content(tree: Tree, v: int) -> bool:
    """Whether "lo" of this verb is rather a fact or the whole of a clause: "lo ha annunciato"."""
    lemma = tree.lemma[v]
    return tree.verbs.has("clausal_object", lemma) or lemma in tree.words.proforms.verbs
