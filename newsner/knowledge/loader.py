"""Strict reading of data files: a wrong key or value is an error that names file and entry."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

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
        loads = json.loads if source.name.endswith(".json") else tomllib.loads
        return model.model_validate(loads(source.text))
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise DataFileError(f"{source.name}: {error}") from error
    except ValidationError as error:
        raise DataFileError(_problems(source.name, error)) from error


def _problems(name: str, error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"])
        lines.append(f"{name}: {where}: {problem['msg']} (got {problem['input']!r:.80})")
    return "\n".join(lines)


@cache
def version() -> str:
    """Digest of all data files: twelve hexadecimal digits that change with any of them."""
    digest = sha256()
    for path in sorted(DATA.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
