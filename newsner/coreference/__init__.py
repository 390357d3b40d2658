"""Coreference to entities: null subjects, pronouns, possessives, plurals and nominals."""

from .resolver import CoreferenceResolver

__all__ = ["CoreferenceResolver"]
