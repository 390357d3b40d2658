"""Towns, venues and seats. All people and firms are made up."""

import pytest
from spacy.language import Language

from .markup import check, entity_of, names, recognise


@pytest.mark.parametrize(
    "marked",
    [
        # towns speak for a place
        "È d'accordo con [Piombino|PLACE], che ha un nuovo sindaco.",
        # the code of a province, unless it is a party's
        "Il senatore di [Cassano Magnago|PLACE] ([VA|PLACE]) tace.",
        "Il senatore [Aldo Sini|PERSON] ([PD|ORGANISATION]) tace.",
        "La [Piattaforma Civica|ORGANISATION] ([PO|ORGANISATION]) ha vinto.",
        # whom one is of, in brackets
        "Lo dice il deputato [Ugo Neri|PERSON] ([Patto Lucano|ORGANISATION]).",
    ],
)
def test_towns_and_bodies(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_an_office_is_of_the_body_and_not_of_its_land(parser: Language) -> None:
    doc = recognise(parser, "Parla il presidente della Provincia di Lecco.")
    assert entity_of(doc, "Provincia di Lecco").type == "ORGANISATION"
    assert entity_of(doc, "Lecco").type == "PLACE"
    doc = recognise(parser, "Nevica nella provincia di Lecco.")
    assert not [e for e in names(doc).values() if e.type == "ORGANISATION"]


def test_a_venue_is_no_club(parser: Language) -> None:
    text = (
        "L'allenatore del Bologna esulta: domenica la squadra ha battuto il Torino al Valdoro "
        "davanti a trentamila tifosi, con un gol del portiere."
    )
    found = names(recognise(parser, text))
    assert found["Bologna"].type == found["Torino"].type == "ORGANISATION"
    assert "Valdoro" not in found or found["Valdoro"].type == "PLACE"


def test_the_seat_of_a_body_is_a_place_unless_it_is_a_common_word(parser: Language) -> None:
    assert entity_of(recognise(parser, "Dirige la Camera di commercio di Bari."), "Bari")
    found = names(recognise(parser, "Ha fondato il Museo della Laguna."))
    assert "Laguna" not in found


@pytest.mark.parametrize(
    ("hamlet", "town"),
    [
        ("Limidi di Soliera", "Soliera"),
        ("San Vito di Spilamberto", "Spilamberto"),
        ("Verica di Pavullo", "Pavullo"),  # nel Frignano
        ("Novi di Modena", ""),  # a town itself
        ("Reggio di Calabria", ""),
        ("Cortazzone d'Asti", ""),
    ],
)
def test_the_name_of_a_hamlet_holds_its_town(parser: Language, hamlet: str, town: str) -> None:
    found = names(recognise(parser, f"Ladri in azione ieri notte a {hamlet}."))
    assert set(found) == ({hamlet, town} if town else {hamlet})


@pytest.mark.parametrize(
    "name", ["Corte di Cassazione", "Corte d'Appello", "Istituto Superiore di Ricerca Educativa"]
)
def test_what_a_body_is_for_is_no_seat(parser: Language, name: str) -> None:
    assert set(names(recognise(parser, f"La sentenza della {name} è definitiva."))) == {name}


def test_a_place_may_be_hyphened_to_small_words(parser: Language) -> None:
    check(parser, "Il campo è a [Vernet-les-Alpes|PLACE].")


def test_a_place_in_capitals_is_written_as_usual(parser: Language) -> None:
    assert set(names(recognise(parser, "NAPOLI - Il questore è arrivato."))) == {"Napoli"}


def test_the_adjective_of_a_city_before_a_firm_is_a_mention_of_the_city(parser: Language) -> None:
    check(parser, "La [milanese|PLACE demonym] [Altamira|ORGANISATION] ha chiuso lo stabilimento.")


def test_the_adjective_of_a_land_before_a_firm_is_a_mention_of_it(parser: Language) -> None:
    check(parser, "La [tirolese|PLACE demonym] [Altamira|ORGANISATION] ha chiuso lo stabilimento.")


def test_a_land_of_a_state_is_a_place_but_in_sport(parser: Language) -> None:
    check(parser, "È morto a [Perth|PLACE], in [Scozia|PLACE].")
    found = names(recognise(parser, "L'allenatore esulta: gol al portiere della Scozia in finale."))
    assert found["Scozia"].type == "COUNTRY"


@pytest.mark.parametrize(
    "marked",
    [
        # the noun of a street or building belongs to the name
        "Abita in [via Mario Rossi|PLACE], vicino alla [moschea di Abu Karim|PLACE].",
        # a hospital is a place, but to those who work there
        "È morto all'[ospedale Maggiore|PLACE] di [Parma|PLACE].",
        "È arrivato un chirurgo dell'[ospedale Santobono|ORGANISATION].",
        "È morto all'ospedale di [Imola|PLACE].",
        # whose home a place is
        "La città natale di [Paul Girard|PERSON] è in festa.",
    ],
)
def test_streets_buildings_and_hospitals(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_a_building_with_an_article_is_no_club(parser: Language) -> None:
    text = (
        "La squadra di calcio ha giocato in campionato: il portiere, tifoso e allenatore, "
        "si è spento all'Ospedale delle Mimose di Torino."
    )
    assert entity_of(recognise(parser, text), "Ospedale delle Mimose").type == "PLACE"


@pytest.mark.parametrize(
    "marked",
    [
        # regions have parties in brackets, towns provinces
        "Si vota in [Liguria|PLACE] ([FI|ORGANISATION]) e ad [Adro|PLACE] ([BS|PLACE]).",
        # where one is born or killed is a place, whatever follows it
        "Nato nel 1979 a [Mao|PLACE], ex maestro, [Ugo Neri|PERSON] tace.",
        # a capital that is said to be one is the city
        "Da [Addis Abeba|PLACE], la capitale [etiope|COUNTRY ET demonym], il [Ciad|COUNTRY TD] protesta.",
        # names that a country begins or ends
        "Lo strappo di [Italia Domani|ORGANISATION] pesa.",
        "Erano allo [Stadio Atleti Azzurri d'Italia|PLACE] di [Bergamo|PLACE].",
        # what happens is no part of the place
        "Annega nel [Secchia|PLACE] [Ivo Berti|PERSON], 15 anni.",
        # makes of cars are no places
        "Ha preso fuoco un Irisbus Europolis a [Milano|PLACE].",
        "È andato a [Seyne-les-Alpes|PLACE].",
    ],
)
def test_places_and_what_looks_like_them(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_the_word_after_di_in_a_court_is_no_seat(parser: Language) -> None:
    assert "Cassazione" not in names(recognise(parser, "Decide la Corte di Cassazione."))


def test_the_land_of_a_region_is_a_place(parser: Language) -> None:
    doc = recognise(parser, "La Regione Molise ha approvato il piano.")
    assert entity_of(doc, "Regione Molise").type == "ORGANISATION"
    assert entity_of(doc, "Molise").type == "PLACE"


def test_a_firm_of_a_land_has_officers(parser: Language) -> None:
    check(parser, "È direttrice della [tedesca|COUNTRY DE demonym] [Kessler Bau|ORGANISATION].")


@pytest.mark.parametrize(
    "marked",
    [
        "La cittadina [veneta|PLACE demonym] di [Marostica|PLACE] festeggia.",
        "È accaduto nel comune [calabrese|PLACE demonym] di [Rende|PLACE].",
        # a league that is nowhere
        "Parla il presidente della [Lega di Serie B|ORGANISATION] [Andrea Abodi|PERSON].",
        # clubs in a list of somebody's
        "È l'ex allenatore di [Atalanta|ORGANISATION], [Bologna|ORGANISATION] e [Padova|ORGANISATION].",
        "È una partita fra il [Duisburg|ORGANISATION] e il [Kaiserslautern|ORGANISATION].",
        "La [Stella Rossa|ORGANISATION] ha piegato il [Salisburgo|ORGANISATION].",
        "La compagine [ligure|PLACE demonym] del [Genoa|ORGANISATION] ha vinto.",
        # a building's noun is no name of its own
        "Era ricoverato all'Ospedale di [Lecco|PLACE] da giorni.",
        # an age behind a name
        "Ha vinto [Marta Pedrini|PERSON], 44 anni, di [Trento|PLACE].",
    ],
)
def test_towns_of_a_region(parser: Language, marked: str) -> None:
    check(parser, marked)
