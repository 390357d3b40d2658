"""Looks each proposition up in the relation lexicon. No syntax here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Doc

from ..deadline import check
from ..knowledge.propositions import words
from ..knowledge.relations import WILDCARD, Frame, Lexicon, lexicon
from ..knowledge.titles import titles
from ..layers import (
    NOBODY,
    Argument,
    Proposition,
    RelationRow,
    get_codes,
    get_input,
    get_phrases,
)
from .amounts import Amounts
from .attributes import Attributes
from .confidence import estimate
from .offices import Offices
from .parse import Parse
from .proceedings import leave_open
from .restatements import Restatements
from .slots import Fillers, Side, Slots
from .topic import deals_with, find_topic
from .unnamed import Doers, keep_untold
from .untold import Untold
from .weighing import Weighing

DATE = "DATE"
SOURCE = "source"
CONTEXT = "context"  # marker of an owner that the title does not name
LOOKED_UP = frozenset(("where", "topic", SOURCE))  # slots that no argument fills
PREPOSITIONAL = "prepositional"
OF_PREDICATES = frozenset(("copula", "apposition", "predicative"))
DASHES = frozenset(("-", "–", "—"))
DENIED = "denied"  # a status of frames: the trigger says that it does not happen
DENIAL = {
    "asserted": "negated",
    "future": "negated",
    "negated": "uncertain",
    "uncertain": "uncertain",
}


class RelationMatcher:
    """Write the relation layer.

    Parameters
    ----------
    known
        Lexicon to use; None takes the bundled one.
    unnamed
        Whether facts that nobody named has done are written too.
    min_confidence
        What a relation must reach to come out; None for the default of its type. What the
        caller asks for with a text goes before.
    weighs
        False lets out all that the frames propose, and nothing else.
    """

    def __init__(
        self,
        known: Lexicon | None = None,
        *,
        unnamed: bool = True,
        min_confidence: float | None = None,
        weighs: bool = True,
    ) -> None:
        self._lexicon, self._unnamed = known, unnamed
        self.min_confidence = min_confidence
        self.weighs = weighs
        self._decisions: tuple[Weighing, Untold] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Match the propositions of the Doc against the lexicon."""
        known = self._lexicon or lexicon()
        matcher = _Matcher(doc, known)
        proposed, unnamed = matcher.read()
        facts = unnamed if self._unnamed else []
        if self.weighs:
            proposed, facts = self._weigh(doc, matcher, proposed, unnamed)
            leave_open(proposed, facts, matcher.parse)
        else:
            for row in (*proposed, *facts):
                row.confidence = estimate(row)
        merged = Restatements(matcher.dates, matcher.attributes.decide)
        merged.add(proposed, decided=matcher.reports)
        merged.add(keep_untold(facts, merged.rows()))
        rows = matcher.without_replaced(merged.rows())
        RelationRow.write(doc, rows)
        for name in {row.type for row in rows}:
            found = known.types[name]
            get_codes(doc)[name] = [found.plover, found.cameo, found.wikidata]
            if name not in lexicon().types and found.phrases:
                get_phrases(doc)[name] = {k: list(forms) for k, forms in found.phrases.items()}
        return doc

    def _weigh(
        self, doc: Doc, matcher: _Matcher, proposed: list[RelationRow], unnamed: list[RelationRow]
    ) -> tuple[list[RelationRow], list[RelationRow]]:
        """Give what the learned decisions let out: relations, and facts without a named doer."""
        if self._decisions is None:
            self._decisions = Weighing(matcher.lexicon), Untold(matcher.lexicon)
        weighing, untold = self._decisions
        asked = get_input(doc).get("min_confidence", self.min_confidence)
        out = weighing(matcher.parse, proposed, asked)
        if not self._unnamed:
            return out, []
        read = [*proposed, *unnamed]
        facts = untold(matcher.parse, read, asked, matcher.doers, matcher.amounts)
        return out, list(facts)

    def propose(self, doc: Doc) -> list[RelationRow]:
        """Give what the frames propose with a named subject, each time that one fires."""
        return self.read(doc)[0]

    def read(self, doc: Doc) -> tuple[list[RelationRow], list[RelationRow]]:
        """Give what the frames read each time that one fires: with a named subject, and without."""
        return _Matcher(doc, self._lexicon or lexicon()).read()


