"""The explorer in a real browser, on a thousand articles: nothing is asked of any host."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import newsner
from newsner import Article
from newsner.corrections import read_corrections

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 180_000  # milliseconds, on a busy machine


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(archive: list[Article], tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """Pages of a thousand articles and of a hundred, by width: narrow screens get the smaller."""
    folder = tmp_path_factory.mktemp("explorer")
    return {
        width: newsner.explore(archive[:size], title="Prova").save(folder / f"{size}.html").as_uri()
        for width, size in ((1200, 1000), (400, 100))
    }


@pytest.fixture
def shown(page, archive: list[Article]) -> list[Article]:
    """The articles of the page."""
    return archive if page.viewport_size["width"] == 1200 else archive[:100]


@pytest.fixture
def address(page, pages: dict[int, str]) -> str:
    return pages[page.viewport_size["width"]]


@pytest.fixture
def small(pages: dict[int, str]) -> str:
    """Where it does not matter how many there are."""
    return pages[400]


@pytest.fixture(params=[(1200, "light"), (400, "dark")], ids=["wide-light", "narrow-dark"])
def page(request, browser) -> Iterator:
    """A page that fails its test where it asks a host, or complains."""
    width, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: wrong.append(r.url) if r.url.startswith("http") else None)
    yield page
    page.close()
    assert not wrong


def at(page, address: str, fragment: str = ""):
    page.goto(f"{address}#{fragment}")
    page.wait_for_selector(".count")
    return page


def count(page) -> int:
    words = page.locator(".count").inner_text()
    return int("".join(c for c in words.split(" ")[0] if c.isdigit()))


def until(page, condition: Callable[[], bool]) -> None:
    """Wait for ``condition``: the page's policy forbids what playwright would evaluate for it."""
    deadline = time.perf_counter() + PATIENCE / 1000
    while not condition():
        assert time.perf_counter() < deadline, "it never came true"
        page.wait_for_timeout(50)


def choose(page, name: str) -> None:
    page.locator("nav").get_by_role("button", name=name).click()


def filters(page):
    button = page.get_by_role("button", name="Filtri")
    if button.is_visible() and button.get_attribute("aria-expanded") != "true":
        button.click()
    return page.locator("#facets")


def test_a_table_with_the_sentences(page, address, shown):
    at(page, address)
    page.wait_for_selector("table.relations tbody tr mark")
    assert count(page) == sum(len(a.relations) for a in shown)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_search_finds_people_facts_and_words_of_the_text(page, address, shown):
    at(page, address)
    page.get_by_role("searchbox").first.fill("slovenia croazia accordo")
    until(page, lambda: 0 < count(page) < 2 * len(shown) + 50)
    assert "accordo" in page.locator("table.relations tbody tr").first.inner_text().lower()
    page.get_by_role("searchbox").first.fill("brezovar")
    page.locator(".people button").first.click()
    page.wait_for_selector(".entity-page")
    assert "Brezovar" in page.locator("h2").inner_text()
    assert page.evaluate("location.hash").startswith("#q=brezovar&entity=PERSON%3A")


def test_who_recognised_whom_in_2024_and_who_says_so(page, address, shown):
    """The question of a newcomer, by the filters alone."""
    at(page, address)
    facets = filters(page)
    facets.get_by_role("searchbox", name="Restringi: Relazione").fill("riconosciuto")
    facets.get_by_label("ha riconosciuto").check()
    facets.get_by_label("dal").fill("2024")
    facets.get_by_label("al", exact=True).fill("2024")
    facets.get_by_label("al", exact=True).press("Enter")
    until(page, lambda: "to=2024" in page.url)
    fits = 0
    for article in shown:
        spans = {d.id: (d.earliest, d.latest) for d in article.dates}
        for r in article.relations:
            first, last = spans.get(r.when or "", (article.published, article.published))
            first, last = first or article.published, last or article.published
            fits += r.type == "RECOGNISED" and first.year <= 2024 <= last.year
    assert count(page) == fits > 0
    until(page, lambda: page.locator("table.relations tbody tr").count() == min(40, fits))
    row = page.locator("table.relations tbody tr").first.inner_text()
    assert "riconosciuto" in row


def test_a_link_keeps_the_view(page, small):
    at(page, small, "type=MET_WITH&status=negated&view=table")
    assert count(page) > 0
    text = page.locator("table.relations tbody tr").first.inner_text()
    assert "non ha incontrato" in text
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("text=did not meet")
    assert "lang=en" in page.evaluate("location.hash")


