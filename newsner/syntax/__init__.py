"""The one reading of a parse: an acyclic tree of tokens, its clauses, phrases and quotations."""

from .edits import Edit, hang, recast, relabel
from .lemmas import with_si
from .quotations import CLOSING, OPENING, quotations
from .tree import (
    AUXILIARY,
    SUBJECTS,
    VERBAL_POS,
    Tree,
    acyclic,
    features_of,
    hand_on,
    parsed,
    take_over,
    top_of,
)

__all__ = [
    "AUXILIARY",
    "CLOSING",
    "OPENING",
    "SUBJECTS",
    "VERBAL_POS",
    "Edit",
    "Tree",
    "acyclic",
    "features_of",
    "hand_on",
    "hang",
    "parsed",
    "quotations",
    "recast",
    "relabel",
    "take_over",
    "top_of",
    "with_si",
]
