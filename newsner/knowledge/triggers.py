"""Classes of words: the relation types among whose triggers a word is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import RootModel
from spacy.strings import get_string_id

from .loader import DATA, Entry, read
from .relations import lexicon


class Triggers(Entry):
    """Words of one type in ``data/triggers.toml``."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


class _File(RootModel[dict[str, Triggers]]):
    pass


@cache
def triggers() -> dict[str, Triggers]:
    """Read ``data/triggers.toml``, by relation type."""
    return read(DATA / "triggers.toml", _File).root


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of a word, as numbers: those that it mostly means, and those it only may mean."""

    strong: tuple[int, ...] = ()
    weak: tuple[int, ...] = ()


NO_CLASSES = Classes()


@cache
def classes() -> dict[str, Classes]:
    """Give the classes of each word that has some.

    What a frame of the bundled lexicon lists as its trigger counts as well: as strong where the
    frame asks for nothing else, as weak where it has conditions.
    """
    strong: dict[str, set[int]] = {}
    weak: dict[str, set[int]] = {}
    for name, words in triggers().items():
        for found, listed in ((strong, words.strong), (weak, words.weak)):
            for word in listed:
                found.setdefault(word, set()).add(number_of(name))
    for frame in lexicon().all_frames:
        for word in frame.triggers:
            found = weak if frame.with_ else strong
            found.setdefault(word, set()).add(number_of(frame.relation.type))
    return {
        word: Classes(
            tuple(sorted(strong.get(word, ()))),
            tuple(sorted(weak.get(word, set()) - strong.get(word, set()))),
        )
        for word in strong.keys() | weak.keys()
    }


@cache
def number_of(type_: str) -> int:
    """Give the number of a class."""
    return int(get_string_id(f"class {type_}"))
