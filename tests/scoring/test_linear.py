"""Linear scorers over named features, and their files."""

from pathlib import Path

import pytest

from newsner.errors import DataFileError
from newsner.scoring import Linear, linear, read_linear, write_linear

SCORER = Linear(
    outputs=("when", "where"),
    thresholds=(-0.5, 0.25),
    weights={"verb dire": (1.5, -2.0), "caso è": (0.25, 0.0)},
    about="two sentences",
)


def test_a_score_is_the_sum_of_the_weights_of_known_features():
    assert SCORER.score(["verb dire", "caso è", "unknown"], "when") == 1.75
    assert SCORER.score(["verb dire"], "where") == -2.0
    assert SCORER.score([], "when") == 0


def test_thresholds_are_by_output():
    assert [SCORER.threshold(name) for name in SCORER.outputs] == [-0.5, 0.25]


def test_what_is_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(linear, "WEIGHTS", tmp_path)
    write_linear(tmp_path / "two.tsv.gz", SCORER)
    assert read_linear("two") == SCORER
    first = (tmp_path / "two.tsv.gz").read_bytes()
    write_linear(tmp_path / "two.tsv.gz", SCORER)
    assert (tmp_path / "two.tsv.gz").read_bytes() == first


def test_damaged_or_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(linear, "WEIGHTS", tmp_path)
    (tmp_path / "broken.tsv.gz").write_bytes(b"no weights")
    for name in ("broken", "absent"):
        with pytest.raises(DataFileError, match=rf"{name}\.tsv\.gz"):
            read_linear(name)


def test_the_bundled_weights_have_an_output_for_each_attribute():
    assert read_linear("attributes").outputs == ("when", "where", "source")


def test_every_bundled_feature_has_a_weight_for_each_output():
    scorer = read_linear("attributes")
    assert {len(weights) for weights in scorer.weights.values()} == {len(scorer.outputs)}


def test_a_feature_with_a_line_break_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(linear, "WEIGHTS", tmp_path)
    odd = linear.Linear(("when",), (0.0,), {"left2 \n": (1.0,), "left2 il": (2.0,)})
    linear.write_linear(tmp_path / "odd.tsv.gz", odd)
    assert read_linear("odd").weights == {"left2 il": (2.0,)}
