"""Scores of a pipeline on one's own machine: ``newsner evaluate --help``."""
