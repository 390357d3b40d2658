"""Which words of a text may take up an entity: the candidate anaphors, found by syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..knowledge.anaphora import Pronoun, anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .clauses import verb_span, wants_subject
from .clitics import is_dative, means_nobody
from .discourse import Discourse
from .expressed import explicit_subject
from .nominals import is_member, span_of_noun
from .phrases import title_at
from .subjects import has_thing_for_subject
from .tree import (
    AUXILIARY,
    SUBJECT,
    agreement,
    child,
    clause_of,
    finite,
    gender_of,
    is_cleft,
    is_definite,
    is_indefinite,
    morph,
    number_of,
    verbal_lemma,
)

CLITIC = "PC"  # how the tag of clitics begins in the tag set of the Italian treebanks
ENCLITIC = "_PC"  # how the tag of a verb with a clitic attached ends
CLOSED = frozenset(("compound", "flat", "flat:name"))
BESIDE = ("amod", "nummod")  # what stands before the noun in its span
SORTS = (
    "null", "object", "dative", "genitive", "place", "strong", "demonstrative", "possessive",
    "counted", "title", "class", "person", "noun",
)  # fmt: skip


@dataclass(slots=True)
class Anaphor:
    """A place that may take up an entity.

    token
        the word through which it hangs in the tree: the noun or pronoun, the head of the clause
        of a null subject, the verb that a clitic is joined to
    start, end
        its words
    kind
        of the mention: null, pronoun, nominal
    sort
        one of `SORTS`
    verb
        the head of its clause where it is an argument or the subject, else None
    """

    token: Word
    start: int
    end: int
    kind: str
    sort: str
    verb: Word | None = None
    gender: str = ""
    number: str = ""
    person: int = 3
    reflexive: bool = False
    doubtful: bool = False  # a null subject that may be none: impersonal, weather, expressed


def anaphors_in(d: Discourse, start: int, end: int) -> Iterator[Anaphor]:
    """Give the candidate anaphors whose words begin in [start, end), in order."""
    for i in range(start, end):
        token = d.doc[i]
        if i in d.finite_heads and token.dep_ not in AUXILIARY:
            found = null_subject(d, token)
            if found is not None:
                yield found
        if i in d.in_name:
            continue
        found = pronoun(token) or nominal(d, token)
        if found is not None:
            yield found


def null_subject(d: Discourse, head: Word) -> Anaphor | None:
    """Give the null subject of the finite clause that ``head`` heads: "Ha firmato ieri"."""
    verb = finite(head)
    if verb is None or morph(verb, "Mood") == "Imp":
        return None
    person = int(morph(verb, "Person") or 3)
    if person == 2 or (person == 1 and d.quoted[head.i] < 0):
        return None
    subject = explicit_subject(d, head)
    doubtful = not wants_subject(d, head)
    if doubtful and not _may_be_reflexive(head):
        return None
    above = clause_of(head.head) if head.head != head and head.dep_ in ("conj", "advcl") else None
    if above is not None and has_thing_for_subject(d, above, agreement(head)[1]):
        return None  # "il dollaro cede e chiude in calo"
    if subject is not None:
        if morph(subject, "PronType") != "Rel" or not _relates_to_thing(d, head):
            return None
        doubtful = True  # "l'automobile che stava guidando": the parse may err
    gender, number = agreement(head)
    start, end = verb_span(head)
    return Anaphor(
        head, start, end, "null", "null", head, gender, number, person, doubtful=doubtful
    )


def _may_be_reflexive(head: Word) -> bool:
    """Whether *si* may be of a person, though the verb is not known as pronominal.

    "Si è fermato", "si è aggiudicato la tappa"; not "qui si lavora".
    """
    if child(head, "expl") is None:
        return False
    compound = any(c.dep_ == "aux" and morph(c, "VerbForm") == "Fin" for c in head.children)
    return compound and morph(head, "Number") == "Sing"


def _relates_to_thing(d: Discourse, head: Word) -> bool:
    """Whether a relative clause modifies a noun that calls nobody and no body anything."""
    noun = head.head
    return (
        head.dep_ == "acl:relcl"
        and noun.pos_ == "NOUN"
        and noun.i not in d.denotes
        and (title_at(noun) is None)
    )


def pronoun(token: Word) -> Anaphor | None:
    """Give the pronoun or possessive that ``token`` is, or the clitic joined to it."""
    table = anaphora()
    form = token.lower_.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if token.pos_ in ("VERB", "AUX") and token.tag_.endswith(ENCLITIC):
        attached = _enclitic(form)
        verb = token.head if token.pos_ == "AUX" else token
        return _clitic(token, verb, table.clitic[attached]) if attached else None
    if token.pos_ == "PRON" and token.tag_.startswith(CLITIC) and form in table.clitic:
        return _clitic(token, token.head, table.clitic[form])
    if token.dep_ == "det:poss" or (morph(token, "Poss") and token.pos_ in ("DET", "ADJ")):
        shown = table.possessive.get(form)
        if shown is None or token.head.lemma_.casefold() in table.idle.nouns:
            return None
        return _pronoun(token, "possessive", shown.gender, shown.number, shown)
    if token.pos_ == "PRON" and form in table.strong and not morph(token, "Clitic"):
        shown = table.strong[form]
        if shown.cataphoric:
            return None
        return _pronoun(token, "strong", shown.gender, shown.number, shown)
    if token.pos_ in ("PRON", "ADJ", "NOUN", "NUM") and form in _by_order():
        return _pronoun(token, "demonstrative", morph(token, "Gender"), morph(token, "Number"))
    if form in table.plural.both and token.dep_ not in ("det:predet", "det", "amod"):
        return _pronoun(token, "counted", morph(token, "Gender"), "Plur")
    return None


def _by_order() -> frozenset[str]:
    order = anaphora().order
    return order.last | order.this


def _pronoun(
    token: Word, sort: str, gender: str, number: str, shown: Pronoun | None = None
) -> Anaphor:
    person, reflexive = (shown.person, shown.reflexive) if shown is not None else (3, False)
    verb = token.head if sort != "possessive" and token.head != token else None
    at = token.i
    return Anaphor(token, at, at + 1, "pronoun", sort, verb, gender, number, person, reflexive)


def _clitic(token: Word, verb: Word, shown: Pronoun) -> Anaphor | None:
    """Give a clitic of ``verb``; reflexive and expletive ones are none."""
    if token.dep_.startswith("expl") and "Acc" in shown.case:
        return None  # "se la prende", "ce l'ha fatta"
    gender: str = shown.gender
    number: str = shown.number
    sort = "object"
    if shown.person == 3 and shown.case == ("Loc",):
        sort = "place"
    elif shown.case == ("Gen",):
        sort = "genitive"
    elif is_dative(token, verb, shown):
        sort, number = "dative", number or "Sing"
    elif shown.person == 3:
        number = number or "Plur"
        if not gender and token.i < verb.i and morph(verb, "VerbForm") == "Part":
            gender, number = morph(verb, "Gender"), morph(verb, "Number") or number
    if sort == "object" and shown.person == 3 and means_nobody(token, verb, gender, number):
        return None  # "lo ha annunciato": a fact
    if sort == "place" and verbs().has("copular", verbal_lemma(verb)):
        return None  # "c'è"
    made = _pronoun(token, sort, gender, number, shown)
    made.verb = verb
    return made


def _enclitic(form: str) -> str:
    """Give the clitic that a verb form ends in, longest first; "" where it is none of the table."""
    for length in range(6, 1, -1):
        if form[-length:] in anaphora().clitic:
            return form[-length:]
    return ""


def nominal(d: Discourse, token: Word) -> Anaphor | None:
    """Give the noun phrase that ``token`` heads, where it may take up what was named before."""
    if not _is_open(d, token):
        return None
    sort = _sort(d, token)
    if sort == "":
        return None
    start, end = span_of_noun(token)
    verb = token.head if token.dep_ in (*SUBJECT, "obj", "iobj", "obl", "obl:agent") else None
    return Anaphor(token, start, end, "nominal", sort, verb, gender_of(token), number_of(token))


def _sort(d: Discourse, token: Word) -> str:
    table, lemma = anaphora(), token.lemma_.casefold()
    counted = any(
        c.lower_ in table.plural.counted or c.lower_ in table.plural.both for c in token.children
    )
    definite = is_definite(token) or any(
        c.dep_ in ("det:poss", "det:predet") for c in token.children
    )
    if token.lower_ in table.plural.counted and definite:
        return "counted"
    if counted and definite:
        return "counted"
    title = title_at(token)
    bare = not definite and not is_indefinite(token) and child(token, "nummod") is None
    named = token.dep_ in SUBJECT and bare and number_of(token) != "Plur"  # "Premier in visita"
    if title is not None and (definite or named):
        return "title"  # a bare one elsewhere is predicated: "fu nominata ambasciatrice"
    if not definite or any(c.lemma_ in table.other.adjectives for c in token.children):
        return ""
    if token.lower_ in table.byname and not table.types_of(lemma):
        articles = [morph(c, "Number") for c in token.children if c.dep_ == "det"]
        return "class" if "Plur" in articles else ""  # "i granata"; not "la granata"
    if lemma in table.member.nouns and is_member(token):
        return ""
    if table.types_of(lemma) or lemma in table.body.nouns:
        return "class"
    person = lemma in table.deeds or lemma in table.person.nouns or table.epithet.covers(lemma)
    if person or lemma in table.opposite.nouns or lemma in table.pair.nouns or token.i in d.naming:
        return "person"
    return "noun"


def _is_open(d: Discourse, token: Word) -> bool:
    """Whether ``token`` heads a common noun phrase that no name belongs to."""
    if token.i in d.naming:
        return d.is_somebody(token) and token.i + 1 not in d.in_name  # "il bulgaro"
    named = token.pos_ == "PROPN" and (title_at(token) or token.lower_ in anaphora().byname)
    counted = token.pos_ in ("NUM", "PRON") and token.lower_ in anaphora().plural.counted
    if token.pos_ != "NOUN" and not named and not (counted and token.dep_ != "nummod"):
        return False  # "il Papa", "i Viola" are
    if token.i in d.in_name or token.dep_ in CLOSED:
        return False
    another, denotes = anaphora().another.adjectives, d.naming
    for c in token.children:
        if c.lemma_ in another or (c.dep_ == "appos" and c.i in denotes):
            return False
        if c.dep_ == "cop" and not is_cleft(token):
            return False
    return True
