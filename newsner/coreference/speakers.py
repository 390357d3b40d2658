"""Who speaks in a quotation, and for whom."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import titles
from ..knowledge.verbs import verbs
from ..words import Word
from .antecedents import candidates
from .choice import Choice, accepted, best
from .discourse import Discourse
from .referent import Referent
from .standing import side_of
from .tree import child, clause_of, finite, is_clause, verbal_lemma

BELOW = ("acl", "acl:relcl", "advcl", "xcomp", "ccomp")  # how subordinate clauses hang
REACH = 14  # tokens between a quotation and the verb that introduces it


def speaker_of(d: Discourse, token: Word) -> Referent | None:
    """Who speaks in the quotation around ``token``; None outside, or where nobody is named."""
    quotation = d.quoted[token.i]
    if quotation < 0:
        return None
    if quotation not in d.speakers:
        found = _find_speaker(d, quotation)
        if found is None:
            return None
        d.speakers[quotation] = found
    return d.speakers[quotation]


def _find_speaker(d: Discourse, quotation: int) -> Referent | None:
    start, end = d.quotations[quotation]
    after = range(end, min(end + REACH, len(d.doc)))
    before = range(start - 1, max(start - REACH, -1), -1)
    for reach, anchor in ((after, end - 1), (before, start)):
        for i in reach:
            token = d.doc[i]
            if d.sentence_of[i] != d.sentence_of[anchor] and not _continues(d, anchor, i):
                break
            said = reports(token) or (reach is before and _announced(d, start))
            if d.quoted[i] < 0 and is_clause(token) and said:
                return d.subjects.get(token.i if reach is after else _main(d, token).i)
    titled = _alone_before_colon(d, start)
    if titled is not None:
        return titled
    alone = d.sentence_of[start]
    if quotation and d.sentence_of[d.quotations[quotation - 1][0]] >= alone - 1:
        return d.speakers.get(quotation - 1)
    return None


def _main(d: Discourse, token: Word) -> Word:
    """Give the clause whose subject announces a quotation: the one that those below hang on."""
    while token.head != token and (token.dep_ in BELOW or d.subjects.get(token.i) is None):
        token = token.head
    return token


def _announced(d: Discourse, start: int) -> bool:
    """Whether a colon stands right before the quotation: who does what is told then speaks."""
    return start > 0 and d.doc[start - 1].text == ":"


def _alone_before_colon(d: Discourse, start: int) -> Referent | None:
    """Give whom alone words without a verb name before the colon: "L'appello di X: «...»"."""
    if not _announced(d, start):
        return None
    people: dict[tuple[int, ...], Referent] = {}
    others: dict[tuple[int, ...], Referent] = {}
    for i in range(start - 2, max(start - REACH, -1), -1):
        if d.quoted[i] >= 0 or not _continues(d, start, i):
            break
        if i in d.finite_heads:
            return None
        found = d.at.get(i)
        if found is not None and found.entities:
            (people if found.type == "PERSON" else others)[found.entities] = found
    named = people or others
    return next(iter(named.values())) if len(named) == 1 else None


def _continues(d: Discourse, anchor: int, i: int) -> bool:
    """Whether only a colon stands where the parse began a new sentence."""
    between = d.doc[min(anchor, i) : max(anchor, i) + 1]
    return not any(t.is_space or t.text in ".!?" for t in between)


def reports(token: Word) -> bool:
    """Whether ``token`` heads a finite clause of saying, or of letting know ("ha fatto sapere")."""
    lemma, table = verbal_lemma(token), verbs()
    said = table.has("reporting", lemma)
    if table.has("causative", lemma):
        below = child(token, "ccomp", "xcomp")
        said = below is not None and table.has("opinion", verbal_lemma(below))
    return said and finite(token) is not None


def speaker_side(d: Discourse, speaker: Referent) -> Referent | None:
    """Give the country or body in whose name the speaker says "we"."""
    if len(speaker.entities) != 1:
        return None
    side = side_of(d, speaker.entities[0])
    if side < 0:
        return _body_in_focus(d, speaker)
    return d.referent(d.doc[speaker.token], (side,), d.entities[side].type)


def _body_in_focus(d: Discourse, speaker: Referent) -> Referent | None:
    """Give the body last spoken of, for a speaker of an office that the article gives no owner.

    "La Banca Alpina chiude in utile. «Cresceremo», ha detto l'amministratore delegato, X."
    """
    groups = set(anaphora().offices.groups)
    roles = d.profile(speaker.entities[0]).roles
    offices = [t for role in roles if (t := titles().get(role)) is not None]
    if not any(groups.intersection(t.groups) for t in offices):
        return None
    token = d.doc[speaker.token]
    clause = clause_of(token)
    told = {e for c in clause.children for e in d.denotes.get(c.i, ())} if clause else set()

    def fits(r: Referent) -> bool:
        return r.type == "ORGANISATION" and not told.intersection(r.entities)

    found = best(candidates(d, token), fits, "speaker-side")
    return found.referent if accepted(found) and found is not None else None


def speaker_choice(d: Discourse, token: Word, number: str) -> Choice | None:
    """Antecedent of a first person: the speaker, or in the plural the side they speak for."""
    speaker = speaker_of(d, token)
    if speaker is None or not speaker.entities:
        return None
    if number == "Sing":
        return Choice(speaker, "speaker", 0.9)
    side = speaker_side(d, speaker)
    return Choice(side, "speaker-side", 0.6) if side is not None else None
