"""Looking up many phrases in a Doc in one pass, whatever its tokenisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from spacy.tokens import Doc

T = TypeVar("T")

_FIRST = re.compile(r"\w+")


class PhraseIndex(Generic[T]):
    """Phrases with what they mean, found at token boundaries, longest first.

    Words that a phrase writes with a capital need one in the text; for the rest case is folded.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[tuple[str, str, T]]] = {}
        for phrase, meaning in phrases:
            first = _FIRST.search(phrase.casefold())
            if first is not None:
                entry = (phrase, phrase.casefold(), meaning)
                self._by_word.setdefault(first.group(), []).append(entry)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, meaning) of the phrases in ``doc``, left to right, not overlapping."""
        if not self._by_word:  # nearly always, of the user's own
            return
        text = doc.text.replace("’", "'")
        words: list[int] = doc.to_array("ORTH").tolist()
        firsts = {word: _first_word(doc.vocab.strings[word]) for word in set(words)}
        begun = {w: self._by_word[first] for w, first in firsts.items() if first in self._by_word}
        after = 0
        for i in [i for i, word in enumerate(words) if word in begun]:
            if i < after:
                continue
            start = doc[i].idx
            for phrase, folded, meaning in begun[words[i]]:
                end = start + len(phrase)
                found = text[start:end]
                if found.casefold() != folded or not _has_its_capitals(found, phrase):
                    continue
                last = _token_ending(doc, i, end)
                if last is not None:
                    yield i, last, meaning
                    after = last
                    break


@lru_cache(maxsize=1 << 16)
def _first_word(text: str) -> str:
    """First word of ``text`` without case, "" where it has none."""
    first = _FIRST.search(text.casefold())
    return first.group() if first else ""


def _has_its_capitals(found: str, phrase: str) -> bool:
    """Whether each word that ``phrase`` capitalises is capitalised in ``found`` too."""
    return all(
        found[match.start()].isupper() or not phrase[match.start()].isupper()
        for match in _FIRST.finditer(phrase)
    )


def _token_ending(doc: Doc, start: int, end: int) -> int | None:
    """Index after the token that ends at character ``end``; None inside a token."""
    for i in range(start, len(doc)):
        stop = doc[i].idx + len(doc[i])
        if stop >= end:
            return i + 1 if stop == end else None
    return None
