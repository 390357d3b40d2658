"""The networkx graph: nodes, edges, merging, export."""

from pathlib import Path

import networkx as nx
import pytest

import newsner
from newsner import Article
from newsner.errors import InputError


def renamed(article: Article, old: str, new: str) -> Article:
    entities = tuple(
        e.model_copy(update={"name": new}) if e.name == old else e for e in article.entities
    )
    return article.model_copy(update={"id": "a2", "entities": entities})


def test_entities_are_nodes_and_relations_edges(article: Article):
    graph = article.to_networkx()
    assert graph.nodes["COUNTRY:SI"]["name"] == "Slovenia"
    edge = graph.edges["PERSON:ada verdi", "PERSON:ugo neri", "a1:r1"]
    assert edge["type"] == "MET_WITH"
    assert edge["when_value"] == "2024-03-03"
    assert edge["where"] == "PLACE:lubiana"


def test_a_date_is_a_node_where_a_relation_leads_to_it(article: Article):
    (date,) = (d for d in article.dates if d.value == "2024-03-03")
    born = article.relations[0].model_copy(update={"type": "BORN_ON", "object": date.id})
    graph = article.model_copy(update={"relations": (born,)}).to_networkx()
    assert graph.nodes["DATE:2024-03-03"]["type"] == "DATE"
    assert graph.has_edge("PERSON:ada verdi", "DATE:2024-03-03")


def test_same_names_and_countries_merge_across_articles(article: Article):
    graph = newsner.to_networkx([article, renamed(article, "Slovenia", "Repubblica di Slovenia")])
    assert graph.number_of_nodes() == 5
    assert graph.number_of_edges() == 4
    assert graph.nodes["COUNTRY:SI"]["articles"] == "a1; a2"
    assert graph.nodes["COUNTRY:SI"]["mentions"] == 2


def test_by_country_only_countries_merge(article: Article):
    graph = newsner.to_networkx([article, renamed(article, "x", "x")], merge="country")
    assert graph.number_of_nodes() == 9


def test_a_surname_is_not_merged_with_a_full_name(article: Article):
    graph = newsner.to_networkx([article, renamed(article, "Ada Verdi", "Verdi")])
    assert {"PERSON:ada verdi", "PERSON:verdi"} <= set(graph)


def test_without_merging_nothing_is_shared(article: Article):
    graph = newsner.to_networkx([article, renamed(article, "x", "x")], merge=None)
    assert graph.number_of_nodes() == 10


def test_unknown_rule(article: Article):
    with pytest.raises(InputError, match="'name', 'country' or None"):
        newsner.to_networkx(article, merge="surname")


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_graph_files_read_back(article: Article, tmp_path: Path, kind: str):
    graph = article.to_networkx()
    path = tmp_path / f"a.{kind}"
    getattr(nx, f"write_{kind}")(graph, path)
    again = getattr(nx, f"read_{kind}")(path)
    assert set(again.nodes) == set(graph.nodes)
    assert again.number_of_edges() == graph.number_of_edges()
