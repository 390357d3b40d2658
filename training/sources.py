"""Where the data comes from, and whether it is all there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsner.errors import DataFileError, InputError

SOURCES = Path(__file__).with_name("sources.toml")
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """One public data set; see the head of ``sources.toml``."""

    name: str
    file: str
    kind: Literal["treebank", "names", "wikineural"]
    role: Literal["train", "text", "test"]
    published: str
    licence: str
    style: str = PLAIN
    repeat: float = 1.0
    tags: bool = True


def read_sources(path: Path = SOURCES) -> list[Source]:
    """Read the list of data sets.

    Raises
    ------
    DataFileError
        An entry has an unknown or missing field.
    """
    sources = []
    for i, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["source"], 1):
        try:
            sources.append(Source(**entry))
        except TypeError as error:
            name = entry.get("name", f"number {i}")
            raise DataFileError(f"{path}, source {name}: {error}") from error
    return sources


def fetched(data: Path, sources: list[Source]) -> list[Source]:
    """Check that the data folder holds the sources, and return them.

    Raises
    ------
    InputError
        Files are missing; the message says where each is published.
    """
    missing = [s for s in sources if not (data / s.file).is_file()]
    if missing:
        lines = "\n".join(f"  {s.file}  from {s.published}, {s.licence}" for s in missing)
        raise InputError(
            f"{data} lacks {len(missing)} of {len(sources)} files; put there:\n{lines}"
        )
    return sources


def styles(sources: list[Source]) -> list[str]:
    """Names of the annotation styles; the packaged model's is the first."""
    return [PLAIN, *sorted({s.style for s in sources if s.role == "train"} - {PLAIN})]
