"""Whom or what somebody stands for: an office, a state, a body.

In: the state of the reading with a referent or an entity; out: yes or no, or the side it is on.
"""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from .discourse import Discourse
from .phrases import title_at
from .referent import Referent


def is_official(d: Discourse, referent: Referent) -> bool:
    """Whether a person acts by office: a judge, an officer of the police."""
    nouns = anaphora().officials.nouns
    if not referent.entities:
        title = title_at(d.doc[referent.token])
        return title is not None and title.lemma in nouns
    return any(not nouns.isdisjoint(d.profiles[e].roles) for e in referent.entities)


def is_institution(d: Discourse, entity: int) -> bool:
    """Whether the name of a body begins as those of courts, councils and ministries do."""
    first = d.entities[entity].name.split(" ")[0].casefold()
    return first in anaphora().institution.nouns


def side_of(d: Discourse, entity: int) -> int:
    """Country or body that a person speaks for; a country or body itself; -1 for none."""
    if d.entities[entity].type != "PERSON":
        return entity
    owners = sorted(d.profiles[entity].owners())
    states = [o for o in owners if d.entities[o].type == "COUNTRY"]
    bodies = [o for o in owners if d.entities[o].type == "ORGANISATION"]
    return next(iter(states or bodies), -1)
