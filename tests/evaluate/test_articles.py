"""Scores of entities, dates and anaphora: what counts as found."""

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from newsner.errors import InputError
from newsner.evaluate.articles import articles

SENTENCES = [
    "Ieri la ministra slovena Ada Verdi ha incontrato Ugo Neri a Lubiana.",
    "Ha annunciato un accordo.",
]


def score(nlp: Language, tmp_path: Path, **layers: Any) -> dict[str, float]:
    path = tmp_path / "gold.jsonl"
    article = {"id": "a", "published": "2024-03-05", "sentences": SENTENCES, "relations": []}
    path.write_text(json.dumps(article | layers), encoding="utf-8")
    return articles(nlp, path).figures


def test_an_entity_counts_by_type_and_name(nlp: Language, tmp_path: Path) -> None:
    right = [{"type": "PERSON", "name": n} for n in ("Ada Verdi", "Ugo Neri")]
    right.append({"type": "PLACE", "name": "Lubiana"})
    assert score(nlp, tmp_path, entities=right)["entities"] == 100
    wrong = [*right[1:], {"type": "ORGANISATION", "name": "Ada Verdi"}]
    assert score(nlp, tmp_path, entities=wrong)["entities"] == pytest.approx(100 * 4 / 6)


def test_a_country_may_be_there_by_its_demonym_alone(nlp: Language, tmp_path: Path) -> None:
    entities = [{"type": "COUNTRY", "name": "Slovenia", "country_iso": "SI"}]
    assert score(nlp, tmp_path, entities=entities)["codes"] == 100
    entities[0]["country_iso"] = "SK"
    assert score(nlp, tmp_path, entities=entities)["codes"] == 0


def test_a_date_wants_its_value(nlp: Language, tmp_path: Path) -> None:
    right = {"sent": 0, "text": "Ieri", "value": "2024-03-04"}
    assert score(nlp, tmp_path, dates=[right])["dates"] == 100
    assert score(nlp, tmp_path, dates=[right, right | {"value": "2024-03-05"}])["dates"] == 50


def test_an_anaphor_wants_all_its_referents(nlp: Language, tmp_path: Path) -> None:
    one = {"sent": 1, "text": "Ha annunciato", "referent": "Ada Verdi"}
    assert score(nlp, tmp_path, anaphora=[one])["anaphora"] == 100
    both = one | {"referent": ["Ada Verdi", "Ugo Neri"]}
    assert score(nlp, tmp_path, anaphora=[both])["anaphora"] == 0


def test_a_file_that_is_no_json_is_refused(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("Ada Verdi\n", encoding="utf-8")
    with pytest.raises(InputError, match="one JSON article a line"):
        articles(nlp, path)
