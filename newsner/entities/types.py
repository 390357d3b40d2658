"""What kind of thing a name names: the model's vote weighed against what stands around it.

Votes are counted over all places of the article where the same name stands, so that a name has
one type throughout; the model has one vote in all, however often it repeats itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..knowledge.names import first_names
from ..knowledge.places import places
from ..knowledge.usage import metonymy, prepositions, usage
from .evidence import weigh
from .nouns import type_of_noun
from .syntax import (
    Name,
    article_gender,
    has_article,
    is_among,
    is_one_of_many,
    noun_before,
    nouns_of_bodies,
    preposition,
)
from .text import Text
from .weights import APPOSITION, MODEL, SURFACE, Votes

NEEDED_BY_MISC = APPOSITION


def decide_types(doc: Text, names: Iterable[Name], *, sport: bool) -> list[Name]:
    """Give the names with their type decided, without those that are neither of ours.

    Names of several words come first: a single one is often a part of them.
    """
    names = list(names)
    several = _groups(doc, (n for n in names if n.end - n.start > 1), _Words(), sport=sport)
    dropped = {id(n) for g in several for n in _decide(doc, g, _Words(), sport=sport)}
    words = _words(doc, [n for n in names if n.end - n.start > 1 and id(n) not in dropped])
    for name in names:
        if name.rule == "known" and _is_bearer(doc, name, words.surnames):
            name.type, name.rule, name.keys, name.canonical = "PERSON", "surname", (), ""
    single = _groups(doc, (n for n in names if n.end - n.start == 1), words, sport=sport)
    dropped.update(id(n) for g in single for n in _decide(doc, g, words, sport=sport))
    return [name for name in names if id(name) not in dropped]


def _groups(
    doc: Text, names: Iterable[Name], words: _Words, *, sport: bool
) -> Iterable[list[Name]]:
    """Names to decide on together: of the same words, in the same kind of place."""
    groups: dict[tuple[str, bool, bool], list[Name]] = defaultdict(list)
    for name in names:
        if name.rule in _UNSURE and not name.canonical:
            text = doc.written(name.start, name.end).casefold()
            in_town = sport and _is_in_town(doc, name)
            groups[text, in_town, _is_firm(doc, name, words)].append(name)
    return groups.values()


def _is_firm(doc: Text, name: Name, words: _Words) -> bool:
    """Whether it is the firm that bears a surname: "la Ferri", where there is a "Ferri Spa".

    Or where only men bear it.
    """
    first = doc.lower[name.start]
    if first in words.mens and article_gender(doc, name.start) == "Fem":
        return True
    return first in words.openers & words.surnames and has_article(doc, name.start)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of the article's full names, in small letters.

    surnames, first_names
        last and first words of people's
    openers
        first words of organisations'
    mens
        surnames that only men have
    """

    surnames: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    mens: frozenset[str] = frozenset()

    def has_part(self, word: str) -> bool:
        """Whether the word is one of somebody's names."""
        return word in self.surnames or word in self.first_names


def _words(doc: Text, full: list[Name]) -> _Words:
    """Words of full names."""
    people = [n for n in full if n.type == "PERSON"]
    surnames = frozenset(doc.lower[n.end - 1] for n in people)
    of_men = [first_names().get(doc.words[n.start]) == "Masc" for n in people]
    women = {doc.lower[n.end - 1] for n, man in zip(people, of_men, strict=True) if not man}
    first = frozenset(doc.lower[n.start] for n in people)
    return _Words(surnames, first, frozenset(nouns_of_bodies(doc, full)), surnames - women)


def _is_in_town(doc: Text, name: Name) -> bool:
    """Whether "a" without article makes it a town: the club of that name has one.

    Not where "a" says whom one speaks to ("ha detto a Dazn").
    """
    root = doc.tree.top(name.start, name.end)
    at = preposition(doc, root) == prepositions().at and not has_article(doc, name.start)
    return at and not is_among(doc, doc.head[root], metonymy().prepositions.at)


_UNSURE = frozenset({"model", "repeated", "first name"})


