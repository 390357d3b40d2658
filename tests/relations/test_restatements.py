"""Relations that say the same are one relation, whatever number of sentences says it."""

from collections.abc import Sequence

import pytest

from newsner.layers import DateRow, RelationRow
from newsner.relations.restatements import ASKED, Restatements


def row(at: int, status: str = "asserted") -> RelationRow:
    """A relation that a word tells."""
    trigger = [at, at + 1]
    return RelationRow(
        type="MET_WITH", subject=0, object=1, object_is_date=False, when=-1, where=-1, role="",
        status=status, source=-1, trigger=trigger, evidence=[trigger], rule="met", construction="",
        arguments=[], certainty=1.0,
    )  # fmt: skip


@pytest.fixture
def asked() -> list[int]:
    """Triggers of the relations whose attributes were asked for."""
    return []


@pytest.fixture
def merged(asked) -> Restatements:
    """A date, a month and a day: the first restatement has the month, the others the day."""

    def decide(rows: Sequence[RelationRow]) -> None:
        for r in rows:
            asked.append(r.trigger[0])
            r.when, r.source = (1 if r.trigger[0] else 0), r.trigger[0]

    values = (("2024-03", "month"), ("2024-03-04", "day"))
    dates = [DateRow(0, 1, 0, 1, "DATE", v, None, None, p, "explicit") for v, p in values]
    return Restatements(dates, decide)


def test_the_most_precise_date_and_the_first_source_stay(merged):
    merged.add([row(0), row(5)])
    (only,) = merged.rows()
    assert (only.when, only.source, only.evidence) == (1, 0, [[0, 1], [5, 6]])


def test_another_status_is_another_relation(merged):
    merged.add([row(0), row(5, "negated")])
    assert [r.status for r in merged.rows()] == ["asserted", "negated"]


def test_what_is_decided_stays_as_it_is(merged, asked):
    told = row(3)
    merged.add([told], decided={id(told)})
    assert (merged.rows()[0].when, asked) == (-1, [])


def test_a_thousand_restatements_are_evidence_but_few_are_asked_for_their_date(merged, asked):
    for at in range(1000):
        merged.add([row(at)])
    assert asked == list(range(ASKED))
    assert len(merged.rows()[0].evidence) == 1000
