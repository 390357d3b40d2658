"""The four forms of adjectives and nouns, from their masculine singular."""

from __future__ import annotations

from functools import cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from .loader import DATA, Entry, read


class Forms(NamedTuple):
    """The four forms of a word; equal where the word does not distinguish them."""

    masc_sing: str
    fem_sing: str
    masc_plur: str
    fem_plur: str


class _Endings(Entry):
    endings: dict[str, tuple[str, str, str, str]]
    plurals: dict[str, str]


@cache
def _endings() -> _Endings:
    return read(DATA / "inflection.toml", _Endings)


def inflect(word: str) -> Forms:
    """Forms of ``word``.

    Parameters
    ----------
    word
        Masculine singular, the last word of several being inflected ("primo ministro" is to be
        written out); or all forms, "greco/greca/greci/greche"; or singular and plural of a word
        of common gender, "collega/collega/colleghi/colleghe". A word whose ending
        `inflection.toml` does not know stays as it is.
    """
    if "/" in word:
        return Forms(*word.split("/"))
    table = _endings().endings
    ending = max((e for e in table if word.endswith(e)), key=len, default="")
    stem = word[: len(word) - len(ending)]
    return Forms(*(stem + e for e in table.get(ending, ("",) * 4)))


def plural(noun: str) -> str:
    """Regular plural of a noun, the first word of several being inflected."""
    first, space, rest = noun.partition(" ")
    table = _endings().plurals
    ending = max((e for e in table if first.endswith(e)), key=len, default="")
    if not ending:
        return noun
    return first[: len(first) - len(ending)] + table[ending] + space + rest


def with_plurals(words: frozenset[str]) -> frozenset[str]:
    """Give the words and their regular plurals: what a text is searched for when a lemma fails."""
    return words | {plural(word) for word in words}


Nouns = Annotated[frozenset[str], AfterValidator(with_plurals)]
"""Field of a data file: nouns (verbs may be among them), singular, matched in both numbers."""
