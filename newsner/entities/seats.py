"""Seats and owners: the place in an institution's name, the country an apposition gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from ..knowledge.organisations import organisations
from ..knowledge.usage import usage
from .syntax import Name


def find_seats(doc: Doc, name: Name) -> Iterator[Name]:
    """Yield the place in an institution's name: "Procura di Milano" holds "Milano"."""
    seated = organisations().seated
    for i in range(name.start + 1, name.end - 1):
        opening = doc[name.start : i].text.casefold()
        if opening in seated and usage().preposition(doc[i].text) == "di":
            if doc[i + 1].text[0].isupper():
                yield Name(i + 1, name.end, "PLACE", "seat of an institution")
            return


def owner_country(doc: Doc, name: Name, root: Token, states: Mapping[int, int]) -> int | None:
    """Entity of the country that an organisation or place is said to be of.

    By the demonym of the noun it is in apposition to ("il quotidiano russo Izvestia"), by a demonym
    noun before it ("la spagnola Navantia"), by a demonym inside its name, or by "in" and the country
    ("Ohrid, in Macedonia"). ``states`` gives the country mentioned at each root.
    """
    near = [doc[i] for i in (name.start - 1, name.end) if 0 <= i < len(doc)]
    noun = root.head if root.head.i < name.start and root.head.pos_ == "NOUN" else None
    children = [*root.children, *(noun.children if noun is not None else ())]
    if root.dep_ == "appos" or noun is not None:
        near.append(root.head)
    for token in [
        *near[:1],
        *(c for c in children if c.pos_ in {"ADJ", "PROPN", "NOUN"}),
        *near[2:],
    ]:
        state = states.get(token.i)
        if state is None:
            continue
        if token.pos_ in {"ADJ", "NOUN"} or _is_in(token):
            return state
    return None


def _is_in(token: Token) -> bool:
    """Whether "in" marks the country."""
    return any(c.dep_ == "case" and usage().preposition(c.text) == "in" for c in token.children)
