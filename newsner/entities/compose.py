"""Names made of a common noun and a name: institutions, governments, parts of countries, clubs."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.inflection import plural
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from ..layers import GAZETTEER
from .nouns import is_served, is_workplace
from .syntax import (
    Name,
    article_gender,
    case_of,
    first_conjunct,
    has_article,
    has_score,
    is_among,
    is_numeral,
    is_one_of_many,
    noun_of,
    preposition,
    title_of,
)
from .text import Text

_ADJECTIVES = 2  # words between a kind of state and "di"
_LONGEST_OPENING = 4  # words of "corte d'assise d'appello"
_LONGEST_LIST = 12  # names before one in a list of clubs
_TOWN = frozenset({"PLACE", "CAPITAL"})
_PARTY = frozenset({"nsubj", "obj", "obl:agent", "conj"})  # roles of who plays
# What hangs on a name and modifies it not; a figure is a score ("la Roma 2-1").
_NO_MODIFIERS = frozenset({"det", "case", "cc", "conj", "punct", "nummod", "appos"})


def compose(doc: Text, names: list[Name], *, sport: bool) -> list[Name]:
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


def _composed(doc: Text, name: Name, *, sport: bool) -> Name:
    if _is_region(doc, name):
        return Name(name.start - 1, name.end, "ORGANISATION", "institution", seat=name.start)
    if _is_former_club(doc, name):
        return _club(name)
    if name.type in _TOWN:
        seat = _seat(doc, name)
        start = _institution(doc, seat)
        if start >= 0:
            return Name(start, name.end, "ORGANISATION", "institution", seat=seat)
        club = sport or _is_masculine_city(doc, name) or _is_beaten(doc, name)
        if club and _is_club(doc, name):
            return _club(name)
        return _declared_state(doc, name)
    words = name.end - name.start - is_numeral(doc.words[name.end - 1])
    if name.type == "PERSON" and name.start:
        before = doc.lower[name.start - 1]
        if words == 1 and before in usage().cabinets:
            return Name(name.start - 1, name.end, "ORGANISATION", "government by surname")
        if words == 1 and doc.lower[name.end] in usage().again:
            return Name(name.start, name.end + 1, "ORGANISATION", "government by surname")
    if name.type == "PERSON" and _is_leader(doc, name):
        return Name(name.start - 2, name.end, "ORGANISATION", "government of its leader")
    if name.type == "COUNTRY":
        return _part_of_country(doc, name)
    return name


def _is_leader(doc: Text, name: Name) -> bool:
    """Whether a government is said to be of a person: "il governo di Ugo Neri"."""
    if has_article(doc, name.start):
        return False
    return usage().is_of(doc.words[name.start - 1]) and doc.lower[name.start - 2] in usage().led


def _is_region(doc: Text, name: Name) -> bool:
    """Whether "regione" stands before one of Italy's, and nothing says that it is but the land.

    "La regione Liguria ha stanziato", but "nella regione Liguria", "in tutta la regione Liguria".
    """
    before = name.start - 1
    if before < 1 or doc.lower[before] not in usage().regions:
        return False
    if usage().preposition(doc.words[before - 1]) == prepositions().inside:
        return False
    whole = not usage().whole.isdisjoint(doc.lower[max(before - 2, 0) : before])
    return not whole and doc.written(name.start, name.end) in places().italian_regions


def _with_its_seat(doc: Text, last: Name, name: Name) -> Name:
    """Join an institution and the place it is of ("Banca Popolare di Vicenza")."""
    if last.type != "ORGANISATION" or name.type not in _TOWN or last.end != name.start - 1:
        return name
    first, known = doc.lower[last.start], organisations()
    large = doc.words[last.start][0].isupper() and first in known.capitalised
    opening = large or first in known.nouns or first in known.seated
    if not opening or last.canonical or not usage().is_of(doc.words[last.end]):
        return name
    seat = -1 if has_article(doc, name.start) else name.start
    return Name(last.start, name.end, "ORGANISATION", "institution", seat=seat)


def _club(name: Name) -> Name:
    return Name(name.start, name.end, "ORGANISATION", "club")


def _is_match(doc: Text, last: Name, name: Name) -> bool:
    """Whether something near says that two names are of clubs, also where little else does."""
    return _plays(doc, last) or _is_of_player(doc, last) or has_score(doc, name.end)


def _plays(doc: Text, name: Name) -> bool:
    """Whether a match is the noun before a name, or between it and another."""
    if doc.lower[name.start - 1] in usage().contests:
        return True
    root = doc.tree.top(name.start, name.end)
    contest = is_among(doc, doc.head[root], usage().contests)
    return contest and preposition(doc, root) == prepositions().among


def _is_of_player(doc: Text, name: Name) -> bool:
    """Whether somebody of sport is of it, or of the list it is in: "ex giocatore di Lazio e"."""
    first = first_conjunct(doc, doc.tree.top(name.start, name.end))
    title = title_of(doc, doc.head[first]) if preposition(doc, first) == prepositions().of else None
    return title is not None and "sport" in title.groups


def _in_match(doc: Text, before: list[Name], name: Name, *, sport: bool) -> Name:
    """Make clubs of the cities of a fixture ("Napoli - Inter"), or of a list that has a club."""
    last = before[-1]
    between = doc.written(last.end, name.start).strip()
    pair = {last.type, name.type}
    marker = preposition(doc, doc.tree.top(last.start, last.end))
    joined = name.start - 1 - has_article(doc, name.start)  # "tra il Duisburg e il Basilea"
    against = _plays(doc, last) and marker == prepositions().among
    towns = {doc.written(n.start, n.end) for n in (last, name)} <= places().italian_cities
    clubs = "ORGANISATION" in pair or (sport and towns)
    against = against and clubs and doc.pos[joined] == "CCONJ"
    if (between in {"-", "–"} or against) and pair <= _TOWN | {"ORGANISATION"}:
        if last.type in _TOWN:
            before[-1] = _club(last)
        return _club(name) if name.type in _TOWN else name
    listed = doc.tree.top(name.start, name.end)
    head = doc.head[listed]
    with_club = last.rule == "club" or any(
        n.start <= head < n.end and n.type == "ORGANISATION" for n in before[-_LONGEST_LIST:]
    )
    if last.type != "ORGANISATION" or doc.dep[listed] != "conj" or preposition(doc, listed):
        return name
    return _club(name) if with_club and name.type in _TOWN else name


def _opens_post(doc: Text, start: int, end: int) -> bool:
    """Whether [start, end) is a unit of a force to those who serve there."""
    return doc.written(start, end).casefold() in organisations().posts and is_served(doc, start)


def _seat(doc: Text, name: Name) -> int:
    """Where the town begins, behind a post that the model took for a part of its name."""
    post = doc.lower[name.start] in organisations().posts and name.end > name.start + 2
    return name.start + 2 if post and usage().is_of(doc.words[name.start + 1]) else name.start


def _institution(doc: Text, start: int) -> int:
    """Where the institution begins whose seat stands at ``start``; -1 where there is none."""
    if not usage().is_of(doc.words[start - 1]):
        return -1
    for length in range(_LONGEST_OPENING, 0, -1):
        first = start - 1 - length
        if first >= 0 and (
            opens_institution(doc, first, start - 1)
            or is_workplace(doc, first, start - 1)
            or _opens_post(doc, first, start - 1)
        ):
            no_body = is_one_of_many(doc, first) or _is_district(doc, first, start)
            return -1 if no_body else first
    return -1


def opens_institution(doc: Text, start: int, end: int) -> bool:
    """Whether [start, end) is a listed opening, or one with adjectives ("corte amministrativa")."""
    while end > start + 1 and doc.pos[end - 1] in {"ADJ", "NOUN"}:
        if _is_opening(doc, start, end):
            return True
        end -= 1
    return _is_opening(doc, start, end)


def _is_opening(doc: Text, start: int, end: int) -> bool:
    text, known = doc.written(start, end), organisations()
    folded = text.casefold()
    several = folded in known.plurals and not is_among(doc, start, places().nouns)
    written_large = text[0].isupper() and folded in known.capitalised
    return several or written_large or folded in known.seated or folded in known.forces


def _is_district(doc: Text, first: int, start: int) -> bool:
    """Whether it is the place and not its administration ("nel comune di Rho")."""
    if doc.lower[first] in organisations().provincial:
        return doc.words[start] not in places().italian_cities
    inside = usage().preposition(doc.words[first - 1]) == prepositions().inside
    return inside and doc.words[first] in places().nouns


def _declared_state(doc: Text, name: Name) -> Name:
    """Give the state that "le repubbliche popolari di Doneck e Lugansk" names by its place."""
    root = doc.tree.top(name.start, name.end)
    first = first_conjunct(doc, root)
    noun = doc.head[first]
    if not is_among(doc, noun, usage().state_forms) or preposition(doc, first) != prepositions().of:
        return name
    singular, case = _singular(doc, noun), case_of(doc, first)
    adjectives = [doc.lemma[k] for k in doc.behind(noun, "amod") if k < case]
    place = doc.written(name.start, name.end)
    full = " ".join([singular, *adjectives, preposition(doc, first), place]).casefold()
    keys = countries().names.get(full)
    if not keys:
        return name
    start = noun if root == first else name.start
    return Name(start, name.end, "COUNTRY", "known", tuple(keys))


def _singular(doc: Text, noun: int) -> str:
    """Singular of a word for a kind of state, by its lemma or, where that fails, by its form."""
    forms = (f for f in usage().state_forms if plural(f) == doc.lower[noun])
    return next(forms, doc.lemma[noun])


def _part_of_country(doc: Text, name: Name) -> Name:
    """Give the part of a country ("Libano meridionale"), or the city or river of its name."""
    full = _full_name(doc, name.start)
    if full < name.start:
        name.start = full
        return name
    if doc.lower[name.end] in usage().directions:
        return Name(name.start, name.end + 1, "PLACE", "part of a country")
    if doc.words[name.start - 1] in places().opening:
        return Name(name.start, name.end, "PLACE", "namesake")  # "il fiume Niger"
    table = countries()
    same = table.capitals.get(doc.written(name.start, name.end).casefold(), [])
    own = [k for k in same if k in name.keys and not table[k].city_state]
    marker = preposition(doc, doc.tree.top(name.start, name.end))
    if own and marker == prepositions().at and not has_article(doc, name.start):
        return Name(name.start, name.end, "PLACE", "city")
    return name


def _full_name(doc: Text, start: int) -> int:
    """Where the full name of the country at ``start`` begins ("Repubblica islamica dell'Iran")."""
    if not usage().is_of(doc.words[start - 1]):
        return start
    for i in range(start - 2, max(start - 3 - _ADJECTIVES, -1), -1):
        if doc.words[i].istitle() and doc.lower[i] in usage().state_forms:
            return i
        if doc.pos[i] not in {"ADJ", "PROPN"}:
            break
    return start


def _is_former_club(doc: Text, name: Name) -> bool:
    """Whether a town of Italy is the club somebody was with: "X, ex Parma," and "X (ex Parma)"."""
    ex = name.start - 1
    if doc.lower[ex] not in usage().former or doc.words[ex - 1] not in {",", "("}:
        return False
    if name.rule == GAZETTEER:
        return False
    return doc.written(name.start, name.end) in places().municipalities


def _is_masculine_city(doc: Text, name: Name) -> bool:
    """Whether an article makes an Italian city, a feminine noun, its club anywhere.

    A masculine one, or, of the larger cities, a feminine one where nothing modifies them ("la Roma
    ha vinto", not "la Roma antica").
    """
    text, known = doc.written(name.start, name.end), places()
    follows = doc.words[name.end]
    if text not in known.municipalities or text in known.ambiguous or text in known.masculine:
        return False
    if (follows[:1].isupper() and follows not in first_names()) or follows == "-":
        return False
    gender = article_gender(doc, name.start)
    if gender != "Fem" or text not in known.italian_cities:
        return gender == "Masc"
    title = title_of(doc, noun_of(doc, name.start))
    root = doc.tree.top(name.start, name.end)
    if title is not None and not {"sport", "business"}.isdisjoint(title.groups):
        return all(doc.pos[c] != "ADJ" for c in doc.tree.kids[root])  # "il capitano della Roma"
    plain = all(doc.dep[c] in _NO_MODIFIERS for c in doc.tree.kids[root])
    return plain and doc.dep[root] in _PARTY


def _is_beaten(doc: Text, name: Name) -> bool:
    """Whether a town with a masculine article loses a match: "ha battuto il Salisburgo"."""
    root = doc.tree.top(name.start, name.end)
    lost = doc.dep[root] == "obj" and is_among(doc, doc.head[root], usage().beating_verbs)
    return lost and article_gender(doc, name.start) == "Masc"


def _is_venue(doc: Text, name: Name) -> bool:
    """Whether one plays or performs there: "ha battuto il Torino al Dall'Ara"."""
    root = doc.tree.top(name.start, name.end)
    plays = is_among(doc, doc.head[root], usage().venue_verbs)
    return plays and preposition(doc, root) in prepositions().places


def _is_club(doc: Text, name: Name) -> bool:
    """Whether an article makes a city its club: Italian cities have none of their own."""
    if not has_article(doc, name.start) or not doc.words[name.start][0].isupper():
        return False
    text = doc.written(name.start, name.end)
    foreign = text in places().known and text not in places().italian_cities
    if foreign and not _is_beaten(doc, name):
        return False  # regions and valleys do have one
    opening = doc.lower[name.start]
    if opening in places().opening or opening in organisations().staffed:
        return False
    if text.startswith(usage().arena_prefixes) or doc.lower[name.end - 1] in usage().place_forms:
        return False
    if text not in places().italian_cities and _is_venue(doc, name):
        return False
    return not any(city.casefold().endswith(text.casefold()) for city in places().with_article)
