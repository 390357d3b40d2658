"""Function words of Italian and of languages that may be taken for it."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read


class Languages(Entry):
    """The whole of languages.toml, by ISO 639-1 code."""

    words: dict[str, frozenset[str]]
    names: dict[str, str]


@cache
def languages() -> Languages:
    """Read languages.toml, once."""
    return read(DATA / "languages.toml", Languages)
