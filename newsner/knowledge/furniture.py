"""What stands around the article on a news page: words and phrases, read from furniture.toml."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read


class Byline(Entry):
    """How bylines are written."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    joints: frozenset[str]
    particles: frozenset[str]
    roles: tuple[str, ...]
    desks: frozenset[str]


class PageDate(Entry):
    """Words around the date of publication, and the months."""

    words: frozenset[str]
    published: frozenset[str]
    updated: frozenset[str]
    weekdays: frozenset[str]
    months: dict[str, int]


class Hyphen(Entry):
    """First parts of compounds that keep their hyphen at a line end."""

    prefixes: frozenset[str]


class Furniture(Entry):
    """The whole of furniture.toml; the file says what each list is for."""

    end: frozenset[str]
    related: frozenset[str]
    furniture: frozenset[str]
    openings: tuple[str, ...]
    trailing: tuple[str, ...]
    share: frozenset[str]
    home: frozenset[str]
    sections: frozenset[str]
    banner: tuple[str, ...]
    agencies: tuple[str, ...]
    byline: Byline
    date: PageDate
    hyphen: Hyphen


@cache
def furniture() -> Furniture:
    """Read furniture.toml, once."""
    return read(DATA / "furniture.toml", Furniture)
