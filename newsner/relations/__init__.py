"""Relations: each proposition is looked up in the relation lexicon."""

from .matcher import RelationMatcher

__all__ = ["RelationMatcher"]
