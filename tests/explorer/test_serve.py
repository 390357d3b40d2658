"""The live server: the page, the data as it grows, and nobody else's questions."""

import json
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from newsner import Article
from newsner.__main__ import app
from newsner.errors import InputError
from newsner.export.serve import Growing, server


@pytest.fixture
def running(article: Article, tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(article.to_json() + "\n", encoding="utf-8")
    made = server(path)
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made.server_address[1], path
    made.shutdown()
    thread.join()
    made.server_close()


def ask(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_the_page_may_ask_its_own_server_only(running):
    status, page = ask(running[0], "/")
    assert status == 200
    assert b"connect-src 'self'" in page


def test_data_grows_with_the_file_and_half_a_line_waits(running, article: Article):
    port, path = running
    assert ask(port, "/version") == (200, b"1")
    line = article.model_copy(update={"id": "a2"}).to_json()
    with path.open("a", encoding="utf-8") as file:
        file.write(line[:100])
    assert ask(port, "/version") == (200, b"1")
    with path.open("a", encoding="utf-8") as file:
        file.write(line[100:] + "\n")
    assert ask(port, "/version") == (200, b"2")
    data = json.loads(ask(port, "/data")[1])
    assert [a["id"] for a in data["articles"]] == ["a1", "a2"]


def test_another_sites_name_is_turned_away(running):
    assert ask(running[0], "/data", Host="evil.example")[0] == 403
    assert ask(running[0], "/../../etc/passwd")[0] == 404


def test_a_folder_is_read_and_broken_lines_left_out(article: Article, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(article.to_json() + "\nno json\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(article.to_json() + "\n", encoding="utf-8")
    growing = Growing(tmp_path)
    assert growing.refresh() == 2
    assert growing.refresh() == 2
    (tmp_path / "b.jsonl").write_text("", encoding="utf-8")  # begun anew
    assert growing.refresh() == 1


def test_a_missing_path_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        server(tmp_path / "none")
    result = CliRunner().invoke(app, ["serve", str(tmp_path / "none")])
    assert result.exit_code == 2


def test_commands_make_pages_and_tasks(article: Article, tmp_path: Path):
    results = tmp_path / "a.jsonl"
    results.write_text(article.to_json() + "\n", encoding="utf-8")
    run = CliRunner()

    def command(*arguments: object) -> None:
        result = run.invoke(app, [str(a) for a in arguments])
        assert result.exit_code == 0, result.output

    command("explore", results, "-o", tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    command("annotate", "export", results, "-o", tmp_path / "tasks.json")
    assert json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert (tmp_path / "tasks.xml").exists()
    command("annotate", "export", results, "-o", tmp_path / "brat", "--tool", "brat")
    command("annotate", "import", tmp_path / "brat", "-o", tmp_path / "gold.jsonl")
    assert json.loads((tmp_path / "gold.jsonl").read_text(encoding="utf-8"))["id"] == "a1"


@pytest.mark.parametrize(
    "arguments",
    [["explore", "none.jsonl", "-o", "x.html"], ["annotate", "import", "none", "-o", "x"]],
)
def test_commands_say_what_is_missing(arguments: list[str], tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, arguments).exit_code == 2
