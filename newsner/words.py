"""The words of a parsed Doc as plain objects.

Their attributes have the names that spaCy's tokens give them. A token is made anew each time it is
looked at, these words once: reading a tree word by word takes a third of the time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any
from weakref import ReferenceType, ref

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from .layers import cased_text, column

ROOT = "ROOT"
_CURLY = "’"


def straight(text: str) -> str:
    """Give a word with a straight apostrophe ("dell’" as "dell'"), but a closing quote as it is."""
    return text.replace(_CURLY, "'") if _CURLY in text and len(text) > 1 else text


def acyclic(heads: list[int]) -> list[int]:
    """Heads without cycles: the token at which one closes becomes a root."""
    state = [0] * len(heads)  # 0 not seen, else the number of the climb that saw it
    for i in range(len(heads)):
        k = i
        while not state[k]:
            state[k] = i + 1
            if state[heads[k]] == i + 1:
                heads[k] = k
            k = heads[k]
    return heads


class Word:
    """A word with its place in the tree; what it is called is as in `spacy.tokens.Token`.

    ``text`` and ``lower_`` have a straight apostrophe, whichever is written; ``features`` are its
    morphological features that have one value.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "features",
        "head",
        "i",
        "idx",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: WordTree
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    whitespace_: str
    features: Mapping[str, str]
    head: Word
    children: list[Word]

    @property
    def lefts(self) -> list[Word]:
        """Children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Word]:
        """Children behind it."""
        return [c for c in self.children if c.i > self.i]

    @property
    def subtree(self) -> Iterator[Word]:
        """Itself and all that hangs on it, in order."""
        found, left = [], [self]
        while left:
            word = left.pop()
            found.append(word)
            left += word.children
        yield from sorted(found, key=lambda word: word.i)

    @property
    def left_edge(self) -> Word:
        """First word of what hangs on it, itself among it."""
        first = self
        while first.children and first.children[0].i < first.i:
            first = first.children[0]
        return first

    @property
    def right_edge(self) -> Word:
        """Last word of what hangs on it, itself among it."""
        last = self
        while last.children and last.children[-1].i > last.i:
            last = last.children[-1]
        return last

    @property
    def sent(self) -> list[Word]:
        """Words of its sentence."""
        return self.doc.sentence(self.i)

    @property
    def is_punct(self) -> bool:
        """Whether it has no letter or figure."""
        return self.doc.flags("IS_PUNCT")[self.i]

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.doc.flags("IS_SPACE")[self.i]

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return self.doc.flags("IS_QUOTE")[self.i]

    @property
    def is_title(self) -> bool:
        """Whether it has a capital at the beginning and nowhere else."""
        return self.text.istitle()

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in figures or words."""
        return self.doc.flags("LIKE_NUM")[self.i]

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with it."""
        return self.i in self.doc.sentence_starts

    @property
    def ent_type_(self) -> str:
        """Kind of the name that the model saw it in; empty where it saw none."""
        return self.doc.kinds[self.i]

    def nbor(self, distance: int = 1) -> Word:
        """Give the word so many words on."""
        return self.doc[self.i + distance]


class WordTree(list[Word]):
    """All words of a Doc, by index. They do not keep the Doc alive."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.text = cased_text(doc)
        self._doc = ref(doc)
        self.memo: dict[str, dict[int, Any]] = {}  # by subject, what was read of single words
        self._flags: dict[str, list[bool]] = {}
        texts, spaces = column(doc, "ORTH"), doc.to_array("SPACY").tolist()
        analyses = column(doc, "MORPH")
        features = {analysis: single_features(analysis) for analysis in set(analyses)}
        columns = zip(
            texts,
            column(doc, "LOWER"),
            column(doc, "LEMMA"),
            column(doc, "POS"),
            column(doc, "TAG"),
            column(doc, "DEP"),
            analyses,
            spaces,
            strict=True,
        )
        shouted = self.text != doc.text
        at = 0
        for i, (text, lower, lemma, pos, tag, dep, analysis, spaced) in enumerate(columns):
            word = Word()
            word.doc, word.i, word.idx = self, i, at
            word.text, word.lower_ = straight(text), straight(lower)
            word.lemma_, word.pos_, word.tag_, word.dep_ = lemma, pos, tag, dep
            word.whitespace_ = " " if spaced else ""
            word.features = features[analysis]
            word.children = []
            if shouted:
                word.text = self.text[at : at + len(text)]
            at += len(text) + spaced
            self.append(word)
        distances: list[int] = doc.to_array("HEAD").astype("int64").tolist()
        heads = acyclic([i + away for i, away in enumerate(distances)])
        for word, head in zip(self, heads, strict=True):
            word.head = self[head]
            if head != word.i:
                word.head.children.append(word)
            else:  # whatever a parser calls it: climbs stop there
                word.dep_ = ROOT

    @property
    def doc(self) -> Doc:
        """The Doc.

        Raises
        ------
        ReferenceError
            It is gone.
        """
        doc = self._doc()
        if doc is None:
            raise ReferenceError("the Doc of these words is gone: keep it as long as its words")
        return doc

    def take_apart(self) -> None:
        """Let go of the words, which are of no use afterwards.

        They point at each other: left to the garbage collector they make it search the whole
        memory once in a few dozen articles, which takes a tenth of the time of all stages.
        """
        for word in self:
            del word.doc, word.head, word.children
        self.clear()

    def written(self, start: int, end: int) -> str:
        """Words [start, end) as written."""
        if start >= end:
            return ""
        last = self[min(end, len(self)) - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def flags(self, attribute: str) -> list[bool]:
        """Give a lexical flag of every word, such as ``IS_PUNCT``."""
        if attribute not in self._flags:
            self._flags[attribute] = self.doc.to_array(attribute).astype(bool).tolist()
        return self._flags[attribute]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """First words of the sentences."""
        return frozenset(sentence.start for sentence in self.doc.sents)

    @cached_property
    def kinds(self) -> list[str]:
        """Kind of the name that the model saw each word in."""
        return column(self.doc, "ENT_TYPE")

    def sentence(self, i: int) -> list[Word]:
        """Words of the sentence around word ``i``."""
        sentence = self.doc[i].sent
        return self[sentence.start : sentence.end]


#: All that words are made of.
_ANNOTATION: list[int | str] = [
    "ORTH",
    "SPACY",
    "LEMMA",
    "POS",
    "TAG",
    "MORPH",
    "DEP",
    "HEAD",
    "SENT_START",
    "ENT_TYPE",
]


class _LastRead(threading.local):
    """The words of the Doc that this thread read last."""

    doc: ReferenceType[Doc] | None = None
    annotation: NDArray[Any]
    words: WordTree

    def read(self, doc: Doc) -> WordTree:
        annotation: NDArray[Any] = doc.to_array(_ANNOTATION)
        if self.doc is not None:
            if self.doc() is doc and np.array_equal(self.annotation, annotation):
                return self.words
            self.words.take_apart()
        self.doc, self.annotation, self.words = ref(doc), annotation, WordTree(doc)
        return self.words


_last_read = _LastRead()


def words_in(doc: Doc) -> WordTree:
    """Give the words of a Doc: the same ones to the stages that read it one after the other.

    They are made anew where another component has changed the annotation in between, and last
    until the thread reads another Doc.
    """
    return _last_read.read(doc)


@lru_cache(maxsize=4096)  # a tag set has a few hundred analyses
def single_features(analysis: str) -> Mapping[str, str]:
    """Features of an analysis in UD's notation that have one value."""
    pairs = (pair.split("=") for pair in analysis.split("|") if "=" in pair)
    return {name: value for name, value in pairs if "," not in value}
