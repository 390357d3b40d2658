"""Object pronouns beside their verb or joined to it: lo, gli, ne, vi."""

from __future__ import annotations

from collections.abc import Callable

from ..knowledge.anaphora import Pronoun, anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .antecedents import candidates
from .choice import Choice, best
from .control import local_subject
from .discourse import Discourse
from .phrases import title_at
from .prominence import OFFICIAL
from .referent import Referent
from .speakers import speaker_choice, speaker_of
from .standing import is_institution, is_official
from .tree import (
    NOMINAL,
    SUBJECT,
    child,
    finite,
    gender_of,
    has_case,
    morph,
    number_of,
    verbal_lemma,
)

ENCLITIC = "_PC"  # how the tag of a verb with a clitic attached ends
PLACES = ("PLACE", "COUNTRY")
BODIES = ("ORGANISATION", "COUNTRY")
RESUMED = 0.8  # certainty that a clitic takes up the object put first in its clause
PERSON = 1.4  # factor for people as antecedents of clitics
HUMAN = 2.0  # the same, of datives and of verbs whose object is mostly a person
SETTING = 0.4  # factor for places that only say where
NOBODY = 0.7  # factor for people whom the article does not name
PARALLEL = 1.5  # factor for what a clitic of the same case has just taken up
SAME_SENTENCE = 1.6  # factor for what the sentence itself has named
LEVELS = 2  # clauses above in which the arguments are looked for that a clitic takes up


def clitic(d: Discourse, token: Word, verb: Word, shown: Pronoun) -> Choice | None:
    """Antecedent of a clitic of ``verb``; ``token`` is the verb itself where it is joined to it."""
    if shown.person == 1 and "Loc" in shown.case and _is_of_place(verb):
        return _there(d, token, verb)  # "ci andrò"
    if shown.person == 1:
        return None if _is_own_clitic(verb) else speaker_choice(d, token, shown.number)
    if token.dep_.startswith("expl") and "Acc" in shown.case:
        return None  # "se la prende", "ce l'ha fatta"
    if shown.case == ("Loc",):
        return _there(d, token, verb)
    if shown.case == ("Gen",):
        return _of_it(d, token, verb)
    dative = is_dative(token, verb, shown)
    lemma = verbal_lemma(verb)
    gender, number = _clitic_agreement(token, verb, shown, dative)
    first = None if dative else _resumed(token, verb, gender, number)
    if first is not None:
        resumed = d.at.get(first.i)
        return Choice(resumed, "clitic-resumed", RESUMED) if resumed is not None else None
    if not dative and means_nobody(token, verb, gender, number):
        return None
    barred = barred_by(d, verb)
    subject = local_subject(d, verb)
    human = dative or verbs().has("human_object", lemma)
    thing = not dative and verbs().has("thing_object", lemma)
    led = not dative and verbs().has("taking_object", lemma)  # "la guida da un anno"

    def fits(r: Referent) -> bool:
        return (
            r.agrees(gender, number)
            and (subject is None or r.token != subject.token)
            and not (r.entities and barred.intersection(r.entities))
            and (r.animate or not human)
            and not (human and r.type == "PLACE")
            and not (thing and r.type == "PERSON")
        )

    above = _argument_above(d, token, verb, dative, fits)
    if above is not None:
        return above
    kind = "enclitic" if token.tag_.endswith(ENCLITIC) else "clitic"
    case = "dative" if dative else "object"
    role = "iobj" if dative else "obj"
    liking = HUMAN if human else 1 / PERSON if led else PERSON
    scored = [
        (_near(d, token, r) * _as_object(s, r, role, liking), r) for s, r in candidates(d, token)
    ]
    return best(scored, fits, f"{kind}-{case}")


def _is_own_clitic(verb: Word) -> bool:
    """Whether a clitic of the first person is reflexive or existential ("mi sono", "c'è")."""
    inflected = finite(verb)
    own = inflected is not None and morph(inflected, "Person") == "1"
    return own or verbs().has("copular", verbal_lemma(verb))


def means_nobody(token: Word, verb: Word, gender: str, number: str) -> bool:
    """Whether an object clitic is a fact ("lo ha annunciato") or resumes an object put first."""
    neuter = gender != "Fem" and number != "Plur"
    lemma, table = verbal_lemma(verb), verbs()
    fact = neuter and table.has("clausal_object", lemma)
    if token.tag_.endswith(ENCLITIC) and table.has("human_object", lemma):
        fact = False  # "sostenerlo"; but "lo sostiene il ministro"
    below = child(verb, "xcomp", "ccomp")
    caused = table.has("causative", lemma) and below is not None and finite(below) is None
    if any(c.dep_.startswith("expl") and c != token for c in verb.children) and token != verb:
        return True  # "se la prende con", "se l'è cavata"
    return fact and not caused and not _has_predicative(verb)


