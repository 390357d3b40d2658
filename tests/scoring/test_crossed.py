"""Crossed features are scored as if all their names were written."""

from newsner.scoring.crossed import Crossed, Evidence


def test_each_name_counts_once_with_all_that_it_is_crossed_with():
    weights = Crossed({"kid": 1.0, "kid & strong VERB": 10.0, "a & b": 100.0, "a & b & T": 1000.0})
    crossings = ("", " & strong VERB", " & T", " & T word")
    evidence = Evidence((), (("kid", 0), ("kid", 3), ("a & b", 3)), crossings)
    assert weights.score(evidence) == 1111.0
    assert sorted({*evidence.names()})[:2] == ["a & b", "a & b & T"]
