"""Which facts a text tells of which nobody is named who did them: one learned decision.

In: a Doc up to its propositions, and what frames read without a named doer. Out: relation rows
without subject. Of all words that may say a type, and all mentions that may be its patient
(`patients`), the likeliest pair of a type and an entity comes out where it is likely enough:
evidence is what frames, the parse and the propositions say, and the encoder's vectors of both
words and of those round them; weights are learned (``python -m training patients``). Who is told to
have it done by somebody named is left to the relations with a subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp, log

from ..knowledge.relations import Lexicon
from ..knowledge.verbs import verbs
from ..layers import NOBODY, Proposition, RelationRow
from ..scoring import read_linear
from ..scoring.attention import Attention
from ..scoring.crossed import Crossed, Evidence
from ..scoring.networks import read_arrays
from .amounts import Amounts
from .confidence import estimate
from .decision import bundled_frames
from .learned import learned_row
from .parse import Parse
from .patients import BY_FRAME, NAMED, Candidate, Patients, Words, spans_of
from .proceedings import CRIMES, at_the_bar
from .proceedings import TYPES as PROCEEDINGS
from .unnamed import AGENT, Doers

LEARNED = "patients"  # rule of a fact that no frame reads
ACCUSING = frozenset(("ACCUSED", "PROSECUTED"))  # who asks for a trial has begun it
OUTPUT = "patient"  # of the linear scorer
DOUBT = 1.0  # log-odds below the threshold from which a named doer counts
FRAME = 0.8  # log-odds that a frame counts for beside what is learned of it
REACH = 3.2  # log-odds that a mention may add to what its word says
TOLD = 4.0  # log-odds that its features may add to that and to what the vectors say
SHOWN = 4  # features that the grounds name

Told = tuple[float, Candidate]  # a candidate with its log-odds


class Untold:
    """Decides on the facts without a named doer.

    Parameters
    ----------
    known
        The lexicon in use. Its own types, and frames of its own, keep their say.
    """

    def __init__(self, known: Lexicon) -> None:
        (self.network, self.kinds), self.scorer = network(), read_linear("patients")
        self.words = Words(known, self.kinds)
        self.mishaps = known.wordlists.get("mishap", frozenset())
        self.weights = Crossed(self.scorer.columns[OUTPUT])

    def __call__(
        self,
        parse: Parse,
        read: Sequence[RelationRow],
        asked: float | None,
        doers: Doers,
        amounts: Amounts,
    ) -> Iterator[RelationRow]:
        """Give the facts, a row for each word that tells one, likeliest first.

        ``read`` is what frames read, with a named doer or without; ``asked`` is the confidence that
        a fact must reach to come out, None for what was learned.
        """
        fired: dict[tuple[str, int], list[RelationRow]] = {}
        for row in read:
            if row.type in self.words.types and row.rule in bundled_frames():
                fired.setdefault((row.type, row.object), []).append(row)
            elif row.subject == NOBODY:
                row.confidence = estimate(row)
                yield row
        least = self._threshold(asked)
        of: dict[tuple[str, int], list[Told]] = {}
        for odds, c in _patients(parse, list(self.weigh(parse, fired, least)), least):
            of.setdefault((c.type, c.entity), []).append((odds, c))
        proceeded, officials = _proceeded_against(of, least), at_the_bar(parse)
        for (type_, entity), given in of.items():
            unlikely = type_ in CRIMES and entity in proceeded
            found = [pair for pair in given if pair[1].is_tied or not unlikely]
            if type_ in PROCEEDINGS and entity in officials:
                found = [pair for pair in found if BY_FRAME in pair[1].told.plain]
            found.sort(key=lambda pair: (-pair[0], pair[1].word))
            named = any(o >= least - DOUBT for o, other in found if other.doer == NAMED)
            if not found or found[0][0] < least or named:
                continue
            rows = [r for r in fired.get((type_, entity), ()) if r.subject == NOBODY]
            by_word = {r.trigger[0]: r for r in reversed(rows)}
            status = ""
            for more, other in found:
                if more < least:
                    break
                row = by_word.get(other.word) or _row(parse, other, doers, amounts)
                if row.confidence:  # a frame's, which a likelier mention of the same gave
                    continue
                row.confidence = round(1 / (1 + exp(-more)), 3)
                if not status:  # those of the likeliest are kept
                    status, row.grounds = row.status, self._grounds(other, more)
                if row.status == status:
                    yield row

    def _threshold(self, asked: float | None) -> float:
        """Give the log-odds that a fact must reach: as the caller asks, or as was learned."""
        if asked is None:
            return self.scorer.threshold(OUTPUT)
        bounded = min(max(asked, 1e-6), 1 - 1e-6)
        return log(bounded / (1 - bounded))

    def weigh(
        self,
        parse: Parse,
        fired: dict[tuple[str, int], list[RelationRow]],
        least: float,
    ) -> Iterator[tuple[float, Candidate]]:
        """Give the candidates of a Doc with their log-odds: a fact is as sure as its mention.

        Words that are too far below ``least`` are left out.
        """
        of_word: dict[tuple[str, int], float] = {}

        def worth(type_: str, word: int, said: Evidence) -> bool:
            of_word[type_, word] = score = self.weights.score(said)
            return score >= least - REACH and not self._is_mishap(patients.at.get(word, ()))

        patients = Patients(parse, self.words, fired)
        found = list(patients.near(worth))
        margins = self.network.margins(spans_of(parse, found)) if found else None
        for k, near in enumerate(found):
            odds = {type_: of_word[type_, near.word] for type_ in near.types}
            if margins is not None:
                for type_ in odds:
                    odds[type_] += float(margins[k, self.kinds.index(type_)])
            likely = [type_ for type_, so_far in odds.items() if so_far >= least - TOLD]
            for c in patients.candidates(near, likely):
                more = self.weights.score(c.told) + FRAME * (BY_FRAME in c.told.plain)
                yield surely(odds[c.type] + more, c.certainty), c

    def _is_mishap(self, told: Sequence[Proposition]) -> bool:
        """Whether nobody does it but an animal or a thing: "travolto da una slavina"."""
        return any(
            a.role == AGENT and not a.entities and a.lemma in self.mishaps
            for p in told
            for a in p.arguments
        )

    def _grounds(self, c: Candidate, odds: float) -> list[str]:
        """Say in words what speaks for a fact, and what against it."""
        known = self.scorer.weights
        weights = {f: known[f][0] for f in c.features if f in known and f != "bias"}
        words = self.scorer.score(c.features, OUTPUT)
        said = [f"for: words give {words:+.1f}, the encoder's vectors {odds - words:+.1f}"]
        for side, sign in (("for", 1), ("against", -1)):
            best = sorted(weights, key=lambda f: -sign * weights[f])[:SHOWN]
            named = [f"{f!r} {weights[f]:+.1f}" for f in best if sign * weights[f] > 0]
            if named:
                said.append(f"{side}: {', '.join(named)}")
        return said


@cache
def network() -> tuple[Attention, tuple[str, ...]]:
    """Read the bundled network over the encoder's vectors, and the types that it knows."""
    arrays = read_arrays("patients")
    kinds = tuple(str(name) for name in arrays.pop("kinds"))
    return Attention(arrays), kinds


