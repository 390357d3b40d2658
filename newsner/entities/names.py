"""Names: the model's spans mended, merged with what is known, and completed over the article."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from ..knowledge.countries import countries
from ..knowledge.gazetteer import Gazetteer
from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..layers import GAZETTEER
from ..words import WordTree
from .known import find_known, is_ambiguous
from .own import find_own, prefer_own
from .pieces import join, split, with_kind
from .syntax import (
    Name,
    follows_demonym,
    has_age,
    has_article,
    has_province,
    is_among,
    is_numeral,
    is_share,
    noun_before,
    noun_of,
    starts_sentence,
)

_TYPES = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANISATION", "MISC": "MISC"}
_FULL = 2  # words of a full name, at least
_LEADING = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "NUM", "VERB", "AUX", "ADV"})


def find_names(doc: WordTree, own: Gazetteer) -> list[Name]:
    """Give the candidate names of ``doc`` in order, not overlapping; ``own`` are the user's."""
    known = prefer_own(find_own(doc, own), list(find_known(doc)))
    spans = join(doc, [name for span in doc.doc.ents for name in _mend(doc, span)])
    pieces = [piece for name in spans for piece in split(doc, with_kind(doc, name))]
    model = [name for name in pieces if not _is_no_name(doc, name)]
    merged = _apart(_whole(doc, name) for name in _merge(doc, known, model))
    return sorted([*merged, *_missed(doc, merged)], key=lambda name: name.start)


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
        if building and doc[end].text == "d'" and doc[end + 1].is_title:
            return Name(name.start, end + 2, "PLACE", "model")
    return name


def _mend(doc: WordTree, span: Span) -> list[Name]:
    """Trim articles and titles off a span; nothing where no name is left."""
    kind = _TYPES.get(span.label_)
    if kind is None:
        return []
    start, end = span.start, span.end
    while start < end and _is_outside(doc, start, end, kind):
        start += 1
    if kind == "PERSON" and end - start == _FULL and _is_opening_article(doc, start):
        return [Name(start + 1, end, "ORGANISATION", "model")]
    while start < end and not _is_name_end(doc, start, end - 1):
        end -= 1
    if start == end or not any(_has_capital(doc[i].text) for i in range(start, end)):
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


def _is_no_name(doc: WordTree, name: Name) -> bool:
    """Whether a span names nobody: a listed word, a title, a formula, a province's code."""
    text = doc[name.start : name.end].text
    if name.type != "PERSON" and (_names_occasion(doc, name.start) or _is_state(doc, name)):
        return True
    if name.start and doc[name.start - 1].text in usage().small_saints:
        return name.type == "PERSON"  # "la festa di sant'Andrea"
    if text in organisations().known:
        unfit = _has_wrong_article(doc, name.start, text)
        return unfit or (text in usage().platforms and _after_on(doc, name.start))
    word = text.casefold()
    formula = name.type != "ORGANISATION" and text.isalnum() and not text.isalpha()
    formula = formula or text.isdigit()
    team = word.split()[0] in usage().national_teams
    common = word in usage().not_names and not _is_quarter(doc, name.start)
    return formula or team or common or _is_title(doc, name)


def _is_quarter(doc: WordTree, start: int) -> bool:
    """Whether the noun before makes a common word a place's name: "nel rione Sanità"."""
    noun = noun_before(doc, start)
    return noun is not None and noun.i == start - 1 and is_among(noun, places().nouns)


def _has_wrong_article(doc: WordTree, start: int, text: str) -> bool:
    """Whether an article makes it something else: "la Repubblica", but no "quotidiano la X"."""
    if text not in organisations().without_article or not has_article(doc, start):
        return False
    noun = noun_before(doc, start - 1)
    return noun is None or not is_among(noun, organisations().nouns)


def _is_state(doc: WordTree, name: Name) -> bool:
    """Whether it is but a noun for a state with its adjective ("Capo di Stato Ghanese")."""
    of_land = doc[name.end - 1].lower_ in countries().demonyms
    return name.end - name.start == 2 and of_land and doc[name.start].lower_ in usage().state_forms


