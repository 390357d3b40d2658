"""What kind of thing a name names: the model's vote weighed against what stands around it.

Votes are counted over all places of the article where the same name stands, so that a name has one
type throughout. The weights order the kinds of evidence; they are not probabilities: an apposition
("il quotidiano X") outweighs the model, the model outweighs a bare preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from .syntax import (
    NOMINAL,
    Name,
    article_gender,
    has_article,
    noun_before,
    noun_of,
    preposition,
    root_of,
)

APPOSITION = 4.0
OWN_WORDS = 3.0  # a first name, a company form
MODEL = 2.0
SURFACE = 1.0  # article, preposition, capitals
NEEDED_BY_MISC = 3.0

Votes = defaultdict[str, float]

_OPEN = frozenset({"PERSON", "ORGANISATION", "PLACE", "MISC"})


def decide_types(doc: Doc, names: Iterable[Name]) -> list[Name]:
    """Give the names with their type decided, without those that are neither of ours."""
    names = list(names)
    votes: dict[str, Votes] = defaultdict(_none)
    for name in names:
        if name.type in _OPEN and not name.canonical:
            _weigh(doc, name, votes[_key(doc, name)])
    surnames = {doc[n.end - 1].text for n in names if n.type == "PERSON" and n.end - n.start > 1}
    kept = []
    for name in names:
        if name.type in _OPEN and not name.canonical and name.rule != "known":
            if name.end - name.start == 1 and doc[name.start].text in surnames:
                votes[_key(doc, name)]["PERSON"] += MODEL
            best = _best(votes[_key(doc, name)], name.type)
            if best is None:
                continue
            name.type = best
        kept.append(name)
    return kept


def _none() -> Votes:
    return defaultdict(float)


def _key(doc: Doc, name: Name) -> str:
    return doc[name.start : name.end].text.casefold()


def _best(votes: Votes, model: str) -> str | None:
    if not votes:
        return None if model == "MISC" else model
    kind, weight = max(votes.items(), key=lambda vote: (vote[1], vote[0] == model))
    if model == "MISC" and weight < NEEDED_BY_MISC:
        return None
    return kind


def _weigh(doc: Doc, name: Name, votes: Votes) -> None:
    """Add the weight of evidence for each type at one place."""
    if name.type != "MISC":
        votes[name.type] += MODEL
    root = root_of(doc, name.start, name.end)
    _inside(doc, name, votes)
    _beside(doc, name, root, votes)
    _governed(doc, name, root, votes)


def _inside(doc: Doc, name: Name, votes: Votes) -> None:
    """What the name's own words say."""
    words = [doc[i].text for i in range(name.start, name.end)]
    if len(words) > 1 and words[0] in first_names():
        votes["PERSON"] += OWN_WORDS
    if any(word.casefold() in usage().company_forms for word in words):
        votes["ORGANISATION"] += OWN_WORDS
    first = words[0].casefold()
    if len(words) > 1 and first in places().opening:
        votes["PLACE"] += APPOSITION
    elif len(words) > 1 and first in organisations().nouns | organisations().seated:
        votes["ORGANISATION"] += APPOSITION
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        votes["ORGANISATION"] += SURFACE


def _beside(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """Nouns in apposition, age, article."""
    nouns = [noun_before(doc, name.start)]
    head = root.head
    if head.i < name.start and head.pos_ in NOMINAL and root.dep_ in _NAMING:
        nouns.append(head)
    nouns += [child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN"]
    for noun in {
        n.i: n for n in nouns if n is not None and not name.start <= n.i < name.end
    }.values():
        kind = type_of_noun(noun)
        if kind:
            votes[kind] += APPOSITION
            break
    of = noun_of(doc, name.start)
    if of is not None and of.lemma_.casefold() in places().nouns:
        votes["PLACE"] += APPOSITION - SURFACE
    if _has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1 and article_gender(doc, name.start):
        votes["ORGANISATION"] += SURFACE
        votes["PLACE"] -= SURFACE


_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})


def type_of_noun(noun: Token) -> str:
    """Type of what a common noun denotes, "" where it does not tell."""
    lemma, form = noun.lemma_.casefold(), noun.text.casefold()
    if titles().get(form) or titles().get(lemma):
        return "PERSON"
    if lemma in organisations().nouns or lemma in organisations().seated:
        return "ORGANISATION"
    return "PLACE" if lemma in places().nouns else ""


def _has_age(doc: Doc, end: int) -> bool:
    """Whether ", 41 anni" follows."""
    return (
        end + 2 < len(doc)
        and doc[end].text in {",", "("}
        and doc[end + 1].like_num
        and doc[end + 2].text.casefold() in usage().age
    )


def _governed(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """What the governor and the preposition say."""
    marker = preposition(doc, root)
    if not marker:
        return
    lemma = root.head.lemma_.casefold()
    bare = not has_article(doc, name.start)
    if marker in {"a", "in", "da"} and lemma in usage().place_verbs:
        votes["PLACE"] += OWN_WORDS if bare else SURFACE
    elif marker == "in" and bare:
        votes["PLACE"] += SURFACE
    elif marker == "di" and lemma in usage().seat_titles and bare:
        votes["PLACE"] += OWN_WORDS
