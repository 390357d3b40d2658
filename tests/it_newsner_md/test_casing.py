"""Runs of capitals, and how they would be written in ordinary letters."""

import pytest
import spacy
from spacy.language import Language

from newsner.it_newsner_md.casing import (
    Guess,
    capitalised,
    in_ordinary_letters,
    in_small_letters,
    runs,
)
from newsner.it_newsner_md.windows import Words, read_words
from newsner.layers import cased_text

BLANK = spacy.blank("it")
ORDINARY = frozenset(["preso", "ladro", "nuovo", "sindaco", "rosa", "banca", "cinque", "anni"])
NO_NAME, NAME, ORGANISATION = Guess(pos="NOUN"), Guess(2, "PER", "PROPN"), Guess(2, "ORG", "PROPN")


def read(text: str) -> Words:
    return read_words(BLANK(text))


def found(text: str) -> list[str]:
    words = read(text)
    return [" ".join(words.texts[a:z]) for a, z in runs(words, ORDINARY.__contains__)]


def spelled(text: str, names: dict[str, Guess]) -> str:
    """The text in ordinary letters, where the encoder takes ``names`` for such."""
    words = read(text)
    guesses = [names.get(word, NO_NAME) for word in words.texts]
    spans = runs(words, ORDINARY.__contains__)
    return " ".join(in_ordinary_letters(words, spans, guesses, ORDINARY.__contains__).texts)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("PRESO IL LADRO UGO NERI", "PRESO IL LADRO UGO NERI"),
        ("Ieri «PRESO IL LADRO UGO NERI», poi nulla", "PRESO IL LADRO UGO NERI"),
        ("RHO, PRESO UGO NERI: 5 ANNI. A Rho", "RHO , PRESO UGO NERI : 5 ANNI"),
    ],
)
def test_a_run_is_of_words_without_small_letters(text: str, run: str) -> None:
    assert found(text) == [run]


def test_each_line_is_a_run_of_its_own() -> None:
    assert found("PRESO IL LADRO\nIL SINDACO NUOVO\nPiove") == [
        "PRESO IL LADRO",
        "IL SINDACO NUOVO",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il sindaco UGO NERI parla",  # two words
        "RHO. Il sindaco parla",
        "Lo dicono CNN, BBC, NBC e ABC",  # no ordinary word
        "A I LA di L'E",
        "1-0, 2-1, 3-2",
        "",
    ],
)
def test_what_stands_in_capitals_in_ordinary_text_is_no_run(text: str) -> None:
    assert found(text) == []


def test_the_encoder_reads_it_in_small_letters_and_capitalised() -> None:
    words = read("PRESO IL LADRO. NUOVO SINDACO A RHO")
    spans = runs(words, ORDINARY.__contains__)
    small = in_small_letters(words, spans)
    assert " ".join(small.texts) == "Preso il ladro . Nuovo sindaco a rho"
    guesses = [Guess(pos="ADP" if w in {"IL", "A"} else "NOUN") for w in words.texts]
    large = " ".join(capitalised(words, spans, guesses).texts)
    assert large == "Preso il Ladro . Nuovo Sindaco a Rho"


def test_only_names_are_capitalised() -> None:
    text = "PRESO IL LADRO UGO NERI"
    assert spelled(text, {"UGO": NAME, "NERI": NAME}) == "Preso il ladro Ugo Neri"


def test_an_ordinary_word_has_to_look_more_like_a_name() -> None:
    doubtful = Guess(0.8, "PER", "NOUN")
    assert spelled("PRESO ROSA VERRUSO", {"ROSA": doubtful, "VERRUSO": doubtful}) == (
        "Preso rosa Verruso"
    )


def test_small_words_are_part_of_peoples_names_only() -> None:
    dei = {"DEI": Guess(1.9, "PER", "ADP"), "NERI": NAME}
    assert spelled("PRESO IL LADRO DEI NERI", dei) == "Preso il ladro Dei Neri"
    of = {"BANCA": ORGANISATION, "DI": Guess(1.9, "ORG", "ADP"), "RHO": ORGANISATION}
    assert spelled("CINQUE ANNI BANCA DI RHO", of) == "Cinque anni Banca di Rho"


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("CINQUE ANNI DI LEONE XIV", "Cinque anni di Leone XIV"),
        ("CINQUE ANNI CI DICE E VI LASCIA", "Cinque anni ci dice e vi lascia"),
    ],
)
def test_numerals_stay_and_pronouns_do_not(text: str, spelling: str) -> None:
    assert spelled(text, {"LEONE": NAME}) == spelling


def test_the_article_knows_better_where_it_writes_a_word_in_one_way() -> None:
    text = "NUOVO SINDACO MCNERI\nOra McNeri è il sindaco nuovo."
    assert spelled(text, {"NUOVO": NAME, "SINDACO": NAME}).startswith("Nuovo sindaco McNeri")


def test_where_it_has_two_ways_the_encoder_decides() -> None:
    text = "PRESO IL LADRO NERI\nI capelli neri di Ugo Neri."
    assert spelled(text, {"NERI": NAME}).startswith("Preso il ladro Neri")
    assert spelled(text, {}).startswith("Preso il ladro neri")


def test_no_word_changes_its_length() -> None:
    text = "PRESO IL LADRO İSMET, NUOVO SINDACO"  # "i̇" has two characters
    assert len(spelled(text, {"İSMET": NAME})) == len(" ".join(read(text).texts))


def test_the_doc_keeps_its_text_and_what_it_reads_as(parser: Language) -> None:
    text = "BANCAROTTA,  CINQUE ANNI A GOFFREDO SANTANTERI\n\nPiove a Rho."
    doc = parser(text)
    assert doc.text == text
    assert cased_text(doc) == "Bancarotta,  cinque anni a Goffredo Santanteri\n\nPiove a Rho."
    assert [e.text for e in doc.ents] == ["GOFFREDO SANTANTERI", "Rho"]
    assert next(t.lemma_ for t in doc if t.text == "ANNI") == "anno"


def test_ordinary_text_reads_as_it_is(parser: Language) -> None:
    doc = parser("Il sindaco di RHO, Ugo Neri, parla alla BBC.")
    assert cased_text(doc) == doc.text
    assert "cased" not in doc.user_data["newsner"]
