"""Who did what to whom, when, and who says so: typed relations from Italian news.

``extract(text)`` gives an `Article`; ``load()`` gives the spaCy pipeline behind it. Names are
resolved on first use, so that importing newsner costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

#: Public name -> module, with ":name" where it is called otherwise there.
_HOME = {
    "Article": "schema",
    "Country": "schema",
    "DateExpression": "schema",
    "Entity": "schema",
    "Interval": "schema",
    "Mention": "schema",
    "Relation": "schema",
    "Span": "schema",
    "NewsnerError": "errors",
    "archive": "archives",
    "extract": "pipeline",
    "extract_html": "html",
    "extract_many": "pipeline",
    "load": "pipeline",
    "Frame": "knowledge.own",
    "RelationType": "knowledge.own",
    "check": "checking",
    "learn": "learning",
    "display": "export",
    "explore": "export",
    "read_corrections": "corrections",
    "read_articles": "readers",
    "read_jsonl": "export",
    "read_parquet": "export",
    "timeline": "export",
    "to_dataframe": "export",
    "to_followthemoney": "export",
    "to_html": "export",
    "to_networkx": "export",
    "to_page": "export",
    "to_rdf": "export",
    "write": "export",
    "write_followthemoney": "export",
    "write_jsonl": "export",
    "write_neo4j": "export",
    "write_parquet": "export",
    "write_table": "export",
}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 (names resolved by __getattr__)

if TYPE_CHECKING:
    from .archives import archive as archive
    from .checking import check as check
    from .corrections import read_corrections as read_corrections
    from .errors import NewsnerError as NewsnerError
    from .export import display as display
    from .export import explore as explore
    from .export import read_jsonl as read_jsonl
    from .export import read_parquet as read_parquet
    from .export import to_dataframe as to_dataframe
    from .export import to_followthemoney as to_followthemoney
    from .export import to_html as to_html
    from .export import to_networkx as to_networkx
    from .export import to_page as to_page
    from .export import to_rdf as to_rdf
    from .export import write as write
    from .export import write_followthemoney as write_followthemoney
    from .export import write_jsonl as write_jsonl
    from .export import write_neo4j as write_neo4j
    from .export import write_parquet as write_parquet
    from .export import write_table as write_table
    from .export.timeline import timeline as timeline
    from .html import extract_html as extract_html
    from .knowledge.own import Frame as Frame
    from .knowledge.own import RelationType as RelationType
    from .learning import learn as learn
    from .pipeline import extract as extract
    from .pipeline import extract_many as extract_many
    from .pipeline import load as load
    from .readers import read_articles as read_articles
    from .schema import Article as Article
    from .schema import Country as Country
    from .schema import DateExpression as DateExpression
    from .schema import Entity as Entity
    from .schema import Interval as Interval
    from .schema import Mention as Mention
    from .schema import Relation as Relation
    from .schema import Span as Span


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOME[name].partition(":")
    value = getattr(import_module(f".{module}", __name__), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
