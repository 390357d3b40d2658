"""What is found in the gold articles does not get worse unnoticed.

Floors are a little under what ``newsner evaluate --articles`` prints; raise them with it.
"""

import json
from pathlib import Path

import pytest
from spacy.language import Language

import newsner
from newsner.evaluate.articles import articles as score_layers
from newsner.evaluate.relations import items_of, read_articles
from newsner.evaluate.relations import relations as score_relations

from .reader import articles, to_json

TUNED = 48  # the first ones; on the others no rule is tuned
PARTS = {
    "tuned": (
        articles()[:TUNED],
        {"entities": 96, "codes": 98, "dates": 95, "anaphora": 61, "precision": 87, "recall": 61},
    ),
    "kept for checking": (
        articles()[TUNED:],
        {"entities": 90, "codes": 96, "dates": 93, "anaphora": 51, "precision": 81, "recall": 55},
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_scores(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    gold, floors = PARTS[part]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(to_json(a)) for a in gold), encoding="utf-8")
    found = list(newsner.extract_many(items_of(read_articles(path)), nlp=nlp))
    for scorer in ("articles", "relations"):  # both score what was read once
        monkeypatch.setattr(f"newsner.evaluate.{scorer}.extract_many", lambda _, nlp: found)
    figures = score_layers(nlp, path).figures | score_relations(nlp, path).figures
    assert {k: v for k, v in figures.items() if v < floors.get(k, 0)} == {}
