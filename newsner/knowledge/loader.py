"""Strict reading of data files: a wrong key or value is an error that names file and entry."""

from __future__ import annotations

import tomllib
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


def read(path: Path, model: type[T]) -> T:
    """Read a TOML file into ``model``.

    Raises
    ------
    DataFileError
        The file is missing, is no TOML, or does not fit the model; names file and entry.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: {error}") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise DataFileError(_problems(path, error)) from error


def _problems(path: Path, error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"])
        lines.append(f"{path}: {where}: {problem['msg']} (got {problem['input']!r:.80})")
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
