"""Exports: tables, graphs, linked data, files, pictures.

Each imports its library only when called.
"""

from .annotation import from_label_studio, read_brat, to_label_studio, write_brat
from .explorer import explore
from .files import (
    arrow_schema,
    read_jsonl,
    read_parquet,
    write,
    write_jsonl,
    write_parquet,
    write_table,
)
from .followthemoney import to_followthemoney, write_followthemoney
from .graph import to_networkx
from .html import display, to_html, to_page
from .neo4j import write_neo4j
from .rdf import to_rdf
from .tables import COLUMNS, to_dataframe
from .timeline import timeline as timeline

__all__ = [
    "COLUMNS",
    "arrow_schema",
    "display",
    "explore",
    "from_label_studio",
    "read_brat",
    "read_jsonl",
    "read_parquet",
    "timeline",
    "to_dataframe",
    "to_followthemoney",
    "to_html",
    "to_label_studio",
    "to_networkx",
    "to_page",
    "to_rdf",
    "write",
    "write_brat",
    "write_followthemoney",
    "write_jsonl",
    "write_neo4j",
    "write_parquet",
    "write_table",
]
