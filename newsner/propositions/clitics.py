"""Clitics that stand for common nouns: "ha rotto i rapporti con X e li ha ripresi con Y"."""

from __future__ import annotations

from ..syntax import Tree

TAKEN_UP = "noun that the pronoun takes up"  # how such an argument is linked
THINGS = ("obj", "nsubj:pass", "nsubj")


def noun_of_clitic(tree: Tree, v: int, clitic: str, token: int) -> int:
    """Noun that an object clitic of verb ``v`` takes up, -1 where there is none.

    Parameters
    ----------
    tree
        Where they stand.
    v
        The verb, whose participle shows the agreement of "l'".
    clitic
        Form of the pronoun: "lo", or "la" of "riprenderla".
    token
        Token of the pronoun, or the verb it is joined to.
    """
    agreement = tree.words.clitics.agreement.get(clitic, (tree.feature(v, "Gender"), "Sing"))
    for i in range(token - 1, -1, -1):
        if tree.period[token] - tree.period[i] > 1:
            return -1
        if tree.pos[i] != "NOUN" or tree.dep[i] not in THINGS or tree.head[i] == v:
            continue
        if (tree.feature(i, "Gender"), tree.feature(i, "Number")) == agreement:
            return i
    return -1


def is_content(tree: Tree, v: int) -> bool:
    """Whether "lo" of this verb is rather a fact or the whole of a clause: "lo ha annunciato"."""
    lemma = tree.lemma[v]
    return tree.verbs.has("clausal_object", lemma) or lemma in tree.words.proforms.verbs
