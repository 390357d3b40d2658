"""Signs that a name is of a firm or another body, as the words around it tell."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import is_place
from ..knowledge.usage import usage
from ..words import Word, WordTree
from .syntax import Name, article_gender, has_article, is_among, noun_before, noun_of, preposition


def is_firm_of_land(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether an officer or a purchase tells a firm: "il direttore della tedesca Kessler Bau"."""
    if doc[name.start].text in first_names():
        return False
    officer = noun_of(doc, name.start - 1)
    if officer is not None and is_among(officer, usage().organisation_governors):
        return True
    verbs = [c for c in root.rights if c.dep_ == "acl:relcl"]
    verbs += [root.head] if root.dep_ in {"nsubj", "obj"} else []
    lists = usage()
    return any(is_among(v, w) for v in verbs for w in (lists.buying_verbs, lists.organisation_acts))


def is_relation_of_firms(doc: WordTree, name: Name) -> bool:
    """Whether it is the rival or the like of a firm: "alla concorrente tedesca Rheinbau"."""
    noun = noun_before(doc, name.start)
    if noun is None or noun.text not in usage().firm_relations:
        return False
    return article_gender(doc, noun.i) == "Fem" and doc[name.start].text not in first_names()


def is_of_its_people(doc: WordTree, name: Name) -> bool:
    """Whether the plural of a demonym is of it: "i sudcoreani di Daesan", "gli olandesi del X"."""
    people = noun_of(doc, name.start)
    if people is None or people.i == 0 or people.text not in countries().demonyms:
        return False
    return doc[people.i - 1].text.casefold() in usage().articles.plural


def is_listed_with_body(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether what is no known place is listed with a body: "i siti di Intesa e Acea"."""
    text = doc.written(name.start, name.end)
    if name.type == "PERSON" or is_place(text):
        return False
    near = [c for c in root.rights if c.dep_ == "conj"]
    near += [root.head] if root.dep_ == "conj" else []
    return any(c.text in organisations().known and not preposition(doc, c) for c in near)


def is_former(doc: WordTree, name: Name) -> bool:
    """Whether "ex" stands right before a single word: "gli operai dell'ex Olimec"."""
    if name.end - name.start > 1 or name.start < 2 or doc[name.start].text in first_names():
        return False
    return doc[name.start - 1].lower_ in usage().former and has_article(doc, name.start - 1)
