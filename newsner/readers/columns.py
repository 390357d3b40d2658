"""Articles from Parquet: a cell that has no value in Python costs itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import InputError, MissingDependencyError
from .source import Bad, Rows, Source, UnreadableFile

_BATCH = 64  # rows


def read_parquet(source: Source) -> Rows:
    """Read a Parquet file.

    Raises
    ------
    InputError
        It lacks a column.
    UnreadableFile
        It is no Parquet, or cannot be read on.
    MissingDependencyError
        pyarrow is not installed.
    """
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependencyError(
            "Parquet files need pyarrow: pip install 'newsner[parquet]'"
        ) from error
    if source.path is None:
        raise InputError("Parquet is not read from standard input: give the path of a file")
    number = 0
    try:
        with parquet.ParquetFile(source.path) as file:
            source.require(file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in rows_of(batch):
                    number += 1
                    size = len(row.get(source.text) or "") if isinstance(row, dict) else 0
                    yield number, Bad(source.too_long) if size > source.max_bytes else row
    except InputError:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{source.name} cannot be read from row {number + 1} on: {error}"
        ) from error


def rows_of(batch: Any) -> Iterator[dict[str, Any]]:
    """Give the rows of an Arrow table or batch.

    A timestamp that no Python date can hold comes as a text that says so, which costs an article
    its date, and not the file its rows.
    """
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for i in range(batch.num_rows):
            yield {name: _cell(batch.column(name)[i]) for name in batch.schema.names}


def _cell(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return f"{scalar.type} {getattr(scalar, 'value', '')}"