def _resumed(token: Word, verb: Word, gender: str, number: str) -> Word | None:
    """Give the object put first that a clitic takes up: "la nomina l'ha firmata il sindaco".

    Beside a relative pronoun it is what the parse takes for a second subject.
    """
    first = [
        c
        for c in verb.children
        if c.i < token.i and c.pos_ in NOMINAL and c.dep_ in ("obj", "dislocated", *SUBJECT)
    ]
    inflected = finite(verb)
    wanted = morph(inflected, "Number") if inflected is not None else ""
    after = any(
        c.i > verb.i and c.dep_ in SUBJECT and number_of(c) in ("", wanted) for c in verb.children
    )
    relative = any(c.i < token.i and morph(c, "PronType") == "Rel" for c in verb.children)
    return next(
        (
            c
            for c in first
            if (c.dep_ not in SUBJECT or after or relative)
            and gender in ("", gender_of(c) or gender)
            and number in ("", number_of(c) or number)
        ),
        None,
    )


def _argument_above(
    d: Discourse, token: Word, verb: Word, dative: bool, fits: Callable[[Referent], bool]
) -> Choice | None:
    """Give the one argument of the clause above that fits, its subject apart.

    "X ha convocato Y e gli ha chiesto di restare", "X ha chiamato Y per ringraziarlo". None is
    sure where its subject fits as well: "X ha scritto a Y, ma Z non gli risponde".
    """
    clause, own = verb, d.subjects.get(verb.i)
    for _ in range(LEVELS):
        if clause.dep_ not in ("conj", "advcl", "xcomp", "ccomp") or clause.head == clause:
            return None
        clause = clause.head
        found = [r for c in clause.children if c.i < token.i for r in _argument(d, c, dative)]
        subject = d.subjects.get(clause.i)
        left = own is not None and subject is not None and own.entities != subject.entities
        fitting = {r.entities: r for r in found if r.entities and fits(r)}
        if len(fitting) == 1 and not (left and subject is not None and fits(subject)):
            return Choice(fitting.popitem()[1], "clitic-coordinated", 0.85)
        if fitting:
            return None
    return None


def _argument(d: Discourse, token: Word, dative: bool) -> list[Referent]:
    """Give whom an object or oblique names, which a clitic may take up; no mere place."""
    if token.dep_ not in ("obj", "iobj", "obl"):
        return []
    hung = [c for c in token.children if c.dep_ in ("appos", "nmod") and c.pos_ == "PROPN"]
    found = [d.at[c.i] for c in (token, *hung) if c.i in d.at and not (c != token and has_case(c))]
    found += [d.at[c.i] for c in token.children if c.i in d.at and _is_other_side(c)]
    if token.dep_ == "obl":
        found = [r for r in found if dative or r.type == "PERSON"]
    return [r for r in found if r.type != "PLACE"]


def _is_other_side(token: Word) -> bool:
    """Whether a complement of an object names whom it is about: "rapporti con X", "aiuti a X"."""
    sides = anaphora().counterpart.prepositions
    return token.dep_ == "nmod" and any(
        c.dep_ == "case" and c.lemma_.split(" ")[0] in sides for c in token.children
    )


def _as_object(score: float, r: Referent, role: str, liking: float) -> float:
    """Prominence for a clitic: people first; one taken up by a like clitic stays so."""
    if r.type == "PERSON":
        score *= liking
    if r.type == "PERSON" and not r.entities:
        score *= NOBODY
    if r.type == "PLACE" and r.role in ("obl", "nmod"):
        score *= SETTING
    return score * PARALLEL if r.role == role and r.anaphoric else score


def _near(d: Discourse, token: Word, r: Referent) -> float:
    """Factor for what the sentence itself names, and for who acts by office."""
    factor = SAME_SENTENCE if r.sentence == d.sentence_of[token.i] else 1.0
    return factor * OFFICIAL if is_official(d, r) else factor


