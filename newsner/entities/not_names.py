"""Spans that name nobody, and known names that mean something else at one place."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.titles import titles
from ..knowledge.usage import prepositions, usage
from .syntax import Name, has_article, is_among, is_one_of_many, noun_before, noun_of
from .text import Text

_LONGEST_FIRM = 4  # words


def is_no_name(doc: Text, name: Name) -> bool:
    """Whether a span names nobody: a listed word, a title, a formula, the land of a race."""
    text = doc.written(name.start, name.end)
    if name.type != "PERSON" and (names_occasion(doc, name.start) or _is_state(doc, name)):
        return True
    if doc.words[name.start - 1] in usage().small_saints:
        return name.type == "PERSON"  # "la festa di sant'Andrea"
    if is_product(doc, name.start, name.end):
        return True
    if text in organisations().known:
        unfit = has_wrong_article(doc, name.start, text)
        return unfit or is_medium(doc, name.start, text)
    if _is_signature(doc, name):
        return True
    word = text.casefold()
    formula = name.type != "ORGANISATION" and text.isalnum() and not text.isalpha()
    formula = formula or text.isdigit()
    team = word.split()[0] in usage().national_teams
    return formula or team or word in usage().not_names or _is_title(doc, name)


def _is_signature(doc: Text, name: Name) -> bool:
    """Whether initials stand behind a dash or alone in their line, as an author's: "— U. N."."""
    initials = all(len(w) == 2 and w[1] == "." for w in doc.words[name.start : name.end])
    before, behind = doc.words[name.start - 1], doc.words[name.end]
    alone = before.isspace() and (not behind or behind.isspace())
    return initials and (before == "—" or alone)


def is_product(doc: Text, start: int, end: int) -> bool:
    """Whether a firm's name is that of its goods: "un'Audi", "una Fiat Punto", "un suv Dacia"."""
    known, before = organisations(), start - 1
    if not is_one_of_many(doc, start):
        firm = noun_of(doc, before)  # "la casa di moto X"
        if not is_among(doc, before, usage().goods) or is_among(doc, firm, known.nouns):
            return False
    stops = range(min(end, start + _LONGEST_FIRM), start, -1)
    firms = (doc.written(start, stop) for stop in stops)
    return any(f in known.makers or known.kind_of.get(f) == "company" for f in firms)


def has_wrong_article(doc: Text, start: int, text: str) -> bool:
    """Whether an article makes it something else: "la Repubblica", but no "quotidiano la X"."""
    if text not in organisations().without_article or not has_article(doc, start):
        return False
    return not is_among(doc, noun_before(doc, start - 1), organisations().nouns)


def _is_state(doc: Text, name: Name) -> bool:
    """Whether it is but a noun for a state with its adjective ("Capo di Stato Ghanese")."""
    of_land = doc.lower[name.end - 1] in countries().demonyms
    return name.end - name.start == 2 and of_land and doc.lower[name.start] in usage().state_forms


def _is_title(doc: Text, name: Name) -> bool:
    """Whether a span is but a title; "Conte" is a surname, "il Conte" a count."""
    title = titles().get(doc.written(name.start, name.end))
    if title and "nobility" in title.groups and name.type == "PERSON":
        return has_article(doc, name.start)
    return title is not None


def is_medium(doc: Text, start: int, text: str) -> bool:
    """Whether a platform is but what something is said on: "su Facebook", "via WhatsApp"."""
    if text not in usage().platforms:
        return False
    before = doc.lower[start - 1]
    return before in usage().by_way or usage().preposition(before) == prepositions().on


def names_occasion(doc: Text, start: int) -> bool:
    """Whether a race or a treaty is named after what stands at ``start`` ("Giro d'Italia")."""
    at = start - 1 - usage().is_of(doc.words[start - 1])
    return doc.words[at][:1].isupper() and doc.lower[at] in usage().occasions
