"""Weighs what the frames and the scorer propose: which relations come out, and how sure each is.

In: what the frames propose, and the layers of a Doc. Out: relation rows with their confidence and
their grounds in words. A frame that is mostly wrong in this setting does not fire; a pair that no
frame reads comes out where the scorer is sure. What is no bundled type, or read by a frame of the
user's own, keeps its say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from math import exp

import numpy as np
from numpy.typing import NDArray

from ..knowledge.confidence import confidence
from ..knowledge.propositions import words
from ..knowledge.relations import Lexicon, lexicon
from ..layers import NOBODY, Proposition, RelationRow
from ..scoring.attention import read_attention
from .confidence import estimate
from .decision import (
    Candidate,
    Candidates,
    Key,
    Margins,
    bundled_frames,
    decision,
    symmetric_types,
)
from .evidence import DATE, PROPOSITION, SIDES, Evidence, allowed, gather
from .learned import learned_row
from .offices import OFFICES
from .parse import CONTENT, Parse
from .proceedings import CRIMES, at_the_bar, is_of_crime, killed
from .proceedings import TYPES as PROCEEDINGS
from .scorer import NETWORKS, NEVER, scorer, spans_of

SCORER = "scorer"
HOPELESS = -4.5  # margin of the best type by words below which the vectors are not asked
VERBAL = ("verb", "noun", "adjective", "link")  # which proposition at a word tells most, in order
SHOWN = 3  # words that the grounds name
FAINT = 0.15  # what a word adds to a margin that is not worth naming


class Weighing:
    """Decides on the relations of Docs.

    Parameters
    ----------
    known
        The lexicon in use.
    """

    def __init__(self, known: Lexicon) -> None:
        self.scored = lexicon().types.keys() <= known.types.keys()

    def __call__(
        self, parse: Parse, proposed: list[RelationRow], asked: float | None
    ) -> list[RelationRow]:
        """Give the rows that come out, with confidence and grounds.

        ``asked`` is what a relation must reach to come out; None for the default of its type.
        """
        own = [row for row in proposed if not _is_weighed(row)]
        for row in own:
            row.confidence = estimate(row)
        if asked is not None:
            own = [row for row in own if row.confidence >= asked]
        if not self.scored:
            return own
        weighed = [row for row in proposed if _is_weighed(row)]
        evidence = gather(parse)
        found = _Weighed(parse, evidence, weighed)
        told = {(r.type, r.subject, r.object) for r in own}
        victims, officials = killed(parse), at_the_bar(parse)
        sure_enough = [
            (candidate, sure)
            for candidate, sure in found.weigh()
            if sure >= (threshold(candidate.key.type) if asked is None else asked)
        ]
        keys = {candidate.key for candidate, _ in sure_enough}
        for candidate, sure in sure_enough:
            key, rows = candidate.key, candidate.rows
            if key.type in PROCEEDINGS and (
                found.suffered(candidate, victims) or (not rows and key.object in officials)
            ):
                continue
            if key.type in CRIMES and found.is_bystander(candidate):
                continue
            if not rows:
                if (key.type, key.subject, key.object) in told or found.is_inside(candidate, keys):
                    continue
                rows = [found.scored(candidate)]
            grounds = found.grounds(candidate)
            for row in rows:
                row.confidence, row.grounds = sure, grounds
            own += rows
        order = {id(row): k for k, row in enumerate(proposed)}
        return sorted(own, key=lambda row: order.get(id(row), len(order)))


def _is_weighed(row: RelationRow) -> bool:
    return row.rule in bundled_frames() and row.subject != NOBODY


def threshold(type_: str) -> float:
    """Give the confidence that a relation of a type must reach."""
    thresholds = confidence().thresholds
    return thresholds.get(type_, thresholds["*"])


class _Weighed:
    """The candidates of one Doc."""

    def __init__(self, parse: Parse, evidence: Evidence, proposed: list[RelationRow]) -> None:
        self.parse, self.evidence, self.proposed = parse, evidence, proposed

    def weigh(self) -> Iterator[tuple[Candidate, float]]:
        """Give the candidates with the probability that each is right."""
        model, judge = scorer(), decision()
        sides = [e.type for e in self.parse.entities]
        barred = ~_may(self.evidence, sides, model.types)
        linear, deep = model.margins(self.evidence)
        linear[barred] = deep[barred] = NEVER
        worth = np.flatnonzero(np.maximum(linear, deep).max(axis=1, initial=NEVER) > HOPELESS)
        found = read_attention(NETWORKS).margins(spans_of(self.parse, self.evidence).take(worth))
        vectors = None
        if found is not None:
            vectors = np.full_like(linear, NEVER)
            vectors[worth] = found
            vectors[barred] = NEVER
        margins = Margins(linear, deep, vectors)
        maker = Candidates(model.types, symmetric_types(), sides, judge.records)
        candidates = maker.read(self.evidence.pairs, margins, self.proposed)
        return zip(candidates, judge.confidences(candidates), strict=True)

    def suffered(self, candidate: Candidate, victims: Collection[int]) -> bool:
        """Whether the object is told to have been killed, and by no frame to be proceeded against.

        ``victims`` are those of the text: no proposition says it of them then, or one that names
        them only as victims, "un'inchiesta sulla morte di X".
        """
        if candidate.rows:
            return False
        pair = self.evidence.pairs[candidate.pair]
        killed = candidate.key.object in victims and pair.tie != PROPOSITION
        return killed or is_of_crime(self.parse, pair.object_at)

    def is_bystander(self, candidate: Candidate) -> bool:
        """Whether the subject only bears a noun to the crime: "X, testimone dell'omicidio di Y".

        Not where the noun names the doer: "l'autore", "l'accusato".
        """
        if candidate.rows:
            return False
        parse, pair = self.parse, self.evidence.pairs[candidate.pair]
        above = parse.up(pair.object_at)[2:]  # the first is the crime
        nouns = takewhile(lambda i: parse.pos[i] == "NOUN", above)
        borne = (pair.subject_at, *parse.kids[pair.subject_at], parse.head[pair.subject_at])
        noun = next((i for i in nouns if i in borne), -1)
        return noun >= 0 and lexicon().wordlists["culprit"].isdisjoint(parse.words[noun])

    def is_inside(self, candidate: Candidate, keys: Collection[Key]) -> bool:
        """Whether the same is told of an entity whose name has that of a side in it, or complement.

        "La direttrice del museo di Cuneo X": she heads the museum, and not the town; "la segretaria
        del Pd di Carpi": the party.
        """
        pair, key = self.evidence.pairs[candidate.pair], candidate.key
        if key.type in symmetric_types():
            return False
        outer = [key._replace(subject=e) for e in self._naming.get(pair.subject_at, ())]
        if not key.is_date:
            at = pair.object_at
            outer += [key._replace(object=e) for e in self._naming.get(at, ())]
            if key.type in OFFICES and words().prepositions.genitive in self.parse.cases(at):
                holders = self._rooted.get(self.parse.head[at], ())
                outer += [key._replace(object=e) for e in holders]
        return any(other in keys for other in outer if other != key)

    @cached_property
    def _naming(self) -> dict[int, list[int]]:
        """Entities with a name of several words, by each of the words."""
        found: dict[int, list[int]] = {}
        for m in self.parse.mentions:
            if m.kind == "name" and m.end - m.start > 1:
                for i in range(m.start, m.end):
                    found.setdefault(i, []).append(m.entity)
        return found

    @cached_property
    def _rooted(self) -> dict[int, list[int]]:
        """Entities by the token through which their mentions hang."""
        found: dict[int, list[int]] = {}
        for m in self.parse.mentions:
            found.setdefault(m.root, []).append(m.entity)
        return found

    def scored(self, candidate: Candidate) -> RelationRow:
        """Give the relation of a pair that no frame reads."""
        key, pair = candidate.key, self.evidence.pairs[candidate.pair]
        added = scorer().by_token(self.evidence, candidate.pair, key.type)
        ends = {pair.subject_at, pair.object_at}
        heaviest = max(added, key=lambda t: (t not in ends, added[t]), default=pair.object_at)
        p = self._proposition(heaviest, key.subject, key.object)
        told = [t for t in added if self.parse.pos[t] in CONTENT and t not in ends and added[t] > 0]
        trigger = max(told, key=lambda t: added[t], default=heaviest)
        sides = (
            []
            if p is None
            else [a for a in p.arguments if {key.subject, key.object} & {*a.entities}]
        )
        return learned_row(
            SCORER,
            key.type,
            (key.subject, key.object),
            p,
            trigger,
            sides,
            [[i, i + 1] for i in sorted(ends)],
            min((a.certainty for a in sides), default=1.0),
            is_date=key.is_date,
        )

    def _proposition(self, at: int, *sides: int) -> Proposition | None:
        """Give the proposition at a word that has most of the sides."""
        here = [p for p in self.parse.told_at.get(at, ()) if p.predicate == at]
        return max(
            here,
            key=lambda p: (
                len({e for a in p.arguments for e in a.entities} & {*sides}),
                -VERBAL.index(p.kind),
            ),
            default=None,
        )

    def grounds(self, candidate: Candidate) -> list[str]:
        """Say in words what speaks for a relation, and what against it."""
        records = decision().records
        said = []
        for rule in dict.fromkeys(row.rule for row in candidate.rows):
            if rule not in records:
                said.append(f"for: frame {rule}, of which nothing is known")
                continue
            share = 1 / (1 + exp(-records[rule]))
            side = "for" if share >= 0.5 else "against"
            said.append(f"{side}: frame {rule}, right in about {share:.0%} of what it reads")
        if candidate.pair < 0:
            return said
        added = scorer().by_token(self.evidence, candidate.pair, candidate.key.type)
        ranked = sorted(added, key=lambda t: -added[t])
        best = [t for t in ranked[:SHOWN] if added[t] > FAINT]
        worst = [t for t in ranked[: -SHOWN - 1 : -1] if added[t] < -FAINT]
        side = "for" if candidate.margin > 0 else "against"
        said.append(f"{side}: the scorer gives {candidate.margin:+.1f}")
        for side, tokens in (("for", best), ("against", worst)):
            if tokens:
                named = (f"{self.parse.doc[t].text!r} {added[t]:+.1f}" for t in tokens)
                said.append(f"{side}: {', '.join(named)}")
        if candidate.rival and candidate.features[4] > max(0.0, candidate.margin):
            said.append(f"against: {candidate.rival} is likelier between the two")
        return said


def _may(evidence: Evidence, sides: Sequence[str], types: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each type may hold between the sides of each pair."""
    places = [
        (SIDES.index(sides[p.subject]), SIDES.index(DATE if p.is_date else sides[p.object]))
        for p in evidence.pairs
    ]
    if not places:
        return np.zeros((0, len(types)), dtype=bool)
    first, second = np.array(places).T
    found: NDArray[np.bool_] = allowed(tuple(types))[first, second]
    return found
