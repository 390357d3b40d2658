"""How long an item may take: a deadline that the stages and their loops look at.

It is kept by thread and needs no signal: it works in any thread, on any system, under Ray and
Spark. What does not look at it is not stopped by it.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from .errors import InputError, InputTypeError, TimeLimitError


class _Current(threading.local):
    """The deadline of what this thread is at."""

    end: float = math.inf
    seconds: float = math.inf


_current = _Current()


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Let what is done inside take so many seconds; None: as long as it takes."""
    before = _current.end, _current.seconds
    if seconds is not None:
        _current.end, _current.seconds = min(_current.end, monotonic() + seconds), seconds
    try:
        yield
    finally:
        _current.end, _current.seconds = before


def check() -> None:
    """Go on, if there is time left.

    Raises
    ------
    TimeLimitError
        There is none.
    """
    if monotonic() > _current.end:
        raise TimeLimitError(
            f"not done within {_current.seconds:g} s: give a larger timeout, or None for no limit"
        )


def as_seconds(timeout: object) -> float | None:
    """Check a ``timeout`` that a caller gives.

    Raises
    ------
    InputTypeError, InputError
        It is no number of seconds.
    """
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise InputTypeError(
            f"timeout is a number of seconds, or None for no limit, not {timeout!r}"
        )
    if not timeout > 0:
        raise InputError(f"timeout is more than 0 seconds, or None for no limit, not {timeout!r}")
    return float(timeout)
