"""Weights of what speaks for a name's type.

They order the kinds of evidence and are no probabilities: an apposition ("il quotidiano X")
outweighs the model, the model outweighs a bare preposition.
"""

from __future__ import annotations

from collections import defaultdict

APPOSITION = 4.0
OWN_WORDS = 3.0  # a first name, a company form
MODEL = 2.0
SURFACE = 1.0  # article, preposition, capitals

Votes = defaultdict[str, float]
