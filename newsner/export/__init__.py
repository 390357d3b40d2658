"""Exports: tables, graphs, linked data, files, pictures.

Each imports its library only when called.
"""

from .files import (
    arrow_schema,
    read_jsonl,
    read_parquet,
    write,
    write_jsonl,
    write_parquet,
    write_table,
)
from .graph import to_networkx
from .html import display, to_html, to_page
from .rdf import to_rdf
from .tables import COLUMNS, to_dataframe
from .timeline import timeline

__all__ = [
    "COLUMNS",
    "arrow_schema",
    "display",
    "read_jsonl",
    "read_parquet",
    "timeline",
    "to_dataframe",
    "to_html",
    "to_networkx",
    "to_page",
    "to_rdf",
    "write",
    "write_jsonl",
    "write_parquet",
    "write_table",
]
