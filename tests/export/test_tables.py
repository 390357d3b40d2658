"""Tables keep their columns and types, full or empty."""

import pandas as pd
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError, MissingDependencyError
from newsner.export import COLUMNS
from newsner.schema import Failure

WHAT = list(COLUMNS)


@pytest.mark.parametrize("what", WHAT)
def test_columns_and_types_do_not_depend_on_the_rows(article: Article, empty: Article, what: str):
    full, none = article.to_dataframe(what), empty.to_dataframe(what)
    context = ["context_desk"] if what in ("relations", "articles") else []
    assert list(full.columns) == [*COLUMNS[what], *context]
    assert list(none.columns) == list(COLUMNS[what])
    assert len(full) > 0
    assert len(none) == (what == "articles")
    for name, kind in COLUMNS[what].items():
        if kind == "category":
            assert isinstance(none[name].dtype, pd.CategoricalDtype)
        else:
            assert full[name].dtype == none[name].dtype, name


def test_a_relation_is_a_row_with_names_codes_and_bounds(article: Article):
    row = article.to_dataframe().set_index("id").loc["r2"]
    assert row["subject"] == "Slovenia"
    assert row["subject_country"] == "SI"
    assert row["object"] == "Ordine & Co."
    assert row["source"] == "Ada Verdi"
    assert row["when_value"] == "2020/2022"
    assert row["earliest"] == pd.Timestamp("2020-01-01")
    assert row["latest"] == pd.Timestamp("2022-12-31 23:59:59")
    assert pd.isna(row["role"])


def test_a_relation_stands_with_its_article_and_sentence(article: Article):
    cut = article.text.index(". ") + 1
    given = article.model_copy(
        update={
            "sentences": ((0, cut), (cut + 1, len(article.text))),
            "context": {"section": "esteri", "page": 3, "tags": ["a", "b"]},
        }
    )
    for engine in ("pandas", "polars"):
        table = newsner.to_dataframe([given, article], engine=engine)
        first = table.to_dict("records")[0] if engine == "pandas" else table.to_dicts()[0]
        assert (first["published"], first["title"]) == ("2024-03-04", "Vertice a Lubiana <b>")
        assert first["sentence"] == article.text[:cut]
        assert (first["context_section"], first["context_page"]) == ("esteri", 3)
        assert first["context_tags"] == '["a", "b"]'
        last = ["context_section", "context_page", "context_tags", "context_desk"]
        assert list(table.columns)[-4:] == last
    assert article.to_dataframe()["sentence"].isna().all()  # of an older file, without sentences


def test_a_table_of_articles_says_what_failed(article: Article, empty: Article):
    error = Failure(type="InputError", message="no text")
    failed = empty.model_copy(update={"error": error, "warnings": ("a", "b")})
    table = newsner.to_dataframe([article, failed], "articles")
    assert table["relations"].tolist() == [len(article.relations), 0]
    assert table["error"].tolist()[1] == "InputError"
    assert table["warnings"].tolist()[1] == "a; b"
    assert table["published"].tolist()[0] == "2024-03-04"


def test_mentions_come_in_text_order(article: Article):
    starts = article.to_dataframe("mentions")["start"].tolist()
    assert starts == sorted(starts)


def test_several_articles_make_one_table(article: Article, empty: Article):
    other = article.model_copy(update={"id": None})
    table = newsner.to_dataframe(iter([article, empty, other]))
    assert table["article"].tolist() == ["a1", "a1", "2", "2"]


@pytest.mark.parametrize("what", WHAT)
def test_polars_gives_the_same_values(article: Article, what: str):
    table = newsner.to_dataframe([article], what, engine="polars")
    pandas_table = article.to_dataframe(what)
    assert table.columns == list(pandas_table.columns)
    second = next(n for n in ("start", "id", "characters") if n in table.columns)
    for name in ("article", second):
        assert table[name].to_list() == pandas_table[name].tolist()


def test_unknown_table_or_engine_is_an_error_that_lists_the_choices(article: Article):
    with pytest.raises(InputError, match="articles, relations, entities, mentions, dates"):
        article.to_dataframe("people")
    with pytest.raises(InputError, match="pandas, polars"):
        article.to_dataframe(engine="r")


def test_a_missing_library_names_the_extra(article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingDependencyError, match=r"newsner\[pandas\]"):
        article.to_dataframe()
