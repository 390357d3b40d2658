"""Which words of a text may take up an entity: the candidate anaphors, found by syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..knowledge.anaphora import Pronoun, anaphora
from ..syntax import AUXILIARY, SUBJECTS, VERBAL_POS
from .grammar import (
    agreement,
    child,
    feature,
    gender_of,
    is_cleft,
    is_definite,
    is_indefinite,
    number_of,
)
from .text import Text

CLOSED = frozenset(("compound", "flat", "flat:name"))
BESIDE = ("amod", "nummod")  # what stands before the noun in its span
NAMING = frozenset(("NOUN", "PROPN", "NUM", "PRON", "ADJ"))
ARGUMENTS = (*SUBJECTS, "obj", "iobj", "obl", "obl:agent")


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
        the head of its clause where it is an argument or the subject, else -1
    doubtful
        of a null subject: the clause may have an expressed one, or none that means anybody
    """

    token: int
    start: int
    end: int
    kind: str
    sort: str
    verb: int = -1
    gender: str = ""
    number: str = ""
    person: int = 3
    reflexive: bool = False
    doubtful: bool = False


def anaphors_in(x: Text) -> Iterator[Anaphor]:
    """Give the candidate anaphors of a text, in order."""
    t, table = x.tree, anaphora()
    finite = set()
    for i, features in enumerate(t.features):
        if features.get("VerbForm") == "Fin":
            finite.add(t.head[i] if t.dep[i] in AUXILIARY else i)
    closed = frozenset((*table.plural.both, *order_words()))
    for i, pos in enumerate(t.pos):
        if i in finite and t.dep[i] not in AUXILIARY and t.finite(i) >= 0:
            found = null_subject(x, i)
            if found is not None:
                yield found
        if i in x.nouns.named and i not in x.nouns.demonyms:
            continue
        if i in t.enclitics or pos in ("PRON", "DET", "ADJ") or t.form[i] in closed:
            found = pronoun(x, i)
            if found is not None:
                yield found
                continue
        if pos in NAMING:
            found = nominal(x, i)
            if found is not None:
                yield found


def order_words() -> frozenset[str]:
    """Words that pick by order of mention: "ultimo", "questi", "il primo"."""
    order = anaphora().order
    return order.last | order.this | order.first | order.second


def null_subject(x: Text, v: int) -> Anaphor | None:
    """Give the null subject of the finite clause that ``v`` heads: "Ha firmato ieri"."""
    t, subjects = x.tree, x.subjects
    finite = t.finite(v)
    person = int(feature(t, finite, "Person") or 3)
    gender, number = agreement(t, v)
    alike = x.quoted[v] >= 0 and gender and person == 3 and number == "Plur"
    if alike and feature(t, v, "Number") == "Sing":
        person, number = 1, "Sing"  # "«Sono felicissima»": the first person spelled alike
    if person == 2 or (person == 1 and x.quoted[v] < 0):
        return None
    doubtful = bool(subjects.why_none(v))
    if doubtful and not subjects.may_be_reflexive(v):
        return None
    if t.dep[v] == "conj" and subjects.of_thing(t.parent(v), number):
        return None
    subject = subjects.of(v)
    if subject >= 0:
        thing = t.dep[v] == "acl:relcl" and t.pos[t.head[v]] == "NOUN" and subjects.is_of_thing(v)
        if not t.is_relative(subject) or not thing or t.head[v] in x.denotes:
            return None
        doubtful = True  # "l'automobile che stava guidando": the parse may err
    start, end = subjects.verb_span(v)
    return Anaphor(v, start, end, "null", "null", v, gender, number, person, doubtful=doubtful)


def pronoun(x: Text, i: int) -> Anaphor | None:
    """Give the pronoun or possessive that a token is, or the clitic joined to it."""
    t, table = x.tree, anaphora()
    pos = t.pos[i]
    if pos in VERBAL_POS:
        joined = next((c for c in t.enclitics.get(i, ()) if c in table.clitic), "")
        verb = t.head[i] if pos == "AUX" else i
        return _clitic(x, i, verb, table.clitic[joined]) if joined else None
    form = t.form[i].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if pos == "PRON" and form in table.clitic and feature(t, i, "Clitic"):
        return _clitic(x, i, t.head[i], table.clitic[form])
    if t.dep[i] == "det:poss" or (feature(t, i, "Poss") and pos in ("DET", "ADJ")):
        shown = table.possessive.get(form)
        if shown is None or t.lemma[t.head[i]] in table.idle.nouns:
            return None
        return _pronoun(x, i, "possessive", shown.gender, shown.number, shown)
    if pos == "PRON" and form in table.strong:
        shown = table.strong[form]
        if shown.cataphoric:
            return None
        return _pronoun(x, i, "strong", shown.gender, shown.number, shown)
    gender, number = feature(t, i, "Gender"), feature(t, i, "Number")
    if pos in ("PRON", "ADJ", "NOUN", "NUM") and _is_ordered(x, i, form):
        return _pronoun(x, i, "demonstrative", gender, number)
    if form in table.plural.both and t.dep[i] not in ("det:predet", "det", "amod"):
        return _pronoun(x, i, "counted", gender, "Plur")
    return None


