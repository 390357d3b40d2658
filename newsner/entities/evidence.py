"""What stands in and around a name and speaks for a type, with the weight it has.

The weights order the kinds of evidence; they are not probabilities: an apposition ("il quotidiano
X") outweighs the model, the model outweighs a bare preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from .syntax import (
    NOMINAL,
    Name,
    article_gender,
    follows_demonym,
    has_article,
    has_province,
    is_among,
    is_share,
    noun_before,
    noun_of,
    preposition,
    root_of,
)

APPOSITION = 4.0
OWN_WORDS = 3.0  # a first name, a company form
MODEL = 2.0
SURFACE = 1.0  # article, preposition, capitals

Votes = defaultdict[str, float]


def weigh(doc: Doc, name: Name, votes: Votes, *, sport: bool) -> None:
    """Add the weight of what stands in and around the name at one place."""
    root = root_of(doc, name.start, name.end)
    _inside(doc, name, votes)
    _beside(doc, name, root, votes)
    _governed(doc, name, root, votes)
    if not sport and follows_demonym(doc, name.start):
        full = name.end - name.start > 1 and name.type == "PERSON"
        if not full or _is_firm_of_land(doc, name, root):
            votes["ORGANISATION"] += OWN_WORDS  # "la spagnola Navantia"; people have two names


def _is_firm_of_land(doc: Doc, name: Name, root: Token) -> bool:
    """Whether an officer or a purchase tells a firm: "il direttore della tedesca Kessler Bau"."""
    if doc[name.start].text in first_names():
        return False
    officer = noun_of(doc, name.start - 1)
    if officer is not None and is_among(officer, usage().organisation_governors):
        return True
    verbs = [c for c in root.rights if c.dep_ == "acl:relcl"]
    verbs += [root.head] if root.dep_ in {"nsubj", "obj"} else []
    return any(is_among(v, usage().buying_verbs | usage().organisation_acts) for v in verbs)


def _inside(doc: Doc, name: Name, votes: Votes) -> None:
    """Weigh the name's own words."""
    words = [doc[i].text for i in range(name.start, name.end)]
    first = words[0].casefold()
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
        votes["PERSON"] += OWN_WORDS if likely else SURFACE
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


def _is_administration(doc: Doc, name: Name) -> bool:
    """Whether an office makes it a body and not its land ("il presidente della Provincia di X")."""
    if doc[name.start].text not in organisations().administrations:
        return False
    officer = noun_of(doc, name.start)
    return officer is not None and type_of_noun(officer) == "PERSON"


def is_workplace(doc: Doc, start: int, end: int) -> bool:
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


