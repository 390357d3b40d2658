"""Which words may say what of whom: the candidates of a text, and what speaks for each."""

import pytest

from newsner.knowledge.relations import lexicon
from newsner.relations.parse import Parse
from newsner.relations.patients import FAR, NEAREST, Candidate, Patients, Words
from newsner.relations.untold import OUTPUT
from newsner.scoring import read_linear
from newsner.scoring.crossed import Crossed

TEXT = (
    "Ugo Zanetti è stato arrestato a Modena. Il giudice ha condannato Aldo Brunelli e Ivo Prandi a "
    "tre anni per l'omicidio di Ines Galli, uccisa in casa."
)


@pytest.fixture(scope="module")
def found(nlp) -> list[Candidate]:
    return [c for _, of in Patients(Parse(nlp(TEXT)), Words(lexicon()), {}).read() for c in of]


def test_the_weights_of_evidence_are_those_of_its_names(found):
    scorer = read_linear("patients")
    weights = Crossed(scorer.columns[OUTPUT])
    assert len(found) > 20
    for c in found:
        assert weights.score(c.said) + weights.score(c.told) == pytest.approx(
            scorer.score(c.features, OUTPUT)
        )


def test_words_that_are_not_worth_a_look_have_no_candidates(nlp, found):
    words = {c.word for c in found if c.type == "ARRESTED"}
    few = Patients(Parse(nlp(TEXT)), Words(lexicon()), {}).near(
        lambda type_, *_: type_ == "ARRESTED"
    )
    assert {near.word for near in few} == words


def test_mentions_far_from_the_word_are_no_candidates(nlp):
    doc = nlp("Aldo Brunelli " + "e poi ancora " * FAR + "è stato arrestato")
    assert not list(Patients(Parse(doc), Words(lexicon()), {}).near())


def test_of_very_many_mentions_the_nearest_are_candidates(nlp, monkeypatch):
    names = ", ".join(f"Ada B{a}{b}runelli" for a in "aeiou" for b in "lmnrst")
    doc = nlp(f"{names} arrestati con Ugo Zanetti.")

    def starts() -> list[int]:
        word = next(t.i for t in doc if t.text == "arrestati")
        found = Patients(Parse(doc), Words(lexicon()), {}).near()
        return sorted({abs(near.mention.start - word) for near in found if near.word == word})

    few = starts()
    monkeypatch.setattr("newsner.relations.patients.NEAREST", 100)
    assert few == starts()[: len(few)] < starts()
    assert 1 < len(few) <= NEAREST
