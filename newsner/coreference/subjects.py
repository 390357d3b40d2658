"""Subjects of clauses: explicit ones, relative ones, and the null subjects of Italian."""

from __future__ import annotations

from ..deadline import check
from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .antecedents import candidates
from .barred import claimed, own_arguments, says_i, told_of
from .choice import Choice, accepted, best
from .clauses import verb_span, wants_subject
from .control import local_subject
from .discourse import Discourse
from .expressed import displaced_subject, explicit_subject, phrase_of, relative_antecedent
from .phrases import title_at
from .prominence import OFFICIAL, POSTVERBAL, ROLE
from .referent import Referent
from .speakers import reports, speaker_choice, speaker_of
from .standing import is_official
from .strong import pronoun_subject
from .tree import (
    AUXILIARY,
    agreement,
    child,
    clause_of,
    finite,
    has_case,
    morph,
    own_clitics,
    verbal_lemma,
)

SPEECH = ("reporting", "addressing", "opinion")  # classes of verbs whose subject is mostly a person
AGENTIVE = (*SPEECH, "politics", "life")  # classes of verbs whose subject is no thing
# rule and certainty by the way the clause hangs in the one whose subject it takes over
SHARED = {
    "conj": ("null-coordinated", 0.85),
    "ccomp": ("null-complement", 0.85),
    "csubj": ("null-complement", 0.6),
    "xcomp": ("null-complement", 0.8),
    "advcl": ("null-adverbial", 0.8),
    "acl:relcl": ("null-relative", 0.75),
    "acl": ("null-relative", 0.7),
    "parataxis": ("null-parataxis", 0.7),
}
NOT_SUBJECT = 0.45  # factor for antecedents of a null subject that were no subjects
SPEAKER = 2.0  # factor for who has spoken, where the verb says that somebody goes on speaking
PERSON = 1.4  # factor for people where the verb is one of saying or thinking
THING = 0.6  # factor for common nouns that call nobody anything


def subjects_of_region(d: Discourse, start: int, end: int, quotation: int) -> None:
    """Find the subject of every finite clause in [start, end) that ``quotation`` encloses.

    ``quotation`` is -1 for what stands outside. Clauses are taken from the top of the tree
    down, so that a subordinate clause finds the subject of the one above.
    """
    inside = [i for i in range(start, end) if i in d.finite_heads and d.quoted[i] == quotation]
    words = (d.doc[i] for i in inside)
    heads = [t for t in words if t.dep_ not in AUXILIARY and finite(t) is not None]
    depths: dict[int, int] = {}
    for head in sorted(heads, key=lambda t: (_depth(t, depths), t.i)):
        check()
        d.subjects[head.i] = _subject(d, head)
        _focus_affected(d, head)


def _focus_affected(d: Discourse, head: Word) -> None:
    """Put whom an act befalls in focus, rather than the body or officer who acts.

    "Il tribunale ha condannato X. Era accusato di truffa": the text goes on about X; also after
    "ha convalidato il fermo di X". Not so in an aside: "X, che aveva nominato Y, si dimette".
    """
    top = head
    while top.dep_ == "conj" and top.head != top:
        top = top.head
    if top.dep_ == "acl:relcl":
        return
    patient = child(head, "obj") or child(head, "obl")  # "indaga su X"
    if patient is None:
        return
    if not verbs().has("affected", verbal_lemma(head)):
        patient = _befallen(patient)
    found = d.at.get(patient.i) if patient is not None else None
    if found is None or found.type != "PERSON" or not found.entities:
        return
    found.topic, found.weight = True, ROLE["nsubj"]
    agent = d.subjects[head.i]
    if agent is not None and (agent.type != "PERSON" or is_official(d, agent)):
        agent.weight *= POSTVERBAL


def _befallen(noun: Word) -> Word | None:
    """Give whom the deed that a noun names befalls: "il fermo di X"."""
    lemma = noun.lemma_.casefold()
    if not any(lemma in deed.nouns for deed in anaphora().deed):
        return None
    return child(noun, "nmod")


