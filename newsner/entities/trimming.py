"""The model's spans mended: articles and titles trimmed off, a closing quote added.

In: a span of the model; out: the name in it, or nothing.
"""

from __future__ import annotations

from spacy.tokens import Span

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import is_place, places
from ..knowledge.titles import titles
from ..knowledge.usage import prepositions, usage
from .syntax import FULL_NAME, Name, has_province, is_numeral, starts_sentence
from .text import Text

_TYPES = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANISATION", "MISC": "MISC"}
_LEADING = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "NUM", "VERB", "AUX", "ADV"})


def mend(doc: Text, span: Span) -> list[Name]:
    """Trim articles and titles off a span; nothing where no name is left."""
    kind = _TYPES.get(span.label_)
    if kind is None:
        return []
    start, end = span.start, span.end
    while start < end and _is_outside(doc, start, end, kind):
        start += 1
    if kind == "PLACE" and _is_event(doc, start, end):
        start += 2
    if kind == "PERSON" and end - start == FULL_NAME and _is_opening_article(doc, start):
        return [Name(start + 1, end, "ORGANISATION", "model")]
    while start < end and not _is_name_end(doc, start, end - 1):
        end -= 1
    if start == end or not any(map(has_capital, doc.words[start:end])):
        return []
    if end == start + 1 and has_province(doc, start - 1):
        kind = "PLACE"
    if doc.is_quote[end] and sum(doc.is_quote[start:end]) == 1:
        end += 1  # Istituto "Ada Verdi"
    if doc.words[end] in usage().foreign_genitive:
        end += doc.tree.glued[end - 1]  # "Levi's"
    return [Name(start, end, kind, "model")]


def _is_event(doc: Text, start: int, end: int) -> bool:
    """Whether a sentence opens with what happens, and then says where: "Annega nel Secchia"."""
    if end - start < FULL_NAME + 1 or not starts_sentence(doc, start):
        return False
    small, whole = prepositions(), doc.written(start, end)
    inside = usage().preposition(doc.words[start + 1]) == small.inside
    known = whole in places().municipalities or is_place(whole) or is_place(doc.words[start])
    return inside and not known and has_capital(doc.words[start + 2])


def _is_opening_article(doc: Text, start: int) -> bool:
    """Whether a small word opens the sentence before a known club or town: "Del Parma si dice"."""
    small = doc.words[start] in usage().particles and starts_sentence(doc, start)
    after = doc.words[start + 1]
    return small and (after in places().italian_cities or after in organisations().known)


def _is_outside(doc: Text, i: int, end: int, kind: str) -> bool:
    """Whether the first token of a span does not belong to the name."""
    text = doc.words[i]
    if doc.is_punct[i] or text.isspace():
        return True
    capital = has_capital(text)
    if not capital and doc.pos[i] in _LEADING:
        return kind != "PERSON" or text not in usage().opening_particles
    if i + 1 < end and text in organisations().kinds and has_capital(doc.words[i + 1]):
        return True
    if kind == "PLACE" and text in places().nouns and text not in places().opening:
        return i + 2 < end and usage().is_of(doc.words[i + 1])  # "comune di Rho"
    if kind == "PERSON" and i + 1 < end:
        title = titles().get(text)
        following = doc.words[i + 1]
        if title and (not capital or text not in first_names()) and has_capital(following):
            return not is_numeral(following)  # "governo Conte II"
        return not capital and doc.pos[i] in {"NOUN", "ADJ"}
    return False


def _is_name_end(doc: Text, start: int, i: int) -> bool:
    """Whether a name can end with token ``i``: no preposition, no adjective of its country."""
    word = doc.words[i]
    if i > start and word in countries().demonyms:
        return False
    if i - 1 > start and doc.lower[i] in usage().generic_tails:
        return not usage().is_of(doc.words[i - 1])  # "Consiglio di sicurezza del Paese"
    if word.islower() and usage().preposition(word):
        return False  # "Gp d'"
    if word[-1:] in ".'" and len(word) > 1:
        return True
    return not (doc.is_punct[i] or word.isspace() or doc.pos[i] in {"ADP", "DET", "CCONJ"})


def has_capital(text: str) -> bool:
    """Whether a word has a capital or begins with a figure."""
    return any(c.isupper() for c in text) or text[:1].isdigit()
