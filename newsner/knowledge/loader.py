"""Strict reading of data files: a wrong key or value is an error that names file and entry."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import DataFileError

DATA = Path(__file__).parent / "data"

T = TypeVar("T", bound=BaseModel)


class Entry(BaseModel):
    """Base of the models of data files: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Source:
    """A data file's name and contents: so that a pipeline can carry a user's files along."""

    name: str
    text: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """Read ``path``.

        Raises
        ------
        DataFileError
            It cannot be read.
        """
        try:
            return cls(str(path), path.read_text(encoding="utf-8"))
        except OSError as error:
            raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error


def read(path: Path, model: type[T]) -> T:
    """Read a TOML file into ``model``; errors as `parse`, and where the file cannot be read."""
    return parse(Source.of(path), model)


def parse(source: Source, model: type[T]) -> T:
    """Read TOML (or JSON, by the ending of the name) into ``model``.

    Raises
    ------
    DataFileError
        The text is no TOML, or does not fit the model; names file and entry.
    """
    try:
        return model.model_validate(parse_plain(source))
    except ValidationError as error:
        raise DataFileError(_problems(source, error)) from error


def parse_plain(source: Source) -> dict[str, Any]:
    """Read TOML (or JSON, by the ending of the name) as it stands.

    Raises
    ------
    DataFileError
        The text is no TOML.
    """
    try:
        loads = json.loads if source.name.endswith(".json") else tomllib.loads
        return dict(loads(source.text))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise DataFileError(f"{source.name}: {error}") from error


def _problems(source: Source, error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        line = where(source, problem["loc"])
        file = f"{source.name}:{line}" if line else source.name
        entry = ".".join(str(part) for part in problem["loc"])
        lines.append(f"{file}: {entry}: {problem['msg']} (got {problem['input']!r:.80})")
    return "\n".join(lines)


def where(source: Source, entry: Sequence[int | str]) -> int:
    """Line of an entry, such as ``("relation", 0, "frame", 2, "verb")``, in a TOML file.

    That of its key where the key stands on a line of its own, else of the ``[[table]]`` that
    holds it; 0 where there is none, as in JSON.
    """
    lines = source.text.splitlines()
    table, at = "", -1
    for key, number in pairwise(entry):
        if isinstance(key, str) and isinstance(number, int):
            table = f"{table}.{key}" if table else key
            heads = [i for i in range(at + 1, len(lines)) if lines[i].startswith(f"[[{table}]]")]
            if number >= len(heads):
                break
            at = heads[number]
    key = next((part for part in reversed(entry) if isinstance(part, str)), "")
    for i in range(at + 1, len(lines)):
        if lines[i].startswith("[["):
            break
        if lines[i].partition("=")[0].strip() == key:
            return i + 1
    return at + 1


@cache
def version() -> str:
    """Digest of all data files: twelve hexadecimal digits that change with any of them."""
    digest = sha256()
    for path in sorted(DATA.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