def _is_title(doc: WordTree, name: Name) -> bool:
    """Whether a span is but a title; "Conte" is a surname, "il Conte" a count."""
    title = titles().get(doc[name.start : name.end].text)
    if title and "nobility" in title.groups and name.type == "PERSON":
        return has_article(doc, name.start)
    return title is not None


def _after_on(doc: WordTree, start: int) -> bool:
    return start > 0 and usage().preposition(doc[start - 1].text) == "su"


def _is_outside(doc: WordTree, i: int, end: int, kind: str) -> bool:
    """Whether the first token of a span does not belong to the name."""
    token = doc[i]
    text = token.text
    if token.is_punct or token.is_space:
        return True
    capital = _has_capital(text)
    if not capital and token.pos_ in _LEADING:
        return kind != "PERSON" or text not in usage().opening_particles
    if i + 1 < end and text in organisations().kinds and _has_capital(doc[i + 1].text):
        return True
    if kind == "PLACE" and text in places().nouns and text not in places().opening:
        return i + 2 < end and usage().preposition(doc[i + 1].text) == "di"  # "comune di Rho"
    if kind == "PERSON" and i + 1 < end:
        title = titles().get(text)
        following = doc[i + 1].text
        if title and (not capital or text not in first_names()) and _has_capital(following):
            return not is_numeral(following)  # "governo Conte II"
        return not capital and token.pos_ in {"NOUN", "ADJ"}
    return False


def _is_name_end(doc: WordTree, start: int, i: int) -> bool:
    """Whether a name can end with token ``i``: no preposition, no adjective of its country."""
    token = doc[i]
    if i > start and token.text in countries().demonyms:
        return False
    if i - 1 > start and token.lower_ in usage().generic_tails:
        return usage().preposition(doc[i - 1].text) != "di"  # "Consiglio di sicurezza del Paese"
    if token.text.islower() and usage().preposition(token.text):
        return False  # "Gp d'"
    return not (token.is_punct or token.is_space or token.pos_ in {"ADP", "DET", "CCONJ"}) or (
        token.text[-1:] in ".'" and len(token.text) > 1
    )


def _has_capital(text: str) -> bool:
    return any(c.isupper() for c in text) or text[:1].isdigit()


def _merge(doc: WordTree, known: list[Name], model: list[Name]) -> list[Name]:
    """Decide between what is known and what the model says, where they overlap."""
    merged: list[Name] = []
    taken = [False] * len(doc)
    by_token = {i: name for name in model for i in range(name.start, name.end)}
    texts = {doc[name.start : name.end].text for name in model}
    for name in known:
        rivals = {id(r): r for i in range(name.start, name.end) if (r := by_token.get(i))}
        if not _plausible(doc, name, alone=not rivals):
            continue
        if any(
            _outranks(doc, r, name) and doc[name.end : r.end].text not in texts
            for r in rivals.values()
        ):
            continue  # but "A Piazza Affari Ardena ha chiuso" runs two names together
        merged.append(name)
        for i in range(name.start, name.end):
            taken[i] = True
    for name in model:
        if not any(taken[name.start : name.end]):
            merged.append(name)
        elif any(_runs_into_officer(doc, name, k) for k in known if k.start == name.start):
            merged.append(_officer(doc, name, known))
    return sorted(merged, key=lambda name: name.start)


def _plausible(doc: WordTree, known: Name, *, alone: bool) -> bool:
    """Whether a known name that is also something else is meant here.

    An organisation's acronym or short name takes an article ("al Tas"), a few never do ("secondo
    Repubblica"); anything else needs the model to have seen a name too.
    """
    if known.rule == GAZETTEER:
        return True
    text = doc[known.start : known.end].text
    article = has_article(doc, known.start)
    if _has_wrong_article(doc, known.start, text):
        return False
    if text in usage().platforms and _after_on(doc, known.start):
        return False
    if _names_occasion(doc, known.start):
        return False
    if not alone or not is_ambiguous(text):
        return True
    if known.type != "ORGANISATION":
        return False
    governor = noun_of(doc, known.start)
    if governor is not None and is_among(governor, usage().organisation_governors):
        return True  # "il fondatore di Emergency"
    noun = noun_before(doc, known.start)
    if noun is not None and is_among(noun, organisations().nouns):
        return True  # "la società Hp"
    if follows_demonym(doc, known.start) or is_share(doc, known.start):
        return True  # "la statunitense Hp", "il 10% di Hp"
    return article and not starts_sentence(doc[known.start - 1])


