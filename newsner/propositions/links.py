"""Links: two names joined with no predicate, by preposition, bracket, score or life dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..knowledge.countries import CountryTable
from ..layers import PAIR, DateRow, MentionRow, Proposition
from ..syntax import Tree
from .fillers import Filler, Ref, as_ref
from .resolver import ATTACHED, Resolver
from .vicinity import BODY, Vicinity

DASHES = frozenset("-–")
TEAMS = frozenset(("ORGANISATION", "COUNTRY"))
VICTORY = "victory"  # lemma of a link whose first side has won
DRAW = "draw"
LIFE_DASHES = frozenset("-–—")
YOUNGEST, OLDEST = 12, 115
BORN, DIED = "birth", "death"  # lemmas of the links

# -- names --------------------------------------------------------------------------------------


class Links:
    """Reads propositions of kind "link"; the lemma says how the names are joined."""

    def __init__(self, tree: Tree, resolver: Resolver, countries: CountryTable) -> None:
        self.tree, self.resolver = tree, resolver
        self.vicinity = Vicinity(tree, resolver, countries)
        self.side_by_side = list(self.vicinity.pairs())  # places, the inner one first
        rows = resolver.names
        self.inside = {(rows[i].entity, rows[o].entity) for i, o in self.side_by_side}

    def read(self, m: int) -> Iterator[Proposition]:
        """Links of the name whose root is token ``m`` with what hangs on it."""
        tree, resolver = self.tree, self.resolver
        row = resolver.names[m]
        for k in tree.kids[m]:
            if k in resolver.demonyms and not row.start <= k < row.end and not self._is_other(k):
                if k == row.end and tree.pos[k] == "ADJ" and self._is_person(row):
                    continue  # "il Pelé danese" is no Dane
                yield self._demonym(m, k)
        h = tree.head[m]
        headed = h in resolver.demonyms and tree.dep[m] in ATTACHED and not tree.marker(m)
        below = tree.complements(h) if headed else ()  # "il tedesco X, della Y"
        for marker, k in (*tree.complements(m), *below):
            for f in resolver.spread(k):
                if any((r.entity, row.entity) in self.inside for r in f.refs):
                    continue  # "a Catania, nel quartiere di Librino"
                if f.refs and not row.start <= f.head < row.end and self._holds(marker, m, f.head):
                    yield self._link(marker, m, f.head)
        yield from self._apposed(m, row)
        yield from self._bracketed(m, row)
        for i in range(row.start, row.end):
            if i != m and i in resolver.by_root:
                yield self._link("name", m, i)
        if m in resolver.team(h):
            yield self._demonym(m, h)
        if headed and tree.pos[h] != "PROPN":
            listed = tree.conjuncts(m) if tree.is_plural(h) else []  # "i francesi X e Y"
            yield from (self._demonym(k, h) for k in (m, *listed) if k in resolver.names)

    def _bracketed(self, m: int, row: MentionRow) -> Iterator[Proposition]:
        """Name in brackets right behind: "il pianista Ivo Kos (Croazia)"."""
        tree, at = self.tree, row.end + 1
        inner = self.resolver.covered.get(at)
        if inner is not None and inner.start == at and tree.form[row.end] == "(":
            yield self._link("parenthesis", m, inner.root)

    def _is_person(self, row: MentionRow) -> bool:
        return self.resolver.entities[row.entity].type == "PERSON"

    def _is_other(self, k: int) -> bool:
        """Whether a demonym is of the next name: "l'italiano X e il danese Y"."""
        tree = self.tree
        named = any(x > k and x in self.resolver.names for x in tree.kids[k])
        listed = tree.dep[k] == "conj" and bool(tree.having(k, "cc", "det", "case"))
        return listed or (named and tree.has(k, "det"))

    def _apposed(self, m: int, row: MentionRow) -> Iterator[Proposition]:
        """Names in brackets or in apposition: "Bari (Puglia)", "a Lodi, via Roma"."""
        tree, names = self.tree, self.resolver.names
        for k in tree.kids[m]:
            if k not in names or tree.marker(k):
                continue
            if tree.dep[k] not in (*ATTACHED, "conj", "parataxis"):
                continue
            start = names[k].start
            if start == row.end + 1 and tree.form[row.end] == "(":
                continue  # below, however the parser hung it
            if start and tree.form[start - 1] == "(":
                yield self._link("parenthesis", m, k)
            elif tree.dep[k] != "conj":
                pair = self.vicinity.beside(row, k)
                if pair is not None:
                    yield self._link("apposition", *pair)

    def _holds(self, marker: str, m: int, k: int) -> bool:
        """Whether the second name may hold the first: "a Lodi, in via Roma" is in Lodi."""
        names, is_site = self.resolver.names, self.vicinity.is_site
        inside = marker == self.tree.words.prepositions.within and k in names
        return not inside or is_site(names[m]) or not is_site(names[k])

    def read_places(self) -> Iterator[Proposition]:
        """Places side by side: "a Riad, in Arabia Saudita", "a Lodi, in via Roma"."""
        within = self.tree.words.prepositions.within
        for inner, outer in self.side_by_side:
            body = self.resolver.entities[self.resolver.names[inner].entity].type == BODY
            yield self._link("seat" if body else within, inner, outer)

    def _demonym(self, head: int, dependent: int) -> Proposition:
        """Link of a name with a demonym, which may head the phrase: "la spagnola Navantia"."""
        return self._link("adj", head, dependent, [as_ref(self.resolver.demonyms[dependent])])

    def _link(
        self, lemma: str, head: int, dependent: int, refs: list[Ref] | None = None
    ) -> Proposition:
        resolver = self.resolver
        found = resolver.refs(dependent) if refs is None else refs
        bearer, patient = Filler(head, resolver.refs(head)), Filler(dependent, found)
        return _joined(resolver, lemma, bearer, patient)


def _joined(resolver: Resolver, lemma: str, bearer: Filler, patient: Filler) -> Proposition:
    """Link of two fillers, of which the second is the predicate."""
    return Proposition(
        predicate=patient.head,
        lemma=lemma,
        kind="link",
        construction="link",
        arguments=[resolver.argument("bearer", bearer), resolver.argument("patient", patient)],
        evidence=sorted({bearer.head, patient.head}),
    )


# -- fixtures -----------------------------------------------------------------------------------


def read_scores(tree: Tree, resolver: Resolver, dated: frozenset[int]) -> Iterator[Proposition]:
    """Yield a link for each fixture whose score stands right behind it, or behind one word."""
    for first, second in _fixtures(tree, resolver):
        end = max(first.end, second.end)
        goals = _score(tree, end, dated) or _score(tree, end + 1, dated)
        if goals is None or not _are_teams(resolver, first, second):
            continue
        ahead, behind = (second, first) if goals[0] < goals[1] else (first, second)
        lemma = DRAW if goals[0] == goals[1] else VICTORY
        yield _joined(resolver, lemma, _named(ahead), _named(behind))


def _named(row: MentionRow) -> Filler:
    return Filler(row.root, [as_ref(row)])


def _fixtures(tree: Tree, resolver: Resolver) -> Iterator[tuple[MentionRow, MentionRow]]:
    """Two teams in one word, or with a dash between them."""
    for row in resolver.names.values():
        if row.rule == PAIR:
            first, second = (m for m in resolver.by_root[row.root] if m.rule == PAIR)
            yield first, second
    rows = sorted((m for m in resolver.names.values() if m.rule != PAIR), key=lambda m: m.start)
    for first, second in pairwise(rows):
        if second.start == first.end + 1 and tree.form[first.end] in DASHES:
            yield first, second


def _are_teams(resolver: Resolver, *rows: MentionRow) -> bool:
    return all(resolver.entities[m.entity].type in TEAMS for m in rows)


def _score(tree: Tree, at: int, dated: frozenset[int]) -> tuple[int, int] | None:
    """Goals of both sides where a score begins at token ``at``."""
    score = tree.form[at : at + 3]
    if len(score) < 3 or score[1] not in DASHES or not dated.isdisjoint(range(at, at + 3)):
        return None
    if not (score[0].isdigit() and score[2].isdigit()):
        return None
    return int(score[0]), int(score[2])


# -- lives in brackets --------------------------------------------------------------------------


def read_lives(tree: Tree, resolver: Resolver, dates: list[DateRow]) -> Iterator[Proposition]:
    """Yield a link for birth and death of each person whose dates stand in brackets."""
    if not dates:
        return
    starts = {d.start: i for i, d in enumerate(dates)}
    for row in resolver.names.values():
        if row.end + 3 >= len(tree.form) or tree.form[row.end] != "(":
            continue
        if resolver.entities[row.entity].type == "PERSON":
            halves = _halves(tree, resolver, starts, dates, row.end + 1)
            if len(halves) == 2 and _is_life(*(dates[when] for _, when in halves)):
                for lemma, (start, when) in zip((BORN, DIED), halves, strict=True):
                    yield _part_of_life(resolver, lemma, row, start, when)


def _is_life(born: DateRow, died: DateRow) -> bool:
    """Whether the dates are as far apart as those of people whose lives are told."""
    if not born.earliest or not died.earliest:
        return False
    return YOUNGEST <= int(died.earliest[:4]) - int(born.earliest[:4]) <= OLDEST


def _halves(
    tree: Tree, resolver: Resolver, starts: dict[int, int], dates: list[DateRow], at: int
) -> list[tuple[int, int]]:
    """First token and date of each half: a date alone, or a place with its date."""
    found = []
    for closing in (LIFE_DASHES, frozenset(")")):
        start, place = at, resolver.covered.get(at)
        stop = start if place is None else place.end + 1  # a comma between them
        date = next((starts[i] for i in range(start, stop + 1) if i in starts), -1)
        at = dates[date].end if date >= 0 else len(tree.form)
        if at >= len(tree.form) or tree.form[at] not in closing:
            return []
        found.append((start, date))
        at += 1
    return found


def _part_of_life(
    resolver: Resolver, lemma: str, person: MentionRow, start: int, when: int
) -> Proposition:
    """Link the person with the place that the half begins with, if it does."""
    arguments = [resolver.argument("bearer", _named(person))]
    place = resolver.covered.get(start)
    if place is not None:
        arguments.append(resolver.argument("patient", _named(place)))
    return Proposition(
        predicate=start,
        lemma=lemma,
        kind="link",
        construction="link",
        arguments=arguments,
        when=when,
        evidence=sorted({person.root, start}),
    )
