"""Learned decisions that need no more than Python: linear scorers over named features."""

from .linear import Linear, read_linear, write_linear

__all__ = ["Linear", "read_linear", "write_linear"]
