"""What is built is what works: the wheel is complete, lean, and installs."""

import csv
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from release.__main__ import check_wheel
from release.readme import absolute

ROOT = Path(__file__).parents[1]
LIMIT = 60 * 2**20  # bytes


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
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


def test_what_spacy_takes_for_the_pipelines_distribution_is_of_its_version_and_complete():
    found = distribution("it_newsner_md")
    meta = json.loads((ROOT / "newsner" / "it_newsner_md" / "meta.json").read_text())
    told = (ROOT / "it_newsner_md.egg-info" / "PKG-INFO").read_text()
    assert f"\nVersion: {meta['version']}\n" in told
    assert found.metadata["Name"] == "it_newsner_md"
    rows = csv.reader((ROOT / "it_newsner_md.egg-info" / "RECORD").read_text().splitlines())
    for name, digest, size in rows:
        raw = (ROOT / name).read_bytes()
        if digest:
            digest_of = urlsafe_b64encode(sha256(raw).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={digest_of}", str(len(raw))), name


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
    assert wheel.stat().st_size < LIMIT


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
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
