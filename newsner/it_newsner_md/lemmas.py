"""Lemma scripts: how the encoder says a word's lemma."""

from __future__ import annotations


def apply(script: str, word: str, pos: str) -> str:
    """The lemma of ``word``.

    ``=`` keeps the word, ``l`` lowers it, ``#x`` is x; ``lK:x`` (``cK:x`` with the case
    kept) cuts K letters off the end and adds x.
    """
    word = word.replace("’", "'")
    shouted = len(word) > 1 and word.isupper() and pos not in _AS_WRITTEN
    if script == "=":
        return word.lower() if shouted else word
    if script == "l":
        return word.lower()
    if script[0] == "#":
        return script[1:]
    count, suffix = script[1:].split(":", 1)
    source = word if script[0] == "c" and not shouted else word.lower()
    return source[: max(0, len(source) - int(count))] + suffix


_AS_WRITTEN = frozenset({"PROPN", "NUM", "SYM", "X", "PUNCT"})
