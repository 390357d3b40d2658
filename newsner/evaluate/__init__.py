"""Scores of a pipeline on one's own machine: ``python -m newsner.evaluate --help``."""
