"""Text and phrases as atoms: numbers, words and signs, whatever a tokenizer makes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

# A number, a word (with the apostrophe that elides it), or one other character.
ATOM = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*['’]?|[^\w\s]|_")

T = TypeVar("T")


def normalise(word: str) -> str:
    """Lower case, composed, with a straight apostrophe."""
    lower = word.lower().replace("’", "'").replace("‘", "'")
    return lower if lower.isascii() else unicodedata.normalize("NFC", lower)


def atoms_of(text: str) -> tuple[list[str], list[int], list[int]]:
    """Atoms of a text, normalised, with the offsets in it where they start and end."""
    spans = [match.span() for match in ATOM.finditer(text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    plain = text.lower().replace("’", "'").replace("‘", "'")
    if len(plain) == len(text) and unicodedata.is_normalized("NFC", plain):
        return [plain[start:end] for start, end in spans], starts, ends
    return [normalise(text[start:end]) for start, end in spans], starts, ends


def split(text: str) -> tuple[str, ...]:
    """Split a phrase of a data file into atoms, as the text is split."""
    return tuple(normalise(atom) for atom in ATOM.findall(text))


class Phrases(Generic[T]):
    """Words and phrases with a meaning each; the longest match wins.

    ``by_first`` has them by their first atom, the longest first.
    """

    def __init__(self, entries: Mapping[str, T]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        for phrase, meaning in entries.items():
            atoms = split(phrase)
            self.by_first.setdefault(atoms[0], []).append((atoms, meaning))
            self._by_last.setdefault(atoms[-1], []).append(atoms)
        for found in self.by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """Words that a phrase may begin with."""
        return frozenset(self.by_first)

    @property
    def last_words(self) -> frozenset[str]:
        """Words that a phrase may end with."""
        return frozenset(self._by_last)

    @property
    def openings(self) -> frozenset[str | tuple[str, str]]:
        """Words that are a phrase, and the first two words of longer phrases."""
        phrases = (atoms for found in self.by_first.values() for atoms, _ in found)
        return frozenset(a[0] if len(a) == 1 else (a[0], a[1]) for a in phrases)

    def ends_at(self, norms: Sequence[str], at: int) -> int:
        """Length of a phrase that ends right before ``at``; 0 where there is none."""
        if not at:
            return 0
        for atoms in self._by_last.get(norms[at - 1], ()):
            if len(atoms) == 1 or tuple(norms[max(0, at - len(atoms)) : at]) == atoms:
                return len(atoms)
        return 0

    def match(self, norms: Sequence[str], at: int) -> tuple[T, int] | None:
        """Give the meaning of the longest phrase that begins at ``at``, and where it ends."""
        for atoms, meaning in self.by_first.get(norms[at], ()):
            end = at + len(atoms)
            if len(atoms) == 1 or tuple(norms[at:end]) == atoms:
                return meaning, end
        return None
