"""Articles from Parquet: a cell that has no value in Python costs itself."""

from __future__ import annotations

from ..errors import InputError, MissingDependencyError
from ..items import rows_of
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
