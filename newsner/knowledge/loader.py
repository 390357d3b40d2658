"""Strict reading of data files: a wrong key or value is an error that names file and entry."""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, get_args

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
            return cls(str(path), path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise DataFileError(
                f"{path}:{line}: not in UTF-8, in which TOML is written: save it anew, or "
                f"iconv -f cp1252 -t utf-8 {path.name}"
            ) from error


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
        raise DataFileError(_problems(source, error, model)) from error


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
    except (ValueError, TypeError) as error:
        raise DataFileError(f"{source.name}: {error}") from error
    except RecursionError as error:
        raise DataFileError(
            f"{source.name}: lists or tables are nested too deep: a file of types or names has "
            "three levels"
        ) from error


def _problems(source: Source, error: ValidationError, model: type[BaseModel]) -> str:
    lines = []
    for problem in error.errors():
        line = where(source, problem["loc"])
        file = f"{source.name}:{line}" if line else source.name
        lines.append(f"{file}: {say(problem, model)}")
    return "\n".join(lines)


def say(problem: Any, model: type[BaseModel]) -> str:
    """Say what is wrong with an entry, and what to write instead."""
    loc = [part for part in problem["loc"] if part != "[key]"]
    entry = ".".join(map(str, loc))
    got = f"(got {problem['input']!r:.80})"
    match problem["type"]:
        case "extra_forbidden":
            known = _keys_at(model, loc[:-1])
            return f"{entry}: there is no such key{did_you_mean(str(loc[-1]), known)} {got}"
        case "missing":
            return f"{entry}: is missing: write {loc[-1]} = …"
        case "string_pattern_mismatch":
            return f"{entry}: is not of the form {problem['ctx']['pattern']} {got}"
        case "tuple_type" | "list_type":
            return f"{entry}: is a list: write [{problem['input']!r:.60}]"
        case "string_type":
            return f"{entry}: is a text: write it in quotes {got}"
        case _:
            return f"{entry}: {problem['msg']} {got}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which of the known words is like ``word``, or else which there are."""
    known = sorted(known)
    close = get_close_matches(word, known, n=2, cutoff=0.5)
    if close:
        return f": did you mean {' or '.join(map(repr, close))}?"
    return f": there are {', '.join(known)}" if known else ""


def _keys_at(model: type[BaseModel], loc: Iterable[int | str]) -> list[str]:
    """Keys that an entry may have, by the way to it: ``("relation", 0, "frame", 2)``."""
    found: type[BaseModel] | None = model
    for part in loc:
        if found is None or isinstance(part, int):
            continue
        fields = found.model_fields
        field = fields.get(part) or next((f for f in fields.values() if f.alias == part), None)
        found = _model_in(field.annotation) if field else None
    return [f.alias or name for name, f in found.model_fields.items()] if found else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model in an annotation such as ``tuple[Model, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model), None)


def where(source: Source, entry: Sequence[int | str]) -> int:
    """Line of an entry, such as ``("relation", 0, "frame", 2, "verb")``, in a TOML file.

    That of its key where the key stands on a line of its own, else of the ``[[table]]`` that
    holds it; 0 where there is none, as in JSON.
    """
    lines, heads = _headed(source.text)
    table, at = "", -1
    for key, number in pairwise(entry):
        if isinstance(key, str) and isinstance(number, int):
            table = f"{table}.{key}" if table else key
            known = heads.get(table, [])
            place = bisect_right(known, at) + number
            if place >= len(known):
                break
            at = known[place]
    key = next((part for part in reversed(entry) if isinstance(part, str)), "")
    for i in range(at + 1, len(lines)):
        if lines[i].startswith("[["):
            break
        if lines[i].partition("=")[0].strip() == key:
            return i + 1
    return at + 1


@lru_cache(maxsize=2)  # a file's entries are asked for one after the other
def _headed(text: str) -> tuple[list[str], dict[str, list[int]]]:
    """Lines of a TOML file, and which of them open each ``[[table]]``."""
    lines = text.splitlines()
    heads: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.startswith("[[") and "]]" in line:
            heads.setdefault(line[2 : line.index("]]")], []).append(i)
    return lines, heads


@cache
def version() -> str:
    """Digest of all data files: twelve hexadecimal digits that change with any of them."""
    digest = sha256()
    for path in sorted(DATA.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
