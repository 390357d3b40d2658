"""The explorer of a file or folder of results, live on this machine while it is being written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from pydantic import ValidationError

from ..errors import InputError
from ..schema import Article
from .explorer import fill, pack
from .telling import Language, interface

HOST = "127.0.0.1"


class Growing:
    """Articles of JSON Lines files that another process may still be writing."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        self.articles: list[Article] = []
        self._read: dict[Path, int] = {}  # bytes that were read of each file
        self._lock = Lock()

    def refresh(self) -> int:
        """Read what was added; gives the number of articles.

        Lines that are no articles are left out. A file that became shorter was begun anew: all
        is read again.
        """
        with self._lock:
            sizes = {path: path.stat().st_size for path in self._files()}
            if any(sizes.get(path, 0) < read for path, read in self._read.items()):
                self._read, self.articles = {}, []
            for path in sizes:
                self.articles.extend(self._new(path))
            return len(self.articles)

    def _files(self) -> list[Path]:
        return sorted(self.path.rglob("*.jsonl")) if self.path.is_dir() else [self.path]

    def _new(self, path: Path) -> Iterator[Article]:
        """Whole lines after those that were read: the last may still be in the making."""
        with path.open("rb") as file:
            file.seek(self._read.get(path, 0))
            added = file.read()
        whole = added[: added.rfind(b"\n") + 1]
        self._read[path] = self._read.get(path, 0) + len(whole)
        for line in whole.split(b"\n"):
            try:
                if line.strip():
                    yield Article.model_validate_json(line)
            except ValidationError:
                continue


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, source: Growing, language: Language) -> None:
        self.source, self.language = source, language
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    _HEADERS: ClassVar[dict[str, str]] = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def do_GET(self) -> None:
        """Answer the page, its version or its data."""
        # another site's name that leads to this machine must not read it
        port = self.server.server_address[1]
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        source, title = self.server.source, self.server.source.path.name
        path = self.path.partition("?")[0]
        if path == "/":
            page = fill("live", title=title, connect="'self'")
            self._answer(page.encode(), "text/html; charset=utf-8")
        elif path == "/version":
            self._answer(str(source.refresh()).encode(), "text/plain")
        elif path == "/data":
            source.refresh()
            packed: dict[str, Any] = pack(
                list(source.articles), title=title, language=self.server.language
            )
            # corrections stay with the file, however much it has grown
            packed["hash"] = f"live-{source.path.resolve()}"
            self._answer(json.dumps(packed, ensure_ascii=False).encode(), "application/json")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, body: bytes, kind: str) -> None:
        deflate = "deflate" in self.headers.get("Accept-Encoding", "")
        body = zlib.compress(body, 3) if deflate else body
        self.send_response(HTTPStatus.OK)
        for name, value in self._HEADERS.items():
            self.send_header(name, value)
        if deflate:
            self.send_header("Content-Encoding", "deflate")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep still."""


def server(path: str | Path, *, port: int = 0, language: Language = "it") -> ThreadingHTTPServer:
    """Make the server of the explorer of ``path``; ``serve_forever`` runs it.

    Parameters
    ----------
    path
        JSON Lines that `newsner extract` or `write_jsonl` writes, or a folder of such files.
    port
        Of 127.0.0.1; 0 takes a free one, which ``server_address`` tells.
    language
        Of the interface at first.

    Raises
    ------
    InputError
        There is no such path or language, or the port is taken.
    """
    interface(language)
    source = Growing(path)
    try:
        return _Server(port, source, language)
    except OSError as error:
        raise InputError(f"port {port} of {HOST} cannot be had ({error.strerror})") from error
