"""The garbage collector looks seldom while texts are read, and as often as before afterwards."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

import newsner
from newsner import Article
from newsner.assemble import assemble
from newsner.collector import SELDOM, Seldom

OFTEN = (700, 10, 10)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*OFTEN)
    yield
    gc.set_threshold(*before)


def test_it_looks_seldom_inside_and_as_often_as_before_after_it() -> None:
    with Seldom():
        assert gc.get_threshold() == (SELDOM, *OFTEN[1:])
    assert gc.get_threshold() == OFTEN


def test_the_last_of_several_texts_restores_it() -> None:
    seldom = Seldom()
    with seldom:
        with seldom:
            pass
        assert gc.get_threshold()[0] == SELDOM
    assert gc.get_threshold() == OFTEN


def test_an_error_restores_it_too() -> None:
    with pytest.raises(ValueError, match="crashed"), Seldom():
        raise ValueError("crashed")
    assert gc.get_threshold() == OFTEN


@pytest.mark.parametrize("own", [0, 10 * SELDOM])
def test_what_the_caller_has_set_to_look_never_or_less_is_left_alone(own: int) -> None:
    gc.set_threshold(own, *OFTEN[1:])
    with Seldom():
        assert gc.get_threshold()[0] == own


def test_a_text_is_read_so_and_leaves_it_as_it_was(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def watched(*given: Any) -> Article:
        seen.append(gc.get_threshold()[0])
        return assemble(*given)

    monkeypatch.setattr("newsner.stream.assemble", watched)
    newsner.extract("Ugo Neri è partito.", nlp=nlp)
    assert seen == [SELDOM]
    assert gc.get_threshold() == OFTEN
