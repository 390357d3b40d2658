"""The propositions stage."""

from __future__ import annotations

from spacy.tokens import Doc

from ..layers import DateRow, EntityRow, MentionRow, Proposition
from ..syntax import take_over
from .passes import PASSES, Graph


class PropositionExtractor:
    """Write the proposition layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Normalise the predicates of the Doc, in its tree as the mending stage leaves it."""
        graph = Graph(take_over(doc), EntityRow.read(doc), MentionRow.read(doc), DateRow.read(doc))
        for one in PASSES:
            one.run(graph)
        Proposition.write(doc, graph.propositions())
        return doc
