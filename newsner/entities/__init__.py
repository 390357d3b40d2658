"""Entities: typed mentions by name, demonym and metonym, clustered to entities."""

from .recogniser import EntityRecogniser

__all__ = ["EntityRecogniser"]
