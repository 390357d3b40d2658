"""Linked data: statements, provenance, queries, serialisations."""

import pytest
import rdflib

import newsner
from newsner import Article

WHO_RECOGNISED_WHOM = """
PREFIX n: <urn:newsner:ns:>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?who ?whom ?when ?status ?says WHERE {
  ?r rdf:predicate n:RECOGNISED ; rdf:subject/schema:name ?who ; rdf:object/schema:name ?whom ;
     n:status ?status .
  OPTIONAL { ?r n:when/n:timex3 ?when }
  OPTIONAL { ?r prov:wasAttributedTo/schema:name ?says }
}
"""


def test_a_query_answers_who_recognised_whom_when_and_who_says_so(article: Article):
    rows = [[str(v) for v in row] for row in article.to_rdf().query(WHO_RECOGNISED_WHOM)]
    assert rows == [["Slovenia", "Ordine & Co.", "2020/2022", "uncertain", "Ada Verdi"]]


def test_only_what_is_asserted_is_a_triple_of_its_own(article: Article):
    triples = set(article.to_rdf().predicates())
    space = rdflib.Namespace("urn:newsner:ns:")
    assert space.MET_WITH in triples
    assert space.RECOGNISED not in triples


def test_countries_are_linked_to_wikidata(article: Article):
    same = set(article.to_rdf().objects(predicate=rdflib.URIRef("https://schema.org/sameAs")))
    assert same == {rdflib.URIRef("http://www.wikidata.org/entity/Q215")}


def test_evidence_offsets_lead_into_the_text(article: Article):
    nif = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    dataset = article.to_rdf()
    for phrase in dataset.subjects(nif.anchorOf):
        start, end = (int(dataset.value(phrase, p)) for p in (nif.beginIndex, nif.endIndex))
        assert article.text[start:end] == str(dataset.value(phrase, nif.anchorOf))


@pytest.mark.parametrize("kind", ["turtle", "json-ld", "nquads", "trig"])
def test_serialisations_read_back(article: Article, kind: str):
    dataset = article.to_rdf()
    again = rdflib.Dataset(default_union=True).parse(
        data=dataset.serialize(format=kind), format=kind
    )
    count = sum(1 for _ in dataset.triples((None, None, None)))
    merged = rdflib.Dataset(default_union=True)
    merged.parse(data=dataset.serialize(format=kind), format=kind)
    assert again is not None
    assert sum(1 for _ in merged.triples((None, None, None))) == count


def test_articles_share_countries_and_keep_their_own_graphs(article: Article):
    other = article.model_copy(update={"id": "a2"})
    dataset = newsner.to_rdf([article, other])
    named = {str(g.identifier) for g in dataset.graphs()} - {"urn:x-rdflib:default"}
    assert named == {"urn:newsner:article:a1", "urn:newsner:article:a2"}
    rows = list(dataset.query(WHO_RECOGNISED_WHOM))
    assert len(rows) == 2
