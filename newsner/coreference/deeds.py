"""The part that people have in the events of the article: who killed, who was killed."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.anaphora import anaphora
from .tree import is_passive, morph, verbal_lemma


def deeds_of(head: Token) -> set[str]:
    """Nouns for the part of the person whom ``head`` names, by the verb or noun it hangs on.

    "X ha ucciso Y", "Y, ucciso ieri", "l'omicidio di Y": Y is a victim.
    """
    found: set[str] = set()
    for deed in anaphora().deed:
        over = head.head
        if verbal_lemma(over) in deed.verbs and over != head:
            found |= _part(head, over, deed.subject, deed.object)
        if over.lemma_.casefold() in deed.nouns and head.dep_ == "nmod":
            found |= deed.object
        if any(_befell(c) and verbal_lemma(c) in deed.verbs for c in head.children):
            found |= deed.object
    return found


def _part(
    head: Token, verb: Token, subject: frozenset[str], patient: frozenset[str]
) -> frozenset[str]:
    """Nouns of the subject or of the object, as ``head`` is one of them."""
    if head.dep_ == "obl:agent" or (head.dep_ == "nsubj" and not is_passive(verb)):
        return subject
    return patient if head.dep_ in ("obj", "nsubj:pass") else frozenset()


def _befell(token: Token) -> bool:
    """Whether ``token`` is a participle that says what was done to the noun above."""
    return token.dep_ == "acl" and morph(token, "VerbForm") == "Part"
