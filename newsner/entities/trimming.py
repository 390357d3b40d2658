"""The model's spans mended: articles and titles trimmed off, a closing quote added.

In: a span of the model; out: the name in it, or nothing.
"""

from __future__ import annotations

from spacy.tokens import Span

from ..knowledge.countries import countries
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..words import WordTree
from .syntax import FULL_NAME, Name, has_province, is_numeral, starts_sentence

_TYPES = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANISATION", "MISC": "MISC"}
_LEADING = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "NUM", "VERB", "AUX", "ADV"})


def mend(doc: WordTree, span: Span) -> list[Name]:
    """Trim articles and titles off a span; nothing where no name is left."""
    kind = _TYPES.get(span.label_)
    if kind is None:
        return []
    start, end = span.start, span.end
    while start < end and _is_outside(doc, start, end, kind):
        start += 1
    if kind == "PERSON" and end - start == FULL_NAME and _is_opening_article(doc, start):
        return [Name(start + 1, end, "ORGANISATION", "model")]
    while start < end and not _is_name_end(doc, start, end - 1):
        end -= 1
    if start == end or not any(has_capital(doc[i].text) for i in range(start, end)):
        return []
    if start and end == start + 1 and has_province(doc, start - 1):
        kind = "PLACE"
    if end < len(doc) and doc[end].is_quote and sum(t.is_quote for t in doc[start:end]) == 1:
        end += 1  # Istituto "Ada Verdi"
    if end < len(doc) and doc[end].text in usage().foreign_genitive:
        end += not doc[end - 1].whitespace_  # "Levi's"
    return [Name(start, end, kind, "model")]


def _is_opening_article(doc: WordTree, start: int) -> bool:
    """Whether a small word opens the sentence before a known club or town: "Del Parma si dice"."""
    small = doc[start].text in usage().particles and starts_sentence(doc[start])
    after = doc[start + 1].text
    return small and (after in places().italian_cities or after in organisations().known)


def _is_outside(doc: WordTree, i: int, end: int, kind: str) -> bool:
    """Whether the first token of a span does not belong to the name."""
    token = doc[i]
    text = token.text
    if token.is_punct or token.is_space:
        return True
    capital = has_capital(text)
    if not capital and token.pos_ in _LEADING:
        return kind != "PERSON" or text not in usage().opening_particles
    if i + 1 < end and text in organisations().kinds and has_capital(doc[i + 1].text):
        return True
    if kind == "PLACE" and text in places().nouns and text not in places().opening:
        return i + 2 < end and usage().is_of(doc[i + 1].text)  # "comune di Rho"
    if kind == "PERSON" and i + 1 < end:
        title = titles().get(text)
        following = doc[i + 1].text
        if title and (not capital or text not in first_names()) and has_capital(following):
            return not is_numeral(following)  # "governo Conte II"
        return not capital and token.pos_ in {"NOUN", "ADJ"}
    return False


def _is_name_end(doc: WordTree, start: int, i: int) -> bool:
    """Whether a name can end with token ``i``: no preposition, no adjective of its country."""
    token = doc[i]
    if i > start and token.text in countries().demonyms:
        return False
    if i - 1 > start and token.lower_ in usage().generic_tails:
        return not usage().is_of(doc[i - 1].text)  # "Consiglio di sicurezza del Paese"
    if token.text.islower() and usage().preposition(token.text):
        return False  # "Gp d'"
    return not (token.is_punct or token.is_space or token.pos_ in {"ADP", "DET", "CCONJ"}) or (
        token.text[-1:] in ".'" and len(token.text) > 1
    )


def has_capital(text: str) -> bool:
    """Whether a word has a capital or begins with a figure."""
    return any(c.isupper() for c in text) or text[:1].isdigit()
