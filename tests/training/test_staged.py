"""Annotated texts are read through the stages, articles with weights of their own part."""

from pathlib import Path

import numpy as np

from newsner.layers import MentionRow
from newsner.scoring.networks import WEIGHTS
from training.staged import PARTS, parses, part_of_article, staged

ARTICLES = [
    {"id": str(k), "sentences": ["Ada Riva ha visto Ugo Neri a Lodi.", "Lo ha salutato."]}
    for k in range(6)
]
PASSAGE = {"text": "Ada Riva ha visto Ugo Neri a Lodi. Lo ha salutato.", "subject": [0, 8]}


def anaphors(docs) -> list[int]:
    """Mentions of each text that are no names."""
    return [sum(m.kind in ("null", "pronoun") for m in MentionRow.read(doc)) for doc in docs]


def test_an_article_is_read_with_weights_that_have_not_seen_its_part(nlp, tmp_path: Path) -> None:
    """The weights of part 0 are sure of nothing, the others are the bundled ones."""
    with np.load(WEIGHTS / "coreference.npz") as arrays:
        bundled = dict(arrays)
    unsure = {k: v * 0 if k.startswith("knots") else v for k, v in bundled.items()}
    for part in range(PARTS):
        np.savez(tmp_path / f"{part}.npz", **(bundled if part else unsure))
    records = [*ARTICLES, PASSAGE]
    plain = anaphors(staged(nlp, records, parses(nlp, records)))
    apart = anaphors(staged(nlp, records, parses(nlp, records), tmp_path))
    assert min(plain) > 0
    first = [r for r in range(len(ARTICLES)) if part_of_article(ARTICLES[r]["id"]) == 0]
    assert 0 < len(first) < len(ARTICLES)
    assert all((apart[r] < plain[r]) == (r in first) for r in range(len(records)))
    assert anaphors(staged(nlp, records, parses(nlp, records))) == plain
