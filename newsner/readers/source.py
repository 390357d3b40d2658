"""The bytes and characters of one input file: unzipped, decoded, and never more than asked for."""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import InputError

MEGABYTE = 2**20
MAX_BYTES = 20 * MEGABYTE  # of one item
_SKIPPED = 64  # times what an item may have: after a line so long the rest is not looked for

UNREADABLE = (OSError, EOFError, zlib.error)
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableFile(InputError):
    """A file cannot be read, or not to its end; those beside it can."""


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a line or row is no article."""

    why: str


Rows = Iterator[tuple[int, dict[str, Any] | Bad]]  # with the number of the line or row


@dataclass(frozen=True, slots=True)
class Source:
    """A file (or, without ``path``, standard input) and how it is to be read."""

    path: Path | None
    name: str
    kind: str
    text: str = "text"
    published: str = "published"
    encoding: str | None = None
    max_bytes: int = MAX_BYTES

    @property
    def too_long(self) -> str:
        """Say that an item is longer than allowed, and what to do."""
        return (
            f"it is longer than {self.max_bytes / MEGABYTE:,.4g} MB, unzipped: raise "
            "max_bytes (--max-mb on the command line) if it is one article"
        )

    @contextmanager
    def opened(self) -> Iterator[io.BufferedReader]:
        """Open it, through gzip where it is zipped.

        Raises
        ------
        UnreadableFile
            It cannot be opened, or its first bytes cannot be read.
        """
        try:
            raw: IO[bytes] = sys.stdin.buffer if self.path is None else self.path.open("rb")
        except OSError as error:
            raise UnreadableFile(
                f"{self.name} cannot be read: {error.strerror or error}"
            ) from error
        try:
            file: io.BufferedReader = raw if isinstance(raw, io.BufferedReader) else _buffered(raw)
            try:
                if file.peek(2)[:2] == _GZIP:
                    file = _buffered(gzip.GzipFile(fileobj=file))
                    file.peek(1)
            except UNREADABLE as error:
                raise UnreadableFile(f"{self.name} cannot be read: {error}") from error
            yield file
        finally:
            if self.path is not None:
                raw.close()

    def read(self) -> bytes:
        """Give all of it.

        Raises
        ------
        UnreadableFile
            It cannot be read, or is longer than an item may be.
        """
        with self.opened() as file:
            try:
                raw = file.read(self.max_bytes + 1)
            except UNREADABLE as error:
                raise UnreadableFile(f"{self.name} cannot be read: {error}") from error
        if len(raw) > self.max_bytes:
            raise UnreadableFile(f"{self.name}: {self.too_long}")
        return raw

    def decode(self, raw: bytes) -> str:
        """Decode as told, by byte order mark or by the zeros of UTF-16, or else as `decode`."""
        encoding = self.encoding or encoding_of(raw[:4096])
        if encoding:
            return raw.decode(encoding, "replace").removeprefix("\ufeff")
        return decode(raw)

    def require(self, names: Collection[str]) -> None:
        """Hold that a table has the columns that are to be read.

        Raises
        ------
        InputError
            It has not; names those it has.
        """
        has = f"its columns are {', '.join(map(repr, names))}"
        if self.text not in names and (self.text != "text" or "html" not in names):
            raise InputError(
                f"{self.name} has no column {self.text!r}: {has}; say with text= (--text) which "
                "of them is the text"
            )
        if self.published != "published" and self.published not in names:
            raise InputError(
                f"{self.name} has no column {self.published!r}: {has}; say with published= "
                "(--published) which of them is the date"
            )

    def lines(self) -> Iterator[bytes | str | None]:
        """Give its lines, with their ends; None in the place of one that is too long.

        They are bytes where each line may be in UTF-8 or not, str where the encoding is known.

        Raises
        ------
        UnreadableFile
            It cannot be read on, or a line goes on for ever.
        """
        with self.opened() as binary:
            file: io.BufferedReader | io.TextIOWrapper = binary
            try:
                encoding = self.encoding or encoding_of(binary.peek(4096)[:4096])
                if encoding:
                    file = io.TextIOWrapper(binary, encoding, errors="replace", newline="")
                first = True
                while line := file.readline(self.max_bytes + 1):
                    if len(line) <= self.max_bytes:
                        yield line.removeprefix("\ufeff") if first and encoding else line  # type: ignore[arg-type]
                    else:
                        self._skip(file)
                        yield None
                    first = False
            except UNREADABLE as error:
                raise UnreadableFile(f"the rest of {self.name} cannot be read: {error}") from error
            finally:
                if file is not binary:
                    file.detach()

    def _skip(self, file: io.BufferedReader | io.TextIOWrapper) -> None:
        """Read past the end of a line without keeping it."""
        newline: bytes | str = b"\n" if isinstance(file, io.BufferedReader) else "\n"
        for _ in range(_SKIPPED):
            line = file.readline(self.max_bytes)
            if not line or line.endswith(newline):  # type: ignore[arg-type]
                return
        raise UnreadableFile(
            f"a line of {self.name} does not end: the rest of the file was not read"
        )


def _buffered(raw: Any) -> io.BufferedReader:
    return io.BufferedReader(raw)


def decode(raw: bytes) -> str:
    """Decode as UTF-8, or else as windows-1252, in which older Italian archives are."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace")


def encoding_of(head: bytes) -> str | None:
    """Name the encoding that the first bytes show; None for UTF-8 and its like."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    if pairs < 2:
        return None
    zeros = [head[parity : pairs * 2 : 2].count(0) for parity in (0, 1)]
    for parity, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        if zeros[parity] > pairs * 0.7 and zeros[1 - parity] < pairs * 0.1:
            return encoding
    return None