def _proceeded_against(of: Mapping[tuple[str, int], Sequence[Told]], least: float) -> set[int]:
    """Give the entities that are arrested, tried or sentenced: no victims of a crime beside them.

    "Omicidio a Lodi, arrestato Ugo Zanetti" does not tell who was killed; "Ugo Zanetti, arrestato,
    è stato ucciso in cella" does, in a proposition.
    """
    return {
        entity
        for (type_, entity), found in of.items()
        if type_ in PROCEEDINGS and any(odds >= least and c.is_tied for odds, c in found)
    }


def _patients(parse: Parse, found: Sequence[Told], least: float) -> Iterator[Told]:
    """Give the candidates but what only says who the patient is: "il dirigente dell'Ausl X"."""
    holders: dict[tuple[str, int], set[int]] = {}
    for odds, c in found:
        title = parse.head[c.at]
        if odds >= least and c.is_tied and parse.pos[title] == "NOUN":
            holders.setdefault((c.type, c.word), set()).add(title)
    for odds, c in found:
        titles = holders.get((c.type, c.word), ())
        if c.is_tied or parse.dep[c.at] != "nmod" or parse.head[c.at] not in titles:
            yield odds, c


def surely(odds: float, certainty: float) -> float:
    """Give the log-odds that both hold: a fact of its mention, and whom the mention means."""
    both = certainty / (1 + exp(-odds))
    return log(both / (1 - both)) if 0 < both < 1 else odds


def _row(parse: Parse, c: Candidate, doers: Doers, amounts: Amounts) -> RelationRow:
    """Give the fact of a word and its patient that no frame reads."""
    p = _proposition(parse, c)
    mine = [a for a in p.arguments if c.entity in a.entities][:1] if p else []
    named = [[c.start, c.end]] if c.end > c.start else []
    sides = (NOBODY, c.entity)
    row = learned_row(LEARNED, c.type, sides, p, c.word, mine, named, c.certainty)
    if row.status == "asserted" and c.type not in ACCUSING and _is_asked_for(parse, c.word):
        row.status = "uncertain"
    if p:
        by = doers.of(p)
        row.amounts, row.by = list(amounts.of(p.predicate)), doers.phrase(by) if by else []
    return row


def _is_asked_for(parse: Parse, word: int) -> bool:
    """Whether somebody only asks for what a noun says: "ha chiesto la condanna a 11 anni"."""
    verb = next((i for i in parse.up(word) if parse.pos[i] == "VERB"), word)
    return verb != word and verbs().has("directive", parse.lemma[verb])


def _proposition(parse: Parse, c: Candidate) -> Proposition | None:
    """Give the proposition that tells it: of the word, or that both fill: "finisce in cella"."""

    def rank(p: Proposition) -> int:
        has = any(c.entity in a.entities for a in p.arguments)
        if p.predicate == c.word:
            return 3 if has else 1
        return 2 * (has and any(a.head == c.word for a in p.arguments))

    best = max(parse.told_at.get(c.word, ()), key=rank, default=None)
    return best if best is not None and rank(best) else None
