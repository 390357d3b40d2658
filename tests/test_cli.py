"""The command line."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsner.__main__ import app

runner = CliRunner()
SENTENCE = "Il presidente Bruni ha incontrato a Lisbona il ministro Tavares."


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


def test_extract_writes_a_line_an_article(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    result = runner.invoke(app, ["extract", str(source), "-o", str(out), "--no-progress"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert ids(out) == ["a0", "a1", "a2"]


def test_what_cannot_be_read_is_on_stderr_by_its_id_and_exits_1(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": 3}\n{no\n"Bruni tace."\n', encoding="utf-8")
    result = runner.invoke(app, ["extract", str(source), "-o", str(out), "--no-progress"])
    assert result.exit_code == 1
    assert "a: InputTypeError: an item needs its text as str, not int" in result.stderr
    assert "in.jsonl:2: InputError: in.jsonl:2 is not JSON" in result.stderr
    assert ids(out) == ["a", "in.jsonl:2", "in.jsonl:3"]


def test_what_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    out.write_text("precious")
    result = runner.invoke(app, ["extract", str(source), "-o", str(out)])
    assert result.exit_code == 2
    assert "--resume" in result.stderr
    assert out.read_text() == "precious"


@pytest.mark.parametrize(
    ("name", "message"), [("nope.jsonl", "no such file"), ("in.docx", "of no known format")]
)
def test_a_path_that_cannot_be_read_exits_2(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "in.docx").touch()
    result = runner.invoke(
        app, ["extract", str(tmp_path / name), "-o", str(tmp_path / "out.jsonl")]
    )
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_resume_refuses_what_comes_from_another_input(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    out.write_text('{"id": "other", "error": null}\n')
    result = runner.invoke(app, ["extract", str(source), "-o", str(out), "--resume"])
    assert result.exit_code == 2
    assert "another input" in result.stderr
    assert out.read_text() == '{"id": "other", "error": null}\n'


def test_resume_without_an_output_starts_from_the_beginning(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    command = ["extract", str(source), "-o", str(out), "--resume", "--no-progress"]
    assert runner.invoke(app, command).exit_code == 0
    assert ids(out) == ["a0", "a1"]
    assert runner.invoke(app, command).exit_code == 0  # all is done: nothing is added
    assert ids(out) == ["a0", "a1"]


def test_errors_of_the_run_before_count_when_it_is_resumed(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": 3}\n')
    command = ["extract", str(source), "-o", str(out), "--no-progress"]
    assert runner.invoke(app, command).exit_code == 1
    assert runner.invoke(app, [*command, "--resume"]).exit_code == 1


def test_a_folder_of_pages_in_two_processes(tmp_path: Path) -> None:
    pages, out = Path(__file__).parent / "html" / "pages", tmp_path / "out.jsonl"
    command = ["extract", str(pages), "-o", str(out), "--n-process", "2", "--no-progress"]
    assert runner.invoke(app, command).exit_code == 0
    assert ids(out) == sorted(path.name for path in pages.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_is_resumed_without_loss_or_repetition(tmp_path: Path) -> None:
    count = 100
    source, out = write(tmp_path / "in.jsonl", count), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "newsner", "extract", str(source), "-o", str(out)]
    parallel = [*command, "--n-process", "2"]
    with subprocess.Popen(parallel, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and (not out.exists() or out.stat().st_size < 1000):
            time.sleep(0.02)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline, "the workers outlive the killed run"
        time.sleep(0.02)
    before = out.read_bytes()
    assert 0 < before.count(b"\n") < count
    with out.open("ab") as file:
        file.write(b'{"id": "a17", "tit')  # what a kill in the middle of a write leaves
    subprocess.run([*command, "--resume", "--no-progress"], check=True)
    assert out.read_bytes().startswith(before[: before.rindex(b"\n") + 1])
    assert ids(out) == [f"a{i}" for i in range(count)]


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
