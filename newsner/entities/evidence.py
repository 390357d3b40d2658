"""What stands in and around a name and speaks for a type."""

from __future__ import annotations

from collections.abc import Iterator

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..words import Word, WordTree
from .governors import weigh_governor
from .syntax import (
    NOMINAL,
    Name,
    article_gender,
    follows_demonym,
    has_age,
    has_article,
    has_province,
    is_among,
    noun_before,
    noun_of,
    preposition,
    root_of,
)
from .weights import APPOSITION, MODEL, OWN_WORDS, SURFACE, Votes


def weigh(doc: WordTree, name: Name, votes: Votes, *, sport: bool) -> None:
    """Add the weight of what stands in and around the name at one place."""
    root = root_of(doc, name.start, name.end)
    _inside(doc, name, votes)
    _beside(doc, name, root, votes)
    weigh_governor(doc, name, root, votes)
    if _is_relation_of_firms(doc, name) or _is_former(doc, name):
        votes["ORGANISATION"] += APPOSITION
    if _is_stage_name(doc, name.end):
        votes["PERSON"] += APPOSITION + OWN_WORDS
    if _is_listed_with_body(doc, name, root):
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS
    if _is_of_its_people(doc, name):
        votes["ORGANISATION"] += OWN_WORDS
    if sport and _is_played_at(doc, name, root):
        votes["PLACE"] += APPOSITION + OWN_WORDS  # more than what its article speaks for
    if not sport and follows_demonym(doc, name.start):
        full = name.end - name.start > 1 and name.type == "PERSON"
        if not full or _is_firm_of_land(doc, name, root):
            votes["ORGANISATION"] += OWN_WORDS  # "la spagnola Navantia"; people have two names


