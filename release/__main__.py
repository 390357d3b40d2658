"""Make a release: ``python -m release VERSION`` (``make release VERSION=0.1.0``).

Builds the distributions into dist/, checks what is in them, installs the wheel into a clean
environment and extracts with it, writes the list of all that it brings (a CycloneDX SBOM), and
dates the changelog's entry. It uploads nothing.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from datetime import date
from email import message_from_string
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LARGEST = 60 * 2**20  # bytes of a wheel
MODULE = "newsner/__init__.py"

LICENCES = {
    "LICENSE": "MIT",
    "newsner/it_newsner_md/LICENSE": "CC BY-NC-SA 4.0",
    "newsner/scoring/weights/LICENSE": "CC BY-NC-SA 4.0",
}
PROBE = (
    "import newsner, spacy\n"
    "article = newsner.extract('La Slovenia ha invitato Ada Verdi.')\n"
    "assert [t[:3] for t in article.triples()] == [('Slovenia', 'INVITED', 'Ada Verdi')]\n"
    "assert spacy.info('it_newsner_md')['name'] == 'newsner_md'\n"
)


def main() -> int:
    """Run the steps; gives 1 where one of them finds something wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    version = parser.parse_args().version
    problems = list(check_sources(version))
    if not problems:
        shutil.rmtree(DIST, ignore_errors=True)
        run("-m", "build", "--outdir", DIST)
        run("-m", "twine", "check", "--strict", *DIST.iterdir())
        (wheel,) = DIST.glob("*.whl")
        problems += check_wheel(wheel)
        check_install(wheel)
        date_changelog(version)
    for problem in problems:
        print(f"release: {problem}", file=sys.stderr)
    return 1 if problems else 0


def run(*command: object, python: object = sys.executable) -> None:
    """Run Python with these arguments, which has to succeed."""
    subprocess.run([str(python), *map(str, command)], check=True, cwd=ROOT)


def check_sources(version: str) -> list[str]:
    """Say what the sources lack for a release of this version."""
    problems = []
    if f'__version__ = "{version}"' not in (ROOT / MODULE).read_text(encoding="utf-8"):
        problems.append(f"{MODULE} has another version than {version}")
    if "## [Unreleased]" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        problems.append("CHANGELOG.md has nothing under [Unreleased]")
    if "newsner.example" in (ROOT / "pyproject.toml").read_text(encoding="utf-8"):
        problems.append("pyproject.toml: project.urls has to say where site and repository are")
    problems += [f"{name} is missing" for name in LICENCES if not (ROOT / name).is_file()]
    problems += [
        f"{name} does not name {licence}"
        for name, licence in LICENCES.items()
        if (ROOT / name).is_file() and licence not in (ROOT / name).read_text(encoding="utf-8")
    ]
    return problems


def check_wheel(wheel: Path) -> list[str]:
    """Say what is wrong with the wheel's contents and metadata."""
    problems = []
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (path,) = (n for n in names if n.startswith("newsner-") and n.endswith("/METADATA"))
        metadata = message_from_string(archive.read(path).decode())
    if wheel.stat().st_size > LARGEST:
        problems.append(f"{wheel.name} has more than {LARGEST:,} bytes")
    for name in LICENCES:
        if not any(n.endswith(f"licenses/{name}") for n in names):
            problems.append(f"{wheel.name} lacks the licence {name}")
    wanted = metadata.get_all("Requires-Dist") or []
    problems += [f"PyPI refuses a direct address: {w}" for w in wanted if "@" in w]
    for name in ("License-Expression", "Author", "Project-URL", "Description-Content-Type"):
        if name not in metadata:
            problems.append(f"{wheel.name} has no {name}")
    body = str(metadata.get_payload())
    relative = re.findall(r"\]\((?!https?:|#)([^)]+)\)", body)
    problems += [f"the page on PyPI would have a broken link: {link}" for link in relative]
    if "it_newsner_md.egg-info/RECORD" not in names:
        problems.append(f"{wheel.name} lacks the record of it_newsner_md")
    return problems


def check_install(wheel: Path) -> None:
    """Install the wheel into a clean environment, extract with it, and list what it brought."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run("-m", "pip", "install", "--quiet", wheel, python=python)
        run("-c", PROBE, python=python)
        sbom = DIST / f"{wheel.stem}.cdx.json"
        run("-m", "cyclonedx_py", "environment", python, "--output-file", sbom)


def date_changelog(version: str) -> None:
    """Give the entry of what is unreleased its version and day."""
    path = ROOT / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    today = date.today().isoformat()
    entry = f"## [Unreleased]\n\n## [{version}] - {today}"
    path.write_text(text.replace("## [Unreleased]", entry, 1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
