"""What a run is asked for, and what it tells at the end."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import NewsnerError
from ..readers import MAX_BYTES


@dataclass(frozen=True)
class Options:
    """What changes the output of a run: a run is resumed with the same only."""

    text: str = "text"
    published: str = "published"
    encoding: str | None = None
    kind: str | None = None
    max_bytes: int = MAX_BYTES
    clean: bool = True
    min_confidence: float | None = None
    model: str | None = None
    relations: tuple[str, ...] = ()
    gazetteer: tuple[str, ...] = ()


@dataclass
class Summary:
    """What a run did, with what it found done already."""

    output: str
    articles: int = 0
    relations: int = 0
    errors: int = 0
    resumed: int = 0  # articles that an earlier run had done
    seconds: float = 0.0

    def add(self, relations: int, failed: bool) -> None:
        """Count an article."""
        self.articles += 1
        self.relations += relations
        self.errors += failed

    def __str__(self) -> str:
        done = f" ({self.resumed:,} of them done before)" if self.resumed else ""
        return (
            f"{self.articles:,} articles{done}, {self.relations:,} relations, "
            f"{self.errors:,} errors in {self.seconds:,.1f} s: {self.output}"
        )


class Stopped(NewsnerError):
    """A run ended before its input did; the message says what is kept and how to go on."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code  # to exit with


class Terminated(KeyboardInterrupt):
    """The system asked the run to end (SIGTERM)."""
