"""Names: the model's spans mended, merged with what is known, and completed over the article."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge.gazetteer import Gazetteer
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..layers import GAZETTEER
from .by_kind import find_by_kind, find_partnerships
from .datelines import with_datelines
from .known import find_known
from .not_names import is_no_name, is_product
from .nouns import type_of_noun
from .own import find_own, prefer_own
from .pieces import join, split, with_kind
from .rivals import merge
from .syntax import (
    FULL_NAME,
    LETTERS,
    Name,
    has_age,
    has_article,
    noun_before,
    starts_sentence,
    title_of,
    tokens_of,
)
from .text import Text
from .trimming import mend


def find_names(doc: Text, own: Gazetteer) -> list[Name]:
    """Give the candidate names of ``doc`` in order, not overlapping; ``own`` are the user's."""
    known = prefer_own(find_own(doc, own), list(find_known(doc)))
    spans = join(doc, [name for span in doc.doc.ents for name in mend(doc, span)])
    pieces = [piece for name in spans for piece in split(doc, with_kind(doc, name))]
    model = [name for name in pieces if not is_no_name(doc, name)]
    merged = _apart(_whole(doc, name) for name in merge(doc, known, model))
    merged = _with_partnerships(doc, merged)
    merged = with_datelines(doc, merged)
    merged = sorted([*merged, *_missed(doc, merged)], key=lambda name: name.start)
    by_kind = find_by_kind(doc, tokens_of(merged))
    return sorted([*merged, *by_kind], key=lambda name: name.start)


def _apart(names: Iterable[Name]) -> list[Name]:
    """Names without those that begin inside the one before."""
    found: list[Name] = []
    for name in names:
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def _with_partnerships(doc: Text, names: list[Name]) -> list[Name]:
    """Names with firms in place of the surnames of their owners, but for the user's own names."""
    own = tokens_of(name for name in names if name.rule == GAZETTEER)
    firms = [f for f in find_partnerships(doc) if own.isdisjoint(range(f.start, f.end))]
    inside = tokens_of(firms)
    free = [name for name in names if inside.isdisjoint(range(name.start, name.end))]
    return sorted([*free, *firms], key=lambda name: name.start)


def _whole(doc: Text, name: Name) -> Name:
    """Give the body whose name a country only begins: "Italia Domani" is a party.

    And the shop that is called by a place: "bar Italia".
    """
    end = name.end
    if name.rule == "known" and doc.lower[name.start - 1] in organisations().shops:
        return Name(name.start, end, "ORGANISATION", "model")
    if name.type == "COUNTRY" and name.rule == "known" and doc.words[name.start].istitle():
        free = not doc.kinds[end] and doc.pos[end] != "PROPN"
        if free and doc.words[end].istitle() and doc.words[end].isalpha():
            return Name(name.start, end + 1, "ORGANISATION", "model")
    return name


def _missed(doc: Text, names: Iterable[Name]) -> list[Name]:
    """Names the model overlooked: repeated ones, a first name with a surname, and initials."""
    names = list(names)
    taken = tokens_of(names)
    people = {doc.words[n.end - 1] for n in names if n.type == "PERSON" and n.end - n.start > 1}
    single = {doc.words[n.start]: n for n in names if n.end - n.start == 1}
    found = []
    i = 0
    while i < doc.size:
        if i in taken or not _is_proper(doc, i):
            i += 1
            continue
        start, end, first = i, i + 1, doc.words[i]
        if first.endswith(".") and (end := _initials_end(doc, i)) > i:
            found.append(Name(i, end, "PERSON", "initials"))
            i = end
            continue
        end = i + 1
        while end not in taken and _is_proper(doc, end) and not doc.tree.begins_sentence(end):
            end += 1
        i = end
        if is_product(doc, start, end):
            continue  # "una Mercedes C180"
        known = first in first_names() and not title_of(doc, start)
        if end - start > 1 and (known or has_age(doc, end)):
            found.append(Name(start, end, "PERSON", "first name"))
        elif end - start == 1 and first in people and not starts_sentence(doc, start):
            found.append(Name(start, end, "PERSON", "repeated"))
        elif end - start == 1 and first in single:
            same = single[first]
            name = Name(start, end, same.type, "repeated", same.keys, same.canonical)
            found += [] if is_no_name(doc, name) else [name]
    return found


def _initials_end(doc: Text, start: int) -> int:
    """End of the initials of a person that begin at ``start``: "M.B., 34 anni", "l'imputato D. M.".

    ``start`` where they are something else's ("S.S. 9"), or open a name ("M. Bassi").
    """
    end = start
    while end < doc.size and LETTERS.fullmatch(doc.words[end]):
        end += 1
    letters = doc.written(start, end).count(".")
    if letters < FULL_NAME or has_article(doc, start):
        return start
    bracketed = doc.words[start - 1] == "(" and doc.words[end] == ")"
    told = type_of_noun(doc, noun_before(doc, start)) == "PERSON"
    return end if bracketed or told or has_age(doc, end) else start


def _is_proper(doc: Text, i: int) -> bool:
    return doc.pos[i] == "PROPN" and doc.words[i][0].isupper()