def _beside(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """Weigh nouns in apposition, the place a noun is of, age, and the article."""
    noun = _apposition(doc, name, root)
    if noun is not None and not (noun.i >= name.end and _is_site_of(doc, name, root)):
        votes[type_of_noun(noun)] += APPOSITION
        in_quotes = doc[name.start - 1].is_quote and type_of_noun(noun) == "ORGANISATION"
        if in_quotes or (noun.i == name.start - 1 and _is_kind(doc, noun)):
            votes["ORGANISATION"] += OWN_WORDS  # "la ditta Aldo Sereno", il liceo "Ada Verdi"
    if _is_bracketed_party(doc, name):
        votes["ORGANISATION"] += OWN_WORDS
    of = noun_of(doc, name.start)
    if of is not None and doc[name.start - 2].text in usage().native:
        votes["PERSON"] += APPOSITION
    elif of is not None and not has_article(doc, name.start):
        if is_among(of, places().nouns) or is_among(of, organisations().seated):
            votes["PLACE"] += OWN_WORDS
    elif of is not None and of.text.casefold() in places().opening:
        votes["PLACE"] += APPOSITION
    if has_province(doc, name.end):
        votes["PLACE"] += APPOSITION + OWN_WORDS
    if _has_age(doc, name.end):
        votes["PERSON"] += APPOSITION
    if name.end - name.start == 1:
        _article(doc, name, votes)
    elif name.type == "PERSON":
        _article_of_several(doc, name, votes)


def _is_site_of(doc: Doc, name: Name, root: Token) -> bool:
    """Whether something takes place there, so that what follows is no apposition to a person.

    "Nato a Mao, ex maestro" says the teacher of whoever was born.
    """
    if preposition(doc, root) not in {"a", "in"} or has_article(doc, name.start):
        return False
    return is_among(root.head, usage().place_verbs)


def _is_bracketed_party(doc: Doc, name: Name) -> bool:
    """Whether it stands in brackets behind a person: whom they are of ("Ugo Neri (Area Sud)")."""
    start, end = name.start - 2, name.end
    if start < 0 or end >= len(doc) or doc[start + 1].text != "(" or doc[end].text != ")":
        return False
    word = doc[start + 2 : end].text
    nickname = name.type == "PERSON" and word.isalpha() and not word.isupper()
    return doc[start].ent_type_ == "PER" and name.type != "PLACE" and not nickname


def _is_kind(doc: Doc, noun: Token) -> bool:
    """Whether a noun is of a kind of firm that no officer is of ("capo del gruppo X")."""
    if noun.text not in organisations().kinds:
        return False
    officer = noun_of(doc, noun.i)
    return officer is None or type_of_noun(officer) != "PERSON"


def _article_of_several(doc: Doc, name: Name, votes: Votes) -> None:
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


def _article(doc: Doc, name: Name, votes: Votes) -> None:
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


def _apposition(doc: Doc, name: Name, root: Token) -> Token | None:
    """Noun in apposition to the name that tells its type; None where none does."""
    nouns: list[Token | None] = [*_nouns_before(doc, name.start)]
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


def _nouns_before(doc: Doc, start: int) -> Iterator[Token]:
    """Yield the noun right before a name and those it specifies ("la società di software X")."""
    noun = noun_before(doc, start)
    while noun is not None:
        yield noun
        bare = noun.text.islower() and not has_article(doc, noun.i)
        noun = noun_of(doc, noun.i) if bare else None


_NAMING = frozenset({"flat:name", "flat", "appos", "nmod", "compound", "flat:foreign"})


def type_of_noun(noun: Token) -> str:
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


def _has_age(doc: Doc, end: int) -> bool:
    """Whether ", 41 anni" follows."""
    return (
        end + 2 < len(doc)
        and doc[end].text in {",", "("}
        and doc[end + 1].like_num
        and doc[end + 2].text.casefold() in usage().age
    )


def _governed(doc: Doc, name: Name, root: Token, votes: Votes) -> None:
    """Weigh the governor and the preposition."""
    marker = preposition(doc, root)
    head = root.head
    bare = not has_article(doc, name.start)
    lists = usage()
    if not marker:
        if root.dep_ == "obj" and is_among(head, lists.conquest_verbs):
            votes["PLACE"] += OWN_WORDS
        elif root.dep_ in {"obj", "nsubj:pass"} and is_among(head, lists.organisation_verbs):
            votes["ORGANISATION"] += OWN_WORDS
        elif root.dep_ == "nsubj" and is_among(head, lists.organisation_acts):
            known = doc[name.start].text in first_names()
            votes["ORGANISATION"] += SURFACE if known else OWN_WORDS
        elif _buys(doc, name, root):
            votes["ORGANISATION"] += OWN_WORDS
        elif root.dep_ == "nsubj" and bare and is_among(head, lists.person_acts):
            votes["PERSON"] += OWN_WORDS
        return
    if marker in {"a", "in", "da"} and is_among(head, lists.place_verbs):
        votes["PLACE"] += OWN_WORDS if bare else SURFACE
    elif (marker == "su" and is_among(head, lists.fired)) or (
        marker in {"a", "di"} and bare and (is_among(head, lists.nearness) or _near(doc, name))
    ):
        votes["PLACE"] += OWN_WORDS
    elif marker == "a" and bare and is_among(head, lists.person_honours):
        votes["PERSON"] += OWN_WORDS
    elif marker == "in" and bare:
        votes["PLACE"] += SURFACE
    elif marker == "di":
        if is_among(head, lists.seat_titles) and bare:
            votes["PLACE"] += OWN_WORDS
        elif is_share(doc, name.start) or is_among(head, lists.organisation_governors):
            plain = name.end - name.start == 1 and not is_share(doc, name.start)
            votes["ORGANISATION"] += MODEL if plain else OWN_WORDS
        elif is_among(head, lists.person_governors) and bare:
            votes["PERSON"] += SURFACE


def _buys(doc: Doc, name: Name, root: Token) -> bool:
    """Whether a bare first name buys a firm: people who do have a surname."""
    if name.end - name.start > 1 or doc[name.start].text not in first_names():
        return False
    verbs = [c for c in root.rights if c.dep_ == "acl:relcl"]
    verbs += [root.head] if root.dep_ == "nsubj" else []
    return any(is_among(verb, usage().buying_verbs) for verb in verbs)


def _near(doc: Doc, name: Name) -> bool:
    """Whether a word of nearness stands before the preposition ("vicino a X")."""
    return name.start >= 2 and doc[name.start - 2].text.casefold() in usage().nearness
