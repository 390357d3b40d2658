"""How soon the explorer shows an archive: ``python tests/benchmarks/bench_explorer.py``.

Milliseconds in Chromium, best of three: the first paint, and the table's first rows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from explorer.archive import extracted, varied

import newsner

PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ROWS = """new Promise(done => { const look = () => document.querySelector('table.relations mark')
  ? requestAnimationFrame(() => done(performance.now())) : setTimeout(look, 5); look(); })"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    articles = varied(extracted(), parser.parse_args().articles)
    relations = sum(len(a.relations) for a in articles)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = newsner.explore(articles).save(Path(folder) / "archive.html")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print(
            f"{len(articles)} articles, {relations} relations, {path.stat().st_size / 1e6:.1f} MB"
        )
        figures = []
        for _ in range(3):
            page = browser.new_page()
            page.goto(path.as_uri(), wait_until="commit")
            rows = page.evaluate(ROWS)
            figures.append((round(page.evaluate(PAINT)), round(rows)))
            page.close()
        for name, column in zip(
            ("first paint", "first rows"), zip(*figures, strict=True), strict=True
        ):
            print(f"{name}: {min(column)} ms (of {', '.join(map(str, column))})")
        browser.close()


if __name__ == "__main__":
    main()
