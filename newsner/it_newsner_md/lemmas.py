"""Lemmas: the encoder proposes, a lexicon of forms has a say where it is unsure.

The encoder scores scripts, ways to make a lemma of a word. For verbs, nouns and adjectives
the lexicon analyses the form: it knows lemmas, endings that make forms of them, and the
forms that no ending explains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .decode import Floats

VERB = "VERB"
AS_WRITTEN = frozenset({"PROPN", "NUM", "SYM", "X", "PUNCT"})
_CATEGORY = {"AUX": VERB, VERB: VERB, "NOUN": "NOUN", "ADJ": "ADJ"}

# Chosen on ISDT dev. Above the first the encoder's lemma of a verb stands where the lexicon knows
# it as a lemma, if not as that of the form; above the second that of a noun or adjective. A
# lemma that the lexicon does not know gives way to one that it does ("invaso" is of no "invare").
_CERTAIN = 0.97
_LIKELY = 0.3
_TRIED = 25
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


class Lexicon:
    """The lemmas of one category, and what their forms look like.

    Parameters
    ----------
    lemmas
        All lemmas known.
    endings
        ``[ending, lemma's ending, count]``: a form that ends so may belong to a lemma that
        ends so; in how many lemmas it was seen.
    forms
        Lemmas of the forms that the endings do not explain.
    shape
        How every lemma ends; empty: anyhow.
    """

    def __init__(
        self,
        lemmas: Sequence[str],
        endings: Sequence[tuple[str, str, int]],
        forms: Mapping[str, Sequence[str]],
        shape: Sequence[str] = (),
    ) -> None:
        self.lemmas = frozenset(lemmas)
        self.shape = tuple(shape)
        self._forms = forms
        self._endings: dict[str, list[tuple[str, int]]] = {}
        for ending, replacement, count in endings:
            self._endings.setdefault(ending, []).append((replacement, count))
        self._longest = max((len(e) for e in self._endings), default=0)

    def analyse(self, form: str) -> list[str]:
        """Give the lemmas that ``form``, in lower case, may belong to, likeliest first."""
        found = dict.fromkeys(self._forms.get(form, ()), len(self.lemmas))
        if form in self.lemmas:
            found.setdefault(form, len(self.lemmas))
        for size in range(1, min(self._longest, len(form)) + 1):
            stem = form[: len(form) - size]
            for replacement, count in self._endings.get(form[-size:], ()):
                lemma = stem + replacement
                if lemma in self.lemmas:
                    found[lemma] = max(count, found.get(lemma, 0))
        return sorted(found, key=lambda lemma: (-found[lemma], lemma))


class Lemmatizer:
    """Chooses a word's lemma.

    Parameters
    ----------
    scripts
        What the encoder's scores are about, in order.
    lexica
        By category (VERB, NOUN, ADJ), what `Lexicon` takes.
    """

    def __init__(self, scripts: Sequence[str], lexica: Mapping[str, Mapping[str, Any]]) -> None:
        self._scripts = scripts
        self._lexica = {category: Lexicon(**given) for category, given in lexica.items()}
        self._cache: dict[tuple[str, int, str], tuple[str, list[str] | None]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is a form of a verb, noun or adjective."""
        return any(lexicon.analyse(word) for lexicon in self._lexica.values())

    def __call__(self, word: str, pos: str, best: int, scores: Floats) -> str:
        """Choose by the scores of the scripts, the ``best`` of which is given."""
        key = (word, best, pos)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            found = self._cache[key] = self._first(word, pos, best)
        lemma, analyses = found
        return lemma if analyses is None else self._choose(word, pos, lemma, analyses, scores)

    def _apply(self, script: int, word: str, pos: str) -> str:
        lemma = apply_script(self._scripts[script], word, pos)
        # The treebanks write a verb's clitics into its lemma ("dare gli").
        return lemma.partition(" ")[0] if _CATEGORY.get(pos) == VERB else lemma

    def _first(self, word: str, pos: str, best: int) -> tuple[str, list[str] | None]:
        """Give the encoder's lemma, and the lexicon's where they have to be weighed."""
        lemma = self._apply(best, word, pos)
        lexicon = self._lexica.get(_CATEGORY.get(pos, ""))
        if lexicon is None or len(word) < 2 or not word.isalpha():
            return lemma, None
        analyses = lexicon.analyse(word.lower())
        if lemma.lower() in analyses:
            return lemma.lower(), None
        shaped = not lexicon.shape or lemma.endswith(lexicon.shape)
        return lemma, analyses if analyses or not shaped else None

    def _choose(self, word: str, pos: str, lemma: str, analyses: list[str], scores: Floats) -> str:
        category = _CATEGORY[pos]
        lexicon = self._lexica[category]
        certainty = 1 / float(np.exp(scores - np.max(scores)).sum())
        shaped = not lexicon.shape or lemma.endswith(lexicon.shape)
        known = lemma.lower() in lexicon.lemmas
        if shaped and known and certainty >= (_CERTAIN if category == VERB else _LIKELY):
            return lemma
        order = np.argsort(-scores, kind="stable")[:_TRIED].tolist()
        tried = [self._apply(k, word, pos).lower() for k in order]
        if analyses:
            return next((x for x in tried if x in analyses), analyses[0])
        return next((x for x in tried if x.endswith(lexicon.shape)), lemma)
