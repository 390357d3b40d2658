"""First names with their gender."""

from __future__ import annotations

from functools import cache

from .loader import DATA, Entry, read


class _Names(Entry):
    masculine: str
    feminine: str
    either: str


@cache
def first_names() -> dict[str, str]:
    """Gender by first name: "Masc", "Fem", or "" where it may be either.

    A name listed under both genders counts as either.

    Raises
    ------
    DataFileError
        ``data/first_names.toml`` does not fit its format.
    """
    data = read(DATA / "first_names.toml", _Names)
    men, women = set(data.masculine.split()), set(data.feminine.split())
    genders = dict.fromkeys(men, "Masc") | dict.fromkeys(women, "Fem")
    return genders | dict.fromkeys((men & women) | set(data.either.split()), "")
