"""What a user holds in hand: public names, their types, and results that are looked up and shown."""

import inspect
from typing import Any

import pytest
from export.conftest import article  # noqa: F401 (a fixture)

import newsner
from newsner import Article


def test_every_public_name_is_there_and_documented() -> None:
    for name in newsner.__all__:
        found = getattr(newsner, name)
        assert name == "__version__" or (found.__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        _ = newsner.extrct


@pytest.mark.parametrize(
    "name", [n for n in newsner.__all__ if inspect.isfunction(getattr(newsner, n))]
)
def test_a_function_says_what_it_gives(name: str) -> None:
    given = inspect.signature(getattr(newsner, name)).return_annotation
    assert given not in (inspect.Signature.empty, Any, "Any")


def test_parts_of_an_article_are_found_by_their_ids(article: Article) -> None:  # noqa: F811
    assert article["e1"] is article.entities[0]
    assert article["d2"] is article.dates[1]
    assert article["r1"] is article.relations[0]
    assert (article.name("e1"), article.name("d1"), article.name(None)) == (
        "Ada Verdi",
        "il 3 marzo 2024",
        None,
    )
    with pytest.raises(KeyError, match=r"'e9'.* has e1, e2"):
        article["e9"]
    with pytest.raises(KeyError, match="a relation, which has no name"):
        article.name("r1")


def test_relations_are_rows_of_names(article: Article) -> None:  # noqa: F811
    first, second = article.triples()
    assert first == ("Ada Verdi", "MET_WITH", "Ugo Neri", "asserted", "il 3 marzo 2024")
    assert (second.subject, second.object, second.status) == (
        "Slovenia",
        "Ordine & Co.",
        "uncertain",
    )


def test_what_is_printed_fits_on_a_line_or_two(article: Article) -> None:  # noqa: F811
    shown = [repr(x) for x in (article, *article.entities, *article.dates, *article.relations)]
    assert max(map(len, shown)) < 300
    assert "\n" not in "".join(shown)
    assert "Ada Verdi" in repr(article["e1"])
