"""The name under which ``spacy.load("it_newsner_md")`` finds the bundled pipeline.

spaCy asks for an installed distribution and a module of that name, next to which ``spacy info``
looks for ``meta.json``: so this module is the pipeline's own package. Beside it,
``it_newsner_md.egg-info`` is the distribution's metadata.
"""

import sys

from newsner import it_newsner_md

sys.modules[__name__] = it_newsner_md
