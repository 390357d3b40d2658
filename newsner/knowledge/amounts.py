"""What newsner knows of quantities: ``data/amounts.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .atoms import Phrases
from .loader import DATA, Entry, read


class _Attached(Entry):
    measured: frozenset[str]
    lasting: frozenset[str]
    placing: frozenset[str]


class _Amounts(Entry):
    currencies: dict[str, str]
    multipliers: dict[str, int]
    lists: dict[str, tuple[str, ...]]
    attached: _Attached


@dataclass(frozen=True, slots=True)
class AmountWords:
    """The data file, ready for matching.

    currencies
        code in ISO 4217 by word or sign
    multipliers
        "mila", "milioni" and the like
    lists
        words by what they do
    measured
        lemmas of nouns that only say what kind of amount follows
    lasting, placing
        prepositions before a length of time that belongs to its verb; and before numbers that only
        place what is told
    """

    currencies: Phrases[str]
    multipliers: dict[str, int]
    lists: dict[str, Phrases[bool]]
    measured: frozenset[str]
    lasting: frozenset[str]
    placing: frozenset[str]


@cache
def amount_words() -> AmountWords:
    """Read and check the file.

    Raises
    ------
    DataFileError
        It does not fit its format; names file and entry.
    """
    data = read(DATA / "amounts.toml", _Amounts)
    return AmountWords(
        Phrases(data.currencies),
        data.multipliers,
        {name: Phrases(dict.fromkeys(words, True)) for name, words in data.lists.items()},
        data.attached.measured,
        data.attached.lasting,
        data.attached.placing,
    )
