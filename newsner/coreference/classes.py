"""Countries, bodies and places by a noun for their class: "il Paese", "l'azienda", "l'isola"."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..words import Word
from .memory import Found, Memory
from .phrases import Words, complements
from .standing import is_institution
from .tree import SUBJECT, child, clause_of, has_case, is_definite, is_set_off, morph, number_of

SAME_CLASS = 0.8  # the article gives the entity this class noun
SAME_KIND = 0.7  # it gives it another noun of the same kind
BY_TYPE = 0.55  # only the type fits, and nothing else of the type is near
BY_TOPIC = 0.52  # others of the type are near, but this one is the subject
UNLIKE = ("acl:relcl", "det:poss", "acl", "nummod")  # with these a noun brings up another
BY_NATION = "body-nation"  # rule: a demonym that means a body's people, not the state
LAND = frozenset(("COUNTRY",))
BODIES = frozenset(("ORGANISATION",))
NATION_WINDOW = 5  # sentences before in which the body is looked for that "i tedeschi" are
CLAUSES = ("acl:relcl", "acl")
OBJECTS = ("obj", "iobj", "obl", "obl:agent")
CLASS_WINDOW = 3  # sentences before in which a class noun looks for an entity of its type


def by_class(m: Memory, token: Word) -> Found | None:
    """Give the entity that a class noun takes up."""
    noun = token.lemma_.casefold()
    types = anaphora().types_of(noun)
    headed = m.headed.get(token.lower_, set())
    open_ = is_definite(token) and number_of(token) != "Plur" and not _is_told_apart(token)
    if not (types or headed or noun in m.called) or not open_:
        return None
    owners, words = complements(token, m.owner_at)
    plain = not (owners or words) and (not types or noun in anaphora().ambiguous.nouns)
    short = m.latest(headed) if plain else None
    if short is not None:
        return Found(short, "class-in-name", SAME_CLASS)
    things = {e for e in m.called.get(noun, ()) if m.d.entities[e].type != "PERSON"}
    called = m.latest({e for e in things if m.is_called(e, {noun}, owners, words)})
    if called is not None:
        return Found(called, "class-named", SAME_CLASS)
    if not types:
        return None
    by_nature = anaphora().nature.get(noun, frozenset())
    known = m.latest({e for e in m.last if m.d.entities[e].name in by_nature})
    if known is not None and not owners - {known}:
        return Found(known, "class-by-nature", SAME_KIND)
    if any(c.dep_ == "nmod" and has_case(c) and c.i not in m.owner_at for c in token.children):
        return None  # "l'azienda di Meg Whitman": whose it is decides, and is not known
    kindred = _kindred(m, noun, owners, words)
    if kindred is not None:
        return Found(kindred, "class-kindred", SAME_KIND)
    vague = noun in anaphora().ambiguous.nouns and not (owners or words)
    seats: set[int] = set()  # "il club di X"; but "l'isola di X" names it
    if types == {"ORGANISATION"}:
        seats = {c.i for c in token.children if m.is_place_at(c.i) and has_case(c)}
    if vague or any(c.dep_ == "nmod" and c.i not in seats for c in token.children):
        return None
    return _by_type(m, token, types, owners, words)


def by_byname(m: Memory, token: Word) -> Found | None:
    """Give the club or party of the article that is called so: "i bianconeri" are Juventus."""
    clubs = anaphora().byname.get(token.lower_)
    if clubs is None or not is_definite(token):
        return None
    if all(morph(c, "Number") != "Plur" for c in token.children if c.dep_ == "det"):
        return None  # of the article: "i granata", where the noun may be taken for a grenade
    known, rows = organisations().known, m.d.entities
    named = {
        e
        for e in m.last
        if rows[e].type in ("ORGANISATION", "COUNTRY")
        and any(
            known.get(name) in clubs or name in clubs for name in (rows[e].name, *rows[e].aliases)
        )
    }
    return Found(named.pop(), "byname", SAME_CLASS) if len(named) == 1 else None


def by_nation(m: Memory, token: Word) -> Found | None:
    """Give the body whose people a demonym means: after "la tedesca X", "i tedeschi".

    Not where the article names the country itself, which they would be.
    """
    if token.i not in m.demonyms or token.pos_ != "NOUN" or number_of(token) != "Plur":
        return None
    nation = m.d.denotes[token.i][0]
    if nation in m.states or not is_definite(token) or _is_told_apart(token):
        return None
    near = m.near(m.d.sentence_of[token.i], NATION_WINDOW, BODIES)
    bodies = {e for _, found in near for e in found if nation in m.d.profile(e).nations}
    return Found(bodies.pop(), BY_NATION, SAME_KIND) if len(bodies) == 1 else None


def _is_told_apart(token: Word) -> bool:
    """Whether what stands beside a noun says which one is meant: it takes up none named before."""
    return any(
        (c.dep_ in UNLIKE and not (c.dep_ in CLAUSES and is_set_off(c)))
        or c.lemma_ in anaphora().other.adjectives
        or (c.dep_ == "amod" and child(c, "obl", "obl:agent") is not None)  # "diretto da X"
        for c in token.children
    )


def _kindred(m: Memory, noun: str, owners: set[int], words: Words) -> int | None:
    """Give the entity last named that the article calls by a noun of the same kind."""
    return m.latest(
        {
            e
            for role in anaphora().kin_of(noun)
            for e in m.called.get(role, ())
            if m.is_called(e, {role}, owners, words)
        }
    )


def _by_type(
    m: Memory, token: Word, types: frozenset[str], owners: set[int], words: Words
) -> Found | None:
    """Give the one entity of a type in the nearest sentence that names any, or its subject.

    "Il gruppo tedesco" is none that the article gives another nation.
    """
    noun = token.lemma_.casefold()
    beside = _beside(m, token)
    for sentence, named in m.near(m.d.sentence_of[token.i], CLASS_WINDOW, types):
        fitting = [
            e
            for e in named
            if not any(anaphora().types_of(role) for role in m.d.profile(e).roles)
            and e not in owners
            and e not in beside
            and not _elsewhere(m, e, owners)
            and not is_named_otherwise(m, e, noun)
            and is_of_kind(m, e, noun)
        ]
        if len(fitting) == 1:
            aside = types == LAND and is_aside(m, sentence, fitting[0])
            return None if aside else Found(fitting[0], "class-by-type", BY_TYPE)
        subjects = {
            e
            for r in m.d.by_sentence.get(sentence, ())
            if r.role in SUBJECT and len(r.entities) == 1
            for e in r.entities
        }
        topics = [e for e in fitting if e in subjects]
        if len(topics) == 1 and not words:
            return Found(topics[0], "class-by-topic", BY_TOPIC)
        if fitting:
            return None
    return None


def is_aside(m: Memory, sentence: int, country: int) -> bool:
    """Whether a country is but where somebody is, in a story about another one."""
    roles = {r.role for r in m.d.by_sentence.get(sentence, ()) if country in r.entities}
    count, rows = m.d.count, m.d.entities
    more = [e for e in m.last if rows[e].type == "COUNTRY" and count[e] > count[country]]
    return roles == {"obl"} and bool(more)


def _beside(m: Memory, token: Word) -> set[int]:
    """Give what the other arguments of the clause name: "X ha lasciato il Paese", another one.

    What hangs lower may be the subject: "X ha licenziato il direttore dell'azienda".
    """
    clause = clause_of(token)
    if clause is None:
        return set()
    others = (*SUBJECT, *OBJECTS) if token.head == clause else OBJECTS
    return {e for c in clause.children if c.dep_ in others for e in m.d.denotes.get(c.i, ())}


def is_named_otherwise(m: Memory, entity: int, noun: str) -> bool:
    """Whether a name begins with a noun of another kind: "monte Nero" is no city."""
    if is_institution(m.d, entity):
        return True  # no "azienda" is a court
    first = m.d.entities[entity].name.casefold().split()[0]
    tells = first in places().opening or first in organisations().nouns
    return tells and first != noun and first not in anaphora().kin_of(noun)


def is_of_kind(m: Memory, entity: int, noun: str) -> bool:
    """Whether a noun fits what is known of an organisation: Hamas is no "banca"."""
    row = m.d.entities[entity]
    kinds = (organisations().kind_of.get(name, "") for name in (row.name, *row.aliases))
    return all(anaphora().fits_kind(noun, kind) for kind in kinds if kind)


def _elsewhere(m: Memory, entity: int, owners: set[int]) -> bool:
    """Whether the article gives the entity a nation that is none of ``owners``."""
    nations = m.d.profile(entity).nations
    return bool(owners and nations) and not owners & nations
