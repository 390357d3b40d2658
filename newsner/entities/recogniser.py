"""The entities stage."""

from __future__ import annotations

from spacy.tokens import Doc

from ..layers import EntityRow, MentionRow

_TYPES = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANISATION"}


class EntityRecogniser:
    """Write the entity and mention layers of a parsed Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Type and cluster the names of the Doc."""
        entities: list[EntityRow] = []
        mentions: list[MentionRow] = []
        known: dict[tuple[str, str], int] = {}
        for span in doc.ents:
            kind = _TYPES.get(span.label_)
            if kind is None:
                continue
            key = (kind, span.text)
            if key not in known:
                known[key] = len(entities)
                entities.append(EntityRow(kind, span.text))
            mentions.append(
                MentionRow(span.start, span.end, "name", known[key], span.root.i, "model")
            )
        EntityRow.write(doc, entities)
        MentionRow.write(doc, mentions)
        return doc
