"""What a sentence tells of: entities, dates, and propositions as the features read them."""

from __future__ import annotations

from dataclasses import dataclass

from ..knowledge.triggers import Classes

NOWHERE = 2**31  # token of a feature that stands on none
Place = tuple[int, int, int, float]  # root, first token, end and certainty of a mention


@dataclass(slots=True)
class Side:
    """An entity or date in one sentence."""

    index: int
    type: int  # hash of the type
    places: list[Place]  # root, start, end, certainty of its mentions
    kinds: list[int]  # hashes of the kinds of its mentions
    head: int  # hash of the first word of its name


@dataclass(slots=True)
class Tie:
    """A proposition as the features read it."""

    at: int
    lemma: int
    classes: Classes
    form: int  # hash of kind and construction
    status: int
    fillers: list[tuple[int, int, int]]  # role, lemma, token of each argument
    roles: dict[int, list[int]]  # side -> indices of its arguments


class Sentence:
    """The sides and propositions of one sentence, by side and by token."""

    def __init__(self, start: int, sides: dict[int, Side], ties: list[Tie]) -> None:
        self.start, self.sides, self.ties = start, sides, ties
        self.of_side: dict[int, list[tuple[Tie, int]]] = {}
        self.by_token: dict[int, list[Tie]] = {}
        for t in ties:
            self.by_token.setdefault(t.at, []).append(t)
            for e, places in t.roles.items():
                self.of_side.setdefault(e, []).extend((t, k) for k in places)
