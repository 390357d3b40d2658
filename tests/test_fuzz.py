"""Any text at all: offsets are exact, ids resolve, JSON goes there and back, nothing crashes.

400 texts by default; `make endurance N=20000` tries more.
"""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import newsner
from newsner import Article

PIECES = (
    "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares",
    "È stato arrestato dalla polizia francese",
    "l'ambasciatore russo a Pyongyang",
    "Secondo la Ansa, la Francia ha invaso la Boravia",
    "i due paesi", "Ha aggiunto che", "il 31 febbraio", "dal 3 al 5 marzo 2021", "alle 25:70",
    "ieri", "due settimane fa", "12/13/2022", "nel '900", "Home Esteri", "0 commenti",
    "FacebookTwitter", "di Marta Colombo", "ROMA, 12 mar. (Ansa) -", "Pubblicato il 16/08/2022",
    "Potrebbe interessarti", "PUTIN", "lo", "lui", "«", "»", "(", ")", "[", "]", '"', "…", "...",
    ".", ",", ";", ":", "-\n", "- ", "\n", "\n\n", "\r\n", "\t", " ", "  ", "\u00a0", "\u00ad",
    "\u200b", "\u202e", "\x00", "\x92", "\x85", "\ud83d", "\ufeff", "&egrave;", "&#0;", "e\u0301",
    "ﬁ", "🇮🇹", "👩‍👩‍👧", "Москва", "北京", "القاهرة", "İ", "ß", "ẞ", "a" * 300, "(" * 60, "'",
    "’", "l'", "1" * 40, "<b>", "${x}", "\\", "%s", "{", "}",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(st.characters(), max_size=60),
    st.text(st.characters(max_codepoint=0x17F), max_size=80),
)
dates = st.one_of(st.none(), st.dates(), st.datetimes())


def test_any_text(nlp: Language, request: pytest.FixtureRequest) -> None:
    @settings(
        max_examples=request.config.getoption("--fuzz"),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(text=texts, published=dates, clean=st.booleans())
    def run(text: str, published: date | datetime | None, clean: bool) -> None:
        article = newsner.extract(text, published=published, clean=clean, nlp=nlp)
        assert len(article.text) == len(text)
        check_spans(article.model_dump(), article.text)
        check_ids(article)
        assert Article.model_validate_json(article.model_dump_json()) == article

    run()


def check_spans(value: Any, text: str) -> None:
    """Every span anywhere in the result is what its offsets say."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            assert 0 <= value["start"] < value["end"] <= len(text)
            assert text[value["start"] : value["end"]] == value["text"]
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            check_spans(part, text)


def check_ids(article: Article) -> None:
    entities = {e.id for e in article.entities}
    dates = {d.id for d in article.dates}
    assert len(entities) == len(article.entities)
    assert len(dates) == len(article.dates)
    for relation in article.relations:
        assert relation.subject is None or relation.subject in entities
        assert relation.object in entities | dates
        assert relation.when is None or relation.when in dates
        assert relation.where is None or relation.where in entities
        assert relation.source is None or relation.source in entities
