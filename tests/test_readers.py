"""Articles from files of every format."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsner
from newsner.errors import InputError
from newsner.items import Unreadable

ROWS = [
    {"id": "a", "text": "Bruni è a Lisbona.", "published": "2023-05-11", "section": "esteri"},
    {"id": "b", "text": 'Tavares: «No, "mai"».\nPoi tace.', "published": "", "section": "esteri"},
]


def write_jsonl(path: Path) -> None:
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")


def write_csv(path: Path) -> None:
    import pandas

    pandas.DataFrame(ROWS).to_csv(path, index=False, sep="\t" if path.suffix == ".tsv" else ",")


def write_parquet(path: Path) -> None:
    import pandas

    pandas.DataFrame(ROWS).to_parquet(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("in.jsonl", write_jsonl),
        ("in.ndjson", write_jsonl),
        ("in.csv", write_csv),
        ("in.tsv", write_csv),
        ("in.parquet", write_parquet),
    ],
)
def test_formats(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    assert list(newsner.read_articles(tmp_path / name)) == ROWS


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_gzip(tmp_path: Path, name: str) -> None:
    {"in.jsonl": write_jsonl, "in.csv": write_csv}[name](tmp_path / name)
    zipped = tmp_path / f"{name}.gz"
    zipped.write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    assert list(newsner.read_articles(zipped)) == ROWS


def test_a_folder_is_read_by_name_with_html_among_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "due.txt").write_bytes("Perché l’Italia tace.".encode("cp1252"))
    (tmp_path / "a.txt").write_text("\ufeffUno è qui.", encoding="utf-8")
    page = (Path(__file__).parent / "html" / "pages" / "wordpress.html").read_bytes()
    (tmp_path / "c.html").write_bytes(page)
    (tmp_path / "d.html").write_text("<html></html>")
    (tmp_path / "e.txt.gz").write_bytes(gzip.compress(b"Tre."))
    (tmp_path / "f.pdf").write_bytes(b"%PDF")
    items: list[Any] = list(newsner.read_articles(tmp_path))
    assert items[:2] == [
        {"id": "a.txt", "text": "Uno è qui."},
        {"id": "b/due.txt", "text": "Perché l’Italia tace."},
    ]
    assert (items[2]["id"], items[2]["byline"]) == ("c.html", "Marta Colombo")
    assert items[3] == Unreadable(
        "d.html", "the page has no article text: give the page of a single article"
    )
    assert items[4:] == [{"id": "e.txt.gz", "text": "Tre."}]


def test_a_single_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Uno.")
    assert list(newsner.read_articles(str(tmp_path / "a.txt"))) == [{"id": "a.txt", "text": "Uno."}]


def test_lines_that_are_no_article_are_told_by_their_number(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        b'{"text": "uno"}\n\n{"text": \n[1]\n"due"\n{"text": "\xff"}\n' + b"[" * 100_000 + b"\n"
    )
    items: list[Any] = list(newsner.read_articles(tmp_path / "in.jsonl"))
    assert items[0] == {"text": "uno", "id": "in.jsonl:1"}
    assert items[3] == {"text": "due", "id": "in.jsonl:5"}
    bad = [item.id for item in items if isinstance(item, Unreadable)]
    assert bad == ["in.jsonl:3", "in.jsonl:4", "in.jsonl:6", "in.jsonl:7"]


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,id\nuno,1\ndue,2,3\ntre,3\n")
    items: list[Any] = list(newsner.read_articles(tmp_path / "in.csv"))
    assert items[1] == Unreadable("in.csv:2", "row 2 of in.csv has more cells than the header")
    assert items[2] == {"text": "tre", "id": "3"}


def test_a_gzip_that_was_cut_off(tmp_path: Path) -> None:
    lines = b'{"text": "uno"}\n' * 10_000
    whole = gzip.compress(lines, compresslevel=0)
    (tmp_path / "in.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    items: list[Any] = list(newsner.read_articles(tmp_path / "in.jsonl.gz"))
    assert isinstance(items[-1], Unreadable)
    assert "cannot be read" in items[-1].message
    assert all(item["text"] == "uno" for item in items[:-1])


def test_a_parquet_file_that_cannot_be_read_on(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and no more PAR1")
    (bad,) = newsner.read_articles(path)
    assert isinstance(bad, Unreadable)
    assert bad.id == "a.parquet:1"


def test_columns_by_other_names(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("testo,data\nuno,2023-05-11\n")
    items = list(newsner.read_articles(tmp_path / "in.csv", text="testo", published="data"))
    assert items == [{"text": "uno", "published": "2023-05-11", "id": "in.csv:1"}]


def test_a_field_of_html(tmp_path: Path) -> None:
    page = (Path(__file__).parent / "html" / "pages" / "jsonld.html").read_text(encoding="utf-8")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "html": page}))
    (item,) = newsner.read_articles(tmp_path / "in.jsonl")
    assert isinstance(item, dict)
    assert (item["id"], item["published"], item["byline"]) == ("a", "2023-05-11", "Marta Colombo")


@pytest.mark.parametrize("name", ["nope.jsonl", "in.docx", "in.json"])
def test_what_is_no_source(tmp_path: Path, name: str) -> None:
    for there in ("in.docx", "in.json"):
        (tmp_path / there).touch()
    with pytest.raises(InputError, match=r"no such file|of no known format"):
        newsner.read_articles(tmp_path / name)


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "uno"}\n' * 3)
    items = iter(newsner.read_articles(tmp_path / "in.jsonl"))
    next(items)
    with (tmp_path / "in.jsonl").open("a") as file:
        file.write('{"text": "quattro"}\n')
    assert len(list(items)) == 3
