"""What governs a name, as a verb or by a preposition, and speaks for its type."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.places import is_place, places
from ..knowledge.usage import prepositions, usage
from .syntax import FLAT, Name, has_article, is_among, is_share, preposition
from .text import Text
from .weights import MODEL, OWN_WORDS, SURFACE, Votes


def weigh_governor(doc: Text, name: Name, root: int, votes: Votes) -> None:
    """Weigh the governor and the preposition."""
    marker = preposition(doc, root)
    head = doc.head[root]
    bare = not has_article(doc, name.start)
    lists, small = usage(), prepositions()
    if _is_municipality(doc, name, head):
        premises = is_among(doc, head, lists.premises)
        votes["PLACE"] += MODEL + (OWN_WORDS if premises else SURFACE / 2)
    if is_share(doc, name.start):
        votes["ORGANISATION"] += OWN_WORDS
    if not marker:
        _weigh_verb(doc, name, root, votes)
        return
    fired = marker == small.on and is_among(doc, head, lists.fired)
    near = is_among(doc, head, lists.nearness) or doc.lower[name.start - 2] in lists.nearness
    local = {small.at, small.inside, small.by}
    if bare and marker in local | {small.of} and _has_country_behind(doc, name.end):
        votes["PLACE"] += OWN_WORDS
    if marker in local and is_among(doc, head, lists.place_verbs):
        votes["PLACE"] += OWN_WORDS if bare else SURFACE
    elif fired or (near and bare and marker in {small.at, small.of}):
        votes["PLACE"] += OWN_WORDS
    elif marker == small.at and bare and _is_honoured(doc, name, head):
        votes["PERSON"] += OWN_WORDS
    elif marker == small.at and bare and _is_outlet(doc, name, head):
        votes["ORGANISATION"] += OWN_WORDS
    elif marker == small.inside and bare:
        votes["PLACE"] += SURFACE
    elif marker == small.of:
        _weigh_noun_of(doc, name, head, votes)


def _weigh_verb(doc: Text, name: Name, root: int, votes: Votes) -> None:
    """Weigh the verb of which the name is the subject or the object."""
    lists, head, dep = usage(), doc.head[root], doc.dep[root]
    undergoes, bare = dep in {"obj", "nsubj:pass"}, not has_article(doc, name.start)
    if undergoes and is_among(doc, head, lists.conquest_verbs):
        votes["PLACE"] += OWN_WORDS
    elif undergoes and is_among(doc, head, lists.organisation_verbs):
        votes["ORGANISATION"] += OWN_WORDS
    elif dep == "nsubj" and is_among(doc, head, lists.organisation_acts):
        known = doc.words[name.start] in first_names()
        votes["ORGANISATION"] += SURFACE if known else OWN_WORDS
    elif _buys(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    elif dep == "nsubj" and bare and is_among(doc, head, lists.person_acts):
        votes["PERSON"] += OWN_WORDS


def _weigh_noun_of(doc: Text, name: Name, head: int, votes: Votes) -> None:
    """Weigh the noun that "di" and the name belong to."""
    lists, several = usage(), name.end - name.start > 1
    bare = not has_article(doc, name.start)
    if is_among(doc, head, lists.seat_titles) and bare:
        votes["PLACE"] += OWN_WORDS
    elif is_among(doc, head, lists.organisation_governors):
        certain = several or is_among(doc, head, lists.firm_governors)
        votes["ORGANISATION"] += OWN_WORDS if certain else MODEL
    elif several and name.type != "PLACE" and is_among(doc, head, lists.organisation_allies):
        votes["ORGANISATION"] += OWN_WORDS
    elif is_among(doc, head, lists.person_governors) and bare:
        votes["PERSON"] += SURFACE


def _is_municipality(doc: Text, name: Name, head: int) -> bool:
    """Whether it is a town of Italy behind "a", "in" or "di", where nothing asks for a person.

    "A Zocca", but neither "consegnato a Tricarico" nor "l'arresto di Tricarico".
    """
    small, marker = prepositions(), usage().preposition(doc.words[name.start - 1])
    if has_article(doc, name.start) or marker not in {small.at, small.inside, small.of}:
        return False
    if name.end - name.start == 1 and doc.words[name.start] in first_names():
        return False
    if doc.written(name.start, name.end) not in places().municipalities:
        return False
    people = usage().person_recipients, usage().person_governors
    return not any(is_among(doc, head, listed) for listed in people)


def _has_country_behind(doc: Text, end: int) -> bool:
    """Whether its country follows: "da Innsbruck, in Austria", "Lione (Francia)"."""
    mark, following = doc.words[end], doc.words[end + 1]
    within = mark == "," and usage().preposition(following) == prepositions().inside
    country = end + 1 + within
    return (within or mark == "(") and doc.lower[country] in countries().names


def _is_honoured(doc: Text, name: Name, head: int) -> bool:
    """Whether "a" is to whom one pays tribute, or gives, by a full name: "conferito a X Y"."""
    if is_among(doc, head, usage().person_honours):
        return True
    full = name.end - name.start > 1 and not is_place(doc.written(name.start, name.end))
    return full and is_among(doc, head, usage().person_recipients)


def _is_outlet(doc: Text, name: Name, head: int) -> bool:
    """Whether one tells it the news: "ha detto a Telecinque"; people are called by two names.

    Those named elsewhere in full are known by their surname, which weighs more.
    """
    if name.end - name.start > 1 or doc.words[name.start] in first_names():
        return False
    return is_among(doc, head, usage().telling_verbs) and doc.tree.has(head, "aux")


def _buys(doc: Text, name: Name, root: int) -> bool:
    """Whether a bare first name buys a firm, or what has an article as no town does.

    People who buy have a surname.
    """
    bare = name.end - name.start == 1 and doc.words[name.start] in first_names()
    unheard = not is_place(doc.written(name.start, name.end))
    town = name.type != "PLACE" or not (unheard or has_article(doc, name.start))
    if not bare and town:
        return _takes_over(doc, name, root)
    verbs = doc.behind(root, "acl:relcl")
    verbs += [doc.head[root]] if doc.dep[root] == "nsubj" else []
    return any(is_among(doc, v, usage().buying_verbs) and not _is_private(doc, v) for v in verbs)


def _takes_over(doc: Text, name: Name, root: int) -> bool:
    """Whether a single word takes over what has a name: "Norvex compra Delsea".

    A person so called is known by a full name elsewhere, which weighs more.
    """
    verb, lists = doc.head[root], usage()
    return (
        name.end - name.start == 1
        and doc.dep[root] == "nsubj"
        and is_among(doc, verb, lists.buying_verbs)
        and is_among(doc, verb, lists.organisation_verbs)
        and any(doc.pos[k] == "PROPN" for k in doc.tree.having(verb, "obj"))
    )


def _is_private(doc: Text, verb: int) -> bool:
    """Whether it is done to somebody of a bare first name too: "Stefano ha licenziato Angela".

    Not where what it is done to is a firm as well ("Leonardo ha rilevato Vittoria").
    """
    return not is_among(doc, verb, usage().organisation_verbs) and any(
        doc.words[k] in first_names() and not doc.tree.having(k, *FLAT)
        for k in doc.tree.having(verb, "obj")
    )
