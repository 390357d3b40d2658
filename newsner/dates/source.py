"""The text cut into atoms (numbers, words, punctuation), as the grammar reads it.

The grammar reads atoms and not tokens, because pipelines cut "24.2.22", "'68" or "1°" in their
own ways each; the atoms know which token they stand in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from functools import cached_property

from spacy.attrs import IDX  # type: ignore[import-not-found]
from spacy.tokens import Doc

from ..knowledge.atoms import atoms_of
from ..knowledge.dates import Lexicon
from ..layers import cased_text
from ..syntax import Tree, hand_on, parsed

_REACH = 7  # "nel corso dei primi lunghi tre" before "anni"
_OPENING = frozenset("\"'“‘«([*•-–—_")
_CURRENCY = frozenset("€$£%")
_CLOSING = frozenset('.!?:;…|»”"')
_PADDING = 12  # empty atoms at the end, so that looking ahead needs no check


class Source:
    """Atoms of a text with the lexicon that reads them.

    ``norms`` are lower-case forms; ``starts`` and ``ends`` character offsets; ``latest_year`` is
    the last one that "'68" can mean; ``tree`` is the parser's. Indices beyond the last atom give
    an empty norm.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, latest_year: int) -> None:
        self.doc = doc
        self.text = cased_text(doc)
        self.lexicon = lexicon
        self.latest_year = latest_year
        self.norms, self.starts, self.ends = atoms_of(self.text)
        self.size = len(self.norms)
        self.norms.extend([""] * _PADDING)
        self._token_starts: list[int] = doc.to_array(IDX).tolist()

    @cached_property
    def tree(self) -> Tree:
        """The parser's tree as the stage before handed it on; the next one reads the same."""
        tree = parsed(self.doc)
        hand_on(self.doc, tree)
        return tree

    def listed(self, name: str, at: int) -> int:
        """End of a phrase of that list which begins at ``at``; 0 where there is none."""
        phrases = self.lexicon.lists[name]
        if self.norms[at] not in phrases.by_first:  # nearly always
            return 0
        found = phrases.match(self.norms, at)
        return found[1] if found else 0

    def past(self, name: str, at: int) -> int:
        """Index after an optional phrase of that list."""
        return self.listed(name, at) or at

    def preceded(self, name: str, at: int) -> int:
        """Length of a phrase of that list that ends right before ``at``; 0 where there is none."""
        return self.lexicon.lists[name].ends_at(self.norms, at)

    def glued(self, at: int) -> bool:
        """Whether no space stands between the atom and the one before."""
        return 0 < at < self.size and self.starts[at] == self.ends[at - 1]

    def joins(self, at: int, signs: Container[str]) -> bool:
        """Whether the atom is one of ``signs``, without a space before or behind it."""
        return self.glued(at) and self.glued(at + 1) and self.norms[at] in signs

    def raw(self, at: int) -> str:
        """Give the atom as written."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.size else ""

    def capitalised(self, at: int) -> bool:
        """Whether the atom begins with a capital."""
        return self.raw(at)[:1].isupper()

    def opens_sentence(self, at: int) -> bool:
        """Whether the atom may bear a capital merely because it comes first."""
        before = at - 1
        while before >= 0 and self.norms[before] in _OPENING:
            before -= 1
        if before < 0 or self.norms[before] in _CLOSING:
            return True
        return "\n" in self.text[self.ends[before] : self.starts[at]]

    def near_temporal(self) -> list[bool]:
        """Whether a figure or a temporal word stands at each atom or soon after it."""
        temporal = self.lexicon.temporal
        numbers, before_hour = self.lexicon.cardinals, self.lexicon.lists["at_hour"].last_words
        near = [False] * self.size
        ahead = 0
        for at in range(self.size - 1, -1, -1):
            norm = self.norms[at]
            hour = norm in numbers and self.norms[at - 1] in before_hour  # "alle otto"
            told = norm in temporal or norm[0].isdigit() or hour
            ahead = _REACH if told else ahead - 1
            near[at] = ahead > 0
        return near

    def token(self, at: int) -> int:
        """Token that the atom stands in."""
        return bisect_right(self._token_starts, self.starts[at]) - 1

    def top(self, start: int, end: int) -> int:
        """Token through which the atoms [start, end) hang in the tree."""
        return self.tree.top(self.token(start), self.token(end - 1) + 1)

    def clause(self, start: int, end: int) -> int:
        """Head of the clause that the atoms [start, end) stand in."""
        return self.tree.clause(self.top(start, end))

    def pos(self, at: int) -> str:
        """Part of speech of the token that the atom stands in; "" beyond the end."""
        return self.tree.pos[self.token(at)] if at < self.size else ""

    def in_person(self, at: int) -> bool:
        """Whether the atom stands in the name of a person."""
        return bool(self.doc[self.token(at)].ent_type_ == "PER")

    @cached_property
    def _parsed(self) -> bool:
        return bool(self.doc.has_annotation("DEP"))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Capitalised words that stand right behind another one: "Elena Aprile"."""
        large = [self.capitalised(at) for at in range(self.size)]
        return frozenset(
            self.norms[at] for at in range(1, self.size) if large[at - 1] and large[at]
        )

    def complement(self, at: int) -> bool:
        """Whether an adverb ("dopo", "prima") is a preposition here: "dopo la guerra".

        The parser decides; where there is no parse, an article after it does.
        """
        if not self._parsed:
            return bool(self.listed("articles", at + 1))
        if any(self.listed(name, at + 1) for name in ("in", "to", "and")):
            return False
        token = self.token(at)
        return self.tree.dep[token] in ("case", "mark") and self.tree.head[token] > token

    def tied(self, end: int) -> bool:
        """Whether "dopo", "successivo" and the like, before ``end``, say what they are after."""
        if not (self.preceded("later", end) or self.preceded("earlier", end)):
            return bool(self.listed("to_what", end))
        return bool(self.listed("with_complement", end)) or self.complement(end - 1)

    def described(self, at: int) -> bool:
        """Whether a noun is said to be something, or to be what something is."""
        return bool(self.tree.having(self.token(at), "cop", "amod", "acl:relcl"))

    def attribute(self, at: int) -> bool:
        """Whether an adverb modifies a noun or participle that follows it, after a comma."""
        if self.norms[at - 1] != "," or self.listed("articles", at + 1):
            return False
        tree, token = self.tree, self.token(at)
        head = tree.head[token]
        modified = tree.pos[head] in ("NOUN", "ADJ") or tree.feature(head, "VerbForm") == "Part"
        return token < head <= token + 2 and modified

    def counts_things(self, at: int) -> bool:
        """Whether a number that ends before ``at`` counts what follows: "alle 18 famiglie"."""
        norm = self.norms[at]
        if norm in _CURRENCY or self.listed("counted_after", at):
            return True
        if not norm or not norm[0].isalpha() or self.capitalised(at):
            return False
        if any(self.listed(name, at) for name in ("of", "to", "in", "and", "or", "articles")):
            return False
        return self.pos(at) in ("NOUN", "ADJ", "SYM", "X", "")

    def number(self, at: int, digits: tuple[int, int]) -> int | None:
        """Value of an atom of ``digits`` (least, most) figures."""
        norm = self.norms[at]
        if norm.isdecimal() and digits[0] <= len(norm) <= digits[1]:
            return int(norm)
        return None
