"""Sentences as the reader takes them: the parser may break one at a colon or semicolon."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from spacy.tokens import Doc

from ..layers import column

COLON = ":"
FULL_STOPS = frozenset((".", "!", "?", "…", "..."))
LONGEST = 400  # tokens; what is longer is read as several sentences, or it would take forever


def sentence_numbers(doc: Doc) -> list[int]:
    """Sentence number of each token; what ends without a full stop goes on in the next."""
    numbers: list[int] = []
    number, ended, length = -1, True, 0
    for sentence in doc.sents:
        length = 0 if ended else length
        number += ended
        for start in range(0, len(sentence), LONGEST):
            part = min(LONGEST, len(sentence) - start)
            if length + part > LONGEST:
                number, length = number + 1, 0
            length += part
            numbers += [number] * part
        last = doc[max(sentence.start, sentence.end - 2) : sentence.end]  # a quotation mark apart
        ended = any(t.is_space or t.text in FULL_STOPS for t in last)
    return numbers


def last_colons(doc: Doc, sentence_of: list[int]) -> list[int]:
    """Give for each token the last colon before it in its sentence, -1 where there is none."""
    found: list[int] = []
    last = -1
    for i, word in enumerate(column(doc, "ORTH")):
        if i and sentence_of[i] != sentence_of[i - 1]:
            last = -1
        found.append(last)
        if word == COLON:
            last = i
    return found


def extents(sentence_of: list[int]) -> list[tuple[int, int]]:
    """Give first token and length of each sentence."""
    lengths = Counter(sentence_of)
    ordered = [lengths[k] for k in range(len(lengths))]
    return list(zip(accumulate(ordered, initial=0), ordered, strict=False))
