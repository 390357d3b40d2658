"""The documentation runs, is up to date, and builds without a warning."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

from newsner.knowledge.relation_files import FrameEntry
from newsner.knowledge.relations import SLOTS

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

READMES = (ROOT / "README.md", ROOT / "README.it.md")
SNIPPETS = [e for e in find_examples(*READMES, ROOT / "docs") if e.prefix == "python"]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda e: f"{e.path.name}:{e.start_line}")
def test_snippets_run_and_print_what_they_show(
    snippet: CodeExample,
    eval_example: EvalExample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)  # where they may write
    if eval_example.update_examples:
        eval_example.run_print_update(snippet)
    else:
        eval_example.run_print_check(snippet)


def test_both_readmes_show_the_same():
    english, italian = (
        [e.source for e in find_examples(p) if e.prefix == "python"] for p in READMES
    )
    assert english == italian


def test_generated_pages_are_up_to_date():
    from generate import pages

    for name, text in pages().items():
        stored = (ROOT / "docs" / name).read_text(encoding="utf-8")
        same = json.loads(stored) == json.loads(text) if name.endswith(".json") else stored == text
        assert same, f"docs/{name} is out of date: python docs/generate.py"


def test_the_page_on_the_relation_lexicon_names_every_key_and_slot():
    page = (ROOT / "docs" / "relation-lexicon.md").read_text(encoding="utf-8")
    keys = {field.alias or name for name, field in FrameEntry.model_fields.items()}
    assert {word for word in keys | SLOTS if f"`{word}`" not in page} == set()


def test_site_builds_strictly(tmp_path: Path):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "index.html").exists()
