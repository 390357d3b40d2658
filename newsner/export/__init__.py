"""Exports: each imports its library only when called."""
