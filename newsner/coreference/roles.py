"""People by their office, trade, nation or part in an event: "il premier", "la vittima"."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import Title, titles
from ..words import Word
from .holders import has_regnal_name
from .memory import Found, Memory
from .phrases import complements, roles_of, title_at
from .tree import gender_of, is_definite, number_of, tells_apart

SAME_ROLE = 0.85  # the article calls the person so
OTHER_NAME = 0.75  # it calls them by another name of the office
SAME_DEED = 0.75  # it says of the person what the noun says
SAME_TRADE = 0.6  # it calls the only such person by another trade of the same field
SAME_NATION = 0.7  # it calls the person by that nationality
PERSON_WINDOW = 2  # sentences before in which a role not told so far looks for its bearer
ONLY_PERSON = 0.55  # no other person is near, and no other role is known of this one
JUST = 0.5  # the same, of a person whose gender is not known


def by_deed(m: Memory, token: Word) -> Found | None:
    """Give the person whom a noun names by an event: "la vittima", "il killer"."""
    noun = token.lemma_.casefold()
    if noun not in anaphora().deeds or not is_definite(token) or number_of(token) == "Plur":
        return None
    if any(tells_apart(c) for c in token.children):
        return None
    shown = "" if noun in anaphora().epicene.nouns else gender_of(token)
    known = [e for e in m.called.get(noun, ()) if e in m.last and _agrees(m, e, shown)]
    return Found(known[0], "deed", SAME_DEED) if len(known) == 1 else None


def by_role(m: Memory, token: Word) -> Found | None:
    """Give a person by an office, trade or kinship that the article has given them."""
    title = title_at(token)
    roles = roles_of(token) or {token.lemma_.casefold()}
    table = anaphora()
    kinds = (m.called, table.genus, table.takes_up)
    known = any(table.epithet.covers(r) or any(r in kind for kind in kinds) for r in roles)
    if not (title or known) or not is_definite(token) or number_of(token) == "Plur":
        return None
    found = _latest(m, token, roles, {e for role in roles for e in m.called.get(role, ())})
    other_names = {o for role in roles for o in anaphora().takes_up.get(role, ())}
    other = {e for role in other_names for e in m.called.get(role, ())}
    by_other = _latest(m, token, other_names, other)
    if found is not None and not _is_nearer(m, by_other, found):
        return Found(found, "role", SAME_ROLE)
    counterpart = _counterpart(m, token) if found is None else None
    if counterpart is not None:
        return Found(counterpart, "role-counterpart", OTHER_NAME)
    if by_other is not None:
        return Found(by_other, "role-other-name", OTHER_NAME)
    return _by_genus(m, token, roles) or _only_person(m, token, title)


def by_demonym(m: Memory, token: Word) -> Found | None:
    """Give the person whom a demonym alone names: "il bulgaro", "la svedese"."""
    if not is_definite(token) or token.i + 1 in m.d.in_name:  # "il filippino X" names him
        return None
    nation = m.d.denotes[token.i][0]
    gender = gender_of(token)
    people = [e for e in m.people(m.d.sentence_of[token.i], PERSON_WINDOW) if _agrees(m, e, gender)]
    compatriots = {e for e in people if nation in m.d.profile(e).nations}
    found = m.latest(compatriots)
    if found is not None:
        return Found(found, "person-nation", SAME_NATION)
    named = _in_words(m, token)
    stateless = m.nearest(
        m.d.sentence_of[token.i],
        PERSON_WINDOW,
        lambda e: _agrees(m, e, gender) and not m.d.profile(e).nations and e not in named,
    )
    return Found(stateless, "person-nation", ONLY_PERSON) if stateless is not None else None


def _in_words(m: Memory, token: Word) -> set[int]:
    """Give those whom a quotation beside ``token`` names: who speaks there is none of them."""
    if m.d.quoted[token.i] >= 0:
        return set()
    quoted = (t.i for t in token.sent if m.d.quoted[t.i] >= 0)
    return {e for i in quoted for e in m.d.denotes.get(i, ())}


def _is_nearer(m: Memory, one: int | None, other: int) -> bool:
    """Whether the text has spoken of ``one`` when it had been silent of ``other`` for a while."""
    if one is None or one == other:
        return False
    sentences = m.d.sentence_of
    return sentences[m.last[one]] > sentences[m.last[other]] + 1


def _by_genus(m: Memory, token: Word, roles: set[str]) -> Found | None:
    """Give the one person near of a trade that the noun covers, or of the same field.

    "Il diplomatico", a mediator; "la cantante", a soprano.
    """
    title = title_at(token)
    fields = set(title.groups) & set(anaphora().trades.groups) if title is not None else set()
    fields.update(*(anaphora().genus.get(role, ()) for role in roles))
    if not fields:
        return None
    gender = shown_gender(token)
    near = [
        e
        for e in m.people(m.d.sentence_of[token.i], PERSON_WINDOW)
        if _agrees(m, e, gender) and fields & _groups(m, e) and not _is_elsewhere(m, token, e)
    ]
    return Found(near[0], "role-same-trade", SAME_TRADE) if len(near) == 1 else None


def _is_elsewhere(m: Memory, token: Word, entity: int) -> bool:
    """Whether the noun is of another body or country than the article says of the person."""
    owners, _ = complements(token, m.owner_at)
    theirs = m.d.profile(entity).owners()
    return bool(owners and theirs) and owners.isdisjoint(theirs)


def _groups(m: Memory, entity: int) -> set[str]:
    """Give the groups of the titles that the article gives a person."""
    found = (titles().get(role) for role in m.d.profile(entity).roles)
    return {group for title in found if title is not None for group in title.groups}


def _only_person(m: Memory, token: Word, title: Title | None) -> Found | None:
    """Give the one person just named, whose office the article has not told so far.

    "Visita di Anna Rosati a Tunisi: la presidente del Consiglio ..."; not for kin, whom the
    noun sets apart from the person just named.
    """
    table, lemma = anaphora(), title.lemma if title is not None else token.lemma_.casefold()
    if title is None and not table.epithet.covers(lemma):
        return None
    generic = lemma in table.person.nouns or lemma.endswith(table.epithet.endings)
    apart = (table.relational, table.unique, table.officials)  # "il gip ne ha ordinato l'arresto"
    if any(lemma in nouns for nouns in (kind.nouns for kind in apart)):
        return None
    groups = set(title.groups) if title is not None else set()
    if not generic and groups & set(table.relational.groups):
        return None
    gender = shown_gender(token)
    named = _in_words(m, token)  # "«Si dimetta X», chiede la segretaria"
    near = [
        e
        for e in m.people(m.d.sentence_of[token.i], PERSON_WINDOW)
        if _agrees(m, e, gender)
        and (generic or not (m.d.profile(e).roles or has_regnal_name(m, e)))
        and not _is_elsewhere(m, token, e)
        and e not in named
    ]
    if generic and len(near) > 1:
        last = m.latest(set(near))
        return Found(last, "role-in-focus", ONLY_PERSON) if last is not None else None
    if not near:
        return _only_one(m, token, gender)
    only = m.nearest(m.d.sentence_of[token.i], PERSON_WINDOW, set(near).__contains__)
    people = set(m.people(m.d.sentence_of[token.i], PERSON_WINDOW))
    # "il console a Bari" may be somebody new
    elsewhere = bool(complements(token, m.owner_at)[0]) or _stands_before_place(m, token)
    if only is None or (elsewhere and m.latest(people) != only):
        return None
    shown = m.d.profile(only).gender == gender
    return Found(only, "role-only-person", ONLY_PERSON if shown else JUST)


def _stands_before_place(m: Memory, token: Word) -> bool:
    """Whether a preposition and a place follow the noun, whatever the parser hangs them on."""
    following = token.doc[token.i + 1 : token.i + 2]
    return any(case.dep_ == "case" and m.is_place_at(case.head.i) for case in following)


def _only_one(m: Memory, token: Word, gender: str) -> Found | None:
    """Give the only man or woman near, called otherwise so far, by a noun that says no body.

    "X è stata eletta presidente. La deputata ..."; a country may be told of one without any.
    """
    owners, words = complements(token, m.owner_at)
    named = _in_words(m, token)
    near = [
        e
        for e in m.people(m.d.sentence_of[token.i], PERSON_WINDOW)
        if m.d.profile(e).gender in ("", gender) and e not in named
    ]
    if len(near) != 1 or words or not gender or m.d.profile(near[0]).gender != gender:
        return None
    profile = m.d.profile(near[0])
    if _excludes(m, near[0], token):
        return None
    states = all(m.d.entities[o].type == "COUNTRY" for o in owners)
    told = bool(owners) and (not states or bool(profile.owners() | profile.nations))
    return None if told else Found(near[0], "role-only-one", JUST)


def _excludes(m: Memory, entity: int, token: Word) -> bool:
    """Whether a person holds an office that tells them from the noun: a premier is not "il re"."""
    title = title_at(token)
    if title is None:
        return False
    groups = set(anaphora().exclusive.groups)
    held = {
        t for r in m.d.profile(entity).roles if (t := titles().get(r)) and groups & set(t.groups)
    }
    same = anaphora().takes_up.get(title.lemma, frozenset())
    return bool(groups & set(title.groups)) and any(t.lemma not in same for t in held)


def _counterpart(m: Memory, token: Word) -> int | None:
    """Give whom the article calls somebody's counterpart, by the country: no office is told.

    "Macron e il suo omologo ucraino Zelensky ... il presidente ucraino".
    """
    owners, _ = complements(token, m.owner_at)
    nouns = anaphora().counterpart.nouns
    called = {e for noun in nouns for e in m.called.get(noun, ())}
    only = {e for e in called if set(m.d.profile(e).roles) <= nouns}
    return _latest(m, token, set(nouns), only) if owners else None


def _latest(m: Memory, token: Word, roles: set[str], entities: set[int]) -> int | None:
    """Give the person last mentioned of those whose role and complements agree."""
    owners, words = complements(token, m.owner_at)
    gender = shown_gender(token)
    return m.latest(
        {
            e
            for e in entities
            if m.d.entities[e].type == "PERSON"
            and _agrees(m, e, gender)
            and m.d.profile(e).is_called(roles, owners, words)
        }
    )


def _agrees(m: Memory, entity: int, gender: str) -> bool:
    return gender in ("", m.d.profile(entity).gender or gender)


def shown_gender(token: Word) -> str:
    """Gender that a title shows: of its form, else of its article."""
    title = titles().get(token.text)
    return (title.gender if title is not None else "") or gender_of(token)
