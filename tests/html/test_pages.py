"""Pages with the layouts of Italian news sites. Zalewa, Boravia, Perlonia: furniture only."""

import sys
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsner
from newsner.errors import InputError, InputTypeError, MissingDependencyError
from newsner.html import read_html
from newsner.items import prepare

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
FURNITURE = ("Zalewa", "Boravia", "Perlonia", "ANSA", "Accetta", "abbonat", "Pubblicità", "Nervi")
TITLE = "Tonno, firmato l'accordo tra Lisbona e Parigi"
TITLES = {
    "live_blog": "Tonno, la firma in diretta",
    "wire": "Pesca: firmato accordo sul tonno",
    "hostile": "Tonno <script>alert(1)</script> firmato",
}
BYLINES = {"wordpress", "jsonld", "windows_1252", "undeclared_1252", "br_text"}
UNDATED = {"br_text", "hostile"}  # no date, and the 31st of February
SENTENCES = (
    "ha firmato giovedì a Lisbona un accordo con la Francia sulle quote del tonno.",
    "attesa da tre anni, vale 40 milioni di euro.",
    "«apre una stagione nuova» per i porti dell'Atlantico.",
    "i pescatori bretoni avranno gli stessi diritti.",
)


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page(path: Path, blank: Language) -> None:
    article = newsner.extract_html(path.read_bytes(), nlp=blank)
    assert article.title == TITLES.get(path.stem, TITLE)
    assert article.byline == ("Marta Colombo" if path.stem in BYLINES else None)
    assert article.published == (None if path.stem in UNDATED else date(2023, 5, 11))
    for sentence in SENTENCES:
        assert sentence in article.text
    for span in article.dropped:
        assert article.text[span.start : span.end] == span.text
    read = prepare(read_html(path.read_bytes())).text
    assert not [word for word in FURNITURE if word in read]
    assert [s for s in SENTENCES if s in read] == list(SENTENCES)


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 12


def test_what_is_known_better_wins(blank: Language) -> None:
    page = (Path(__file__).parent / "pages" / "wordpress.html").read_text(encoding="utf-8")
    article = newsner.extract_html(
        page, "https://example.org/a", published="2023-05-12", title="Altro", id="7", nlp=blank
    )
    assert (article.id, article.title, article.published) == ("7", "Altro", date(2023, 5, 12))
    assert article.context["url"] == "https://example.org/a"


@pytest.mark.parametrize(
    "page", ["", "   ", "<html></html>", b"\xff\xfe\x00", b"\x00" * 100, "ciao"]
)
def test_a_page_without_an_article(page: str | bytes) -> None:
    with pytest.raises(InputError, match="page"):
        read_html(page)


def test_what_is_no_page() -> None:
    with pytest.raises(InputTypeError, match="html is a str or bytes, not int"):
        read_html(3)  # type: ignore[arg-type]


def test_without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingDependencyError, match=r"newsner\[html\]"):
        read_html("<p>ciao</p>")


BODY = "<p>" + "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares. " * 9 + "</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 400 + BODY + "</div>" * 400,
        "<!-- mai chiuso " + BODY,
        BODY + "<!-- mai chiuso ",
        "<p>Poi \ud800 tace.</p>" + BODY,
    ],
    ids=["nested", "comment before", "comment behind", "lone surrogate"],
)
def test_what_is_wrong_in_a_page_hides_nothing(body: str) -> None:
    page = f"<html><head><title>Un titolo</title></head><body>{body}</body></html>"
    assert read_html(page)["text"].count("il ministro Tavares") == 9


def test_a_page_that_nobody_can_parse_is_an_error() -> None:
    with pytest.raises(InputError, match="no article text"):
        read_html("<div>" * 100_000 + BODY)


def test_a_short_page_keeps_its_lines() -> None:
    page = """<html lang="it"><body><article><h1>Titolo della pagina</h1><p>Di Marta Colombo</p>
    <figure><img src="x.jpg"><figcaption>Ugo Neri a Lubiana</figcaption></figure>
    <p>Il ministro Ivo Conti ha incontrato Ada Verdi.</p></article></body></html>"""
    text = read_html(page)["text"]
    assert "Marta Colombo Ugo Neri" not in text
    assert "Il ministro Ivo Conti ha incontrato Ada Verdi." in text.splitlines()


@pytest.mark.parametrize("author", ["Di Marta Colombo", "di Marta Colombo", "Marta Colombo"])
def test_a_byline_is_a_name(author: str) -> None:
    page = f"""<html lang="it"><head><meta name="author" content="{author}"></head><body><article>
    <p>{"Il ministro Ivo Conti ha incontrato Ada Verdi a Lubiana. " * 9}</p></article></body></html>"""
    assert read_html(page)["byline"] == "Marta Colombo"
