"""Words are cut into the pieces that the encoder was trained on."""

import json
from pathlib import Path

import pytest
from gold.reader import articles
from hypothesis import given
from hypothesis import strategies as st

import newsner.it_newsner_md
from newsner.it_newsner_md.pieces import UNKNOWN, Unigram

TABLE = json.loads((Path(newsner.it_newsner_md.__file__).parent / "pieces.json").read_text("utf-8"))
BUNDLED = Unigram(TABLE["pieces"], TABLE["scores"])
NAMES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁ab", "bab"]
SMALL = Unigram(NAMES, [0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -2.0, -3.0, -4.0, -3.5])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ab", ["ab"]),
        ("▁ab", ["▁ab"]),
        ("abab", ["a", "bab"]),  # -5.5 against -6.0
        ("aab", ["a", "ab"]),
        ("", []),
        ("b日本a", ["b", "<unk>", "a"]),  # unknown neighbours are one piece
    ],
)
def test_the_likeliest_path_is_taken(text: str, pieces: list[str]) -> None:
    assert [NAMES[i] for i in SMALL.cut(text)] == pieces


def test_a_word_is_normalised_and_of_a_long_one_its_beginning_is_read() -> None:
    assert BUNDLED.pieces("ﬁne", True) == BUNDLED.pieces("fine", True)
    assert BUNDLED.pieces("fine", True) != BUNDLED.pieces("fine", False)
    assert BUNDLED.pieces("a" * 10_000, False) == BUNDLED.pieces("a" * 200, False)
    assert BUNDLED.pieces("\N{NO-BREAK SPACE}", False) == [UNKNOWN]


@pytest.fixture(scope="module")
def library():
    models = pytest.importorskip("tokenizers", reason="tokenizers is not installed").models
    vocabulary = list(zip(TABLE["pieces"], TABLE["scores"], strict=True))
    unigram = models.Unigram(vocabulary, unk_id=UNKNOWN)
    return lambda text: [token.id for token in unigram.tokenize(text)]


def test_they_are_those_of_the_library_on_every_word_of_the_gold_articles(library) -> None:
    words = {f"▁{word}" for article in articles() for word in article.text.split()}
    assert len(words) > 3000
    assert [w for w in words if BUNDLED.cut(w) != library(w)] == []


@given(text=st.text(alphabet="abeilnorstàèùAI▁<>s/unkp'’.-1日😀\u0301ß", max_size=30))
def test_they_are_those_of_the_library_on_any_text(library, text: str) -> None:
    assert BUNDLED.cut(text) == library(text)
