"""Propositions: who did what to whom, in one normal form for every construction."""

from .extractor import PropositionExtractor

__all__ = ["PropositionExtractor"]
