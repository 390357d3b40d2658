"""Edits: what a mend changes of one token, as plain values that a tree applies or undoes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one token; what is None stays as it is.

    ``head`` is the token it hangs on, itself for a root; ``dep`` the relation; the rest say as
    which word it is taken.
    """

    token: int
    head: int | None = None
    dep: str | None = None
    pos: str | None = None
    lemma: str | None = None
    features: Mapping[str, str] | None = None


def hang(token: int, head: int, dep: str) -> Edit:
    """Hang ``token`` on another head."""
    return Edit(token, head, dep)


def relabel(token: int, dep: str) -> Edit:
    """Give ``token`` another relation to its head."""
    return Edit(token, dep=dep)


def recast(token: int, pos: str, lemma: str, **features: str) -> Edit:
    """Take ``token`` for a word of another class; its features are those given."""
    return Edit(token, pos=pos, lemma=lemma, features=features)
