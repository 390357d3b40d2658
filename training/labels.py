"""Label tables, and lemmas as edit scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .sentences import LAYERS, Sentence

MISSING = -100
_RARE = {"lemma": 2, "morph": 2, "tag": 2}
Tables = dict[str, list[str]]


def lemma_script(word: str, lemma: str) -> str:
    """How to make ``lemma`` of ``word``; ``newsner.it_newsner_md.lemmas`` applies it.

    >>> lemma_script("case", "casa"), lemma_script("Parigi", "Parigi"), lemma_script("è", "essere")
    ('l1:a', '=', '#essere')
    """
    lower = word.lower()
    if lemma == word:
        return "="
    if lemma == lower:
        return "l"
    base = word if lemma[:1].isupper() else lower
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    if not same:
        return f"#{lemma}"
    return f"{'c' if base != lower else 'l'}{len(base) - same}:{lemma[same:]}"


def make_tables(sentences: Iterable[Sentence]) -> Tables:
    """Collect the labels of every layer, the most frequent first."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in LAYERS}
    for s in sentences:
        for layer in LAYERS:
            if layer not in s.silver:
                counts[layer].update(values(s, layer) or [])
    return {
        layer: [
            k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= _RARE.get(layer, 1)
        ]
        for layer, c in counts.items()
    }


def values(s: Sentence, layer: str) -> list[str] | None:
    """Give a layer as labels: lemmas as scripts, the others as they are."""
    column: list[str] | None = getattr(s, layer)
    if layer != "lemma" or column is None:
        return column
    return [lemma_script(w, lemma) for w, lemma in zip(s.words, column, strict=True)]


def write_tables(tables: Tables, path: Path) -> None:
    """Write the tables as the package holds them."""
    path.write_text(json.dumps({"labels": tables}, ensure_ascii=False), encoding="utf-8")


def read_tables(path: Path) -> Tables:
    """Read what `write_tables` wrote."""
    tables: Tables = json.loads(path.read_text(encoding="utf-8"))["labels"]
    return tables
