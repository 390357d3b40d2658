"""What is written to a file is read back equal."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError
from newsner.export import arrow_schema
from newsner.schema import Failure


def samples(article: Article, empty: Article) -> list[Article]:
    failed = empty.model_copy(update={"error": Failure(type="InputError", message="no text")})
    return [article, empty, failed]


def test_json(article: Article):
    assert Article.model_validate_json(article.to_json()) == article


def test_jsonl(article: Article, empty: Article, tmp_path: Path):
    path = tmp_path / "a.jsonl"
    assert newsner.write_jsonl(samples(article, empty), path) == 3
    assert list(newsner.read_jsonl(path)) == samples(article, empty)


def test_a_broken_line_is_named(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": 3}\n')
    with pytest.raises(InputError, match=r"a\.jsonl, line 1"):
        list(newsner.read_jsonl(path))


def test_parquet_has_the_published_schema_and_reads_back(
    article: Article, empty: Article, tmp_path: Path
):
    path = tmp_path / "a.parquet"
    assert newsner.write_parquet(iter(samples(article, empty)), path) == 3
    assert pq.read_schema(path).equals(arrow_schema())
    assert list(newsner.read_parquet(path)) == samples(article, empty)


def test_schema_covers_every_field_of_an_article():
    assert set(arrow_schema().names) == set(Article.model_fields)


def test_no_articles_make_a_file_with_no_rows(tmp_path: Path):
    path = tmp_path / "a.parquet"
    assert newsner.write_parquet([], path) == 0
    assert list(newsner.read_parquet(path)) == []
