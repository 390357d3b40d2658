"""The part that people have in the events of the article: who killed, who was killed."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..words import Word
from .tree import is_passive, morph, verbal_lemma


def deeds_of(head: Word) -> set[str]:
    """Nouns for the part of the person whom ``head`` names, by the verb or noun it hangs on.

    "X ha ucciso Y", "Y, ucciso ieri", "l'omicidio di Y": Y is a victim.
    """
    found: set[str] = set()
    over = head.head
    verb = verbal_lemma(over) if over != head else ""
    noun = over.lemma_.casefold() if head.dep_ == "nmod" else ""
    suffered = {verbal_lemma(c) for c in head.children if _befell(c)}
    for deed in anaphora().deed:
        if verb in deed.verbs:
            found |= _part(head, over, deed.subject, deed.object)
        if noun in deed.nouns or not suffered.isdisjoint(deed.verbs):
            found |= deed.object
    return found


def _part(
    head: Word, verb: Word, subject: frozenset[str], patient: frozenset[str]
) -> frozenset[str]:
    """Nouns of the subject or of the object, as ``head`` is one of them."""
    if head.dep_ == "obl:agent" or (head.dep_ == "nsubj" and not is_passive(verb)):
        return subject
    return patient if head.dep_ in ("obj", "nsubj:pass") else frozenset()


def _befell(token: Word) -> bool:
    """Whether ``token`` is a participle that says what was done to the noun above."""
    return token.dep_ == "acl" and morph(token, "VerbForm") == "Part"
