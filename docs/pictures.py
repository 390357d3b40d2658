"""Make the pictures of the documentation: ``python docs/pictures.py`` (needs Chromium)."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import matplotlib as mpl
from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from explorer.archive import CHOSEN, extracted

import newsner
from newsner.export import to_page

IMAGES = Path(__file__).parent / "img"
VIEWS = {"table": "type=RECOGNISED", "graph": "view=graph", "map": "view=map"}


def save(page: Page, name: str, *, whole: bool = False) -> None:
    """Take a picture, in few colours."""
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)


def main() -> None:
    """Write all pictures."""
    articles = extracted((*CHOSEN, "gas", "museo", "elezioni"))
    mpl.use("Agg")
    timeline = newsner.timeline(articles[:4], group="actor")
    timeline.figure.savefig(IMAGES / "timeline.png", dpi=80)
    Image.open(IMAGES / "timeline.png").convert("RGB").quantize(64).save(IMAGES / "timeline.png")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1140, "height": 760})
        view = Path(folder) / "article.html"
        view.write_text(to_page(articles[0]), encoding="utf-8")
        page.goto(view.as_uri())
        save(page, "article", whole=True)
        page.set_viewport_size({"width": 1200, "height": 760})
        archive = newsner.explore(articles, title="Archivio").save(Path(folder) / "archive.html")
        for name, fragment in VIEWS.items():
            page.goto(f"{archive.as_uri()}#{fragment}")
            page.wait_for_selector(".count")
            page.wait_for_timeout(4000)
            save(page, f"explorer-{name}")
        browser.close()


if __name__ == "__main__":
    main()
