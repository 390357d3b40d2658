"""Lets Python's garbage collector look less often while a text goes through the stages.

Rows, spans and features of a text are many small objects, of which nearly all live until it is
done: looking through them for cycles again and again takes a tenth of the stages' time and finds
nothing. What cycles a text leaves are found after it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = 100_000  # new objects between two looks; a text of 1,000 words makes some 25,000

_lock = Lock()
_inside = 0  # texts on their way, in all threads
_before = (0, 0, 0)  # thresholds outside


@contextmanager
def seldom() -> Iterator[None]:
    """Give a context with fewer looks; the last of several threads to leave restores the number.

    A collector that is off, or that looks less often already, is left alone.
    """
    global _inside, _before
    with _lock:
        if not _inside:
            _before = gc.get_threshold()
            if 0 < _before[0] < SELDOM:
                gc.set_threshold(SELDOM, *_before[1:])
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_before)
