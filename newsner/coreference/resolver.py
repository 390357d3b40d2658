"""The coreference stage: rules read the text once, a ranker decides on what they found and left."""

from __future__ import annotations

from spacy.tokens import Doc

from ..deadline import check
from ..layers import GAZETTEER, EntityRow, MentionRow, read_vectors
from .classes import BY_NATION
from .discourse import Discourse
from .facts import PAIR
from .kin import Kin
from .memory import Memory
from .nominals import Nominals
from .possessives import homelands
from .pronouns import pronouns_of_region
from .ranker import Question, Questions, Ranker, Vectors
from .subjects import subjects_of_region

GIVEN = ("name", "demonym", "metonym")
THRESHOLD = 0.51  # certainty below which an anaphor stays unresolved
LEFT = ("genitive", "place", "demonstrative")  # sorts of anaphors that only the rules resolve
RULED = 0.4  # the same, where a rule has resolved it so


class CoreferenceResolver:
    """Add pronoun, null and nominal mentions to the mention layer.

    Reads the entity and mention layers and the parse. Every row it adds says what resolved it and
    how certain that is; what is less certain than `THRESHOLD` is left out. Quotations are read
    after the text around them, which says who speaks.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the anaphora of ``doc``."""
        entities = EntityRow.read(doc)
        mentions = [m for m in MentionRow.read(doc) if m.kind in GIVEN or m.rule == GAZETTEER]
        if not entities or not mentions:
            return doc
        discourse, memory = read(doc, entities, mentions)
        rank(discourse, memory, read_vectors(doc))
        again = {
            m.root for m in discourse.found if m.rule.startswith(BY_NATION)
        }  # no longer the state
        kept = [m for m in mentions if m.root not in again or m.kind != "demonym"]
        MentionRow.write(doc, [*kept, *_once(discourse.found)])
        return doc


def read(
    doc: Doc, entities: list[EntityRow], mentions: list[MentionRow]
) -> tuple[Discourse, Memory]:
    """Read a text by the rules; gives what they found, and what the text calls its entities."""
    discourse = Discourse(doc, entities, mentions)
    sentences = [(s.start, s.end) for s in doc.sents]
    nominals, kin = Nominals(discourse), Kin(discourse)
    for start, end in sentences:
        check()
        nominals.read(start, end)
        discourse.read_sentence(start, end)
        subjects_of_region(discourse, start, end, -1)
        pronouns_of_region(discourse, start, end, -1)
        kin.read(start, end)
        nominals.note(discourse.found)
    for quotation, (start, end) in enumerate(discourse.quotations):
        check()
        subjects_of_region(discourse, start, end, quotation)
        pronouns_of_region(discourse, start, end, quotation)
    homelands(discourse)
    return discourse, nominals.memory


def rank(d: Discourse, memory: Memory, vectors: Vectors | None) -> None:
    """Let the ranker decide what the rules have found, and what they have left open.

    It reads the text twice: whom the first reading has found is who was spoken of in the second.
    The rules' word stands for a coordinated verb, whose subject no annotation calls an anaphor, for
    whom somebody's "I" means, and for the sorts of which too few are annotated (`LEFT`).
    """
    ranker = Ranker(d, vectors)
    questions = Questions(d, memory, ranker.gate)
    first = settle(d, ranker, questions.ask(d.found))
    d.found = settle(d, ranker, questions.ask(first))


def settle(d: Discourse, ranker: Ranker, questions: list[Question]) -> list[MentionRow]:
    """Give the mentions that the ranker accepts, and those of the rules that it is not asked of."""
    asked = [q for q in questions if not _stands(q)]
    decided = {(q.anaphor.start, q.anaphor.kind) for q in asked}
    found = [m for m in d.found if (m.start, m.kind) not in decided]
    for question, chances in zip(asked, ranker.answer(asked), strict=True):
        a, best = question.anaphor, chances.index(max(chances))
        ruled = question.ruled
        if ruled >= 0 and chances[ruled] >= RULED:
            best = ruled
        elif chances[best] < THRESHOLD:
            continue
        said = in_words(d, question, chances, best)
        found += [
            MentionRow(a.start, a.end, a.kind, e, a.token.i, said, round(chances[best], 3))
            for e in question.candidates[best].entities
        ]
    return found


def _stands(question: Question) -> bool:
    """Whether what the rules say stands."""
    speaks = question.anaphor.person == 1 and question.rule.startswith("speaker")
    return speaks or question.rule == "null-coordinated" or question.anaphor.sort in LEFT


def in_words(d: Discourse, question: Question, chances: list[float], best: int) -> str:
    """Say what decided: the rule or the sort of anaphor, facts, and who else it might have been.

    "null-salient: main subject before, same number; next best: Ugo Neri (0.21)".
    """
    candidate = question.candidates[best]
    facts = [name for name in TELLING if PAIR.at[name] in candidate.features][:FACTS]
    said = question.rule if best == question.ruled else f"{question.anaphor.sort}-ranked"
    said += f": {', '.join(facts)}" if facts else ""
    others = [k for k in range(len(chances)) if k != best]
    second = max(others, key=chances.__getitem__, default=-1)
    if second < 0 or chances[second] < WORTH_SAYING:
        return said
    names = " and ".join(d.entities[e].name for e in question.candidates[second].entities)
    return f"{said}; next best: {names} ({chances[second]:.2f})"


#: What speaks for a candidate, most telling first.
TELLING = (
    "speaker", "called so with its complements", "called so", "called so in passing",
    "other name of the office", "part in the event", "same field", "name begins so",
    "name has the noun", "byname", "by nature", "kindred noun", "as many as counted",
    "of the same owner", "of the nation", "subject above", "object above", "main subject here",
    "main subject before", "subject here", "subject before", "spoke", "same gender",
    "only candidate of its type", "of the noun's type", "most named", "same number",
)  # fmt: skip
FACTS = 3
WORTH_SAYING = 0.2  # chance from which on the next best is named


def _once(rows: list[MentionRow]) -> list[MentionRow]:
    """Rows without repeats of one entity at one place."""
    return list({(m.start, m.end, m.entity): m for m in rows}.values())
