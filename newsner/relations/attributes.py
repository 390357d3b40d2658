"""When, where and who says so: which date, place and speaker belong to a relation, if any.

In: the relations of a Doc with what their propositions say of time, place and source. Out: the same
with the likeliest of all candidates of the sentence and its neighbours, or with none: evidence is
the way from the candidate to the trigger in the tree, the verbs and marks on it, what the candidate
is, what the proposition says, and what the encoder's vectors say of the two; weights are learned
(`python -m training attributes`). Where nothing is likely enough, none is given: a wrong date is
worse than none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..deadline import check
from ..knowledge.propositions import words
from ..knowledge.verbs import verbs
from ..layers import IN_NAMING, RelationRow, get_input
from ..scoring import read_linear
from ..scoring.attention import Spans, read_attention
from ..syntax import VERBAL_POS
from .parse import Parse

WHEN, WHERE, SOURCE = "when", "where", "source"
ATTRIBUTES = (WHEN, WHERE, SOURCE)
TYPES = {
    WHERE: frozenset(("PLACE", "COUNTRY", "ORGANISATION")),
    SOURCE: frozenset(("PERSON", "ORGANISATION", "COUNTRY", "PLACE")),
}
# Sentences before and after the trigger's in which a candidate may stand.
REACH = {WHEN: (2, 1), WHERE: (2, 1), SOURCE: (3, 1)}
# Log-odds that what a candidate is to the relation adds, but where the proposition names it: by one
# that comes out, to what it is by itself and in the vectors.
ADDED = {WHEN: 1.5, WHERE: 1.0, SOURCE: 0.5}
BINS = (1, 2, 3, 5, 8, 12, 20, 40)
MARKS = frozenset((",", ";", ":", "(", ")", "«", "»", '"', "“", "”", "-", "–", "—", "?"))
OPENING, CLOSING = frozenset("«“"), frozenset("»”")
ASIDE = 8  # words of a remark between commas
LONG = 4  # steps of a way that are told one by one
MANY = 3  # nearer candidates that are counted
MOST = 24  # candidates, the nearest: news has fewer, but for one relation in a hundred
Beside = dict[int, list[tuple[int, int]]]  # distance and index of candidates, by sentence
REPORTED = frozenset(("ccomp", "xcomp", "csubj"))
NAMING = IN_NAMING | {"link"}  # and "la procura di Modena"
BELOW = frozenset(("ccomp", "xcomp", "csubj", "conj", "acl:relcl", "parataxis"))
SAYING = frozenset(("reporting", "opinion", "claiming", "mentioning"))
CLASSES = (
    "reporting", "addressing", "opinion", "claiming", "motion", "life", "location", "aspectual",
    "light", "staging", "directive", "commissive", "mentioning", "perception", "modal", "copular",
)  # fmt: skip


@dataclass(slots=True)
class Fact:
    """A relation as it asks for its attributes: ``said`` is what its proposition says of each."""

    type: str
    at: int  # token of the trigger
    status: str
    sides: tuple[int, ...]  # entities
    said: dict[str, int]


@dataclass(slots=True, eq=False)
class Candidate:
    """A date or a mention: ``index`` is the date row or the entity row.

    Each attribute has candidates of its own, which are told apart by identity.
    """

    index: int
    at: int  # token through which it hangs in the tree
    start: int
    end: int
    kind: str


class Attributes:
    """Decides the attributes of the relations of one Doc."""

    def __init__(self, parse: Parse) -> None:
        self.reader = Reader(parse)
        self.scorer, self.network = read_linear("attributes"), read_attention("attributes")
        self._own: dict[tuple[Candidate, int], float] = {}  # what each says by itself

    def decide(self, rows: Sequence[RelationRow]) -> None:
        """Set date, place and source of relations: the likeliest candidate, or none.

        A date that is the relation's object stays its date. What is said only in naming somebody
        is nobody's claim, and has no place but that of its own words.
        """
        asked = [question for row in rows for question in self._asked(row)]
        margins = self.network.margins(self.reader.spans([(f, c) for _, _, f, c in asked]))
        at = 0
        for row, attribute, fact, found in asked:
            check()
            odds = [0.0] * len(found)
            if margins is not None:
                odds = margins[at : at + len(found), ATTRIBUTES.index(attribute)].tolist()
            setattr(row, attribute, self._best(attribute, fact, found, odds))
            at += len(found)

    def _asked(self, row: RelationRow) -> Iterator[tuple[RelationRow, str, Fact, list[Candidate]]]:
        said = {WHEN: row.when, WHERE: row.where, SOURCE: row.source}
        sides = (row.subject,) if row.object_is_date else (row.subject, row.object)
        fact = Fact(row.type, row.trigger[0], row.status, sides, said)
        names = row.construction in NAMING or fact.at in self.reader.named
        for attribute in ATTRIBUTES:
            if attribute == WHEN and row.object_is_date:
                continue
            found = self.reader.candidates(attribute, fact)
            if names and attribute != WHEN:
                own = said[WHERE] if attribute == WHERE else -1
                found = [c for c in found if c.index == own]
            yield row, attribute, fact, found

    def _best(
        self, attribute: str, fact: Fact, found: Sequence[Candidate], odds: Sequence[float]
    ) -> int:
        best, index = self.scorer.threshold(attribute), -1
        least = best - ADDED[attribute]
        beside = self.reader.beside(fact, found)
        for c, more in zip(found, odds, strict=True):
            score = self._alone(attribute, fact, c) + more
            if score < least and fact.said[attribute] != c.index:
                continue
            both = dict.fromkeys(self.reader.of_both(attribute, fact, c, beside))
            score += self.scorer.score(both, attribute)
            if score > best:
                best, index = score, c.index
        return index

    def _alone(self, attribute: str, fact: Fact, c: Candidate) -> float:
        apart = self.reader.apart(fact, c)
        found = self._own.get((c, apart))
        if found is None:
            features = dict.fromkeys(self.reader.of_candidate(attribute, c, apart))
            found = self._own[c, apart] = self.scorer.score(features, attribute)
        return found


class Reader:
    """Gives the candidates for the attributes of facts in one Doc, with their features."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.form, self.lemma = self.parse.form, self.parse.lemma
        self.dep, self.pos, self.head = self.parse.dep, self.parse.pos, self.parse.head
        self.sentence, self.first = self.parse.sentence, self.parse.first
        self.quote = self._quotes()
        self.entities, self.dates = self.parse.entities, self.parse.dates
        self.published = str(get_input(parse.doc).get("published") or "")[:10]
        self.classes = {lemma: _classes(lemma) for lemma in set(self.lemma)}
        self.sequence = words().prepositions.sequence
        self.telling = MARKS | words().attribution.linking
        self.according = words().attribution.according | words().attribution.according_weak
        self.mentioned: set[int] = set()
        self.named: set[int] = set()
        self._sides: dict[tuple[tuple[int, ...], int], dict[int, int]] = {}
        self.of_sentence: dict[str, dict[int, list[Candidate]]] = {a: {} for a in ATTRIBUTES}
        for m in sorted(self.parse.mentions, key=lambda m: m.start):
            self.mentioned.update(range(m.start, m.end))
            if m.kind == "name":
                self.named.update(range(m.start, m.end))
            for attribute, types in TYPES.items():
                if m.entity >= 0 and self.entities[m.entity].type in types:
                    self._note(attribute, Candidate(m.entity, m.root, m.start, m.end, m.kind))
        for n, row in enumerate(self.dates):
            c = Candidate(n, self.parse.top(row.start, row.end), row.start, row.end, row.kind)
            if row.kind != "SET" and not self._is_aside(c):
                self._note(WHEN, c)

    def _note(self, attribute: str, c: Candidate) -> None:
        self.of_sentence[attribute].setdefault(self.sentence[c.start], []).append(c)

    def _quotes(self) -> list[bool]:
        """Whether each token stands in a quotation that opens and closes in its paragraph."""
        inside, depth = [False] * len(self.form), 0
        straight = False
        for i, form in enumerate(self.form):
            if "\n" in form:
                depth, straight = 0, False
            if form in CLOSING:
                depth = 0
            inside[i] = depth > 0 or straight
            if form in OPENING:
                depth = 1
            elif form == '"':
                straight = not straight
        return inside

    def candidates(self, attribute: str, fact: Fact) -> list[Candidate]:
        """Give what the attribute of the fact may be, at most `MOST`, in the order of the text.

        The source of what stands in no quotation says or thinks something in its sentence, or is
        said to have said it.
        """
        before, after = REACH[attribute]
        own, rows = self.sentence[fact.at], self.of_sentence[attribute]
        near = range(own - before, own + after + 1)
        found = [c for k in near for c in rows.get(k, ()) if not c.start <= fact.at < c.end]
        if len(found) > MOST:
            nearest = sorted(found, key=lambda c: abs(c.start - fact.at))[:MOST]
            found = sorted(nearest, key=lambda c: c.start)
        if attribute == SOURCE:
            return found if self.quote[fact.at] else [c for c in found if self._may_say(fact, c)]
        return [c for c in found if not self._barred(fact, c)]

    def _may_say(self, fact: Fact, c: Candidate) -> bool:
        """Whether somebody may be the source of a fact that stands in no quotation.

        "X ritiene che Y ...", "secondo X"; not "difeso da X", nor who is killed in the fact.
        """
        if self.apart(fact, c):
            return self._says_it(c)
        if c.index == fact.said[SOURCE] or self._case(c) in self.according:
            return True
        verb = self._verb(c)
        return verb >= 0 and not SAYING.isdisjoint(self.classes[self.lemma[verb]])

    def _says_it(self, c: Candidate) -> bool:
        """Whether somebody is said to have said what another sentence says: "Lo riferisce X"."""
        verb = self._verb(c)
        reports = verb >= 0 and "reporting" in self.classes[self.lemma[verb]]
        return reports and any(
            self.dep[k] == "obj" and self.pos[k] == "PRON" for k in self.parse.kids[verb]
        )

    def _is_aside(self, c: Candidate) -> bool:
        """Whether a date is of a noun, not of the clause: "dopo la lite di maggio", "X, oggi a"."""
        if c.start > 1 and self.form[c.start - 1] == "," and c.start - 2 in self.mentioned:
            following = self.form[c.end + 1 : c.end + ASIDE]
            if c.end < len(self.form) and self.form[c.end] not in MARKS and "," in following:
                return True
        below = itertools.takewhile(
            lambda i: self.pos[i] not in VERBAL_POS, self.parse.up(c.at)[1:]
        )
        return any(self._marker(i) in self.sequence for i in below)

    def _barred(self, fact: Fact, c: Candidate) -> bool:
        """Whether a date or place is of another predicate than the fact's.

        It is of the report, not of what is reported: "ieri ha detto che X è morto". Or it is in a
        clause below the trigger's: "X, che nel 2019 era sindaco", "e lunedì partirà", "chiede di
        riferire entro venerdì"; a participle shares its time: "arrivata ieri, ha incontrato X".
        """
        t = fact.at
        verb = next((i for i in self.parse.up(c.at)[1:] if self.pos[i] == "VERB"), -1)
        if verb in (-1, t):
            return False
        above, below = self.parse.up(t), self.parse.up(verb)
        if verb in above:
            top = above[above.index(verb) - 1]
            reports = "reporting" in self.classes[self.lemma[verb]]
            return reports and self.dep[top] in REPORTED and self._is_finite(top)
        if t not in below or self.pos[t] != "VERB":
            return False
        top = below[below.index(t) - 1]
        if self.dep[verb] in ("acl", "acl:relcl") and self.head[verb] != t:
            return True
        if self.dep[top] == "conj":
            return c.start > t and self._is_finite(top)
        return self.dep[top] in BELOW

    def spans(self, asked: Iterable[tuple[Fact, Sequence[Candidate]]]) -> Spans:
        """Give candidates as pairs with the trigger, which look at the sentences of both."""
        pairs, ways = [], []
        for fact, found in asked:
            own = self.sentence[fact.at]
            for c in found:
                first, last = sorted((own, self.sentence[c.start]))
                pairs.append((self.first[first], self.first[last + 1], c.at, fact.at))
                ways.append(self.parse.way(c.at, fact.at).inner)
        return self.parse.spans(pairs, ways)

    # -- features ---------------------------------------------------------------------------

    def beside(self, fact: Fact, found: Sequence[Candidate]) -> Beside:
        """Give how far from the trigger the candidates of each sentence are, nearest first."""
        beside: Beside = {}
        for c in found:
            there = beside.setdefault(self.sentence[c.start], [])
            there.append((abs(c.start - fact.at), c.index))
        for there in beside.values():
            there.sort()
        return beside

    def _nearer(self, t: int, c: Candidate, beside: Beside) -> int:
        """Count what else of its sentence is nearer to the trigger, up to `MANY`."""
        nearer = 0
        for distance, index in beside[self.sentence[c.start]]:
            if nearer == MANY or distance >= abs(c.start - t):
                break
            nearer += index != c.index
        return nearer

    def features(self, attribute: str, fact: Fact, c: Candidate, beside: Beside) -> Iterator[str]:
        """Give what speaks for or against the candidate, as names of features."""
        yield from self.of_candidate(attribute, c, self.apart(fact, c))
        yield from self.of_both(attribute, fact, c, beside)

    def apart(self, fact: Fact, c: Candidate) -> int:
        """Give how many sentences the candidate's is after the trigger's."""
        return self.sentence[c.start] - self.sentence[fact.at]

    def of_candidate(self, attribute: str, c: Candidate, apart: int) -> Iterator[str]:
        """Give what the candidate says by itself, so many sentences after a trigger."""
        case, dep, host = self._case(c), self.dep[c.at], self.head[c.at]
        yield f"kind {c.kind}"
        yield f"case {case} dep {dep}"
        yield f"case {case}"
        for n in (1, 2):
            if c.start >= n:
                yield f"left{n} {self.lemma[c.start - n]}"
            if c.end - 1 + n < len(self.lemma):
                yield f"right{n} {self.lemma[c.end - 1 + n]}"
        yield f"host dep {self.dep[host]} apart {bool(apart)}"
        for name in self.classes[self.lemma[host]]:
            yield f"host {name} {dep} apart {apart}"
            yield f"host {name} {dep} as {self.dep[host]}"
        yield f"host {self.lemma[host]}"
        verb = self._verb(c)
        if verb >= 0 and verb != host:
            for name in self.classes[self.lemma[verb]]:
                yield f"verb {name} {dep}"
        yield from self._beside(c, apart)
        if attribute == WHEN:
            row = self.dates[c.index]
            yield f"precision {row.precision}"
            yield f"basis {row.basis} {row.kind}"
            yield f"interval {isinstance(row.value, list)} {row.precision}"
        else:
            type_ = self.entities[c.index].type
            yield f"entity {type_}"
            yield f"entity {type_} case {case}"
            yield f"entity {type_} case {case} host {self.pos[host]}"

    def of_both(self, attribute: str, fact: Fact, c: Candidate, beside: Beside) -> Iterator[str]:
        """Give what the candidate is to the fact."""
        t, apart, said = fact.at, self.apart(fact, c), fact.said[attribute]
        rule = "same" if said == c.index else "other" if said >= 0 else "none"
        yield "bias"
        yield f"rule {rule}"
        yield f"apart {apart}"
        yield f"rule {rule} apart {apart}"
        yield f"type {fact.type}"
        yield f"type {fact.type} rule {rule}"
        if apart == 0:
            yield from self._way(fact, c, rule)
        host, verb = self.head[c.at], self._verb(c)
        yield f"host {self.pos[host]} {self.dep[c.at]} {host == t}"
        yield f"verb is trigger {verb == t}"
        if verb >= 0 and verb != t:
            yield f"verb over trigger {verb in self.parse.up(t)} apart {apart}"
        yield f"quoted {self.quote[c.start]} {self.quote[t]} apart {bool(apart)}"
        nearer, same = self._nearer(t, c, beside), len(beside.get(self.sentence[t], ()))
        yield f"nearer {nearer} apart {bool(apart)}"
        yield f"nearer {min(nearer, 2)} rule {rule} apart {apart}"
        yield f"only {same == 1} apart {apart}"
        yield f"none beside {same == 0} apart {apart}"
        places = self._places_of_sides(fact.sides, self.sentence[c.start])
        for n, i in enumerate(self._below(c)):
            if i in places:
                yield f"below side {places[i]} {n}"
        if attribute == WHEN:
            yield from self._dated(fact, c)
        else:
            type_ = self.entities[c.index].type
            side = fact.sides.index(c.index) if c.index in fact.sides else None
            yield f"side {side}"
            yield f"side {side} type {fact.type}"
            yield f"sides {' '.join(self.entities[e].type for e in fact.sides)} entity {type_}"

    def _case(self, c: Candidate) -> str:
        return self._marker(c.at)

    def _marker(self, i: int) -> str:
        return " ".join(self.parse.cases(i))

    def _places_of_sides(self, sides: tuple[int, ...], sentence: int) -> dict[int, int]:
        """Give the tokens at which a sentence names the sides of a fact, with which side it is."""
        found = self._sides.get((sides, sentence))
        if found is None:
            found = self._sides[sides, sentence] = {
                m.at: sides.index(m.index)
                for m in self.of_sentence[SOURCE].get(sentence, ())
                if m.index in sides
            }
        return found

    def _below(self, c: Candidate) -> Iterator[int]:
        """Give what the candidate is a part of, up to a verb: "la strage di Cutro"."""
        for i in self.parse.up(c.at)[1 : LONG + 1]:
            yield i
            if self.pos[i] in VERBAL_POS:
                return

    def _verb(self, c: Candidate) -> int:
        """Give the first verb above the candidate, or -1."""
        return next((i for i in self.parse.up(c.at)[1:] if self.pos[i] in VERBAL_POS), -1)

    def _beside(self, c: Candidate, apart: int) -> Iterator[str]:
        """Give the words above the candidate, and what it begins or a mark ends."""
        for i in self._below(c):
            if self.pos[i] not in VERBAL_POS:
                yield f"below {self.dep[i]} {self._marker(i)}"
        if c.start - self.first[self.sentence[c.start]] <= 3:
            colon = ":" in self.form[c.end : c.end + 4]
            yield f"initial {self._case(c)} {colon}"
            yield f"initial {colon} apart {apart}"
        after = self.form[c.end] if c.end < len(self.form) else ""
        before = self.form[c.start - 1] if c.start else ""
        if after in MARKS or before in MARKS:
            yield f"mark {before if before in MARKS else ''} {after if after in MARKS else ''}"
            yield f"case {self._case(c)} mark after {after in MARKS}"

    def _way(self, fact: Fact, c: Candidate, rule: str) -> Iterator[str]:
        """Give the way from the candidate to the trigger in the tree, and the words between."""
        t, order = fact.at, "before" if c.start < fact.at else "after"
        distance = sum(abs(c.start - t) > b for b in BINS)
        yield f"{order} distance {distance}"
        first, common, second = self.parse.way(c.at, t)
        if common >= 0:
            ways = [[self.dep[i] for i in part] for part in (first, second)]
            if len(first) <= LONG and len(second) <= LONG:
                yield f"way {' '.join(ways[0])} | {' '.join(ways[1])}"
                yield f"way {' '.join(ways[0])} | {' '.join(ways[1])} case {self._case(c)}"
            yield f"up {' '.join(ways[0][:LONG])}"
            yield f"down {' '.join(ways[1][:LONG])}"
            yield f"on trigger {common == t} rule {rule}"
            crossed = [
                [i for i in part[1:] if self.pos[i] in VERBAL_POS and i not in (t, common)]
                for part in (first, second)
            ]
            yield f"crossed {min(len(crossed[0]), 2)} {min(len(crossed[1]), 2)} {order}"
            yield f"meet {self.pos[common]} {common == t}"
            for n, part in enumerate(crossed):
                for i in part:
                    for name in self.classes[self.lemma[i]] or (f"no class {self.dep[i]}",):
                        yield f"crossed{n} {name}"
            if common != t and self.pos[common] in VERBAL_POS:
                for name in self.classes[self.lemma[common]]:
                    yield f"meet {name} {' '.join(ways[1][-1:])} {' '.join(ways[0][-1:])}"
        left, right = min(c.end, t), max(c.start, t)
        between = self.telling.intersection(self.form[left:right])
        for mark in between:
            yield f"between {mark} {order}"
        verbs_between = sum(self.pos[i] == "VERB" and i != t for i in range(left, right))
        yield f"verbs between {min(verbs_between, 3)} {order}"
        yield f"plain between {not between} {order}"

    def _dated(self, fact: Fact, c: Candidate) -> Iterator[str]:
        """Give whether a date lies where tense and status of the fact want it."""
        row = self.dates[c.index]
        if self.published and row.earliest and row.latest:
            past, future = row.latest[:10] < self.published, row.earliest[:10] > self.published
            lies = "past" if past else "future" if future else "now"
            yield f"lies {lies} tense {self._tense(fact.at)}"
            yield f"lies {lies} status {fact.status}"

    def _tense(self, t: int) -> str:
        """Mood and tense of the clause of the trigger: of the first finite verb from it upwards."""
        verb = next((k for i in self.parse.up(t) if (k := self._finite(i)) >= 0), -1)
        if verb < 0:
            return ""
        return self.parse.feature(verb, "Mood") + self.parse.feature(verb, "Tense")

    def _is_finite(self, i: int) -> bool:
        return self._finite(i) >= 0

    def _finite(self, i: int) -> int:
        """Give the finite verb of a predicate: itself, its auxiliary or copula; -1: it has none."""
        words = [i, *(k for k in self.parse.kids[i] if self.dep[k] in ("aux", "aux:pass", "cop"))]
        return next((k for k in words if self.parse.feature(k, "VerbForm") == "Fin"), -1)


@lru_cache(50_000)
def _classes(lemma: str) -> tuple[str, ...]:
    """Give the classes of verbs that a lemma is of."""
    return tuple(c for c in CLASSES if verbs().has(c, lemma))
