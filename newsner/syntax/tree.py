"""The tree of one parsed Doc as plain arrays: what is read of it, and the edits that mend it.

Labels are lower-case UD relations. The tree is acyclic whatever parser made it, and stays so: an
edit that would close a cycle is refused. What is worked out of it is kept until the next edit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, wraps
from itertools import chain
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

from ..knowledge.propositions import words
from ..knowledge.titles import Title, titles
from ..knowledge.verbs import verbs
from ..layers import EditRow, column
from .edits import Edit
from .lemmas import parted
from .quotations import quotations

NOMINAL_POS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ", "DET"))
VERBAL_POS = frozenset(("VERB", "AUX"))
NO_WORDS = frozenset(("PUNCT", "SPACE"))
SMALL = frozenset(("DET", "ADP", "PUNCT"))
ROOT = "root"
SUBJECTS = ("nsubj", "nsubj:pass")
INNER_STOPS = frozenset((":", ";", ","))
DETERMINING = frozenset(("det", "case"))
INNER = frozenset(("nmod", "obl"))
AUXILIARY = frozenset(("aux", "aux:pass", "cop"))
NO_PREDICATE = frozenset((*AUXILIARY, "case", "det", "fixed"))
NAME_PARTS = frozenset(("flat", "flat:name", "flat:foreign", "fixed", "goeswith"))
HEADS_OF_MARKERS = frozenset(("NOUN", "ADV", "ADP"))
LONGEST = 300  # words of a period: what is longer is no sentence that somebody reads as one
COMPLEMENTS = frozenset(("obl", "nmod", "obl:agent", "advmod", "advcl", "iobj", "obj", "nsubj"))

# What a tree is made of, of each token.
READ: list[int | str] = ["HEAD", "DEP", "POS", "MORPH", "LEMMA", "SENT_START"]

T = TypeVar("T")


def derived(read: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """Work out once what a method reads of a token; an edit of the tree forgets it."""
    name = read.__name__

    @wraps(read)
    def look(tree: Tree, i: int) -> T:
        known: dict[int, T] = tree._derived[name]
        if i in known:
            return known[i]
        found = known[i] = read(tree, i)
        return found

    return look


class Tree:
    """Tokens by index, in plain lists that only `apply` changes.

    ``kids`` leaves out punctuation and spaces. ``lemma`` is lower-case; a verb's is without the
    pronouns joined to it, which are in ``enclitics``. ``sentence`` numbers the parser's sentences,
    ``period`` those of the reader: the parser may begin one after a colon or semicolon. A period
    has a bound, so that what looks through one for each of its words takes no square of its length.
    """

    def __init__(self, doc: Doc) -> None:
        self.words, self.verbs, self._titles = words(), verbs(), titles()
        self._made_of = doc.to_array(READ)
        self.glued = [not spaced for spaced in doc.to_array("SPACY").tolist()]
        self.form = column(doc, "LOWER")
        self.pos = column(doc, "POS")
        away: list[int] = doc.to_array("HEAD").astype("int64").tolist()
        self.head = acyclic([i + distance for i, distance in enumerate(away)])
        labels = [dep.lower() for dep in column(doc, "DEP")]
        # a root is nobody's dependent, whatever a parser calls it: climbs stop at its label
        self.dep = [ROOT if self.head[i] == i else dep for i, dep in enumerate(labels)]
        analyses = column(doc, "MORPH")
        features = {analysis: features_of(analysis) for analysis in set(analyses)}
        self.features = [features[analysis] for analysis in analyses]
        self.sentence = [0] * len(doc)
        for k, sentence in enumerate(doc.sents if doc.has_annotation("SENT_START") else ()):
            self.sentence[sentence.start : sentence.end] = [k] * len(sentence)
        self.period = self._periods()
        self.lemma: list[str] = []
        self.enclitics: dict[int, list[str]] = {}
        self.kids: list[list[int]] = [[] for _ in away]
        written = zip(column(doc, "LEMMA"), self.form, self.pos, self.head, strict=True)
        for i, (whole, form, pos, head) in enumerate(written):
            lemma = whole.strip().lower()
            if pos in VERBAL_POS:
                lemma, pronouns = parted(lemma, form, self.feature(i, "VerbForm"), self.words)
                if pronouns:
                    self.enclitics[i] = pronouns
            self.lemma.append(lemma or form)
            if head != i and pos not in NO_WORDS:
                self.kids[head].append(i)
        self.edited = False
        self._derived: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        self._hung: dict[int, dict[str, list[int]]] = {}  # what hangs on a token, by relation

    def is_of(self, doc: Doc) -> bool:
        """Whether a Doc has the parse that the tree was made of."""
        return np.array_equal(self._made_of, doc.to_array(READ))

    def _periods(self) -> list[int]:
        found, number, last, begun = [], 0, 0, 0
        for i, sentence in enumerate(self.sentence):
            new = sentence != last and not (i and self.form[i - 1] in INNER_STOPS)
            if new or i - begun == LONGEST:
                number, begun = number + 1, i
            last = sentence
            found.append(number)
        return found

    # -- edits ----------------------------------------------------------------------------

    def apply(self, edit: Edit) -> bool:
        """Change a token; False, and nothing is changed, where that would close a cycle.

        A token may hang on itself only as a root.
        """
        i, head = edit.token, edit.head
        if head == i and edit.dep != ROOT:
            return False
        if head is not None and head != i and i in self.above(head):
            return False
        self.restore(edit)
        return True

    def restore(self, edit: Edit) -> None:
        """Make a token what it was: ``edit`` is what `state` gave of a tree like this."""
        i, head = edit.token, edit.head
        self.edited = True
        self._derived.clear()
        self._hung.pop(self.head[i], None)
        if head is not None and head != self.head[i]:
            kids = self.kids[self.head[i]]
            if i in kids:
                kids.remove(i)
            self.head[i] = head
            self._hung.pop(head, None)
            if head != i:
                self.kids[head] = sorted([*self.kids[head], i])
        if edit.dep is not None:
            self.dep[i] = edit.dep
        if edit.pos is not None:
            self.pos[i] = edit.pos
        if edit.lemma is not None:
            self.lemma[i] = edit.lemma
        if edit.features is not None:
            self.features[i] = dict(edit.features)

    def replay(self, rows: Iterable[EditRow]) -> None:
        """Apply the edits that the mending stage has left."""
        for r in rows:
            head = r.head if r.head >= 0 else None
            words = (r.dep or None, r.pos or None, r.lemma or None)
            self.restore(Edit(r.token, head, *words, r.features))

    def state(self, i: int) -> Edit:
        """Give the edit that makes token ``i`` what it is now."""
        return Edit(i, self.head[i], self.dep[i], self.pos[i], self.lemma[i], self.features[i])

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Range of each quotation, marks included."""
        return quotations(self.form)

    @cached_property
    def _marks(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {mark: [] for mark in INNER_STOPS}
        for i, form in enumerate(self.form):
            if form in found:
                found[form].append(i)
        return found

    def mark_before(self, mark: str, i: int) -> int:
        """Give the nearest comma, colon or semicolon before token ``i``, -1 where there is none."""
        places = self._marks[mark]
        at = bisect_left(places, i)
        return places[at - 1] if at else -1

    # -- tokens ---------------------------------------------------------------------------

    def feature(self, i: int, name: str) -> str:
        """Give the value of a morphological feature, "" where the token has none."""
        return self.features[i].get(name, "")

    def is_relative(self, i: int) -> bool:
        """Whether the token is a relative pronoun."""
        return self.features[i].get("PronType") == "Rel"

    def title(self, i: int) -> Title | None:
        """Title that the form of a token is, None of others."""
        return self._titles.get(self.form[i])

    def full_title(self, n: int) -> Title | None:
        """Title of two words that ends in a token ("primo ministro"), or of the token alone."""
        both = " ".join(self.form[max(0, n - 1) : n + 1])
        return self._titles.get(both) or self.title(n)

    def is_name_part(self, i: int) -> bool:
        """Whether the token only continues a name."""
        return self.dep[i] in NAME_PARTS

    def begins_sentence(self, i: int) -> bool:
        """Whether a sentence of the parser's begins with a token."""
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def above(self, i: int) -> Iterator[int]:
        """Tokens above ``i``, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def first(self, i: int) -> int:
        """First token of what hangs on ``i``, itself among it."""
        found, left = i, [i]
        while left:
            n = left.pop()
            found = min(found, n)
            left += [k for k in self.kids[n] if k < n]
        return found

    def having(self, i: int, *deps: str) -> list[int]:
        """Dependents of ``i`` with one of these relations, in order."""
        if not self.kids[i]:
            return []
        hung = self._hung.get(i) or self._by_relation(i)
        if len(deps) == 1:
            return hung[deps[0]][:] if deps[0] in hung else []
        found = [hung[dep] for dep in deps if dep in hung]
        if len(found) == 1:
            return found[0][:]
        return sorted(chain.from_iterable(found)) if found else []

    def has(self, i: int, dep: str) -> bool:
        """Whether ``i`` has a dependent with this relation."""
        return bool(self.kids[i]) and dep in (self._hung.get(i) or self._by_relation(i))

    def _by_relation(self, i: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        self._hung[i] = found
        for k in self.kids[i]:
            found.setdefault(self.dep[k], []).append(k)
        return found

    def top(self, start: int, end: int) -> int:
        """Token through which the tokens [start, end) hang in the tree."""
        return top_of(self.head, self.pos, start, end)

    # -- nominals -------------------------------------------------------------------------

    @derived
    def is_plural(self, n: int) -> bool:
        """Whether the noun is plural: by its article if it has one ("i premier"), else its form."""
        for k in self.kids[n]:
            number = self.feature(k, "Number") if self.dep[k] in DETERMINING else ""
            if number:
                return number == "Plur"
        return self.feature(n, "Number") == "Plur"

    def is_definite(self, n: int) -> bool:
        """Whether a noun has a definite article of its own."""
        return any(self.feature(k, "Definite") == "Def" for k in self.having(n, "det"))

    def conjuncts(self, i: int) -> list[int]:
        """Nominals coordinated with ``i``, after it, at any depth."""
        found: list[int] = []
        left = [i]
        while left:
            n = left.pop()
            found += [n] if n != i else []
            below = self.having(n, "conj")
            left += [k for k in reversed(below) if self.pos[k] in NOMINAL_POS]
        return found

    # -- prepositions ---------------------------------------------------------------------

    @derived
    def marker(self, i: int) -> str:
        """Preposition of a nominal without article, "" where it has none."""
        if not self.has(i, "case"):
            return ""
        parts: list[int] = []
        for k in self.kids[i]:
            if self.dep[k] == "case":
                parts += [k, *self.having(k, "fixed")]
            elif parts and self.dep[k] == "det" and " " in self.lemma[k]:
                parts.append(k)  # "insieme al": the parser took the second part for an article
        return self._joined_marker([self.preposition(k) for k in sorted(parts)])

    def preposition(self, k: int) -> str:
        """Preposition without its article: "dalla" is "da"."""
        lemma = self.form[k]
        if self.pos[k] in ("ADP", "DET"):
            lemma = next(iter(self.lemma[k].split()), lemma)  # a parser may give none
        return self.words.prepositions.same.get(lemma, lemma)

    def _joined_marker(self, parts: list[str]) -> str:
        """Name a sequence of prepositions: a known complex one, or the last simple one."""
        known = self.words.prepositions
        joined = " ".join(parts)
        if joined in known.complex or len(parts) == 1:
            return known.alias.get(joined, joined)
        return next((p for p in reversed(parts) if p in known.simple), joined)

    @derived
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
        case = [self.form[c] for c in self.having(k, "case")]
        for x in self.having(k, *INNER):
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
        return self.has(i, "cop") or self.dep[i] == "acl:relcl"

    @derived
    def clause(self, i: int) -> int:
        """Nearest clause head at or above token ``i``, or the root of its sentence."""
        while not self.is_predicate(i) and self.head[i] != i:
            i = self.head[i]
        return i

    def parent(self, c: int) -> int:
        """Clause that governs clause ``c``, -1 for the main one."""
        return -1 if self.head[c] == c else self.clause(self.head[c])

    def is_marked(self, c: int, words: Collection[str]) -> bool:
        """Whether one of the words introduces clause ``c``: "per attaccare X"."""
        return any(self.form[k] in words for k in self.having(c, "mark"))

    def has_subject(self, v: int) -> bool:
        """Whether clause ``v`` names its subject, be it a clause."""
        return any(self.has(v, dep) for dep in (*SUBJECTS, "csubj"))

    @derived
    def auxiliaries(self, v: int) -> list[int]:
        """Auxiliaries and copulas of ``v`` in order; shared ones of a coordinated participle."""
        own = self.having(v, "aux", "aux:pass", "cop")
        if not own and self.dep[v] == "conj" and self.is_participle(v):
            h = self.head[v]
            if self.pos[h] in VERBAL_POS:
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

    @derived
    def finite(self, v: int) -> int:
        """Give the finite verb of the clause (an auxiliary, the copula or ``v``), or -1."""
        for a in self.auxiliaries(v):
            if self.feature(a, "VerbForm") == "Fin":
                return a
        return v if self.feature(v, "VerbForm") == "Fin" else -1

    def is_past(self, c: int) -> bool:
        """Whether a clause with a finite verb is in a tense of the past: "partì", "è partito".

        So is "è stato ministro", but not the passive "è accusato".
        """
        v, auxiliaries = self.finite(c), self.auxiliaries(c)
        if any(self.is_participle(a) for a in auxiliaries):
            return True
        if v == c or not self.is_participle(c) or self.dep[v] == "cop":
            return self.feature(v, "Tense") in ("Past", "Imp")
        passive = self.dep[v] == "aux:pass" and self.is_passive(c)
        return not passive or self.feature(v, "Tense") in ("Past", "Imp")

    @derived
    def is_passive(self, v: int) -> bool:
        """Whether ``v`` is a passive with auxiliary."""
        if self.lemma[v] in self.words.nouns.unaccusative or self.reflexive(v):
            return False
        auxiliaries = self.auxiliaries(v)
        if any(self.dep[a] == "aux:pass" for a in auxiliaries):
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

    @derived
    def reflexive(self, v: int) -> bool:
        """Whether ``v`` has a reflexive clitic (reflexive, reciprocal or *si* passive)."""
        clitics = self.words.clitics.reflexive
        if any(c in clitics for c in self.enclitics.get(v, ())):
            return True
        found = [k for k in self.kids[v] if self.form[k] in clitics]
        return any(self.pos[k] == "PRON" or self.dep[k].startswith("expl") for k in found)

    def is_journey(self, v: int) -> bool:
        """Whether the clause says that somebody goes somewhere."""
        return self.pos[v] == "VERB" and self.verbs.has("motion", self.lemma[v])

    def is_existential(self, i: int) -> bool:
        """Whether the clause says that something is there: "ci sono la moglie e il fratello"."""
        there = self.words.clitics.existential
        return any(self.form[k] in there for k in self.having(i, "expl"))


@lru_cache(maxsize=1 << 12)
def features_of(analysis: str) -> dict[str, str]:
    """Morphological features of an analysis: not to be changed, tokens share them."""
    return dict(pair.split("=", 1) for pair in analysis.split("|") if "=" in pair)


def top_of(heads: Sequence[int], pos: Sequence[str], start: int, end: int) -> int:
    """Give the token through which the tokens [start, end) hang in a tree; a root has itself.

    The first of several, but no small word where there is another: "Il Grillo", "Di Mauro".
    """
    span = range(start, end)
    tops = [i for i in span if heads[i] not in span or heads[i] == i]
    return next((i for i in tops if pos[i] not in SMALL), tops[0] if tops else start)


def acyclic(heads: list[int]) -> list[int]:
    """Heads without cycles: the token at which one closes becomes a root."""
    climb = [-1] * len(heads)  # the climb that saw each token
    for i in range(len(heads)):
        k = i
        while climb[k] < 0:
            climb[k] = i
            if climb[heads[k]] == i:
                heads[k] = k
            k = heads[k]
    return heads


_handed_on: WeakKeyDictionary[Doc, Tree] = WeakKeyDictionary()


def hand_on(doc: Doc, tree: Tree) -> None:
    """Keep the tree of a Doc for the next stage that reads it."""
    _handed_on[doc] = tree


def _handed(doc: Doc) -> Tree | None:
    """Give the tree of a Doc that was handed on, if the Doc still has the parse it was made of."""
    tree = _handed_on.pop(doc, None)
    return tree if tree is not None and tree.is_of(doc) else None


def parsed(doc: Doc) -> Tree:
    """Give the tree of a Doc as the parser made it: that handed on, unless it was edited since."""
    tree = _handed(doc)
    return Tree(doc) if tree is None or tree.edited else tree


def take_over(doc: Doc) -> Tree:
    """Give the tree of a Doc as it was handed on, else made anew by its parse and its edits."""
    tree = _handed(doc)
    if tree is None:
        tree = Tree(doc)
        tree.replay(EditRow.read(doc))
    return tree
