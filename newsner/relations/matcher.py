"""Looks each proposition up in the relation lexicon. No syntax here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from spacy.tokens import Doc

from ..knowledge.propositions import words
from ..knowledge.relations import WILDCARD, Frame, Lexicon, lexicon
from ..knowledge.titles import titles
from ..layers import (
    Argument,
    DateRow,
    EntityRow,
    MentionRow,
    Proposition,
    RelationRow,
    column,
    get_codes,
)
from ..schema import Precision
from .confidence import estimate
from .slots import Fillers, Side, Slots

DATE = "DATE"
SOURCE = "source"
CONTEXT = "context"  # marker of an owner that the title does not name
LOOKED_UP = frozenset(("where", "topic", SOURCE))  # slots that no argument fills
COUNTRY = "COUNTRY"
PREPOSITIONAL = "prepositional"
OF_PREDICATES = frozenset(("copula", "apposition", "predicative"))
TOPIC = 0.4  # share of the mentions of countries that makes one the article's topic
DASHES = frozenset(("-", "–", "—"))
OFFICES = frozenset(("HEADS", "MEMBER_OF"))  # what the slot "office" looks up
NEW = "new"  # for the type of an office one is made to hold: not yet whose place another takes
PREDICATIVE = "predicative"
UNDERSTOOD = (
    "understood"  # marker of an agent that the noun leaves to its clause: it may be to come
)
# ... and of what a successor takes, where the predecessor's office is told by how it ended;
# what one is a mere member of is not handed on (a player is replaced on the field)
HANDED_ON = frozenset(("HEADS", "LEFT_OFFICE"))
BY_BODY = frozenset(("DISMISSED",))  # the same, told of the body whose office it was
DENIED = "denied"  # a status of frames: the trigger says that it does not happen
DENIAL = {
    "asserted": "negated",
    "future": "negated",
    "negated": "uncertain",
    "uncertain": "uncertain",
}
PRECISION = get_args(Precision)  # finest first


class RelationMatcher:
    """Write the relation layer.

    Parameters
    ----------
    known
        Lexicon to use; None takes the bundled one.
    """

    def __init__(self, known: Lexicon | None = None) -> None:
        self._lexicon = known

    def __call__(self, doc: Doc) -> Doc:
        """Match the propositions of the Doc against the lexicon."""
        known = self._lexicon or lexicon()
        rows = _Matcher(doc, known).read()
        RelationRow.write(doc, rows)
        for name in {row.type for row in rows}:
            found = known.types[name]
            get_codes(doc)[name] = [found.plover, found.cameo, found.wikidata]
        return doc


class _Matcher:
    """Matches the propositions of one Doc."""

    def __init__(self, doc: Doc, known: Lexicon) -> None:
        self.doc, self.lexicon = doc, known
        self.entities = EntityRow.read(doc)
        self.dates = DateRow.read(doc)
        self.propositions = Proposition.read(doc)
        self.predicates = {
            kind: {p.predicate: p for p in self.propositions if p.kind == kind}
            for kind in ("noun", "verb")
        }
        lemmas = map(str.lower, column(doc, "LEMMA"))
        self.words = list(zip(column(doc, "LOWER"), lemmas, strict=True))
        self.demonyms = {
            m.root: m.entity for m in MentionRow.read(doc) if m.kind == "demonym" and m.entity >= 0
        }
        self.topic, self.on_topic = self._find_topic()
        self.dative = words().prepositions.dative
        self.offices: dict[int, list[tuple[int, int, str]]] = {}  # person: trigger, body, type

    def _find_topic(self) -> tuple[int, set[int]]:
        """Find the country the article is about (-1: none) and the sentences that name it.

        The country is the one most often named, if that is often enough; sentences are given
        by their first token.
        """
        named = [
            m
            for m in MentionRow.read(self.doc)
            if m.entity >= 0 and self.entities[m.entity].type == COUNTRY
        ]
        counts = Counter(m.entity for m in named)
        country, count = counts.most_common(1)[0] if counts else (-1, 0)
        if count < TOPIC * len(named):
            return -1, set()
        sentences: dict[int, set[int]] = {}
        for m in named:
            sentences.setdefault(self.doc[m.start].sent.start, set()).add(m.entity)
        # as one who acts or is spoken of, not as where something happens: "negli Usa"
        whole = {
            self.doc[m.start].sent.start
            for m in named
            if m.kind == "nominal"
            or (m.kind != "demonym" and all(c.dep_ != "case" for c in self.doc[m.root].children))
        }
        return country, {s for s, found in sentences.items() if found == {country} and s in whole}

    def read(self) -> list[RelationRow]:
        """All relations of the Doc, restatements merged."""
        merged: dict[tuple[str, int, int, str], RelationRow] = {}
        understood: list[RelationRow] = []  # by office: "le sue dimissioni"
        todo = [reading for p in self.propositions for reading in self._readings(p)]
        # Who holds which office is known before what becomes of it.
        for own, frame in sorted(todo, key=lambda pair: _guesses(*pair)):
            for row in self._match(own, frame):
                if "office" in frame.object and len(row.arguments) < 2 and not frame.office_of:
                    understood.append(row)
                    continue
                self._keep(merged, row)
                self._note_office(row)
        for row in understood:
            told = [r for r in merged.values() if (r.type, r.subject) == (row.type, row.subject)]
            if not told or any(r.object == row.object for r in told):
                self._keep(merged, row)
        return sorted(merged.values(), key=lambda r: r.trigger)

    def _note_office(self, row: RelationRow) -> None:
        """Note whose office in which body a relation tells of."""
        if row.type in OFFICES | HANDED_ON:
            person, body = row.subject, row.object
        elif row.type in BY_BODY:
            person, body = row.object, row.subject
        else:
            return
        to_come = row.construction == PREDICATIVE or UNDERSTOOD in [a[0] for a in row.arguments[:1]]
        type_ = NEW if to_come and row.type in OFFICES else row.type
        self.offices.setdefault(person, []).append((row.trigger[0], body, type_))

    def _keep(self, merged: dict[tuple[str, int, int, str], RelationRow], row: RelationRow) -> None:
        """Add a relation, or merge it into the one that says the same."""
        key = (row.type, row.subject, row.object, row.status)
        if key in merged:
            self._merge(merged[key], row)
        else:
            merged[key] = row

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
            return tuple(frame for frame in found if WILDCARD not in frame.triggers)
        return found

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
                    yield self._row(p, frame, *pair)
            return
        objects = self._sides(view, frame.object, frame.object_types, None)
        if not objects and "office" not in frame.object:
            return
        used = {id(a) for _, a in objects}
        subjects = self._sides(view, frame.subject, frame.subject_types, used)
        for s in subjects:
            for o in objects or self._office(s[0], view):
                topic = "topic" in frame.object
                if topic and self._deals_with(s[0], o[0]):
                    continue
                guessed = topic or (o[1] and o[1].marker == CONTEXT)
                if guessed and self._is_told(s[0], p.predicate, o[0]):
                    continue
                is_date = frame.relation.objects == {DATE} or (
                    o[1] is None and "date" in frame.object
                )
                if is_date or (s[0] != o[0] and self._fit(frame, s[0], o[0])):
                    yield self._row(
                        p, frame, *(sorted((s, o), key=lambda x: x[0]) if symmetric else (s, o))
                    )

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

    def _office(self, person: int, view: Slots) -> list[Side]:
        """Body, state or place whose office the person holds, by the nearest title.

        A frame may name slots of whose office it is instead: "X succede a Y" is about what Y
        heads or has left.
        """
        at, frame = view.p.predicate, view.frame
        others = [e for slot in frame.office_of for a in view.fill(slot, None) for e in a.entities]
        held = [
            (trigger > at, abs(at - trigger), body, trigger)  # what was told before comes first
            for holder in (others if frame.office_of else [person])
            for trigger, body, type_ in self.offices.get(holder, ())
            if self.entities[body].type in frame.object_types
            and type_ in (HANDED_ON | BY_BODY if frame.office_of else OFFICES | {NEW})
        ]
        if not frame.office_of:
            held = [h for h in held if self._may_be_of(view, h[3])]
        return [(min(held)[2], None)] if held else []

    def _may_be_of(self, view: Slots, trigger: int) -> bool:
        """Whether a post may be of the body of the title at ``trigger``.

        "Il giudice della Consulta X è eletto presidente della Repubblica": what has an owner of
        its own is of no other body, unless the title is the same.
        """
        posts = view.fill("predicative", None)
        owned = any(
            c.dep_ == "nmod" and c.i > a.head for a in posts for c in self.doc[a.head].children
        )
        return not owned or any(a.lemma == self.words[trigger][1] for a in posts)

    def _deals_with(self, person: int, country: int) -> bool:
        """Whether one does something to the other: "il re Carlo visita l'Italia"."""
        for p in self.predicates["verb"].values():
            does = {e for a in p.arguments if a.role == "agent" for e in a.entities}
            done = {e for a in p.arguments if a.role == "patient" for e in a.entities}
            told = {e for a in p.arguments if a.marker == self.dative for e in a.entities}
            others = {e for a in p.arguments if a.role == "oblique" for e in a.entities}
            if person in does and country in done | others:
                return True
            if country in does and person in done | told:
                return True
        return False

    def _is_told(self, person: int, at: int, country: int) -> bool:
        """Whether the article says of what country or body the person has the title at ``at``."""
        return any(
            body != country
            and (self.entities[body].type == COUNTRY or self.words[trigger] == self.words[at])
            for trigger, body, _ in self.offices.get(person, ())
        )

    def _look_up(self, p: Proposition, slot: str) -> int:
        """Entity that is no argument: where it happens, who says so, what the article is about."""
        if slot == "topic":
            return self.topic if self.doc[p.predicate].sent.start in self.on_topic else -1
        return p.source if slot == SOURCE else p.where

    def _sides(
        self, view: Slots, slots: tuple[str, ...], types: frozenset[str], used: set[int] | None
    ) -> list[Side]:
        """Entities of the right type in the first slot that has one."""
        for slot in slots:
            if slot == "date":
                if DATE in types and view.p.when >= 0:
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

    def _row(self, p: Proposition, frame: Frame, subject: Side, object_: Side) -> RelationRow:
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
            role=self._role(p) if frame.role else "",
            status=DENIAL[p.status] if frame.status == DENIED else frame.status or p.status,
            source=-1 if SOURCE in frame.subject else p.source,
            trigger=trigger,
            evidence=sorted(spans),
            rule=frame.name,
            construction=p.construction,
            arguments=[[a.marker or a.role, a.start, a.end, a.how] for a in arguments],
            certainty=certainty,
        )
        row.confidence = estimate(row)
        return row

    def _role(self, p: Proposition) -> str:
        title = next((a for a in p.arguments if a.role == "title"), None)
        start, end = (title.start, title.end) if title else (p.predicate, p.predicate + 1)
        return self.doc[start:end].text

    # -- restatements ---------------------------------------------------------------------

    def _merge(self, held: RelationRow, new: RelationRow) -> None:
        """Keep the most precise date, the first source, place and role, and all evidence."""
        if new.when >= 0 and (held.when < 0 or self._grain(new.when) < self._grain(held.when)):
            held.when = new.when
        held.where = held.where if held.where >= 0 else new.where
        held.source = held.source if held.source >= 0 else new.source
        held.role = held.role or new.role
        held.evidence += [span for span in new.evidence if span not in held.evidence]
        held.certainty = max(held.certainty, new.certainty)
        held.confidence = max(held.confidence, new.confidence)

    def _grain(self, date: int) -> int:
        precision = self.dates[date].precision
        return PRECISION.index(precision) if precision in PRECISION else len(PRECISION)


def _guesses(own: Fillers, frame: Frame) -> int:
    """Rank of a reading whose object the text does not say: the others are read before."""
    told = any(slot in own.of_marker or slot in own.of_role for slot in frame.object)
    if "office" in frame.object and not told:
        return 2
    return int("topic" in frame.object or CONTEXT in own.of_marker)
