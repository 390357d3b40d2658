"""The relation lexicon."""

from __future__ import annotations


def codes(relation_type: str) -> tuple[str | None, str | None, str | None]:
    """PLOVER, CAMEO and Wikidata codes of a relation type."""
    return None, None, None
