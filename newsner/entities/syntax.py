"""Small questions to the parse, asked by several modules of this stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from ..layers import MentionRow
from ..words import Word, WordTree

NOMINAL = frozenset({"NOUN", "PROPN"})
FULL_NAME = 2  # words of a full name, at least
_SCORE = 4  # words behind a fixture within which its score begins
_SMALL = frozenset({"DET", "ADP", "PUNCT"})  # "il settimanale Il Grillo"


@dataclass(slots=True)
class Name:
    """A candidate mention by name.

    type
        PERSON, ORGANISATION, PLACE, COUNTRY; CAPITAL and SEAT until syntax has decided what they
        stand for; MISC for what the model could not place
    keys
        country keys, most likely first (COUNTRY, CAPITAL, SEAT)
    seat
        where the place begins that an institution's name ends with; -1 where there is none
    canonical
        well-known organisation it names, "" where unknown
    part
        the name itself, where it shares its tokens with another ("Usa-Cina"); else ""
    """

    start: int
    end: int
    type: str
    rule: str
    keys: tuple[str, ...] = ()
    canonical: str = ""
    seat: int = -1
    part: str = ""

    def text(self, doc: WordTree) -> str:
        """Give the name as written."""
        return self.part or doc.written(self.start, self.end)


def tokens_of(spans: Iterable[Name | MentionRow]) -> set[int]:
    """Give the tokens that names or mentions cover."""
    return {i for span in spans for i in range(span.start, span.end)}


def nouns_of_bodies(doc: WordTree, names: Iterable[Name]) -> set[str]:
    """Give the first words of the article's names of bodies, in small letters."""
    return {doc[name.start].lower_ for name in names if name.type == "ORGANISATION"}


def has_province(doc: WordTree, i: int) -> bool:
    """Whether the code of an Italian province stands in brackets at ``i``: "(AG)".

    Behind a person some are a party's: "Sini (PD)".
    """
    if i < 1 or i + 2 >= len(doc) or doc[i].text != "(" or doc[i + 2].text != ")":
        return False
    if doc[i - 1].text in places().regions:
        return False  # a region's is a party: "Liguria (FI)"
    code = doc[i + 1].text
    if doc[i - 1].ent_type_ == "PER" and code.title() in organisations().known:
        return False
    if doc[i - 1].ent_type_ == "ORG" and not (i > 1 and usage().preposition(doc[i - 2].text)):
        return False  # "Piattaforma Civica (PO)", but "la Banca di Rho (MI)"
    return len(code) == 2 and code.isalpha() and code.isupper()


def is_among(token: Word, words: Collection[str]) -> bool:
    """Whether a token's lemma is listed, or its form is, where the lemmatiser erred."""
    return token.lemma_.casefold() in words or token.text.casefold() in words


def is_numeral(text: str) -> bool:
    """Whether a word is a Roman numeral."""
    return bool(text) and set(text) <= set("IVXLC")


def root_of(doc: WordTree, start: int, end: int) -> Word:
    """Word of [start, end) whose head lies outside; the first of several, but no small word."""
    outer = [i for i in range(start, end) if doc[i].head.i == i or not start <= doc[i].head.i < end]
    root = next((i for i in outer if doc[i].pos_ not in _SMALL), outer[0] if outer else start)
    return doc[root]


def preposition(doc: WordTree, token: Word) -> str:
    """Plain preposition that marks ``token`` (its case child), "" where there is none."""
    for child in token.lefts:
        if child.dep_ == "case":
            parts = [child, *(c for c in child.rights if c.dep_ == "fixed")]  # "tre anni dopo a X"
            known = [p for p in (usage().preposition(part.text) for part in parts) if p]
            return known[-1] if known else child.lemma_.casefold()
    return ""


def has_article(doc: WordTree, start: int) -> bool:
    """Whether an article, alone or in a preposition, stands right before ``start``."""
    if start == 0:
        return False
    form = doc[start - 1].text.casefold()
    articles = usage().articles
    return (
        form in articles.feminine
        or form in articles.masculine
        or form in articles.elided
        or form in articles.plural
    )


def article_gender(doc: WordTree, start: int) -> str:
    """Gender that a singular article right before ``start`` shows, "" where none does."""
    if start == 0:
        return ""
    form = doc[start - 1].text.casefold()
    if form in usage().articles.feminine:
        return "Fem"
    return "Masc" if form in usage().articles.masculine else ""


def noun_before(doc: WordTree, start: int) -> Word | None:
    """Noun right before a name, over adjectives and an opening quote ("il quotidiano russo X")."""
    i = start - 1
    if i > 0 and doc[i].is_quote and not doc[i].whitespace_:
        i -= 1
    while i >= 0 and doc[i].pos_ in {"ADJ", "ADV"} and not doc[i].text[0].isupper():
        i -= 1
    return doc[i] if i >= 0 and doc[i].pos_ in NOMINAL else None


def noun_of(doc: WordTree, start: int) -> Word | None:
    """Noun before "di" and a name ("la città di X")."""
    i = start - 1
    if i >= 0 and usage().is_of(doc[i].text):
        return noun_before(doc, i)
    return None


def is_share(doc: WordTree, start: int) -> bool:
    """Whether a share of a firm stands before a name: "il 10% di X", "il 10 per cento di X"."""
    return (
        start > 2
        and usage().is_of(doc[start - 1].text)
        and doc[start - 2].lower_ in usage().percent
    )


def has_score(doc: WordTree, end: int) -> bool:
    """Whether the score of a match follows soon behind ``end``: "finisce 2-1"."""
    scores = range(end, min(end + _SCORE, len(doc) - 2))
    return any(
        doc[i].like_num and doc[i + 1].text in {"-", "–"} and doc[i + 2].like_num for i in scores
    )


def follows_demonym(doc: WordTree, start: int) -> bool:
    """Whether an article and a demonym stand before a name: "la spagnola X", "la lionese X"."""
    if start < 2:
        return False
    form = doc[start - 1].text
    of_land = form in countries().demonyms or form in places().demonyms
    many = doc[start - 2].text.casefold() in usage().articles.plural  # "dei francesi X e Y"
    return of_land and has_article(doc, start - 1) and not many


def starts_sentence(token: Word) -> bool:
    """Whether only punctuation stands between the beginning of the sentence and ``token``."""
    i = token.i
    while i > 0 and not token.doc[i].is_sent_start:
        i -= 1
        if not token.doc[i].is_punct and not token.doc[i].is_space:
            return False
    return True


def has_street(doc: WordTree, end: int) -> bool:
    """Whether "di" and a street follow, as behind the name of a shop: "la Torri di via Roma"."""
    if end + 2 >= len(doc) or doc[end].lower_ != prepositions().of:
        return False
    return doc[end + 1].lower_ in places().streets and not doc[end + 2].text.islower()


def has_age(doc: WordTree, end: int) -> bool:
    """Whether an age follows: ", 41 anni", "(41 anni)", "di 41 anni", ", 41enne"."""
    if end + 2 >= len(doc) or not (doc[end].text in {",", "("} or usage().is_of(doc[end].text)):
        return False
    number = doc[end + 1]
    if number.like_num:
        return doc[end + 2].lower_ in usage().age
    return number.text[0].isdigit() and number.lower_.lstrip("0123456789") in usage().age
