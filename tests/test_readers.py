"""Articles from files of every format."""

import gzip
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsner
from newsner.errors import InputError
from newsner.items import Unreadable
from newsner.readers import FORMATS

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
    assert isinstance(items[1], Unreadable)
    assert "has 3 cells, and the header 2" in items[1].message
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


@pytest.mark.parametrize("name", ["nope.jsonl", "in.docx"])
def test_what_is_no_source(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.docx").touch()
    with pytest.raises(InputError, match=r"no such file|of no known format"):
        newsner.read_articles(tmp_path / name)


def read(path: Path, **options: Any) -> list[Any]:
    return list(newsner.read_articles(path, **options))


def bad(items: list[Any]) -> dict[str, str]:
    return {item.id: item.message for item in items if isinstance(item, Unreadable)}


# --- JSON


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        "\n".join(map(json.dumps, ROWS)),
        "\ufeff" + json.dumps(ROWS, ensure_ascii=False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_json_file(tmp_path: Path, text: str, encoding: str) -> None:
    if encoding == "utf-16":
        text = text.removeprefix("\ufeff")  # the codec writes one
    (tmp_path / "in.json").write_text(text, encoding=encoding)
    assert read(tmp_path / "in.json") == ROWS


def test_a_json_file_of_one_article(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(ROWS[0]))
    assert read(tmp_path / "in.json") == ROWS[:1]


def test_a_json_array_longer_than_a_block_and_cut_off(tmp_path: Path) -> None:
    long = [{"id": str(i), "text": "Bruni tace. " * 3000} for i in range(9)]
    (tmp_path / "in.json").write_text(json.dumps(long)[:-2])
    items = read(tmp_path / "in.json")
    assert items[:8] == long[:8]
    assert "the rest of the file was not read" in bad(items)["in.json:9"]
    (tmp_path / "in.json").write_text(json.dumps(long))
    items = read(tmp_path / "in.json", max_bytes=1000)
    assert "longer than" in bad(items)["in.json:1"]


# --- encodings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.txt"])
def test_encodings_with_and_without_a_mark(tmp_path: Path, name: str, encoding: str) -> None:
    text = {
        "in.jsonl": '{"text": "Perché l’Italia è qui."}\n',
        "in.csv": "text,id\nPerché l’Italia è qui.,\n",
        "in.txt": "Perché l’Italia è qui.",
    }[name]
    (tmp_path / name).write_bytes(text.encode(encoding))
    (item,) = read(tmp_path / name)
    assert item["text"] == "Perché l’Italia è qui."


def test_an_encoding_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes('{"text": "Perché è così."}\n'.encode("cp1252"))
    assert "say which encoding" in bad(read(tmp_path / "in.jsonl"))["in.jsonl:1"]
    (item,) = read(tmp_path / "in.jsonl", encoding="cp1252")
    assert item["text"] == "Perché è così."


def test_rows_in_windows_1252_among_those_in_utf_8(tmp_path: Path) -> None:
    rows = ["text,id", "Perché è così.,1", "Però è là.,2"]
    raw = b"\n".join(r.encode("cp1252" if "1" in r else "utf-8") for r in rows)
    (tmp_path / "in.csv").write_bytes(raw)
    assert [item["text"] for item in read(tmp_path / "in.csv")] == ["Perché è così.", "Però è là."]


# --- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["in.csv", "in.tsv"])
def test_the_delimiter_is_found(tmp_path: Path, name: str, delimiter: str) -> None:
    cells = [("id", "text", "data, ora"), ("a", f'"Uno{delimiter} due."', "2024")]
    lines = [delimiter.join(row) for row in cells]
    if delimiter == ",":
        lines[0] = 'id,text,"data, ora"'
    (tmp_path / name).write_text("\n".join(lines))
    assert read(tmp_path / name) == [
        {"id": "a", "text": f"Uno{delimiter} due.", "data, ora": "2024"}
    ]


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("titolo;corpo;data\nUno;Bruni tace.;2024\n")
    with pytest.raises(InputError, match=r"no column 'text'.*'titolo', 'corpo', 'data'.*--text"):
        read(tmp_path / "in.csv")
    with pytest.raises(InputError, match="no column 'giorno'"):
        read(tmp_path / "in.csv", text="corpo", published="giorno")
    with pytest.raises(InputError, match="no column 'testo'"):
        read(tmp_path / "in.csv", text="testo")
    (item,) = read(tmp_path / "in.csv", text="corpo", published="data")
    assert (item["text"], item["published"]) == ("Bruni tace.", "2024")


def test_a_field_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "uno"}\n{"id": "b", "corpo": "due"}\n')
    items = read(tmp_path / "in.jsonl", text="corpo")
    assert "no field 'corpo', but 'id', 'text'" in bad(items)["a"]
    assert items[1]["text"] == "due"
    items = read(tmp_path / "in.jsonl", published="data")
    assert "no article has the field 'data'" in bad(items)["in.jsonl"]


def test_a_row_with_too_few_cells(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,text\na\nb,due\n")
    items = read(tmp_path / "in.csv")
    assert "has no field 'text'" in bad(items)["a"]
    assert items[1] == {"id": "b", "text": "due"}


def test_an_unclosed_quote_costs_its_row_only(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        'id,text\na,uno\nb,"due\nc,tre\nd,"qua\nttro"\ne,"cin""que"\nf,"s"ei"\ng,"sette\n'
    )
    items = read(tmp_path / "in.csv")
    texts = {i["id"]: i["text"] for i in items if isinstance(i, dict)}
    # quotes inside a cell, which ought to be doubled, are kept as they stand
    assert texts.pop("g").strip() == "sette"
    assert texts == {"a": "uno", "c": "tre", "d": "qua\nttro", "e": 'cin"que', "f": 'sei"'}
    assert list(bad(items)) == ["in.csv:2"]
    assert "not closed" in bad(items)["in.csv:2"]


def test_a_quote_that_swallows_rows_without_quotes(tmp_path: Path) -> None:
    rows = [f"{i},Bruni numero {i} tace" for i in range(1000)]
    rows[3] = '3,"Bruni'
    (tmp_path / "in.csv").write_text("\n".join(["id,text", *rows]))
    items = read(tmp_path / "in.csv", max_bytes=5000)
    assert len(items) == 1000
    assert len(bad(items)) == 1
    rows[900] = '900,"Bruni\ntace"'
    (tmp_path / "in.csv").write_text("\n".join(["id,text", *rows]))
    items = read(tmp_path / "in.csv", max_bytes=5000)
    assert (len(items), len(bad(items))) == (1000, 1)


def test_a_cell_that_is_too_long_costs_its_row_only(tmp_path: Path) -> None:
    cell = "Bruni, tace.\n" * 3000
    for long in (cell, cell.replace("\n", " ")):
        (tmp_path / "in.csv").write_text(f'id,text\na,uno\nb,"{long}"\nc,"tre"\n')
        items = read(tmp_path / "in.csv", max_bytes=10_000)
        assert [getattr(i, "id", None) or i["id"] for i in items] == ["a", "in.csv:2", "c"]
        assert "longer than" in bad(items)["in.csv:2"]
        assert len(read(tmp_path / "in.csv")[1]["text"]) == len(long)


def test_lines_that_end_as_on_old_macs(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"id,text\ra,uno\rb,due\r")
    assert [item["text"] for item in read(tmp_path / "in.csv")] == ["uno", "due"]


@pytest.mark.parametrize("name", ["in.csv", "in.json", "in.jsonl"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    items = read(tmp_path / name)
    assert list(bad(items)) == (["in.csv:1"] if name == "in.csv" else [])


def test_a_parquet_timestamp_that_no_date_can_hold(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    moments = pa.array([2**62, 0, None], pa.timestamp("ms"))
    table = pa.table({"text": ["uno", "due", "tre"], "published": moments})
    parquet.write_table(table, tmp_path / "in.parquet")
    items = read(tmp_path / "in.parquet")
    assert [item["text"] for item in items] == ["uno", "due", "tre"]
    assert "timestamp" in items[0]["published"]
    assert items[1]["published"].year == 1970
    with pytest.raises(InputError, match=r"no column 'corpo'.*'text', 'published'"):
        read(tmp_path / "in.parquet", text="corpo")


# --- sizes


@pytest.mark.parametrize("name", ["in.txt", "in.html", "in.jsonl", "in.json", "in.csv"])
def test_a_sparse_file_of_two_gigabytes(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(2**31)
    items = read(tmp_path / name, max_bytes=2**20)
    assert items
    assert set(map(type, items)) == {Unreadable}


@pytest.mark.parametrize("name", ["in.txt.gz", "in.jsonl.gz", "in.csv.gz"])
def test_a_gzip_bomb(tmp_path: Path, name: str) -> None:
    with gzip.open(tmp_path / name, "wb") as file:
        for _ in range(100):
            file.write(b"a" * 2**20)
    (item,) = read(tmp_path / name, max_bytes=2**20)
    assert "does not end" in item.message or "longer than 1 MB, unzipped" in item.message


def test_an_item_has_20_megabytes_unless_it_is_given_more(tmp_path: Path) -> None:
    for size, name in ((20, "a.txt"), (21, "b.txt")):
        with (tmp_path / name).open("wb") as file:
            file.write(b"a" * (size * 2**20))
    items = read(tmp_path)
    assert [len(item["text"]) for item in items if isinstance(item, dict)] == [20 * 2**20]
    assert "longer than 20 MB, unzipped: raise max_bytes (--max-mb" in bad(items)["b.txt"]
    assert not bad(read(tmp_path, max_bytes=21 * 2**20))


def test_a_line_that_is_too_long_costs_itself_only(tmp_path: Path) -> None:
    lines = ['{"text": "uno"}', json.dumps({"text": "a" * 9000}), '{"text": "tre"}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    items = read(tmp_path / "in.jsonl", max_bytes=1000)
    assert [item["text"] for item in (items[0], items[2])] == ["uno", "tre"]
    assert "raise max_bytes" in bad(items)["in.jsonl:2"]


# --- folders


def test_a_folder_of_every_format(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name, write in (("a.jsonl", write_jsonl), ("sub/b.csv", write_csv)):
        write(tmp_path / name)
    (tmp_path / "c.parquet").write_bytes(b"PAR1 and no more PAR1")
    (tmp_path / "d.csv").write_text("corpo\nuno\n")
    (tmp_path / "e.jsonl").write_text('{"text": "uno"}\n')
    (tmp_path / "f.txt.gz").write_bytes(b"\x1f\x8b corrupt")
    items = read(tmp_path)
    assert [item for item in items if isinstance(item, dict)] == [
        *ROWS,
        {"text": "uno", "id": "e.jsonl:1"},
        *ROWS,
    ]
    assert list(bad(items)) == ["c.parquet:1", "d.csv", "f.txt.gz"]


def test_a_folder_without_anything_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file of a known format"):
        newsner.read_articles(tmp_path)
    (tmp_path / "a.pdf").touch()
    with pytest.raises(InputError, match="1 files of others"):
        newsner.read_articles(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_out_of_the_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("Segreto.")
    (folder / "a.txt").write_text("Uno.")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to(outside / "secret.txt")
    (folder / "d").symlink_to(outside)
    (folder / "e").symlink_to(folder)  # a loop
    (folder / "f.txt").symlink_to(folder / "nowhere.txt")
    items = read(folder)
    assert [item["text"] for item in items if isinstance(item, dict)] == ["Uno.", "Uno."]
    assert list(bad(items)) == ["c.txt", "d"]


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text("Uno.")
    scandir = os.scandir

    def refuse(path: Any) -> Any:  # root, as whom tests may run, reads all there is
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items = read(tmp_path)
    assert bad(items) == {"locked": "the folder locked cannot be read: Permission denied"}
    assert items[-1]["text"] == "Uno."


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_in_a_folder_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Uno.")
    assert len(read(tmp_path)) == 1


# --- standard input, and names that do not say the format


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    def give(raw: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))

    give(b'{"text": "uno"}\n')
    assert read(Path("-")) == [{"text": "uno", "id": "stdin:1"}]
    give(gzip.compress(b"text;id\nuno;a\n"))
    assert read(Path("-"), kind="csv") == [{"text": "uno", "id": "a"}]
    give(b"Bruni tace.")
    assert read(Path("-"), kind=".txt") == [{"text": "Bruni tace.", "id": "stdin"}]


def test_a_format_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "articolo").write_text("Bruni tace.")
    assert read(tmp_path / "articolo", kind="txt")[0]["text"] == "Bruni tace."
    with pytest.raises(InputError, match="no known format"):
        read(tmp_path / "articolo", kind="docx")
    assert ".json" in FORMATS


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "uno"}\n' * 3)
    items = iter(newsner.read_articles(tmp_path / "in.jsonl"))
    next(items)
    with (tmp_path / "in.jsonl").open("a") as file:
        file.write('{"text": "quattro"}\n')
    assert len(list(items)) == 3
