"""Learned decisions: linear scorers over named features (plain Python), small networks (NumPy)."""

from .linear import Linear, read_linear, write_linear

__all__ = ["Linear", "read_linear", "write_linear"]
