"""Extraction over a real local Ray and a real local Spark: the same JSON, to the character."""

import os
import shutil
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from gold.reader import articles as gold_articles

import newsner
from newsner import distributed
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
    ray = pytest.importorskip("ray", reason="Ray is not installed; .ci/run installs it")
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    # Ray gives a worker one minute to come up and then starts another, without end where that is
    # too short; it gives its node half a minute, which cannot be set.
    patience = {"worker_register_timeout_seconds": 600}
    try:
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, _system_config=patience)
    except Exception as error:
        if "timed out during startup" not in str(error):
            raise
        pytest.skip("this machine is too slow for Ray, whose own servers did not start in time")
    yield ray
    ray.shutdown()


@pytest.mark.filterwarnings("ignore")  # of Ray's own making
def test_ray_gives_what_one_process_gives(ray, expected):
    dataset = ray.data.from_arrow(TABLE)
    assert by_id(extract_dataset(dataset, concurrency=1, batch_size=2).take_all()) == expected


@pytest.mark.filterwarnings("ignore")
def test_an_actor_per_cpu_leaves_room_to_read_and_write_parquet(ray, expected, tmp_path: Path):
    (tmp_path / "in").mkdir()
    for i in range(len(ITEMS)):
        pq.write_table(TABLE.slice(i, 1), tmp_path / "in" / f"{i}.parquet")
    dataset = ray.data.read_parquet(str(tmp_path / "in"))
    extract_dataset(dataset).write_parquet(str(tmp_path / "out"))
    files = (tmp_path / "out").glob("*.parquet")
    articles = [a for path in files for a in newsner.read_parquet(path)]
    assert {a.id: a.to_json() for a in articles} == expected


@pytest.mark.filterwarnings("ignore")
def test_a_killed_actor_loses_nothing(ray, expected, tmp_path: Path, monkeypatch):
    class DiesOnce(distributed._RayWorker):
        """Dies hard at the second batch that any actor sees."""

        def __call__(self, batch):
            if (tmp_path / "first").exists() and not (tmp_path / "killed").exists():
                (tmp_path / "killed").touch()
                os._exit(1)
            (tmp_path / "first").touch()
            return super().__call__(batch)

    monkeypatch.setattr(distributed, "_RayWorker", DiesOnce)
    dataset = ray.data.from_arrow(TABLE)
    assert by_id(extract_dataset(dataset, concurrency=1, batch_size=2).take_all()) == expected
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
