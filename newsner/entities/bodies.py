"""Signs that a name is of a firm or another body, as the words around it tell."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import is_place
from ..knowledge.usage import usage
from .syntax import Name, article_gender, has_article, noun_before, noun_of, preposition
from .text import Text


def is_relation_of_firms(doc: Text, name: Name) -> bool:
    """Whether it is the rival or the like of a firm: "alla concorrente tedesca Rheinbau"."""
    noun = noun_before(doc, name.start)
    related = doc.words[noun] in usage().firm_relations and article_gender(doc, noun) == "Fem"
    return related and doc.words[name.start] not in first_names()


def is_of_its_people(doc: Text, name: Name) -> bool:
    """Whether the plural of a demonym is of it: "i sudcoreani di Daesan", "gli olandesi del X"."""
    people = noun_of(doc, name.start)
    of_land = doc.words[people] in countries().demonyms
    return of_land and doc.lower[people - 1] in usage().articles.plural


def is_listed_with_body(doc: Text, name: Name, root: int) -> bool:
    """Whether what is no known place is listed with a body: "i siti di Intesa e Acea"."""
    if name.type == "PERSON" or is_place(doc.written(name.start, name.end)):
        return False
    near = doc.behind(root, "conj")
    near += [doc.head[root]] if doc.dep[root] == "conj" else []
    return any(doc.words[c] in organisations().known and not preposition(doc, c) for c in near)


def is_former(doc: Text, name: Name) -> bool:
    """Whether "ex" stands right before a single word: "gli operai dell'ex Olimec"."""
    if name.end - name.start > 1 or doc.words[name.start] in first_names():
        return False
    return doc.lower[name.start - 1] in usage().former and has_article(doc, name.start - 1)
