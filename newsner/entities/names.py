"""Names: the model's spans mended, merged with what is known, and completed over the article."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge.gazetteer import Gazetteer
from ..knowledge.names import first_names
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import prepositions
from ..words import WordTree
from .by_kind import find_by_kind
from .datelines import with_datelines
from .known import find_known
from .not_names import is_no_name, is_product
from .own import find_own, prefer_own
from .pieces import join, split, with_kind
from .rivals import merge
from .syntax import (
    Name,
    has_age,
    starts_sentence,
    tokens_of,
)
from .trimming import mend


def find_names(doc: WordTree, own: Gazetteer) -> list[Name]:
    """Give the candidate names of ``doc`` in order, not overlapping; ``own`` are the user's."""
    known = prefer_own(find_own(doc, own), list(find_known(doc)))
    spans = join(doc, [name for span in doc.doc.ents for name in mend(doc, span)])
    pieces = [piece for name in spans for piece in split(doc, with_kind(doc, name))]
    model = [name for name in pieces if not is_no_name(doc, name)]
    merged = _apart(_whole(doc, name) for name in merge(doc, known, model))
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


def _whole(doc: WordTree, name: Name) -> Name:
    """Give the body or building whose name a country only begins or ends.

    "Italia Domani" is a party, the "Stadio Atleti Azzurri d'Italia" a stadium.
    """
    end = name.end
    if name.type == "COUNTRY" and name.rule == "known" and end < len(doc):
        follows = doc[end]
        free = not follows.ent_type_ and follows.pos_ != "PROPN"
        if free and follows.is_title and follows.text.isalpha() and doc[name.start].is_title:
            return Name(name.start, end + 1, "ORGANISATION", "model")
    if name.type == "PLACE" and name.rule == "model" and end + 1 < len(doc):
        building = doc[name.start].lower_ in places().dedicated and end - name.start > 1
        if building and doc[end].text == prepositions().of_elided and doc[end + 1].is_title:
            return Name(name.start, end + 2, "PLACE", "model")
    return name


def _missed(doc: WordTree, names: Iterable[Name]) -> list[Name]:
    """Names the model overlooked: repeated ones, and a first name with a surname."""
    names = list(names)
    taken = tokens_of(names)
    people = {doc[n.end - 1].text for n in names if n.type == "PERSON" and n.end - n.start > 1}
    single = {doc[n.start].text: n for n in names if n.end - n.start == 1}
    found = []
    pos = [word.pos_ for word in doc]
    i = 0
    while i < len(doc):
        if pos[i] != "PROPN" or i in taken or not doc[i].text[0].isupper():
            i += 1
            continue
        token = doc[i]
        end = i + 1
        while end < len(doc) and end not in taken and _is_name_part(doc, end):
            end += 1
        start, i = i, end
        if is_product(doc, start, end):
            continue  # "una Mercedes C180"
        known = token.text in first_names() and not titles().get(token.text)
        if end - start > 1 and (known or has_age(doc, end)):
            found.append(Name(start, end, "PERSON", "first name"))
        elif end - start == 1 and token.text in people and not starts_sentence(token):
            found.append(Name(start, end, "PERSON", "repeated"))
        elif end - start == 1 and token.text in single:
            same = single[token.text]
            name = Name(start, end, same.type, "repeated", same.keys, same.canonical)
            found += [] if is_no_name(doc, name) else [name]
    return found


def _is_name_part(doc: WordTree, i: int) -> bool:
    return doc[i].pos_ == "PROPN" and doc[i].text[0].isupper() and not doc[i].is_sent_start
