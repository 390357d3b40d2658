"""The network that looks at the sentence of a pair: what it sees, what it learns, how it is kept."""

import numpy as np
import pytest

from newsner.scoring import attention
from newsner.scoring.attention import (
    ABOVE_FIRST,
    BELOW_FIRST,
    MOST,
    ON_WAY,
    PLACES,
    TIES,
    Attention,
    Spans,
    see,
    together,
)
from training.attention import Settings, arrays_of, fit_attention, joined

ALL = np.arange(3)


def spans(*pairs, words=12, heads=None, ways=()):
    """Give pairs of words of a text of zeros."""
    given = [*ways, *([()] * (len(pairs) - len(ways)))]
    return Spans(
        np.zeros((words, 4), np.int8),
        np.arange(words) if heads is None else np.array(heads),
        np.array(pairs),
        np.array([i for way in given for i in way], np.int64),
        np.cumsum([0, *map(len, given)]),
    )


def test_a_pair_sees_its_two_words_and_then_its_sentence():
    seen = see(spans((2, 6, 3, 5), (0, 2, 1, 0)), np.arange(2))
    assert seen.words[0].tolist() == [3, 5, 2, 3, 4, 5]
    assert seen.words[1][seen.is_there[1]].tolist() == [1, 0, 0, 1]


def test_two_words_of_different_sentences_see_each_other_alone():
    seen = see(spans((0, 0, 1, 9)), np.arange(1))
    assert seen.words[seen.is_there].tolist() == [1, 9]


def test_of_a_long_sentence_a_pair_sees_what_lies_round_it():
    seen = see(spans((0, 300, 200, 210), words=300), np.arange(1))
    inside = seen.words[0, 2:]
    assert len(inside) == MOST
    assert {200, 210} <= set(inside.tolist())
    assert seen.words[0, :2].tolist() == [200, 210]
    far = see(spans((0, 300, 1, 290), words=300), np.arange(1))
    assert far.words[0, :2].tolist() == [1, 290]


def test_a_word_is_marked_by_its_place_and_by_the_tree():
    """0 is below 1, 1 below 2, 4 below 2; the way from 1 to 4 goes over 2."""
    of = spans((0, 5, 1, 4), words=5, heads=[1, 2, 2, 2, 2], ways=[(2,)])
    places, ties = np.divmod(see(of, np.arange(1)).marks[0, 2:], TIES)
    assert (places // PLACES).tolist() == sorted(places // PLACES)
    assert ties[2] == ON_WAY
    assert ties[0] == BELOW_FIRST
    of = spans((0, 5, 1, 4), words=5, heads=[1, 2, 2, 2, 2])
    assert (see(of, np.arange(1)).marks[0, 2:] % TIES)[2] >= ABOVE_FIRST


def test_some_of_the_pairs_keep_their_ways():
    taken = spans((0, 5, 1, 4), (0, 5, 0, 2), (0, 5, 3, 4), ways=[(2,), (1, 0), (4,)])
    two = taken.take(np.array([2, 1]))
    assert two.pairs.tolist() == [[0, 5, 3, 4], [0, 5, 0, 2]]
    assert two.ways.tolist() == [4, 1, 0]
    assert two.starts.tolist() == [0, 1, 3]


def test_texts_are_joined_with_their_words_numbered_through():
    one = spans((0, 5, 1, 4), words=5, ways=[(2,)])
    both = joined([one, one])
    assert both.pairs.tolist() == [[0, 5, 1, 4], [5, 10, 6, 9]]
    assert (both.ways.tolist(), both.starts.tolist()) == ([2, 7], [0, 1, 2])
    assert both.heads.tolist() == list(range(10))


@pytest.fixture(scope="module")
def learned():
    """Sentences of seven words, of which one tells whether the first two are tied."""
    random = np.random.default_rng(0)
    count, size = 1200, 7
    vectors = random.integers(-40, 40, (count * size, 8)).astype(np.int8)
    telling, right = random.integers(2, size, count), random.random(count) < 0.5
    vectors[:, 0] = 0
    vectors[np.arange(count) * size + telling, 0] = np.where(right, 120, -120)
    first = np.arange(count) * size
    pairs = np.stack([first, first + size, first, first + 1], axis=1)
    of = Spans(
        vectors,
        np.arange(len(vectors)),
        pairs,
        np.zeros(0, np.int64),
        np.zeros(count + 1, np.int64),
    )
    y = right[:, None].astype(np.float32)
    settings = Settings(units=16, heads=2, hidden=16, epochs=12, rate=1e-2, batch=32)
    rows = np.arange(count)
    draws = (rows[:1000] for _ in range(settings.epochs))
    return of, y, arrays_of(fit_attention(of, y, np.ones_like(y), draws, settings))


def test_it_finds_the_word_that_tells_and_holds_for_sentences_it_has_not_seen(learned):
    of, y, arrays = learned
    margins = Attention(arrays).margins(of)
    assert ((margins > 0) == (y > 0.5))[1000:].mean() > 0.9


def test_pairs_are_read_alike_whatever_is_read_with_them(learned, monkeypatch):
    of, _, arrays = learned
    whole = Attention(arrays).margins(of)
    monkeypatch.setattr(attention, "TOGETHER", 7)
    assert np.allclose(Attention(arrays).margins(of), whole, atol=1e-4)
    assert sorted(np.concatenate(list(together(of)))) == list(range(len(of.pairs)))


def test_without_vectors_it_says_nothing(learned):
    _, _, arrays = learned
    none = Spans(
        np.zeros((5, 0), np.int8), np.arange(5), np.array([[0, 5, 1, 2]]), ALL[:0], ALL[:2] * 0
    )
    assert Attention(arrays).margins(none) is None


def test_networks_answer_with_their_mean(learned):
    of, _, arrays = learned
    other = {f"1{key[1:]}": -array if "outer" in key else array for key, array in arrays.items()}
    assert np.abs(Attention(arrays).margins(of)).max() > 1
    assert np.allclose(Attention(arrays | other).margins(of), 0, atol=1e-5)
