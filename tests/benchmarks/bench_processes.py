"""One process, one thread; one process, all cores; two processes with a thread each.

    python tests/benchmarks/bench_processes.py [--articles 500] [--model it_newsner_md]
        [--repeat 3]

Wall seconds, the best of the repetitions, which take turns. Two processes start anew each time,
as they do for a user.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

from corpus import generated, words
from spacy.language import Language

import newsner


def seconds(nlp: Language, items: list[dict[str, Any]], n_process: int) -> float:
    """Wall seconds of a run over ``items``."""
    start = time.perf_counter()
    for article in newsner.extract_many(items, nlp=nlp, n_process=n_process):
        assert article.error is None
    return time.perf_counter() - start


def with_threads(model: str, threads: int | None) -> Language:
    """Load a pipeline whose encoder, if it is the bundled one's, has so many threads."""
    nlp = newsner.load(model)
    if "newsner_encoder" in nlp.pipe_names:
        encoder: Any = nlp.get_pipe("newsner_encoder")
        encoder.threads = threads
    return nlp


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--model", default="it_newsner_md")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    items = list(generated(options.articles))
    count = words(items)
    single, default = with_threads(options.model, 1), with_threads(options.model, None)
    ways = {
        "1 process, 1 thread": (single, 1),
        "1 process, a thread per core": (default, 1),
        "2 processes, 1 thread each": (default, 2),
    }
    for nlp, _ in ways.values():
        seconds(nlp, items[:8], 1)  # what is read once is read now
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(options.repeat):
        for name, (nlp, n_process) in ways.items():
            best[name] = min(best[name], seconds(nlp, items, n_process))
    print(f"{len(items)} articles of {count / len(items):.0f} words")
    print("| | articles/s | words/s | ratio |\n| --- | --- | --- | --- |")
    base = best["1 process, 1 thread"]
    for name, value in best.items():
        speed, ratio = len(items) / value, base / value
        print(f"| {name} | {speed:.1f} | {count / value:,.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
