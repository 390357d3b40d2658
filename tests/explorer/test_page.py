"""The explorer's page: up to date, small, self-contained; what is packed into it."""

import json
import re
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

import newsner
from newsner import Article
from newsner.errors import InputError
from newsner.export.explorer import Page, digest, explore, pack, template
from newsner.schema import Span

SOURCES = Path(__file__).parents[2] / "explorer"


def data_of(page: Page) -> dict:
    packed = re.search(r'<script type="text/plain" id="data">(.*?)</script>', page.html, re.S)[1]
    return json.loads(zlib.decompress(b64decode(packed)))


def test_the_page_is_built_from_the_sources_that_are_here():
    built = re.search(r'name="newsner-explorer-sources" content="(\w+)"', template())[1]
    assert built == digest(SOURCES), "npm --prefix explorer ci && npm --prefix explorer run build"


def test_it_is_small_and_carries_the_licences_of_what_is_bundled():
    assert len(template().encode()) <= 1_500_000
    notes = template().partition('id="licences"')[2]
    wanted = json.loads((SOURCES / "package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        assert f"{name} {version} (" in notes
    assert "world-atlas" in notes


def test_it_may_ask_nobody(article: Article):
    html = explore(article).html
    assert "default-src 'none'" in html
    assert "connect-src 'none'" in html
    assert not re.search(r'<(?:script|img|iframe)[^>]+src=|<link[^>]+href="(?!data:)', html)
    assert "@title@" not in html


def test_articles_are_packed_and_unpacked(article: Article):
    data = data_of(explore([article, article], title="Prova"))
    assert data["title"] == "Prova"
    assert [a["id"] for a in data["articles"]] == ["a1", "a1′"]
    assert len(data["entities"]) == len(article.entities)  # the same ones, once
    slovenia = next(e for e in data["entities"] if e["n"] == "Slovenia")
    assert (slovenia["k"], slovenia["c"], slovenia["i"]) == ("COUNTRY:SI", "SI", "705")
    assert slovenia["m"] == 2
    met = data["articles"][0]["r"][0]
    assert [data["phrases"][p] for p in met["p"]] == [
        "ha incontrato", "ha incontrato", "met", "met",
    ]  # fmt: skip
    assert data["articles"][0]["d"][0][:2] == ["3 marzo 2024", "3 March 2024"]


def test_every_relation_finds_its_sides_sentence_and_evidence(gold_results: list[Article]):
    data = pack(gold_results, title="x")
    assert len(data["articles"]) == len(gold_results)
    for row, article in zip(data["articles"], gold_results, strict=True):
        for packed, r in zip(row["r"], article.relations, strict=True):
            assert ("s" in packed) == (r.subject is not None)
            assert ("o" in packed) != ("d" in packed)
            start, end = packed["e"]
            assert start <= min(s for s, _ in packed["v"])
            assert end >= max(e for _, e in packed["v"])
            assert row["x"][packed["g"][0] : packed["g"][1]] == r.trigger.text


def test_an_archive_says_who_is_the_same(gold_results: list[Article]):
    with newsner.archive(gold_results) as archive:
        data = data_of(explore(archive, title="x"))
        people = sum(1 for _ in archive.entities())
    assert len(data["articles"]) == len(gold_results)
    keys = [e["k"] for e in data["entities"]]
    assert len(set(keys)) == len(keys)
    assert any(re.fullmatch(r"PERSON:\d+", key) for key in keys)
    assert len([e for e in data["entities"] if e["m"]]) <= people


def test_who_is_not_named_is_packed(article: Article):
    words = Span(start=0, end=5, text="L'amb")
    relation = article.relations[1].model_copy(update={"subject": None, "by": words})
    data = pack([article.model_copy(update={"relations": (relation,)})], title="x")
    (row,) = data["articles"][0]["r"]
    assert "s" not in row
    assert row["b"] == "L'amb"


def test_nothing_in_the_text_can_leave_the_data(article: Article):
    attack = "</script><script>alert(1)</script>"
    evil = article.model_copy(update={"title": attack, "text": article.text + attack})
    html = explore(evil).html
    assert "alert(1)" not in html.replace("&lt;/script&gt;&lt;script&gt;alert(1)", "")


def test_a_notebook_shows_it_and_a_file_keeps_it(article: Article, tmp_path: Path):
    page = article.explore()
    assert "<iframe" in page._repr_html_()
    assert "sandbox" in page._repr_html_()
    saved = page.save(tmp_path / "a.html")
    assert saved.read_text(encoding="utf-8") == page.html


def test_no_articles_and_failed_ones_make_a_page(empty: Article):
    assert data_of(newsner.explore([]))["articles"] == []
    assert data_of(newsner.explore(empty))["articles"][0]["x"] == ""


def test_an_unknown_language_is_refused(article: Article):
    with pytest.raises(InputError, match="'it' or 'en'"):
        explore(article, language="fr")
