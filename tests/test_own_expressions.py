"""A user's own expressions of time: found, given their value, carried along, checked."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsner
from newsner.checking import check
from newsner.errors import DataFileError, ModelError

OWN = """
[[expression]]
names = ["festa di San Vittorino", "San Vittorino"]
month = 5
day = 8

[[expression]]
names = ["sagra delle botti"]
month = 9
weekday = 7
nth = -1

[[expression]]
names = ["lunedì della rosa"]
easter = 8

[[expression]]
names = ["vacanze invernali"]
month = 12
day = 22
until = "01-06"

[[expression]]
names = ["sisma dell'Alta Valle"]
value = "1987-05-03"

[[expression]]
names = ["Dieci Giorni"]
value = "1848-03-18/1848-03-27"
"""


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    path = tmp_path_factory.mktemp("own") / "feasts.toml"
    path.write_text(OWN, encoding="utf-8")
    return newsner.load("it_newsner_md", expressions=path)


def dates(text: str, nlp: Language) -> list[tuple[str, object]]:
    found = newsner.extract(text, nlp=nlp, published="2024-03-07").dates
    return [(d.text, getattr(d.value, "model_dump", lambda d=d: d.value)()) for d in found]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("Il ponte riaprirà a San Vittorino.", "San Vittorino", "2024-05-08"),
        ("Il ponte crollò per la festa di San Vittorino del 2019.",
         "la festa di San Vittorino del 2019", "2019-05-08"),
        ("Il ponte riaprirà la vigilia di San Vittorino.", "la vigilia di San Vittorino",
         "2024-05-07"),
        ("La sagra delle botti è andata bene.", "La sagra delle botti", "2023-09-24"),
        ("Il corteo si terrà il lunedì della rosa.", "il lunedì della rosa", "2024-04-08"),
        ("La casa crollò nel sisma dell'Alta Valle.", "sisma dell'Alta Valle", "1987-05-03"),
        ("La diga fu chiusa per le vacanze invernali del 2019.",
         "le vacanze invernali del 2019", {"start": "2019-12-22", "end": "2020-01-06"}),
        ("La diga è stata chiusa per le vacanze invernali.",
         "le vacanze invernali", {"start": "2023-12-22", "end": "2024-01-06"}),
        ("La città insorse nei Dieci Giorni.", "Dieci Giorni",
         {"start": "1848-03-18", "end": "1848-03-27"}),
    ],
)  # fmt: skip
def test_each_kind_of_expression(nlp: Language, text: str, found: str, value: object) -> None:
    assert dates(text, nlp) == [(found, value)]


def test_a_name_with_a_capital_needs_one(nlp: Language) -> None:
    assert dates("La gara dura dieci giorni.", nlp) == [("dieci giorni", "P10D")]


def test_the_bundled_expressions_stay(nlp: Language) -> None:
    assert dates("Ieri era festa.", nlp) == [("Ieri", "2024-03-06")]


def test_a_saved_pipeline_carries_them(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    again = newsner.load(spacy.load(tmp_path / "saved"))
    assert dates("Il ponte riaprirà a San Vittorino.", again) == [("San Vittorino", "2024-05-08")]


def test_results_name_them_in_their_version(nlp: Language) -> None:
    plain = newsner.extract("Ieri.", published="2024-03-07")
    own = newsner.extract("Ieri.", published="2024-03-07", nlp=nlp)
    assert own.knowledge_version != plain.knowledge_version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[expression]]\nnames = ["a"]\nmonht = 5', r"feasts\.toml:3: expression\.0\.monht"),
        ('[[expression]]\nnames = ["a"]\nmonth = 5', r"feasts\.toml:1: expression\.0: .*one of"),
        ('[[expression]]\nnames = ["a"]\nmonth = 2\nday = 31', r"2-31"),
        ('[[expression]]\nnames = ["a"]\nvalue = "ieri"', r"ieri"),
        ('[[expression]]\nnames = ["a"]\neaster = 3\nuntil = "05-06"', r"until"),
    ],
)
def test_a_mistake_is_an_error_that_names_file_line_and_entry(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "feasts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        newsner.load("it_newsner_md", expressions=path)


def test_a_pipeline_with_its_stages_takes_none(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "feasts.toml"
    path.write_text(OWN, encoding="utf-8")
    with pytest.raises(ModelError, match="has its stages already"):
        newsner.load(nlp, expressions=path)


def test_check_looks_every_name_up(tmp_path: Path) -> None:
    path = tmp_path / "feasts.toml"
    path.write_text(OWN + '\n[[expression]]\nnames = ["5 stelle"]\nmonth = 5\nday = 8\n')
    assert [(p.line, p.severity) for p in check(path)] == [(31, "error")]
