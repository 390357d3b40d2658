"""How the spellings of one name are compared: normalised words, transliterations, acronyms.

In: the text of names; out: keys that two names of one bearer share.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..knowledge.usage import usage

WORD = re.compile(r"\w+")
_REPEATED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ø": "o"})
# Letters that transliterations of Russian, Ukrainian, Arabic names vary in.
_SPELLINGS = (
    ("sh", "s"),
    ("kh", "h"),
    ("ph", "f"),
    ("ch", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("k", "c"),
)
_SHORTEST_RESPELLED = 5  # letters: shorter names are too often alike by chance
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Words of a name without case, diacritics and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(WORD.findall(plain.translate(_LETTERS)))


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """Key that the usual transliterations of a name share ("Zelensky", "Zelenskyj")."""
    for variant, plain in _SPELLINGS:
        word = word.replace(variant, plain)
    return _REPEATED.sub(r"\1", word)


def is_respelled(one: str, other: str) -> bool:
    """Whether two words are one name, as written or transliterated in two ways."""
    return one == other or (len(one) >= _SHORTEST_RESPELLED and spelling(one) == spelling(other))


def initials(words: Words) -> str:
    """Acronym of a name, "" of a single word."""
    bare = bare_words(words)
    return "".join(word[0] for word in bare) if len(bare) > 1 else ""


@lru_cache(maxsize=1 << 14)
def bare_words(words: Words) -> Words:
    """Words of a name without its articles and prepositions."""
    small = usage().small_words
    return tuple(word for word in words if word not in small) or words
