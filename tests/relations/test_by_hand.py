"""Relations of propositions written by hand: types, sides, status, restatements."""

import pytest
from handmade import NLP
from spacy.tokens import Doc

from newsner.layers import Argument, DateRow, EntityRow, MentionRow, Proposition, RelationRow
from newsner.relations import RelationMatcher

ENTITIES = [
    EntityRow("COUNTRY", "Russia"),
    EntityRow("COUNTRY", "Ucraina"),
    EntityRow("PERSON", "Neri"),
]
RUSSIA, UKRAINE, NERI = range(3)


def argument(
    role: str, entity: int, token: int, marker: str = "", certainty: float = 1.0
) -> Argument:
    name = ENTITIES[entity].name.lower()
    return Argument(role, token, token, token + 1, name, marker, (entity,), "by hand", certainty)


def proposition(
    lemma: str, *arguments: Argument, kind: str = "verb", **more: object
) -> Proposition:
    return Proposition(1, lemma, kind, "active", list(arguments), **more)  # type: ignore[arg-type]


def match(*propositions: Proposition) -> list[RelationRow]:
    doc = Doc(
        NLP.vocab,
        words=["Russia", "invade", "Ucraina", "Neri"],
        sent_starts=[True, False, False, False],
    )
    EntityRow.write(doc, ENTITIES)
    MentionRow.write(doc, [])
    Proposition.write(doc, propositions)
    return RelationRow.read(RelationMatcher(weighs=False)(doc))


INVASION = proposition("invadere", argument("agent", RUSSIA, 0), argument("patient", UKRAINE, 2))


def test_a_frame_reads_its_slots():
    (row,) = match(INVASION)
    assert (row.type, row.subject, row.object, row.status) == (
        "INVADED",
        RUSSIA,
        UKRAINE,
        "asserted",
    )
    assert row.evidence == [[0, 1], [1, 2], [2, 3]]


def test_a_side_of_the_wrong_type_makes_no_relation():
    wrong = proposition("invadere", argument("agent", RUSSIA, 0), argument("patient", NERI, 3))
    assert match(wrong) == []


def test_a_verb_that_no_frame_knows_makes_no_relation():
    assert match(proposition("pettinare", *INVASION.arguments)) == []


@pytest.mark.parametrize("status", ["asserted", "negated", "future", "uncertain"])
def test_the_status_is_the_proposition_s(status):
    (row,) = match(proposition("invadere", *INVASION.arguments, status=status))
    assert row.status == status


def test_restatements_are_one_relation_with_all_evidence():
    again = proposition(
        "invadere", argument("agent", RUSSIA, 0), argument("patient", UKRAINE, 2, certainty=0.5)
    )
    again.predicate = 3
    (row,) = match(again, INVASION)
    assert [3, 4] in row.evidence
    assert [1, 2] in row.evidence
    assert row.confidence == match(INVASION)[0].confidence


def test_what_is_denied_stays_apart_from_what_is_asserted():
    denied = proposition("invadere", *INVASION.arguments, status="negated")
    assert {row.status for row in match(INVASION, denied)} == {"asserted", "negated"}


def test_a_symmetric_type_is_written_once_either_way_round():
    there = proposition("incontrare", argument("agent", NERI, 3), argument("patient", RUSSIA, 0))
    back = proposition("incontrare", argument("agent", RUSSIA, 0), argument("patient", NERI, 3))
    assert [row.type for row in match(there, back)] == ["MET_WITH"]


@pytest.mark.parametrize(
    ("kind", "precision", "basis", "dies"),
    [
        ("DATE", "day", "relative", True),  # "ieri"
        ("TIME", "hour", "relative", True),  # "ieri alle 20"
        ("TIME", "part_of_day", "assumed", True),  # "nella notte"
        ("TIME", "minute", "assumed", False),  # "alle 20.30"
        ("DURATION", "hour", "explicit", False),  # "per due ore"
        ("SET", "day", "explicit", False),  # "ogni giorno"
    ],
)
def test_nobody_dies_on_a_clock_time_or_a_duration(
    kind: str, precision: str, basis: str, dies: bool
):
    doc = Doc(NLP.vocab, words=["Neri", "muore", "allora"], sent_starts=[True, False, False])
    EntityRow.write(doc, ENTITIES)
    MentionRow.write(doc, [])
    DateRow.write(doc, [DateRow(2, 3, 11, 17, kind, None, None, None, precision, basis)])
    dying = proposition("morire", argument("agent", NERI, 0), when=0)
    Proposition.write(doc, [dying])
    rows = RelationRow.read(RelationMatcher(weighs=False)(doc))
    assert [row.type for row in rows] == ["DIED_ON"] * dies
