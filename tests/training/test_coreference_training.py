"""The ranker's training: what is annotated, what is learned from it."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from newsner.components import STAGES
from training.anaphora import items_of, marks
from training.coreference import Settings, Table, calibrate, chances_of, fit, judge

ARTICLE = {
    "sentences": [
        "Il ministro Paolo Verdini ha incontrato la sindaca Anna Rosati.",
        "Ha promesso aiuti alla città, e Rosati gli ha detto grazie.",
    ],
    "anaphora": [
        {"sent": 1, "text": "Ha promesso", "kind": "null", "referent": "Paolo Verdini"},
        {"sent": 1, "text": "gli", "kind": "clitic", "referent": "Verdini"},
    ],
    "relations": [
        {
            "sent": 1,
            "subject": {"name": "Paolo Verdini", "as": "0:Ha promesso"},
            "object": {"name": "Anna Rosati", "as": "Rosati"},
        }
    ],
}


def test_annotated_expressions_are_found_in_the_text() -> None:
    text = "\n".join(ARTICLE["sentences"])  # type: ignore[arg-type]
    found = [(text[m.start : m.end], m.kind, list(m.names)) for m in marks(ARTICLE)]
    assert found == [
        ("Ha promesso", "null", ["Paolo Verdini"]),
        ("gli", "clitic", ["Verdini"]),
        ("Ha promesso", "null", ["Paolo Verdini"]),
    ]


def test_items_say_which_candidate_is_right(nlp: Language) -> None:
    with nlp.select_pipes(disable=list(STAGES)):
        doc = nlp("\n".join(ARTICLE["sentences"]))  # type: ignore[arg-type]
    doc = nlp.get_pipe("newsner_entities")(doc)
    marked = [item for item in items_of(0, ARTICLE, doc, 0) if item.marked]
    assert {item.sort for item in marked} == {"null", "dative"}
    for item in marked:
        assert item.right.sum() == 1 and not item.right[-1] and item.weight == 1
        assert item.pairs[-1, -1] == 1 and not item.pairs[:-1, -1].any()


def made_up(count: int = 400) -> Table:
    """Make items of three candidates and "none": right is the one of which the first fact holds."""
    random = np.random.default_rng(0)
    answer = random.integers(0, 4, count)
    pairs = np.zeros((count, 4, 6), np.float16)
    pairs[:, :, 1:5] = random.random((count, 4, 4)) > 0.5
    pairs[np.arange(count), answer, 0] = answer < 3
    pairs[:, 3] = 0
    pairs[:, 3, 5] = 1
    right = np.zeros((count, 4), bool)
    right[np.arange(count), answer] = True
    return Table(
        own=np.ones((count, 2), np.float32),
        pairs=pairs.reshape(-1, 6),
        tokens=np.zeros((4 * count, 3), np.int64),
        right=right.ravel(),
        sizes=np.full(count, 4),
        weight=np.ones(count, np.float32),
        marked=answer < 3,
        again=np.ones(count, bool),
        article=np.arange(count),
        gated=np.zeros(count, bool),
        written=np.zeros(count, bool),
        vectors=random.integers(-100, 100, (2, 8)).astype(np.int8),
    )


@pytest.mark.parametrize("width", [0, 4])
def test_a_network_learns_which_fact_tells(width: int) -> None:
    table, at = made_up(), np.arange(400)
    settings = replace(Settings(), width=width, hidden=8, epochs=20, batch=20, drop=0.1)
    network = fit(table, at, settings)
    verdict = judge(table, at, chances_of([network], table, at))
    assert verdict.right[table.marked].mean() > 0.95
    again = fit(table, at, settings)
    assert all(np.array_equal(network.w[k], again.w[k]) for k in network.w)


def test_calibration_rises_and_says_the_share_that_is_right() -> None:
    random = np.random.default_rng(1)
    chance = random.random(4000).astype(np.float32)
    knots = calibrate(chance, random.random(4000) < chance**2)
    assert (np.diff(knots, axis=0) >= 0).all()
    assert np.interp(0.7, knots[:, 0], knots[:, 1]) == pytest.approx(0.49, abs=0.06)
