"""Coreference to entities: null subjects, pronouns, possessives and nominals."""

from __future__ import annotations

from spacy.tokens import Doc


class CoreferenceResolver:
    """Add pronoun, null and nominal mentions to the mention layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the anaphora of the Doc."""
        return doc
