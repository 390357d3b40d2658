"""How prominent what a sentence speaks of is, by its place there.

The ranking follows Lappin and Leass (1994) in weighing grammatical roles and recency, and
centering theory (Grosz, Joshi, Weinstein 1995; for Italian Di Eugenio 1998) in letting a null
subject continue the centre of the sentence before.
"""

from __future__ import annotations

from ..words import Word
from .tree import NOMINAL, clause_of

OFFICIAL = 0.8  # factor for judges and officers, who act by office and are seldom spoken of again
POSTVERBAL = 0.7  # factor for a subject after its verb, which is news and not the topic
MEMBER = 0.3  # factor for one of several whom an anaphor has taken up
WINDOW = 2  # sentences before the anaphor in which antecedents are looked for
DECAY = (1.0, 0.6, 0.35)  # weight of a referent by sentences since
ROLE = {  # weight of a referent by its grammatical role
    "nsubj": 4.0,
    "nsubj:pass": 4.0,
    "ROOT": 3.0,
    "obl:agent": 3.0,
    "obj": 2.5,
    "iobj": 2.5,
    "obl": 2.0,
    "nmod": 1.2,
}
OTHER_ROLE = 1.0
EMBEDDED = 0.8  # factor for what stands in a subordinate clause
CONTINUITY = 0.2  # for each mention before, up to four
QUOTED = 0.5  # factor for what somebody's words named, seen from outside the quotation
EXPLAINED = 2.5  # factor for whom the words before a colon named last: the rest speaks of them
RECENCY = 0.6  # for the place in its sentence: from 0 at the start to this at the end


def weight_of(token: Word, role: str) -> float:
    """Give the weight of the noun phrase that ``token`` heads in a role."""
    weight = ROLE.get(role, OTHER_ROLE)
    clause = clause_of(token)
    embedded = clause is not None and clause.dep_ in ("acl:relcl", "acl", "advcl", "ccomp")
    return weight * EMBEDDED if embedded else weight


def role_of(token: Word) -> str:
    """Grammatical role; a conjunct has that of the first, a plain apposition of its head."""
    if token.pos_ == "ADJ":
        return "amod"
    while token.dep_ in ("conj", "appos") and token.head != token and _nominal(token.head):
        token = token.head
    return token.dep_


def _nominal(token: Word) -> bool:
    return token.pos_ in NOMINAL or token.pos_ == "PRON"
