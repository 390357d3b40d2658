"""What is written to a file is read back equal."""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath

import numpy as np
import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError, InputTypeError
from newsner.export import COLUMNS, arrow_schema
from newsner.items import prepare
from newsner.plain import plain
from newsner.schema import Failure


def samples(article: Article, empty: Article) -> list[Article]:
    failed = empty.model_copy(update={"error": Failure(type="InputError", message="no text")})
    return [article, empty, failed]


def test_json(article: Article):
    assert Article.model_validate_json(article.to_json()) == article


@pytest.mark.parametrize(
    "published",
    [date(2024, 3, 4), datetime(2024, 3, 4), datetime(2024, 3, 4, tzinfo=UTC), None],
)
def test_a_date_stays_a_date_and_midnight_a_moment(
    article: Article, tmp_path: Path, published: date | None
):
    given = article.model_copy(update={"published": published})
    again = Article.model_validate_json(given.to_json()).published
    assert (again, type(again)) == (published, type(published))
    newsner.write_parquet(given, tmp_path / "a.parquet")
    (read,) = newsner.read_parquet(tmp_path / "a.parquet")
    assert (read.published, type(read.published)) == (published, type(published))


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


def test_one_article_stands_for_many_and_a_name_in_gz_is_zipped(article: Article, tmp_path: Path):
    path = tmp_path / "a.jsonl.gz"
    assert newsner.write_jsonl(article, path) == 1
    assert path.read_bytes()[:2] == b"\x1f\x8b"
    assert list(newsner.read_jsonl(path)) == [article]
    assert newsner.write_parquet(article, tmp_path / "a.parquet") == 1
    with pytest.raises(InputTypeError, match="takes an Article or an iterable of them, not str"):
        newsner.write_jsonl("a.jsonl", path)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.jsonl", '{"text": "però"}'.encode("cp1252"), "not in UTF-8"),
        ("a.jsonl.gz", b"\x1f\x8b no gzip", "a broken gzip file"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 9000, mtime=0)[:-9], "a broken gzip file"),
        ("none.jsonl", None, "no such file"),
        ("a.parquet", b"text,id\n", "not a Parquet file"),
        ("none.parquet", None, "no such file"),
    ],
)
def test_what_newsner_did_not_write_is_told(
    tmp_path: Path, name: str, raw: bytes | None, message: str
):
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    read = newsner.read_parquet if name.endswith("parquet") else newsner.read_jsonl
    with pytest.raises(InputError, match=message):
        list(read(path))


def test_a_parquet_file_of_something_else(tmp_path: Path):
    pq.write_table(pa.table({"text": ["uno"]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"row 1: not an article of newsner"):
        list(newsner.read_parquet(tmp_path / "a.parquet"))


def test_an_id_that_leads_nowhere_is_refused(article: Article, tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(article.to_json().replace('"object":"e2"', '"object":"e99"'))
    with pytest.raises(InputError, match=r"the object of relation 'r1' is 'e99', and no entity"):
        list(newsner.read_jsonl(path))


class Odd:
    def __str__(self) -> str:
        return "odd"


CONTEXT = {
    "numpy": np.float32(1.5),
    "array": np.arange(2),
    "day": np.datetime64("2024-03-04"),
    "no day": np.datetime64("NaT"),
    "timestamp": pandas.Timestamp("2024-03-04T10:00"),
    "missing": pandas.NaT,
    "nan": float("nan"),
    "bool": np.bool_(True),
    "set": {1},
    "tuple": (1, "\ud800"),
    "date": date(2024, 3, 4),
    "decimal": Decimal("1.50"),
    "path": PurePosixPath("a/b"),
    3: Odd(),
}
PLAIN = {
    "numpy": 1.5,
    "array": [0, 1],
    "day": "2024-03-04",
    "no day": None,
    "timestamp": "2024-03-04T10:00:00",
    "missing": None,
    "nan": None,
    "bool": True,
    "set": [1],
    "tuple": [1, "\ufffd"],
    "date": "2024-03-04",
    "decimal": "1.50",
    "path": "a/b",
    "3": "odd",
}


def test_whatever_came_with_a_text_is_written_and_read_back(article: Article, tmp_path: Path):
    assert prepare(("Bruni tace.", dict(CONTEXT))).context == PLAIN
    given = article.model_copy(update={"context": CONTEXT})  # as put in by hand
    newsner.write_jsonl([given, article], tmp_path / "a.jsonl")
    first, second = newsner.read_jsonl(tmp_path / "a.jsonl")
    assert (first.context, second) == (PLAIN, article)
    newsner.write_parquet([given], tmp_path / "a.parquet")
    assert next(newsner.read_parquet(tmp_path / "a.parquet")).context == PLAIN


def test_what_lies_too_deep_is_left_out():
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    assert json.dumps(plain(deep)).count("…".encode("ascii", "backslashreplace").decode()) == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_write_goes_by_the_ending(article: Article, tmp_path: Path, name: str):
    assert newsner.write([article], tmp_path / name) == 1
    read = newsner.read_parquet if name.endswith("parquet") else newsner.read_jsonl
    assert list(read(tmp_path / name)) == [article]


def test_a_table_and_a_page(article: Article, empty: Article, tmp_path: Path):
    assert newsner.write([article, empty], tmp_path / "a.csv") == 2
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["type"] for row in rows] == [r.type for r in article.relations]
    assert list(rows[0]) == [*COLUMNS["relations"], "context_desk"]
    assert newsner.write_table(article, tmp_path / "a.tsv", "entities") == 1
    assert "Ada Verdi\t" in (tmp_path / "a.tsv").read_text()
    newsner.write([article, empty], tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text().startswith("<!doctype html>")
    newsner.write([article, empty], tmp_path / "a.sqlite")
    with newsner.archive(path=tmp_path / "a.sqlite") as archive:
        assert len(archive) == 2


def test_what_was_there_stays_where_writing_fails(article: Article, tmp_path: Path):
    def broken() -> Iterator[Article]:
        yield article
        raise OSError("gone")

    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(OSError, match="gone"):
        newsner.write(broken(), tmp_path / "a.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"
    with pytest.raises(InputError, match=r"let the name end in one of \.jsonl"):
        newsner.write([], tmp_path / "a.xlsx")
