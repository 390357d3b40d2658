"""Where the model's files come from: a folder, or memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsner.errors import ModelError

Source = Path | Mapping[str, bytes]


def read_file(source: Source, name: str) -> bytes:
    """Read one file of the model.

    Raises
    ------
    ModelError
        The file is not there.
    """
    try:
        return (source / name).read_bytes() if isinstance(source, Path) else source[name]
    except (OSError, KeyError) as error:
        where = str(source) if isinstance(source, Path) else "the bytes given"
        raise ModelError(
            f"{name} of the Italian pipeline is missing in {where}: reinstall newsner, "
            "or write the pipeline again with nlp.to_disk"
        ) from error
