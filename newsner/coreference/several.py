"""Plural nouns that take up several people: "le vittime", "i ministri", "la coppia"."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..words import Word
from .memory import Memory
from .phrases import roles_of
from .tree import is_definite, number_of, tells_apart

WINDOW = 3  # sentences before in which the people are looked for
TOLD = 0.75  # certainty that all whom the article calls so are meant
PAIR = 0.65  # certainty that a couple is the two named together last


def several(m: Memory, token: Word) -> tuple[tuple[int, ...], str, float]:
    """Give the people whom a plural or a noun for two takes up, the rule, how certain it is.

    Of nobody, or of one alone, it gives none.
    """
    noun = token.lemma_.casefold()
    if any(tells_apart(c) or c.dep_ in ("nummod", "det:poss") for c in token.children):
        return (), "", 0.0
    if not is_definite(token):
        return (), "", 0.0
    plural, pair = number_of(token) == "Plur", anaphora().pair
    if noun in (pair.members if plural else pair.nouns):
        return _pair(m, token), "pair", PAIR
    if not plural:
        return (), "", 0.0
    names = {noun} if noun in anaphora().deeds else roles_of(token)
    here = m.d.sentence_of[token.i]
    near = set(m.people(here, WINDOW))
    called = {e for name in names for e in m.called.get(name, ()) if e in near}
    return (tuple(sorted(called)), "called", TOLD) if len(called) > 1 else ((), "", 0.0)


def _pair(m: Memory, token: Word) -> tuple[int, ...]:
    """Give the two people named together last."""
    here = m.d.sentence_of[token.i]
    for sentence in range(here, max(-1, here - WINDOW - 1), -1):
        pairs = [
            r
            for r in m.d.by_sentence.get(sentence, ())
            if r.type == "PERSON" and len(r.entities) == 2 and r.token < token.i
        ]
        if pairs:
            return pairs[-1].entities
    return ()
