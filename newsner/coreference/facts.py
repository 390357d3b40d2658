"""The facts that the ranker reads, by name: of an anaphor (`OWN`), of it with a candidate (`PAIR`).

A fact holds or not; its name says in words what it is, and is what `explain` shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .anaphors import SORTS

TYPES = ("PERSON", "COUNTRY", "ORGANISATION", "PLACE")
ROLES = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "ROOT", "amod", "other")
KINDS = ("name", "demonym", "metonym", "nominal", "pronoun", "null")
LINKS = ("conj", "ccomp", "advcl", "xcomp", "acl:relcl", "acl", "parataxis", "csubj", "other")
SENTENCES = (0, 1, 2, 3, 5, 9)  # how far back; each counts as the last that it reaches
WORDS = (4, 8, 16, 32, 64, 128)
COUNTS = (1, 2, 3, 5, 8)
RANKS = (0, 1, 2, 4)
CLASSES = (
    "reporting", "addressing", "opinion", "politics", "life", "motion", "copular", "affected",
    "human_object", "thing_object", "thing_subject", "impersonal", "weather", "clausal_object",
    "continuing", "pronominal", "transitive",
)  # fmt: skip
RULES = {
    "null-coordinated": ("null-coordinated",),
    "null-governed": ("null-complement", "null-adverbial", "null-relative", "null-parataxis"),
    "null-salient": ("null-salient",),
    "clitic": ("clitic", "enclitic"),
    "strong": ("strong",),
    "possessive-subject": ("possessive-subject",),
    "possessive": ("possessive",),
    "role": ("role", "unique"),
    "person": ("role-only", "role-same", "person", "deed"),
    "class-by": ("class-by", "class-k"),
    "class": ("class", "byname", "state", "body", "fighters", "own"),
    "several": ("counted", "last", "in-order", "called", "pair", "kin"),
    "speaker": ("speaker",),
}


class Names:
    """Names of features with their columns."""

    def __init__(self, *names: str) -> None:
        self.at = {name: k for k, name in enumerate(names)}
        if len(self.at) != len(names):
            raise ValueError("two features have one name")

    def __len__(self) -> int:
        return len(self.at)

    def group(self, what: str, values: Iterable[object]) -> dict[object, int]:
        """Give the columns of a feature that has one of several values."""
        return {v: self.at[f"{what} {v}"] for v in values}


def _each(what: str, values: Iterable[object]) -> list[str]:
    return [f"{what} {v}" for v in values]


OWN = Names(
    *_each("sort", SORTS), "plural", "number unknown", "feminine", "masculine", "first person",
    "reflexive", "doubtful", "in a quotation", "in the headline", "early",
    *_each("verb", CLASSES), "passive", "with si", *_each("clause", LINKS), *_each("as", ROLES),
    "noun of relation", "kin", "office", "exclusive office", "official", "body", "ambiguous",
    "person noun", "epithet", "deed", "vacated", "institution",
    *_each("with", ("nmod", "acl", "amod", "nummod", "det:poss", "appos", "det")),
    "demonstrative", "beside a name", "bare", "no rule speaks", "a rule is sure",
)  # fmt: skip
PAIR = Names(
    *_each("type", TYPES), "several", "of two", "still to come", "other gender", "same gender",
    "other number", "same number", *_each("away", SENTENCES), *_each("words", WORDS),
    *_each("count", COUNTS), *_each("recent", RANKS), *_each("recent of its type", RANKS),
    *_each("was", ROLES), *_each("last", KINDS), "most named", "half as named as the most",
    "mostly subject", "subject here", "subject before", "main subject here",
    "main subject before", "spoke", "named first", "in the headline", "from a quotation",
    "object beside", "oblique beside", "subject beside", "subject above",
    *_each("subject above by", LINKS), "object above", "oblique above", "speaker",
    "somebody else speaks", "told of", "around", "inside", "relative",
    "the rule's", "in the rule's", "not the rule's", *_each("by rule", RULES), "by a sure rule",
    "called so", "called so with its complements", "other name of the office", "same field",
    "part in the event", "of the same owner", "of another owner", "other complements",
    "of the noun's type", "not of the noun's type", "kindred noun", "by nature", "name begins so",
    "byname", "owner", "the nation", "of the nation", "holds another office", "holds an office",
    "only one called so", "official", "has a role", "has none", "called so in passing",
    "only candidate of its type", "as many as counted", "not as many", "name has the noun",
    "in a like role", "possessor",
)  # fmt: skip
ON, OF = OWN.at, PAIR.at
SORT, VERB = OWN.group("sort", SORTS), OWN.group("verb", CLASSES)
CLAUSE, AS = OWN.group("clause", LINKS), OWN.group("as", ROLES)
TYPE, WAS, LAST = PAIR.group("type", TYPES), PAIR.group("was", ROLES), PAIR.group("last", KINDS)
ABOVE = PAIR.group("subject above by", LINKS)
RULE = PAIR.group("by rule", RULES)
SURE = 0.8  # certainty of a rule from which on it counts as sure


def _steps(what: str, values: Sequence[int]) -> list[int]:
    """Give the column for each whole number up to the last value."""
    return [OF[f"{what} {next(v for v in values if k <= v)}"] for k in range(values[-1] + 1)]


AWAY, FAR, COUNT = (
    _steps("away", SENTENCES), _steps("words", WORDS), _steps("count", COUNTS)
)  # fmt: skip
RECENT, RECENT_OF_TYPE = _steps("recent", RANKS), _steps("recent of its type", RANKS)


def rule_group(rule: str) -> str:
    """Give the group of rules that a rule belongs to, by the longest beginning."""
    fitting = [(len(n), g) for g, names in RULES.items() for n in names if rule.startswith(n)]
    return max(fitting)[1] if fitting else ""
