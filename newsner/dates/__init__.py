"""Dates: Italian temporal expressions with their TIMEX3 values."""

from .tagger import DateTagger

__all__ = ["DateTagger"]
