"""Keeps NumPy's matrix products to one thread while the stages run: theirs are small.

A second thread of the library that multiplies for NumPy (BLAS) gains nothing on matrices of a few
rows, and burns the core that the encoder needs while it waits for the next.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _libraries() -> ThreadpoolController:
    """Find the libraries that multiply, once: it takes milliseconds."""
    return ThreadpoolController().select(user_api="blas")


def one_thread() -> AbstractContextManager[object]:
    """Give a context in which products take one thread; after it they take as many as before.

    The number is most often the process's: of several threads inside, the first sets it.
    """
    limit: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limit