def _names_occasion(doc: WordTree, start: int) -> bool:
    """Whether a race or a treaty is named after what stands at ``start`` ("Giro d'Italia")."""
    at = start - 1 - (start > 0 and usage().preposition(doc[start - 1].text) == "di")
    return at >= 0 and doc[at].text[0].isupper() and doc[at].lower_ in usage().occasions


def _outranks(doc: WordTree, model: Name, known: Name) -> bool:
    """Whether the model's span is the better reading of the place where both stand."""
    text = doc[known.start : known.end].text
    if _runs_into_officer(doc, model, known):
        return False
    longer = model.start <= known.start and known.end <= model.end
    if not longer:
        return False
    if (model.start, model.end) == (known.start, known.end):
        if known.rule == GAZETTEER:
            return False
        if is_ambiguous(text):
            return model.type not in {known.type, "MISC"} and not is_share(doc, known.start)
        return model.type == "PERSON" and text in first_names()
    if known.start == model.start and doc[known.end].text in first_names():
        return model.end - known.end < _FULL  # "alla Bbc Hassan Rashid"
    if model.type == "PERSON":
        return True
    if known.type == "COUNTRY" and doc[model.start].lower_ in usage().state_forms:
        return False  # "Regno dei Paesi Bassi"
    after = usage().preposition(doc[known.end].text) if known.end < model.end else ""
    if known.type == "COUNTRY" and known.start == model.start and after == "di":
        return has_article(doc, known.end + 1)  # "il Brasile di Lula", but "Italia dei Valori"
    opening = doc[model.start].text.casefold() in places().opening
    outside = [doc[i] for i in range(model.start, model.end) if not known.start <= i < known.end]
    both = model.type == known.type == "ORGANISATION"
    return opening or any(
        _has_capital(token.text) or (both and token.i >= known.end and token.pos_ == "ADJ")
        for token in outside
    )


def _runs_into_officer(doc: WordTree, model: Name, known: Name) -> bool:
    """Whether the model ran a body and its officer together: "il capo dell'Onu Ban Ki-moon"."""
    if model.start != known.start or known.type not in {"ORGANISATION", "COUNTRY"}:
        return False
    rest = doc[known.end : model.end]
    if len(rest) < _FULL or not all(t.text[0].isupper() or t.text == "-" for t in rest[:2]):
        return False
    officer = noun_of(doc, known.start)
    title = titles().get(officer.text) if officer is not None else None
    return title is not None and not usage().company_forms.intersection(t.lower_ for t in rest)


def _officer(doc: WordTree, model: Name, known: Iterable[Name]) -> Name:
    """Person whom the model ran together with the known body before."""
    body = next(k for k in known if k.start == model.start)
    return Name(body.end, model.end, "PERSON", "model")


def _missed(doc: WordTree, names: Iterable[Name]) -> list[Name]:
    """Names the model overlooked: repeated ones, and a first name with a surname."""
    names = list(names)
    taken = {i for name in names for i in range(name.start, name.end)}
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
        known = token.text in first_names() and not titles().get(token.text)
        if end - i > 1 and (known or has_age(doc, end)):
            found.append(Name(i, end, "PERSON", "first name"))
        elif end - i == 1 and token.text in people and not starts_sentence(token):
            found.append(Name(i, end, "PERSON", "repeated"))
        elif end - i == 1 and token.text in single:
            same = single[token.text]
            name = Name(i, end, same.type, "repeated", same.keys, same.canonical)
            found += [] if _is_no_name(doc, name) else [name]
        i = end
    return found


def _is_name_part(doc: WordTree, i: int) -> bool:
    return doc[i].pos_ == "PROPN" and doc[i].text[0].isupper() and not doc[i].is_sent_start
