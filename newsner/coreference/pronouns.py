"""Clitics, enclitics, strong pronouns and possessives."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from ..knowledge.anaphora import Pronoun, anaphora
from ..knowledge.titles import titles
from ..knowledge.verbs import verbs
from .choice import Choice, accepted, best
from .discourse import Discourse, Referent
from .plurals import plural
from .speakers import speaker_choice
from .strong import strong
from .subjects import local_subject
from .tree import (
    NOMINAL,
    SUBJECT,
    child,
    clause_of,
    finite,
    gender_of,
    governors,
    morph,
    number_of,
    verbal_lemma,
)

CLITIC = "PC"  # tag of clitics in the tag set of the Italian treebanks
ENCLITIC = "_PC"  # how the tag of a verb with a clitic attached ends
PLACES = ("PLACE", "COUNTRY")
PERSON = 1.4  # factor for people as antecedents of clitics
HUMAN = 2.0  # the same, of verbs whose object is mostly a person
SETTING = 0.4  # factor for places that only say where
PARALLEL = 1.5  # factor for what a clitic of the same case has just taken up
POSSESSOR = 0.75  # certainty that a possessive takes the subject of its clause


def pronouns_of_region(d: Discourse, start: int, end: int, quotation: int) -> None:
    """Resolve the pronouns in [start, end) that ``quotation`` encloses (-1: none), in order."""
    for token in d.doc[start:end]:
        if d.quoted[token.i] != quotation or token.i in d.in_name or token.i in d.at:
            continue
        choice = _resolve(d, token)
        if choice is None or not accepted(choice):
            continue
        d.record(token, "pronoun", choice.referent.entities, choice.rule, choice.certainty)
        if token.pos_ != "DET":
            made = d.add(token, choice.referent.entities, token.dep_)
            d.at.setdefault(token.i, made)


def _resolve(d: Discourse, token: Token) -> Choice | None:
    table = anaphora()
    form = token.lower_.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if token.pos_ in ("VERB", "AUX") and token.tag_.endswith(ENCLITIC):
        attached = _enclitic(form)
        verb = token.head if token.pos_ == "AUX" else token
        return _clitic(d, token, verb, table.clitic[attached]) if attached else None
    if token.pos_ == "PRON" and token.tag_ == CLITIC and form in table.clitic:
        return _clitic(d, token, token.head, table.clitic[form])
    if token.dep_ == "det:poss" or (morph(token, "Poss") and token.pos_ in ("DET", "ADJ")):
        shown = table.possessive.get(form)
        return _possessive(d, token, shown) if shown is not None else None
    if token.pos_ == "PRON" and form in table.strong and not morph(token, "Clitic"):
        clause = clause_of(token)
        oblique = clause is not None and token.dep_ not in SUBJECT
        barred = _barred(d, clause) if clause is not None and oblique else set()
        return strong(d, token, table.strong[form], barred)
    return plural(d, token) if token.pos_ in ("PRON", "NUM", "NOUN", "ADJ", "DET") else None


def _enclitic(form: str) -> str:
    """Give the clitic that a verb form ends in, longest first; "" where it is none of the table."""
    for length in range(6, 1, -1):
        if form[-length:] in anaphora().clitic:
            return form[-length:]
    return ""


def _clitic(d: Discourse, token: Token, verb: Token, shown: Pronoun) -> Choice | None:
    if shown.person == 1:
        return None if _is_own_clitic(verb) else speaker_choice(d, token, shown.number)
    if token.dep_.startswith("expl") and "Loc" not in shown.case:
        return None
    if shown.case == ("Loc",):
        return _there(d, token, verb)
    if shown.case == ("Gen",):
        return _of_it(d, token, verb)
    dative = _is_dative(token, shown)
    lemma = verbal_lemma(verb)
    gender, number = _clitic_agreement(token, verb, shown, dative)
    if not dative and _means_nobody(token, verb, gender, number):
        return None
    barred = _barred(d, verb)
    subject = local_subject(d, verb)
    human = dative or verbs().has("human_object", lemma)

    def fits(r: Referent) -> bool:
        return (
            r.agrees(gender, number)
            and (subject is None or r.token != subject.token)
            and not (r.entities and barred.intersection(r.entities))
            and (r.animate or not human)
            and not (human and r.type == "PLACE")
        )

    kind = "enclitic" if token.tag_.endswith(ENCLITIC) else "clitic"
    case = "dative" if dative else "object"
    role = "iobj" if dative else "obj"
    liking = HUMAN if verbs().has("human_object" if not dative else "addressing", lemma) else PERSON
    scored = [(_as_object(s, r, role, liking), r) for s, r in d.candidates(token)]
    return best(scored, fits, f"{kind}-{case}")


def _is_own_clitic(verb: Token) -> bool:
    """Whether a clitic of the first person is reflexive or existential ("mi sono", "c'è")."""
    inflected = finite(verb)
    own = inflected is not None and morph(inflected, "Person") == "1"
    return own or verbs().has("copular", verbal_lemma(verb))


def _means_nobody(token: Token, verb: Token, gender: str, number: str) -> bool:
    """Whether an object clitic is a fact ("lo ha annunciato") or resumes an object put first."""
    neuter = gender != "Fem" and number != "Plur"
    fact = neuter and verbs().has("clausal_object", verbal_lemma(verb))
    return (fact and not _has_predicative(verb)) or _resumes(token, verb, gender, number)


def _resumes(token: Token, verb: Token, gender: str, number: str) -> bool:
    """Whether a clitic takes up an object put first: "la nomina l'ha firmata il sindaco"."""
    first = [
        c
        for c in verb.children
        if c.i < token.i and c.pos_ in NOMINAL and c.dep_ in ("obj", "dislocated", *SUBJECT)
    ]
    after = any(c.i > verb.i and c.dep_ in SUBJECT for c in verb.children)
    return any(
        (c.dep_ not in SUBJECT or after)
        and gender in ("", gender_of(c) or gender)
        and number in ("", number_of(c) or number)
        for c in first
    )


def _as_object(score: float, r: Referent, role: str, liking: float) -> float:
    """Prominence for a clitic: people first; one taken up by a like clitic stays so."""
    if r.type == "PERSON":
        score *= liking
    if r.type == "PLACE" and r.role in ("obl", "nmod"):
        score *= SETTING
    return score * PARALLEL if r.role == role and r.anaphoric else score


def _is_dative(token: Token, shown: Pronoun) -> bool:
    if len(shown.case) == 1:
        return shown.case[0] == "Dat"
    return token.dep_ == "iobj" or (
        token.tag_.endswith(ENCLITIC) and child(token, "obj") is not None
    )


def _clitic_agreement(token: Token, verb: Token, shown: Pronoun, dative: bool) -> tuple[str, str]:
    """Gender and number a clitic wants: its own, else what the participle shows of its object."""
    if dative:
        return shown.gender, "Sing"
    number: str = shown.number or "Plur"
    gender: str = shown.gender
    if not gender and not token.tag_.endswith(ENCLITIC) and morph(verb, "VerbForm") == "Part":
        gender = morph(verb, "Gender")
        number = morph(verb, "Number") or number
    return gender, number


def _has_predicative(verb: Token) -> bool:
    return verbs().has("predicative", verbal_lemma(verb)) and child(verb, "xcomp") is not None


def _barred(d: Discourse, verb: Token) -> set[int]:
    """Entities that a pronoun of ``verb`` cannot mean: its subject and its other arguments."""
    barred: set[int] = set()
    subject = local_subject(d, verb)
    if subject is not None:
        barred.update(subject.entities)
    for c in verb.children:
        if c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"):
            barred.update(d.denotes.get(c.i, ()))
    return barred


def _there(d: Discourse, token: Token, verb: Token) -> Choice | None:
    """Place meant by a locative clitic; none in existential clauses."""
    if verbs().has("copular", verbal_lemma(verb)) and verb.pos_ == "AUX":
        return None

    def fits(r: Referent) -> bool:
        return bool(r.entities) and r.type in PLACES and r.role in ("obl", "nmod", "obj")

    return best(d.candidates(token), fits, "clitic-place", 0.7)


def _of_it(d: Discourse, token: Token, verb: Token) -> Choice | None:
    """Whole or owner that "ne" gives to the definite object of its verb; no fact or content."""
    owned = child(verb, "obj", "nsubj", "nsubj:pass")
    definite = owned is not None and any(morph(c, "Definite") == "Def" for c in owned.children)
    if not definite:
        return None
    barred = _barred(d, verb)

    def fits(r: Referent) -> bool:
        return r.type != "" and not barred.intersection(r.entities)

    return best(d.candidates(token), fits, "clitic-genitive", 0.75)


def _possessive(d: Discourse, token: Token, shown: Pronoun) -> Choice | None:
    if shown.person == 1:
        return speaker_choice(d, token, shown.number)
    noun = token.head
    lemma = noun.lemma_.casefold()
    if lemma in anaphora().idle.nouns:
        return None
    fits = _possessor_filter(d, token, noun, shown)
    subject = _subject_above(d, noun)
    if subject is not None and fits(subject) and lemma not in anaphora().vacated.nouns:
        return Choice(subject, "possessive-subject", POSSESSOR)
    if shown.reflexive:
        return None
    conjoined = _first_conjunct(d, noun)
    if conjoined is not None and fits(conjoined):
        return Choice(conjoined, "possessive-conjunct", POSSESSOR)
    if lemma in anaphora().vacated.nouns and subject is not None and subject.entities:
        leaver = set(subject.entities)
        stays = fits
        fits = lambda r: stays(r) and not leaver.intersection(r.entities)  # noqa: E731
    return best(d.candidates(token), fits, "possessive-salient", 0.75)


def _possessor_filter(
    d: Discourse, token: Token, noun: Token, shown: Pronoun
) -> Callable[[Referent], bool]:
    """Filter of possessors: nothing within the possessed phrase itself."""
    inside = set(d.denotes.get(noun.i, ()))
    for t in noun.subtree:
        if t.i < noun.i + 12:
            inside.update(d.denotes.get(t.i, ()))

    def fits(r: Referent) -> bool:
        own = bool(r.entities) and bool(inside.intersection(r.entities))
        return r.agrees("", shown.number) and r.animate and not own

    return fits


def _subject_above(d: Discourse, noun: Token) -> Referent | None:
    """Subject of the nearest clause around ``noun`` whose subject does not contain it."""
    clause = clause_of(noun)
    while clause is not None:
        subject = local_subject(d, clause)
        inner = clause.dep_ == "acl:relcl"
        if subject is None or inner or not _contains(d.doc[subject.token], noun):
            before = subject is None or subject.anaphoric or subject.token < clause.i
            return subject if before else None
        clause = clause_of(clause.head) if clause.head != clause else None
    return None


def _contains(top: Token, token: Token) -> bool:
    return top == token or any(g == top for g in governors(token))


def _first_conjunct(d: Discourse, noun: Token) -> Referent | None:
    """Give what the possessed noun is coordinated with: "Leone e il suo vice"."""
    return d.at.get(noun.head.i) if noun.dep_ == "conj" else None


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
        side = d.side_of(owner)
        if side >= 0 and d.entities[side].type == "COUNTRY":
            d.denotes[noun.i] = (side,)
            d.record(noun, "nominal", (side,), "own-country", 0.75)
