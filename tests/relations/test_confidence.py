"""Confidence is a probability, and follows what a relation rests on."""

from dataclasses import replace

import pytest

from newsner.knowledge.confidence import confidence
from newsner.knowledge.relations import lexicon
from newsner.layers import RelationRow
from newsner.relations.confidence import estimate
from newsner.relations.decision import NAMES, UPWARD, Candidate, Key, decision

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
    assert set(confidence().thresholds) <= {"*", *lexicon().types}


@pytest.mark.parametrize("name", sorted(UPWARD))
def test_what_speaks_for_a_relation_never_makes_it_less_sure(name):
    plain = [0.0] * len(NAMES)
    weak, strong = plain.copy(), plain.copy()
    weak[NAMES.index(name)], strong[NAMES.index(name)] = -3.0, 3.0
    key = Key("MET_WITH", 0, 1, is_date=False)
    candidates = [Candidate(key, [], 0, [0], 0.0, "", features) for features in (weak, strong)]
    low, high = decision().confidences(candidates)
    assert low <= high
