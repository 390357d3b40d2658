"""Ray on this machine: one worker, two, and two of which one is killed in the middle.

    python tests/benchmarks/bench_ray.py [--articles 2000] [--model it_newsner_md] [--batch-size 32]

Needs Linux (the process to kill is looked up in /proc). Times are wall seconds from the first
batch that comes out to the last, so that starting Ray and loading the pipeline are left out.
Fails where an article is missing, comes twice, or has an error.
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import ray
from corpus import generated, words

from newsner.distributed import extract_dataset

ACTOR = "MapWorker(MapBatches(_RayWorker))"  # as Ray names the process


def run(
    items: list[dict[str, Any]], model: str, workers: int, size: int, *, kill: bool = False
) -> float:
    """Give articles per second; kill one worker after a third of them if so asked."""
    blocks = [items[i : i + size] for i in range(0, len(items), size)]
    dataset = ray.data.from_arrow([pa.Table.from_pylist(block) for block in blocks])
    found: list[str] = []
    out = extract_dataset(dataset, model=model, concurrency=workers, batch_size=size)
    start = first = 0.0
    for batch in out.iter_batches(batch_format="pyarrow", batch_size=None):
        if not found:
            start, first = time.perf_counter(), len(batch)
        found += batch["id"].to_pylist()
        assert not any(batch["error"].to_pylist())
        if kill and len(found) > len(items) // 3:
            kill = False
            victim, *_ = actors(os.getpid())
            os.kill(victim, signal.SIGKILL)
            print(f"killed worker {victim} after {len(found)} articles")
    seconds = time.perf_counter() - start
    assert sorted(found) == sorted(item["id"] for item in items), "articles were lost or doubled"
    assert not kill, "there was no worker to kill"
    return (len(found) - first) / seconds


def actors(ancestor: int) -> Iterator[int]:
    """Process ids of this Ray's workers: descendants of ``ancestor`` that bear their name."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        pid = int(path.parent.name)
        try:
            named = ACTOR in path.read_text()
        except OSError:  # it has ended
            continue
        if named and ancestor in ancestors(pid):
            yield pid


def ancestors(pid: int) -> list[int]:
    """Its parent, the parent's parent, and so on."""
    found: list[int] = []
    while pid > 1:
        status = Path(f"/proc/{pid}/stat").read_text()
        pid = int(status.rpartition(")")[2].split()[1])  # after the name: state, parent
        found.append(pid)
    return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--model", default="it_newsner_md")
    parser.add_argument("--batch-size", type=int, default=32)
    options = parser.parse_args()
    items = list(generated(options.articles))
    length = words(items) / len(items)
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="warning")
    ray.data.DataContext.get_current().enable_progress_bars = False
    print(f"{len(items)} articles of {length:.0f} words")
    try:
        one = run(items, options.model, 1, options.batch_size)
        two = run(items, options.model, 2, options.batch_size)
        killed = run(items, options.model, 2, options.batch_size, kill=True)
    finally:
        ray.shutdown()
    print("| workers | articles/s | words/s | ratio |\n| --- | --- | --- | --- |")
    for name, speed in (("1", one), ("2", two), ("2, one killed", killed)):
        print(f"| {name} | {speed:.1f} | {speed * length:,.0f} | {speed / one:.2f} |")
    print("every article came out once, in each of the runs")


if __name__ == "__main__":
    main()