def _depth(token: Word, known: dict[int, int]) -> int:
    """How many words a word hangs below; ``known`` keeps those of all words on the way."""
    path = []
    while token.head != token and token.i not in known:
        path.append(token.i)
        token = token.head
    depth = known.setdefault(token.i, 0)
    for i in reversed(path):
        depth += 1
        known[i] = depth
    return depth


def _subject(d: Discourse, head: Word) -> Referent | None:
    """Give the subject of a finite clause: expressed, displaced or null."""
    explicit = explicit_subject(d, head)
    other = _named_predicate(d, head)
    if explicit is not None:
        found = _expressed(d, explicit, head)
        if other is None or (found is not None and found.entities):
            return found
    other = other or displaced_subject(d, head)
    if other is not None:
        other.role, other.weight = "nsubj", ROLE["nsubj"]
        return other
    return _null(d, head) if wants_subject(d, head) else None


def _named_predicate(d: Discourse, head: Word) -> Referent | None:
    """Give whom a copular clause without subject names: "a firmare è stato X"."""
    found = d.at.get(head.i)
    named = found is not None and bool(found.entities) and not has_case(head)
    return found if named and child(head, "cop") is not None else None


def _expressed(d: Discourse, explicit: Word, head: Word) -> Referent | None:
    if morph(explicit, "PronType") != "Rel":
        found = d.at.get(explicit.i)
        if found is None or not found.entities:
            found = pronoun_subject(d, explicit) or found
        elif agreement(head)[1] == "Plur":
            found = d.group_at.get(explicit.i, found)
        if found is not None and explicit.i > head.i and own_clitics(head):
            found.weight *= POSTVERBAL
        return found
    antecedent = relative_antecedent(d, explicit, head)
    if antecedent is not None and antecedent.entities:
        d.resume(explicit, antecedent)
    return antecedent


def _null(d: Discourse, head: Word) -> Referent | None:
    person, number = _person(d, head)
    first = person == "1"
    choice = speaker_choice(d, head, number) if first else null_subject(d, head)
    if choice is None or not accepted(choice):
        nobody = choice is not None and not choice.referent.entities
        return choice.referent if choice is not None and nobody else None
    found = choice.referent
    span = verb_span(head)
    if len(found.entities) == 1 and not first:
        d.learn_gender(found.entities[0], agreement(head)[0])
    d.record(head, "null", found.entities, choice.rule, choice.certainty, span=span)
    made = d.add(head, found.entities, "nsubj")
    d.at.setdefault(head.i, made)
    return made


def _person(d: Discourse, head: Word) -> tuple[str, str]:
    """Give person and number of a finite clause.

    A plural third person with a predicate in the singular is the first person spelled alike:
    "«Sono felicissima»".
    """
    verb = finite(head) or head
    person, number = morph(verb, "Person"), morph(verb, "Number")
    alone = morph(head, "Number") == "Sing" and number == "Plur"
    agrees = d.quoted[head.i] >= 0 and agreement(head)[0] != ""
    return ("1", "Sing") if alone and agrees else (person, number)


