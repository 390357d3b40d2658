"""Import of optional libraries, with an error that names the extra to install."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import MissingDependencyError


def require(module: str, extra: str) -> Any:
    """Import ``module``.

    Raises
    ------
    MissingDependencyError
        It is not installed; the message names the extra that brings it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise MissingDependencyError(
            f"this needs {name}, which is not installed: pip install 'newsner[{extra}]'"
        ) from error
