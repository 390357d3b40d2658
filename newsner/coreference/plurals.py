"""Anaphors that count: "i due", "entrambi", "i due paesi"; and "quest'ultimo", "il primo"."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..words import Word
from .antecedents import candidates
from .choice import Choice, best
from .control import local_subject
from .discourse import Discourse
from .memory import PEOPLE
from .phrases import title_at
from .referent import Referent
from .tree import NOMINAL, SUBJECT, clause_of, finite, is_clause, morph

SAID_TOGETHER = 0.8  # certainty where the members were coordinated
NAMED_APART = 0.65  # certainty where the nearest sentences named exactly as many
REACH = 4  # sentences before in which the members are looked for


def plural(d: Discourse, token: Word) -> Choice | None:
    """Members that a counting anaphor means; the last named for "quest'ultimo"."""
    table = anaphora()
    form = token.lower_
    if form in table.order.last:
        return _last(d, token)
    if form in table.order.this:
        return _this(d, token)
    for index, words in enumerate((table.order.first, table.order.second)):
        if form in words:
            return _in_order(d, token, index)
    counted = token.lemma_.casefold() if token.pos_ in NOMINAL else form
    if form in table.plural.both:
        return _members(d, token, 2, counted_noun(token))
    number = table.plural.counted.get(form, table.plural.counted.get(counted, 0))
    if not number:
        return None
    if token.dep_ == "nummod" and _definite(token.head) and _bare(token.head):
        return _members(d, token.head, number, token.head)
    if token.dep_ != "nummod" and _definite(token):
        return _members(d, token, number, None)
    return None


def counted_noun(token: Word) -> Word | None:
    """Give the noun that a counting word belongs to: "i due paesi", "entrambi i leader"."""
    form, words = token.lower_, anaphora().plural
    if form in words.counted:
        return token.head if token.dep_ == "nummod" else None
    if form not in words.both:
        return None
    if token.dep_ in ("det:predet", "det", "amod"):
        return token.head
    article = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return article.head if article.dep_ == "det" and article.head.i > article.i else None


def keep_counted(d: Discourse, noun: Word, number: Word, choice: Choice) -> Referent:
    """Keep whom a counted noun means at the noun: it is what the clause has as an argument."""
    entities = choice.referent.entities
    span = (min(noun.i, number.i), max(noun.i, number.i) + 1)
    d.record(noun, "nominal", entities, choice.rule, choice.certainty, span=span)
    d.at[noun.i] = d.add(noun, entities, noun.dep_)
    return d.at[noun.i]


def _definite(noun: Word) -> bool:
    return any(morph(c, "Definite") == "Def" for c in noun.children)


def _bare(noun: Word) -> bool:
    """Whether nothing names the members: no name beside, no complement, no other noun."""
    return not any(
        c.dep_ in ("flat", "flat:name", "appos", "acl:relcl", "nmod", "amod", "obl", "acl")
        for c in noun.children
    )


def _types(noun: Word | None) -> frozenset[str]:
    """Types of entity that the counted noun allows; empty where it says nothing of the kind."""
    if noun is None:
        return frozenset(("PERSON", "COUNTRY", "ORGANISATION"))
    title = title_at(noun)
    if title is not None:  # "i due leader"; but "i due figli" need not have been named
        kin = set(title.groups) & set(anaphora().relational.groups)
        return frozenset() if kin else PEOPLE
    return anaphora().types_of(noun.lemma_.casefold())


def _members(d: Discourse, token: Word, number: int, noun: Word | None) -> Choice | None:
    types = _types(noun)
    if not types:
        return None
    if noun is None and token.lower_ not in anaphora().plural.both:  # "i due" are people first
        return _counted(d, token, number, PEOPLE) or _counted(d, token, number, types)
    return _counted(d, token, number, types)


def _counted(d: Discourse, token: Word, number: int, types: frozenset[str]) -> Choice | None:
    here, clause = d.sentence_of[token.i], clause_of(token)
    subject = local_subject(d, clause) if clause is not None and token.dep_ not in SUBJECT else None
    beside = set(subject.entities) if subject is not None else set()
    near: list[Referent] = []
    for distance in range(min(here, REACH) + 1):
        known = [
            r
            for r in d.by_sentence.get(here - distance, ())
            if (distance or r.token < token.i) and r.type in types and r.entities
            if not beside.intersection(r.entities)
        ]
        groups = [(r.weight, r) for r in known if len(r.entities) == number]
        found = best(groups, lambda _: True, "counted-together", SAID_TOGETHER)
        if found is not None:
            return found
        near += known
        singles = dict.fromkeys(e for r in near for e in r.entities)
        if len(singles) < number:
            continue
        alike = len({d.entities[e].type for e in singles}) == 1
        if len(singles) > number or not alike:
            return None
        return Choice(_joined(d, near, tuple(singles)), "counted-apart", NAMED_APART)
    return None


def _joined(d: Discourse, known: list[Referent], members: tuple[int, ...]) -> Referent:
    made = d.referent(d.doc[known[0].token], members, known[0].type)
    made.number = "Plur"
    return made


def _last(d: Discourse, token: Word) -> Choice | None:
    """Give the nearest antecedent that agrees: "quest'ultimo" without a noun of its own."""
    demonstrative = any(morph(c, "PronType") == "Dem" for c in token.children) or (
        token.i > 0 and morph(token.nbor(-1), "PronType") == "Dem"
    )
    if not demonstrative or (token.dep_ == "amod" and token.head.i not in d.in_name):
        return None
    return _nearest(d, token, morph(token, "Gender"), morph(token, "Number"))


def _nearest(d: Discourse, token: Word, gender: str, number: str) -> Choice | None:
    """Give what was named last, outside the clause of ``token``: people before bodies."""
    around, beside = _phrases_around(token), _beside(d, token)
    fitting = [
        r
        for _, r in candidates(d, token)
        if r.entities
        and r.type != "PLACE"
        and r.token not in around
        and not beside.intersection(r.entities)
        and r.agrees(gender, number)
    ]
    if not fitting:
        return None
    last = max(r.sentence for r in fitting)
    nearest = max(fitting, key=lambda r: (r.sentence == last, r.type == "PERSON", r.token))
    return Choice(nearest, "last-named", 0.7)


def _beside(d: Discourse, token: Word) -> set[int]:
    """Entities that the other arguments of the clause name."""
    clause = clause_of(token)
    if clause is None:
        return set()
    return {e for c in clause.children if c != token for e in d.denotes.get(c.i, ())}


def _this(d: Discourse, token: Word) -> Choice | None:
    """Give the man named last: "questi" as the subject of a singular verb."""
    verb = finite(token.head)
    if token.dep_ not in SUBJECT or verb is None or morph(verb, "Number") != "Sing":
        return None
    return _nearest(d, token, "Masc", "Sing")


def _in_order(d: Discourse, token: Word, index: int) -> Choice | None:
    """Give the first or second of the two just named: "X e Y ... la prima ..."."""
    if token.dep_ not in (*SUBJECT, "obj", "iobj", "obl", "conj") or not _definite(token):
        return None
    if any(c.dep_ in ("nmod", "acl:relcl", "amod", "appos") for c in token.children):
        return None
    pairs = [r for _, r in candidates(d, token) if len(r.entities) == 2]
    if not pairs:
        return None
    pair = max(pairs, key=lambda r: r.token)
    meant = d.referent(d.doc[pair.token], pair.entities[index : index + 1], pair.type)
    meant.gender, meant.number = d.profile(pair.entities[index]).gender, "Sing"
    if not meant.agrees(morph(token, "Gender"), morph(token, "Number")):
        return None
    return Choice(meant, "in-order", 0.7)


def _phrases_around(token: Word) -> set[int]:
    """Give the heads of the noun phrases that contain ``token``: "il figlio di quest'ultimo"."""
    around = set()
    while token.head != token and token.dep_ != "conj" and not is_clause(token):
        token = token.head
        around.add(token.i)
    return around
