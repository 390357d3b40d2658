"""Lets Python's garbage collector look less often while a text goes through the stages.

Rows, spans and features of a text are many small objects, of which nearly all live until it is
done: looking through them for cycles again and again takes a tenth of the stages' time and finds
nothing. What cycles a text leaves are found after it.
"""

from __future__ import annotations

import gc
from threading import Lock

SELDOM = 100_000  # new objects between two looks; a text of 1,000 words makes some 25,000


class Seldom:
    """A context with fewer looks; the last of several threads to leave it restores their number.

    A collector that is off, or that looks less often already, is left alone.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._before = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = gc.get_threshold()
                if 0 < self._before[0] < SELDOM:
                    gc.set_threshold(SELDOM, *self._before[1:])
            self._inside += 1

    def __exit__(self, *raised: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.set_threshold(*self._before)


seldom = Seldom()  # of this process
