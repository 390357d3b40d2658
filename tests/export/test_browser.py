"""The HTML in a real browser: nothing overlaps or is cut, a clicked row lights its evidence."""

import shutil
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from newsner import Article
from newsner.export import to_page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[1200, 400])
def page(request, browser, article: Article, tmp_path: Path) -> Iterator:
    path = tmp_path / "article.html"
    path.write_text(to_page(article), encoding="utf-8")
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.goto(path.as_uri())
    yield page
    page.close()


def background(page, selector: str) -> str:
    return page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")


def test_a_clicked_row_lights_its_evidence_and_no_other(page):
    plain = background(page, ".ev-r1")
    page.locator("tr.r1").click()
    page.mouse.move(0, 0)  # off the row: what is left is the focus
    assert background(page, ".ev-r1") != plain
    assert background(page, ".ev-r2") == plain
    page.locator("tr.r2").click()
    page.mouse.move(0, 0)
    assert background(page, ".ev-r1") == plain
    assert background(page, ".ev-r2") != plain


def test_nothing_sticks_out_of_the_page(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_blocks_follow_one_another_without_overlap(page):
    boxes = page.evaluate(
        """() => [...document.querySelector('.newsner').children]
        .map(e => e.getBoundingClientRect()).filter(r => r.height > 0)
        .map(r => [r.top, r.bottom])"""
    )
    for (_, bottom), (top, _) in pairwise(boxes):
        assert top >= bottom - 0.5


def test_graph_labels_fit_their_boxes(page):
    fits = page.evaluate(
        """() => [...document.querySelectorAll('.newsner svg g')].every(g => {
          const box = g.querySelector('rect').getBoundingClientRect();
          const text = g.querySelector('text').getBoundingClientRect();
          return text.left >= box.left && text.right <= box.right;
        })"""
    )
    assert fits


@pytest.fixture(scope="module")
def notebook(article: Article, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a notebook with a cell that shows the article."""
    v4 = pytest.importorskip("nbformat", reason="nbformat is not installed").v4
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed")
    shown = v4.new_output("execute_result", {"text/html": article._repr_html_()})
    made = v4.new_notebook(cells=[v4.new_code_cell("article", outputs=[shown])])
    path = tmp_path_factory.mktemp("notebook") / "notebook.html"
    with warnings.catch_warnings(action="ignore"):  # of the converter's own making
        path.write_text(nbconvert.HTMLExporter().from_notebook_node(made)[0], encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1200, 400])
def test_a_converted_notebook_shows_the_article(browser, notebook: Path, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route("http*://**", lambda route: route.abort())  # the converter's page asks for scripts
    page.goto(notebook.as_uri(), wait_until="domcontentloaded")
    block = page.locator(".newsner")
    assert block.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    lit = page.locator("[class~=ev-r1]").first
    plain = lit.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("tr.r1").click()
    assert lit.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.close()
