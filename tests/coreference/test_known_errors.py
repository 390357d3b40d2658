"""Whom the one who stands in between must not be taken for. People and facts are invented.

The lawyer, the judge, the victim or a relative named last does not become the one who is convicted,
killed or quoted; a noun goes to what the article is about, not to the nearest; nobody becomes what
another noun of their own phrase says.
"""

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, MentionRow

from .test_resolution import ANAPHORIC, read_marks

RIGHT = [
    "Il tribunale di Prato ha condannato Leo Zanchi a tre anni. Il suo avvocato, Ugo Renzi, farà ricorso. {L'imputato|Leo Zanchi} non era in aula.",
    "La cantante Ada Bonfanti ha lasciato Milano. {La donna|Ada Bonfanti} vive ora a Trieste.",
    "La Meccanica Alpina ha chiuso il bilancio in utile. {La società|Meccanica Alpina} assumerà cento persone.",
    "Il ministro Carlo Neri ha incontrato Dario Leoni. {Il ministro|Carlo Neri} ha promesso aiuti.",
    "L'allenatore Ivo Marchi ha salutato i tifosi. {Il suo|Ivo Marchi} contratto scade a giugno.",
    "Vera Conti è tornata a casa. {L'attrice|Vera Conti} ha ringraziato i medici. {Ha detto|Vera Conti} di stare bene.",
]
NOBODY = [
    "Leo Zanchi è stato fermato a Prato. {Il giudice|-} ha convalidato l'arresto.",
    "Anna Rosati ha parlato in aula. {Il suo predecessore|-} tace.",
    "Paolo Verdini è a Parigi. {Lei|-} non lo sapeva.",
    "La nave Aurora è ferma a Bari. {Lui|-} non parla.",
    "Il sindaco Paolo Verdini è a Bari. {Una donna|-} lo ha fermato.",
    "Carla Neri è la sorella della {vittima|-}.",
    "Dario Leoni ha ricevuto {il premier|-}.",
    "Ada Bonfanti ha strangolato {la zia|-} il 3 maggio 2010 a Lodi.",
    "Carlo Neri ha accoltellato {il vicino|-} a Lodi.",
    "Per l'omicidio di Nadia Fogli {il pm|-} ha chiesto l'ergastolo per Ivan Tosi.",
    "Non risulta, spiega {il legale|-}, che la Banca Lariana abbia denunciato Dario Leoni.",
    "{La squadra mobile|-} ha arrestato Nino Barresi, ritenuto vicino alla cosca Piromallo.",
]


def found_at(nlp: Language, marked: str) -> list[tuple[str, set[str], set[str]]]:
    """Words of each mark, the names expected and the names found there."""
    text, spans = read_marks(marked)
    doc = nlp(text)
    entities = EntityRow.read(doc)
    rows = [m for m in MentionRow.read(doc) if m.kind in ANAPHORIC]
    return [
        (
            text[start:end],
            expected,
            {
                entities[m.entity].name
                for m in rows
                if doc[m.start].idx < end and start < doc[m.end - 1].idx + len(doc[m.end - 1])
            },
        )
        for start, end, expected in spans
    ]


# what the ranker, which has learned from real articles, does not get: how these begin
NOT_YET = ("Il tribunale di Prato",)


def rows(texts: list[str]) -> list[object]:
    """Texts as parameters, those that are not yet right marked so."""
    missed = pytest.mark.xfail(reason="the ranker misses it", strict=True)
    return [pytest.param(t, marks=missed) if t.startswith(NOT_YET) else t for t in texts]


@pytest.mark.parametrize("marked", rows(RIGHT))
def test_the_one_spoken_of_is_meant(nlp: Language, marked: str) -> None:
    for words, expected, found in found_at(nlp, marked):
        assert found == expected, words


@pytest.mark.xfail(reason="an office that the article gives nobody goes to the only man near")
def test_an_office_is_not_that_of_somebody_elsewhere(nlp: Language) -> None:
    marked = "Luca Fabbri è a Roma. La moglie del pilota Paolo Verdini ha incontrato {il console|-} a Casablanca."
    assert not found_at(nlp, marked)[0][2]


@pytest.mark.parametrize("marked", rows(NOBODY))
def test_nobody_named_is_meant(nlp: Language, marked: str) -> None:
    for words, _, found in found_at(nlp, marked):
        names = found - {"Anna Rosati"} if words == "Il suo predecessore" else found
        assert not names, words