class _Matcher:
    """Matches the propositions of one Doc."""

    def __init__(self, doc: Doc, known: Lexicon) -> None:
        self.lexicon = known
        self.parse = Parse(doc)
        self.entities, self.dates = self.parse.entities, self.parse.dates
        self.propositions = self.parse.propositions
        self.predicates = {
            kind: {p.predicate: p for p in self.propositions if p.kind == kind}
            for kind in ("noun", "verb")
        }
        self.words = self.parse.words
        self.demonyms = {
            m.root: m.entity for m in self.parse.mentions if m.kind == "demonym" and m.entity >= 0
        }
        self.amounts = Amounts(self.parse)
        self.topic, self.on_topic = find_topic(self.parse)
        self.dative = words().prepositions.dative
        self.attributes = Attributes(self.parse)
        self.reports: set[int] = set()  # rows whose doer is their source
        self.doers = Doers(self.parse, known)
        self.offices = Offices(self.parse)

    def read(self) -> tuple[list[RelationRow], list[RelationRow]]:
        """All that the frames propose, restatements included; facts without a named doer apart."""
        found: list[RelationRow] = []
        understood: list[RelationRow] = []  # by office: "le sue dimissioni"
        unnamed: list[RelationRow] = []
        todo = [reading for p in self.propositions for reading in self._readings(p)]
        # Who holds which office is known before what becomes of it.
        for own, frame in sorted(todo, key=lambda pair: _guesses(*pair)):
            check()
            for row in self._match(own, frame):
                if row.subject == NOBODY:
                    unnamed.append(row)
                    continue
                if SOURCE in frame.subject:
                    self.reports.add(id(row))
                if "office" in frame.object and len(row.arguments) < 2 and not frame.office_of:
                    understood.append(row)
                    continue
                found.append(row)
                self.offices.note(row)
        told: dict[tuple[str, int], set[int]] = {}
        for row in found:
            told.setdefault((row.type, row.subject), set()).add(row.object)
        # what an article tells of the same subject goes before what is understood
        for row in understood:
            if row.object in told.setdefault((row.type, row.subject), {row.object}):
                found.append(row)
        return found, unnamed

    def without_replaced(self, rows: list[RelationRow]) -> list[RelationRow]:
        """Leave out what another type, which replaces it, says of the same two in these words."""
        types = self.lexicon.types

        def said(row: RelationRow) -> tuple[object, ...]:
            return (*sorted((row.subject, row.object)), *row.trigger)

        replaced = {(name, said(row)) for row in rows for name in types[row.type].replaces}
        return [row for row in rows if (row.type, said(row)) not in replaced]

    def _readings(self, p: Proposition) -> list[tuple[Fillers, Frame]]:
        """Give the frames that the proposition may be read by, with what fills its slots."""
        frames = self._frames(p)
        if not frames:
            return []
        own = Fillers(p, self.words, self._own_country(p))
        return [(own, frame) for frame in frames if own.may_fit(frame)]

    def _frames(self, p: Proposition) -> tuple[Frame, ...]:
        lemma = p.lemma
        if p.kind == "noun":
            several = self.lexicon.longest(self.words, p.predicate)
            if several is not None:
                lemma = several
            elif not self.lexicon.has("noun", lemma):  # lemmas of nouns err more than forms
                lemma = self.words[p.predicate][0]
        found = self.lexicon.frames(p.kind, lemma)
        plain = titles().without_prefix(lemma) if p.kind == "noun" else ""
        if plain:  # "il neopresidente" is the president
            own = tuple(frame for frame in found if WILDCARD not in frame.triggers)
            found = (*own, *self.lexicon.frames(p.kind, plain))
        if p.construction == PREPOSITIONAL:  # "in visita": says what one is at, not what one is
            found = tuple(frame for frame in found if WILDCARD not in frame.triggers)
        return tuple(f for f in found if not f.constructions or p.construction in f.constructions)

    # -- one frame ------------------------------------------------------------------------

    def _match(self, own: Fillers, frame: Frame) -> Iterator[RelationRow]:
        p, view = own.p, Slots(own, frame, self.predicates)
        if not all(view.meets(c.slots, c.words) for c in frame.with_):
            return
        if any(view.meets(c.slots, c.words) for c in frame.without):
            return
        symmetric = frame.relation.symmetric
        if set(frame.subject) == set(frame.object):  # the parties of one slot, two by two
            sides = self._sides(view, frame.subject, frame.subject_types, None)
            for a, b in self._pairs(sides):
                if a[0] != b[0] and self._fit(frame, a[0], b[0]):
                    pair = sorted((a, b), key=lambda s: s[0]) if symmetric else (a, b)
                    yield self._row(view, *pair)
            return
        objects = self._sides(view, frame.object, frame.object_types, None)
        if not objects and "office" not in frame.object:
            return
        used = {id(a) for _, a in objects}
        subjects = self._sides(view, frame.subject, frame.subject_types, used)
        if not subjects and objects:
            by = self.doers.find(view)
            for o in objects if by is not None else ():
                yield self._row(view, (NOBODY, by[0] if by else None), o)
        verbs = self.predicates["verb"].values()
        for s in subjects:
            for o in objects or self.offices.look_up(s[0], view):
                topic = "topic" in frame.object
                if topic and deals_with(verbs, self.dative, s[0], o[0]):
                    continue
                guessed = topic or (o[1] and o[1].marker == CONTEXT)
                if guessed and self.offices.is_of_another(s[0], p.predicate, o[0]):
                    continue
                is_date = frame.relation.objects == {DATE} or (
                    o[1] is None and "date" in frame.object
                )
                if is_date or (s[0] != o[0] and self._fit(frame, s[0], o[0])):
                    pair = sorted((s, o), key=lambda x: x[0]) if symmetric else (s, o)
                    yield self._row(view, *pair)

    def _fit(self, frame: Frame, a: int, b: int) -> bool:
        """Whether both sides are people or neither is, where the type asks for that."""
        person = [self.entities[e].type == "PERSON" for e in (a, b)]
        return not frame.relation.alike or person[0] == person[1]

    def _pairs(self, sides: list[Side]) -> list[tuple[Side, Side]]:
        """Parties two by two; of "tra A - B e C - D" only those that a dash joins."""
        pairs = list(combinations(sides, 2))
        return [(a, b) for a, b in pairs if self._dashed(a[1], b[1])] or pairs

    def _dashed(self, a: Argument | None, b: Argument | None) -> bool:
        if a is None or b is None or b.start != a.end + 1:
            return False
        return self.words[a.end][0] in DASHES

    def _own_country(self, p: Proposition) -> list[Argument]:
        """Country of a demonym that is itself the predicate: "X è francese", "X, danese, ..."."""
        country = self.demonyms.get(p.predicate, -1)
        if country < 0 or p.construction not in OF_PREDICATES:
            return []
        at = p.predicate
        return [Argument("oblique", at, at, at + 1, p.lemma, "adj", (country,), "demonym")]

    def _look_up(self, p: Proposition, slot: str) -> int:
        """Entity that is no argument: where it happens, who says so, what the article is about."""
        if slot == "topic":
            return self.topic if self.parse.sentence[p.predicate] in self.on_topic else -1
        return p.source if slot == SOURCE else p.where

    def _sides(
        self, view: Slots, slots: tuple[str, ...], types: frozenset[str], used: set[int] | None
    ) -> list[Side]:
        """Entities of the right type in the first slot that has one."""
        for slot in slots:
            if slot == "date":
                if DATE in types and view.p.when >= 0 and self.parse.days[view.p.when]:
                    return [(view.p.when, None)]
                continue
            if slot in LOOKED_UP:
                e = self._look_up(view.p, slot)
                if e >= 0 and self.entities[e].type in types:
                    return [(e, None)]
                continue
            found: dict[int, Argument] = {}
            for a in view.reach(slot) if used is None else view.fill(slot, used):
                for e in a.entities:
                    if self.entities[e].type in types:
                        found.setdefault(e, a)
            if found:
                return list(found.items())
        return []

    def _row(self, view: Slots, subject: Side, object_: Side) -> RelationRow:
        p, frame = view.p, view.frame
        is_date = object_[1] is None and DATE in frame.object_types and "date" in frame.object
        arguments = [a for _, a in (subject, object_) if a is not None]
        certainty = min((a.certainty for a in arguments), default=1.0)
        trigger = [p.predicate, p.predicate + 1]
        spans = [trigger, *([a.start, a.end] for a in arguments)]
        row = RelationRow(
            type=frame.relation.type,
            subject=subject[0],
            object=object_[0],
            object_is_date=is_date,
            when=p.when,
            where=p.where,
            role=self._role(view) if frame.role else "",
            status=self._status(view, arguments),
            source=-1 if SOURCE in frame.subject else p.source,
            trigger=trigger,
            evidence=sorted(spans),
            rule=frame.name,
            construction=p.construction,
            arguments=[[a.marker or a.role, a.start, a.end, a.how] for a in arguments],
            certainty=certainty,
            amounts=list(self.amounts.of(p.predicate)),
            by=self.doers.phrase(subject[1]) if subject[0] == NOBODY and subject[1] else [],
        )
        return row

    def _status(self, view: Slots, sides: list[Argument]) -> str:
        """Give the status of a proposition; of the noun that lends a side: "tentato omicidio"."""
        if view.frame.status == DENIED:
            return DENIAL[view.p.status]
        said = view.frame.status or view.p.status
        asked = view.asked_for()
        noun = view.nouns.get(asked.head) if asked is not None else None
        if said == "negated" or noun is None or not any(a in noun.arguments for a in sides):
            return said
        told, polarity = {a.lemma for a in noun.arguments if a.role == "mod"}, words().polarity
        if told & polarity.denied:
            return "negated"
        return "uncertain" if told & (polarity.doubted | polarity.tried) else said

    def _role(self, view: Slots) -> str:
        """Title as written: that the noun itself is, or what its verb makes somebody."""
        p: Proposition | None = view.p
        at = view.p.predicate
        if view.p.kind == "verb":
            office = view.asked_for()
            if office is None:
                return ""
            at = office.head
            p = self.predicates["noun"].get(at)
        title = next((a for a in p.arguments if a.role == "title"), None) if p else None
        start, end = (title.start, title.end) if title else (at, at + 1)
        return str(self.parse.doc[start:end])


def _guesses(own: Fillers, frame: Frame) -> int:
    """Rank of a reading whose object the text does not say: the others are read before."""
    told = any(slot in own.of_marker or slot in own.of_role for slot in frame.object)
    if "office" in frame.object and not told:
        return 2
    return int("topic" in frame.object or CONTEXT in own.of_marker)
