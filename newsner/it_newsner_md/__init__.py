"""The bundled Italian pipeline: spaCy's tokenizer and one multi-task encoder, no PyTorch.

It needs nothing but what ``pip install`` brings. Its labels are those of the published
Italian pipelines: UD dependencies, and PER, LOC, ORG, MISC for names.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent


def load(**overrides: Any) -> Language:
    """Load the pipeline as a spaCy ``Language``.

    ``overrides`` are those of ``spacy.load``: ``vocab``, ``disable``, ``enable``,
    ``exclude``, ``config``.
    """
    from spacy import util

    from .tokenizer import BoundedTokenizer

    config = util.load_config(
        FOLDER / "config.cfg",
        overrides=util.dict_to_dot(overrides.pop("config", {}), for_overrides=True),
    )
    meta = util.get_model_meta(FOLDER)
    nlp: Language = util.load_model_from_config(config, meta=meta, auto_fill=True, **overrides)
    nlp.tokenizer = BoundedTokenizer.like(nlp.tokenizer, nlp.vocab)
    return nlp
