"""The dates stage as a whole: rows, anchors, warnings."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsner import extract
from newsner.dates import DateTagger
from newsner.layers import DateRow, get_input, get_warnings


def dates_of(nlp: Language, text: str, published: str | None = "2024-03-07") -> list[DateRow]:
    doc = nlp(text)
    get_input(doc)["published"] = published
    return DateRow.read(DateTagger()(doc))


def test_a_row_has_offsets_tokens_range_and_basis(parser: Language) -> None:
    (row,) = dates_of(parser, "Il trattato fu firmato il 24 febbraio 2022 a Roma.")
    assert (row.start_char, row.end_char) == (23, 42)
    assert (row.kind, row.value, row.precision) == ("DATE", "2022-02-24", "day")
    assert (row.earliest, row.latest) == ("2022-02-24T00:00:00", "2022-02-24T23:59:59")
    assert row.basis == "explicit"


def test_an_impossible_date_has_no_value_and_a_warning(parser: Language) -> None:
    doc = DateTagger()(parser("La seduta del 31 febbraio 2023 è saltata."))
    (row,) = DateRow.read(doc)
    assert row.value is None
    assert any("31 febbraio 2023" in warning for warning in get_warnings(doc))


@pytest.mark.parametrize(
    "text", ["Ieri è partito.", "Due settimane fa è partito.", "Lunedì parte."]
)
def test_without_publication_date_nothing_is_filled_in(parser: Language, text: str) -> None:
    (row,) = dates_of(parser, text, published=None)
    assert str(row.value).startswith("XXXX")
    assert (row.basis, row.earliest, row.latest) == ("assumed", None, None)


def test_the_result_carries_intervals(nlp: Language) -> None:
    article = extract("La fiera dura dal 3 al 5 aprile 2024.", nlp=nlp)
    (found,) = article.dates
    assert found.model_dump()["value"] == {"start": "2024-04-03", "end": "2024-04-05"}
    assert found.text == "dal 3 al 5 aprile 2024"
