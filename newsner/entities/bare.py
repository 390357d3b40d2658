"""Institutions called by their noun alone: "il Comune ha chiesto", "il pm della Procura".

In: the names found so far; out: those that a capital and an article make of a noun for an office.
"""

from __future__ import annotations

from ..knowledge.organisations import organisations
from ..knowledge.usage import usage
from .syntax import Name, has_article, is_one_of_many, nouns_of_bodies, starts_sentence, tokens_of
from .text import Text


def with_bare(doc: Text, names: list[Name]) -> list[Name]:
    """Give the names with the offices that stand alone with a capital and a definite article.

    Not what goes on ("la Procura generale", "il Comune toscano"), what is any of many ("un
    Comune"), or what a capital at the beginning of a sentence makes look like one; nor where a
    name of the article has the noun ("Procura di X"), to which coreference leads.
    """
    taken, nouns = tokens_of(names), organisations().bare - nouns_of_bodies(doc, names)
    found = [
        Name(i, i + 1, "ORGANISATION", "institution")
        for i, word in enumerate(doc.lower)
        if word in nouns and i not in taken and _stands_alone(doc, i)
    ]
    return sorted([*names, *found], key=lambda name: name.start)


def _stands_alone(doc: Text, i: int) -> bool:
    """Whether the noun has a capital, a definite article, and nothing behind it."""
    if not doc.words[i].istitle() or not has_article(doc, i) or _goes_on(doc, i + 1):
        return False
    return not is_one_of_many(doc, i) and not starts_sentence(doc, i)


def _goes_on(doc: Text, i: int) -> bool:
    """Whether what stands at ``i`` belongs to the name: "di", an adjective, a capital."""
    following = doc.words[i]
    return following[:1].isupper() or doc.pos[i] == "ADJ" or usage().is_of(following)
