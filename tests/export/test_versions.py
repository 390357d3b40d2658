"""The form of results has a version: earlier ones are read, later ones refused."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rdflib import Literal, URIRef

import newsner
from newsner import Article
from newsner.errors import InputError
from newsner.export import arrow_schema
from newsner.export.files import to_row
from newsner.schema import SCHEMA_VERSION

NEW = ("schema_version", "failed")
NEW_IN_RELATIONS = ("by", "amounts")


def form_1(row: dict) -> dict:
    """Take away what form 1 did not have."""
    old = {k: v for k, v in row.items() if k not in NEW}
    old["relations"] = [
        {k: v for k, v in r.items() if k not in NEW_IN_RELATIONS} for r in row["relations"]
    ]
    old["entities"] = [
        {k: v for k, v in e.items() if k != "ids"}
        | {"mentions": [{k: v for k, v in m.items() if k != "certainty"} for m in e["mentions"]]}
        for e in row["entities"]
    ]
    return old


def test_json_of_the_first_form_is_read(article: Article, tmp_path: Path):
    path = tmp_path / "old.jsonl"
    path.write_text(json.dumps(form_1(json.loads(article.to_json()))) + "\n")
    assert list(newsner.read_jsonl(path)) == [article]


def test_parquet_of_the_first_form_is_read(article: Article, tmp_path: Path):
    path = tmp_path / "old.parquet"
    old = pa.Table.from_pylist([form_1(to_row(article))])
    assert not set(NEW) & set(old.column_names)
    pq.write_table(old, path)
    assert list(newsner.read_parquet(path)) == [article]


def test_a_later_form_is_refused_with_the_mend(article: Article, tmp_path: Path):
    later = json.loads(article.to_json()) | {"schema_version": 99, "mood": "merry"}
    path = tmp_path / "later.jsonl"
    path.write_text(json.dumps(later) + "\n")
    with pytest.raises(InputError, match=r"later\.jsonl, line 1: .*form 99.*upgrade newsner"):
        list(newsner.read_jsonl(path))


def test_parquet_of_a_later_form_is_refused_with_the_mend(article: Article, tmp_path: Path):
    path = tmp_path / "later.parquet"
    schema = arrow_schema().append(pa.field("mood", pa.string()))
    row = to_row(article) | {"schema_version": 99, "mood": "merry"}
    pq.write_table(pa.Table.from_pylist([row], schema=schema), path)
    with pytest.raises(InputError, match=r"later\.parquet, row 1: .*form 99.*upgrade newsner"):
        list(newsner.read_parquet(path))


def test_a_field_that_no_form_has_is_refused(article: Article):
    with pytest.raises(ValueError, match="mood"):
        Article.model_validate(article.model_dump() | {"mood": "merry"})


@pytest.mark.parametrize("what", ["relations", "entities", "mentions", "dates"])
def test_every_row_of_a_table_says_its_form(article: Article, what: str):
    assert set(article.to_dataframe(what)["schema_version"]) == {SCHEMA_VERSION}


def test_graph_html_and_rdf_say_their_form(article: Article):
    assert article.to_networkx().graph["schema_version"] == SCHEMA_VERSION
    assert f'data-schema-version="{SCHEMA_VERSION}"' in article.to_html()
    version = URIRef("urn:newsner:ns:schemaVersion")
    assert list(article.to_rdf().objects(None, version)) == [Literal(SCHEMA_VERSION)]