def _shouted(doc: Text, name: Name) -> bool:
    """Whether a name stands in a headline all in capitals, where every word looks like a name."""
    near = doc.words[max(0, name.start - _HEADLINE) : name.end + _HEADLINE]
    words = [word for word in near if word.isalpha() and len(word) > 2]
    return len(words) > name.end - name.start and all(word.isupper() for word in words)


_HEADLINE = 3  # words to either side that have to be in capitals


def _decide(doc: Text, group: list[Name], words: _Words, *, sport: bool) -> list[Name]:
    """Set the type of the places where one name stands; give those that name nothing of ours."""
    votes: Votes = defaultdict(float)
    for name in group:
        if name.type != "MISC":
            votes[name.type] += MODEL / len(group)
        weigh(doc, name, votes, sport=sport)
    first = doc.lower[group[0].start]
    if group[0].end - group[0].start == 1:
        firm = _is_firm(doc, group[0], words)
        if words.has_part(first) and not firm:
            votes["PERSON"] += APPOSITION
        elif (firm and first in words.mens) or (
            first in words.openers and group[0].type != "PLACE"
        ):
            votes["ORGANISATION"] += APPOSITION
        elif all(article_gender(doc, n.start) == "Fem" and n.type == "PERSON" for n in group):
            votes["ORGANISATION"] += MODEL  # "la Vanderzee", where no woman of that name is
    loud = [_shouted(doc, n) for n in group]
    # a headline in capitals is believed where the name also stands in small letters
    certain = not all(loud) or words.has_part(doc.written(group[0].start, group[0].end).casefold())
    best, weight = max(votes.items(), key=lambda vote: vote[1], default=("", 0.0))
    dropped = []
    things = [_is_thing(doc, n) for n in group]
    vessel = any(is_among(doc, noun_before(doc, n.start), usage().vessels) for n in group)
    if vessel and all(n.type != "PERSON" for n in group):
        return group  # "la nave Stella" makes "la Stella" a ship throughout
    for name, thing, shouted in zip(group, things, loud, strict=True):
        unsure = weight < (NEEDED_BY_MISC if name.type == "MISC" else SURFACE / 2)
        if unsure or thing or (shouted and not certain):
            dropped.append(name)
        elif votes[name.type] < weight:
            name.type = best
    return dropped


def _is_bearer(doc: Text, name: Name, surnames: Collection[str]) -> bool:
    """Whether a known city or organisation is a person here ("il sindaco Colombo")."""
    if name.end - name.start > 1 or name.type in {"COUNTRY", "SEAT"}:
        return False
    noun = noun_before(doc, name.start)
    if type_of_noun(doc, noun) == "PERSON" and doc.words[noun].islower():
        return doc.kinds[name.start] != "ORG"  # "il vicepresidente Milan"
    return (
        doc.lower[name.start] in surnames
        and preposition(doc, name.start) not in prepositions().places
        and not has_article(doc, name.start)
    )


def _is_thing(doc: Text, name: Name) -> bool:
    """Whether it names a thing: by the noun before ("il premio X"), or as what one wins."""
    noun = noun_before(doc, name.start)
    root = doc.tree.top(name.start, name.end)
    if is_among(doc, noun, usage().things):
        return name.type != "PERSON" or not _is_named_beside(doc, noun, root)
    model = is_one_of_many(doc, name.start) and doc.lower[name.start] not in places().nouns
    if name.type == "PLACE" and model:
        return True  # "un Irisbus Citelis"
    return (
        name.type != "PERSON"
        and doc.dep[root] == "obj"
        and is_among(doc, doc.head[root], usage().contest_verbs)
        and doc.tree.has(doc.head[root], "nsubj")
    )


def _is_named_beside(doc: Text, noun: int, root: int) -> bool:
    """Whether a person is named behind a thing that does not bear the name.

    The thing is another part of the clause ("in quel festival Neri ha vinto"), or a town after all
    ("il sindaco di Lodi Ugo Neri": the lemma of "lodo" errs).
    """
    apart = doc.dep[noun] == "obl" and doc.dep[root] == "nsubj" and doc.head[root] != noun
    return apart or (doc.pos[noun] == "PROPN" and doc.words[noun].istitle())
