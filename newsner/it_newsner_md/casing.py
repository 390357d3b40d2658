"""Runs of capitals as they would stand in ordinary letters: "PRESO UGO NERI" as "Preso Ugo Neri".

A headline in capitals says of no word whether it is a name. The encoder tells most names in small
letters too, and the article writes many of them elsewhere. No word changes its length.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .windows import Words, part_starts

_FEWEST = 3  # words of a run
_SHORTEST = 4  # letters of the ordinary word that a run has: shorter ones are acronyms too
_NUMERAL = re.compile(r"(?=[XVI]{2})X{0,3}(IX|IV|V?I{0,3})")
_PRONOUN = "VI"  # a numeral in names only
_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
_FUNCTION = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX"})
# From which `Guess.named` on a word is a name's; of nouns, verbs and adjectives.
_NAMED, _ORDINARY = 0.6, 1.0

Run = tuple[int, int]
Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the encoder makes of a word of a run.

    named
        from 0 to 2: how probable it is that it is in a name, and that it is a proper noun
    kind
        of the name: PER, LOC, ORG, MISC; "" where it sees none
    pos
        part of speech
    """

    named: float = 0.0
    kind: str = ""
    pos: str = ""

    def beside(self, other: Guess) -> Guess:
        """Give the mean of two readings; what is not counted is this one's."""
        return Guess((self.named + other.named) / 2, self.kind or other.kind, self.pos)


def runs(words: Words, is_ordinary: Knows) -> list[Run]:
    """``(start, end)`` of stretches in capitals, each in one line.

    Three words at least, one of which is an ordinary one: "NBC, CBS, ABC" is in usual letters.
    """
    return [run for run in _stretches(words) if _is_shouted(words.texts[slice(*run)], is_ordinary)]


def _stretches(words: Words) -> Iterator[Run]:
    """Stretches without small letters that begin and end with words in capitals."""
    start = end = -1
    for i, (text, breaks) in enumerate(zip(words.texts, words.breaks, strict=True)):
        if start >= 0 and (breaks or any(map(str.islower, text))):
            yield start, end
            start = -1
        if text.isupper():
            start = i if start < 0 else start
            end = i + 1 if len(text) > 1 or start == i else end
    if start >= 0:
        yield start, end


def _is_shouted(texts: Sequence[str], is_ordinary: Knows) -> bool:
    letters = [text for text in texts if text.isalpha()]
    return len(letters) >= _FEWEST and any(
        len(text) >= _SHORTEST and is_ordinary(text.lower()) for text in letters
    )


def in_small_letters(words: Words, found: Sequence[Run]) -> Words:
    """Give the words with those of the runs in small letters, but where a sentence begins."""
    starts, texts = part_starts(words), list(words.texts)
    for i in (i for run in found for i in range(*run)):
        small = texts[i].lower()
        texts[i] = _fit(small[:1].upper() + small[1:] if starts[i] else small, texts[i])
    return replace(words, texts=texts)


def capitalised(words: Words, found: Sequence[Run], guesses: Sequence[Guess]) -> Words:
    """Give the words with those of the runs capitalised, as in English titles."""
    texts = list(words.texts)
    for i in (i for run in found for i in range(*run)):
        small = guesses[i].pos in _FUNCTION
        texts[i] = _fit(texts[i].lower() if small else texts[i].title(), texts[i])
    return replace(words, texts=texts)


def in_ordinary_letters(
    words: Words, found: Sequence[Run], guesses: Sequence[Guess], is_ordinary: Knows
) -> Words:
    """Give the words with those of the runs as they would be written; ``guesses`` are of all."""

    def is_rare(word: str, pos: str) -> bool:
        return pos in _OPEN and not is_ordinary(word)

    small, spellings = in_small_letters(words, found), _spellings(words, found)
    texts = list(small.texts)
    for i in (i for run in found for i in range(*run)):
        given, low, guess = words.texts[i], small.texts[i], guesses[i]
        usual = spellings.get(given.lower(), ())
        if len(usual) == 1:
            spelling = next(iter(usual))
            texts[i] = _fit(spelling if low.islower() else low, given)
        elif guess.named > (_NAMED if is_rare(given.lower(), guess.pos) else _ORDINARY):
            texts[i] = _fit(_as_name(given, low, guess), given)
        elif _NUMERAL.fullmatch(given) and given != _PRONOUN:
            texts[i] = given
    return replace(words, texts=texts)


def _spellings(words: Words, found: Sequence[Run]) -> dict[str, set[str]]:
    """How the article writes each word outside of the runs, and inside of its sentences."""
    inside = {i for run in found for i in range(*run)}
    spellings: dict[str, set[str]] = defaultdict(set)
    for i, (text, starts) in enumerate(zip(words.texts, part_starts(words), strict=True)):
        if not starts and i not in inside:
            spellings[text.lower()].add(text)
    return spellings


def _as_name(given: str, small: str, guess: Guess) -> str:
    """Write a word of a name."""
    if guess.kind != "PER" and guess.pos in _FUNCTION:
        return small
    return given if _NUMERAL.fullmatch(given) else small.title()


def _fit(text: str, given: str) -> str:
    """Give a spelling, or the one given where it is not as long."""
    return text if len(text) == len(given) else given
