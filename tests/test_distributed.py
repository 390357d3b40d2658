"""Extraction over a real local Ray and a real local Spark: the same JSON, to the character."""

import os
import shutil
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from gold.reader import articles as gold_articles

import newsner
from newsner.distributed import extract_dataset, extract_pandas, from_row, spark_schema

ITEMS = [
    {"id": gold.id, "text": gold.text, "published": gold.published, "desk": "esteri"}
    for gold in gold_articles()[:6]
] + [{"id": "bad", "text": None, "published": None, "desk": "esteri"}]

TABLE = pa.Table.from_pylist(ITEMS)


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    return {a.id: a.to_json() for a in newsner.extract_many(ITEMS, nlp=newsner.load())}


def by_id(rows) -> dict[str, str]:
    articles = [from_row(row) for row in rows]
    assert len(articles) == len(ITEMS)
    return {a.id: a.to_json() for a in articles}


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray", reason="ray is not installed")
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()


@pytest.mark.filterwarnings("ignore")  # of Ray's own making
def test_ray_gives_what_one_process_gives(ray, expected):
    dataset = ray.data.from_arrow(TABLE)
    assert by_id(extract_dataset(dataset, concurrency=2, batch_size=2).take_all()) == expected


@pytest.mark.filterwarnings("ignore")
def test_ray_writes_parquet_that_reads_back(ray, expected, tmp_path: Path):
    extract_dataset(ray.data.from_arrow(TABLE), concurrency=1).write_parquet(str(tmp_path))
    articles = [a for path in tmp_path.glob("*.parquet") for a in newsner.read_parquet(path)]
    assert {a.id: a.to_json() for a in articles} == expected


@pytest.mark.filterwarnings("ignore")
def test_a_killed_actor_loses_nothing(ray, expected, tmp_path: Path):
    class KillsOnce:
        """Dies hard at the first batch that any actor sees."""

        def __call__(self, batch):
            mark = tmp_path / "killed"
            if not mark.exists():
                mark.touch()
                os._exit(1)
            return batch

    dataset = ray.data.from_arrow(TABLE).map_batches(
        KillsOnce, concurrency=1, num_cpus=0, max_restarts=-1, max_task_retries=-1
    )
    assert by_id(extract_dataset(dataset, concurrency=1).take_all()) == expected
    assert (tmp_path / "killed").exists()


@pytest.mark.filterwarnings("ignore")
def test_spark_gives_what_one_process_gives(expected, monkeypatch):
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = spark.getOrCreate()
    try:
        schema = "id string, text string, published string, desk string"
        frame = session.createDataFrame([tuple(i.values()) for i in ITEMS], schema)
        rows = frame.mapInPandas(extract_pandas, spark_schema()).toArrow().to_pylist()
        assert by_id(rows) == expected
    finally:
        session.stop()


def test_frames_in_frames_out(expected):
    pandas = pytest.importorskip("pandas")
    (out,) = extract_pandas([pandas.DataFrame(ITEMS)])
    assert by_id(out.to_dict("records")) == expected