def _is_ordered(x: Text, i: int, form: str) -> bool:
    """Whether it picks by order of mention: "quest'ultimo", "il primo" as an argument."""
    t, order = x.tree, anaphora().order
    if form in order.last or form in order.this:
        return t.dep[i] != "amod" or t.head[i] in x.nouns.named
    if form not in order.first and form not in order.second:
        return False
    alone = child(t, i, "nmod", "acl:relcl", "amod", "appos") < 0
    return t.dep[i] in (*ARGUMENTS, "conj") and is_definite(t, i) and alone


def _pronoun(
    x: Text, i: int, sort: str, gender: str, number: str, shown: Pronoun | None = None
) -> Anaphor:
    person, reflexive = (shown.person, shown.reflexive) if shown is not None else (3, False)
    verb = x.tree.head[i] if sort != "possessive" and x.tree.head[i] != i else -1
    return Anaphor(i, i, i + 1, "pronoun", sort, verb, gender, number, person, reflexive)


def _clitic(x: Text, i: int, verb: int, shown: Pronoun) -> Anaphor | None:
    """Give a clitic of ``verb``; reflexive and expletive ones are none."""
    t = x.tree
    if shown.person == 1 and x.quoted[i] >= 0:
        finite = t.finite(verb)
        if finite >= 0 and feature(t, finite, "Person") == "1":
            return None  # "mi pento", "ci siamo visti"
    elif t.dep[i].startswith("expl") and shown.person == 3 and "Acc" in shown.case:
        return None  # "se la prende"
    gender: str = shown.gender
    number: str = shown.number
    sort = "object"
    if "Loc" in shown.case and (shown.person == 3 or x.quoted[i] < 0):
        return None  # "vi resta", "ci andrò"
    if shown.case == ("Gen",):
        sort = "genitive"
    elif _is_dative(x, i, verb, shown):
        sort, number = "dative", number or "Sing"
    elif shown.person == 3:
        number = number or "Plur"
        if not gender and i < verb and feature(t, verb, "VerbForm") == "Part":
            gender, number = feature(t, verb, "Gender"), feature(t, verb, "Number") or number
    if sort == "object" and shown.person == 3 and _means_nobody(x, i, verb, gender, number):
        return None  # "lo ha annunciato": a fact
    made = _pronoun(x, i, sort, gender, number, shown)
    made.verb = verb
    return made


def _is_dative(x: Text, i: int, verb: int, shown: Pronoun) -> bool:
    """Whether a clitic is of the dative: "le ha scritto", "gli parla"."""
    t = x.tree
    if len(shown.case) == 1:
        return shown.case[0] == "Dat"
    if i != verb and t.pos[i] == "PRON":
        part = feature(t, verb, "VerbForm") == "Part"
        return t.dep[i] == "iobj" or (part and feature(t, verb, "Number") == "Sing")
    told = any(t.verbs.has(name, t.lemma[verb]) for name in ("addressing", "dative_control"))
    return told or t.has(verb, "obj")


def _means_nobody(x: Text, i: int, verb: int, gender: str, number: str) -> bool:
    """Whether an object clitic is a fact ("lo ha annunciato"), or of an idiom ("se la prende")."""
    t, lemma, has = x.tree, x.tree.lemma[verb], x.tree.verbs.has
    if i != verb and any(t.dep[k].startswith("expl") and k != i for k in t.kids[verb]):
        return True
    fact = gender != "Fem" and number != "Plur" and has("clausal_object", lemma)
    if i == verb and has("human_object", lemma):
        return False  # "sostenerlo"; but "lo sostiene il ministro"
    below = child(t, verb, "xcomp", "ccomp")
    caused = has("causative", lemma) and below >= 0 and t.finite(below) < 0
    named = has("predicative", lemma) and t.has(verb, "xcomp")
    return fact and not caused and not named


