"""Which amounts belong to which predicate.

In: the amount layer and the parse; out: for a predicate its amounts. An amount belongs to the word
that it hangs on, through nouns that only say what kind of amount it is ("una pena di otto anni")
and through other amounts; a score also through the names of those who play ("il Bologna 2-1").
What only places the telling ("dopo due anni") and what is of other nouns ("un uomo di 40 anni")
belongs to no predicate.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..knowledge.amounts import amount_words
from ..layers import AmountRow

_MAX_STEPS = 6
_OWN = frozenset(("obj", "obl", "nmod", "nummod", "advmod", "nsubj:pass", "iobj", "xcomp", "amod"))
_COUNTED = frozenset(("obj", "nsubj:pass"))


class Amounts:
    """The amounts of one Doc by their predicates."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._rows = AmountRow.read(doc)
        self._tops = {self._top(row).i: row for row in self._rows}
        self._by_predicate: dict[int, list[int]] = {}
        for number, row in enumerate(self._rows):
            for predicate in self._predicates(row):
                self._by_predicate.setdefault(predicate, []).append(number)

    def of(self, predicate: int) -> list[int]:
        """Give the amount rows that belong to the token ``predicate``, in order."""
        return self._by_predicate.get(predicate, [])

    def _top(self, row: AmountRow) -> Token:
        inside = range(row.start, row.end)
        tokens = [self._doc[i] for i in inside]
        return next((t for t in tokens if t.head.i not in inside), tokens[0])

    def _predicates(self, row: AmountRow) -> list[int]:
        """Give the words on the way up that the amount is of."""
        words, token, found = amount_words(), self._top(row), list[int]()
        if row.kind == "duration" and self._is_distance(row):
            return found
        for step in range(_MAX_STEPS):
            head, case = token.head, _case(token)
            if head is token:
                break
            if token.dep_ == "conj":
                if head.i not in self._tops and head.lemma_ not in words.measured:
                    break
                token = head
                continue
            placing = case in words.placing and not (case == "da" and head.pos_ == "NOUN")
            if placing and not (step and token.pos_ == "PROPN"):  # "sconfitto dal Lecce 4-0"
                break
            if row.kind == "duration" and step == 0 and case and case not in words.lasting:
                break
            dep = token.dep_.partition(":")[0] if token.dep_ != "nsubj:pass" else token.dep_
            passes = head.lemma_ in words.measured or head.i in self._tops
            playing = row.kind == "score" and head.pos_ == "PROPN"
            if head.pos_ in ("VERB", "AUX") or (head.pos_ == "ADJ" and not playing):
                if dep in (_COUNTED if row.kind == "count" else _OWN):
                    found.append(head.i)
                break
            age = row.kind == "duration" and case == "di" and head.lemma_ not in words.measured
            if dep in _OWN and not playing and not age and head.i not in self._tops:
                found.append(head.i)  # a noun: "la condanna a otto anni"
            if not passes and not playing:
                break
            token = head
        return found

    def _is_distance(self, row: AmountRow) -> bool:
        """Whether "dopo" or "prima", its last word or the next, makes a length a distance."""
        around = self._doc[row.end - 1 : row.end + 1]
        return any(token.lower_ in amount_words().placing for token in around)


def _case(token: Token) -> str:
    """Lemma of the preposition before a word, "" where there is none."""
    case = next((c for c in token.children if c.dep_ == "case" and c.i < token.i), None)
    return case.lemma_.partition(" ")[0] if case is not None else ""