def is_dative(token: Word, verb: Word, shown: Pronoun) -> bool:
    """Whether a clitic is of the dative: "le ha scritto", "gli parla"."""
    if len(shown.case) == 1:
        return shown.case[0] == "Dat"
    if not token.tag_.endswith(ENCLITIC):
        shown_by = morph(verb, "Number") if morph(verb, "VerbForm") == "Part" else ""
        return token.dep_ == "iobj" or shown_by == "Sing"  # "le ha scritto", not "le ha viste"
    lemma, table = verbal_lemma(verb), verbs()
    told = table.has("addressing", lemma) or table.has("dative_control", lemma)
    return told or child(verb, "obj") is not None


def _clitic_agreement(token: Word, verb: Word, shown: Pronoun, dative: bool) -> tuple[str, str]:
    """Gender and number a clitic wants: its own, else what the participle shows of its object."""
    if dative:
        return shown.gender, "Sing"
    number: str = shown.number or "Plur"
    gender: str = shown.gender
    if not gender and not token.tag_.endswith(ENCLITIC) and morph(verb, "VerbForm") == "Part":
        gender = morph(verb, "Gender")
        number = morph(verb, "Number") or number
    return gender, number


def _has_predicative(verb: Word) -> bool:
    return verbs().has("predicative", verbal_lemma(verb)) and child(verb, "xcomp") is not None


def barred_by(d: Discourse, verb: Word) -> set[int]:
    """Entities that a pronoun of ``verb`` cannot mean: its subject and its other arguments."""
    barred: set[int] = set()
    subject = local_subject(d, verb)
    if subject is not None:
        barred.update(subject.entities)
    for c in verb.children:
        if c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"):
            barred.update(d.denotes.get(c.i, ()))
    speaker = speaker_of(d, verb)  # "«La riporteremo a casa», ha detto X": not X
    if speaker is not None:
        barred.update(speaker.entities)
    return barred


def _is_of_place(verb: Word) -> bool:
    """Whether a verb is one of moving or staying, with which a clitic is a place."""
    lemma = verbal_lemma(verb)
    return verbs().has("motion", lemma) or verbs().has("life", lemma)


def _there(d: Discourse, token: Word, verb: Word) -> Choice | None:
    """Place meant by a locative clitic; none in existential clauses."""
    after = any(c.dep_ in SUBJECT and c.i > verb.i for c in verb.children)
    if verbs().has("copular", verbal_lemma(verb)) and (verb.pos_ == "AUX" or after):
        return None

    def fits(r: Referent) -> bool:
        return bool(r.entities) and r.type in PLACES and r.role in ("obl", "nmod", "obj")

    scored = [(_near(d, token, r) * s, r) for s, r in candidates(d, token)]
    return best(scored, fits, "clitic-place", 0.7)


def _of_it(d: Discourse, token: Word, verb: Word) -> Choice | None:
    """Whole or owner that "ne" gives to the definite object of its verb; no fact or content.

    It is none of the subjects above: to these a possessive would refer.
    """
    of_verb = [c for c in verb.children if c.pos_ in ("NOUN", "NUM", "SYM")]
    owned = next((c for dep in ("obj", *SUBJECT) for c in of_verb if c.dep_ == dep), None)
    definite = owned is not None and any(morph(c, "Definite") == "Def" for c in owned.children)
    office = child(verb, "cop") is not None and title_at(verb) is not None  # "ne è presidente"
    if not definite and not office:
        return None
    barred = barred_by(d, verb)
    clause = verb
    while clause.dep_ in ("xcomp", "advcl", "ccomp") and clause.head != clause:
        clause = clause.head
        subject = d.subjects.get(clause.i)
        barred.update(subject.entities if subject is not None else ())
    share = owned is not None and owned.pos_ != "NOUN"  # "ne possiede il 12 per cento"
    left = owned is not None and owned.lemma_.casefold() in anaphora().vacated.nouns

    def fits(r: Referent) -> bool:
        held = r.type == "PERSON" if left else r.type != ""  # "ne prende il posto"
        if share or office:
            held = r.type in BODIES and not any(is_institution(d, e) for e in r.entities)
        if share:
            held = held and r.type == "ORGANISATION" and r.sentence == d.sentence_of[token.i]
        return held and not barred.intersection(r.entities)

    above = _argument_above(d, token, verb, True, fits)
    scored = [
        (_near(d, token, r) * s * (SETTING if r.type == "PLACE" else 1.0), r)
        for s, r in candidates(d, token)
    ]
    return above or best(scored, fits, "clitic-genitive", 0.75)
