"""Lemmas: the encoder proposes how to make one of a word, a lexicon keeps verbs verbs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .decode import Floats

VERBS = frozenset({"VERB", "AUX"})
AS_WRITTEN = frozenset({"PROPN", "NUM", "SYM", "X", "PUNCT"})
_TRIED = 12
_CACHED = 200_000


def apply_script(script: str, word: str, pos: str) -> str:
    """Make a lemma of ``word``.

    Scripts: ``=`` keeps the word, ``l`` lowers it, ``#x`` is x itself, ``lK:x`` (``cK:x``: the
    case kept) cuts the last K letters and adds x. Words all in capitals count as lower-case
    ones, unless they are names.
    """
    word = word.replace("’", "'")
    if word.isupper() and pos not in AS_WRITTEN:
        word = word.lower()
    if script == "=":
        return word
    if script == "l":
        return word.lower()
    if script[0] == "#":
        return script[1:]
    cut, ending = script[1:].split(":", 1)
    base = word if script[0] == "c" else word.lower()
    return base[: max(0, len(base) - int(cut))] + ending


class Lemmatizer:
    """Chooses a word's lemma.

    Parameters
    ----------
    scripts
        What the encoder's scores are about, in order.
    infinitives
        Every infinitive known.
    """

    def __init__(self, scripts: Sequence[str], infinitives: frozenset[str]) -> None:
        self._scripts = scripts
        self._infinitives = infinitives
        self._cache: dict[tuple[str, int, str], tuple[str, bool]] = {}

    def __call__(self, word: str, pos: str, best: int, scores: Floats) -> str:
        """Choose by the scores of the scripts, the ``best`` of which is given."""
        key = (word, best, pos)
        found = self._cache.get(key)
        if found is None:
            lemma = self._apply(best, word, pos)
            found = lemma, pos not in VERBS or lemma in self._infinitives
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[key] = found
        lemma, sure = found
        return lemma if sure else self._verb(word, pos, lemma, scores)

    def _apply(self, script: int, word: str, pos: str) -> str:
        lemma = apply_script(self._scripts[script], word, pos)
        # The treebanks write a verb's clitics into its lemma ("dare gli").
        return lemma.partition(" ")[0] if pos in VERBS else lemma

    def _verb(self, word: str, pos: str, first: str, scores: Floats) -> str:
        order = np.argsort(-scores, kind="stable")[:_TRIED]
        tried = [self._apply(int(k), word, pos) for k in order]
        known = [lemma for lemma in tried if lemma in self._infinitives]
        shaped = [lemma for lemma in tried if lemma.endswith(("are", "ere", "ire", "rre"))]
        return next(iter([*known, *shaped]), first)


def read_infinitives(content: bytes) -> frozenset[str]:
    """Read the lexicon: an infinitive a line, comments after ``#``."""
    lines = content.decode("utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
