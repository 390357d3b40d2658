"""What fills the slots of predicates: tokens and the entities that they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..layers import MentionRow

SAID = {"name": "", "demonym": "demonym", "metonym": "metonym"}  # how a mention by name is told


@dataclass(slots=True)
class Ref:
    """An entity that a token stands for, and how we know."""

    entity: int
    start: int
    end: int
    how: str
    certainty: float = 1.0


@dataclass(slots=True)
class Filler:
    """One member of what fills a slot: its head token and the entities it stands for."""

    head: int
    refs: list[Ref] = field(default_factory=list)
    how: str = ""


def join_ways(*parts: str) -> str:
    """Join words on how something was resolved, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def again(r: Ref, how: str) -> Ref:
    """Copy a reference, with more words on how it was resolved."""
    return replace(r, how=join_ways(how, r.how))


def as_ref(m: MentionRow, how: str = "") -> Ref:
    """Make the reference of a mention, with the words on how it was resolved."""
    said = SAID.get(m.kind, f"{m.kind} ({m.rule})")
    return Ref(m.entity, m.start, m.end, join_ways(how, said), m.certainty)
