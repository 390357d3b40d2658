"""Tokens of one parsed Doc as plain lists, and what moves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from itertools import chain
from typing import Any, TypeVar

from spacy.tokens import Doc

from ..deadline import check
from ..knowledge.propositions import PropositionWords
from ..knowledge.verbs import Verbs
from ..layers import column
from ..words import acyclic

NOMINAL_POS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ", "DET"))
VERBAL_POS = frozenset(("VERB", "AUX"))
ROOT = "root"
NO_WORDS = frozenset(("PUNCT", "SPACE"))
DETERMINING = frozenset(("det", "case"))
T = TypeVar("T")
S = TypeVar("S", bound="Tokens")
NOTHING: dict[str, list[int]] = {}
INNER_STOPS = frozenset((":", ";", ","))


def kept(read: Callable[[S, int], T]) -> Callable[[S, int], T]:
    """Keep what a method reads of a token, once the tree is settled."""
    name = read.__name__

    @wraps(read)
    def look(tree: S, i: int) -> T:
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


class Tokens:
    """What the parser says of each token, as plain lists; labels are lower-case UD relations.

    ``kids`` leaves out punctuation and spaces. Lemmas are lower-case; a verb's is without the
    pronouns joined to it, which are in ``enclitics``.
    """

    def __init__(self, doc: Doc, words: PropositionWords, verbs: Verbs) -> None:
        self.doc, self.words, self.verbs = doc, words, verbs
        self.form = column(doc, "LOWER")
        self.pos = column(doc, "POS")
        away: list[int] = doc.to_array("HEAD").astype("int64").tolist()
        self.head = acyclic([i + distance for i, distance in enumerate(away)])
        labels = [dep.lower() for dep in column(doc, "DEP")]
        # a root is nobody's dependent, whatever a parser calls it: climbs stop at its label
        self.dep = [ROOT if self.head[i] == i else dep for i, dep in enumerate(labels)]
        self.refused = 0  # edits that would have closed a cycle
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
        self.settled = False
        # what was read of a settled tree: by method, then by token
        self.kept: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        self._hung: list[dict[str, list[int]]] = []  # what hangs on a token, by relation

    def settle(self) -> None:
        """Take the tree as it stands now: what is read of it may be kept."""
        self.settled = True
        self.__dict__.pop("clause", None)  # read of the tree while it was mended
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
        if len(found) == 1:
            return found[0][:]
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

    def above(self, i: int) -> Iterator[int]:
        """Heads above ``i``, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def root(self, i: int) -> int:
        """Root of the tree that ``i`` stands in."""
        return next((h for h in reversed([*self.above(i)])), i)

    def reattach(self, i: int, head: int, dep: str) -> bool:
        """Hang token ``i`` on another head (a mend of the parse), unless that closed a cycle.

        What is refused is counted in ``refused``: the tree stays as it was.
        """
        check()
        if head == i or i in self.above(head):
            self.refused += 1
            return False
        self._leave(i)
        self.head[i], self.dep[i] = head, dep
        self._join(i)
        return True

    def replace(self, old: int, new: int) -> bool:
        """Put ``new``, a dependent of ``old``, in its place, and ``old`` below it."""
        if old == new or self.head[new] != old:
            self.refused += 1
            return False
        self._leave(new)
        self._leave(old)
        self.head[new] = new if self.head[old] == old else self.head[old]
        self.dep[new], self.head[old] = self.dep[old], new
        self._join(new)
        self._join(old)
        return True

    def _leave(self, i: int) -> None:
        """Take ``i`` from the dependents of its head: a root, or punctuation, is in none."""
        kids = self.kids[self.head[i]]
        if i in kids:
            kids.remove(i)

    def _join(self, i: int) -> None:
        """Note ``i`` among the dependents of its head."""
        head = self.head[i]
        if head != i:
            self.kids[head] = sorted({*self.kids[head], i})

    def conjuncts(self, i: int) -> list[int]:
        """Nominals coordinated with ``i``, after it, at any depth."""
        found: list[int] = []
        left = [i]
        while left:
            n = left.pop()
            if n != i:
                found.append(n)
            below = [k for k in self.kids[n] if self.dep[k] == "conj"]
            left += [k for k in reversed(below) if self.pos[k] in NOMINAL_POS]
        return found
