"""Texts that no one would call an article, and what they cost."""

import sys
import tracemalloc
from collections.abc import Iterator
from types import FrameType

import pytest
import spacy
from spacy.language import Language

import newsner
from newsner import Article
from newsner.errors import InputError

ARTICLE = (
    "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares. Secondo la Lusa, la Francia "
    "ha firmato il 3 marzo 2021 un accordo con il Portogallo. Ha aggiunto che verrà ieri. "
)
MOST_CALLS = 1_000_000


@pytest.fixture(scope="module", autouse=True)
def opened(nlp: Language) -> None:
    """Read the model and the data files, which is not what a text costs."""
    newsner.extract(ARTICLE, nlp=nlp)


def extract_counting(nlp: Language, text: str) -> tuple[Article, int]:
    """Extract, and count the calls of functions: a cost that, unlike seconds, no machine changes."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return newsner.extract(text, nlp=nlp), calls
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t\u00a0",
        "\u200b\u200e\ufeff",
        "\x00\x01\x1f",
        "\ud800\udfff",
        "a" * 20_000,
        "(" * 5000 + ")" * 5000,
        "( " * 3000,
        "«" * 3000 + "Bruni",
        "'" * 5000,
        "_" * 5000,
        "." * 5000,
        "\u202eanurB etnediserp lI\u202c",
        "Il presidеnte Вruni ha incοntrato Тavares.",
        ARTICLE.upper(),
        ARTICLE.lower(),
        ARTICLE.replace(".", "").replace(",", ""),
        "Bruni " * 500,
        "il 31 febbraio 2022 e il 45 marzo alle 27:99",
        "🇮🇹" * 500,
        "北京" * 200,
        "http://" + "a/" * 2000,
        "l'" * 2000,
        "\n" * 5000,
        "- " * 2000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_crashes_or_costs_much(nlp: Language, text: str) -> None:
    article, calls = extract_counting(nlp, text)
    assert calls < MOST_CALLS
    assert len(article.text) == len(text)


def test_five_megabytes_are_refused_at_once_with_the_mend(nlp: Language) -> None:
    text = ARTICLE * (5_000_000 // len(ARTICLE))
    with pytest.raises(InputError, match=r"raise nlp\.max_length"):
        newsner.extract(text, nlp=nlp)


@pytest.mark.parametrize(
    "piece",
    [ARTICLE, "Bruni e Tavares, ", "Bruni ", "ha detto che ", "il 3 marzo e ", "«Sì», ha detto. "],
)
def test_eight_times_the_text_costs_at_most_nine_times_as_much(nlp: Language, piece: str) -> None:
    short = piece * (1000 // len(piece))
    _, calls = extract_counting(nlp, short)
    _, eightfold = extract_counting(nlp, short * 8)
    assert eightfold <= 9 * calls


def test_memory_stays_bounded_while_streaming() -> None:
    """Of newsner's own part of the way: reading, cleaning, assembling."""
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")

    def items(count: int) -> Iterator[str]:
        return (f"{ARTICLE} {i % 100}" for i in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        for article in newsner.extract_many(items(count), nlp=nlp):
            assert article.error is None
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(100)
    assert peak(800) < 1.5 * peak(100) + 500_000


def test_html_made_of_hostile_text_is_escaped(nlp: Language) -> None:
    attack = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    page = newsner.extract(f"{attack}\n{ARTICLE} {attack}", title=attack, id=attack, nlp=nlp)
    html = page.to_html()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