def null_subject(d: Discourse, head: Word) -> Choice | None:
    """Antecedent of the null subject of a third-person clause."""
    gender, number = agreement(head)
    gender = gender or _preposed_gender(d, head)
    if head.pos_ == "NOUN" and not has_case(head):
        title = title_at(head)
        gender = title.gender if title is not None else ""
    lemma = verbal_lemma(head)
    agentive = any(verbs().has(name, lemma) for name in AGENTIVE)
    speech = any(verbs().has(name, lemma) for name in SPEECH)
    in_person, own_gender = says_i(d, head)
    gender = gender or own_gender
    human = verbs().has("life", lemma) or head.pos_ == "NOUN" or in_person
    barred = own_arguments(d, head)
    speaker = speaker_of(d, head)
    if speaker is not None:
        barred |= set(speaker.entities)
    barred |= claimed(d, head) | told_of(d, head)
    if head.dep_ == "acl:relcl":
        noun = head.head  # what it modifies is its relative pronoun: "l'Alpha, il club che guida"
        barred.update(d.denotes.get(noun.i, ()))
        barred.update(d.denotes.get(noun.head.i, ()) if noun.dep_ == "appos" else ())

    def fits(r: Referent) -> bool:
        if not r.agrees(gender, number) or (r.entities and barred.intersection(r.entities)):
            return False
        if head.dep_ == "acl:relcl" and r.token == head.head.i:
            return False
        if human and r.entities and r.type != "PERSON":
            return False
        return r.animate or not (agentive or human)

    above = clause_of(head.head) if head.head != head else None
    verb = finite(head)
    if (
        above is not None
        and head.dep_ == "ccomp"
        and verb is not None
        and morph(verb, "Mood") == "Sub"
    ):
        believer = local_subject(d, above)  # "X esclude che parta": somebody else
        barred |= set(believer.entities) if believer is not None else set()
    aside = head.dep_ == "parataxis" and reports(head)  # "l'azienda, aggiunge, chiuderà"
    same = above is not None and d.quoted[above.i] == d.quoted[head.i]
    if above is not None and aside and head.i < above.i:
        told = local_subject(d, above)  # "Kiev, ha detto, rifiuta": somebody else has said so
        barred |= set(told.entities) if told is not None and told.token < head.i else set()
    if above is not None and same and head.dep_ in SHARED and not aside:
        shared = local_subject(d, above)
        if shared is not None and fits(shared) and not _is_antecedent(d, head, shared):
            rule, certainty = SHARED[head.dep_]
            return Choice(shared, rule, certainty)
        if head.dep_ in ("conj", "advcl") and has_thing_for_subject(d, above, number):
            return None  # "il dollaro cede e chiude in calo": the dollar does
    since = d.sentence_of[head.i] - 1 if verbs().has("continuing", lemma) else len(d.doc)
    scored = [(_as_subject(s, r, d, speech, since), r) for s, r in candidates(d, head)]
    return best(scored, fits, "null-salient", 0.8)


def has_thing_for_subject(d: Discourse, above: Word, number: str) -> bool:
    """Whether a thing named before the verb of the clause above is the subject of both."""
    if finite(above) is None:
        return False
    found = explicit_subject(d, above)
    if found is None or found.i > above.i or morph(found, "PronType") == "Rel":
        return False
    nameless = found.pos_ in ("NOUN", "PRON") and not d.denotes.get(found.i)
    return nameless and title_at(found) is None and agreement(above)[1] == number


def _preposed_gender(d: Discourse, head: Word) -> str:
    """Give the gender of what is predicated of the subject before the clause.

    A participle ("Fondata nel 1954, ha cento soci") or a bare title ("Archeologa, ha scavato").
    """
    for c in head.children:
        if c.i > head.i or finite(c) is not None:
            continue
        if c.dep_ in ("advcl", "acl") and morph(c, "VerbForm") == "Part":
            if explicit_subject(d, c) is None:
                return morph(c, "Gender")
        elif c.pos_ == "NOUN" and not any(k.dep_ in ("det", "case") for k in c.children):
            title = title_at(c)
            if title is not None and title.number != "Plur":
                return title.gender
    return ""


def _is_antecedent(d: Discourse, head: Word, shared: Referent) -> bool:
    """Whether ``shared`` is the very noun that the relative clause modifies."""
    if head.dep_ != "acl:relcl":
        return False
    noun = d.at.get(head.head.i) or phrase_of(d, head.head)
    return noun is not None and noun.token == shared.token


def _as_subject(score: float, r: Referent, d: Discourse, speech: bool, since: int) -> float:
    """Prominence of an antecedent for a null subject.

    ``since`` is the first sentence whose speaker the verb may let go on.
    """
    if r.role not in ("nsubj", "nsubj:pass", "ROOT") and not r.topic:
        score *= NOT_SUBJECT
    if speech and r.type == "PERSON":
        score *= PERSON
    if not r.type or (r.type == "PLACE" and r.entities):
        score *= THING
    if is_official(d, r):
        score *= OFFICIAL
    return score * SPEAKER if r.sentence >= since and _has_spoken(d, r) else score


def _has_spoken(d: Discourse, r: Referent) -> bool:
    """Whether ``r`` is the subject of a verb of saying."""
    head = clause_of(d.doc[r.token])
    if head is None or not r.entities or not reports(head):
        return False
    said = d.subjects.get(head.i)
    return said is not None and said.entities == r.entities
