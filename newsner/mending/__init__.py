"""Mending: a table of small rules that move what the parser hung wrong."""

from .stage import Mender

__all__ = ["Mender"]
