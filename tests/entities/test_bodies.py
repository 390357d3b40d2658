"""Bodies and places that common nouns name. All people, firms and bodies are made up or act well."""

import pytest
from spacy.language import Language

from .markup import check, entity_of, names, recognise


def types(parser: Language, text: str) -> dict[str, str]:
    """Types of the entities by name."""
    return {name: row.type for name, row in names(recognise(parser, text)).items()}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("FORMIGINE. Amara sorpresa per i residenti.", "Formigine"),
        ("SPILAMBERTO È cominciata la festa.", "Spilamberto"),
        ("SAN FELICE SUL PANARO - È cominciata la festa.", "San Felice sul Panaro"),
        # as the town shortens its own name
        ("FINALE Arrivavano da Ferrara i nuovi banchi.", "Finale"),
        ("NOVI. Nuova festa nel cuore del paese.", "Novi"),
    ],
)
def test_a_paragraph_begins_with_its_town(parser: Language, text: str, town: str) -> None:
    assert types(parser, text).get(town, types(parser, text).get(town.upper())) == "PLACE"


@pytest.mark.parametrize("text", ["FINALE DI COPPA. Si gioca domani.", "La finale è domani."])
def test_a_word_in_capitals_is_no_town(parser: Language, text: str) -> None:
    assert not {"FINALE", "Finale"} & set(names(recognise(parser, text)))


def test_a_town_cuts_the_person_behind_it(parser: Language) -> None:
    found = types(parser, "CASTELFRANCO Ugo Neri e Ada Verdi hanno 42 anni.")
    assert found["Ugo Neri"] == "PERSON"


@pytest.mark.parametrize(
    "marked",
    [
        "Vive a [Zocca|PLACE] da anni.",
        "È arrivato un autista di [Guiglia|PLACE].",
    ],
)
def test_a_bare_preposition_makes_a_town_of_italy_a_place(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Le indagini delle questure di Lecco, Lodi e Rieti continuano.",
            {"questura di Lecco", "questura di Lodi", "questura di Rieti"},
        ),
        (
            "Hanno operato i carabinieri di Lecco e Lodi.",
            {"carabinieri di Lecco", "carabinieri di Lodi"},
        ),
        (
            "Le amministrazioni comunali di Lecco e Lodi si incontrano.",
            {"amministrazione comunale di Lecco", "amministrazione comunale di Lodi"},
        ),
    ],
)
def test_bodies_of_several_towns_share_a_noun(
    parser: Language, text: str, bodies: set[str]
) -> None:
    found = types(parser, text)
    assert {name for name, kind in found.items() if kind == "ORGANISATION"} == bodies
    assert {"Lecco", "Lodi"} <= {name for name, kind in found.items() if kind == "PLACE"}


def test_municipalities_that_share_a_noun_are_places(parser: Language) -> None:
    found = types(parser, "Piove tra i comuni di Lecco e Lodi.")
    assert "ORGANISATION" not in found.values()


