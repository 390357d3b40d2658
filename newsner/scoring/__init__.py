"""Learned decisions: linear scorers over named features (plain Python), small networks (NumPy)."""

from .linear import Linear, read_linear, write_linear
from .pairs import PairNetwork, pair_rows, read_pairs

__all__ = ["Linear", "PairNetwork", "pair_rows", "read_linear", "read_pairs", "write_linear"]
