"""Readable dates, and relations as sentences."""

from datetime import datetime

import pytest

from newsner import Article
from newsner.export.telling import Teller, readable, readable_date, sentence_of, tell
from newsner.schema import DateExpression, Span


@pytest.mark.parametrize(
    ("value", "italian", "english"),
    [
        ("2024-03-03", "3 marzo 2024", "3 March 2024"),
        ("2024-03", "marzo 2024", "March 2024"),
        ("2024", "2024", "2024"),
        ("199", "anni 1990", "1990s"),
        ("19", "XX secolo", "20th century"),
        ("17", "XVIII secolo", "18th century"),
        ("2024-SU", "estate 2024", "summer 2024"),
        ("2024-Q2", "2º trimestre 2024", "quarter 2 of 2024"),
        ("2024-H1", "1º semestre 2024", "half 1 of 2024"),
        ("2024-W10", "settimana del 4 marzo 2024", "week of 4 March 2024"),
        ("2024-W10-WE", "fine settimana del 9 marzo 2024", "weekend of 9 March 2024"),
        ("2024-03-03TNI", "3 marzo 2024, notte", "3 March 2024, night"),
        ("2024-03-03T18:30", "3 marzo 2024, 18:30", "3 March 2024, 18:30"),
        ("P43Y", "43 anni", "43 years"),
        ("P1500D", "1.500 giorni", "1,500 days"),
        ("PT2.5H", "2,5 ore", "2.5 hours"),
        ("P1000000Y", "1.000.000 anni", "1,000,000 years"),
        ("P1Y6M", "1 anno, 6 mesi", "1 year, 6 months"),
        ("PT30M", "30 minuti", "30 minutes"),
        ("PXM", "", ""),
        ("P1..2D", "", ""),
        ("PAST_REF", "", ""),
        ("2024-02-31", "", ""),
        ("XXXX-XX-XX", "", ""),
        ("", "", ""),
    ],
)
def test_values_in_words(value: str, italian: str, english: str):
    assert (readable(value, "it"), readable(value, "en")) == (italian, english)


def test_what_has_no_value_is_said_in_its_own_words():
    vague = DateExpression(
        id="d1", start=0, end=10, text="di\nrecente", kind="DATE", value="PAST_REF",
        earliest=None, latest=datetime(2024, 1, 1), precision="vague", basis="explicit",
    )  # fmt: skip
    assert readable_date(vague) == "di recente"


def test_a_relation_as_a_sentence(article: Article):
    met, recognised = article.relations
    assert str(tell(article, met)) == "Ada Verdi met Ugo Neri"
    assert str(tell(article, met, "it")) == "Ada Verdi ha incontrato Ugo Neri"
    assert str(tell(article, recognised, "it")) == "Slovenia avrebbe riconosciuto Ordine & Co."


def test_who_is_not_named_is_not_named(article: Article):
    _, recognised = article.relations
    nobody = recognised.model_copy(update={"subject": None})
    assert str(tell(article, nobody, "it")) == "Ordine & Co. sarebbe stato riconosciuto"
    assert Teller(article).subject(nobody) == "?"
    words = Span(start=0, end=13, text="un'assemblea")
    by = nobody.model_copy(update={"by": words})
    assert str(tell(article, by, "it")) == "un'assemblea avrebbe riconosciuto Ordine & Co."


def test_the_sentence_of_a_relation(article: Article):
    end = article.text.index(". ") + 1
    divided = article.model_copy(update={"sentences": ((0, end), (end + 1, len(article.text)))})
    start, stop = sentence_of(divided, divided.relations[1])
    assert divided.text[start:stop].startswith("Ha detto")
    assert stop == len(article.text)
    assert sentence_of(article, article.relations[0]) == (0, len(article.text))  # its line
