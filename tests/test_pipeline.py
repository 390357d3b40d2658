"""extract and extract_many: what goes in, and that nothing that goes in stops a batch."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import newsner
from newsner.errors import InputError, InputTypeError, StageError

SENTENCE = "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares."


@Language.component("test_crash")
def crash(doc: Doc) -> Doc:
    if "bomba" in doc.text:
        raise RuntimeError("boom")
    return doc


class Stubborn:
    """A component with a pipe of its own, as spaCy's trainable ones."""

    def __call__(self, doc: Doc) -> Doc:
        return crash(doc)

    def pipe(self, docs: Any, batch_size: int = 1) -> Iterator[Doc]:
        for doc in docs:
            yield crash(doc)


@Language.factory("test_stubborn")
def make_stubborn(nlp: Language, name: str) -> Stubborn:
    return Stubborn()


@pytest.fixture(params=["test_crash", "test_stubborn"])
def crashing(request: pytest.FixtureRequest) -> Language:
    """A pipeline that crashes on one word, in either way that components can."""
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(request.param)
    return nlp


@pytest.fixture(scope="module")
def blank() -> Language:
    """A pipeline without stages: for what does not depend on them."""
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2022-08-15", date(2022, 8, 15)),
        (date(2022, 8, 15), date(2022, 8, 15)),
        ("2022-08-15T10:30:00", datetime(2022, 8, 15, 10, 30)),
        ("2022-08-15 10:30", datetime(2022, 8, 15, 10, 30)),
        ("2022-08-15T10:30:00Z", datetime(2022, 8, 15, 10, 30, tzinfo=UTC)),
        (datetime(2022, 8, 15, 10, 30), datetime(2022, 8, 15, 10, 30)),
        (None, None),
        ("", None),
        (math.nan, None),
    ],
)
def test_published(blank: Language, published: Any, read: Any) -> None:
    assert newsner.extract(SENTENCE, published=published, nlp=blank).published == read


@pytest.mark.parametrize("published", ["31 febbraio", "2022-02-31", 2022, object()])
def test_a_date_that_cannot_be_read_costs_a_warning(blank: Language, published: Any) -> None:
    article = newsner.extract(SENTENCE, published=published, nlp=blank)
    assert article.published is None
    assert any("04/03/2024 (day first)" in warning for warning in article.warnings)
    page = newsner.extract(f"Un titolo\n16 agosto 2022\n{SENTENCE}", published=published, nlp=blank)
    assert page.published == date(2022, 8, 16)  # what the page says stands in for it


TABLE = {
    "text": [SENTENCE, None, "Tavares tace."],
    "id": [1, 2, 3],
    "published": [datetime(2022, 8, 15), None, None],
    "section": ["esteri", None, "interni"],
}


@pytest.mark.parametrize("library", ["pandas", "polars", "arrow", "batch"])
def test_a_table_gives_its_rows(blank: Language, library: str) -> None:
    import pandas
    import polars
    import pyarrow

    make: dict[str, Any] = {
        "pandas": pandas.DataFrame,
        "polars": polars.DataFrame,
        "arrow": pyarrow.table,
        "batch": pyarrow.RecordBatch.from_pydict,
    }
    articles = list(newsner.extract_many(make[library](TABLE), nlp=blank, progress=True))
    assert [a.id for a in articles] == ["1", "2", "3"]
    assert [a.text for a in articles] == [SENTENCE, "", "Tavares tace."]
    assert [a.error is None for a in articles] == [True, False, True]
    assert articles[0].published == datetime(2022, 8, 15)
    assert articles[2].published is None
    assert articles[0].context == {"section": "esteri"}
    assert not any("date" in w for w in articles[0].warnings if "did not run" not in w)


