"""The words of a parsed Doc as plain objects.

Their attributes have the names that spaCy's tokens give them. A token is made anew each time it is
looked at, these words once: reading a tree word by word takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from .layers import cased_text, column
from .syntax import acyclic, features_of

ROOT = "ROOT"
_CURLY = "’"


def straight(text: str) -> str:
    """Give a word with a straight apostrophe ("dell’" as "dell'"), but a closing quote as it is."""
    return text.replace(_CURLY, "'") if _CURLY in text and len(text) > 1 else text


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """A word with its place in the tree; what it is called is as in `spacy.tokens.Token`.

    ``text`` and ``lower_`` have a straight apostrophe, whichever is written; ``features`` are its
    morphological features that have one value.
    """

    doc: WordTree
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    whitespace_: str
    features: Mapping[str, str]
    children: list[Word] = field(default_factory=list)
    head: Word = field(init=False)

    @property
    def lefts(self) -> list[Word]:
        """Children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Word]:
        """Children behind it."""
        return [c for c in self.children if c.i > self.i]

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

    def nbor(self) -> Word:
        """Give the next word."""
        return self.doc[self.i + 1]


class WordTree(list[Word]):
    """All words of a Doc, by index."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.text = cased_text(doc)
        self.doc = doc
        self._flags: dict[str, list[bool]] = {}
        texts, spaces = column(doc, "ORTH"), doc.to_array("SPACY").tolist()
        analyses = column(doc, "MORPH")
        features = {
            analysis: {name: v for name, v in features_of(analysis).items() if "," not in v}
            for analysis in set(analyses)
        }
        named = zip(*(column(doc, name) for name in ("LOWER", "LEMMA", "POS", "DEP")), strict=True)
        columns = enumerate(zip(texts, spaces, analyses, named, strict=True))
        shouted = self.text != doc.text
        at = 0
        for i, (text, spaced, analysis, (lower, lemma, pos, dep)) in columns:
            cased = straight(self.text[at : at + len(text)] if shouted else text)
            blank, read = " " if spaced else "", features[analysis]
            self.append(Word(self, i, at, cased, straight(lower), lemma, pos, dep, blank, read))
            at += len(text) + spaced
        distances: list[int] = doc.to_array("HEAD").astype("int64").tolist()
        heads = acyclic([i + away for i, away in enumerate(distances)])
        for word, head in zip(self, heads, strict=True):
            word.head = self[head]
            if head != word.i:
                word.head.children.append(word)
            else:  # whatever a parser calls it: climbs stop there
                word.dep_ = ROOT

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
