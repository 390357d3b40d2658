"""Bodies named by common nouns: "il ministero della Giustizia", "l'agenzia nazionale per il clima".

In: the names found so far; out: the same with the bodies that a noun and what it is for, or how far
it reaches, name as one of a kind, whether they are capitalised or not.
"""

from __future__ import annotations

from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.usage import prepositions, usage
from .compose import opens_institution
from .seats import OF_TOWN
from .syntax import NOMINAL, Name, has_article, is_among, is_one_of_many, nouns_of_bodies, tokens_of
from .text import Text

_WORDS = frozenset({"NOUN", "ADJ", "PROPN"})
_LONGEST_OFFICE = 5  # words of "corte d'assise d'appello"
_MOST = 2  # complements: "di geofisica e vulcanologia"


def with_complements(doc: Text, names: list[Name]) -> list[Name]:
    """Give the names with the bodies that common nouns name.

    An office of a town by its adjective only where no name of the article has the noun: "la procura
    milanese" is most often "la Procura di Milano" again, to which coreference leads.
    """
    taken, named = tokens_of(names), nouns_of_bodies(doc, names)
    found: list[Name] = []
    after = 0
    for i in range(doc.size):
        if i < after or i in taken or not has_article(doc, i):
            continue
        end, rule = _body_end(doc, i), "institution"
        if end == i and doc.lower[i] not in named:
            end, rule = _town_end(doc, i), OF_TOWN
        if end > i and taken.isdisjoint(range(i, end)):
            found.append(Name(i, end, "ORGANISATION", rule))
            after = end
    return sorted([*names, *found], key=lambda name: name.start)


def _town_end(doc: Text, start: int) -> int:
    """End of the office at ``start`` that a town's adjective makes its own: "tribunale milanese".

    Not of a firm or museum, which the words only describe ("la compagnia genovese").
    """
    noun, known = doc.lower[start], organisations()
    if noun in places().nouns or (noun in known.nouns and noun not in known.bare):
        return start
    for end in range(start + 1, min(start + _LONGEST_OFFICE, doc.size)):
        if doc.words[end] in places().demonyms and doc.pos[end] == "ADJ":
            return end + 1 if opens_institution(doc, start, end) else start
    return start


def _body_end(doc: Text, start: int) -> int:
    """End of the body whose noun stands at ``start``; ``start`` where it names none."""
    known, noun = organisations(), doc.lower[start]
    if noun not in known.portfolios and noun not in known.reaching:
        return start
    if doc.lower[start - 1] in usage().articles.plural or is_one_of_many(doc, start):
        return start
    end = start + 1
    if noun in known.portfolios:
        return _complement_end(doc, end) if _is_of_noun(doc, end) else start
    while doc.pos[end] == "ADJ":
        end += 1
    if not any(is_among(doc, i, known.reach) for i in range(start + 1, end)):
        return start
    return _complement_end(doc, end)


def _is_of_noun(doc: Text, i: int) -> bool:
    """Whether "di" and a noun stand at ``i``."""
    return usage().is_of(doc.words[i]) and doc.pos[i + 1] in NOMINAL


def _complement_end(doc: Text, end: int) -> int:
    """End of the complements at ``end``: "di geofisica e vulcanologia", "per le calamità"."""
    for _ in range(_MOST):
        at = end + (doc.lower[end] in usage().joining)
        if at + 1 >= doc.size:
            return end
        if usage().preposition(doc.words[at]) in {prepositions().of, prepositions().along}:
            at += 1 + has_article(doc, at + 2)
        elif at == end:
            return end
        if doc.pos[at] not in NOMINAL:
            return end
        while doc.pos[at] in _WORDS:
            at += 1
        end = at
    return end
