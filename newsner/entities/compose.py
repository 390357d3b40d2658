"""Names made of a common noun and a name: institutions, governments, parts of countries, clubs."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.inflection import plural
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import is_place, places
from ..knowledge.titles import titles
from ..knowledge.usage import prepositions, usage
from ..words import Word, WordTree
from .nouns import is_served, is_workplace
from .syntax import (
    Name,
    article_gender,
    has_article,
    has_score,
    is_among,
    is_numeral,
    noun_of,
    preposition,
    root_of,
)

_ADJECTIVES = 2  # words between a kind of state and "di"
_LONGEST_OPENING = 4  # words of "corte d'assise d'appello"
_LONGEST_LIST = 12  # names before one in a list of clubs
_TOWN = frozenset({"PLACE", "CAPITAL"})
_PARTY = frozenset({"nsubj", "obj", "obl:agent", "conj"})  # roles of who plays
# What hangs on a name and modifies it not; a figure is a score ("la Roma 2-1").
_NO_MODIFIERS = frozenset({"det", "case", "cc", "conj", "punct", "nummod", "appos"})


def compose(doc: WordTree, names: list[Name], *, sport: bool) -> list[Name]:
    """Give the names with those that belong to a longer one replaced by it.

    Institutions with their seat ("Procura di Lecce"; the seat becomes a mention of its own later),
    governments with a surname ("governo Monti"), parts of countries ("Libano meridionale"), cities
    that share their country's name ("a Lussemburgo"), and in sport clubs named by their city.
    """
    composed: list[Name] = []
    for name in names:
        found = _composed(doc, name, sport=sport)
        if composed:
            found = _with_its_seat(doc, composed[-1], found)
        if composed and (sport or _is_match(doc, composed[-1], found)):
            found = _in_match(doc, composed, found, sport=sport)
        while composed and composed[-1].end > found.start:
            composed.pop()
        composed.append(found)
    return composed


def _composed(doc: WordTree, name: Name, *, sport: bool) -> Name:
    if _is_region(doc, name):
        return Name(name.start - 1, name.end, "ORGANISATION", "institution", seat=name.start)
    if name.type in _TOWN:
        seat = _seat(doc, name)
        start = _institution(doc, seat)
        if start is not None:
            return Name(start, name.end, "ORGANISATION", "institution", seat=seat)
        club = sport or _is_masculine_city(doc, name) or _is_beaten(doc, name)
        if club and _is_club(doc, name):
            return _club(name)
        return _declared_state(doc, name)
    words = name.end - name.start - is_numeral(doc[name.end - 1].text)
    if _may_lead(doc, name) and name.start:
        before = doc[name.start - 1].lower_
        if words == 1 and before in usage().cabinets:
            return Name(name.start - 1, name.end, "ORGANISATION", "government by surname")
        if words == 1 and name.end < len(doc) and doc[name.end].lower_ in usage().again:
            return Name(name.start, name.end + 1, "ORGANISATION", "government by surname")
    if name.type == "PERSON" and _is_leader(doc, name):
        return Name(name.start - 2, name.end, "ORGANISATION", "government of its leader")
    if name.type == "COUNTRY":
        state = countries()[name.keys[0]]
        if sport and state.city_state and article_gender(doc, name.start) == "Masc":
            return _club(name)  # "il Monaco": the state has no article
        return _part_of_country(doc, name)
    return name


def _may_lead(doc: WordTree, name: Name) -> bool:
    """Whether it is a person, or what the model took for a place that nobody has heard of."""
    unheard = name.type == "PLACE" and not is_place(doc.written(name.start, name.end))
    return name.type == "PERSON" or (unheard and name.end == name.start + 1)


def _is_leader(doc: WordTree, name: Name) -> bool:
    """Whether a government is said to be of a person: "il governo di Ugo Neri"."""
    if name.start < 2 or has_article(doc, name.start):
        return False
    return usage().is_of(doc[name.start - 1].text) and doc[name.start - 2].lower_ in usage().led


def _is_region(doc: WordTree, name: Name) -> bool:
    """Whether "regione" stands before one of Italy's, and nothing says that it is but the land.

    "La regione Liguria ha stanziato", but "nella regione Liguria", "in tutta la regione Liguria".
    """
    before = name.start - 1
    if before < 1 or doc[before].lower_ not in usage().regions:
        return False
    inside = usage().preposition(doc[before - 1].text) == prepositions().inside
    whole = {doc[before - 1].lower_, doc[max(before - 2, 0)].lower_} & usage().whole
    return (
        not inside and not whole and doc.written(name.start, name.end) in places().italian_regions
    )


def _with_its_seat(doc: WordTree, last: Name, name: Name) -> Name:
    """Join an institution and the place it is of ("Banca Popolare di Vicenza")."""
    if last.type != "ORGANISATION" or name.type not in _TOWN or last.end != name.start - 1:
        return name
    text = doc[last.start].text
    first = text.casefold()
    opening = first in organisations().nouns or first in organisations().seated
    opening = opening or (text[0].isupper() and first in organisations().capitalised)
    if not opening or last.canonical or not usage().is_of(doc[last.end].text):
        return name
    seat = -1 if has_article(doc, name.start) else name.start
    return Name(last.start, name.end, "ORGANISATION", "institution", seat=seat)


def _club(name: Name) -> Name:
    return Name(name.start, name.end, "ORGANISATION", "club")


def _is_match(doc: WordTree, last: Name, name: Name) -> bool:
    """Whether something near says that two names are of clubs, also where little else does."""
    return _plays(doc, last) or _is_of_player(doc, last) or has_score(doc, name.end)


def _plays(doc: WordTree, name: Name) -> bool:
    """Whether a match is the noun before a name, or between it and another."""
    if doc[name.start - 1].lower_ in usage().contests:
        return True
    root = root_of(doc, name.start, name.end)
    return preposition(doc, root) == prepositions().among and is_among(root.head, usage().contests)


def _is_of_player(doc: WordTree, name: Name) -> bool:
    """Whether somebody of sport is of it, or of the list it is in: "ex giocatore di Lazio e"."""
    token = root_of(doc, name.start, name.end)
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    title = titles().get(token.head.text) if preposition(doc, token) == prepositions().of else None
    return title is not None and "sport" in title.groups


def _in_match(doc: WordTree, before: list[Name], name: Name, *, sport: bool) -> Name:
    """Make clubs of the cities of a fixture ("Napoli - Inter"), or of a list that has a club."""
    last = before[-1]
    between = doc.written(last.end, name.start).strip()
    pair = {last.type, name.type}
    marker = preposition(doc, root_of(doc, last.start, last.end))
    joined = name.start - 1 - has_article(doc, name.start)  # "tra il Duisburg e il Basilea"
    against = _plays(doc, last) and marker == prepositions().among
    towns = {doc.written(n.start, n.end) for n in (last, name)} <= places().italian_cities
    clubs = "ORGANISATION" in pair or (sport and towns)
    against = against and clubs and doc[joined].pos_ == "CCONJ"
    if (between in {"-", "–"} or against) and pair <= _TOWN | {"ORGANISATION"}:
        if last.type in _TOWN:
            before[-1] = _club(last)
        return _club(name) if name.type in _TOWN else name
    listed = root_of(doc, name.start, name.end)
    head = listed.head.i
    with_club = last.rule == "club" or any(
        n.start <= head < n.end and n.type == "ORGANISATION" for n in before[-_LONGEST_LIST:]
    )
    if last.type != "ORGANISATION" or listed.dep_ != "conj" or preposition(doc, listed):
        return name
    return _club(name) if with_club and name.type in _TOWN else name


def _opens_post(doc: WordTree, start: int, end: int) -> bool:
    """Whether [start, end) is a unit of a force to those who serve there."""
    return doc.written(start, end).casefold() in organisations().posts and is_served(doc, start)


def _seat(doc: WordTree, name: Name) -> int:
    """Where the town begins, behind a post that the model took for a part of its name."""
    post = doc[name.start].lower_ in organisations().posts and name.end > name.start + 2
    return name.start + 2 if post and usage().is_of(doc[name.start + 1].text) else name.start


def _institution(doc: WordTree, start: int) -> int | None:
    """Where the institution begins whose seat stands at ``start``; None where there is none."""
    if start < 2 or not usage().is_of(doc[start - 1].text):
        return None
    for length in range(_LONGEST_OPENING, 0, -1):
        first = start - 1 - length
        if first >= 0 and (
            opens_institution(doc, first, start - 1)
            or is_workplace(doc, first, start - 1)
            or _opens_post(doc, first, start - 1)
        ):
            no_body = _is_one_of_many(doc, first) or _is_district(doc, first, start)
            return None if no_body else first
    return None


def opens_institution(doc: WordTree, start: int, end: int) -> bool:
    """Whether [start, end) is a listed opening, or one with adjectives ("corte amministrativa")."""
    while end > start + 1 and doc[end - 1].pos_ in {"ADJ", "NOUN"}:
        if _is_opening(doc, start, end):
            return True
        end -= 1
    return _is_opening(doc, start, end)


def _is_opening(doc: WordTree, start: int, end: int) -> bool:
    text = doc.written(start, end)
    if text[0].isupper() and text.casefold() in organisations().capitalised:
        return True
    folded = text.casefold()
    known = organisations()
    if folded in known.plurals and not is_among(doc[start], places().nouns):
        return True
    return folded in known.seated or folded in known.forces


def _is_district(doc: WordTree, first: int, start: int) -> bool:
    """Whether it is the place and not its administration ("nel comune di Rho")."""
    noun = doc[first].text
    if noun.casefold() in organisations().provincial:
        return doc[start].text not in places().italian_cities
    inside = first > 0 and usage().preposition(doc[first - 1].text) == prepositions().inside
    return inside and noun in places().nouns


def _declared_state(doc: WordTree, name: Name) -> Name:
    """Give the state that "le repubbliche popolari di Doneck e Lugansk" names by its place."""
    root = root_of(doc, name.start, name.end)
    first = root
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    noun = first.head
    if not is_among(noun, usage().state_forms) or preposition(doc, first) != prepositions().of:
        return name
    case = next(c for c in first.lefts if c.dep_ == "case")
    singular = _singular(noun)
    adjectives = [c.lemma_ for c in noun.rights if c.dep_ == "amod" and c.i < case.i]
    place = doc.written(name.start, name.end)
    full = " ".join([singular, *adjectives, preposition(doc, first), place]).casefold()
    keys = countries().names.get(full)
    if not keys:
        return name
    start = noun.i if root.i == first.i else name.start
    return Name(start, name.end, "COUNTRY", "known", tuple(keys))


def _singular(noun: Word) -> str:
    """Singular of a word for a kind of state, by its lemma or, where that fails, by its form."""
    forms = (f for f in usage().state_forms if plural(f) == noun.text.casefold())
    return next(forms, noun.lemma_)


def _is_one_of_many(doc: WordTree, first: int) -> bool:
    """Whether an indefinite article makes it any such body ("un ospedale di Milano")."""
    return first > 0 and doc[first - 1].text.casefold() in usage().articles.indefinite


def _part_of_country(doc: WordTree, name: Name) -> Name:
    """Give the part of a country ("Libano meridionale"), or the city or river of its name."""
    full = _full_name(doc, name.start)
    if full < name.start:
        name.start = full
        return name
    if name.end < len(doc) and doc[name.end].text.casefold() in usage().directions:
        return Name(name.start, name.end + 1, "PLACE", "part of a country")
    if name.start and doc[name.start - 1].text in places().opening:
        return Name(name.start, name.end, "PLACE", "namesake")  # "il fiume Niger"
    table = countries()
    same = table.capitals.get(doc.written(name.start, name.end).casefold(), [])
    own = [k for k in same if k in name.keys and not table[k].city_state]
    marker = preposition(doc, root_of(doc, name.start, name.end))
    if own and marker == prepositions().at and not has_article(doc, name.start):
        return Name(name.start, name.end, "PLACE", "city")
    return name


def _full_name(doc: WordTree, start: int) -> int:
    """Where the full name of the country at ``start`` begins ("Repubblica islamica dell'Iran")."""
    if start < 2 or not usage().is_of(doc[start - 1].text):
        return start
    for i in range(start - 2, max(start - 3 - _ADJECTIVES, -1), -1):
        if doc[i].is_title and doc[i].text.casefold() in usage().state_forms:
            return i
        if doc[i].pos_ not in {"ADJ", "PROPN"}:
            break
    return start


def _is_masculine_city(doc: WordTree, name: Name) -> bool:
    """Whether an article makes an Italian city, a feminine noun, its club anywhere.

    A feminine one does where nothing modifies the city ("la Roma ha vinto", not "la Roma antica").
    """
    text = doc.written(name.start, name.end)
    follows = doc[name.end].text if name.end < len(doc) else ""
    if text not in places().italian_cities or text in places().ambiguous:
        return False
    if (follows[:1].isupper() and follows not in first_names()) or follows == "-":
        return False
    gender = article_gender(doc, name.start)
    if gender != "Fem":
        return gender == "Masc"
    officer = noun_of(doc, name.start)
    title = titles().get(officer.text) if officer is not None else None
    root = root_of(doc, name.start, name.end)
    if title is not None and not {"sport", "business"}.isdisjoint(title.groups):
        return all(c.pos_ != "ADJ" for c in root.children)  # "il capitano della Roma"
    plain = all(c.dep_ in _NO_MODIFIERS for c in root.children)
    return plain and root.dep_ in _PARTY


def _is_beaten(doc: WordTree, name: Name) -> bool:
    """Whether a town with a masculine article loses a match: "ha battuto il Salisburgo"."""
    root = root_of(doc, name.start, name.end)
    lost = root.dep_ == "obj" and is_among(root.head, usage().beating_verbs)
    return lost and article_gender(doc, name.start) == "Masc"


def _is_venue(doc: WordTree, name: Name) -> bool:
    """Whether one plays or performs there: "ha battuto il Torino al Dall'Ara"."""
    root = root_of(doc, name.start, name.end)
    return preposition(doc, root) in prepositions().places and is_among(
        root.head, usage().venue_verbs
    )


def _is_club(doc: WordTree, name: Name) -> bool:
    """Whether an article makes a city its club: Italian cities have none of their own."""
    if not has_article(doc, name.start) or not doc[name.start].text[0].isupper():
        return False
    text = doc.written(name.start, name.end)
    foreign = text in places().known and text not in places().italian_cities
    if foreign and not _is_beaten(doc, name):
        return False  # regions and valleys do have one
    opening = doc[name.start].lower_
    if opening in places().opening or opening in organisations().staffed:
        return False
    if text.startswith(usage().arena_prefixes) or doc[name.end - 1].lower_ in usage().place_forms:
        return False
    if text not in places().italian_cities and _is_venue(doc, name):
        return False
    return not any(city.casefold().endswith(text.casefold()) for city in places().with_article)
