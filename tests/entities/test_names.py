"""People, organisations and places: their limits and their types."""

import pytest
from spacy.language import Language

from .markup import check, entity_of, recognise


@pytest.mark.parametrize(
    "marked",
    [
        # titles, roles and articles stay outside
        "Il presidente [Carlo Bertani|PERSON] ha ricevuto [Elena Ricci|PERSON].",
        "Don [Luigi Marchetti|PERSON] ha celebrato la messa.",
        "L'appello di papa [Francesco|PERSON] è stato accolto.",
        # neighbouring nouns decide
        "Lo scrive il quotidiano [Meridiana|ORGANISATION].",
        "La ong [Acqua Viva|ORGANISATION] lavora nel villaggio di [Kasola|PLACE].",
        "La startup [Terralba|ORGANISATION] ha chiuso il mensile [Le Voci|ORGANISATION].",
        "La spagnola [Navitel|ORGANISATION] ha vinto la gara.".replace(
            "spagnola", "[spagnola|COUNTRY ES demonym]"
        ),
        # institutions with their seat
        "Indaga la [Procura di Lecce|ORGANISATION].".replace("Lecce|", "[Lecce|PLACE]|"),
        "Lo ha deciso il governo.",
        # governments by surname
        "Il [governo Bertani|ORGANISATION] è caduto.",
        # in quotation marks behind what bears the name
        'Il liceo "[Ada Verdi|ORGANISATION]" è chiuso.',
        # a share is of a firm
        "Ha ceduto il 10% di [Tim|ORGANISATION].",
        "Ha rilevato il 60% della [tedesca|COUNTRY DE demonym] [Keramik Hagen|ORGANISATION].",
        # firms called by two surnames, or one and the family
        "[Ada Berti|PERSON] è socia dello studio legale [Berti e Neri|ORGANISATION].",
        "L'impresa [Tosi e figli|ORGANISATION] ha chiuso.",
        "Parlano il notaio [Berti|PERSON] e l'avvocato [Neri|PERSON].",
        # what a headline is about
        "Primarie, [Ada Tosi|PERSON] batte [Ugo Neri|PERSON].",
        # an office of a body is in a town
        "È successo nella filiale di [Carpi|PLACE] della [Banca Aurea|ORGANISATION].",
        # a street and who lives there
        "È morto nella casa di [via Radici|PLACE] [Ugo Neri|PERSON], 62 anni.",
        # the club of a city, and whom one was with
        "Il presidente del [Carpi|ORGANISATION] [Ugo Neri|PERSON] tace.",
        "[Ugo Neri|PERSON], ex [Sassuolo|ORGANISATION], ha smesso.",
        "Nevica nei comuni del [Frignano|PLACE].",
        "Il capitano della [Roma|ORGANISATION] [Ugo Neri|PERSON] è guarito.",
        "Il presidente del [Napoli|ORGANISATION] [Ugo Neri|PERSON] tace.",
        "L'[Inter|ORGANISATION] batte la [Roma|ORGANISATION] 2-1, gol di [Ugo Neri|PERSON].",
        "Il papa ama la [Roma|PLACE] antica.",
        # what is no name
        "È arrivato il Capo di Stato Ghanese.",
        "Il Paese aspetta il Natale.",
        "Il Presidente del Consiglio ha parlato in Aula.",
    ],
)
def test_names(parser: Language, marked: str) -> None:
    if "[Lecce|PLACE]|" in marked:
        doc = recognise(parser, "Indaga la Procura di Lecce.")
        assert entity_of(doc, "Procura di Lecce").type == "ORGANISATION"
        assert entity_of(doc, "Lecce").type == "PLACE"
    else:
        check(parser, marked)


@pytest.mark.parametrize(
    ("text", "club"),
    [
        (
            "Nella partita di campionato il Bologna ha battuto la Roma con un gol nel finale.",
            "Roma",
        ),
        ("In campionato la partita Torino - Lecce è finita con un gol del portiere.", "Lecce"),
    ],
)
def test_in_sport_a_city_with_article_or_in_a_fixture_is_its_club(
    parser: Language, text: str, club: str
) -> None:
    assert entity_of(recognise(parser, text), club).type == "ORGANISATION"


def test_an_acronym_takes_an_article_where_a_newspaper_takes_none(parser: Language) -> None:
    doc = recognise(
        parser, "Il giornalista di Repubblica ha incontrato il presidente della Repubblica."
    )
    assert [e for e in [entity_of(doc, "Repubblica")] if e.type == "ORGANISATION"]
    with pytest.raises(IndexError):
        entity_of(doc, "Repubblica", 1)


