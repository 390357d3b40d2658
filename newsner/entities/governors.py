"""What governs a name, as a verb or by a preposition, and speaks for its type."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.places import is_place, places
from ..knowledge.usage import prepositions, usage
from ..words import Word, WordTree
from .syntax import Name, has_article, is_among, is_share, preposition
from .weights import MODEL, OWN_WORDS, SURFACE, Votes


def weigh_governor(doc: WordTree, name: Name, root: Word, votes: Votes) -> None:
    """Weigh the governor and the preposition."""
    marker = preposition(doc, root)
    head = root.head
    bare = not has_article(doc, name.start)
    lists, small = usage(), prepositions()
    if _is_municipality(doc, name, head):
        votes["PLACE"] += MODEL + SURFACE / 2
    if not marker:
        undergoes = root.dep_ in {"obj", "nsubj:pass"}
        if undergoes and is_among(head, lists.conquest_verbs):
            votes["PLACE"] += OWN_WORDS
        elif undergoes and is_among(head, lists.organisation_verbs):
            votes["ORGANISATION"] += OWN_WORDS
        elif root.dep_ == "nsubj" and is_among(head, lists.organisation_acts):
            known = doc[name.start].text in first_names()
            votes["ORGANISATION"] += SURFACE if known else OWN_WORDS
        elif _buys(doc, name, root):
            votes["ORGANISATION"] += OWN_WORDS
        elif root.dep_ == "nsubj" and bare and is_among(head, lists.person_acts):
            votes["PERSON"] += OWN_WORDS
        return
    local = {small.at, small.inside, small.by}
    if bare and marker in local | {small.of} and _has_country_behind(doc, name.end):
        votes["PLACE"] += OWN_WORDS
    if marker in local and is_among(head, lists.place_verbs):
        votes["PLACE"] += OWN_WORDS if bare else SURFACE
    elif (marker == small.on and is_among(head, lists.fired)) or (
        marker in {small.at, small.of}
        and bare
        and (is_among(head, lists.nearness) or _near(doc, name))
    ):
        votes["PLACE"] += OWN_WORDS
    elif marker == small.at and bare and _is_honoured(doc, name, head):
        votes["PERSON"] += OWN_WORDS
    elif marker == small.at and bare and _is_outlet(doc, name, head):
        votes["ORGANISATION"] += OWN_WORDS
    elif marker == small.inside and bare:
        votes["PLACE"] += SURFACE
    elif marker == small.of:
        _weigh_noun_of(doc, name, head, votes)


def _weigh_noun_of(doc: WordTree, name: Name, head: Word, votes: Votes) -> None:
    """Weigh the noun that "di" and the name belong to."""
    lists, several = usage(), name.end - name.start > 1
    bare, share = not has_article(doc, name.start), is_share(doc, name.start)
    if is_among(head, lists.seat_titles) and bare:
        votes["PLACE"] += OWN_WORDS
    elif share or is_among(head, lists.organisation_governors):
        certain = several or share or is_among(head, lists.firm_governors)
        votes["ORGANISATION"] += OWN_WORDS if certain else MODEL
    elif several and name.type != "PLACE" and is_among(head, lists.organisation_allies):
        votes["ORGANISATION"] += OWN_WORDS
    elif is_among(head, lists.person_governors) and bare:
        votes["PERSON"] += SURFACE


def _is_municipality(doc: WordTree, name: Name, head: Word) -> bool:
    """Whether it is a town of Italy behind "a", "in" or "di", where nothing asks for a person.

    "A Zocca", but neither "consegnato a Tricarico" nor "l'arresto di Tricarico".
    """
    small, marker = prepositions(), usage().preposition(doc[name.start - 1].text)
    if has_article(doc, name.start) or marker not in {small.at, small.inside, small.of}:
        return False
    if name.end - name.start == 1 and doc[name.start].text in first_names():
        return False
    if doc.written(name.start, name.end) not in places().municipalities:
        return False
    lists = usage()
    return not any(is_among(head, w) for w in (lists.person_recipients, lists.person_governors))


def _has_country_behind(doc: WordTree, end: int) -> bool:
    """Whether its country follows: "da Innsbruck, in Austria", "Lione (Francia)"."""
    if end + 2 >= len(doc):
        return False
    bracket = doc[end].text == "(" and doc[end + 1].text.casefold() in countries().names
    after = doc[end].text == "," and usage().preposition(doc[end + 1].text) == prepositions().inside
    return bracket or (after and doc[end + 2].text.casefold() in countries().names)


def _is_honoured(doc: WordTree, name: Name, head: Word) -> bool:
    """Whether "a" is to whom one pays tribute, or gives, by a full name: "conferito a X Y"."""
    if is_among(head, usage().person_honours):
        return True
    text = doc.written(name.start, name.end)
    full = name.end - name.start > 1 and not is_place(text)
    return full and is_among(head, usage().person_recipients)


def _is_outlet(doc: WordTree, name: Name, head: Word) -> bool:
    """Whether one tells it the news: "ha detto a Telecinque"; people are called by two names.

    Those named elsewhere in full are known by their surname, which weighs more.
    """
    if name.end - name.start > 1 or doc[name.start].text in first_names():
        return False
    perfect = any(c.dep_ == "aux" for c in head.children)
    return perfect and is_among(head, usage().telling_verbs)


def _buys(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether a bare first name buys a firm, or what has an article as no town does.

    People who buy have a surname.
    """
    bare = name.end - name.start == 1 and doc[name.start].text in first_names()
    text = doc.written(name.start, name.end)
    unheard = not is_place(text)
    town = name.type != "PLACE" or not (unheard or has_article(doc, name.start))
    if not bare and town:
        return _takes_over(name, root)
    verbs = [c for c in root.rights if c.dep_ == "acl:relcl"]
    verbs += [root.head] if root.dep_ == "nsubj" else []
    return any(is_among(v, usage().buying_verbs) and not _is_private(v) for v in verbs)


def _takes_over(name: Name, root: Word) -> bool:
    """Whether a single word takes over what has a name: "Norvex compra Delsea".

    A person so called is known by a full name elsewhere, which weighs more.
    """
    lists = usage()
    return (
        name.end - name.start == 1
        and root.dep_ == "nsubj"
        and is_among(root.head, lists.buying_verbs)
        and is_among(root.head, lists.organisation_verbs)
        and any(c.dep_ == "obj" and c.pos_ == "PROPN" for c in root.head.children)
    )


def _is_private(verb: Word) -> bool:
    """Whether it is done to somebody of a bare first name too: "Stefano ha licenziato Angela".

    Not where what it is done to is a firm as well ("Leonardo ha rilevato Vittoria").
    """
    return not is_among(verb, usage().organisation_verbs) and any(
        c.dep_ == "obj"
        and c.text in first_names()
        and not any(g.dep_.startswith("flat") for g in c.children)
        for c in verb.children
    )


def _near(doc: WordTree, name: Name) -> bool:
    """Whether a word of nearness stands before the preposition ("vicino a X")."""
    return name.start >= 2 and doc[name.start - 2].text.casefold() in usage().nearness
