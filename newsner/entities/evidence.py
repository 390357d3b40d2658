"""What stands in and around a name and speaks for a type."""

from __future__ import annotations

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .beside import weigh_beside
from .bodies import (
    is_former,
    is_listed_with_body,
    is_of_its_people,
    is_relation_of_firms,
)
from .governors import weigh_governor
from .inside import weigh_inside
from .syntax import (
    Name,
    article_gender,
    follows_demonym,
    has_article,
    has_street,
    is_among,
    preposition,
)
from .text import Text
from .weights import APPOSITION, OWN_WORDS, Votes


def weigh(doc: Text, name: Name, votes: Votes, *, sport: bool) -> None:
    """Add the weight of what stands in and around the name at one place."""
    root = doc.tree.top(name.start, name.end)
    weigh_inside(doc, name, votes)
    weigh_beside(doc, name, root, votes)
    weigh_governor(doc, name, root, votes)
    if has_article(doc, name.start) and has_street(doc, name.end):
        votes["ORGANISATION"] += OWN_WORDS
    if is_relation_of_firms(doc, name) or is_former(doc, name):
        votes["ORGANISATION"] += APPOSITION
    if _is_stage_name(doc, name.end):
        votes["PERSON"] += APPOSITION + OWN_WORDS
    if is_listed_with_body(doc, name, root):
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS
    if is_of_its_people(doc, name):
        votes["ORGANISATION"] += OWN_WORDS
    if sport and _is_played_at(doc, name, root):
        votes["PLACE"] += APPOSITION + OWN_WORDS  # more than what its article speaks for
    if not sport and follows_demonym(doc, name.start):
        full = name.end - name.start > 1 and name.type == "PERSON"
        if not full:
            votes["ORGANISATION"] += OWN_WORDS  # "la spagnola Navantia"; people have two names


def _is_played_at(doc: Text, name: Name, root: int) -> bool:
    """Whether one plays there: "ieri sera al Ferraris ha travolto la Sampdoria"."""
    text = doc.written(name.start, name.end)
    if text in organisations().known or text in places().italian_cities:
        return False
    at = article_gender(doc, name.start) == "Masc" and preposition(doc, root) == prepositions().at
    return at and is_among(doc, doc.head[root], usage().venue_verbs)


_REGISTER = 3  # tokens behind a stage name: ", al secolo"


def _is_stage_name(doc: Text, end: int) -> bool:
    """Whether the real name is said to follow: "Baby Gang, al secolo Zaccaria Mouhib"."""
    behind = doc.lower[end : end + _REGISTER]
    return behind[:1] in ([","], ["("]) and not usage().registered.isdisjoint(behind)