def test_an_apposition_gives_the_country_of_an_organisation(parser: Language) -> None:
    doc = recognise(parser, "Lo ha detto al quotidiano russo Izvestia l'ambasciatore a Pyongyang.")
    assert entity_of(doc, "Izvestia").country == "RU"
    assert entity_of(doc, "Pyongyang").country == ""


def test_a_place_lies_in_the_country_said(parser: Language) -> None:
    for text in ("Vive a Ohrid, in Albania.", "È nato a Ohrid (Albania), dove vive."):
        assert entity_of(recognise(parser, text), "Ohrid").country == "AL"
    doc = recognise(parser, "È partito da Ohrid per tornare in Albania.")
    assert entity_of(doc, "Ohrid").country == ""


@pytest.mark.parametrize(
    ("text", "body", "town"),
    [
        ("Indagano i carabinieri di Medolla.", "carabinieri di Medolla", "Medolla"),
        ("La squadra mobile di Viterbo lo cercava da un mese.", "squadra mobile di Viterbo", ""),
        ("Lo ha fermato la polizia stradale di Pavia.", "polizia stradale di Pavia", "Pavia"),
        ("La polizia di Pechino ha sgomberato la piazza.", "polizia di Pechino", "Pechino"),
        (
            "Lo cercano i carabinieri della stazione di Bazzano.",
            "carabinieri della stazione di Bazzano",
            "",
        ),
        (
            "Apre un fascicolo la Procura della Repubblica di Trani.",
            "Procura della Repubblica di Trani",
            "Trani",
        ),
        ("I Nas di Bologna hanno chiuso il locale.", "Nas di Bologna", "Bologna"),
        ("È un avvocato del foro di Napoli.", "foro di Napoli", "Napoli"),
        ("Il consiglio comunale di Lecco ha votato.", "consiglio comunale di Lecco", "Lecco"),
        ("Lavora nella casa di riposo di Correggio.", "casa di riposo di Correggio", "Correggio"),
        (
            "Interviene il Nucleo Operativo Radiomobile di Pavullo.",
            "Nucleo Operativo Radiomobile di Pavullo",
            "",
        ),
    ],
)
def test_local_unit_or_office_is_named_with_its_place(
    parser: Language, text: str, body: str, town: str
) -> None:
    doc = recognise(parser, text)
    assert entity_of(doc, body).type == "ORGANISATION"
    if town:
        assert entity_of(doc, town).type == "PLACE"


@pytest.mark.parametrize(
    "marked",
    [
        # a town without article, the club with it
        "Ieri a [Sassuolo|PLACE] un incendio ha distrutto il capannone.",
        "Il centravanti del [Sassuolo|ORGANISATION] ha segnato due gol al portiere del [Lecce|ORGANISATION].",
        # small letters
        "La [guardia di finanza|ORGANISATION] ha sequestrato i conti.",
        "Si è iscritto al [partito laburista|ORGANISATION].",
        # motorways
        "Code per otto chilometri sull'[A14|PLACE].",
        # a dateline that the first name follows
        "[VIGNOLA|PLACE] [Marta Bellei|PERSON] ha vinto il concorso.",
    ],
)
def test_towns_roads_and_bodies_of_local_news(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Il fermo di [B. L.|PERSON], 34enne di [Lodi|PLACE], e di [C. M.|PERSON], 28enne, è valido.",
        "Il fermo di [G. V.|PERSON] di 29 anni è stato convalidato.",
        'Ieri è arrivata [Giuseppa "Pina" Torri|PERSON].',
        # what an author signs with
        "Ieri è arrivata la neve. — F. D.",
    ],
)
def test_initials_and_nicknames(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # goods are called by their maker, who is not meant
        "Erano a bordo di una Fiat Punto e di un'Audi.",
        "Erano a bordo di una Mercedes C180.",
        "Hanno comprato un furgone Iveco e una Ferrari.",
        "La casa di moto [Ducati|ORGANISATION] ha chiuso.",
        "La [Fiat|ORGANISATION] ha chiuso.",
        # what something is sent by is no street and no firm
        "Ha scritto via WhatsApp e tramite Facebook.",
    ],
)
def test_goods_and_media_are_no_firms(parser: Language, marked: str) -> None:
    check(parser, marked)
