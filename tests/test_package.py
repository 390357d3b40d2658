"""What is built is what works: the wheel is complete, lean, and installs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIMIT = 60 * 2**20  # bytes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    built = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


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
