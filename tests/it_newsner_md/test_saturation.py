"""Products of int8 are exact on every processor, the slow way only where the fast one is not."""

import numpy as np
import pytest
from numpy._core import _multiarray_umath

from newsner.it_newsner_md import encoder
from newsner.it_newsner_md.component import BUNDLED
from newsner.it_newsner_md.encoder import Encoder

PIECES = [[101 + 7 * k, 2000 + k] for k in range(40)]


@pytest.mark.parametrize(
    ("features", "saturates"),
    [
        ({"AVX2": True, "AVX512VNNI": False}, True),
        ({"AVX2": True}, True),
        ({"AVX2": True, "AVX512VNNI": True}, False),
        ({"NEON": True, "ASIMD": True}, False),
    ],
    ids=["avx512 alone", "avx2 alone", "vnni", "arm"],
)
def test_processors_of_x86_without_vnni_saturate(
    features: dict[str, bool], saturates: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_multiarray_umath, "__cpu_features__", features)
    assert encoder._saturates() == saturates


def test_a_numpy_that_does_not_say_is_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(_multiarray_umath, "__cpu_features__")
    assert encoder._saturates()


@pytest.mark.skipif(encoder._saturates(), reason="this processor has the slow way alone")
def test_both_ways_give_the_same_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = Encoder(BUNDLED).run(PIECES)
    monkeypatch.setattr(encoder, "_saturates", lambda: True)
    slow = Encoder(BUNDLED).run(PIECES)
    for name, scores in fast.items():
        np.testing.assert_array_equal(scores, slow[name], err_msg=name)
