"""Looking up many phrases in a Doc in one pass, whatever its tokenisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from spacy.tokens import Doc

T = TypeVar("T")

_FIRST = re.compile(r"\w+")


class PhraseIndex(Generic[T]):
    """Phrases with what they mean, found at token boundaries, longest first.

    Case is folded, but for the first letter, which must be a capital in the text; a phrase that
    begins in small letters is found only as it is written.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[tuple[str, bool, T]]] = {}
        for phrase, meaning in phrases:
            first = _FIRST.search(phrase.casefold())
            if first is not None:
                as_written = phrase[0].islower()
                entry = (phrase if as_written else phrase.casefold(), as_written, meaning)
                self._by_word.setdefault(first.group(), []).append(entry)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, meaning) of the phrases in ``doc``, left to right, not overlapping."""
        text = doc.text
        after = 0
        for token in doc:
            if token.i < after:
                continue
            first = _FIRST.search(token.text.casefold())
            if first is None:
                continue
            for phrase, as_written, meaning in self._by_word.get(first.group(), ()):
                end = token.idx + len(phrase)
                found = text[token.idx : end]
                if found != phrase if as_written else _fold(found) != phrase:
                    continue
                last = _token_ending(doc, token.i, end)
                if last is not None:
                    yield token.i, last, meaning
                    after = last
                    break


def _fold(found: str) -> str | None:
    """``found`` with its case folded, None where it does not begin with a capital."""
    return found.casefold() if found[:1].isupper() else None


def _token_ending(doc: Doc, start: int, end: int) -> int | None:
    """Index after the token that ends at character ``end``; None inside a token."""
    for i in range(start, len(doc)):
        stop = doc[i].idx + len(doc[i])
        if stop >= end:
            return i + 1 if stop == end else None
    return None
