"""Articles for the benchmarks: the gold articles, varied by a seeded exchange of sentences."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from gold.reader import articles

_OTHERS = 0.3  # share of an article's sentences that come from another one


def generated(count: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Give ``count`` items for ``extract_many``, with ids of their own: always the same ones."""
    rng = random.Random(seed)
    gold = articles()
    for number in range(count):
        base = gold[number % len(gold)]
        sentences = [
            rng.choice(rng.choice(gold).sentences) if rng.random() < _OTHERS else sentence
            for sentence in base.sentences
        ]
        yield {"id": f"g{number}", "text": "\n".join(sentences), "published": base.published}


def words(items: list[dict[str, Any]]) -> int:
    """How many words they have, counted by blanks."""
    return sum(len(item["text"].split()) for item in items)
