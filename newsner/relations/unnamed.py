"""Facts that nobody named has done: who may be behind a frame's empty subject.

In: a proposition as a frame reads it, without a named subject. Out: the words for who does it
("i carabinieri", "un uomo di 40 anni"), no words where the text has none ("è stato arrestato"), or
a refusal where it was no doer ("ucciso da una valanga") or somebody whom the text leaves open
("ha ucciso Y": the one it spoke of before).
"""

from __future__ import annotations

from ..knowledge.relations import UNNAMED, Lexicon
from ..knowledge.titles import titles
from ..layers import LENT, Argument, Proposition, RelationRow
from .parse import Parse
from .slots import UNDERSTOOD, Slots

ACTIVE = "active"
PERSON = "PERSON"
AGENT = "agent"
OF_PHRASE = frozenset(("det", "det:poss", "amod", "nummod", "nmod", "compound", "flat"))


class Doers:
    """Finds the doers without a name in one Doc."""

    def __init__(self, parse: Parse, known: Lexicon) -> None:
        self.parse = parse
        self.people = known.wordlists.get("doer", frozenset())
        self.bodies = known.wordlists.get("doing_body", frozenset())

    def find(self, view: Slots) -> list[Argument] | None:
        """Give the words for who does it, at most one argument; None where the frame is unfit."""
        frame, p = view.frame, view.p
        if not frame.relation.subject_optional:
            return None
        if frame.subject[0] == UNNAMED:
            return []
        if frame.subject[0] != AGENT:
            return None
        agents = [a for a in view.own.of_role.get(AGENT, ()) if not is_lent(a)]
        if any(a.entities for a in agents):
            return None
        if agents:
            fit = [a for a in agents if self._may_do(a, PERSON in frame.subject_types)]
            return fit[:1] if len(fit) == len(agents) else None
        if p.kind == "verb" and p.construction == ACTIVE and not self._impersonal(p.predicate):
            return None
        return []

    def of(self, p: Proposition) -> Argument | None:
        """Give the words for who does it, without a frame: people or a body that acts."""
        agents = (a for a in p.arguments if a.role == AGENT and not is_lent(a) and not a.entities)
        return next((a for a in agents if self._may_do(a, True)), None)

    def phrase(self, a: Argument) -> list[int]:
        """Give the tokens of a doer's words, "un uomo di 40 anni": without what is told of him."""
        parse = self.parse
        parts = (k for k in parse.kids[a.head] if parse.dep[k] in OF_PHRASE)
        tokens = [a.head, *(i for k in parts for i in parse.below(k))]
        return [min(tokens), max(tokens) + 1]

    def _may_do(self, a: Argument, by_person: bool) -> bool:
        """Whether the noun means people or a body, where the frame takes people; else a body."""
        names = {a.lemma, *self.parse.words[a.head]}
        if not names.isdisjoint(self.bodies):
            return True
        person = not names.isdisjoint(self.people) or any(titles().get(n) for n in names)
        return by_person and person

    def _impersonal(self, verb: int) -> bool:
        """Whether a verb without subject is in the third person plural: "lo hanno arrestato"."""
        parse = self.parse
        group = [verb, *(k for k in parse.kids[verb] if parse.dep[k] in ("aux", "aux:pass"))]
        return any(
            "Plur" in parse.feature(k, "Number") and "3" in parse.feature(k, "Person")
            for k in group
        )


def is_lent(a: Argument) -> bool:
    """Whether an argument is a noun's only through the verb of its clause."""
    return a.marker == UNDERSTOOD or a.how.startswith(LENT)


def keep_untold(rows: list[RelationRow], named: list[RelationRow]) -> list[RelationRow]:
    """Leave out the facts of which ``named`` says who did them."""
    told = {(r.type, r.object, r.object_is_date) for r in named if r.status != "negated"}
    return [r for r in rows if (r.type, r.object, r.object_is_date) not in told]
