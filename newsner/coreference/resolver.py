"""The coreference stage: what syntax decides, then a ranker over the candidates that remain."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..deadline import check
from ..layers import GAZETTEER, EntityRow, MentionRow, read_vectors
from ..syntax import hand_on
from .anaphors import anaphors_in
from .certain import Link, certain_links, is_certain, is_coordinated
from .context import Context, read_context
from .evidence import Facts, ask
from .facts import PAIR
from .lexical import Noun
from .ranker import Ranker, Weights
from .text import Text
from .told import Told

GIVEN = ("name", "demonym", "metonym")
THRESHOLD = 0.49  # certainty below which an anaphor stays unresolved: where .83 held out are right


class CoreferenceResolver:
    """Add pronoun, null and nominal mentions to the mention layer.

    Reads the entity and mention layers and the parse. Every row it adds says what resolved it and
    how certain that is; what is less certain than `THRESHOLD` is left out.

    Parameters
    ----------
    weights
        Of the ranker; None for those in the package.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the anaphora of ``doc``."""
        entities, mentions = EntityRow.read(doc), given(doc)
        if entities and mentions:
            x = Text(doc, entities, mentions)
            found = resolve(x, Ranker(read_vectors(doc), self._weights))
            taken = {m.start for m in found if m.root in x.nouns.demonyms}  # no longer the state
            kept = [m for m in mentions if m.kind != "demonym" or m.start not in taken]
            MentionRow.write(doc, [*kept, *found])
            hand_on(doc, x.tree)
        return doc


def given(doc: Doc) -> list[MentionRow]:
    """Give the mentions that name an entity by themselves, as the stage before found them."""
    return [m for m in MentionRow.read(doc) if m.kind in GIVEN or m.rule == GAZETTEER]


class Reading:
    """The anaphors of a text, those that syntax decides and those that are asked of the ranker."""

    def __init__(self, x: Text, ranker: Ranker | None) -> None:
        self.x = x
        self.certain: list[Context] = []
        self.open: list[Context] = []
        for a in anaphors_in(x):
            check()
            noun = Noun(x, a.token) if a.kind == "nominal" else None
            plain = noun is not None and a.sort == "noun" and not noun.speaks_of_any
            if plain and ranker is not None and a.token not in ranker.passing:
                continue
            context = read_context(x, a, noun)
            (self.certain if is_certain(context) else self.open).append(context)

    def decided(self, found: Sequence[MentionRow]) -> list[MentionRow]:
        """Give what syntax adds to what the ranker has found."""
        decided = {(m.start, m.kind) for m in found}
        undecided = [c for c in self.certain if (c.anaphor.start, c.anaphor.kind) not in decided]
        links = certain_links(self.x, Told(self.x, found), undecided)
        return [row for link in links for row in as_rows(link)]

    def ask(self, found: Sequence[MentionRow]) -> Facts:
        """Give the questions for the ranker; those that coordinate with nobody are among them."""
        added = self.decided(found)
        shared = {m.root for m in added if m.kind == "null"}
        left = [c for c in self.certain if is_coordinated(c) and c.anaphor.token not in shared]
        asked = sorted([*self.open, *left], key=lambda c: c.anaphor.start)
        return ask(self.x, Told(self.x, [*found, *added]), asked)


def resolve(x: Text, ranker: Ranker) -> list[MentionRow]:
    """Give the mentions that take up an entity of the text.

    It is read twice, if the first reading finds any: whom it has found is who was spoken of in the
    second.
    """
    reading = Reading(x, ranker)
    found: list[MentionRow] = []
    for _ in range(2):
        check()
        facts = reading.ask(found)
        chances = ranker.answer(x, facts)
        links = settle(x, facts, chances)
        learn_genders(x, links)
        found = [row for link in links for row in as_rows(link)]
        if not found:
            break
    return sorted([*found, *reading.decided(found)], key=lambda m: (m.start, m.end))


def settle(x: Text, facts: Facts, chances: list[list[float]]) -> list[Link]:
    """Give the links that are certain enough."""
    found = []
    for k, (q, own) in enumerate(zip(facts.questions, chances, strict=True)):
        best = own.index(max(own))
        if own[best] >= THRESHOLD:
            said = in_words(x, facts, k, own, best)
            found.append(Link(q.anaphor, q.candidates[best], said, round(own[best], 3)))
    return found


def learn_genders(x: Text, links: Sequence[Link]) -> None:
    """Note the gender of people whose names tell none, as what takes them up shows it."""
    for link in links:
        a, profile = link.anaphor, x.profiles[link.entities[0]]
        shown = a.kind != "nominal" and len(link.entities) == 1 and a.gender != ""
        if shown and profile.type == "PERSON" and not profile.gender:
            profile.gender = a.gender


def as_rows(link: Link) -> list[MentionRow]:
    """Give a row for each entity that an anaphor means."""
    a = link.anaphor
    return [
        MentionRow(a.start, a.end, a.kind, e, a.token, link.rule, link.certainty)
        for e in dict.fromkeys(link.entities)
    ]


def in_words(x: Text, facts: Facts, k: int, chances: list[float], best: int) -> str:
    """Say what decided: the sort of anaphor, facts, and who else it might have been.

    "null: main subject before, same number; next best: Ugo Neri (0.21)".
    """
    q, row = facts.questions[k], facts.pairs[facts.starts[k] + best]
    telling = [name for name in TELLING if row[PAIR.at[name]]][:FACTS]
    said = q.anaphor.sort + (f": {', '.join(telling)}" if telling else "")
    others = [j for j in range(len(chances)) if j != best]
    second = max(others, key=chances.__getitem__, default=-1)
    if second < 0 or chances[second] < WORTH_SAYING:
        return said
    names = " and ".join(x.entities[e].name for e in q.candidates[second])
    return f"{said}; next best: {names} ({chances[second]:.2f})"


#: What speaks for a candidate, most telling first.
TELLING = (
    "speaker", "called so with its complements", "called so", "called so in passing",
    "other name of the office", "part in the event", "same field", "name begins so",
    "name has the noun", "byname", "by nature", "kindred noun", "kindred word",
    "as many as counted", "all called so", "homeland", "of the same owner", "of the nation",
    "subject above", "object above", "main subject here", "main subject before",
    "subject here", "subject before", "spoke", "coordinated", "same gender",
    "only candidate of its type", "of the noun's type", "most named", "same number",
)  # fmt: skip
FACTS = 3
WORTH_SAYING = 0.2  # chance from which on the next best is named
