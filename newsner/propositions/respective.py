"""Owners dealt out: "i premier di X e Y, A e B" gives A to X and B to Y."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..layers import Argument, Proposition
from ..syntax import Tree

OWNED = ("genitive", "deep")


def deal(tree: Tree, p: Proposition) -> list[Proposition]:
    """Split a proposition whose bearers have an owner each; itself where it is none."""
    if p.kind != "noun" or not tree.is_plural(p.predicate):
        return [p]
    bearers = _singles(a for a in p.arguments if a.role == "bearer")
    if len(bearers) < 2:
        return [p]
    owned = [a for a in p.arguments if a.role in OWNED or a.marker in ("poss", "adj")]
    owners = _singles(owned)
    if len(bearers) != len(owners):
        return [p]
    kept = [a for a in p.arguments if not a.entities]
    return [replace(p, arguments=[b, o, *kept]) for b, o in zip(bearers, owners, strict=True)]


def _singles(arguments: Iterable[Argument]) -> list[Argument]:
    """One argument for each entity, in order."""
    return [replace(a, entities=(e,)) for a in arguments for e in a.entities]
