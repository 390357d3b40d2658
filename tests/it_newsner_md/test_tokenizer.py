"""What has no spaces is read in pieces; the rest as spaCy reads it."""

import pickle

import pytest
from spacy.language import Language

from newsner.it_newsner_md.tokenizer import MOST, BoundedTokenizer

TEXT = "L'8 marzo  Ada ha scritto a https://www.esempio.it/a?b=c (e tace).\n\nIl 50% no."


@pytest.mark.parametrize("unit", ["1°", "(", "\x80", "&euro;", "http://", "a", "{'a':1}, 'b'"])
def test_nothing_is_lost_and_no_piece_is_long(parser: Language, unit: str) -> None:
    text = f"{TEXT} {unit * 2000} {TEXT}"
    doc = parser.tokenizer(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= MOST
    alone = [token.text for token in parser.tokenizer(TEXT)]
    assert [token.text for token in doc[: len(alone)]] == alone
    assert [token.text for token in doc[-len(alone) :]] == alone


def test_letters_are_not_parted_where_a_sign_stands(parser: Language) -> None:
    words = {token.text for token in parser.tokenizer("parola," * 500)}
    assert all(word.startswith(("parola", ",")) for word in words)


def test_it_goes_to_other_processes(parser: Language) -> None:
    again = pickle.loads(pickle.dumps(parser.tokenizer))
    assert isinstance(again, BoundedTokenizer)
    assert [t.text for t in again(TEXT)] == [t.text for t in parser.tokenizer(TEXT)]