def test_the_graph_filters_expands_and_drags(page, small):
    at(page, small, "view=graph")
    page.locator("details summary", has_text="Nodi").click()
    nodes = page.locator(".graph details li")
    before = nodes.count()
    assert before > 10
    page.locator(".graph details li").first.get_by_role("button", name="Espandi").click()
    until(page, lambda: nodes.count() > before)
    nodes.first.get_by_role("button").first.click()
    page.wait_for_selector(".graph .panel li")
    more = nodes.count()
    page.locator(".graph").get_by_label("paese").uncheck()
    until(page, lambda: nodes.count() < more)
    box = page.locator(".canvas").bounding_box()
    page.mouse.move(box["x"] + 90, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 120)
    page.mouse.up()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_timeline_zooms_by_buttons_and_keys(page, address):
    at(page, address, "view=timeline")
    page.wait_for_selector(".timeline .bin")
    page.locator(".timeline").get_by_role("button", name="Tutto", exact=True).click()
    page.wait_for_timeout(500)
    label = page.locator(".timeline p.soft")
    whole = label.inner_text()
    for _ in range(4):
        page.locator(".timeline").get_by_role("button", name="Ingrandisci").click()
    until(page, lambda: label.inner_text() != whole)
    page.locator(".timeline svg").focus()
    near = label.inner_text()
    page.keyboard.press("0")
    until(page, lambda: label.inner_text() != near)
    assert label.inner_text() == whole
    page.locator(".timeline .event").first.click()
    page.wait_for_selector("article .text .lit")


def test_the_map_filters_by_country(page, small):
    at(page, small, "view=map")
    page.locator(".countries button", has_text="Malta").click()
    until(page, lambda: "country=COUNTRY%3AMT" in page.url)
    few = count(page)
    assert page.locator(".map .chosen").count() > 0
    choose(page, "Relazioni")
    page.wait_for_selector("table.relations tbody tr")
    assert page.locator("table.relations tbody tr").count() == min(few, 40)


def test_an_article_marks_its_entities_and_evidence(page, small):
    at(page, small)
    page.locator("table.relations .origin").first.click()
    page.wait_for_selector("article .text .mention")
    lit = page.locator("article .text .lit").all_inner_texts()
    assert lit
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_corrections_are_made_kept_and_read_by_newsner(page, address, archive, tmp_path: Path):
    at(page, address)
    rows = page.locator("table.relations tbody tr")
    rows.nth(0).get_by_role("button", name="Giusto").click()
    rows.nth(1).get_by_role("button", name="Sbagliato").click()
    rows.nth(2).get_by_role("button", name="Correggi").click()
    rows.nth(2).get_by_label("Stato affermato").select_option("negated")
    rows.nth(2).get_by_role("button", name="Salva").click()
    page.reload()
    page.wait_for_selector("tr.accept")
    page.locator("table.relations .origin").first.click()
    page.locator("article .mention.anaphor, article button.mention").first.click()
    page.locator(".panel").get_by_role("button", name="È giusto").click()
    choose(page, "Correzioni (4)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Scarica JSONL").click()
    path = tmp_path / "corrections.jsonl"
    download.value.save_as(path)
    (article,) = read_corrections(path)
    assert article.text == archive[0].text
    assert [r.verdict for r in article.relations] == ["accept", "reject", "edit"]
    edited = article.relations[2]
    assert edited.corrected
    assert (edited.relation.status, edited.corrected.status) == ("asserted", "negated")
    assert [link.verdict for link in article.links] == ["accept"]
    for _ in range(4):
        page.get_by_role("button", name="Annulla").first.click()
    page.get_by_text("Ancora nessuna correzione").wait_for()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Scarica JSONL (4)").wait_for()


def test_it_is_read_out_and_reached_by_keys(page, small):
    at(page, small)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, a[href], [role=dialog]')]
        .filter(e => !(e.innerText || '').trim() && !e.getAttribute('aria-label')
          && !(e.labels && e.labels.length)).map(e => e.outerHTML)"""
    )
    assert nameless == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    assert page.locator("[role=status]").first.is_visible()


def test_it_prints_what_was_found(page, small):
    at(page, small)
    page.wait_for_selector("table.relations tbody tr")
    page.emulate_media(media="print")
    assert not page.locator("#facets").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("table.relations").is_visible()


def test_texts_are_legible(page, small):
    """Contrast of text and paper is at least 4.5 to 1 (WCAG AA)."""
    at(page, small)
    page.wait_for_selector("table.relations tbody tr")
    ratios = page.evaluate(
        """() => {
          const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const behind = e => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
          return ['.entity', 'mark', '.origin', '.count', 'td', 'nav button', '.judge.accept']
            .map(s => { const e = document.querySelector(s); const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
              return [s, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]; });
        }"""
    )
    assert [s for s, ratio in ratios if ratio < 4.5] == []


def test_the_live_server_shows_what_is_added(browser, archive, tmp_path: Path):
    from threading import Thread

    from newsner.export.serve import server

    path = tmp_path / "a.jsonl"
    newsner.write_jsonl(archive[:1], path)
    made = server(path)
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    own = f"http://127.0.0.1:{made.server_address[1]}/"
    try:
        live = browser.new_page()
        asked: list[str] = []
        live.on("request", lambda r: asked.append(r.url))
        live.goto(own, timeout=PATIENCE)
        live.wait_for_selector("table.relations tbody tr", timeout=PATIENCE)
        first = count(live)
        with path.open("a", encoding="utf-8") as file:
            file.write(archive[1].to_json() + "\n")
        until(live, lambda: count(live) != first)
        assert count(live) == first + len(archive[1].relations)
        assert all(url.startswith(own) for url in asked if not url.startswith("data:"))
        live.close()
    finally:
        made.shutdown()
        thread.join()
        made.server_close()
