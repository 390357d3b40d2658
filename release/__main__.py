"""Make a release: ``python -m release VERSION`` (``make release VERSION=0.1.0``).

Builds the distributions into dist/, checks what is in them, installs the wheel into a clean
environment and extracts with it there, writes the list of all that it brings (a CycloneDX SBOM) and
of the licences of that, and dates the changelog's entry. It uploads nothing.

With ``--dry-run`` all of this runs before the project has an address too, and the changelog's entry
is shown, not written.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_string
from importlib.metadata import Distribution, PackageMetadata, distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LARGEST = 50_000_000  # bytes of a wheel
MODULE = "newsner/__init__.py"
PLACEHOLDER = "newsner.example"

# each file of a licence, and what it has to name: the licence, and whom it gives credit to
LICENCES = {
    "LICENSE": ("MIT",),
    "newsner/it_newsner_md/LICENSE": (
        "CC BY-NC-SA 4.0",
        "Universal Dependencies",
        "KIND",
        "WikiNEuRal",
        "multilingual-e5-small",
        "Morph-it!",
    ),
    "newsner/scoring/weights/LICENSE": (
        "CC BY-NC-SA 4.0",
        "Wikinews",
        "DICE",
        "SubjectivITA",
        "NTREX-128",
    ),
}
PROBE = """
import newsner, spacy, sys
assert newsner.__file__.startswith(sys.prefix), f"not the installed one: {newsner.__file__}"
article = newsner.extract("La Slovenia ha invitato Ada Verdi.")
assert [t[:3] for t in article.triples()] == [("Slovenia", "INVITED", "Ada Verdi")]
assert spacy.info("it_newsner_md")["name"] == "newsner_md"
assert spacy.load("it_newsner_md")("Piove.")[0].pos_ == "VERB"
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the steps; gives 1 where one of them finds something wrong."""
    parser = argparse.ArgumentParser(prog="release", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("version", nargs="?", default=version_of_sources())
    parser.add_argument(
        "--dry-run", action="store_true", help="all but what needs the project's address"
    )
    given = parser.parse_args(arguments)
    problems = check_sources(given.version)
    for missing in check_address():
        if given.dry_run:
            say(f"without --dry-run this would stop here: {missing}")
        else:
            problems.append(missing)
    if not problems:
        shutil.rmtree(DIST, ignore_errors=True)
        with step("build the distributions"):
            run("-m", "build", "--outdir", DIST)
        with step("check them as PyPI does"):
            run("-m", "twine", "check", "--strict", *DIST.iterdir())
        (wheel,) = DIST.glob("*.whl")
        with step("look into the wheel"):
            problems += check_wheel(wheel)
        problems += check_install(wheel)
        date_changelog(given.version, write=not (given.dry_run or problems))
    for problem in problems:
        print(f"release: {problem}", file=sys.stderr)
    return 1 if problems else 0


def say(text: str) -> None:
    """Tell how far it is."""
    print(f"release: {text}", flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell of a step how long it took."""
    begun = monotonic()
    yield
    say(f"{name}: {monotonic() - begun:.0f} s")


def run(
    *command: object, python: object = sys.executable, cwd: Path = ROOT, quiet: bool = False
) -> None:
    """Run Python with these arguments, which has to succeed."""
    out = subprocess.DEVNULL if quiet else None
    subprocess.run([str(python), *map(str, command)], check=True, cwd=cwd, stdout=out)


def version_of_sources() -> str:
    """Give the version that the package says it has."""
    found = re.search(r'__version__ = "(.+)"', (ROOT / MODULE).read_text(encoding="utf-8"))
    return found[1] if found else ""


def check_sources(version: str) -> list[str]:
    """Say what the sources lack for a release of this version."""
    problems = []
    if version_of_sources() != version:
        problems.append(f"{MODULE} has the version {version_of_sources()}, not {version}")
    if not unreleased((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")):
        problems.append("CHANGELOG.md has nothing under [Unreleased]: say there what is new")
    for name, told in LICENCES.items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        problems += [f"{name} does not name {words}" for words in told if words not in text]
    return problems


def check_address() -> list[str]:
    """Say where the project has no address of its own yet."""
    if PLACEHOLDER not in (ROOT / "pyproject.toml").read_text(encoding="utf-8"):
        return []
    return [
        f"project.urls in pyproject.toml has the placeholder {PLACEHOLDER}, which is nobody's: "
        "write there where the documentation and the repository are served"
    ]


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


def check_install(wheel: Path) -> list[str]:
    """Install the wheel into a clean environment, extract with it, and list what it brought."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        venv.create(folder, with_pip=True)
        python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        with step("install the wheel into a clean environment"):
            run("-m", "pip", "install", "--quiet", wheel, python=python, cwd=folder)
            run("-m", "pip", "check", python=python, cwd=folder)
        with step("extract with it there"):
            run("-I", "-c", PROBE, python=python, cwd=folder)
            run("-I", "-m", "newsner", "demo", python=python, cwd=folder, quiet=True)
        with step("list what it brings"):
            sbom = DIST / f"{wheel.stem}.cdx.json"
            run("-m", "cyclonedx_py", "environment", "--output-file", sbom, python)
            (site,) = folder.rglob("site-packages")
            return check_licences(distributions(path=[str(site)]), DIST / "licences.txt")


def check_licences(installed: Iterable[Distribution], to: Path) -> list[str]:
    """Write the licence of each distribution; say which have none, or one that binds ours."""
    problems, lines = [], []
    for part in sorted(installed, key=lambda d: d.name.lower()):
        told = licence_of(part.metadata)
        lines.append(f"{part.name} {part.version}: {told or '?'}\n")
        if not told:
            problems.append(f"{part.name} does not say under which licence it is")
        elif re.search(r"\bA?GPL|General Public", told) and "Lesser" not in told:
            problems.append(f"{part.name} is under {told}")
    to.write_text("".join(lines), encoding="utf-8")
    say(f"{len(lines)} distributions and their licences are in {to.name}")
    return problems


def licence_of(metadata: PackageMetadata) -> str:
    """Give the licence that metadata tell, in one of the three ways there have been."""
    expression, text = (
        " ".join(metadata.get_all(name) or ()) for name in ("License-Expression", "License")
    )
    classifiers = [c for c in metadata.get_all("Classifier") or () if c.startswith("License ::")]
    named = "; ".join(c.rpartition(" :: ")[2] for c in classifiers)
    return expression or named or text.strip().partition("\n")[0]


def unreleased(changelog: str) -> str:
    """Give what the changelog has under [Unreleased]."""
    _, _, rest = changelog.partition("## [Unreleased]\n")
    return rest.partition("\n## [")[0].strip()


def date_changelog(version: str, *, write: bool) -> None:
    """Give the entry of what is unreleased its version and day; or only say what it would be."""
    path = ROOT / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    entry = f"## [{version}] - {date.today().isoformat()}"
    if write:
        new = text.replace("## [Unreleased]", f"## [Unreleased]\n\n{entry}", 1)
        path.write_text(new, encoding="utf-8")
    count = len(re.findall("^- ", unreleased(text), re.MULTILINE))
    say(f"CHANGELOG.md: {'' if write else 'not written: '}{entry}, with {count} points")


if __name__ == "__main__":
    sys.exit(main())
