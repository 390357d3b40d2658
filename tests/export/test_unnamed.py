"""Relations whose doer nobody names, and amounts, in every export."""

from pathlib import Path

import matplotlib
import networkx as nx
from rdflib import RDF, BNode, Literal, Namespace

import newsner
from newsner import Article
from newsner.schema import DateExpression

NS = Namespace("urn:newsner:ns:")
SCHEMA = Namespace("https://schema.org/")


def test_files_are_lossless(doerless: Article, tmp_path: Path):
    newsner.write_jsonl([doerless], tmp_path / "a.jsonl")
    newsner.write_parquet([doerless], tmp_path / "a.parquet")
    assert list(newsner.read_jsonl(tmp_path / "a.jsonl")) == [doerless]
    assert list(newsner.read_parquet(tmp_path / "a.parquet")) == [doerless]


def test_the_columns_of_the_subject_are_empty(doerless: Article):
    table = doerless.to_dataframe()
    assert table[["subject", "subject_id", "subject_type"]].isna().all(axis=None)
    assert list(table["by"].fillna("")) == ["I carabinieri", ""]
    assert list(table["amounts"].fillna("")) == ["", "otto anni; 3 milioni di euro"]
    assert list(doerless.to_dataframe(engine="polars")["subject"]) == [None, None]


def test_mentions_say_how_certain_they_are(doerless: Article):
    assert list(doerless.to_dataframe("mentions")["certainty"]) == [0.8]


def test_each_is_a_node_of_its_own_in_the_graph(doerless: Article, tmp_path: Path):
    graph = doerless.to_networkx()
    doers = [n for n, kind in graph.nodes(data="type") if kind == "UNNAMED"]
    assert [graph.nodes[n]["name"] for n in doers] == ["?", "?"]
    assert [graph.nodes[n].get("by") for n in doers] == ["I carabinieri", None]
    assert {type_ for n in doers for *_, type_ in graph.out_edges(n, data="type")} == {
        "ARRESTED",
        "CONVICTED",
    }
    nx.write_graphml(graph, tmp_path / "a.graphml")


def test_the_graph_can_leave_them_out(doerless: Article):
    graph = newsner.to_networkx(doerless, unnamed=False)
    assert graph.number_of_edges() == 0
    assert [name for _, name in graph.nodes(data="name")] == ["Ivo Prandi"]


def test_rdf_has_blank_nodes_and_quantities(doerless: Article):
    dataset = doerless.to_rdf()
    doers = list(dataset.objects(None, RDF.subject))
    assert len(set(doers)) == 2
    assert all(isinstance(doer, BNode) for doer in doers)
    assert list(dataset.objects(None, SCHEMA.description)) == [Literal("I carabinieri", lang="it")]
    amounts = [
        (str(dataset.value(a, SCHEMA.value)), str(dataset.value(a, SCHEMA.unitText)))
        for a in dataset.objects(None, NS.amount)
    ]
    assert sorted(amounts) == [("3000000", "EUR"), ("P8Y", "year")]
    assert dataset.serialize(format="turtle") == doerless.to_rdf().serialize(format="turtle")


def test_html_and_graph_show_a_question_mark(doerless: Article):
    html = doerless.to_html()
    assert "<td>? (I carabinieri)</td>" in html
    assert "<td>?</td>" in html
    assert html.count('class="nn-unnamed"') == 2


def test_the_timeline_shows_a_question_mark(doerless: Article):
    matplotlib.use("Agg")
    day = {"earliest": "2024-03-03T00:00:00", "latest": "2024-03-03T23:59:59"}
    date = DateExpression.model_validate(
        {"id": "d1", "start": 0, "end": 1, "text": "I", "kind": "DATE", "value": "2024-03-03"}
        | day
        | {"precision": "day", "basis": "explicit"}
    )
    relations = tuple(r.model_copy(update={"when": "d1"}) for r in doerless.relations)
    dated = doerless.model_copy(update={"dates": (date,), "relations": relations})
    labels = [label.get_text() for label in newsner.timeline(dated).get_yticklabels()]
    assert labels == ["I carabinieri arrested or captured Ivo Prandi", "Ivo Prandi was convicted"]