@pytest.mark.parametrize(
    "marked",
    [
        "Lo ha chiesto il [Comune|ORGANISATION] ieri.",
        "È una perizia della [Procura|ORGANISATION], depositata ieri.",
        "Il voto in commissione ha irritato il [Parlamento|ORGANISATION].",
        # any of many, or a common noun
        "Lo ha chiesto un Comune ieri.",
        "Lo ha chiesto il comune ieri.",
    ],
)
def test_an_institution_is_called_by_its_noun_with_a_capital(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_a_noun_that_a_name_has_is_left_to_coreference(parser: Language) -> None:
    doc = recognise(parser, "Indaga la Procura di Lodi. Lo ha detto ieri la Procura.")
    assert set(names(doc)) == {"Procura di Lodi", "Lodi"}


@pytest.mark.parametrize(
    "marked",
    [
        "Lo dice il [ministero del tesoro|ORGANISATION].",
        "Lo dice il [Ministero della Giustizia|ORGANISATION].",
        "Lo dice il [tribunale penale internazionale|ORGANISATION].",
        "Lo dice l'[agenzia nazionale per il clima|ORGANISATION].",
        "Lo dice l’[agenzia nazionale per il clima|ORGANISATION].",
        "Lo dice l'[istituto nazionale di geofisica e vulcanologia|ORGANISATION].",
        "Lavora nella [polizia penitenziaria|ORGANISATION].",
        # any of many, or none of a kind
        "Lo dice un istituto nazionale.",
        "Lo dice l'agenzia.",
        "Indaga la polizia locale.",
    ],
)
def test_common_nouns_name_a_body_that_is_one_of_its_kind(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_an_office_is_a_towns_by_its_adjective(parser: Language) -> None:
    doc = recognise(parser, "È un giudice del tribunale milanese.")
    assert entity_of(doc, "tribunale milanese").type == "ORGANISATION"
    assert names(doc)["Milano"].type == "PLACE"
    described = recognise(parser, "È un dirigente della compagnia genovese.")
    assert {row.type for row in names(described).values()} == {"PLACE"}


@pytest.mark.parametrize(
    "marked",
    [
        # the land around a town
        "È accaduto a Ficarolo, nel [rodigino|PLACE demonym].".replace(
            "Ficarolo", "[Ficarolo|PLACE]"
        ),
        # of a region, and beside an office
        "Nel capoluogo [lombardo|PLACE demonym] piove.",
        "Lo dice il sindaco [padovano|PLACE demonym].",
    ],
)
def test_adjectives_of_towns_and_regions(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_a_region_that_acts_is_a_body(parser: Language) -> None:
    found = types(parser, "La regione Liguria ha stanziato i fondi.")
    assert found == {"regione Liguria": "ORGANISATION", "Liguria": "PLACE"}
    assert types(parser, "Piove nella regione Liguria.") == {"Liguria": "PLACE"}
    assert types(parser, "Piove in tutta la regione Liguria.") == {"Liguria": "PLACE"}
    assert types(parser, "Parla il presidente della Regione Lazio.")["Lazio"] == "PLACE"


def test_a_government_is_of_its_leader(parser: Language) -> None:
    found = types(parser, "Il governo di Ugo Neri ha approvato la legge.")
    assert found == {"governo di Ugo Neri": "ORGANISATION", "Ugo Neri": "PERSON"}
    again = types(parser, "Si parla di un nuovo mandato di Ugo Neri e di un Neri ter.")
    assert again == {"Neri ter": "ORGANISATION", "Ugo Neri": "PERSON"}


def test_a_station_is_a_body_to_those_who_command_it(parser: Language) -> None:
    doc = recognise(parser, "Lo dice il comandante della stazione di Lodi.")
    assert entity_of(doc, "stazione di Lodi").type == "ORGANISATION"
    assert "stazione di Lodi" not in names(recognise(parser, "È arrivato alla stazione di Lodi."))
    doc = recognise(parser, "Lo dice il comandante della compagnia di Lodi.")
    assert entity_of(doc, "compagnia di Lodi").type == "ORGANISATION"
    firm = names(recognise(parser, "La Telenord è la compagnia di Lodi che vola a Londra."))
    assert "compagnia di Lodi" not in firm


@pytest.mark.parametrize(
    "marked",
    [
        "È socio del caseificio [Reggiani|ORGANISATION] di [Lodi|PLACE].",
        "È socio dell'ottica [Galvani|ORGANISATION] di [Lodi|PLACE].",
        "È socio della palestra [Nuova Era|ORGANISATION].",
        "È finita la partita allo [stadio Etihad|PLACE] di [Lodi|PLACE].",
        "La festa è all'[hotel Regina|PLACE].",
        "Ha scritto al clan [Dragone|ORGANISATION].",
        "Ha scritto al [clan dei casalesi|ORGANISATION].",
        # capitals that name nothing
        "È a disposizione dell'Autorità Giudiziaria.",
    ],
)
def test_the_noun_before_says_what_a_name_is(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Lo dicono i [Democratici|ORGANISATION] e i [Repubblicani|ORGANISATION].",
        "Lo dicono i [talebani|ORGANISATION].",
        "Sono arrivati i [salesiani|ORGANISATION].",
        "Lo dicono i senatori democratici.",
    ],
)
def test_parties_orders_and_armed_groups_by_a_plural(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lo ha chiesto l'istituto comprensivo di Rubiera.", "istituto comprensivo di Rubiera"),
        ("Lavorava alla cartiera di Rubiera.", "cartiera di Rubiera"),
        ("La Cgil di Lecco ha indetto uno sciopero.", "Cgil di Lecco"),
        ("Lo ha detto un medico della Croce Blu di Rubiera.", "Croce Blu di Rubiera"),
        ("La Northfield School ha premiato due allievi.", "Northfield School"),
    ],
)
def test_schools_associations_and_works_of_a_town(parser: Language, text: str, name: str) -> None:
    assert types(parser, text).get(name) == "ORGANISATION"


def test_a_province_or_region_of_italy_with_a_capital_is_a_body(parser: Language) -> None:
    found = types(parser, "Il patrocinio della Provincia di Lodi è arrivato ieri.")
    assert found == {"Provincia di Lodi": "ORGANISATION", "Lodi": "PLACE"}
    assert "ORGANISATION" not in types(parser, "Vive in Provincia di Lodi da anni.").values()


def test_a_body_has_the_country_that_its_name_ends_with(parser: Language) -> None:
    found = types(parser, "La Banca centrale del Kenya ha alzato i tassi.")
    assert found == {"Banca centrale del Kenya": "ORGANISATION", "Kenya": "COUNTRY"}
    assert "Italia" not in types(parser, "La Banca d'Italia ha alzato i tassi.")
