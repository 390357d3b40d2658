"""Where a text is cut before it is read."""

import pytest
import spacy

from newsner.it_newsner_md.windows import MAX_PIECES, MAX_WORDS, fitting, read_words, windows

BLANK = spacy.blank("it")


def cut(text: str, pieces: int = 1) -> list[str]:
    words = read_words(BLANK(text))
    return [" ".join(words.texts[a:z]) for a, z in windows(words, [pieces] * len(words.texts))]


@pytest.mark.parametrize("text", ["", " ", "\n", "  \n\t "])
def test_a_text_without_words_has_no_window(text: str) -> None:
    assert cut(text) == []


def test_short_sentences_share_a_window() -> None:
    assert cut("Piove. Non usciamo.\nDomani si vedrà.") == [
        "Piove . Non usciamo . Domani si vedrà ."
    ]


@pytest.mark.parametrize("between", [". ", "! ", "? ", "\n", "» ", "…  «"])
def test_a_window_ends_where_a_sentence_surely_does(between: str) -> None:
    end = "." if between == "» " else ""
    first = "casa " * (MAX_WORDS - 10) + "fine" + end + between
    assert [len(w.split()) for w in cut(first + "Dopo " + "venne " * 20)][1:] == [
        21 + between.endswith("«")
    ]


@pytest.mark.parametrize("between", [", ", " ", ". e ", " J. "])
def test_elsewhere_it_does_not(between: str) -> None:
    text = "casa " * (MAX_WORDS - 10) + "fine" + between + "Dopo " + "venne " * 20
    assert len(cut(text)) == 1  # to be read piecemeal


def test_windows_keep_to_the_pieces_too() -> None:
    sentence = "La pioggia cade piano.\n"
    sizes = [w.count(" .") for w in cut(sentence * 40, pieces=10)]
    assert sizes == [10, 10, 10, 10]
    assert 10 * 5 * 10 <= MAX_PIECES < 11 * 5 * 10


@pytest.mark.parametrize(
    ("sizes", "reach"),
    [
        ([1] * 500, MAX_WORDS),
        ([1] * 20, 20),
        ([100] * 20, MAX_PIECES // 100),
        ([MAX_PIECES, 1], 1),
    ],
)
def test_a_window_reaches_as_far_as_words_and_pieces_allow(sizes: list[int], reach: int) -> None:
    assert fitting(sizes, 0, len(sizes)) == reach


def test_words_know_their_lines_and_spaces() -> None:
    words = read_words(BLANK(" Ieri  a Roma\n«Sì»"))
    assert words.texts == ["Ieri", "a", "Roma", "«", "Sì", "»"]
    assert words.spaced == [True, True, True, True, False, False]
    assert words.breaks == [True, False, False, True, False, False]
