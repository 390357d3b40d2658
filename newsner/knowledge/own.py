"""Relation types and frames that a user writes in Python: their mistakes named as in a file."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..errors import DataFileError
from .loader import say
from .relation_files import FrameEntry, RelationEntry


class Frame(FrameEntry):
    """A way to say a relation: the keys of a ``[[relation.frame]]``, as arguments.

    ``except_`` and ``with_`` are called so because Python has the plain words.

    Raises
    ------
    DataFileError
        An argument is missing, unknown or of the wrong type; says what to write instead.
    """

    def __init__(self, **arguments: Any) -> None:
        try:
            super().__init__(**arguments)
        except ValidationError as error:
            raise _mistakes("Frame", error, FrameEntry) from error


class RelationType(RelationEntry):
    """A relation type: the keys of a ``[[relation]]``, as arguments; ``frame`` holds its frames.

    Raises
    ------
    DataFileError
        An argument is missing, unknown or of the wrong type; says what to write instead.
    """

    def __init__(self, **arguments: Any) -> None:
        try:
            super().__init__(**arguments)
        except ValidationError as error:
            raise _mistakes("RelationType", error, RelationEntry) from error


def _mistakes(
    name: str, error: ValidationError, model: type[FrameEntry | RelationEntry]
) -> DataFileError:
    return DataFileError("\n".join(f"{name}: {say(problem, model)}" for problem in error.errors()))
