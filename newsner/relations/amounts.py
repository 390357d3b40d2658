"""Which amounts belong to which predicate.

In: the amount layer and the parse; out: for a predicate its amounts. An amount belongs to the word
that it hangs on, through nouns that only say what kind of amount it is ("una pena di otto anni")
and through other amounts; a score also through the names of those who play ("il Bologna 2-1").
What only places the telling ("dopo due anni") and what is of other nouns ("un uomo di 40 anni")
belongs to no predicate.
"""

from __future__ import annotations

from ..knowledge.amounts import amount_words
from ..knowledge.propositions import words
from ..layers import AmountRow
from ..syntax import VERBAL_POS
from .parse import Parse

_MAX_STEPS = 6
_OWN = frozenset(("obj", "obl", "nmod", "nummod", "advmod", "nsubj:pass", "iobj", "xcomp", "amod"))
_COUNTED = frozenset(("obj", "nsubj:pass"))


class Amounts:
    """The amounts of one Doc by their predicates."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        rows = AmountRow.read(parse.doc)
        self._tops = {parse.top(row.start, row.end) for row in rows}
        self._by_predicate: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            for predicate in self._predicates(row):
                self._by_predicate.setdefault(predicate, []).append(number)

    def of(self, predicate: int) -> list[int]:
        """Give the amount rows that belong to the token ``predicate``, in order."""
        return self._by_predicate.get(predicate, [])

    def _predicates(self, row: AmountRow) -> list[int]:
        """Give the words on the way up that the amount is of."""
        parse, known, by = self._parse, amount_words(), words().prepositions.by
        found: list[int] = []
        if row.kind == "duration" and self._is_distance(row):
            return found
        token = parse.top(row.start, row.end)
        for step in range(_MAX_STEPS):
            head, case, dep = parse.head[token], self._case(token), parse.dep[token]
            if head == token:
                if not step and token > row.start and parse.pos[token] == "NOUN":
                    found.append(token)  # "Quattro droni su Kiev"
                break
            passes = parse.lemma[head] in known.measured or head in self._tops
            if dep == "conj":
                if not passes:
                    break
                token = head
                continue
            pos = parse.pos[head]
            placing = case in known.placing and not (case == by and pos == "NOUN")
            if placing and not (step and parse.pos[token] == "PROPN"):  # "sconfitto dal Lecce 4-0"
                break
            if row.kind == "duration" and step == 0 and case and case not in known.lasting:
                break
            dep = dep if dep in _COUNTED else dep.partition(":")[0]
            playing = row.kind == "score" and pos == "PROPN"
            if pos in VERBAL_POS or (pos == "ADJ" and not playing):
                if dep in (_COUNTED if row.kind == "count" else _OWN):
                    found.append(head)
                break
            age = row.kind == "duration" and case == words().prepositions.genitive
            age = age and parse.lemma[head] not in known.measured
            if dep in _OWN and not playing and not age and head not in self._tops:
                found.append(head)  # a noun: "la condanna a otto anni"
            if not passes and not playing:
                break
            token = head
        return found

    def _is_distance(self, row: AmountRow) -> bool:
        """Whether "dopo" or "prima", its last word or the next, makes a length a distance."""
        return not amount_words().placing.isdisjoint(self._parse.form[row.end - 1 : row.end + 1])

    def _case(self, i: int) -> str:
        """Lemma of the preposition before a word, "" where there is none."""
        parse = self._parse
        before = (k for k in parse.kids[i] if parse.dep[k] == "case" and k < i)
        return next((parse.lemma[k].partition(" ")[0] for k in before), "")
