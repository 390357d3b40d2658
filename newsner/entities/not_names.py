"""Spans that name nobody, and known names that mean something else at one place."""

from __future__ import annotations

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import prepositions, usage
from ..words import WordTree
from .syntax import Name, has_article, is_among, noun_before, noun_of

_LONGEST_FIRM = 4  # words


def is_no_name(doc: WordTree, name: Name) -> bool:
    """Whether a span names nobody: a listed word, a title, a formula, the land of a race."""
    text = doc.written(name.start, name.end)
    if name.type != "PERSON" and (names_occasion(doc, name.start) or _is_state(doc, name)):
        return True
    if name.start and doc[name.start - 1].text in usage().small_saints:
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
    common = word in usage().not_names and not _is_quarter(doc, name.start)
    return formula or team or common or _is_title(doc, name)


def _is_signature(doc: WordTree, name: Name) -> bool:
    """Whether initials stand behind a dash or alone in their line, as an author's: "— U. N."."""
    initials = all(len(t.text) == 2 and t.text[1] == "." for t in doc[name.start : name.end])
    if not initials or not name.start:
        return False
    before, behind = doc[name.start - 1], doc[name.end : name.end + 1]
    return before.text == "—" or (before.is_space and (not behind or behind[0].is_space))


def _is_quarter(doc: WordTree, start: int) -> bool:
    """Whether the noun before makes a common word a place's name: "nel rione Sanità"."""
    noun = noun_before(doc, start)
    return noun is not None and noun.i == start - 1 and is_among(noun, places().nouns)


def is_product(doc: WordTree, start: int, end: int) -> bool:
    """Whether a firm's name is that of its goods: "un'Audi", "una Fiat Punto", "un suv Dacia"."""
    known = organisations()
    stops = range(min(end, start + _LONGEST_FIRM), start, -1)
    firms = (doc.written(start, stop) for stop in stops)
    if not start or not any(f in known.makers or known.kind_of.get(f) == "company" for f in firms):
        return False
    before = doc[start - 1]
    if before.lower_ in usage().articles.indefinite:
        return True
    firm = noun_of(doc, before.i)  # "la casa di moto X"
    return is_among(before, usage().goods) and not (firm and is_among(firm, known.nouns))


def has_wrong_article(doc: WordTree, start: int, text: str) -> bool:
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
    title = titles().get(doc.written(name.start, name.end))
    if title and "nobility" in title.groups and name.type == "PERSON":
        return has_article(doc, name.start)
    return title is not None


def is_medium(doc: WordTree, start: int, text: str) -> bool:
    """Whether a platform is but what something is said on: "su Facebook", "via WhatsApp"."""
    if start == 0 or text not in usage().platforms:
        return False
    before = doc[start - 1]
    return before.lower_ in usage().by_way or usage().preposition(before.text) == prepositions().on


def names_occasion(doc: WordTree, start: int) -> bool:
    """Whether a race or a treaty is named after what stands at ``start`` ("Giro d'Italia")."""
    at = start - 1 - (start > 0 and usage().is_of(doc[start - 1].text))
    return at >= 0 and doc[at].text[0].isupper() and doc[at].lower_ in usage().occasions
