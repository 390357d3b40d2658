"""The propositions stage."""

from __future__ import annotations

from spacy.tokens import Doc

from ..layers import Proposition


class PropositionExtractor:
    """Write the proposition layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Normalise the predicates of the Doc."""
        Proposition.write(doc, [])
        return doc
