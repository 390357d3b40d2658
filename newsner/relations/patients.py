"""Who may be the patient of a word that says a fact which needs no named doer, as features.

In: the parse, mentions and propositions of a Doc, and which frames fired. Out: its candidates: a
type, a word that may say it, and a mention near it, with named features. Most features are the
same for all types: how well the word says the type; the way from the mention to it through the
tree, and what lies between; what both are in the propositions; who does it, and to whom else it is
done; what hangs on the word; what the mention is called. Each is crossed with the shape of the
word, with the type, and with the word itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from ..deadline import check
from ..knowledge.propositions import words as function_words
from ..knowledge.relations import Lexicon
from ..knowledge.titles import titles
from ..knowledge.triggers import triggers
from ..layers import MentionRow, Proposition, RelationRow
from ..scoring.attention import Spans
from ..scoring.crossed import SIGN, Evidence, Feature
from .parse import CONTENT, Parse, Way
from .unnamed import is_lent

FAR = 40  # tokens between word and mention
NEAR = 12  # where nothing ties them
NEAREST = 12  # mentions of a word; in news the patient is one of the nearest nine
STEPS = 4  # of a way through the tree that are told one by one
BINS = (1, 2, 3, 5, 8, 12, 20)
PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN"))
CALLED = frozenset(("nmod", "appos", "compound", "amod"))
NAMED_BY = frozenset(("nmod", "appos", "flat", "flat:name", "compound"))
MARKS = frozenset((",", ";", ":", "(", ")", "«", "»", '"', "“", "”", "-", "–", "—", "?", "."))
STOPS = frozenset((".", "!", "?", "…", "..."))
ASKED = ("aux:pass", "nsubj", "nsubj:pass", "obj", "obl:agent", "expl", "advmod")
SLOTS = ("agent", "patient", "genitive")
STRONG, WEAK = "strong", "weak"
ALONE, BY_SHAPE, BY_TYPE, BY_WORD = range(4)  # what a feature is crossed with, and the former
NAMED, LENT, PEOPLE, THING, NONE = "named", "lent", "people", "thing", "none"  # doers
Fired = Mapping[tuple[str, int], Sequence[RelationRow]]  # frames, by type and object
BY_FRAME = "frame unnamed True"  # a frame reads the word and its patient, without a doer
TIED, UNTIED = ("tied True", BY_SHAPE), ("tied False", BY_SHAPE)
NO_ROWS: tuple[RelationRow, ...] = ()


class Words:
    """Words that say the types of a lexicon which do without a named doer, or ``only`` some.

    types
        The types, each with the types of entities that its object may be.
    said
        By word, which types it may say and how well: `STRONG` or `WEAK`.
    people
        Nouns for people and bodies that act.
    """

    def __init__(self, known: Lexicon, only: Collection[str] | None = None) -> None:
        self.types = {
            name: t.objects
            for name, t in known.types.items()
            if t.subject_optional and (only is None or name in only)
        }
        listed = known.wordlists
        self.people = listed.get("doer", frozenset()) | listed.get("doing_body", frozenset())
        self.said: dict[str, dict[str, str]] = {}
        for name, words in triggers().items():
            self._note(name, words.strong, STRONG)
            self._note(name, words.weak, WEAK)
        for frame in known.all_frames:
            self._note(frame.relation.type, frame.triggers, WEAK if frame.with_ else STRONG)
        for name in self.types:
            self._note(name, sorted(listed.get(f"told_{name.lower()}", ())), WEAK)

    def _note(self, type_: str, words: Sequence[str] | frozenset[str], strength: str) -> None:
        for word in words if type_ in self.types else ():
            self.said.setdefault(word, {}).setdefault(type_, strength)


Worth = Callable[[str, int, Evidence], bool]


class Near(NamedTuple):
    """A mention near a word that may say some types."""

    mention: MentionRow
    word: int  # token
    types: Mapping[str, Evidence]  # what the word says of each
    way: Way  # from the mention up, and down to the word
    period: Period


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the patient of a word."""

    type: str
    word: int  # token
    entity: int
    at: int  # token through which the mention hangs in the tree
    start: int
    end: int
    certainty: float  # of the mention
    doer: str  # what the propositions of the word say of who does it
    said: Evidence  # of the word, the same for each mention
    told: Evidence  # of the mention

    @property
    def is_tied(self) -> bool:
        """Whether a proposition has both the word and the mention."""
        return TIED in self.told.crossed

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all features, each once."""
        return tuple(dict.fromkeys((*self.said.names(), *self.told.names())))


def spans_of(parse: Parse, found: Sequence[Near]) -> Spans:
    """Give mentions and words as pairs, which look at what lies between full stops."""
    pairs = [(*n.period.span, n.mention.root, n.word) for n in found]
    return parse.spans(pairs, [n.way.inner for n in found])


def _doer(row: RelationRow) -> str:
    return "unnamed" if row.subject < 0 else "named"


@dataclass(slots=True)
class Period:
    """What lies between full stops: its mentions, and the words that may say a type."""

    span: tuple[int, int]  # tokens
    said: dict[int, dict[str, str]]  # by token the types, and how well
    words: list[int]  # tokens, in order
    mentions: list[MentionRow]
    starts: list[int]  # of the mentions, in order
    strong: Counter[str]  # words that say a type well

    def near(self, i: int) -> list[MentionRow]:
        """Give the mentions that begin at most `FAR` tokens from a word."""
        first, last = bisect_left(self.starts, i - FAR), bisect_right(self.starts, i + FAR)
        return self.mentions[first:last]

    def reach(self, i: int) -> int:
        """Give how far from a word its candidates may be, so that they are `NEAREST`."""
        apart = sorted(abs(m.start - i) for m in self.near(i))
        return apart[NEAREST - 1] if len(apart) > NEAREST else FAR


class Patients:
    """Reads the candidates of one Doc."""

    def __init__(self, parse: Parse, words: Words, fired: Fired) -> None:
        self.parse, self.words = parse, words
        self.fired: dict[tuple[str, int], Counter[str]] = {}  # frames with or without a doer
        self.fired_at: dict[tuple[str, int, int], list[RelationRow]] = {}  # by word, too
        for key, read in fired.items():
            self.fired[key] = Counter(map(_doer, read))
            for row in read:
                self.fired_at.setdefault((*key, row.trigger[0]), []).append(row)
        self.entities = self.parse.entities
        self.form, self.lemma = self.parse.form, self.parse.lemma
        self.dep, self.pos, self.head = self.parse.dep, self.parse.pos, self.parse.head
        self.kids, self.feature = self.parse.kids, self.parse.feature
        self.being = function_words().nouns.being
        self.at: dict[int, list[Proposition]] = {}
        self.filling: dict[int, list[tuple[Proposition, int]]] = {}
        for p in self.parse.propositions:
            self.at.setdefault(p.predicate, []).append(p)
            for k, a in enumerate(p.arguments):
                self.filling.setdefault(a.head, []).append((p, k))
        self._of_word: dict[int, tuple[Feature, ...]] = {}
        self._of_mention: dict[int, tuple[Feature, ...]] = {}
        rows = (m for m in self.parse.mentions if m.entity >= 0)
        self.mentions = sorted(rows, key=lambda m: m.start)

    def read(self) -> Iterator[tuple[Near, list[Candidate]]]:
        """Give what is near each other in the order of the text, with its candidates."""
        for near in self.near():
            yield near, list(self.candidates(near, near.types))

    def near(self, worth: Worth | None = None) -> Iterator[Near]:
        """Give mentions and words that are near each other, in the order of the text.

        ``worth`` says by a type, a word and its features whether its mentions are worth a look.
        """
        for period in self._periods():
            check()
            wanted: dict[int, dict[str, Evidence]] = {}
            reach: dict[int, int] = {}
            for m in period.mentions:
                kind = self.entities[m.entity].type
                first = bisect_left(period.words, m.start - FAR)
                for i in period.words[first : bisect_right(period.words, m.start + FAR)]:
                    if i not in wanted:
                        wanted[i] = dict(self._wanted(i, period.said[i], worth))
                        reach[i] = period.reach(i)
                    types = {t: e for t, e in wanted[i].items() if kind in self.words.types[t]}
                    if types and self._disagrees(m.entity, i):
                        types = {t: e for t, e in types.items() if period.said[i][t] != STRONG}
                    inside = m.kind == "name" and m.start <= i < m.end
                    if types and not inside and abs(m.start - i) <= reach[i]:
                        way = self.parse.way(m.root, i)
                        if self._is_near(m, i, way):
                            yield Near(m, i, types, way, period)

    def _wanted(
        self, i: int, types: Mapping[str, str], worth: Worth | None
    ) -> Iterator[tuple[str, Evidence]]:
        """Give the types that are worth a look, each with what the word says of it."""
        lemma, shape = self.lemma[i], self._shape(i)
        for type_, strength in types.items():
            plain = (
                "bias",
                f"type {type_}",
                f"type {type_} {strength}",
                f"word {type_} {lemma}",
                f"word {type_} {lemma} {shape}",
            )
            by = (f"{strength} {shape}", type_, f"{type_} {lemma}")
            said = Evidence(plain, self._word(i), ("", *(SIGN + crossing for crossing in by)))
            if worth is None or worth(type_, i, said):
                yield type_, said

    def _said(self, i: int) -> dict[str, str]:
        """Give the types that a word may say, by lemma or as it is written."""
        if self.pos[i] not in CONTENT:
            return {}
        said = self.words.said
        return {**said.get(self.lemma[i], {}), **said.get(self.form[i], {})}

    def _periods(self) -> Iterator[Period]:
        """Give what lies between full stops: parsers part "Ucciso in casa | Ivo Prandi" as well."""
        first, starts = 0, [m.start for m in self.mentions]
        for end in self.parse.first[1:]:
            last = self.form[end - 1]
            if last in STOPS or "\n" in last or end == len(self.form):
                here = slice(bisect_left(starts, first), bisect_left(starts, end))
                if starts[here]:
                    tokens = range(first, end)
                    said = {i: types for i in tokens if (types := self._said(i))}
                    strong = (t for of in said.values() for t, how in of.items() if how == STRONG)
                    yield Period(
                        (first, end), said, list(said), self.mentions[here], starts[here],
                        Counter(strong),
                    )  # fmt: skip
                first = end

    def _is_near(self, m: MentionRow, i: int, way: Way) -> bool:
        if abs(m.start - i) <= NEAR or self._is_tied(m.entity, i):
            return True
        return way.top >= 0 and len(way.first) <= STEPS and len(way.second) <= STEPS

    def _disagrees(self, entity: int, i: int) -> bool:
        """Whether a participle is of the other gender: "Uccisa in casa, Ugo Zanetti confessa".

        What says a type weakly need not be of the patient ("formulata per Ugo Zanetti"). After
        "avere" it agrees with nobody ("ha ucciso Ada"), as a plural with men and women.
        """
        own, given = self.entities[entity].gender, self.feature(i, "Gender")
        if not own or not given or own == given or self.feature(i, "VerbForm") != "Part":
            return False
        mixed = given == "Masc" and self.feature(i, "Number") == "Plur"
        auxiliaries = [k for k in self.kids[i] if self.dep[k] == "aux"]
        return not mixed and all(self.lemma[k] in self.being for k in auxiliaries)

    def candidates(self, near: Near, types: Collection[str]) -> Iterator[Candidate]:
        """Give the candidates of some of the types that a word says, of a mention near it."""
        if not types:
            return
        m, i, said, way, period = near
        shared = (
            *self._mention(m),
            *self._order(m, i, period),
            *self._way(m, i, way.first, way.second, way.top),
            *self._roles(m, i),
            TIED if self._is_tied(m.entity, i) else UNTIED,
            *self._agrees(m, i),
        )
        doers = {self.doer(p, m.entity) for p in self.at.get(i, ())}
        doer = next((d for d in (NAMED, PEOPLE, THING, LENT) if d in doers), NONE)
        for type_ in types:
            plain = tuple(self._typed(type_, m.entity, i, period))
            told = Evidence(plain, shared, said[type_].crossings)
            yield Candidate(
                type_, i, m.entity, m.root, m.start, m.end, m.certainty, doer, said[type_], told
            )

    # -- features ---------------------------------------------------------------------------

    def _typed(self, type_: str, entity: int, i: int, period: Period) -> Iterator[str]:
        strength = period.said[i][type_]
        others = period.strong[type_] - (strength == STRONG)
        yield f"others {min(others, 2)} {strength}"
        here = self.fired_at.get((type_, entity, i), NO_ROWS)
        elsewhere = self.fired.get((type_, entity), Counter()) - Counter(map(_doer, here))
        for what in elsewhere:
            yield f"frame {what} False"
        for row in here:
            yield f"frame {_doer(row)} True"
            yield f"frame {_doer(row)} {row.rule}"

    def _shape(self, i: int) -> str:
        return self.pos[i] + self.feature(i, "VerbForm")

    def _mention(self, m: MentionRow) -> tuple[Feature, ...]:
        """Give what the mention says by itself."""
        found = self._of_mention.get(id(m))
        if found is None:
            found = self._of_mention[id(m)] = (*self._called(m), *self._around(m))
        return found

    def _called(self, m: MentionRow) -> Iterator[Feature]:
        """Give what the mention is, and what it is called: "il pm X", "l'avvocato X"."""
        kind = self.entities[m.entity].type
        yield f"entity {kind}", BY_TYPE
        yield f"kind {m.kind}", BY_SHAPE
        yield f"entity {kind} kind {m.kind}", ALONE
        names = {m.root, *(k for k in self.kids[m.root] if self.dep[k] in CALLED)}
        if m.start:
            names.add(m.start - 1)
        if self.dep[m.root] in NAMED_BY:
            names.add(self.head[m.root])
        for k in sorted(names):
            if self.pos[k] != "NOUN":
                continue
            yield f"called {self.lemma[k]}", ALONE
            found = titles().get(self.lemma[k])
            for group in found.groups if found else ():
                yield f"title {group}", ALONE
            if found is None and self.lemma[k] in self.words.people:
                yield "title of people", ALONE

    def _order(self, m: MentionRow, i: int, period: Period) -> Iterator[Feature]:
        """Give how far the mention is from the word, and what lies between them."""
        kind = self.entities[m.entity].type
        order = "before" if m.start < i else "after"
        yield order, BY_SHAPE
        yield f"{order} distance {sum(abs(m.start - i) > b for b in BINS)}", ALONE
        left, right = (m.end, i) if m.start < i else (i + 1, m.start)
        marks = "".join(dict.fromkeys(w for w in self.form[left:right] if w in MARKS))
        yield f"between {order} {marks[:3]}", BY_SHAPE
        verbs = sum(self.pos[k] == "VERB" for k in range(left, right))
        yield f"verbs between {order} {min(3, verbs)}", BY_SHAPE
        others = [o for o in period.near(i) if o.entity != m.entity]
        amid = sum(left <= o.start < right for o in others)
        yield f"mentions between {order} {min(2, amid)}", BY_SHAPE
        nearer = sum(
            abs(o.start - i) < abs(m.start - i) and self.entities[o.entity].type == kind
            for o in others
        )
        yield f"nearer {min(2, nearer)}", BY_SHAPE
        if right - left <= 3:
            yield f"{order} words {' '.join(self.lemma[left:right])}", BY_SHAPE
        yield f"marker {self._marker(m)} {order}", BY_TYPE

    def _marker(self, m: MentionRow) -> str:
        """Give the preposition of a mention: of its phrase, or before "l'ex sindaco X"."""
        if m.kind == "null":
            return "null"
        for k in self.kids[m.root]:
            if self.dep[k] == "case":
                return self.lemma[k]
        for k in range(m.start - 1, max(-1, m.start - 4), -1):
            if self.pos[k] == "ADP":
                return self.lemma[k]
            if self.pos[k] not in PHRASE:
                break
        return ""

    def _case(self, i: int) -> str:
        return "+".join(self.parse.cases(i))

    def _way(
        self, m: MentionRow, i: int, first: Sequence[int], second: Sequence[int], common: int
    ) -> Iterator[Feature]:
        """Give the way through the tree from the mention up, and down to the word."""
        marker, order = self._marker(m), "before" if m.start < i else "after"
        if common < 0:
            yield "way none", BY_SHAPE
            yield f"way none {order} {marker}", BY_TYPE
            ends = f"{self._shape(m.root)} {self.dep[m.root]} {self.dep[i]}"
            yield f"way none {ends}", BY_TYPE
            return
        ways = [[self.dep[k] for k in part] for part in (first, second)]
        if len(first) <= STEPS and len(second) <= STEPS:
            way = f"way {' '.join(ways[0])} | {' '.join(ways[1])}"
            yield way, BY_WORD
            yield f"{way} {marker}", BY_TYPE
            yield f"{way} {'/'.join(map(self._case, (*first, *second)))}", BY_SHAPE
        yield f"steps {min(len(first), 5)} {min(len(second), 5)}", BY_SHAPE
        yield f"last {' '.join(ways[0][-1:])} | {' '.join(ways[1][-1:])}", BY_TYPE
        yield f"at top {common == i} {common == m.root}", BY_SHAPE
        crossed = [k for k in (*first[1:], *second[1:], common) if k not in (i, m.root)]
        for k in crossed:
            if self.pos[k] in ("VERB", "AUX", "NOUN", "ADJ"):
                yield f"through {self.pos[k]} {self.lemma[k]}", BY_TYPE
                yield from self._classes("through", k)
        verbs = sum(self.pos[k] == "VERB" for k in crossed)
        yield f"verbs through {min(3, verbs)}", BY_SHAPE

    def _classes(self, prefix: str, i: int) -> Iterator[Feature]:
        for type_, strength in self.words.said.get(self.lemma[i], {}).items():
            yield f"{prefix} {type_} {strength}", BY_TYPE

    def _roles(self, m: MentionRow, i: int) -> Iterator[Feature]:
        """Give what both are in propositions: of the word, or of a verb that both depend on."""
        for p in self.at.get(i, ()):
            doer = self.doer(p, m.entity)
            mine = [a for a in p.arguments if m.entity in a.entities]
            for a in mine:
                role = f"{a.role} {'' if is_lent(a) else a.marker}{' lent' if is_lent(a) else ''}"
                here = " here" if a.head == m.root else ""
                yield f"role {role}", BY_WORD
                yield f"role {role}{here} {p.kind} {p.construction}", BY_TYPE
                lent = " lent" if is_lent(a) else ""
                yield f"role {a.role}{lent} {p.construction} doer {doer}", BY_TYPE
            if not mine:
                yield f"no role {p.kind} {p.construction}", BY_SHAPE
            yield f"doer {doer}", BY_TYPE
            yield f"status {p.status}", BY_SHAPE
            others = [a for a in p.arguments if m.entity not in a.entities]
            for slot in SLOTS:
                taken = [a for a in others if a.role == slot]
                if taken:
                    what = "name" if any(a.entities for a in taken) else "noun"
                    yield f"taken {slot} {what} by own {bool(mine)}", BY_SHAPE
                    if slot != "agent":
                        yield f"taken {slot} {taken[0].lemma}", ALONE
            for a in others:
                yield f"beside {a.role} {a.marker} {a.lemma}", BY_TYPE
        if i not in self.at:
            yield "no proposition", BY_SHAPE
        for p, k in self.filling.get(i, ()):  # "è finito in cella"
            a = p.arguments[k]
            for b in p.arguments:
                if m.entity in b.entities and b is not a:
                    yield f"co-role {b.role} {b.marker} & {a.role} {a.marker}", BY_TYPE
                    yield f"co-role {b.role} & {a.role} {a.marker} of {p.lemma}", BY_TYPE
                    yield f"co-role of {p.lemma}", BY_TYPE

    def _is_tied(self, entity: int, i: int) -> bool:
        """Whether a proposition has both: that of the word, or one that the word fills."""
        own = (a for p in self.at.get(i, ()) for a in p.arguments)
        others = (
            b for p, k in self.filling.get(i, ()) for b in p.arguments if b is not p.arguments[k]
        )
        return any(entity in a.entities for a in chain(own, others))

    def doer(self, p: Proposition, patient: int) -> str:
        """Say what the doer of a proposition is."""
        agents = [a for a in p.arguments if a.role == "agent" and patient not in a.entities]
        own = [a for a in agents if not is_lent(a)]
        if any(a.entities for a in own):
            return NAMED
        for a in own:
            names = (self.lemma[a.head], self.form[a.head])
            listed = not self.words.people.isdisjoint(names)
            return PEOPLE if listed or any(titles().get(n) for n in names) else THING
        return LENT if agents else NONE

    def _word(self, i: int) -> tuple[Feature, ...]:
        """Give what the word says by itself."""
        found = self._of_word.get(i)
        if found is None:
            found = self._of_word[i] = tuple(self._hanging(i))
        return found

    def _hanging(self, i: int) -> Iterator[Feature]:
        """Give what hangs on the word, what it hangs on, and what stands beside it."""
        shape = self._shape(i)
        yield f"shape {shape} {self.dep[i]}", BY_TYPE
        deps = {self.dep[k] for k in self.kids[i]}
        for dep in ASKED:
            yield f"has {dep} {dep in deps}", BY_SHAPE
        for k in self.kids[i]:
            if self.dep[k] not in ("punct", "det"):
                yield f"kid {self.dep[k]} {self.lemma[k]}", BY_TYPE
                yield from self._classes("kid class", k)
            if self.feature(k, "VerbForm") == "Fin":
                person = self.feature(k, "Person") + self.feature(k, "Number")
                yield f"finite {self.dep[k]} {person}", BY_SHAPE
        h = self.head[i]
        if h == i:
            yield "above nothing", BY_SHAPE
        else:
            yield f"above {self.dep[i]} {self.lemma[h]}", BY_TYPE
            yield f"above {self.dep[i]} {self._case(i)} {self.pos[h]}", BY_SHAPE
            yield f"above {self._case(i)} {self.lemma[h]}", BY_TYPE
            yield from self._classes("above", h)
        number, person = self.feature(i, "Number"), self.feature(i, "Person")
        yield f"number {number} person {person} {shape}", BY_SHAPE
        for n in (-2, -1, 1, 2):
            if 0 <= i + n < len(self.lemma):
                yield f"at {n} {self.lemma[i + n]}", BY_TYPE if abs(n) == 1 else BY_SHAPE
        yield f"first {i - self.parse.first[self.parse.sentence[i]] < 2}", BY_SHAPE

    def _around(self, m: MentionRow) -> Iterator[Feature]:
        """Give the words beside the mention."""
        for n in (-2, -1, 1, 2):
            k = m.start + n if n < 0 else m.end - 1 + n
            if 0 <= k < len(self.lemma):
                yield f"mention at {n} {self.lemma[k]}", BY_SHAPE

    def _agrees(self, m: MentionRow, i: int) -> Iterator[Feature]:
        """Give whether the mention agrees with the word."""
        for name in ("Gender", "Number"):
            one, other = self.feature(m.root, name), self.feature(i, name)
            yield f"agrees {name} {one == other if one and other else None}", BY_SHAPE
