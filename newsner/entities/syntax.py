"""Small questions to the parse, asked by several modules of this stage."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import Title, titles
from ..knowledge.usage import prepositions, usage
from ..layers import MentionRow
from .text import Text

NOMINAL = frozenset({"NOUN", "PROPN"})
LETTERS = re.compile(r"(?:[A-Z]\.){1,3}")  # initials, together or each for itself
FULL_NAME = 2  # words of a full name, at least
FLAT = ("flat", "flat:name", "flat:foreign")  # how a name's other words hang on its first
_SCORE = 4  # words behind a fixture within which its score begins


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

    def text(self, doc: Text) -> str:
        """Give the name as written."""
        return self.part or doc.written(self.start, self.end)


def tokens_of(spans: Iterable[Name | MentionRow]) -> set[int]:
    """Give the tokens that names or mentions cover."""
    return {i for span in spans for i in range(span.start, span.end)}


def is_body_noun(word: str) -> bool:
    """Whether a word in small letters is a noun that names of bodies begin with: "banca"."""
    known = organisations()
    return word in known.nouns or word in known.seated or word in known.capitalised


def nouns_of_bodies(doc: Text, names: Iterable[Name]) -> set[str]:
    """Give the first words of the article's names of bodies, in small letters."""
    return {doc.lower[name.start] for name in names if name.type == "ORGANISATION"}


def has_province(doc: Text, i: int) -> bool:
    """Whether the code of an Italian province stands in brackets at ``i``: "(AG)".

    Behind a person some are a party's: "Sini (PD)".
    """
    if doc.words[i] != "(" or doc.words[i + 2] != ")" or doc.words[i - 1] in places().regions:
        return False  # a region's is a party: "Liguria (FI)"
    code, kind = doc.words[i + 1], doc.kinds[i - 1]
    if kind == "PER" and code.title() in organisations().known:
        return False
    if kind == "ORG" and not usage().preposition(doc.words[i - 2]):
        return False  # "Piattaforma Civica (PO)", but "la Banca di Rho (MI)"
    return i > 0 and len(code) == 2 and code.isalpha() and code.isupper()


def is_among(doc: Text, i: int, words: Collection[str]) -> bool:
    """Whether the lemma of a word is listed, or its form is, where the lemmatiser erred."""
    return doc.lemma[i] in words or doc.lower[i] in words


def title_of(doc: Text, i: int) -> Title | None:
    """Title that a word is, None of others."""
    return titles().get(doc.words[i])


def is_numeral(text: str) -> bool:
    """Whether a word is a Roman numeral."""
    return bool(text) and set(text) <= set("IVXLC")


def preposition(doc: Text, i: int) -> str:
    """Plain preposition that marks word ``i`` (its case child), "" where there is none."""
    case = case_of(doc, i)
    if case < 0:
        return ""
    after = [k for k in doc.tree.having(case, "fixed") if k > case]  # "tre anni dopo a X"
    known = [p for k in (case, *after) if (p := usage().preposition(doc.words[k]))]
    return known[-1] if known else doc.lemma[case]


def case_of(doc: Text, i: int) -> int:
    """Preposition that stands before word ``i`` and marks it; -1 where none does."""
    return next((k for k in doc.tree.kids[i] if k < i and doc.dep[k] == "case"), -1)


def first_conjunct(doc: Text, i: int) -> int:
    """Word that the coordination of word ``i`` begins with; itself where it is in none."""
    while doc.dep[i] == "conj":
        i = doc.head[i]
    return i


def has_article(doc: Text, start: int) -> bool:
    """Whether an article, alone or in a preposition, stands right before ``start``."""
    return doc.lower[start - 1] in usage().articles.all


def article_gender(doc: Text, start: int) -> str:
    """Gender that a singular article right before ``start`` shows, "" where none does."""
    form = doc.lower[start - 1]
    if form in usage().articles.feminine:
        return "Fem"
    return "Masc" if form in usage().articles.masculine else ""


def is_one_of_many(doc: Text, start: int) -> bool:
    """Whether an indefinite article right before makes it any of its kind: "un ospedale"."""
    return doc.lower[start - 1] in usage().articles.indefinite


def noun_before(doc: Text, start: int) -> int:
    """Noun right before a name, over adjectives and an opening quote ("il quotidiano russo X").

    -1 where there is none.
    """
    i = start - 1
    if i > 0 and doc.is_quote[i] and doc.tree.glued[i]:
        i -= 1
    while i >= 0 and doc.pos[i] in {"ADJ", "ADV"} and not doc.words[i][0].isupper():
        i -= 1
    return i if i >= 0 and doc.pos[i] in NOMINAL else -1


def noun_of(doc: Text, start: int) -> int:
    """Noun before "di" and a name ("la città di X"); -1 where there is none."""
    return noun_before(doc, start - 1) if usage().is_of(doc.words[start - 1]) else -1


def is_full_name(doc: Text, name: Name) -> bool:
    """Whether a known first name and more make it a person's, and no town's ("Vittorio Veneto")."""
    known = doc.words[name.start] in first_names() and doc.words[name.start] not in usage().saints
    if not known or name.end - name.start < FULL_NAME:
        return False
    text = doc.written(name.start, name.end)
    return text not in places().municipalities and text not in places().known


def is_share(doc: Text, start: int) -> bool:
    """Whether a share of a firm stands before a name: "il 10% di X", "il 10% della greca X"."""
    at = start - follows_demonym(doc, start)
    return usage().is_of(doc.words[at - 1]) and doc.lower[at - 2] in usage().percent


def has_score(doc: Text, end: int) -> bool:
    """Whether the score of a match follows soon behind ``end``: "finisce 2-1"."""
    number = doc.like_num
    scores = (i for i in range(end, end + _SCORE) if number[i] and number[i + 2])
    return any(doc.words[i + 1] in {"-", "–"} for i in scores)


def follows_demonym(doc: Text, start: int) -> bool:
    """Whether an article and a demonym stand before a name: "la spagnola X", "la lionese X"."""
    form = doc.words[start - 1]
    of_land = form in countries().demonyms or form in places().demonyms
    many = doc.lower[start - 2] in usage().articles.plural  # "dei francesi X e Y"
    return of_land and has_article(doc, start - 1) and not many


def starts_sentence(doc: Text, i: int) -> bool:
    """Whether only punctuation stands between the beginning of the sentence and word ``i``."""
    while not doc.tree.begins_sentence(i):
        i -= 1
        if not doc.is_punct[i] and not doc.words[i].isspace():
            return False
    return True


def has_street(doc: Text, end: int) -> bool:
    """Whether "di" and a street follow, as behind the name of a shop: "la Torri di via Roma"."""
    if doc.lower[end] != prepositions().of or doc.lower[end + 1] not in places().streets:
        return False
    return end + 2 < doc.size and not doc.words[end + 2].islower()


def has_age(doc: Text, end: int) -> bool:
    """Whether an age follows: ", 41 anni", "(41 anni)", "di 41 anni", ", 41enne"."""
    if end + 2 >= doc.size or not (doc.words[end] in {",", "("} or usage().is_of(doc.words[end])):
        return False
    if doc.like_num[end + 1]:
        return doc.lower[end + 2] in usage().age
    number = doc.lower[end + 1]
    return number[0].isdigit() and number.lstrip("0123456789") in usage().age
