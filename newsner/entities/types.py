"""What kind of thing a name names: the model's vote weighed against what stands around it.

Votes are counted over all places of the article where the same name stands, so that a name has
one type throughout; the model has one vote in all, however often it repeats itself. The weights
order the kinds of evidence; they are not probabilities: an apposition ("il quotidiano X") outweighs
the model, the model outweighs a bare preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ..knowledge.countries import countries
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
    has_province,
    is_among,
    noun_before,
    noun_of,
    preposition,
    root_of,
)

APPOSITION = 4.0
OWN_WORDS = 3.0  # a first name, a company form
MODEL = 2.0
SURFACE = 1.0  # article, preposition, capitals
NEEDED_BY_MISC = APPOSITION

Votes = defaultdict[str, float]


def decide_types(doc: Doc, names: Iterable[Name], *, sport: bool) -> list[Name]:
    """Give the names with their type decided, without those that are neither of ours."""
    names = list(names)
    surnames = {doc[n.end - 1].text.casefold() for n in names if _is_full_name(n)}
    parts = surnames | {doc[n.start].text.casefold() for n in names if _is_full_name(n)}
    for name in names:
        if name.rule == "known" and _is_bearer(doc, name, surnames):
            name.type, name.rule, name.keys, name.canonical = "PERSON", "surname", (), ""
    places_of: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.rule in _UNSURE and not name.canonical:
            places_of[doc[name.start : name.end].text.casefold()].append(name)
    dropped = {id(n) for group in places_of.values() for n in _decide(doc, group, parts, sport)}
    return [name for name in names if id(name) not in dropped]


_UNSURE = frozenset({"model", "repeated", "first name"})


def _shouted(doc: Doc, name: Name) -> bool:
    """Whether a name stands in a headline all in capitals, where every word looks like a name."""
    near = doc[max(0, name.start - _HEADLINE) : name.end + _HEADLINE]
    words = [t.text for t in near if t.is_alpha and len(t) > 2]
    return len(words) > name.end - name.start and all(word.isupper() for word in words)


_HEADLINE = 3  # words to either side that have to be in capitals


def _is_full_name(name: Name) -> bool:
    return name.type == "PERSON" and name.end - name.start > 1


def _decide(doc: Doc, group: list[Name], parts: set[str], sport: bool) -> list[Name]:
    """Set the type of the places where one name stands; give those that name nothing of ours."""
    votes: Votes = defaultdict(float)
    for name in group:
        if name.type != "MISC":
            votes[name.type] += MODEL / len(group)
        _weigh(doc, name, votes, sport=sport)
    if group[0].end - group[0].start == 1 and doc[group[0].start].text.casefold() in parts:
        votes["PERSON"] += APPOSITION
    certain = parts | {doc[n.start : n.end].text.casefold() for n in group if not _shouted(doc, n)}
    best, weight = max(votes.items(), key=lambda vote: vote[1], default=("", 0.0))
    dropped = []
    for name in group:
        unsure = weight < (NEEDED_BY_MISC if name.type == "MISC" else SURFACE / 2)
        shouted = _shouted(doc, name) and doc[name.start : name.end].text.casefold() not in certain
        if unsure or shouted or _is_thing(doc, name):
            dropped.append(name)
        elif votes[name.type] < weight:
            name.type = best
    return dropped


def _is_bearer(doc: Doc, name: Name, surnames: set[str]) -> bool:
    """Whether a known city or organisation is a person here ("il sindaco Colombo")."""
    if name.end - name.start > 1 or name.type in {"COUNTRY", "SEAT"}:
        return False
    noun = noun_before(doc, name.start)
    if noun is not None and type_of_noun(noun) == "PERSON" and noun.text.islower():
        return True
    return (
        doc[name.start].text.casefold() in surnames
        and preposition(doc, doc[name.start]) not in {"a", "in"}
        and not has_article(doc, name.start)
    )


def _is_thing(doc: Doc, name: Name) -> bool:
    """Whether the noun before makes it the name of a thing ("il premio X")."""
    noun = noun_before(doc, name.start)
    return noun is not None and is_among(noun, usage().things)


def _weigh(doc: Doc, name: Name, votes: Votes, *, sport: bool) -> None:
    """Add the weight of what stands in and around the name at one place."""
    root = root_of(doc, name.start, name.end)
    _inside(doc, name, votes)
    _beside(doc, name, root, votes)
    _governed(doc, name, root, votes)
    if not sport and name.end - name.start == 1 and _after_demonym_noun(doc, name.start):
        votes["ORGANISATION"] += OWN_WORDS  # "la spagnola Navantia"; people come with two names


def _inside(doc: Doc, name: Name, votes: Votes) -> None:
    """Weigh the name's own words."""
    words = [doc[i].text for i in range(name.start, name.end)]
    first = words[0].casefold()
    if len(words) == 1:
        if words[0].isupper() and len(words[0]) > 1:
            votes["ORGANISATION"] += SURFACE
        if words[0].startswith(usage().organisation_prefixes) and words[0] not in first_names():
            votes["ORGANISATION"] += OWN_WORDS
        return
    if words[0] in first_names():
        likely = name.type != "PLACE" or len(words) > 2
        votes["PERSON"] += OWN_WORDS if likely else SURFACE
    if any(word.casefold() in usage().company_forms for word in words):
        votes["ORGANISATION"] += OWN_WORDS
    if first in places().opening or words[-1].casefold() in usage().place_forms:
        votes["PLACE"] += APPOSITION
    elif first in organisations().seated or not organisations().nouns.isdisjoint(
        word.casefold() for word in words[:2]
    ):
        votes["ORGANISATION"] += APPOSITION


