"""Many machines: extraction over Ray Data and Spark, Arrow in and out.

Both give the rows of `export.arrow_schema`, so that what they write is read back by
`read_parquet`. A worker loads the pipeline once, with one thread; an item that cannot be read
becomes a row with its ``error`` set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from .export.files import arrow_schema, from_row, to_row
from .export.optional import require
from .pipeline import extract_many, load

_BATCH = 32

# What Ray reckons an actor to take of a CPU. It keeps one busy, but Ray's tasks that read and
# write files need a CPU each to be started at all: actors that held all of them would wait
# for their input for ever.
_SHARE = 0.5


@lru_cache(maxsize=4)
def _pipeline(model: str | None) -> Any:
    """Load the pipeline once per worker process, with one thread: workers share the cores."""
    nlp = load(model)
    if "newsner_encoder" in nlp.pipe_names:
        encoder: Any = nlp.get_pipe("newsner_encoder")
        encoder.threads = 1
    return nlp


def _extract(items: Iterable[dict[str, Any]], model: str | None) -> list[dict[str, Any]]:
    return [to_row(article) for article in extract_many(items, nlp=_pipeline(model))]


class _RayWorker:
    """A Ray actor: a batch of items in, a batch of articles out."""

    def __init__(self, model: str | None) -> None:
        self.model = model
        _pipeline(model)

    def __call__(self, batch: Any) -> Any:
        pa = require("pyarrow", "ray")
        return pa.Table.from_pylist(_extract(batch.to_pylist(), self.model), schema=arrow_schema())


def extract_dataset(
    dataset: Any,
    *,
    model: str | None = None,
    concurrency: int | tuple[int, int] | None = None,
    batch_size: int = _BATCH,
) -> Any:
    """Extract from every row of a Ray dataset.

    Parameters
    ----------
    dataset
        ray.data.Dataset with a column ``text`` and optionally ``published``, ``title``, ``id``;
        other columns go into the articles' ``context``. A block of it is read by one actor:
        repartition what has fewer blocks than there are actors, such as a single table.
    model
        As `load` takes it, by name or path; it must be installed on every node.
    concurrency
        Actors, of a thread each: a number, or (fewest, most). None: one per CPU of the cluster.
        Ray is told that an actor takes half a CPU, so that there is room left to read and
        write.
    batch_size
        Articles handed to an actor at a time, and what is done again when an actor dies.

    Returns
    -------
    ray.data.Dataset
        Lazy; the schema is `export.arrow_schema`. An actor that dies is started anew and its
        batch done again.

    Raises
    ------
    MissingDependencyError
        Ray is not installed.
    """
    ray = require("ray", "ray")
    cpus = max(1, int(ray.cluster_resources().get("CPU", 1)))
    fewest, most = concurrency if isinstance(concurrency, tuple) else (concurrency or cpus,) * 2
    return dataset.map_batches(
        _RayWorker,
        fn_constructor_kwargs={"model": model},
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=require("ray.data", "ray").ActorPoolStrategy(min_size=fewest, max_size=most),
        num_cpus=_SHARE if cpus > 1 else 0,
    )


def extract_pandas(frames: Iterable[Any], *, model: str | None = None) -> Iterator[Any]:
    """Extract from pandas frames as they come: the function Spark's ``mapInPandas`` takes.

    ``df.mapInPandas(extract_pandas, spark_schema())``. Columns as in `extract_dataset`; each
    frame out has the columns of `export.arrow_schema`.
    """
    pandas = require("pandas", "pandas")
    columns = arrow_schema().names
    for frame in frames:
        records = frame.astype(object).where(frame.notna(), None).to_dict("records")
        for start in range(0, max(1, len(records)), _BATCH):
            rows = _extract(records[start : start + _BATCH], model)
            yield pandas.DataFrame(rows, columns=columns, dtype=object)


def spark_schema() -> Any:
    """Give `export.arrow_schema` as a Spark StructType.

    Raises
    ------
    MissingDependencyError
        PySpark is not installed.
    """
    return require("pyspark.sql.pandas.types", "spark").from_arrow_schema(arrow_schema())


__all__ = ["extract_dataset", "extract_pandas", "from_row", "spark_schema"]
