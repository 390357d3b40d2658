"""The words of a Doc as the stage reads them are those of the Doc."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsner.entities.text import Text
from newsner.layers import write_cased
from newsner.syntax import parsed

TEXT = "Il ministro Carlo Bevini, che ieri era a İzmir, ha scritto  una lettera.\nPartirà domani."


def test_the_columns_are_what_spacy_says_of_each_token(parser: Language) -> None:
    doc = parser(TEXT)
    text = Text(doc)
    for token in doc:
        i = token.i
        assert (text.words[i], text.lower[i]) == (token.text, token.lower_)
        assert (text.pos[i], text.kinds[i], text.head[i]) == (
            token.pos_,
            token.ent_type_,
            token.head.i,
        )
        flags = text.is_punct[i], text.is_quote[i], text.like_num[i]
        assert flags == (token.is_punct, token.is_quote, token.like_num)


def test_words_read_as_written(parser: Language) -> None:
    doc = parser(TEXT)
    text = Text(doc)
    assert text.written(2, 4) == doc[2:4].text == "Carlo Bevini"
    assert text.written(0, text.size) == doc.text and text.written(3, 3) == ""


def test_beyond_the_words_there_is_nothing() -> None:
    text = Text(Doc(spacy.blank("it").vocab, words=["Domani", "parte"]))
    for i in (-1, -2, text.size, text.size + 3):
        assert not any((text.words[i], text.lower[i], text.pos[i], text.lemma[i], text.kinds[i]))
        assert not any((text.is_punct[i], text.is_quote[i], text.like_num[i]))


def test_apostrophes_are_straight_and_capitals_read_in_ordinary_letters() -> None:
    doc = Doc(spacy.blank("it").vocab, words=["L’", "ACCORDO"], spaces=[False, False])
    write_cased(doc, [1], ["Accordo"])
    text = Text(doc)
    assert (text.words[:2], text.lower[:2]) == (["L'", "Accordo"], ["l'", "accordo"])
    assert text.written(0, 2) == "L’Accordo"


def test_the_next_stage_reads_the_same_tree(parser: Language) -> None:
    doc = parser(TEXT)
    assert Text(doc).tree is parsed(doc)
