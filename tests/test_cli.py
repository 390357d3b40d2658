"""The command line."""

import csv
import errno
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from ast import literal_eval
from functools import cache, partial
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from spacy.language import Language
from typer.testing import CliRunner

import newsner
from newsner import batch
from newsner.__main__ import app
from newsner.batch.part import Part

runner = CliRunner()
SENTENCE = "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares."


@pytest.fixture(autouse=True)
def load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "load", lambda *args, **options: _load(args, str(options)))


@cache
def _load(args: tuple[Any, ...], options: str) -> Language:
    return newsner.load(*args, **literal_eval(options))


def write(path: Path, count: int) -> Path:
    lines = [json.dumps({"id": f"a{i}", "text": f"{SENTENCE} {i}"}) for i in range(count)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def is_running(pid: str) -> bool:
    """Whether a process lives; one that has ended may wait to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def extract(*arguments: str | Path) -> Result:
    return runner.invoke(app, ["extract", *map(str, arguments)])


def test_extract_writes_a_line_an_article_and_a_summary(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    result = extract(source, "-o", out)
    assert result.exit_code == 0
    assert re.fullmatch(
        r"3 articles, \d relations, 0 errors in [\d.]+ s: .*out.jsonl\n", result.stderr
    )
    assert ids(out) == ["a0", "a1", "a2"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "out.jsonl.run"]
    assert extract(source, "-o", tmp_path / "b.jsonl", "--quiet").stderr == ""


def test_what_cannot_be_read_is_on_stderr_by_its_id_and_exits_1(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": 3}\n{no\n"Bruni tace."\n', encoding="utf-8")
    result = extract(source, "-o", out)
    assert result.exit_code == 1
    assert "a: InputTypeError: an item needs its text as str, not int" in result.stderr
    assert "in.jsonl:2: InputError: in.jsonl:2: not JSON" in result.stderr
    assert "3 articles, 0 relations, 2 errors" in result.stderr
    assert ids(out) == ["a", "in.jsonl:2", "in.jsonl:3"]


# --- what is there stays


def test_what_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    out.write_text("precious")
    result = extract(source, "-o", out)
    assert result.exit_code == 2
    assert "--resume" in result.stderr
    assert out.read_text() == "precious"
    assert extract(source, "-o", out, "--overwrite").exit_code == 0
    assert ids(out) == ["a0"]


@pytest.mark.parametrize("way", ["itself", "link", "hard link", "part", "folder"])
def test_the_input_is_never_the_output(tmp_path: Path, way: str) -> None:
    source = out = write(tmp_path / "in.jsonl", 1)
    before = source.read_bytes()
    if way == "link":
        out = tmp_path / "out.jsonl"
        out.symlink_to(source)
    elif way == "hard link":
        out = tmp_path / "out.jsonl"
        out.hardlink_to(source)
    elif way == "part":
        source = source.rename(tmp_path / "out.jsonl.part")
        out = tmp_path / "out.jsonl"
    result = extract(
        tmp_path if way == "folder" else source,
        "-o",
        tmp_path / "out.jsonl" if way == "folder" else out,
        "--overwrite",
        *(["--format", "jsonl"] if way == "part" else []),
    )
    assert result.exit_code == 2
    assert "is the input" in result.stderr or "in the folder that is read" in result.stderr
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "message"), [("nope.jsonl", "no such file"), ("in.docx", "of no known format")]
)
def test_a_path_that_cannot_be_read_exits_2(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "in.docx").touch()
    result = extract(tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert message in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["in.docx"]


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("titolo;corpo\nUno;Bruni tace.\n")
    result = extract(source, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert "its columns are 'titolo', 'corpo'" in result.stderr
    assert extract(source, "-o", tmp_path / "out.jsonl", "--text", "corpo").exit_code == 0


def test_an_empty_folder_exits_2(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = extract(tmp_path / "in", "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, "no file of a known format" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("none/out.jsonl", "no such folder"),
        ("folder.jsonl", "is a folder"),
        ("out.xlsx", "let the name end in one of .jsonl"),
        ("x" * 300 + ".jsonl", "File name too long"),
    ],
)
def test_an_output_that_cannot_be_written_exits_2(tmp_path: Path, out: str, message: str) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    source = write(tmp_path / "in.jsonl", 1)
    result = extract(source, "-o", tmp_path / out, "--overwrite")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_folder_that_may_not_be_written_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> FileIO:  # root, as whom tests may run, writes anywhere
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("newsner.batch.part.FileIO", refuse)
    source = write(tmp_path / "in.jsonl", 1)
    result = extract(source, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert "cannot be written: Permission denied: give another --output" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_two_runs_to_one_output_do_not_mix(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    with Part.held(out):
        result = extract(source, "-o", out, "--overwrite")
        assert (result.exit_code, "another run is writing" in result.stderr) == (2, True)
    assert extract(source, "-o", out).exit_code == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of fork beside threads
def test_a_worker_does_not_hold_the_lock_of_its_run(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with Part.held(out):
        worker = os.fork()
        if not worker:
            time.sleep(30)
            os._exit(0)
    try:
        with Part.held(out):
            pass
    finally:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


# --- stopped at any moment, and taken up again


class Crash(BaseException):
    """Stands for a process that ends on the spot."""


def crash_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, call: int) -> None:
    original, calls = getattr(owner, name), iter(range(1, 1000))

    def crashing(*args: object, **kwargs: object) -> object:
        if next(calls) == call:
            raise Crash
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, crashing)


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz"])
@pytest.mark.parametrize(
    ("owner", "what", "call"),
    [
        (batch, "_load", 1),
        (batch, "write_record", 1),
        (Part, "append", 1),
        (Part, "append", 3),
        (batch, "_finish", 1),
        (batch, "write_record", 2),
        (Path, "replace", 2),
        (Path, "replace", 3),
        (Path, "unlink", 1),
    ],
)
def test_a_run_that_ended_anywhere_is_resumed(
    tmp_path: Path, name: str, owner: object, what: str, call: int
) -> None:
    source, out = write(tmp_path / "in.jsonl", 4), tmp_path / name
    out.write_text("old")
    with pytest.MonkeyPatch.context() as patch, pytest.raises((Crash, AssertionError)):
        crash_at(patch, owner, what, call)
        batch.run(source, out, overwrite=True)
        raise AssertionError  # there was nothing to crash on the way
    if out.read_bytes() == b"old" and not (tmp_path / f"{name}.part").exists():
        batch.run(source, out, overwrite=True)
    else:
        summary = batch.run(source, out, resume=True)
        assert summary.articles == 4
    fresh = tmp_path / f"fresh.{name}"
    batch.run(source, fresh)
    read = gzip.decompress if name.endswith(".gz") else bytes
    assert read(out.read_bytes()) == read(fresh.read_bytes())
    assert not (tmp_path / f"{name}.part").exists()


def test_resume_compares_texts_options_and_versions(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Crash):
        crash_at(patch, Part, "append", 3)
        batch.run(source, out)
    part = (tmp_path / "out.jsonl.part").read_bytes()
    result = extract(source, "-o", out, "--resume", "--no-clean")
    assert (result.exit_code, "clean was True and is False" in result.stderr) == (2, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "__version__", "9.9")
        result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "newsner was" in result.stderr) == (2, True)
    original = source.read_text()
    source.write_text(original.replace("Tavares. 1", "Tavares. 11"))
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "it is of another input" in result.stderr) == (2, True)
    source.write_text(original.splitlines()[0])
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "where the input has ended" in result.stderr) == (2, True)
    assert extract(source, "-o", out).exit_code == 2  # neither resume nor overwrite
    assert (tmp_path / "out.jsonl.part").read_bytes() == part
    source.write_text(original)
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "3 articles (2 of them done before)" in result.stderr) == (0, True)


def test_resume_of_a_finished_output(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_text('{"id": "a", "text": 3}\n{"id": "b", "text": "Bruni tace."}\n')
    assert extract(source, "-o", out, "--resume").exit_code == 1  # begins where nothing is
    before = out.read_bytes()
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "2 articles (2 of them done before)" in result.stderr) == (1, True)
    assert out.read_bytes() == before
    source.write_text('{"id": "b", "text": "Bruni parla."}\n')
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "made of another input" in result.stderr) == (2, True)
    (tmp_path / "out.csv.run").unlink()
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "missing or unreadable" in result.stderr) == (2, True)
    assert not (tmp_path / "out.csv.part").exists()


def test_what_is_no_part_file_is_not_resumed(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Crash):
        crash_at(patch, Part, "append", 2)
        batch.run(source, out)
    part = tmp_path / "out.jsonl.part"
    part.write_text('{"other": 1}\n')
    result = extract(source, "-o", out, "--resume")
    assert (result.exit_code, "is no article" in result.stderr) == (2, True)
    assert part.read_text() == '{"other": 1}\n'


def test_a_full_disk_keeps_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = write(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    out.write_text("old")
    room = [1]  # for so many lines, and some bytes

    class Disk(FileIO):
        def write(self, data: Any) -> int:
            if room[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            whole = room[0] > 0
            room[0] -= 1
            return super().write(data if whole else data[:20])

    monkeypatch.setattr("newsner.batch.part.FileIO", Disk)
    result = extract(source, "-o", out, "--overwrite")
    assert result.exit_code == 3
    assert "No space left on device" in result.stderr
    assert "1 articles are in" in result.stderr
    assert "--resume" in result.stderr
    assert out.read_text() == "old"
    assert (tmp_path / "out.jsonl.part").read_bytes().count(b"\n") == 1
    assert (tmp_path / "out.jsonl.part").read_bytes().endswith(b"\n")
    room[0] = 9
    assert extract(source, "-o", out, "--resume").exit_code == 0
    assert ids(out) == ["a0", "a1", "a2"]


def test_a_folder_of_pages_in_two_processes(tmp_path: Path) -> None:
    pages, out = Path(__file__).parent / "html" / "pages", tmp_path / "out.jsonl"
    assert extract(pages, "-o", out, "--n-process", "2").exit_code == 0
    assert ids(out) == sorted(path.name for path in pages.iterdir())


def start(source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Run in a process of its own, until it has written something."""
    command = [sys.executable, "-m", "newsner", "extract", str(source), "-o", str(out), *options]
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)  # as in a terminal
    posix = {} if sys.platform == "win32" else {"preexec_fn": heed}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, **posix)
    part = out.with_name(f"{out.name}.part")
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 1000):
        time.sleep(0.02)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_is_resumed_without_loss_or_repetition(tmp_path: Path) -> None:
    count = 100
    source, out = write(tmp_path / "in.jsonl", count), tmp_path / "out.jsonl"
    part = tmp_path / "out.jsonl.part"
    with start(source, out, "--n-process", "2") as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 300
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline, "the workers outlive the killed run"
        time.sleep(0.02)
    before = part.read_bytes()
    assert 0 < before.count(b"\n") < count
    with part.open("ab") as file:
        file.write(b'{"id": "a17", "tit')  # what a kill in the middle of a write leaves
    result = extract(source, "-o", out, "--resume")
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes().startswith(before[: before.rindex(b"\n") + 1])
    assert ids(out) == [f"a{i}" for i in range(count)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_is_interrupted_says_how_to_go_on(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 400), tmp_path / "out.jsonl"
    with start(source, out) as process:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=300)
    assert process.returncode == 130
    assert b"the same with --resume goes on from there" in told
    assert b"Traceback" not in told
    assert not out.exists()
    done = (tmp_path / "out.jsonl.part").read_bytes()
    assert done.endswith(b"\n")
    assert 0 < done.count(b"\n") < 400


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_is_told_to_end_says_so_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = write(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    append, calls = Part.append, iter(range(10))

    def told_at_the_third(part: Part, *given: object) -> object:
        if next(calls) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(10)  # the signal ends it
        return append(part, *given)

    monkeypatch.setattr(Part, "append", told_at_the_third)
    result = extract(source, "-o", out)
    assert (result.exit_code, "the same with --resume goes on" in result.stderr) == (143, True)
    assert ids(tmp_path / "out.jsonl.part") == ["a0", "a1"]


# --- where from and where to


def test_standard_input_and_output(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": SENTENCE})
    result = runner.invoke(app, ["extract", "-", "-q"], input=line)
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (0, "a")
    result = runner.invoke(app, ["extract", "-", "--format", "txt", "-o", "-"], input=SENTENCE)
    assert json.loads(result.stdout)["id"] == "stdin"
    result = runner.invoke(app, ["extract", "-", "--resume"], input=line)
    assert (result.exit_code, "only a run to a file" in result.stderr) == (2, True)
    out = tmp_path / "out.jsonl"
    assert runner.invoke(app, ["extract", "-", "-o", str(out)], input=line).exit_code == 0
    assert ids(out) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no head")
def test_a_reader_of_standard_output_that_leaves_ends_the_run(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", 500)
    command = [sys.executable, "-m", "newsner", "extract", str(source), "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_the_output_is_of_the_format_it_ends_in(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", 2)
    outs = [tmp_path / f"out.{e}" for e in ("jsonl.gz", "csv", "tsv", "parquet", "html", "sqlite")]
    for out in outs:
        assert extract(source, "-o", out).exit_code == 0, out
    zipped, table, tabs, parquet, page, base = outs
    articles = list(newsner.read_jsonl(zipped))
    assert [a.id for a in articles] == ["a0", "a1"]
    assert list(newsner.read_parquet(parquet)) == articles
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["type"] for row in rows] == [r.type for a in articles for r in a.relations]
    assert "MET_WITH\t" in tabs.read_text()
    assert page.read_text().startswith("<!doctype html>")
    with newsner.archive(path=base) as archive:
        assert list(archive.articles()) == articles
    assert all(not p.name.endswith((".part", ".new")) for p in tmp_path.iterdir())


def test_own_relations_names_and_a_floor_of_confidence(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    relations, names = tmp_path / "own.toml", tmp_path / "names.toml"
    relations.write_text(
        """[[relation]]
type = "BORED"
description = "bores"
subject = ["PERSON"]
object = ["PERSON"]
[[relation.frame]]
verb = ["incontrare"]
subject = ["agent"]
object = ["patient"]
examples = ["<s>Ada Verdi</s> ha incontrato <o>Ugo Neri</o>."]
counterexamples = ["Ada Verdi ha incontrato difficoltà."]
"""
    )
    names.write_text('[[person]]\nnames = ["Ines Tavares", "Tavares"]\n')
    options = ["--relations", relations, "--gazetteer", names]
    result = extract(source, "-o", out, *options)
    assert result.exit_code == 0, result.stderr
    (article,) = newsner.read_jsonl(out)
    assert {"BORED", "MET_WITH"} <= {r.type for r in article.relations}
    assert "Ines Tavares" in {e.name for e in article.entities}
    extract(source, "-o", out, "--overwrite", "--min-confidence", "1")
    (article,) = newsner.read_jsonl(out)
    assert not article.relations
    result = extract(source, "-o", out, "--relations", tmp_path / "none.toml", "--overwrite")
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)


def test_demo_prints_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = runner.invoke(app, ["demo"])
    assert result.exit_code == 0
    for word in ("fiction", "Entities", "Dates", "Relations", "Portogallo"):
        assert word in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_evaluate_takes_the_options_of_the_evaluation(tmp_path: Path) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("Dora\tB-PER\nBruni\tI-PER\ntace\tO\n", encoding="utf-8")
    result = runner.invoke(app, ["evaluate", "it_newsner_md", "--names", str(names), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["figures"] == {"f1": 100.0}
    assert "--treebank" in runner.invoke(app, ["evaluate", "--help"]).stdout
    assert runner.invoke(app, ["evaluate"]).exit_code == 2


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).stdout.strip()


def test_an_article_that_takes_too_long_is_an_error_and_the_run_goes_on(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    result = extract(source, "-o", out, "--timeout", "0.000001")
    assert (result.exit_code, "2 articles, 0 relations, 2 errors" in result.stderr) == (1, True)
    result = extract(source, "-o", out, "--overwrite", "--timeout", "0")
    assert result.exit_code == 0
    result = extract(source, "-o", out, "--overwrite", "--timeout", "-1")
    assert (result.exit_code, "timeout" in result.stderr) == (2, True)
