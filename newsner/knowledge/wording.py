"""Readable phrases: how a relation type is said in Italian and English, by status and agreement.

In: the type, its status, who is spoken of; out: "ha inviato una lettera a", "was arrested". The
phrases are in the files of relation types, how they bend in ``data/wording.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ..errors import InputError
from .loader import DATA, Entry, read
from .names import first_names
from .relations import lexicon

Language = Literal["it", "en"]
#: Active, its infinitive, passive, its infinitive: by language.
Phrases = Mapping[str, Sequence[str]]


class _Bending(Entry):
    negated: tuple[tuple[str, str], ...]
    uncertain: tuple[tuple[str, str], ...]
    future: tuple[tuple[str, str], ...]
    agent: tuple[str, ...]


class _Names(Entry):
    feminine: tuple[str, ...]
    masculine: tuple[str, ...]
    plural: tuple[str, ...]
    feminine_plural: tuple[str, ...]


class Wording(Entry):
    """``data/wording.toml``."""

    it: _Bending
    en: _Bending
    plural: dict[str, str]
    names: _Names


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an Italian participle or verb agrees with."""

    feminine: bool = False
    plural: bool = False

    @property
    def ending(self) -> str:
        """Ending of a participle: o, a, i, e."""
        return ("e" if self.feminine else "i") if self.plural else "a" if self.feminine else "o"


@cache
def wording() -> Wording:
    """Give ``data/wording.toml``; raises DataFileError where it does not fit its format."""
    return read(DATA / "wording.toml", Wording)


@lru_cache(maxsize=8192)
def agreement(name: str, type: str) -> Agreement:
    """Gender and number of a name: "Ada Verdi" is feminine, "Stati Uniti" plural.

    People go by their first name, all else by the ending of its first word; what shows neither
    is masculine singular, the unmarked form.
    """
    first = next(iter(name.split(maxsplit=1)), "")
    if type == "PERSON":
        return Agreement(feminine=first_names().get(first) == "Fem")
    names = wording().names
    if first in names.plural or first in names.feminine_plural:
        return Agreement(feminine=first in names.feminine_plural, plural=True)
    acronym = first.isupper() or len(first) < 3
    feminine = first.lower().endswith(names.feminine) and first not in names.masculine
    return Agreement(feminine=feminine and not acronym)


def phrase(
    type: str,
    language: str = "it",
    *,
    passive: bool = False,
    status: str = "asserted",
    agent: bool = True,
    of: Agreement | None = None,
    to_country: bool = False,
    given: Phrases | None = None,
) -> str:
    """Say a relation type in words.

    Parameters
    ----------
    type
        A relation type; one without phrases is said by its name ("FLEW_TO": "flew to").
    language
        "it" or "en".
    passive
        From the object's side ("è stato riconosciuto da").
    status
        asserted, negated ("non ha riconosciuto"), future ("dovrebbe riconoscere") or uncertain
        ("avrebbe riconosciuto").
    agent
        False where nobody is named: a passive loses its last word ("è stato arrestato").
    of
        What the verb agrees with.
    to_country
        Whether a country follows: one is born "in Italia", but "a Roma".
    given
        Phrases of a type that is not bundled.

    Raises
    ------
    InputError
        No such language.
    """
    if language not in ("it", "en"):
        raise InputError(f"language must be 'it' or 'en', not {language!r}")
    known = lexicon().types.get(type)
    phrases = (given or (known.phrases if known else {})).get(language)
    if phrases is None:
        plain = type.lower().replace("_", " ")
        prefix = {"negated": "not: ", "future": "planned: ", "uncertain": "possibly: "}
        if language == "it":
            prefix = {"negated": "non: ", "future": "previsto: ", "uncertain": "forse: "}
        return prefix.get(status, "") + plain
    forms = phrases[2 * passive], phrases[2 * passive + 1]
    return _say(*forms, language, status, agent or not passive, of or Agreement(), to_country)


@lru_cache(maxsize=8192)
def _say(
    said: str,
    infinitive: str,
    language: str,
    status: str,
    agent: bool,
    of: Agreement,
    to_country: bool,
) -> str:
    bending: _Bending = getattr(wording(), language)
    said = _bend(said, infinitive, status, bending, language)
    if not agent:
        said = _without_agent(said, bending)
    said = said.replace("{o}", of.ending).replace("{a}", "in" if to_country else "a")
    if of.plural and language == "it":
        said = " ".join(wording().plural.get(word, word) for word in said.split(" "))
    return said


def has_agent(type: str, language: str = "it", given: Phrases | None = None) -> bool:
    """Whether the passive of a type ends in its agent, so that it can be said without."""
    known = lexicon().types.get(type)
    phrases = (given or (known.phrases if known else {})).get(language)
    bending: _Bending = getattr(wording(), language)
    return phrases is not None and phrases[2].rpartition(" ")[2] in bending.agent


def _bend(said: str, infinitive: str, status: str, bending: _Bending, language: str) -> str:
    if status == "asserted":
        return said
    if status == "future":
        return bending.future[0][1] + infinitive
    beginnings = bending.negated if status == "negated" else bending.uncertain
    for old, new in beginnings:
        if said.startswith(old):
            plain_past = language == "en" and status == "negated" and not old
            return new + (infinitive if plain_past else said[len(old) :])
    return said


def _without_agent(said: str, bending: _Bending) -> str:
    rest, _, last = said.rpartition(" ")
    return rest.rstrip(",") if last in bending.agent else said
