"""NumPy's products take one thread while a stage runs, and as many as before afterwards."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from threadpoolctl import ThreadpoolController, threadpool_limits

import newsner
from newsner.blas import one_thread


def threads() -> set[int]:
    """Numbers of threads of the libraries that multiply."""
    return {row["num_threads"] for row in ThreadpoolController().select(user_api="blas").info()}


@pytest.fixture(autouse=True)
def two() -> Iterator[None]:
    with threadpool_limits(2, user_api="blas"):
        yield


def test_what_was_set_comes_back():
    with one_thread():
        assert threads() == {1}
        with one_thread():
            pass
        assert threads() == {1}
    assert threads() == {2}


def test_a_failure_gives_it_back():
    with pytest.raises(KeyError), one_thread():
        raise KeyError
    assert threads() == {2}


def test_stages_run_with_one_thread(nlp, monkeypatch):
    seen = []
    stage = nlp.get_pipe("newsner_dates")
    run = stage.parts["dates"]

    def watched(doc):
        seen.append(threads())
        return run(doc)

    monkeypatch.setitem(stage.parts, "dates", watched)
    nlp("È partito ieri.")
    assert seen == [{1}]
    assert threads() == {2}


def test_many_threads_leave_it_as_it_was(nlp):
    text = "Ugo Zanetti è stato arrestato a Modena. Lo ha detto Ada Brunelli."
    expected = newsner.extract(text, nlp=nlp).relations
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: newsner.extract(text, nlp=nlp).relations, range(16)))
    assert found == [expected] * 16
    assert threads() == {2}
