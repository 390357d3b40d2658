"""Tables keep their columns and types, full or empty."""

import pandas as pd
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError, MissingDependencyError
from newsner.export import COLUMNS

WHAT = list(COLUMNS)


@pytest.mark.parametrize("what", WHAT)
def test_columns_and_types_do_not_depend_on_the_rows(article: Article, empty: Article, what: str):
    full, none = article.to_dataframe(what), empty.to_dataframe(what)
    assert list(full.columns) == list(none.columns) == list(COLUMNS[what])
    assert len(full) > 0
    assert len(none) == 0
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
    for name in ("article", "start" if "start" in table.columns else "id"):
        assert table[name].to_list() == pandas_table[name].tolist()


def test_unknown_table_or_engine_is_an_error_that_lists_the_choices(article: Article):
    with pytest.raises(InputError, match="relations, entities, mentions, dates"):
        article.to_dataframe("people")
    with pytest.raises(InputError, match="pandas, polars"):
        article.to_dataframe(engine="r")


def test_a_missing_library_names_the_extra(article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingDependencyError, match=r"newsner\[pandas\]"):
        article.to_dataframe()
