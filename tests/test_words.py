"""Words are what spaCy's tokens are."""

from itertools import pairwise

from spacy.language import Language

from newsner.words import WordTree

TEXT = "Il ministro Carlo Bevini, che ieri era a Lisbona, ha scritto  una lettera.\nPartirà domani."
SAME = ("i", "idx", "text", "lower_", "lemma_", "pos_", "dep_", "whitespace_")


def test_a_word_has_what_the_token_has(parser: Language) -> None:
    doc = parser(TEXT)
    for token, word in zip(doc, WordTree(doc), strict=True):
        assert [getattr(word, name) for name in SAME] == [getattr(token, name) for name in SAME]
        assert (word.is_punct, word.is_space) == (token.is_punct, token.is_space)
        assert word.features == {k: v for k, v in token.morph.to_dict().items() if "," not in v}


def test_a_word_hangs_where_the_token_hangs(parser: Language) -> None:
    doc = parser(TEXT)
    for token, word in zip(doc, WordTree(doc), strict=True):
        assert word.head.i == token.head.i
        for name in ("children", "lefts", "rights"):
            assert [w.i for w in getattr(word, name)] == [t.i for t in getattr(token, name)], name


def test_words_read_as_written(parser: Language) -> None:
    doc = parser(TEXT)
    words = WordTree(doc)
    assert len(words) == len(doc)
    assert words.written(2, 4) == doc[2:4].text == "Carlo Bevini"
    assert words.written(0, len(words)) == doc.text and words.written(3, 3) == ""
    assert all(a.nbor() is b for a, b in pairwise(words))
