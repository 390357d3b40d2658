"""Pairs an article's prosecutors, judges and police with those who are proceeded against.

News of a trial names the judge in one sentence and the convict in another. In: the sides and
propositions of all sentences. Out: pairs, whatever sentences name them, with their features; what
holds between the two, if anything, is the scorer's to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from spacy.strings import get_string_id

from ..knowledge.propositions import words
from ..knowledge.relations import lexicon
from ..knowledge.triggers import NO_CLASSES, classes, number_of
from ..layers import RelationRow
from .parse import Parse
from .sides import NOWHERE, Sentence, Side

OFFICIALS = ("court", "prosecutor", "police")  # word lists: what they are called
TOLD = ("told_acquitted", "told_arrested", "told_convicted", "told_prosecuted")  # "l'imputato"
TYPES = ("ACQUITTED", "ARRESTED", "CONVICTED", "PROSECUTED")
SUSPECTED = frozenset(("ACCUSED", "ARRESTED", "PROSECUTED"))
CONVICTED, KILLED, DIED = "CONVICTED", "KILLED", "DIED_IN"
CRIMES = frozenset(("ATTACKED", KILLED))
MOST = 12  # of either kind that an article is read for
STEPS = (1, 2, 3, 5, 9)  # sentences between the two
Feature = tuple[int, int, int, int, int, int]  # template, four atoms, token
Facts = dict[tuple[int, int, int], int]  # class, predicate, role -> token


class Apart(NamedTuple):
    """An official and somebody proceeded against, in the sentences that name them nearest."""

    subject: tuple[int, Side]  # number of the sentence, side in it
    object: tuple[int, Side]
    features: list[Feature]


@cache
def _listed(*names: str) -> frozenset[int]:
    """Give the words of some lists, as atoms."""
    lists = lexicon().wordlists
    return frozenset(get_string_id(word) for name in names for word in lists[name])


def officials_and_told(
    sentences: Sequence[Sentence], titles: Mapping[int, Sequence[int]], person: int
) -> Iterator[Apart]:
    """Give the pairs of a text; ``person`` is the atom of that type of side."""
    law = {number_of(name) for name in TYPES}
    places: dict[int, list[tuple[int, Side]]] = {}
    facts: dict[int, Facts] = {}
    for n, here in enumerate(sentences):
        for e, side in here.sides.items():
            places.setdefault(e, []).append((n, side))
        for e, of_side in here.of_side.items():
            for t, k in of_side:
                for c in law.intersection(t.classes.strong + t.classes.weak):
                    facts.setdefault(e, {})[c, t.lemma, t.fillers[k][0]] = t.at
    kinds = {e: _kinds({there[0][1].head, *titles.get(e, ())}) for e, there in places.items()}
    told_words, lawyers = _listed(*TOLD), _listed("lawyer")
    officials = [e for e in places if kinds[e]][:MOST]
    told = [
        e
        for e, there in places.items()
        if not kinds[e]
        and not lawyers.intersection(titles.get(e, ()))
        and there[0][1].type == person
        and (e in facts or told_words.intersection(titles.get(e, ())))
    ][:MOST]
    alike = Counter(kind for e in officials for kind in kinds[e])
    for s in officials:
        for o in told:
            subject, object_ = _nearest(places[s], places[o])
            apart = subject[0] - object_[0]
            step = bisect_left(STEPS, abs(apart) + 1) * 2 + (apart > 0)
            features = []
            for kind in kinds[s]:
                head = subject[1].head
                features += [
                    (160, kind, subject[1].type, 0, 0, NOWHERE),
                    (161, kind, min(alike[kind], 3), min(len(told), 4), 0, NOWHERE),
                    (162, kind, step, 0, 0, NOWHERE),
                    (163, kind, head, 0, 0, NOWHERE),
                ]
                features += [(164, kind, title, 0, 0, NOWHERE) for title in titles.get(o, ())]
                for template, party in ((165, facts.get(o, {})), (168, facts.get(s, {}))):
                    for (c, lemma, role), at in party.items():
                        features.append((template, kind, c, role, 0, at))
                        features.append((template + 1, kind, lemma, role, 0, at))
                        features.append((template + 2, kind, c, min(alike[kind], 3), 0, at))
            yield Apart(subject, object_, features)


def killed(parse: Parse) -> frozenset[int]:
    """Give those of whom a text tells that they were killed: "ucciso X", "l'omicidio di X".

    They are not proceeded against, unless one proposition says so.
    """
    known, number = classes(), number_of(KILLED)
    return frozenset(
        e
        for p in parse.propositions
        if number in known.get(p.lemma, NO_CLASSES).strong
        for a in p.arguments
        if a.role in ("patient", "genitive")
        for e in a.entities
    )


def at_the_bar(parse: Parse) -> frozenset[int]:
    """Give those who judge, prosecute or defend by title: "il pm X", "l'avvocata Y".

    What befalls others in their presence is not theirs, unless a frame reads it.
    """
    lists = lexicon().wordlists
    called = lists["court"] | lists["prosecutor"] | lists["lawyer"]
    return frozenset(
        e
        for e, titles in parse.titles.items()
        if parse.entities[e].type == "PERSON" and not called.isdisjoint(titles)
    )


def is_of_crime(parse: Parse, i: int) -> bool:
    """Whether a name is that of the victim in the words for a crime: "inchiesta sulla morte di X".

    ``i`` is the token through which the name hangs; of several crimes ("gli omicidi di X") it may
    be the doer's.
    """
    known, fatal = classes(), {number_of(name) for name in (KILLED, DIED)}
    of = words().prepositions.genitive
    for k in parse.up(i):
        noun = parse.head[k]
        if noun == k or parse.pos[noun] != "NOUN":
            return False
        if of in parse.cases(k):
            told = known.get(parse.lemma[noun], NO_CLASSES).strong
            if not fatal.isdisjoint(told):
                return parse.feature(noun, "Number") != "Plur"
    return False


def leave_open(
    relations: Sequence[RelationRow], facts: Sequence[RelationRow], parse: Parse
) -> None:
    """Make uncertain the crimes that are told through proceedings against their doer.

    "Omicidio di Ada Riva, arrestato Ugo Zanetti": the sentence names the crime by a noun, and whom
    it is laid to by a verb of proceedings. Not where somebody was convicted of it.
    """
    suspected, convicted = set[tuple[int, int]](), set[int]()
    for row in (*relations, *facts):
        if row.type in SUSPECTED and row.status != "negated":
            suspected.add((row.object, parse.sentence[row.trigger[0]]))
        elif row.type == CONVICTED:
            convicted.add(row.object)
    for row in relations:
        at = row.trigger[0]
        told = row.type in CRIMES and row.status == "asserted" and parse.pos[at] == "NOUN"
        if told and row.subject not in convicted and (row.subject, parse.sentence[at]) in suspected:
            row.status = "uncertain"


def _kinds(called: set[int]) -> tuple[int, ...]:
    return tuple(get_string_id(name) for name in OFFICIALS if called & _listed(name))


def _nearest(
    subjects: Sequence[tuple[int, Side]], objects: Sequence[tuple[int, Side]]
) -> tuple[tuple[int, Side], tuple[int, Side]]:
    """Give the two places with the fewest sentences between them."""
    pairs = ((s, o) for s in subjects[:MOST] for o in objects[:MOST])
    return min(pairs, key=lambda pair: (abs(pair[0][0] - pair[1][0]), pair[1][0]))
