"""Subjects that a clause expresses: where they stand, and what the parse takes for one."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..words import Word
from .discourse import Discourse
from .phrases import is_trade, title_at
from .referent import Referent
from .tree import (
    FLAT,
    NOMINAL,
    SUBJECT,
    agreement,
    child,
    finite,
    has_case,
    is_passive,
    morph,
    number_of,
    verbal_lemma,
)

OBJECT_VERBS = ("thing_object", "taking_object")  # classes of verbs whose object is a thing
QUOTES = frozenset("«»“”\"'")
CLAUSE_BEFORE = 6  # tokens before a relative pronoun in which its noun is looked for


def explicit_subject(d: Discourse, head: Word) -> Word | None:
    """Give the subject that the clause expresses, whatever it is; also a clause."""
    found = child(head, *SUBJECT, "csubj", "csubj:pass", "expl:impers")
    if found is not None and found.dep_ == "nsubj" and _is_misread(d, head, found):
        return None
    if found is None:
        below = child(head, "xcomp", "ccomp")
        bare = below is not None and morph(below, "VerbForm") == "Inf" and finite(below) is None
        found = child(below, *SUBJECT) if below is not None and bare else None
    return found or _doing_relative(head) or _postverbal(head)


def _doing_relative(head: Word) -> Word | None:
    """Give "che" beside an object after the verb, where the parser took it for another object.

    "X, 48 anni, che aveva portato il Cesena alla salvezza".
    """
    objects = [c for c in head.children if c.dep_ == "obj"]
    if head.dep_ != "acl:relcl" or len(objects) != 2:
        return None
    relative, other = objects
    plain = other.i > head.i and other.pos_ in NOMINAL and not has_case(other)
    return relative if plain and morph(relative, "PronType") == "Rel" else None


def _is_misread(d: Discourse, head: Word, found: Word) -> bool:
    """Whether what the parse calls the subject is the object, the predicate or a measure.

    "Ha sposato il regista", "il club che ha fondato", "diventerà allenatrice", "resta tre anni",
    "ringrazio Dario", "figlia di un pittore, era nata a Bari".
    """
    verb = finite(head)
    if found.i < head.i and _contradicts(d, found, head):
        return True
    if _is_aside(found, head):
        return True
    if morph(found, "PronType") == "Rel":
        return lacks_object(head) or (_is_of_thing(d, head) and lacks_object(head, *OBJECT_VERBS))
    if verb is not None and morph(verb, "Person") in ("1", "2") and found.pos_ in NOMINAL:
        return True
    bare = not any(
        c.dep_ == "det" or (c.pos_ == "PROPN" and not has_case(c)) for c in found.children
    )
    if found.i < head.i:
        alone = found.pos_ == "NOUN" and bare and child(found, "nummod", "conj", "amod") is None
        return alone and title_at(found) is not None
    if found.pos_ == "NOUN" and bare:
        measure = child(found, "nummod") is not None
        if measure and found.lemma_.casefold() in anaphora().measure.nouns:
            return True
        if not measure and verbs().has("copular", verbal_lemma(head)):
            return True
    said = head.dep_ == "parataxis" and verbs().has("reporting", verbal_lemma(head))
    return found.pos_ in (*NOMINAL, "ADJ") and lacks_object(head) and not said


def _is_aside(found: Word, head: Word) -> bool:
    """Whether a noun without article stands apart from the verb: it is predicated of the subject.

    "Esordiente nel 2001, ha vinto tutto", "volerà a Oslo, ultima tappa".
    """
    if found.pos_ != "NOUN" or number_of(found) == "Plur":
        return False
    if any(c.dep_ in ("det", "det:poss", "nummod", "conj", "case") for c in found.children):
        return False
    if found.i > head.i:
        start = min([found.i, *(c.i for c in found.children if not c.is_punct)])
        return found.doc[start - 1].is_punct and any(
            t.i > head.i for t in found.doc[head.i + 1 : start - 1]
        )
    return any(t.is_punct and t.text not in QUOTES for t in found.doc[found.i + 1 : head.i])


def _contradicts(d: Discourse, found: Word, head: Word) -> bool:
    """Whether a plural noun, or the relative pronoun of one, stands before a singular verb.

    "I voti che si era assicurata", "i cui voti aveva chiesto".
    """
    verb = finite(head)
    if verb is None or morph(verb, "Number") != "Sing" or morph(verb, "Person") != "3":
        return False
    noun = found
    if morph(found, "PronType") == "Rel":
        if head.dep_ != "acl:relcl":
            return False
        noun = head.head
    return noun.pos_ == "NOUN" and morph(noun, "Number") == "Plur" and noun.i not in d.in_name


def _is_of_thing(d: Discourse, head: Word) -> bool:
    """Whether a relative clause modifies the name or noun of a thing or body, and no person."""
    if head.dep_ != "acl:relcl":
        return False
    found = d.at.get(head.head.i) or phrase_of(d, head.head)
    return found.type != "PERSON" if found is not None else title_at(head.head) is None


def lacks_object(head: Word, *classes: str) -> bool:
    """Whether a verb that cannot do without an object has none in the parse.

    ``classes`` are those of such verbs, by default the verbs of which this is always true.
    """
    verb = finite(head)
    if verb is None or head.pos_ != "VERB" or is_passive(head):
        return False
    lemma = verbal_lemma(head)
    if not any(verbs().has(name, lemma) for name in classes or ("transitive",)):
        return False
    filled = ("obj", "expl", "expl:pass", "expl:impers")
    being = any(c.dep_ == "aux" and verbs().has("copular", c.lemma_) for c in head.children)
    return child(head, *filled) is None and not being


def _postverbal(head: Word) -> Word | None:
    """Give a subject after the verb that the parse takes for an object.

    So after an intransitive verb, and beside an object clitic: "l'ha investita un'auto".
    """
    objects = [c for c in head.children if c.dep_ == "obj"]
    after = next((c for c in objects if c.i > head.i and c.pos_ != "PRON"), None)
    if after is None or is_passive(head):
        return None
    verb = finite(head)
    being = any(c.dep_ == "aux" and verbs().has("copular", c.lemma_) for c in head.children)
    reflexive = child(head, "expl") is not None
    lemma, table = verbal_lemma(head), verbs()
    intransitive = being or table.has("impersonal", lemma) or table.has("unaccusative", lemma)
    filled = any(c.i < head.i and morph(c, "Clitic") for c in objects)
    agrees = verb is not None and number_of(after) in ("", morph(verb, "Number"))
    return after if (filled or (intransitive and not reflexive)) and agrees else None


def displaced_subject(d: Discourse, head: Word) -> Referent | None:
    """Give a subject after its verb that the parse has hung on an oblique before it.

    "È morta a Parigi la regista Ada Bonfanti": a person cannot be in apposition to a place, nor
    part of the name of a newspaper; without another subject, and agreeing, it is the subject.
    """
    gender, number = agreement(head)
    fronted = _fronted_subject(d, head)
    if fronted is not None and fronted.agrees(gender, number):
        return fronted
    if lacks_object(head):
        return None
    for oblique in head.children:
        if oblique.dep_ not in ("obl", "obl:agent", "obj") or oblique.i < head.i:
            continue
        host = d.at.get(oblique.i)
        thing = oblique.dep_ == "obl" and oblique.pos_ == "NOUN" and title_at(oblique) is None
        if (host is None or not host.entities) and not thing:
            continue  # "ha sposato il gallerista Hans Meier"
        for c in oblique.children:
            found = d.at.get(c.i)
            if found is None or found.type != "PERSON" or has_case(c):
                continue
            named = host is not None and bool(host.entities)
            unlike = host.type != "PERSON" if named and host else not is_trade(oblique, c)
            hung = c.dep_ in ("appos", "flat", "flat:name", "nmod")
            if unlike and hung and found.agrees(gender, number):
                return found
    return None


def _fronted_subject(d: Discourse, head: Word) -> Referent | None:
    """Give a person before the verb whose name the parse has hung on an oblique before it.

    "Nel testo Rossi attacca il sindaco": a name is in apposition to a noun that calls people so.
    """
    for oblique in head.children:
        if oblique.dep_ not in ("obl", "advmod") or oblique.i > head.i:
            continue
        for c in oblique.children:
            found = d.at.get(c.i)
            if found is None or found.type != "PERSON" or not found.entities or c.i < oblique.i:
                continue
            alone = c.pos_ == "PROPN" and not any(k.dep_ == "cc" for k in c.children)
            if c.dep_ in ("nmod", "appos", *FLAT) and alone and not has_case(c):
                return found if not title_at(oblique) and not is_trade(oblique, c) else None
    return None


def relative_antecedent(d: Discourse, pronoun: Word, head: Word) -> Referent | None:
    """Give what a relative pronoun stands for: the noun that its clause modifies."""
    clause = head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ in ("acl:relcl", "acl"):
        noun = clause.head
        while noun.dep_ == "appos" and noun.i not in d.at and noun.head != noun:
            noun = noun.head
        found = d.at.get(noun.i) or phrase_of(d, noun)
        if found is not None:
            return _above_place(d, noun, found)
    for i in range(pronoun.i - 1, max(-1, pronoun.i - CLAUSE_BEFORE), -1):
        if i in d.at:
            return d.at[i]
        if i in d.denotes:
            return phrase_of(d, d.doc[i])
    return None


def _above_place(d: Discourse, noun: Word, found: Referent) -> Referent:
    """Prefer what lies in a place to the place: "l'azienda di Parma che produce macchine"."""
    if found.type != "PLACE" or noun.dep_ != "nmod":
        return found
    above = noun.head
    while above.dep_ == "appos" and above.head != above:
        above = above.head
    host = d.at.get(above.i)
    return host if host is not None and host.animate else found


def phrase_of(d: Discourse, token: Word) -> Referent | None:
    """Give the referent of the phrase that ``token`` is part of, where one head stands for both."""
    entities = d.denotes.get(token.i)
    up = token
    while entities is not None and up.head != up:
        up = up.head
        if d.denotes.get(up.i) == entities and up.i in d.at:
            return d.at[up.i]
        if has_case(up):
            break
    return None
