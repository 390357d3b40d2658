"""The one reading of a parse: an acyclic tree of tokens, its clauses, phrases and quotations."""

from .edits import Edit, hang, recast, relabel, swap
from .quotations import CLOSING, OPENING, quotations
from .tree import VERBAL_POS, Tree, acyclic

__all__ = [
    "CLOSING",
    "OPENING",
    "VERBAL_POS",
    "Edit",
    "Tree",
    "acyclic",
    "hang",
    "quotations",
    "recast",
    "relabel",
    "swap",
]
