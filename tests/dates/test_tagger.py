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


def test_without_publication_date_one_warning_says_so(parser: Language) -> None:
    doc = parser("Ieri è partito. Lunedì torna. Nacque il 3 giugno 1932.")
    get_input(doc)["published"] = None
    warnings = get_warnings(DateTagger()(doc))
    assert [w for w in warnings if "publication" in w] == [
        "no date of publication: 2 of 3 dates are left open (such as 'Ieri')"
    ]


def test_what_needs_no_publication_date_leaves_no_warning(parser: Language) -> None:
    assert not get_warnings(DateTagger()(parser("Nacque il 3 giugno 1932, ogni lunedì beve.")))


def test_a_weekday_that_no_near_year_has_leaves_a_warning(parser: Language) -> None:
    doc = parser("Il vertice si è tenuto martedì 20 settembre a Bari.")
    get_input(doc)["published"] = "2024-09-19"
    (row,) = DateRow.read(DateTagger()(doc))
    assert (row.value, row.basis) == ("2024-09-20", "assumed")
    assert get_warnings(doc) == ["2024-09-20 is not the weekday that the text says"]


def test_hours_at_the_head_of_lines_are_of_the_day_of_publication(parser: Language) -> None:
    text = "09.10 – Ieri sera la diga ha ceduto.\n10.20 – La strada è stata chiusa in mattinata."
    assert [row.value for row in dates_of(parser, text)] == [
        "2024-03-07T09:10", "2024-03-06TEV", "2024-03-07T10:20", "2024-03-07TMO",
    ]  # fmt: skip


def test_the_rest_of_a_year_begins_at_publication(parser: Language) -> None:
    (row,) = dates_of(parser, "La strada resterà chiusa per il resto dell'anno.")
    assert (row.value, row.earliest, row.latest) == (
        "2024", "2024-03-07T00:00:00", "2024-12-31T23:59:59",
    )  # fmt: skip
