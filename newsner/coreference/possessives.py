"""Possessives, and the nouns that with one mean the possessor's own state."""

from __future__ import annotations

from collections.abc import Callable

from ..knowledge.anaphora import Pronoun, anaphora
from ..knowledge.titles import titles
from ..knowledge.verbs import verbs
from ..words import Word
from .antecedents import candidates
from .choice import Choice, best
from .control import local_subject
from .discourse import Discourse
from .phrases import title_at
from .referent import Referent
from .speakers import speaker_choice
from .standing import side_of
from .tree import child, clause_of, governors, has_case, is_clause, morph, verbal_lemma

LIKELY = 2.0  # factor for possessors of the type that the noun lets expect
AHEAD = 0.6  # the same, of a subject that is still to come: "nella sua casa è morto X"
SUBJECT = frozenset(("nsubj", "nsubj:pass"))
POSSESSOR = 0.75  # certainty that a possessive takes the subject of its clause


def possessive(d: Discourse, token: Word, shown: Pronoun) -> Choice | None:
    """Possessor that a possessive means: the subject of its clause, else whoever is in focus."""
    if shown.person == 1:
        return speaker_choice(d, token, shown.number)
    noun = token.head
    lemma = noun.lemma_.casefold()
    if lemma in anaphora().idle.nouns:
        return None
    fits = _possessor_filter(d, token, noun, shown)
    conjoined = _first_conjunct(d, noun)
    if conjoined is not None and fits(conjoined) and not shown.reflexive:
        return Choice(conjoined, "possessive-conjunct", POSSESSOR)
    judged = _judged(d, noun)
    if judged is not None and fits(judged) and not shown.reflexive:
        return Choice(judged, "possessive-judged", POSSESSOR)
    subject = _subject_above(d, noun) or _stays(d, noun)
    if subject is not None and subject.type != "PERSON" and _is_personal(noun):
        subject = None  # "la polizia ha ucciso il suo vice": somebody's
    vacated = lemma in anaphora().vacated.nouns and _stays(d, noun) is None
    if subject is not None and fits(subject) and not vacated:
        return Choice(subject, "possessive-subject", POSSESSOR)
    if shown.reflexive:
        return None
    leaver = set(subject.entities) if vacated and subject is not None else set()

    def may_own(r: Referent) -> bool:
        left = not leaver or (r.type == "PERSON" and not leaver.intersection(r.entities))
        return left and fits(r)

    liking = _liking(noun)
    scored = [(s * liking.get(r.type, 1.0), r) for s, r in candidates(d, token)]
    found = best(scored, may_own, "possessive-salient", 0.75)
    left = vacated and noun.dep_ in SUBJECT
    if found is None and left and subject is not None and fits(subject):
        return Choice(subject, "possessive-subject", AHEAD)  # "X ha lasciato e il suo posto va a Y"
    clause = clause_of(noun)
    after = d.subjects.get(clause.i) if clause is not None and found is None else None
    if after is not None and may_own(after) and noun.i < after.token:
        return Choice(after, "possessive-to-come", AHEAD)
    return found


def _is_personal(noun: Word) -> bool:
    """Whether the noun calls somebody by relation to a person: "il suo vice"."""
    return noun.lemma_.casefold() in anaphora().relational.nouns


def _liking(noun: Word) -> dict[str, float]:
    """Give factors of the possessor by its type: an office is of a body or state."""
    title = title_at(noun)
    if _is_personal(noun):
        return {"PERSON": LIKELY}
    if title is not None and set(title.groups) & set(anaphora().offices.groups):
        return {"ORGANISATION": LIKELY, "COUNTRY": LIKELY}
    return {}


def _possessor_filter(
    d: Discourse, token: Word, noun: Word, shown: Pronoun
) -> Callable[[Referent], bool]:
    """Filter of possessors: nothing within the possessed phrase itself."""
    inside = set(d.denotes.get(noun.i, ()))
    if noun.dep_ == "appos":
        inside.update(d.denotes.get(noun.head.i, ()))  # "la Francia, sua alleata"
    for t in noun.subtree:
        if t.i < noun.i + 12:
            inside.update(d.denotes.get(t.i, ()))
    title = title_at(noun)
    kin = title is not None and bool(set(title.groups) & set(anaphora().relational.groups))

    def fits(r: Referent) -> bool:
        own = bool(r.entities) and bool(inside.intersection(r.entities))
        human = r.type == "PERSON" or not kin
        return r.agrees("", shown.number) and r.animate and human and not own

    return fits


