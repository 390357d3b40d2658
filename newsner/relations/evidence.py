"""What speaks for a relation between two entities that one sentence tells of, as features.

In: the propositions, mentions, dates and parse of a Doc. Out: its pairs, each with numbered
features, and the token that each feature stands on. The features of a pair are of its
propositions (the predicate with the roles of both, of each alone, with what else fills it, and
the predicates between two propositions that share a word), of the parse (the way from one to the
other), of the words between, and of both sides (type, kind of mention, head word). Beside its
lemma a word counts as its classes: the relation types among whose triggers it is.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from ..deadline import check
from ..knowledge.relations import lexicon
from ..knowledge.triggers import NO_CLASSES, classes
from ..layers import Proposition
from .parse import Parse
from .proceedings import officials_and_told
from .sides import NOWHERE, Place, Sentence, Side, Tie

TYPED = 101  # template of a predicate with the roles and types of both sides
BITS = 20  # of a feature's number
WIDTH = 7  # numbers of a feature as it is gathered: pair, template, four atoms, token
FAR = 45  # tokens between two mentions beyond which nothing but a proposition ties them
MANY = 24  # entities of a sentence; a list of more is read where a proposition ties them
BETWEEN = 14  # tokens between two mentions that are read one by one
DATE, PERSON = "DATE", "PERSON"
SIDES = (PERSON, "COUNTRY", "ORGANISATION", "PLACE", DATE)
ALL = 0xFFFFFFFFFFFFFFFF
PROPOSITION, PARSE, ARTICLE = 0, 1, 2
TITLES = 4  # of an entity that are read
FIRST, SECOND = 1, 2  # sides: subject, object


class Pair(NamedTuple):
    """Two sides that a sentence or an article tells of, in the order subject, object."""

    subject: int  # entity row
    object: int  # entity row, or date row
    is_date: bool
    sentence: int  # first token of the sentence
    subject_at: int  # tokens through which they hang in the tree
    object_at: int
    certainty: float = 1.0  # of the less certain of the two mentions
    tie: int = 0  # what ties them: `PROPOSITION`, `PARSE` or `ARTICLE`


@dataclass(slots=True)
class Evidence:
    """Pairs of a Doc and their features: ``pair``, ``feature`` and ``token`` run in parallel."""

    pairs: list[Pair]
    ways: list[tuple[int, ...]]  # tokens on the way through the tree between the two of a pair
    pair: NDArray[np.int32]
    feature: NDArray[np.int32]
    token: NDArray[np.int64]


def gather(parse: Parse) -> Evidence:
    """Gather the pairs of a Doc and their features."""
    return _Gatherer(parse).read()


def _types(s: Side, o: Side) -> int:
    return of_types(s.type, o.type)


def of_types(first: int, second: int) -> int:
    """Give the atom that stands for the types of both sides."""
    return first ^ (second * 3) & ALL


def _id(text: str, known: dict[str, int] = {}) -> int:  # noqa: B006 (a cache)
    found = known.get(text)
    if found is None:
        if len(known) > 200_000:
            known.clear()
        found = known[text] = get_string_id(text)
    return found


@lru_cache(8)
def allowed(types: tuple[str, ...]) -> NDArray[np.bool_]:
    """Give whether a type may hold between two sides: `SIDES` × `SIDES` × types."""
    found = np.zeros((len(SIDES), len(SIDES), len(types)), dtype=bool)
    for k, name in enumerate(types):
        known = lexicon().types[name]
        for a in known.subjects:
            for b in known.objects:
                if not known.alike or (a == PERSON) == (b == PERSON):
                    found[SIDES.index(a), SIDES.index(b), k] = True
    return found


@cache
def _possible() -> frozenset[tuple[int, int]]:
    """Give the sides between which any bundled type may hold, by hash."""
    any_ = allowed(tuple(sorted(lexicon().types))).any(axis=2)
    numbers = [_id(side) for side in SIDES]
    return frozenset((numbers[a], numbers[b]) for a, b in zip(*np.nonzero(any_), strict=True))


class _Gatherer:
    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.lemma = [_id(lemma) for lemma in parse.lemma]
        known = classes()
        self.classes = [known.get(lemma, NO_CLASSES) for lemma in parse.lemma]
        self.dep = parse.doc.to_array("DEP").tolist()
        self.entities = parse.entities
        self.first_date = len(self.entities)  # sides from here on are dates
        self.dates = parse.dates
        self.out = array("Q")
        self.pairs: list[Pair] = []
        self.between: list[tuple[int, ...]] = []
        self.titles = {e: list(map(_id, lemmas)) for e, lemmas in parse.titles.items()}
        self.possible = _possible()

    def read(self) -> Evidence:
        starts, sentence_of = self.parse.first[:-1], self.parse.sentence
        sides: list[dict[int, Side]] = [{} for _ in starts]
        for m in self.parse.mentions:
            if m.entity >= 0:
                there = sides[sentence_of[m.start]]
                self._note(there, m.entity, (m.root, m.start, m.end, m.certainty), m.kind)
        for k, d in enumerate(self.dates):
            if self.parse.days[k] and d.end > d.start:
                root = self.parse.top(d.start, d.end)
                there = sides[sentence_of[d.start]]
                self._note(there, self.first_date + k, (root, d.start, d.end, 1.0), DATE)
        ties: list[list[Tie]] = [[] for _ in starts]
        for p in self.parse.propositions:
            ties[sentence_of[p.predicate]].append(self._tie(p))
        sentences = [Sentence(*of) for of in zip(starts, sides, ties, strict=True)]
        for here in sentences:
            check()
            if len(here.sides) > 1:
                self._within(here)
        for pair in officials_and_told(sentences, self.titles, _id(PERSON)):
            (_, s), (n, o) = pair.subject, pair.object
            row = self._row(s, o, starts[n], s.places[0], o.places[0], ARTICLE)
            for feature in pair.features:
                self.out.extend((row, *feature))
        return self._numbered()

    def _note(self, sides: dict[int, Side], e: int, place: Place, kind: str) -> None:
        side = sides.get(e)
        if side is None:
            if e >= self.first_date:
                type_, head = DATE, self.dates[e - self.first_date].precision
            else:
                type_, head = self.entities[e].type, self.entities[e].name.split(" ", 1)[0].lower()
            side = sides[e] = Side(e, _id(type_), [], [], _id(head))
        side.places.append(place)
        side.kinds.append(_id(kind))

    def _tie(self, p: Proposition) -> Tie:
        fillers: list[tuple[int, int, int]] = []
        roles: dict[int, list[int]] = {}
        for k, a in enumerate(p.arguments):
            role = _id(f"{a.role} {a.marker}" if a.marker else a.role)
            fillers.append((role, _id(a.lemma), a.head))
            for e in a.entities:
                roles.setdefault(e, []).append(k)
        if p.when >= 0:
            roles.setdefault(self.first_date + p.when, []).append(len(fillers))
            fillers.append((_id("when"), 0, p.predicate))
        return Tie(
            p.predicate,
            _id(p.lemma),
            classes().get(p.lemma, NO_CLASSES),
            _id(f"{p.kind} {p.construction}"),
            _id(p.status),
            fillers,
            roles,
        )

    def _within(self, here: Sentence) -> None:
        """Pairs of one sentence."""
        listed = list(here.sides.values())
        crowded = len(listed) > MANY
        for i, one in enumerate(listed):
            for two in listed[i + 1 :]:
                if not self._may(one, two):
                    continue
                shared = [t for t in here.ties if one.index in t.roles and two.index in t.roles]
                a, b = min(
                    ((x, y) for x in one.places for y in two.places),
                    key=lambda xy: abs(xy[0][1] - xy[1][1]),
                )
                if not shared and (crowded or abs(a[1] - b[1]) > FAR):
                    continue
                common = self._between(a, b)
                self._pair(here, one, two, a, b, shared, common)
                if two.index < self.first_date:
                    self._pair(here, two, one, b, a, shared, common)

    def _may(self, one: Side, two: Side) -> bool:
        """Whether any type may hold between the two, either way round."""
        return (one.type, two.type) in self.possible or (two.type, one.type) in self.possible

    def _row(self, s: Side, o: Side, sentence: int, a: Place, b: Place, tie: int) -> int:
        dated = o.index >= self.first_date
        index = o.index - self.first_date if dated else o.index
        sure = min(a[3], b[3])
        self.pairs.append(Pair(s.index, index, dated, sentence, a[0], b[0], sure, tie))
        self.between.append(())
        return len(self.pairs) - 1

    # -- features --------------------------------------------------------------------------

    def _pair(
        self,
        here: Sentence,
        s: Side,
        o: Side,
        a: Place,
        b: Place,
        shared: list[Tie],
        common: list[tuple[int, int, int, int, int, int]],
    ) -> None:
        row = self._row(s, o, here.start, a, b, PROPOSITION if shared else PARSE)
        if (s.type, o.type) not in self.possible:  # it may be the other way round
            return
        types = _types(s, o)
        add = self.out.extend
        before = int(a[1] < b[1])
        add((row, 1, types, 0, 0, 0, NOWHERE))
        add((row, 2, types, before, min(abs(a[1] - b[1]), 20) // 2, 0, NOWHERE))
        add((row, 3, s.kinds[0], o.kinds[0], types, before, NOWHERE))
        add((row, 4, s.head, types, 0, 0, a[1]))
        add((row, 5, o.head, types, 0, 0, b[1]))
        if a[1] <= b[1] < a[2] or b[1] <= a[1] < b[2]:
            add((row, 6, s.head if before else o.head, types, before, 0, a[1]))
            add((row, 7, types, before, 0, 0, NOWHERE))
        for template, one, two, three, four, token in common:
            add((row, template, one, two, three, four ^ before, token))
            add((row, template + 40, one, two, three, types ^ before, token))
        for t in shared:
            at, lemma = t.at, t.lemma
            for x in t.roles[s.index]:
                rx = t.fillers[x][0]
                for y in t.roles[o.index]:
                    if x == y and len(t.roles) < 2:
                        continue
                    ry = t.fillers[y][0]
                    add((row, 100, lemma, rx, ry, 0, at))
                    add((row, TYPED, lemma, rx, ry, types, at))
                    add((row, 102, t.form, rx, ry, types, at))
                    add((row, 103, rx, ry, types, 0, at))
                    add((row, 104, lemma, rx, ry, t.status, at))
                    add((row, 118, rx, ry, s.head, o.type, at))
                    add((row, 119, rx, ry, o.head, s.type, at))
                    for c in t.classes.strong:
                        add((row, 105, c, rx, ry, 0, at))
                        add((row, 106, c, rx, ry, types, at))
                    for c in t.classes.weak:
                        add((row, 114, c, rx, ry, 0, at))
                    for k, (role, filler, token) in enumerate(t.fillers):
                        if k not in (x, y):
                            add((row, 107, lemma, role, filler, 0, token))
                            add((row, 108, rx, ry, role, filler, token))
                            add((row, 109, lemma, rx, ry, filler, token))
                            for c in self.classes[token].strong:
                                add((row, 110, c, rx, ry, role, token))
                                add((row, 111, c, lemma, rx, ry, token))
            add((row, 112, lemma, types, 0, 0, at))
            for c in t.classes.strong:
                add((row, 113, c, types, 0, 0, at))
        self._alone(row, FIRST, s, o, here, types)
        self._alone(row, SECOND, o, s, here, types)
        self._way(row, a[0], b[0], types)

    def _alone(
        self,
        row: int,
        side: int,
        one: Side,
        other: Side,
        here: Sentence,
        types: int,
    ) -> None:
        """Propositions of one side, and those at an argument of theirs that have the other."""
        add = self.out.extend
        for title in self.titles.get(one.index, ())[:TITLES]:
            add((row, 140 + side, title, types, 0, 0, NOWHERE))
        for t, k in here.of_side.get(one.index, ()):
            role = t.fillers[k][0]
            add((row, 120, side, t.lemma, role, 0, t.at))
            add((row, 121, side, t.lemma, role, types, t.at))
            for c in t.classes.strong:
                add((row, 122, side, c, role, types, t.at))
            for n, (linked, _, token) in enumerate(t.fillers):
                if n == k or other.index in t.roles:
                    continue
                for q in here.by_token.get(token, ()):
                    if q is t or other.index not in q.roles:
                        continue
                    for y in q.roles[other.index]:
                        ry = q.fillers[y][0]
                        add((row, 123, t.lemma ^ side, role, linked ^ q.lemma, ry, t.at))
                        add((row, 124, side, q.lemma, linked, ry, q.at))
                        add((row, 125, t.lemma ^ side, role, linked, types, t.at))
                        add((row, 126, role ^ side, linked, ry, types, t.at))
                        for c in t.classes.strong:
                            add((row, 127, side, c ^ role, linked, ry, t.at))
                        for c in q.classes.strong:
                            add((row, 128, side, c ^ role, linked, ry, q.at))

    def _between(self, a: Place, b: Place) -> list[tuple[int, int, int, int, int, int]]:
        """Words between two mentions, and beside them."""
        first, last = (a, b) if a[1] <= b[1] else (b, a)
        out = []
        left, right = first[2], last[1]
        lemma = self.lemma
        if 0 < right - left <= BETWEEN:
            previous = 0
            for i in range(left, right):
                out.append((20, lemma[i], 0, 0, 0, i))
                out.append((21, previous, lemma[i], 0, 0, i))
                previous = lemma[i]
                out += [(22, c, 0, 0, 0, i) for c in self.classes[i].strong]
            out.append((21, previous, 0, 0, 0, right - 1))
        if right - left <= 4:
            whole = 17
            for i in range(left, right):
                whole = (whole * 31 + lemma[i]) & ALL
            at = min(max(left, right - 1), len(lemma) - 1)  # one may lie in the other, at the end
            out.append((23, whole, 0, 0, 0, at))
        before = lemma[first[1] - 1] if first[1] else 0
        after = lemma[last[2]] if last[2] < len(lemma) else 0
        out.append((24, before, 0, 0, 0, max(first[1] - 1, 0)))
        out.append((25, after, 0, 0, 0, min(last[2], len(lemma) - 1)))
        if first[1]:
            out += [(26, c, 0, 0, 0, first[1] - 1) for c in self.classes[first[1] - 1].strong]
        return out

    def _way(self, row: int, a: int, b: int, types: int) -> None:
        """Words and relations on the way through the tree from one mention to the other."""
        add = self.out.extend
        rise, top, fall = way = self.parse.way(a, b)
        if top < 0 or len(rise) + len(fall) > 9:
            return
        below = {top, *fall}
        shape = 7
        for i in rise:
            shape = (shape * 31 + self.dep[i]) & ALL
        shape = (shape * 31 + 5) & ALL
        for i in fall:
            shape = (shape * 37 + self.dep[i]) & ALL
        full = shape
        inner = way.inner
        self.between[row] = tuple(inner)
        add((row, 130, shape, types, 0, 0, top))
        for i in inner:
            full = (full * 31 + self.lemma[i]) & ALL
            add((row, 131, self.lemma[i], shape, 0, 0, i))
            add((row, 132, self.lemma[i], types, int(i in below), 0, i))
            for c in self.classes[i].strong:
                add((row, 133, c, types, int(i in below), 0, i))
                add((row, 134, c, shape, 0, 0, i))
            for c in self.classes[i].weak:
                add((row, 139, c, types, 0, 0, i))
        add((row, 135, full, 0, 0, 0, top))
        first = self.dep[rise[-1]] if rise else 1
        last = self.dep[fall[-1]] if fall else 1
        add((row, 136, self.lemma[top], first, last, 0, top))
        add((row, 137, self.lemma[top], first, last, types, top))
        for c in self.classes[top].strong:
            add((row, 138, c, first, last, types, top))

    def _numbered(self) -> Evidence:
        """Hash the features gathered to their numbers."""
        flat = np.frombuffer(self.out, dtype=np.uint64).reshape(-1, WIDTH)
        return Evidence(
            self.pairs,
            self.between,
            flat[:, 0].astype(np.int32),
            mix(flat[:, 1:6]),
            flat[:, 6].astype(np.int64),
        )


def mix(features: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Give the numbers of features, each a template and four atoms."""
    with np.errstate(over="ignore"):
        mixed = features[:, 0] * np.uint64(0x9E3779B97F4A7C15)
        for k in range(1, 5):
            mixed = (mixed ^ features[:, k]) * np.uint64(0xFF51AFD7ED558CCD)
            mixed ^= mixed >> np.uint64(32)
    return (mixed >> np.uint64(64 - BITS)).astype(np.int32)
