"""The facts that the ranker reads, by name: of an anaphor (`OWN`), of it with a candidate (`PAIR`).

A fact holds or not; its name says in words what it is, and is what `explain` shows. The weights
have a place for each in this order, also for those that nothing sets any more: "sort place",
"addressee", "byname".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

TYPES = ("PERSON", "COUNTRY", "ORGANISATION", "PLACE")
ROLES = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "root", "amod", "other")
KINDS = ("name", "demonym", "metonym", "nominal", "pronoun", "null")
LINKS = ("conj", "ccomp", "advcl", "xcomp", "acl:relcl", "acl", "parataxis", "csubj", "other")
SORTS = (
    "null", "object", "dative", "genitive", "place", "strong", "demonstrative", "possessive",
    "counted", "title", "class", "person", "noun",
)  # fmt: skip
PERIODS = (0, 1, 2, 3, 5, 9)  # how far back; each counts as the last that it reaches
WORDS = (4, 8, 16, 32, 64, 128)
COUNTS = (1, 2, 3, 5, 8)
RANKS = (0, 1, 2, 4)
CLASSES = (
    "reporting", "addressing", "opinion", "politics", "life", "motion", "copular", "affected",
    "human_object", "thing_object", "thing_subject", "impersonal", "weather", "clausal_object",
    "continuing", "pronominal", "transitive",
)  # fmt: skip
BESIDE = ("nmod", "acl", "amod", "nummod", "det:poss", "appos", "det")


class Names:
    """Names of facts with their columns."""

    def __init__(self, *names: str) -> None:
        self.at = {name: k for k, name in enumerate(names)}
        if len(self.at) != len(names):
            raise ValueError("two facts have one name")

    def __len__(self) -> int:
        return len(self.at)

    def group(self, what: str, values: Iterable[str]) -> dict[str, int]:
        """Give the columns of a fact that has one of several values."""
        return {v: self.at[f"{what} {v}"] for v in values}


def _each(what: str, values: Iterable[object]) -> list[str]:
    return [f"{what} {v}" for v in values]


OWN = Names(
    *_each("sort", SORTS), "plural", "number unknown", "feminine", "masculine", "first person",
    "reflexive", "doubtful", "in a quotation", "in the headline", "early", "begins the sentence",
    *_each("verb", CLASSES), "passive", "with si", *_each("clause", LINKS), *_each("as", ROLES),
    "noun of relation", "kin", "office", "exclusive office", "official", "body", "ambiguous",
    "person noun", "epithet", "deed", "vacated", "institution", "opposite", "fighters", "pair",
    *_each("with", BESIDE),
    "demonstrative", "beside a name", "bare", "told apart", "called so", "before its verb",
)  # fmt: skip
PAIR = Names(
    *_each("type", TYPES), "several", "of two", "coordinated", "of one clause", "still to come",
    "other gender", "same gender", "other number", "same number", *_each("away", PERIODS),
    *_each("words", WORDS), *_each("count", COUNTS), *_each("recent", RANKS),
    *_each("recent of its type", RANKS), *_each("was", ROLES), *_each("last", KINDS),
    "most named", "half as named as the most", "mostly subject", "subject here",
    "subject before", "main subject here", "main subject before", "spoke", "named first",
    "in the headline", "from a quotation", "object beside", "oblique beside", "subject beside",
    "subject above", *_each("subject above by", LINKS), "subject two above", "object above",
    "oblique above", "speaker", "somebody else speaks", "addressee", "told of", "around",
    "inside", "relative", "called so", "called so with its complements",
    "other name of the office", "same field", "part in the event", "of the same owner",
    "of another owner", "other complements", "of the noun's type", "not of the noun's type",
    "kindred noun", "kindred word", "by nature", "name begins so", "byname", "owner",
    "the nation", "of the nation", "holds another office", "holds an office",
    "only one called so", "official", "has a role", "has none", "called so in passing",
    "only candidate of its type", "as many as counted", "not as many", "name has the noun",
    "in a like role", "possessor", "homeland", "all called so",
)  # fmt: skip
ON, OF = OWN.at, PAIR.at
SORT, VERB = OWN.group("sort", SORTS), OWN.group("verb", CLASSES)
WITH = OWN.group("with", BESIDE)
CLAUSE, AS = OWN.group("clause", LINKS), OWN.group("as", ROLES)
TYPE, ABOVE = PAIR.group("type", TYPES), PAIR.group("subject above by", LINKS)
ROLE_AT = {role: k for k, role in enumerate(ROLES)}
KIND_AT = {kind: k for k, kind in enumerate(KINDS)}
Columns = NDArray[np.int64]


def _columns(what: str, values: Iterable[object]) -> Columns:
    return np.array([OF[f"{what} {v}"] for v in values])


def _steps(what: str, values: Sequence[int]) -> Columns:
    """Give the column for each whole number up to the last value."""
    return _columns(what, (next(v for v in values if k <= v) for k in range(values[-1] + 1)))


AWAY, FAR, COUNT = _steps("away", PERIODS), _steps("words", WORDS), _steps("count", COUNTS)
RECENT, RECENT_OF_TYPE = _steps("recent", RANKS), _steps("recent of its type", RANKS)
WAS, LAST = _columns("was", ROLES), _columns("last", KINDS)