def nominal(x: Text, n: int) -> Anaphor | None:
    """Give the noun phrase that ``n`` heads, where it may take up what was named before."""
    t = x.tree
    if not _is_open(x, n):
        return None
    sort = _sort(x, n)
    if not sort:
        return None
    start, end = n, n + 1
    while start > 0 and t.head[start - 1] == n and t.dep[start - 1] in BESIDE:
        start -= 1
    while end < len(t.form) and t.head[end] == n and t.dep[end] == "amod":
        end += 1
    verb = t.head[n] if t.dep[n] in ARGUMENTS else -1
    number = "Plur" if t.lemma[n] in anaphora().pair.nouns else number_of(t, n)
    return Anaphor(n, start, end, "nominal", sort, verb, gender_of(t, n), number)


def _sort(x: Text, n: int) -> str:
    t, table, lemma = x.tree, anaphora(), x.tree.lemma[n]
    definite = is_definite(t, n) or child(t, n, "det:poss", "det:predet") >= 0 or _is_here(x, n)
    words = {t.form[k] for k in t.kids[n]} | {t.form[n]}
    counts = table.plural.counted
    if definite and lemma in table.pair.nouns:
        return "counted"
    if definite and any(w in counts or w in table.plural.both for w in words):
        return "counted"
    title, number = x.nouns.title(n), number_of(t, n)
    bare = not definite and not is_indefinite(t, n) and not t.has(n, "nummod")
    named = t.dep[n] in SUBJECTS and bare and number != "Plur"  # "Premier in visita"
    if title is not None and (definite or named):
        return "title"  # a bare one elsewhere is predicated: "fu nominata ambasciatrice"
    if not definite or any(t.lemma[k] in table.other.adjectives for k in t.kids[n]):
        return ""
    if t.form[n] in table.byname and not table.types_of(lemma):
        articles = {feature(t, k, "Number") for k in t.having(n, "det")}
        return "class" if "Plur" in articles else ""  # "i granata"; not "la granata"
    if lemma in table.member.nouns and _is_member(x, n):
        return ""
    if table.types_of(lemma) or lemma in table.body.nouns or lemma in table.fighters.nouns:
        return "class"
    person = lemma in table.deeds or lemma in table.person.nouns or table.epithet.covers(lemma)
    if person or lemma in table.opposite.nouns or lemma in table.pair.nouns or n in x.denotes:
        return "person"
    return "noun"


def _is_here(x: Text, n: int) -> bool:
    """Whether it needs no article to be the one where things happen: "in città"."""
    t, bare = x.tree, anaphora().bare
    here = t.lemma[n] in bare.nouns and t.marker(n) in bare.prepositions
    return here and number_of(t, n) != "Plur" and child(t, n, "nmod", "amod", "acl:relcl") < 0


def _is_member(x: Text, n: int) -> bool:
    """Whether it is one of several, with a name of its own: "lo stato americano del Maine"."""
    t = x.tree
    named = any(t.pos[k] == "PROPN" for k in t.having(n, "nmod"))
    counted = t.has(n, "nummod") or any(feature(t, k, "NumType") for k in t.kids[n])
    return named or counted


def _is_open(x: Text, n: int) -> bool:
    """Whether ``n`` heads a common noun phrase that no name belongs to."""
    t, table = x.tree, anaphora()
    if n in x.denotes:  # "il bulgaro"; "gli svedesi", of a firm
        people = n in x.nouns.demonyms and (x.is_somebody(n) or t.pos[n] == "NOUN")
        stated = any(e in x.states for e in x.denotes[n])  # the country itself is spoken of
        return people and n + 1 not in x.nouns.named and (x.is_somebody(n) or not stated)
    counts = table.plural.counted
    named = t.pos[n] == "PROPN" and (x.nouns.title(n) or t.form[n] in table.byname)
    counted = t.pos[n] in ("NUM", "PRON") and t.form[n] in counts and t.dep[n] != "nummod"
    aged = t.pos[n] == "NUM" and t.dep[n] != "nummod" and table.epithet.covers(t.form[n])
    if t.pos[n] != "NOUN" and not (named or counted or aged):
        return False  # "il Papa", "i Viola", "il 45enne" are
    if n in x.nouns.named or t.dep[n] in CLOSED:
        return False
    for k in t.kids[n]:
        if t.lemma[k] in table.another.adjectives or (t.dep[k] == "appos" and k in x.denotes):
            return False
        if t.dep[k] == "cop" and not is_cleft(t, n):
            return False
    return True