def _subject_above(d: Discourse, noun: Word) -> Referent | None:
    """Subject of the nearest clause around ``noun`` whose subject does not contain it."""
    clause = clause_of(noun)
    while clause is not None:
        subject = local_subject(d, clause)
        inner = clause.dep_ in ("acl:relcl", "acl")  # "X, lasciato dal suo partito"
        thing = subject is not None and not subject.animate and clause.dep_ == "acl"
        if thing:  # "in un post pubblicato sul suo profilo, X ha detto"
            pass
        elif subject is None or inner or not _contains(d.doc[subject.token], noun):
            before = subject is None or subject.anaphoric or _precedes(d, subject, clause)
            return subject if before else None
        clause = clause_of(clause.head) if clause.head != clause else None
    return None


def _judged(d: Discourse, noun: Word) -> Referent | None:
    """Give whom the clause praises, fines or thanks for something of theirs.

    "La Lega ha multato il club per i cori dei suoi tifosi", "ha ringraziato X per il suo lavoro".
    """
    top = noun
    while top.dep_ in ("nmod", "conj") and top.head != top:
        top = top.head
    clause = top.head
    causes = anaphora().cause.prepositions
    cause = any(c.dep_ == "case" and c.lemma_.split(" ")[0] in causes for c in top.children)
    if top.dep_ != "obl" or not cause or clause.pos_ != "VERB":
        return None
    patient = child(clause, "obj", "nsubj:pass")
    if patient is None or patient.i > top.i:
        return None
    found = d.at.get(patient.i)
    return found if found is not None and found.entities else None


def _precedes(d: Discourse, subject: Referent, clause: Word) -> bool:
    """Whether a subject stands before its verb, also where what it possesses is put first."""
    return subject.token < max(clause.i, d.doc[subject.token].head.i)


def _stays(d: Discourse, noun: Word) -> Referent | None:
    """Give a subject behind a verb of staying: "resta al suo posto il sottosegretario X"."""
    clause = clause_of(noun)
    if clause is None or noun.head != clause:
        return None
    stays = verbs().has("copular", verbal_lemma(clause))
    return d.subjects.get(clause.i) if stays else None


def _contains(top: Word, token: Word) -> bool:
    return top == token or any(g == top for g in governors(token))


def _first_conjunct(d: Discourse, noun: Word) -> Referent | None:
    """Give what the possessed noun is coordinated with: "Leone e il suo vice".

    In "X, moglie di Y e sua consigliera" that is Y, in "una giudice, X, e il suo autista" X.
    """
    if noun.dep_ != "conj":
        return None
    first = noun.head
    while first.i not in d.at and first.head != first and not is_clause(first.head):
        first = first.head  # "l'incaricata d'affari X e il suo vice"
    found = d.at.get(first.i)
    beside = [c for c in first.children if c.dep_ in ("appos", "nmod") and first.i < c.i < noun.i]
    named = [c for c in beside if not has_case(c)]
    if found is None or found.entities:
        of = (d.at.get(k.i) for c in named for k in c.children if k.dep_ == "nmod" and has_case(k))
        return next((r for r in of if r is not None and r.type == "PERSON"), found)
    return next((d.at[c.i] for c in named if c.i in d.at), found)


def homelands(d: Discourse) -> None:
    """Resolve "il suo paese": state nouns whose possessive has been resolved."""
    table = anaphora()
    owners = {m.start: m.entity for m in d.found if m.kind == "pronoun"}
    for i, owner in owners.items():
        token = d.doc[i]
        noun = token.head
        if not morph(token, "Poss") or noun.i in d.denotes:
            continue
        if noun.lemma_.casefold() not in table.homeland.nouns or titles().get(noun.text):
            continue
        side = side_of(d, owner)
        if side >= 0 and d.entities[side].type == "COUNTRY":
            d.denotes[noun.i] = (side,)
            d.record(noun, "nominal", (side,), "own-country", 0.75)
