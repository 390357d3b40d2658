"""A Doc as the learned decisions read it: columns of words, ways through the tree, rows of layers.

It is the parse as it came, on which they were trained, not the tree that mending leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from ..layers import DateRow, EntityRow, MentionRow, Proposition, column, read_vectors
from ..scoring.attention import Spans
from ..syntax import features_of, top_of

DAY, TIME, GUESSED = "DATE", "TIME", "assumed"  # kinds of dates; basis of "alle 9"
CLOCK = frozenset(("hour", "minute", "second"))
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "ADV"))
# Constructions of a noun that says what somebody is.
TITLED = frozenset(("title and name", "apposition", "copula", "coreferent", "predicative"))


class Way(NamedTuple):
    """From one word up to the word that both are below, and from the other up to it.

    ``top`` is that word; -1, and both parts up to the root, where there is none.
    """

    first: list[int]
    top: int
    second: list[int]

    @property
    def inner(self) -> list[int]:
        """The words on it without the two at its ends; none where there is no way."""
        if self.top < 0:
            return []
        amid = [self.top] if self.first and self.second else []
        return self.first[1:] + amid + self.second[1:]


class Parse:
    """The words of a Doc, a list each, and what the stages before found in it.

    ``form`` and ``lemma`` are in lower case, ``words`` has both; ``head`` of a root is itself;
    ``kids`` are those whose head a word is. ``sentence`` is the number of a word's sentence,
    ``first`` the first word of each, and the end.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.form = column(doc, "LOWER")
        self.lemma = [lemma.lower() for lemma in column(doc, "LEMMA")]
        self.words = list(zip(self.form, self.lemma, strict=True))
        self.dep, self.pos = column(doc, "DEP"), column(doc, "POS")
        offsets = doc.to_array("HEAD").astype(np.int64).tolist()
        self.head: list[int] = [i + offset for i, offset in enumerate(offsets)]
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self.sentence = [0] * len(doc)
        self.first: list[int] = []
        for k, sentence in enumerate(doc.sents if len(doc) else ()):
            self.sentence[sentence.start : sentence.end] = [k] * len(sentence)
            self.first.append(sentence.start)
        self.first.append(len(doc))
        self._up: dict[int, list[int]] = {}
        self._ways: dict[tuple[int, int], Way] = {}
        self._cases: dict[int, list[str]] = {}
        for i, dep in enumerate(self.dep):
            if dep == "case" and self.head[i] != i:
                self._cases.setdefault(self.head[i], []).append(self.lemma[i])

    @cached_property
    def features(self) -> list[Mapping[str, str]]:
        """The morphology of the words: values by feature."""
        return [features_of(analysis) for analysis in column(self.doc, "MORPH")]

    @cached_property
    def entities(self) -> list[EntityRow]:
        """The entities of the Doc."""
        return EntityRow.read(self.doc)

    @cached_property
    def mentions(self) -> list[MentionRow]:
        """The mentions of the Doc."""
        return MentionRow.read(self.doc)

    @cached_property
    def dates(self) -> list[DateRow]:
        """The dates of the Doc."""
        return DateRow.read(self.doc)

    @cached_property
    def days(self) -> list[bool]:
        """Which dates say on what day: no durations, no "ogni lunedì", no bare "alle 9"."""
        return [
            d.kind == DAY or (d.kind == TIME and not (d.basis == GUESSED and d.precision in CLOCK))
            for d in self.dates
        ]

    @cached_property
    def propositions(self) -> list[Proposition]:
        """The propositions of the Doc."""
        return Proposition.read(self.doc)

    @cached_property
    def told_at(self) -> dict[int, list[Proposition]]:
        """The propositions by the words that are their predicate or the head of an argument."""
        found: dict[int, list[Proposition]] = {}
        for p in self.propositions:
            for i in {p.predicate, *(a.head for a in p.arguments)}:
                found.setdefault(i, []).append(p)
        return found

    @cached_property
    def titles(self) -> dict[int, list[str]]:
        """What each entity is said to be anywhere in the text, as lemmas: "l'avvocato X"."""
        found: dict[int, dict[str, None]] = {}
        for p in self.propositions:
            if p.kind == "noun" and p.construction in TITLED:
                for a in p.arguments:
                    for e in a.entities if a.role == "bearer" else ():
                        found.setdefault(e, {})[p.lemma] = None
        return {e: list(lemmas) for e, lemmas in found.items()}

    def up(self, i: int) -> list[int]:
        """Give the tokens from ``i`` to the root of its sentence."""
        found = self._up.get(i)
        if found is None:
            found, seen = [i], {i}
            while (h := self.head[found[-1]]) not in seen:
                seen.add(h)
                found.append(h)
            self._up[i] = found
        return found

    def way(self, a: int, b: int) -> Way:
        """Give the way from ``a`` to ``b`` through the word that both are below."""
        found = self._ways.get((a, b))
        if found is None:
            up, down = self.up(a), self.up(b)
            found = Way(up, -1, down)
            if up[-1] == down[-1]:  # in one tree
                steps = {i: n for n, i in enumerate(down)}
                for n, top in enumerate(up):
                    if top in steps:
                        found = Way(up[:n], top, down[: steps[top]])
                        break
            self._ways[a, b] = found
        return found

    def cases(self, i: int) -> Sequence[str]:
        """Give the prepositions of a word, as lemmas."""
        return self._cases.get(i, ())

    def top(self, start: int, end: int) -> int:
        """Give the word through which the words [start, end) hang in the tree."""
        return top_of(self.head, self.pos, start, end)

    def below(self, i: int) -> list[int]:
        """Give a word and all that hangs on it."""
        found = [i]
        for k in found:
            found += self.kids[k]
        return found

    def feature(self, i: int, name: str) -> str:
        """Give the value of a morphological feature, several as one word, "" where it has none."""
        return self.features[i].get(name, "").replace(",", "")

    def spans(
        self, pairs: Sequence[tuple[int, int, int, int]], ways: Sequence[Sequence[int]]
    ) -> Spans:
        """Give pairs of words as a network over the encoder's vectors reads them.

        Of each pair the first word and the end of what it looks at, the two words, and those on
        the way between. The vectors have no components where the pipeline gives none.
        """
        vectors = read_vectors(self.doc)
        return Spans(
            np.zeros((len(self.head), 0), np.int8) if vectors is None else vectors,
            np.array(self.head, np.int64),
            np.array(pairs, np.int64).reshape(-1, 4),
            np.array([i for way in ways for i in way], np.int64),
            np.cumsum([0, *map(len, ways)]),
        )
