"""Confidence is a probability, and follows what a relation rests on."""

from dataclasses import replace

import pytest

import newsner
from newsner.knowledge.confidence import confidence
from newsner.knowledge.relations import lexicon
from newsner.layers import RelationRow
from newsner.relations.confidence import estimate

ROW = RelationRow(
    type="INVADED",
    subject=0,
    object=1,
    object_is_date=False,
    when=-1,
    where=-1,
    role="",
    status="asserted",
    source=-1,
    trigger=[1, 2],
    evidence=[[1, 2]],
    rule="INVADED.invade",
    construction="active",
    arguments=[],
    certainty=0.7,
)


@pytest.mark.parametrize("certainty", [0.0, 0.45, 0.9, 1.0])
def test_it_is_a_probability(certainty):
    assert 0 < estimate(replace(ROW, certainty=certainty)) < 1


def test_a_surer_argument_makes_a_surer_relation():
    assert estimate(replace(ROW, certainty=0.5)) < estimate(replace(ROW, certainty=0.9))


def test_a_type_that_was_never_measured_has_a_confidence():
    assert 0 < estimate(replace(ROW, type="BOUGHT_STAKE_IN", construction="mine")) < 1


def test_thresholds_are_of_types_that_exist():
    named = {t.removeprefix("scorer.") for t in confidence().thresholds}
    assert named <= {"*", "scorer", *lexicon().types}


def test_names_are_surer_than_what_was_resolved(nlp):
    def invited(who: str) -> float:
        text = f"Il premier sloveno Ugo Neri è malato. {who}a invitato Ada Verdi a Lubiana."
        relations = newsner.extract(text, nlp=nlp, min_confidence=0.1).relations
        return next(r.confidence for r in relations if r.type == "INVITED")

    assert invited("H") < invited("Ugo Neri h")
