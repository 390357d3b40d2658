"""Spellings and shapes that training adds: capitals, typography, headlines, slips.

A variant keeps the annotation of the words it keeps. Where a spelling changes what makes the
lemma of a word, the lemma of the variant is worked out anew from the same target.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from .sentences import LAYERS, Sentence

VARIANTS = Path(__file__).with_name("variants.toml")
_ARTICLE = "PronType=Art"
_SHORTEST_CUT = 3


def _settings() -> dict[str, Any]:
    return tomllib.loads(VARIANTS.read_text(encoding="utf-8"))


_SETTINGS = _settings()


@dataclass(slots=True)
class Variant:
    """A sentence as one epoch shows it."""

    sentence: Sentence
    unreadable: frozenset[int] = frozenset()  # words whose lemma cannot be asked for
    unfinished: bool = False  # nothing can follow in its window


def vary(sentence: Sentence, random: Random) -> Variant:
    """Draw a variant of ``sentence``."""
    s = _typography(sentence, random)
    chance, unreadable = random.random(), frozenset[int]()
    case, noise = _SETTINGS["case"], _SETTINGS["noise"]
    if chance < case["capitals"]:
        s = replace(s, words=[w.upper() for w in s.words])
    elif chance < case["capitals"] + case["lower"]:
        s = replace(s, words=[w.lower() for w in s.words])
    elif chance < case["capitals"] + case["lower"] + noise["sentence"]:
        words = [_slip(w, random) if random.random() < noise["word"] else w for w in s.words]
        unreadable = frozenset(i for i, w in enumerate(words) if w != s.words[i])
        s = replace(s, words=words)
    return _shape(Variant(s, unreadable), random)


def _typography(s: Sentence, random: Random) -> Sentence:
    settings, words = _SETTINGS["typography"], s.words
    if random.random() < settings["curly_apostrophe"]:
        words = [w.replace("'", "’") for w in words]
    if '"' in words and random.random() < settings["quotes"]:
        pair, words = random.choice(settings["quote_pairs"]), list(words)
        places = [i for i, w in enumerate(words) if w == '"']
        for k, i in enumerate(places):
            words[i] = pair[k % 2]
    return replace(s, words=words)


def _slip(word: str, random: Random) -> str:
    """Misspell a word of four letters or more: a letter lost, doubled, misread or moved."""
    if len(word) < 4:
        return word
    i = random.randrange(1, len(word))
    kind = random.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[:i] + word[i - 1 :]
    if kind == 2:
        misread = [(a, b) for a, b in _SETTINGS["noise"]["confusions"] if a in word]
        if misread:
            a, b = random.choice(misread)
            return word.replace(a, b, 1)
    return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


def _shape(v: Variant, random: Random) -> Variant:
    settings, s = _SETTINGS["shape"], v.sentence
    places = list(range(len(s.words)))
    chance, unfinished = random.random(), False
    headline = chance < settings["headline"]
    if headline and s.head is not None and s.morph is not None:
        governors = {h for i, h in enumerate(s.head) if h != i}
        places = [i for i in places if i in governors or _ARTICLE not in s.morph[i]]
    no_stop, cut = settings["headline"] + settings["no_stop"], settings["cut"]
    if chance < no_stop and len(places) > 1 and s.words[places[-1]] == ".":
        places.pop()
    elif no_stop <= chance < no_stop + cut and len(places) > 2 * _SHORTEST_CUT:
        places = places[: random.randrange(_SHORTEST_CUT, len(places))]
        unfinished = True
    if len(places) == len(s.words):
        return v
    unreadable = frozenset(k for k, i in enumerate(places) if i in v.unreadable)
    return Variant(keep(s, places), unreadable, unfinished)


def keep(s: Sentence, places: list[int]) -> Sentence:
    """Keep some words of a sentence; a head that goes leaves -1."""
    new = {old: k for k, old in enumerate(places)}
    layers: dict[str, Any] = {
        k: [v[i] for i in places] for k in LAYERS if (v := getattr(s, k)) is not None
    }
    return replace(
        s,
        words=[s.words[i] for i in places],
        # The word before a gap is set off from what now follows.
        spaces=[s.spaces[i] or i + 1 not in new for i in places],
        head=None if s.head is None else [new.get(s.head[i], -1) for i in places],
        **layers,
    )


def plain_accents(s: Sentence, random: Random) -> Sentence | None:
    """Type final accents as apostrophes; None if chance, or the words, give no cause."""
    settings = _SETTINGS["accents"]
    plain: dict[str, str] = settings["plain"]
    hit = [w[-1] in plain and (len(w) > 1 or w in settings["words"]) for w in s.words]
    if s.head is None or not any(hit) or random.random() >= settings["chance"]:
        return None
    places = [i for i, h in enumerate(hit) for _ in range(1 + h)]
    first = [places.index(i) for i in range(len(s.words))]
    added = [k > 0 and places[k - 1] == i for k, i in enumerate(places)]
    words, spaces = [], []
    for k, i in enumerate(places):
        word = s.words[i]
        words.append("'" if added[k] else word[:-1] + plain[word[-1]] if hit[i] else word)
        spaces.append(s.spaces[i] and (added[k] or not hit[i]))
    layers: dict[str, Any] = {
        k: [settings["apostrophe"][k] if a else v[i] for i, a in zip(places, added, strict=True)]
        for k in LAYERS
        if (v := getattr(s, k)) is not None
    }
    head = [first[i] if a else first[s.head[i]] for i, a in zip(places, added, strict=True)]
    return replace(s, words=words, spaces=spaces, head=head, **layers)
