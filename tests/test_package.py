"""What is built is what works: the wheel is complete, lean, and installs."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from release import __main__ as release
from release.__main__ import LARGEST, check_wheel
from release.readme import absolute
from release.record import metadata, record

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def test_the_source_distribution_is_all_that_a_contributor_needs(built: Path):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tests = {p.relative_to(ROOT).as_posix() for p in (ROOT / "tests").rglob("*.py")}
    assert tests | {"Makefile", "mkdocs.yml", "docs/index.md", "training/train.py"} <= names


def test_the_wheel_carries_code_data_and_model(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = {
        p.relative_to(ROOT).as_posix()
        for p in (ROOT / "newsner").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert kept <= names


def test_the_wheel_has_what_pypi_and_its_users_need(wheel: Path):
    assert check_wheel(wheel) == []


def test_what_spacy_takes_for_the_pipelines_distribution_is_complete():
    assert distribution("it_newsner_md").metadata["Name"] == "it_newsner_md"
    folder = ROOT / "it_newsner_md.egg-info"
    assert (folder / "PKG-INFO").read_text() == metadata(), "python -m release.record"
    assert (folder / "RECORD").read_text() == record(), "python -m release.record"


def test_the_readme_on_pypi_has_no_link_that_leads_nowhere():
    text = absolute((ROOT / "README.md").read_text(encoding="utf-8"), "https://x.example/")
    assert "(https://x.example/archive/)" in text
    assert not re.findall(r"\]\((?!https?:|#)", text)


def test_the_table_of_countries_is_what_babel_and_pycountry_give():
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    from release.countries import TABLE, build

    assert tomllib.loads(TABLE.read_text(encoding="utf-8")) == tomllib.loads(build())


def test_the_table_of_months_and_units_is_what_babel_gives():
    pytest.importorskip("babel")
    from release.formats import TABLE, build

    assert tomllib.loads(TABLE.read_text(encoding="utf-8")) == tomllib.loads(build())


def test_the_wheel_is_lean(wheel: Path):
    assert wheel.stat().st_size < LARGEST


def test_the_installed_wheel_extracts(wheel: Path, tmp_path: Path):
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*install, str(target), str(wheel)], check=True, capture_output=True)
    script = (
        f"import sys; sys.path.insert(0, {str(target)!r})\n"
        "import newsner\n"
        f"assert newsner.__file__.startswith({str(target)!r})\n"
        "article = newsner.extract('La Slovenia ha invitato Ada Verdi.', "
        "nlp=newsner.load('it_newsner_md'))\n"
        "assert 'Slovenia' in {e.name for e in article.entities}\n"
        "import spacy\n"
        f"assert spacy.info('it_newsner_md')['source'].startswith({str(target)!r})\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


# --- what makes a release


def test_every_source_of_the_weights_is_given_credit():
    told = (ROOT / "newsner" / "it_newsner_md" / "LICENSE").read_text(encoding="utf-8")
    with (ROOT / "training" / "sources.toml").open("rb") as file:
        sources = tomllib.load(file)["source"]
    named = {re.sub(r".*(UD_Italian-|/)", "", s["published"]) for s in sources}
    assert len(named) > 9
    assert {name for name in named if name.lower() not in told.lower()} == set()


def test_a_release_without_an_address_says_what_to_write_and_a_dry_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    ran: list[str] = []
    (tmp_path / "newsner-1-py3-none-any.whl").touch()
    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release.shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(release, "run", lambda *given, **_: ran.append(given[1]))
    monkeypatch.setattr(release, "check_wheel", lambda wheel: [])
    monkeypatch.setattr(release, "check_install", lambda wheel: [])
    before = (ROOT / "CHANGELOG.md").read_bytes()
    assert release.main([]) == 1
    assert "project.urls in pyproject.toml has the placeholder" in capsys.readouterr().err
    assert ran == []
    assert release.main(["--dry-run"]) == 0
    assert ran == ["build", "twine"]
    said = capsys.readouterr().out
    assert "without --dry-run this would stop here: project.urls" in said
    assert re.search(r"not written: ## \[0\.1\.0\] - \d{4}-\d\d-\d\d, with \d\d points", said)
    assert (ROOT / "CHANGELOG.md").read_bytes() == before
    assert release.main(["9.9", "--dry-run"]) == 1
    assert "not 9.9" in capsys.readouterr().err


def test_the_changelog_gets_an_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    page = tmp_path / "CHANGELOG.md"
    page.write_text(
        "# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [0.0.9] - 2024-01-01\n\n- Old.\n"
    )
    release.date_changelog("0.1.0", write=True)
    text = page.read_text()
    assert release.unreleased(text) == ""
    assert re.search(
        r"## \[Unreleased\]\n\n## \[0\.1\.0\] - [\d-]{10}\n\n- New\.\n\n## \[0\.0\.9", text
    )


def test_a_licence_that_binds_or_is_missing_is_a_problem(tmp_path: Path):
    told = {
        "b": "License: MIT",
        "a": "License-Expression: MIT AND CC-BY-SA-2.0\nLicense: see LICENSE",
        "c": "Summary: says nothing",
        "d": "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "e": "Classifier: License :: OSI Approved :: GNU Lesser General Public License v3",
    }
    for name, line in told.items():
        folder = tmp_path / f"{name}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\nVersion: 1\n{line}\n")
    found = release.distributions(path=[str(tmp_path)])
    problems = release.check_licences(found, tmp_path / "licences.txt")
    assert [p.split()[0] for p in problems] == ["c", "d"]
    assert (tmp_path / "licences.txt").read_text().splitlines()[:3] == [
        "a 1: MIT AND CC-BY-SA-2.0",
        "b 1: MIT",
        "c 1: ?",
    ]