def _is_firm_of_land(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether an officer or a purchase tells a firm: "il direttore della tedesca Kessler Bau"."""
    if doc[name.start].text in first_names():
        return False
    officer = noun_of(doc, name.start - 1)
    if officer is not None and is_among(officer, usage().organisation_governors):
        return True
    verbs = [c for c in root.rights if c.dep_ == "acl:relcl"]
    verbs += [root.head] if root.dep_ in {"nsubj", "obj"} else []
    return any(is_among(v, usage().buying_verbs | usage().organisation_acts) for v in verbs)


def _is_relation_of_firms(doc: WordTree, name: Name) -> bool:
    """Whether it is the rival or the like of a firm: "alla concorrente tedesca Rheinbau"."""
    noun = noun_before(doc, name.start)
    if noun is None or noun.text not in usage().firm_relations:
        return False
    return article_gender(doc, noun.i) == "Fem" and doc[name.start].text not in first_names()


def _is_of_its_people(doc: WordTree, name: Name) -> bool:
    """Whether the plural of a demonym is of it: "i sudcoreani di Daesan", "gli olandesi del X"."""
    people = noun_of(doc, name.start)
    if people is None or people.i == 0 or people.text not in countries().demonyms:
        return False
    return doc[people.i - 1].text.casefold() in usage().articles.plural


def _is_listed_with_body(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether what is no known place is listed with a body: "i siti di Intesa e Acea"."""
    text = doc[name.start : name.end].text
    if name.type == "PERSON" or text in places().known | places().towns:
        return False
    near = [c for c in root.rights if c.dep_ == "conj"]
    near += [root.head] if root.dep_ == "conj" else []
    return any(c.text in organisations().known and not preposition(doc, c) for c in near)


def _is_former(doc: WordTree, name: Name) -> bool:
    """Whether "ex" stands right before a single word: "gli operai dell'ex Olimec"."""
    if name.end - name.start > 1 or name.start < 2 or doc[name.start].text in first_names():
        return False
    return doc[name.start - 1].lower_ in usage().former and has_article(doc, name.start - 1)


def _is_played_at(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether one plays there: "ieri sera al Ferraris ha travolto la Sampdoria"."""
    text = doc[name.start : name.end].text
    known = text in organisations().known or text in places().italian_cities
    if known or article_gender(doc, name.start) != "Masc" or preposition(doc, root) != "a":
        return False
    return is_among(root.head, usage().venue_verbs)


def _inside(doc: WordTree, name: Name, votes: Votes) -> None:
    """Weigh the name's own words."""
    words = [doc[i].text for i in range(name.start, name.end)]
    first = words[0].casefold()
    if words[-1] in usage().foreign_genitive:
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS
    if doc[name.start : name.end].text in places().towns:
        votes["PLACE"] += OWN_WORDS
    if len(words) == 1:
        if words[0].isupper() and len(words[0]) > 1:
            votes["ORGANISATION"] += SURFACE
        if words[0].startswith(usage().organisation_prefixes) and words[0] not in first_names():
            votes["ORGANISATION"] += OWN_WORDS
        return
    if words[0] in first_names() and not any(map(_joins_place, words)):
        likely = name.type != "PLACE" or len(words) > 2
        text = doc[name.start : name.end].text
        town = words[0] in usage().saints or text in places().known or text in places().towns
        votes["PERSON"] += OWN_WORDS if likely else SURFACE if town else MODEL + SURFACE / 2
    if any(part in usage().company_forms for w in words for part in w.casefold().split("-")):
        votes["ORGANISATION"] += OWN_WORDS if name.type != "PLACE" else MODEL
    if _is_administration(doc, name) or is_workplace(doc, name.start, name.start + 1):
        votes["ORGANISATION"] += APPOSITION
    elif (
        first in places().opening
        or words[-1].casefold() in usage().place_forms
        or (first in organisations().provincial and words[-1] not in places().italian_cities)
    ):
        votes["PLACE"] += APPOSITION
    elif first in organisations().seated or not organisations().nouns.isdisjoint(
        word.casefold() for word in words[:2]
    ):
        votes["ORGANISATION"] += APPOSITION


def _is_administration(doc: WordTree, name: Name) -> bool:
    """Whether an office makes it a body and not its land ("il presidente della Provincia di X")."""
    if doc[name.start].text not in organisations().administrations:
        return False
    officer = noun_of(doc, name.start)
    return officer is not None and type_of_noun(officer) == "PERSON"


def is_workplace(doc: WordTree, start: int, end: int) -> bool:
    """Whether [start, end) is a building that whoever stands before it works in.

    "Un medico dell'ospedale di X" has the institution, "è morto all'ospedale di X" the place.
    """
    if start < 2 or doc[start:end].text.casefold() not in organisations().staffed:
        return False
    noun = noun_before(doc, start - 1) if usage().preposition(doc[start - 1].text) else None
    title = titles().get(noun.text) if noun is not None else None
    return title is not None and not _PRIVATE.issuperset(title.groups)


_PRIVATE = frozenset({"person", "kinship", "honorific"})  # titles that are no work


def _joins_place(word: str) -> bool:
    """Whether it is a small preposition with an article: no person's ("Gioia del Colle")."""
    articles = usage().articles
    return word in articles.masculine or word in articles.feminine or word in articles.elided


def _beside(doc: WordTree, name: Name, root: Word, votes: Votes) -> None:
    """Weigh nouns in apposition, the place a noun is of, age, and the article."""
    noun = _apposition(doc, name, root)
    if noun is not None and is_workplace(doc, noun.i, noun.i + 1):
        votes["ORGANISATION"] += APPOSITION + OWN_WORDS  # "il direttore della clinica Villa Rosa"
    elif noun is not None and not (noun.i >= name.end and _is_site_of(doc, name, root)):
        votes[type_of_noun(noun)] += APPOSITION
        in_quotes = doc[name.start - 1].is_quote and type_of_noun(noun) == "ORGANISATION"
        if in_quotes or (noun.i == name.start - 1 and _is_kind(doc, noun)):
            votes["ORGANISATION"] += OWN_WORDS  # "la ditta Aldo Sereno", il liceo "Ada Verdi"
    if has_article(doc, name.start) and _is_run(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    if _is_bracketed_party(doc, name) or _makes_something(doc, name, root):
        votes["ORGANISATION"] += OWN_WORDS
    of = noun_of(doc, name.start)
    if of is not None and doc[name.start - 2].text in usage().native:
        votes["PERSON"] += APPOSITION
    elif of is not None and not has_article(doc, name.start):
        if is_among(of, places().nouns) or is_among(of, organisations().seated):
            votes["PLACE"] += OWN_WORDS
        elif name.end - name.start == 1 and _has_seat(of):
            votes["PLACE"] += OWN_WORDS  # "la start-up di Ivrea"
    elif of is not None and of.text.casefold() in places().opening:
        votes["PLACE"] += APPOSITION
    if has_province(doc, name.end):
        votes["PLACE"] += APPOSITION + OWN_WORDS
    if has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1:
        _article(doc, name, votes)
    elif name.type == "PERSON":
        _article_of_several(doc, name, votes)


_REGISTER = 3  # tokens behind a stage name: ", al secolo"


def _is_stage_name(doc: WordTree, end: int) -> bool:
    """Whether the real name is said to follow: "Baby Gang, al secolo Zaccaria Mouhib"."""
    behind = [t.lower_ for t in doc[end : end + _REGISTER]]
    return behind[:1] in ([","], ["("]) and not usage().registered.isdisjoint(behind)


def _has_seat(noun: Word) -> bool:
    """Whether "di" after a body gives its town: of a firm, but not of a party or a gang."""
    return is_among(noun, organisations().nouns) and not is_among(noun, usage().personal_bodies)


def _is_site_of(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether something takes place there, so that what follows is no apposition to a person.

    "Nato a Mao, ex maestro" says the teacher of whoever was born.
    """
    if preposition(doc, root) not in {"a", "in"} or has_article(doc, name.start):
        return False
    return is_among(root.head, usage().place_verbs)


def _makes_something(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether what the model took for a place makes things: "X, il produttore di droni"."""
    makers = [c for c in root.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]
    return name.type in {"PLACE", "MISC"} and any(
        is_among(c, usage().shared_titles) and any(g.dep_ == "nmod" for g in c.rights)
        for c in makers
    )


def _is_run(doc: WordTree, name: Name, root: Word) -> bool:
    """Whether it was founded or has a seat, as towns with an article do not: "la X, con sede a"."""
    behind = doc[name.end : name.end + 3]
    with_comma = len(behind) > 2 and behind[0].text == ","
    if with_comma and behind[1].pos_ == "ADP" and is_among(behind[2], usage().headquarters):
        return True
    founded = [c for c in root.rights if c.dep_ == "acl" and c.i >= name.end]
    return any(is_among(c, usage().organisation_verbs) for c in founded)


def _is_bracketed_party(doc: WordTree, name: Name) -> bool:
    """Whether it stands in brackets behind a person: whom they are of ("Ugo Neri (Area Sud)")."""
    start, end = name.start - 2, name.end
    if start < 0 or end >= len(doc) or doc[start + 1].text != "(" or doc[end].text != ")":
        return False
    word = doc[start + 2 : end].text
    nickname = name.type == "PERSON" and word.isalpha() and not word.isupper()
    return doc[start].ent_type_ == "PER" and name.type != "PLACE" and not nickname


def _is_kind(doc: WordTree, noun: Word) -> bool:
    """Whether a noun is of a kind of firm that no officer is of ("capo del gruppo X")."""
    if noun.text not in organisations().kinds:
        return False
    officer = noun_of(doc, noun.i)
    return officer is None or type_of_noun(officer) != "PERSON"


def _article_of_several(doc: WordTree, name: Name, votes: Votes) -> None:
    """Weigh the article of several words: firms have one, people none ("la Roger Vivier")."""
    first = doc[name.start].text
    gender = article_gender(doc, name.start)
    if not gender or first in usage().particles:
        return
    own = first_names().get(first)
    if own is None:
        votes["ORGANISATION"] += MODEL
    elif own and own != gender:
        votes["ORGANISATION"] += APPOSITION + MODEL


def _article(doc: WordTree, name: Name, votes: Votes) -> None:
    """Weigh the article of a single word: towns have none, men neither, women may ("la Meloni")."""
    before = doc[name.start - 1] if name.start else None
    gender = article_gender(doc, name.start)
    elided = before is not None and before.text.casefold() in usage().articles.elided
    if (gender or elided) and name.type != "PLACE":  # regions and rivers do have one
        votes["ORGANISATION"] += SURFACE
        votes["PLACE"] -= SURFACE
    if gender == "Masc" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE
        votes["PERSON"] -= MODEL
    if before is not None and before.text.casefold() in usage().articles.plural:
        votes["PERSON"] -= MODEL  # "i Leopard": things, or a family
    if before is not None and before.text == "(" and name.type != "PLACE":
        votes["ORGANISATION"] += SURFACE


def _apposition(doc: WordTree, name: Name, root: Word) -> Word | None:
    """Noun in apposition to the name that tells its type; None where none does."""
    nouns: list[Word | None] = [*_nouns_before(doc, name.start)]
    head = root.head
    in_brackets = name.start > 0 and doc[name.start - 1].text == "("
    if head.i < name.start and head.pos_ in NOMINAL and root.dep_ in _NAMING and not in_brackets:
        marker = preposition(doc, root)
        nouns.append(None if marker else head)
    nouns += [child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN"]
    return next(
        (
            n
            for n in nouns
            if n is not None and n.i not in range(name.start, name.end) and type_of_noun(n)
        ),
        None,
    )


def _nouns_before(doc: WordTree, start: int) -> Iterator[Word]:
    """Yield the noun right before a name and those it specifies ("la società di software X")."""
    noun = noun_before(doc, start)
    while noun is not None:
        bare = noun.text.islower() and not has_article(doc, noun.i)
        outer = noun_of(doc, noun.i) if bare else None
        if outer is not None and type_of_noun(outer) == "PERSON":
            yield outer  # "il compagno di squadra X"
        yield noun
        noun = outer


_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})


def type_of_noun(noun: Word) -> str:
    """Type of what a common noun denotes, "" where it does not tell."""
    if is_among(noun, usage().shared_titles):
        return ""
    if titles().get(noun.text) or titles().get(noun.lemma_):
        return "PERSON"
    if noun.text[0].isupper() and not noun.is_sent_start:
        return ""  # the end of a name: "il presidente della Commissione europea X"
    if is_among(noun, organisations().nouns):
        return "ORGANISATION"
    if is_among(noun, places().nouns):
        return "PLACE"
    return "ORGANISATION" if is_among(noun, organisations().seated) else ""
