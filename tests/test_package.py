"""What is built is what works: the wheel is complete, lean, and installs."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

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
