"""Strong pronouns: lui, lei, loro."""

from __future__ import annotations

from ..knowledge.anaphora import Pronoun, anaphora
from ..words import Word
from .antecedents import candidates
from .choice import Choice, accepted, best
from .discourse import Discourse
from .plurals import keep_counted, plural
from .referent import Referent
from .speakers import speaker_choice, speaker_of
from .tree import SUBJECT

CERTAINTY = 0.85
SHIFT = 0.8  # factor for whom the text goes on about without naming
COUNTING = ("nummod", "det:predet")


def pronoun_subject(d: Discourse, subject: Word) -> Referent | None:
    """Resolve a pronoun that is the subject of its clause, before what depends on the clause.

    Also a noun that is counted: "i due leader".
    """
    for token in (subject, *(c for c in subject.children if c.dep_ in COUNTING)):
        shown = anaphora().strong.get(token.lower_) if token.pos_ == "PRON" else None
        choice = strong(d, token, shown, set()) if shown is not None else plural(d, token)
        if choice is None or not accepted(choice):
            continue
        if token != subject:
            return keep_counted(d, subject, token, choice)
        entities = choice.referent.entities
        d.record(token, "pronoun", entities, choice.rule, choice.certainty)
        d.at[subject.i] = d.add(subject, entities, subject.dep_)
        return d.at[subject.i]
    return None


def strong(d: Discourse, token: Word, shown: Pronoun, barred: set[int]) -> Choice | None:
    """Antecedent of a strong pronoun; ``barred`` are the other arguments of its verb."""
    if shown.person == 1:
        return speaker_choice(d, token, shown.number)
    if shown.cataphoric:
        return None
    speaker = speaker_of(d, token)
    others = barred | set(speaker.entities if speaker is not None else ())

    def fits(r: Referent) -> bool:
        return (
            r.animate
            and r.agrees(shown.gender, shown.number)
            and not (r.entities and others.intersection(r.entities))
            and (r.type == "PERSON" or shown.number == "Plur")
        )

    scored = [(s * SHIFT if _goes_on(r) else s, r) for s, r in candidates(d, token)]
    return best(scored, fits, "strong-pronoun", CERTAINTY)


def _goes_on(r: Referent) -> bool:
    """Whether it is a null or pronominal subject: "lui" rather says that another comes in."""
    return r.anaphoric and r.role in SUBJECT