def _beside(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """Weigh nouns in apposition, the place a noun is of, age, and the article."""
    noun = _apposition(doc, name, root)
    if noun is not None:
        votes[type_of_noun(noun)] += APPOSITION
    of = noun_of(doc, name.start)
    if of is not None and not has_article(doc, name.start):
        if is_among(of, places().nouns) or is_among(of, organisations().seated):
            votes["PLACE"] += OWN_WORDS
    elif of is not None and of.text.casefold() in places().opening:
        votes["PLACE"] += APPOSITION
    if has_province(doc, name.end):
        votes["PLACE"] += APPOSITION + OWN_WORDS
    if _has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1:
        _article(doc, name, votes)


def _article(doc: Doc, name: Name, votes: Votes) -> None:
    """Weigh the article of a single word: towns have none, men neither, women may ("la Meloni")."""
    before = doc[name.start - 1] if name.start else None
    gender = article_gender(doc, name.start)
    elided = before is not None and before.text.casefold() in usage().articles.elided
    if (gender or elided) and name.type != "PLACE":  # regions and rivers do have one
        votes["ORGANISATION"] += SURFACE
        votes["PLACE"] -= SURFACE
    if gender == "Masc" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
        votes["PERSON"] -= MODEL
    if before is not None and before.text.casefold() in usage().articles.plural:
        votes["PERSON"] -= MODEL  # "i Leopard": things, or a family
    if before is not None and before.text == "(" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE


def _after_demonym_noun(doc: Doc, start: int) -> bool:
    """Whether an article and a demonym stand before a name: the demonym is its noun."""
    if start < 2 or doc[start - 1].text not in countries().demonyms:
        return False
    return has_article(doc, start - 1)


def _apposition(doc: Doc, name: Name, root: Token) -> Token | None:
    """Noun in apposition to the name that tells its type; None where none does."""
    nouns = [noun_before(doc, name.start)]
    head = root.head
    if head.i < name.start and head.pos_ in NOMINAL and root.dep_ in _NAMING:
        marker = preposition(doc, root)
        nouns.append(None if marker else head)
    nouns += [child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN"]
    return next(
        (
            n
            for n in nouns
            if n is not None and n.i not in range(name.start, name.end) and type_of_noun(n)
        ),
        None,
    )


_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})


def type_of_noun(noun: Token) -> str:
    """Type of what a common noun denotes, "" where it does not tell."""
    if is_among(noun, usage().shared_titles):
        return ""
    if titles().get(noun.text) or titles().get(noun.lemma_):
        return "PERSON"
    if noun.text[0].isupper() and not noun.is_sent_start:
        return ""  # the end of a name: "il presidente della Commissione europea X"
    if is_among(noun, organisations().nouns):
        return "ORGANISATION"
    if is_among(noun, places().nouns):
        return "PLACE"
    return "ORGANISATION" if is_among(noun, organisations().seated) else ""


def _has_age(doc: Doc, end: int) -> bool:
    """Whether ", 41 anni" follows."""
    return (
        end + 2 < len(doc)
        and doc[end].text in {",", "("}
        and doc[end + 1].like_num
        and doc[end + 2].text.casefold() in usage().age
    )


def _governed(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """Weigh the governor and the preposition."""
    marker = preposition(doc, root)
    head = root.head
    bare = not has_article(doc, name.start)
    lists = usage()
    if not marker:
        if root.dep_ == "obj" and is_among(head, lists.conquest_verbs):
            votes["PLACE"] += OWN_WORDS
        elif root.dep_ in {"obj", "nsubj:pass"} and is_among(head, lists.organisation_verbs):
            votes["ORGANISATION"] += OWN_WORDS
        return
    if marker in {"a", "in", "da"} and is_among(head, lists.place_verbs):
        votes["PLACE"] += OWN_WORDS if bare else SURFACE
    elif (marker == "su" and is_among(head, lists.fired)) or (
        marker in {"a", "di"} and bare and (is_among(head, lists.nearness) or _near(doc, name))
    ):
        votes["PLACE"] += OWN_WORDS
    elif marker == "in" and bare:
        votes["PLACE"] += SURFACE
    elif marker == "di":
        if is_among(head, lists.seat_titles) and bare:
            votes["PLACE"] += OWN_WORDS
        elif is_among(head, lists.organisation_governors):
            votes["ORGANISATION"] += MODEL
        elif is_among(head, lists.person_governors) and bare:
            votes["PERSON"] += SURFACE


def _near(doc: Doc, name: Name) -> bool:
    """Whether a word of nearness stands before the preposition ("vicino a X")."""
    return name.start >= 2 and doc[name.start - 2].text.casefold() in usage().nearness
