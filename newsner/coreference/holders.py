"""Holders of an office that only one person has at a time: "il Papa"."""

from __future__ import annotations

import re

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import titles
from ..words import Word
from .memory import Found, Memory
from .phrases import title_at
from .profile import Profile
from .tree import is_definite, number_of

REGNAL = re.compile(r"(.+) [IVXLC]+")
NAMED = 0.85  # the article has named the holder
TO_COME = 0.75  # it will


def by_unique_office(m: Memory, token: Word) -> Found | None:
    """Give the holder of the office whom the article has named last, or else names most."""
    title = title_at(token)
    if title is None or title.lemma not in anaphora().unique.nouns:
        return None
    if not is_definite(token) or number_of(token) == "Plur":
        return None
    told, named = _holders(m)
    holders = told or named
    last = m.latest(holders)
    if last is not None:
        return Found(last, "unique-office", NAMED)
    counts = sorted((m.d.count[e], e) for e in holders)
    if not counts or counts[-1][0] in (count for count, _ in counts[:-1]):
        return None
    return Found(counts[-1][1], "unique-office-to-come", TO_COME)


def _holders(m: Memory) -> tuple[set[int], set[int]]:
    """Those whom the article calls so, and those whose name says it."""
    known = anaphora().unique
    told = {e for noun in known.nouns for e in m.called.get(noun, ())}
    told = {e for e in told if not _is_former(m.d.profiles[e])}
    named = {e for e in range(len(m.d.profiles)) if has_regnal_name(m, e)}
    return told, named


def _is_former(profile: Profile) -> bool:
    words = {
        w
        for role, (_, beside) in profile.roles.items()
        for w in (role, *(word for _, word in beside))
    }
    return not anaphora().unique.former.isdisjoint(words)


def has_regnal_name(m: Memory, entity: int) -> bool:
    """Whether a person bears a name of a holder, and is no king: "Benedetto XVI"."""
    known, profile = anaphora().unique, m.d.profiles[entity]
    found = REGNAL.fullmatch(m.d.entities[entity].name)
    if profile.type != "PERSON" or found is None or found[1] not in known.names:
        return False
    ranks = {group for role in profile.roles for group in _groups(role)}
    return not profile.one_of and known.ranks.isdisjoint(ranks)


def _groups(role: str) -> tuple[str, ...]:
    title = titles().get(role)
    return tuple(title.groups) if title is not None else ()