def test_a_table_without_texts_names_its_columns(blank: Language) -> None:
    import pandas

    with pytest.raises(InputError, match=r"no column 'text', but 'corpo', 'id': rename"):
        newsner.extract_many(pandas.DataFrame({"corpo": ["a"], "id": [1]}), nlp=blank)
    series = newsner.extract_many(pandas.Series(["Uno.", "Due."]), nlp=blank)
    assert [a.text for a in series] == ["Uno.", "Due."]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"text": b"ciao"}, InputTypeError, "text as str, not bytes"),
        ({"text": None}, InputTypeError, "text as str, not NoneType"),
        ({"text": "a", "title": 3}, InputTypeError, "title is a str, not int"),
        ({"text": "a" * 1_000_001}, InputError, "nlp.max_length"),
    ],
)
def test_bad_arguments(
    blank: Language, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        newsner.extract(**arguments, nlp=blank)


def test_what_the_page_says_yields_to_what_is_given(blank: Language) -> None:
    page = f"Un titolo della pagina\ndi Ugo Nervi\n16 agosto 2022\n{SENTENCE}"
    found = newsner.extract(page, nlp=blank)
    assert (found.title, found.byline) == ("Un titolo della pagina", "Ugo Nervi")
    assert found.published == date(2022, 8, 16)
    given = newsner.extract(page, published="2022-08-17", title="Un altro", nlp=blank)
    assert (given.title, given.published) == ("Un altro", date(2022, 8, 17))


def test_clean_can_be_turned_off(blank: Language) -> None:
    page = f"Un titolo della pagina\ndi Ugo Nervi\n16 agosto 2022\n{SENTENCE}"
    raw = newsner.extract(page, clean=False, nlp=blank)
    assert (raw.title, raw.published, raw.dropped) == (None, None, ())
    (many,) = newsner.extract_many([page], clean=False, nlp=blank)
    assert many == raw


def test_the_text_is_given_back_as_it_came(blank: Language) -> None:
    page = f"Un titolo\u200b della pagina\ndi Ugo Nervi\n{SENTENCE}\n0 commenti\n"
    assert newsner.extract(page, nlp=blank).text == page


def test_lone_surrogates_are_replaced_one_to_one_with_a_warning(blank: Language) -> None:
    article = newsner.extract("Bruni \ud800 tace.", nlp=blank)
    assert article.text == "Bruni \ufffd tace."
    assert article.warnings[0] == "lone surrogates in the text were replaced by U+FFFD"
    assert type(article).model_validate_json(article.to_json()) == article


def test_text_in_another_language_has_a_warning(blank: Language) -> None:
    english = "The minister of the interior has said that he will not meet with them. " * 3
    assert newsner.extract(english, nlp=blank).warnings[0] == (
        "the text looks English, not Italian: what was found in it may be wrong"
    )
    assert newsner.extract("Министр встретился с президентом.", nlp=blank).warnings[0] == (
        "the text is not in Latin script: newsner reads Italian"
    )
    italian = newsner.extract(SENTENCE * 5, nlp=blank).warnings
    assert not any("reads Italian" in w or "not Italian" in w for w in italian)


def test_items_of_every_kind_come_out_in_order(blank: Language) -> None:
    items: list[Any] = [
        "uno",
        {"text": "due", "id": 2, "published": "2022-08-15", "section": "esteri"},
        ("tre", {"id": "t", "page": 3}),
        ("quattro", 4),
    ]
    out = list(newsner.extract_many(items, nlp=blank))
    assert [a.text for a in out] == ["uno", "due", "tre", "quattro"]
    assert [a.id for a in out] == [None, "2", "t", None]
    assert [a.context for a in out] == [{}, {"section": "esteri"}, {"page": 3}, {"context": 4}]


def test_bad_items_come_out_with_their_error(blank: Language) -> None:
    items: list[Any] = [
        None,
        "bene",
        {"id": 7},
        {"text": 3},
        ("a", "b", "c"),
        {"text": "a" * 1_000_001, "id": "lungo"},
        "bene",
    ]
    out = list(newsner.extract_many(items, nlp=blank, batch_size=2))
    assert [a.error.type if a.error else None for a in out] == [
        "InputTypeError",
        None,
        "InputTypeError",
        "InputTypeError",
        "InputTypeError",
        "InputError",
        None,
    ]
    assert [a.id for a in out] == [None, None, "7", None, None, "lungo", None]


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_crash_stays_with_its_item(crashing: Language, n_process: int) -> None:
    name = crashing.pipe_names[-1]
    texts = ["uno", "una bomba", "due", "un'altra bomba", "tre", "quattro"]
    out = list(newsner.extract_many(texts, nlp=crashing, n_process=n_process, batch_size=2))
    assert [a.text for a in out] == texts
    assert [a.error.message if a.error else "" for a in out] == [
        f"{name} crashed on this text: RuntimeError: boom" if "bomba" in t else "" for t in texts
    ]


def test_a_crash_of_extract_is_a_typed_error(crashing: Language) -> None:
    with pytest.raises(StageError, match="crashed on this text: RuntimeError: boom"):
        newsner.extract("una bomba", nlp=crashing)


def test_an_error_of_the_callers_own_iterator_reaches_the_caller(blank: Language) -> None:
    def items() -> Iterator[str]:
        yield "uno"
        raise OSError("the disk is gone")

    articles = newsner.extract_many(items(), nlp=blank)
    assert next(articles).text == "uno"
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)


@pytest.mark.parametrize("items", ["un testo", {"text": "uno"}, 3])
def test_a_single_text_is_no_batch(blank: Language, items: Any) -> None:
    with pytest.raises(InputTypeError, match="use extract for a single text"):
        newsner.extract_many(items, nlp=blank)


def test_items_are_read_as_they_are_needed(blank: Language) -> None:
    read = 0

    def items() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield SENTENCE

    articles = newsner.extract_many(items(), nlp=blank, batch_size=4)
    for _ in range(10):
        next(articles)
    assert read <= 20


def test_progress_is_shown_on_stderr(blank: Language, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(newsner.extract_many(["uno", "due"], nlp=blank, progress=True))) == 2
    assert "2/2" in capsys.readouterr().err
