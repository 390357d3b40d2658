"""Whole library against the bare pipeline; growth with length; start-up; memory.

    python tests/benchmarks/bench_library.py [--model it_newsner_md] [--repeat 3] [--texts NEWS.jsonl]

The text is the repository's gold articles, which are denser in names than news is, or yours: JSON
lines with a ``text`` or its ``sentences``. Times are processor seconds of this process, the best
of the repetitions; those of whole streams are wall seconds too, the streams by turns. Shares and
ratios compare figures of one run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

import newsner
from newsner.components import STAGES

sys.path.insert(0, str(Path(__file__).parents[1]))
from gold.reader import articles

GROWTH = (1, 2, 4, 8)
BATCH = 64  # texts
T = TypeVar("T")


def best(repeat: int, action: Callable[[], object]) -> float:
    """Least processor seconds of ``repeat`` runs."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def shares(nlp: Language, texts: list[str], repeat: int) -> dict[str, float]:
    """Processor seconds of the pipeline and of each stage on the same Docs."""
    runs = [clocked(nlp, texts) for _ in range(repeat)]
    return {step: min(run[step] for run in runs) for step in runs[0]}


def clocked(nlp: Language, texts: list[str]) -> Counter[str]:
    """Processor seconds of one run, batch by batch, Doc by Doc, as a stream goes."""
    bare = [name for name in nlp.pipe_names if name not in STAGES]
    stages = [nlp.get_pipe(name) for name in STAGES]
    seconds: Counter[str] = Counter()

    def clock(step: str, action: Callable[[], T]) -> T:
        start = time.process_time()
        result = action()
        seconds[step] += time.process_time() - start
        return result

    def parse(batch: list[str]) -> list[Doc]:
        with nlp.select_pipes(enable=bare):
            return list(nlp.pipe(batch))

    for batch in minibatch(texts, BATCH):
        for doc in clock("bare pipeline", lambda batch=batch: parse(batch)):
            for name, stage in zip(STAGES, stages, strict=True):
                clock(name, lambda stage=stage, doc=doc: stage(doc))
            clock("assemble", lambda doc=doc: doc._.newsner)
    return seconds


def streams(nlp: Language, texts: list[str], repeat: int) -> dict[str, tuple[float, float]]:
    """Wall and processor seconds of the bare pipeline and of the whole library, as streams."""
    bare = [name for name in nlp.pipe_names if name not in STAGES]

    def parse() -> None:
        with nlp.select_pipes(enable=bare):
            deque(nlp.pipe(texts, batch_size=BATCH), maxlen=0)

    def extract() -> None:
        deque(newsner.extract_many(texts, nlp=nlp, clean=False), maxlen=0)

    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(repeat):
        for name, action in (("bare pipeline", parse), ("whole library", extract)):
            wall, processor = time.perf_counter(), time.process_time()
            action()
            passed = time.perf_counter() - wall, time.process_time() - processor
            found.setdefault(name, []).append(passed)
    return {name: min(runs) for name, runs in found.items()}


def read(path: Path) -> list[str]:
    """Texts of a file of JSON lines."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [r.get("text") or "\n".join(r["sentences"]) for r in records]


def startup() -> dict[str, float]:
    """Wall seconds in a fresh interpreter: importing spaCy, then newsner, then loading."""
    script = (
        "import time; a = time.perf_counter(); import spacy; b = time.perf_counter();"
        "import newsner; newsner.extract; newsner.Article; c = time.perf_counter();"
        "nlp = newsner.load('it_newsner_md'); d = time.perf_counter(); nlp('Ciao.');"
        "e = time.perf_counter(); print(b - a, c - b, d - c, e - d)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    names = ("import spacy", "import newsner, its API", "newsner.load()", "first text")
    return dict(zip(names, map(float, out.stdout.split()), strict=True))


def main() -> None:
    """Run all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="it_newsner_md")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    nlp = newsner.load(options.model)
    texts = read(options.texts) if options.texts else [a.text for a in articles()] * 2
    words = sum(len(nlp.make_doc(text)) for text in texts)
    nlp(texts[0])

    seconds = shares(nlp, texts, options.repeat)
    parser_time = seconds["bare pipeline"]
    print(f"{words} words\n\n| step | words/s | share of the bare pipeline |\n| --- | --- | --- |")
    for step, value in seconds.items():
        print(f"| {step} | {words / value:,.0f} | {value / parser_time:.1%} |")
    after = sum(seconds.values()) - parser_time
    print(f"| all after the parser | {words / after:,.0f} | {after / parser_time:.1%} |")

    print(
        "\n| stream | words/s, wall | words/s, processor | ratio, wall |\n| --- | --- | --- | --- |"
    )
    found = streams(nlp, texts, options.repeat)
    for name, (wall, processor) in found.items():
        ratio = found["bare pipeline"][0] / wall
        print(f"| {name} | {words / wall:,.0f} | {words / processor:,.0f} | {ratio:.2f} |")

    print("\n| text length | time, as a multiple of the shortest |\n| --- | --- |")
    joined = "\n".join(texts)[: nlp.max_length // (GROWTH[-1] + 1)]
    base = 0.0
    for factor in GROWTH:
        value = best(options.repeat, lambda factor=factor: nlp("\n".join([joined] * factor)))
        base = base or value
        print(f"| x{factor} | {value / base:.2f} |")

    print("\n| start-up | seconds |\n| --- | --- |")
    for step, value in startup().items():
        print(f"| {step} | {value:.2f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
