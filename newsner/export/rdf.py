"""Articles as linked data: each relation a reified statement with its provenance.

Terms of schema.org (people, organisations, places, articles), PROV-O (sources), OWL-Time
(when), NIF (character offsets) and Wikidata (countries, properties) where they exist; the rest
is newsner's own small vocabulary, under `VOCABULARY`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..schema import Amount, Article, DateExpression, Entity, Relation
from ..schema import Span as TextSpan
from .graph import normalise
from .optional import require
from .tables import value_text

if TYPE_CHECKING:
    import rdflib

VOCABULARY = "urn:newsner:ns:"
RESOURCES = "urn:newsner:"
_PREFIXES = {
    "newsner": VOCABULARY,
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_CLASSES = {
    "PERSON": "Person",
    "COUNTRY": "Country",
    "ORGANISATION": "Organization",
    "PLACE": "Place",
}


def to_rdf(articles: Article | Iterable[Article]) -> rdflib.Dataset:
    """Describe one or several articles in RDF.

    Returns
    -------
    rdflib.Dataset
        A named graph per article; the default graph is their union, so that queries and
        ``serialize("turtle" | "json-ld" | "nquads")`` see all of them. Countries are the same
        resource in every article (their Wikidata item is ``schema:sameAs``); other entities
        are shared by articles where type and name agree.

    Raises
    ------
    MissingDependencyError
        rdflib is not installed.
    """
    library = require("rdflib", "rdf")
    dataset: rdflib.Dataset = library.Dataset(default_union=True)
    writer = _Writer(library, dataset)
    if isinstance(articles, Article):
        articles = [articles]
    for i, article in enumerate(articles):
        writer.article(article, article.id or str(i))
    return dataset


class _Writer:
    """Adds articles to a Dataset."""

    def __init__(self, rdflib: Any, dataset: Any) -> None:
        self.rdflib = rdflib
        self.dataset = dataset
        self.space = {prefix: rdflib.Namespace(iri) for prefix, iri in _PREFIXES.items()}
        self.space |= {"prov": rdflib.PROV, "time": rdflib.TIME, "rdf": rdflib.RDF}
        for prefix, space in self.space.items():
            dataset.bind(prefix, space, replace=True)

    def term(self, name: str) -> Any:
        prefix, _, local = name.partition(":")
        return self.space[prefix][local]

    def resource(self, *parts: str) -> Any:
        return self.rdflib.URIRef(RESOURCES + ":".join(quote(p, safe="") for p in parts))

    def add(self, graph: Any, subject: Any, **properties: Any) -> None:
        """Add ``prefix_name=value`` triples; a None value adds nothing."""
        for name, value in properties.items():
            if value is None:
                continue
            is_node = isinstance(value, self.rdflib.term.Node)
            node = value if is_node else self.rdflib.Literal(value)
            graph.add((subject, self.term(name.replace("_", ":", 1)), node))

    def article(self, article: Article, key: str) -> None:
        node = self.resource("article", key)
        graph = self.dataset.graph(node)
        self.add(
            graph,
            node,
            rdf_type=self.term("schema:NewsArticle"),
            schema_identifier=article.id,
            schema_headline=article.title,
            schema_datePublished=article.published,
            newsner_model=f"{article.model.name} {article.model.version}",
            newsner_version=article.newsner_version,
            newsner_schemaVersion=article.schema_version,
        )
        self.add(graph, node, schema_author=article.byline)
        nodes = {e.id: self.entity(graph, e) for e in article.entities}
        nodes |= {d.id: self.date(graph, d, key) for d in article.dates}
        for relation in article.relations:
            self.relation(graph, relation, key, node, nodes)

    def entity(self, graph: Any, entity: Entity) -> Any:
        code = entity.country.alpha_2 if entity.country else None
        is_country = entity.type == "COUNTRY"
        name = code if is_country and code else normalise(entity.name)
        node = self.resource(entity.type.lower(), name)
        item = entity.country.wikidata if is_country and entity.country else None
        item = entity.ids.get("wikidata", item)
        self.add(
            graph,
            node,
            rdf_type=self.term(f"schema:{_CLASSES[entity.type]}"),
            schema_name=self.rdflib.Literal(entity.name, lang="it"),
            schema_identifier=code if is_country else None,
            schema_sameAs=self.term(f"wd:{item}") if item else None,
            newsner_country=None if is_country or not code else self.resource("country", code),
        )
        return node

    def date(self, graph: Any, date: DateExpression, key: str) -> Any:
        node = self.resource("article", key, date.id)
        self.add(
            graph,
            node,
            rdf_type=self.term("time:TemporalEntity"),
            schema_name=self.rdflib.Literal(date.text, lang="it"),
            newsner_timex3=value_text(date),
            newsner_basis=date.basis,
            newsner_precision=date.precision,
        )
        for end, moment in (("hasBeginning", date.earliest), ("hasEnd", date.latest)):
            if moment is not None:
                instant = self.resource("article", key, date.id, end)
                self.add(
                    graph, instant, rdf_type=self.term("time:Instant"), time_inXSDDateTime=moment
                )
                graph.add((node, self.term(f"time:{end}"), instant))
        return node

    def relation(
        self, graph: Any, relation: Relation, key: str, article: Any, nodes: dict[str, Any]
    ) -> None:
        node = self.resource("article", key, relation.id)
        predicate = self.term(f"newsner:{relation.type}")
        target = nodes[relation.object]
        subject = (
            nodes[relation.subject] if relation.subject else self.unnamed(graph, relation, key)
        )
        self.add(
            graph,
            node,
            rdf_type=self.term("rdf:Statement"),
            rdf_subject=subject,
            rdf_predicate=predicate,
            rdf_object=target,
            newsner_status=relation.status,
            newsner_confidence=relation.confidence,
            newsner_rule=relation.rule,
            newsner_role=relation.role,
            newsner_plover=relation.plover,
            newsner_cameo=relation.cameo,
            newsner_wikidataProperty=self.term(f"wdt:{relation.wikidata}")
            if relation.wikidata
            else None,
            newsner_when=nodes.get(relation.when or ""),
            newsner_where=nodes.get(relation.where or ""),
            prov_wasAttributedTo=nodes.get(relation.source or ""),
            prov_wasDerivedFrom=article,
        )
        for number, amount in enumerate(relation.amounts):
            value = self.amount(graph, amount, key, relation.id, number)
            graph.add((node, self.term("newsner:amount"), value))
        if relation.status == "asserted":  # what merely may be so is no triple of its own
            graph.add((subject, predicate, target))
        for number, span in enumerate(relation.evidence):
            evidence = self.resource("article", key, relation.id, f"evidence{number}")
            self.span(graph, evidence, span, article)
            graph.add((node, self.term("newsner:evidence"), evidence))

    def unnamed(self, graph: Any, relation: Relation, key: str) -> Any:
        """Blank node of who is not named, with the words for it where there are any."""
        node = self.rdflib.BNode("n" + sha256(f"{key}:{relation.id}".encode()).hexdigest()[:16])
        name = relation.by and self.rdflib.Literal(relation.by.text, lang="it")
        self.add(graph, node, rdf_type=self.term("newsner:Unnamed"), schema_description=name)
        return node

    def amount(self, graph: Any, amount: Amount, key: str, relation: str, number: int) -> Any:
        node = self.resource("article", key, relation, f"amount{number}")
        self.add(
            graph,
            node,
            rdf_type=self.term("schema:QuantitativeValue"),
            schema_name=self.rdflib.Literal(amount.text, lang="it"),
            schema_value=amount.value,
            schema_unitText=amount.unit,
            newsner_kind=amount.kind,
        )
        return node

    def span(self, graph: Any, node: Any, span: TextSpan, article: Any) -> None:
        self.add(
            graph,
            node,
            rdf_type=self.term("nif:Phrase"),
            nif_beginIndex=span.start,
            nif_endIndex=span.end,
            nif_anchorOf=self.rdflib.Literal(span.text, lang="it"),
            nif_referenceContext=article,
        )
