"""The files that a run leaves beside its output until it is whole.

``NAME.part`` has a line of JSON an article, and is locked while a run writes it. ``NAME.run`` says
what the run was asked for, by which versions, and, once it is finished, of what input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from typing import Any
from weakref import WeakSet

from ..errors import InputError
from .options import Options


@dataclass(frozen=True, slots=True)
class Part:
    """The part file of an output, held by this run alone."""

    output: Path
    file: FileIO

    @classmethod
    @contextmanager
    def held(cls, output: Path) -> Iterator[Part]:
        """Open and lock the part file of ``output``; one that stays empty is removed.

        Raises
        ------
        InputError
            Another run writes it, or it cannot be written.
        """
        path = part_of(output)
        try:
            file = FileIO(path, "r+b" if path.exists() else "x+b")
        except FileExistsError as error:
            raise _busy(output) from error
        except OSError as error:
            raise InputError(
                f"{path} cannot be written: {error.strerror or error}: give another --output"
            ) from error
        with file:
            _held.add(file)
            _lock(file, output)
            if not _is_at(file, path):
                raise _busy(output)  # a run that has just ended made it its output
            try:
                yield cls(output, file)
            finally:
                if path.exists() and not path.stat().st_size:
                    path.unlink()

    @property
    def is_empty(self) -> bool:
        """Whether no run has left anything."""
        return self.file.seek(0, os.SEEK_END) == 0

    def lines(self) -> Iterator[dict[str, Any]]:
        """Give the articles of the complete lines, as JSON has them; cut off the rest.

        Raises
        ------
        InputError
            A line is no article.
        """
        end = 0
        with part_of(self.output).open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    break
                try:
                    article = json.loads(line)
                    article["id"], article["text"], article["error"], article["relations"]
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(
                        f"line {number} of {part_of(self.output)} is no article: it is not what a "
                        "run left; give --overwrite"
                    ) from error
                yield article
                end += len(line)
        self.cut(end)

    def cut(self, end: int) -> None:
        """Keep the first ``end`` bytes."""
        self.file.truncate(end)
        self.file.seek(end)

    def append(self, line: bytes) -> None:
        """Write a whole line, or nothing of it where the disk is full."""
        before = self.file.tell()
        try:
            write_all(self.file, line)
        except OSError:
            self.cut(before)
            raise


def write_all(file: FileIO, line: bytes) -> None:
    """Write all of ``line``: a raw file may take less at a time."""
    view = memoryview(line)
    while view:
        view = view[file.write(view) or 0 :]


def part_of(output: Path) -> Path:
    """Where a run to ``output`` writes."""
    return output.with_name(f"{output.name}.part")


def record_of(output: Path) -> Path:
    """Where a run to ``output`` says how it was made."""
    return output.with_name(f"{output.name}.run")


def write_record(output: Path, options: Options, versions: dict[str, str], **more: Any) -> None:
    """Say what a run was asked for, by which versions, and what it did."""
    path = record_of(output)
    draft = path.with_name(f"{path.name}.new")
    told = {"options": asdict(options), "versions": versions} | more
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def same_record(output: Path, options: Options, versions: dict[str, str]) -> dict[str, Any]:
    """Give the record of the run before, which has to be of the same options and versions.

    Raises
    ------
    InputError
        It is not, or there is none; says what differs.
    """
    path = record_of(output)
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        before = {**told["options"], **told["versions"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}, which says how {output.name} was made, is missing or unreadable: give "
            "--overwrite to begin anew"
        ) from error
    now = json.loads(json.dumps({**asdict(options), **versions}))
    differ = [
        f"{name} was {before.get(name)!r} and is {now.get(name)!r}"
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    ]
    if differ:
        raise InputError(
            f"another run began {output.name}: {'; '.join(differ)}. Give the same to go on with "
            "it, or --overwrite to begin anew"
        )
    return told


def _busy(output: Path) -> InputError:
    return InputError(f"another run is writing {output}: wait for it, or give another --output")


def _is_at(file: FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


_held: WeakSet[FileIO] = WeakSet()


def _let_go() -> None:
    """Close the part file in a worker, which would hold its lock as long as it lives."""
    for file in list(_held):
        file.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _lock(file: FileIO, output: Path) -> None:
    """Lock ``file`` until it is closed, also by the death of this process."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**40)  # a byte that nobody writes: others may still read the rest
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise _busy(output) from error
