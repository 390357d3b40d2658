"""Titles: words that say what a person is, by group, with gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .inflection import inflect
from .loader import DATA, Entry, read

_ABSENT = "-"
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

    ``firsts`` are the words that forms begin with, up to a hyphen or apostrophe; ``longest`` is
    how many words a form has at most; ``prefixes`` are written together with a title and leave
    it one.
    """

    forms: dict[str, Title]
    modifiers: frozenset[str]
    longest: int
    firsts: frozenset[str]
    prefixes: tuple[str, ...]

    def get(self, form: str) -> Title | None:
        """Title of a form in any case, None where it is no title."""
        return self.forms.get(form.casefold()) or self.forms.get(self._bare(form))

    def begins(self, word: str) -> bool:
        """Whether a token of this form may begin a title."""
        return _first(word.casefold()) in self.firsts or self._bare(word) in self.firsts

    def _bare(self, form: str) -> str:
        """Form without its prefix: "neosindaca" is a "sindaca"; "" where it has none."""
        folded = form.casefold()
        return next((folded[len(p) :] for p in self.prefixes if folded.startswith(p)), "")


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
    longest = max(form.count(" ") + 1 for form in forms)
    firsts = frozenset(_first(form) for form in forms)
    modifiers = frozenset(data.modifiers.words)
    return TitleTable(forms, modifiers, longest, firsts, data.prefixes.words)


@lru_cache(maxsize=1 << 16)
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
