"""Memory while streaming: `python tests/benchmarks/bench_memory.py 100000`.

Prints articles, resident MB and seconds. Every article brings three words that no other has.
The tokeniser and newsner's own input and output are measured, not the parser.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy

import newsner

ARTICLE = (
    "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares. Secondo la Lusa, la Francia "
    "ha firmato il 3 marzo 2021 un accordo con il Portogallo."
)


def items(count: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(0)
    for i in range(count):
        words = ("".join(rng.choices("abcdefghilmnopqrstuvz", k=8)) for _ in range(3))
        yield {"id": i, "text": f"{ARTICLE} {' '.join(words)} {i}."}


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main(count: int) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    start = time.perf_counter()
    for done, _ in enumerate(newsner.extract_many(items(count), nlp=nlp), 1):
        if done in (1, count) or done % max(1, count // 5) == 0:
            print(f"{done:>8} {resident():>6.0f} MB {time.perf_counter() - start:>6.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
