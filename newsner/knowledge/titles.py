"""Titles: words that say what a person is, by group, with gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .inflection import inflect
from .loader import DATA, Entry, read

_ABSENT = "-"
NO_LENGTHS: frozenset[int] = frozenset()
_NUMBERS = ("Sing", "Sing", "Plur", "Plur")
_GENDERS = ("Masc", "Fem", "Masc", "Fem")


class _Modifiers(Entry):
    words: tuple[str, ...]


class _Titles(Entry):
    groups: dict[str, tuple[str, ...]]
    modifiers: _Modifiers
    prefixes: _Modifiers


@dataclass(frozen=True, slots=True)
class Title:
    """One form of a title.

    lemma
        masculine singular (feminine where there is no masculine), lower-case
    groups
        names of the groups that list it: "head_of_state", "minister", "kinship" ...
    gender
        "Masc", "Fem", or "" where the form is of both
    number
        "Sing", "Plur", or "" where the form is of both
    """

    form: str
    lemma: str
    groups: tuple[str, ...]
    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class TitleTable:
    """All titles: ``forms`` by lower-cased form (words joined by one space); ``modifiers``.

    ``by_first`` says how many words the forms have that begin with a word (up to a hyphen or
    apostrophe); ``prefixes`` are written together with a title and leave it one.
    """

    forms: dict[str, Title]
    modifiers: frozenset[str]
    by_first: dict[str, frozenset[int]]
    prefixes: tuple[str, ...]

    def get(self, form: str) -> Title | None:
        """Title of a form in any case, None where it is no title."""
        folded = form.casefold()
        found = self.forms.get(folded)
        if found is not None or not folded.startswith(self.prefixes):
            return found
        return self.forms.get(self._bare(folded))

    def without_prefix(self, form: str) -> str:
        """Title that a form is with a prefix: "presidente" of "neopresidente"; "" of others."""
        bare = self._bare(form)
        return bare if bare in self.forms else ""

    def lengths(self, word: str) -> frozenset[int]:
        """How many words the titles have that a token of this form begins; empty: none."""
        own = self.by_first.get(_first(word.casefold()), NO_LENGTHS)
        return own | self.by_first.get(self._bare(word), NO_LENGTHS)

    def _bare(self, form: str) -> str:
        """Form without its prefix: "neosindaca" is a "sindaca"; "" where it has none."""
        folded = form.casefold()
        if not folded.startswith(self.prefixes):
            return ""
        return next(folded[len(p) :] for p in self.prefixes if folded.startswith(p))


@cache
def titles() -> TitleTable:
    """Give the titles.

    Raises
    ------
    DataFileError
        ``data/titles.toml`` does not fit its format.
    """
    data = read(DATA / "titles.toml", _Titles)
    forms: dict[str, Title] = {}
    for group, words in data.groups.items():
        for word in words:
            for title in _forms(word, group):
                known = forms.get(title.form)
                forms[title.form] = _merge(known, title) if known else title
    by_first: dict[str, frozenset[int]] = {}
    for form in forms:
        first = _first(form)
        by_first[first] = by_first.get(first, NO_LENGTHS) | {form.count(" ") + 1}
    modifiers = frozenset(data.modifiers.words)
    return TitleTable(forms, modifiers, by_first, data.prefixes.words)


@lru_cache(maxsize=1 << 16)
def title_lengths(word: str) -> frozenset[int]:
    """Give `TitleTable.lengths` of all titles."""
    return titles().lengths(word)


def _first(form: str) -> str:
    return next(iter(re.findall(r"\w+", form)), "")


def _forms(word: str, group: str) -> list[Title]:
    forms = [form.casefold() for form in inflect(word)]
    lemma = next(form for form in forms if form != _ABSENT)
    found = []
    for form in dict.fromkeys(forms):
        if form == _ABSENT:
            continue
        at = [k for k in range(4) if forms[k] == form]
        gender = {_GENDERS[k] for k in at}
        number = {_NUMBERS[k] for k in at}
        found.append(Title(form, lemma, (group,), _only(gender), _only(number)))
    return found


def _only(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""


def _merge(one: Title, other: Title) -> Title:
    """One form listed twice: in several groups, or as the form of two words."""
    return Title(
        one.form,
        one.lemma,
        tuple(dict.fromkeys((*one.groups, *other.groups))),
        one.gender if one.gender == other.gender else "",
        one.number if one.number == other.number else "",
    )
