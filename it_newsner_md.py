"""The name under which ``spacy.load("it_newsner_md")`` finds the bundled pipeline.

spaCy asks for an installed distribution and a module of that name; next to this module,
``it_newsner_md.egg-info`` is that distribution's metadata.
"""

from newsner.it_newsner_md import load

__all__ = ["load"]
