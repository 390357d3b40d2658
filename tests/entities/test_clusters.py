"""One entity for all names of one thing; two where there are two."""

from itertools import pairwise

import pytest
from spacy.language import Language

from newsner.layers import EntityRow

from .markup import entity_of, names, recognise


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Carlo Bertani ha vinto. Bertani guiderà la giunta.", "Carlo Bertani", "Bertani"),
        (
            "Volodymyr Zelensky è partito. Zelenskyj tornerà lunedì.",
            "Volodymyr Zelensky",
            "Zelenskyj",
        ),
        ("Il leader Kim Jong-un ha scritto. Kim ha poi risposto.", "Kim Jong-un", "Kim"),
        (
            "Il Popolo della Libertà ha votato contro. Il Pdl è diviso.",
            "Popolo della Libertà",
            "Pdl",
        ),
        (
            "L'Unione nazionale agricoltori (Una) protesta. La Una chiede aiuti.",
            "Unione nazionale agricoltori",
            "Una",
        ),
        (
            "Il Credito Sannita cresce. La Sannita ha comprato Edilmare.",
            "Credito Sannita",
            "Sannita",
        ),
        ("Modesto Neri (Modestino) è partito.", "Modesto Neri", "Modestino"),
        ("È arrivato Ugo Neri, detto Ughetto.", "Ugo Neri", "Ughetto"),
        ("È arrivato Ugo Neri, il cui vero nome è Aldo Bassi.", "Ugo Neri", "Aldo Bassi"),
        ("Il trapper Baby Gang, al secolo Aldo Bassi, canta.", "Baby Gang", "Aldo Bassi"),
        ("Ha cantato Ugone, vero nome Ugo Neri, a Bari.", "Ugone", "Ugo Neri"),
        ("Parla Ugo Neri, in arte Nerone.", "Ugo Neri", "Nerone"),
    ],
)
def test_a_short_form_is_the_same_entity(
    parser: Language, text: str, name: str, alias: str
) -> None:
    entities = names(recognise(parser, text))
    assert alias in entities[name].aliases


def test_a_surname_goes_to_the_last_who_fits_the_gender(parser: Language) -> None:
    doc = recognise(
        parser,
        "Silvio Conti ha venduto l'azienda a Marina Conti. La Conti ha ringraziato. "
        "Il presidente Conti è partito.",
    )
    assert entity_of(doc, "Conti", 0).name == "Marina Conti"
    assert entity_of(doc, "Conti", 1).name == "Silvio Conti"


def test_a_relative_by_first_name_is_someone_else(parser: Language) -> None:
    doc = recognise(parser, "Franco Bertani è arrivato con la moglie Lucia e il fratello Franco.")
    assert {"Franco Bertani", "Lucia", "Franco"} <= set(names(doc))


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Elena Ricci ha parlato.", "Fem"),
        ("Andrea Ricci ha parlato.", "Masc"),
        ("La ministra Xu Lian ha parlato.", "Fem"),
        ("Ha parlato Xu Lian.", ""),
    ],
)
def test_gender_comes_from_first_name_and_title(parser: Language, text: str, gender: str) -> None:
    (person,) = EntityRow.read(recognise(parser, text))
    assert person.gender == gender


def test_all_mentions_of_a_country_are_one_entity(parser: Language) -> None:
    doc = recognise(parser, "La Francia tratta. Parigi ha ceduto. Il ministro francese ha firmato.")
    (france,) = EntityRow.read(doc)
    assert france.country == "FR"


def test_mentions_come_in_order(parser: Language) -> None:
    from newsner.layers import MentionRow

    rows = MentionRow.read(recognise(parser, "Le forze russe hanno lasciato Leopoli e Kiev."))
    assert all(a.start <= b.start for a, b in pairwise(rows))


@pytest.mark.parametrize(
    ("written", "name"),
    [("SANTIAGO DEL CILE", "Santiago del Cile"), ("NEW YORK", "New York"), ("PARIGI", "Parigi")],
)
def test_a_place_written_in_capitals_is_named_as_usual(nlp, written, name):
    rows = EntityRow.read(nlp(f"{written}. Marta Riva ha vinto."))
    assert name in {row.name for row in rows}


def test_an_exclamation_names_nobody(nlp):
    rows = EntityRow.read(
        nlp("Gli replica Ilaria Greco: «Menzogne, lo ha difeso fino all'ultimo».")
    )
    assert [row.name for row in rows] == ["Ilaria Greco"]
