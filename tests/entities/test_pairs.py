"""Two names in one word, each an entity of its own. All people are made up."""

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, Proposition
from newsner.propositions import PropositionExtractor

from .markup import names, recognise


def types(parser: Language, text: str) -> dict[str, str]:
    """Type by name of the entities in a text."""
    return {row.name: row.type for row in EntityRow.read(recognise(parser, text))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il vertice Usa-Cina è finito.", {"Stati Uniti": "COUNTRY", "Cina": "COUNTRY"}),
        ("L'asse Parigi-Berlino regge.", {"Francia": "COUNTRY", "Germania": "COUNTRY"}),
        ("Il derby Roma-Lazio è vinto.", {"Roma": "ORGANISATION", "Lazio": "ORGANISATION"}),
        ("Napoli-Inter finisce 2-1.", {"Napoli": "ORGANISATION", "Inter": "ORGANISATION"}),
        ("La fusione Fiat-Chrysler regge.", {"Fiat": "ORGANISATION", "Chrysler": "ORGANISATION"}),
    ],
)
def test_a_pair_is_two_parties(parser: Language, text: str, found: dict[str, str]) -> None:
    assert types(parser, text) == found


def test_people_of_the_article_make_a_pair(parser: Language) -> None:
    text = "Ugo Neri vedrà Ada Verdi. Il vertice Neri-Verdi è per lunedì."
    assert set(types(parser, text)) == {"Ugo Neri", "Ada Verdi"}


@pytest.mark.parametrize(
    "text", ["La Torino-Lione è ferma.", "La Guinea-Bissau vota.", "Piove in Emilia-Romagna."]
)
def test_a_way_or_a_hyphened_name_is_no_pair(parser: Language, text: str) -> None:
    assert len(names(recognise(parser, text))) == 1


@pytest.mark.parametrize("text", ["L'accordo Usa-Cina regge.", "L'accordo italo-francese regge."])
def test_a_pair_is_read_as_if_between_stood_there(parser: Language, text: str) -> None:
    doc = PropositionExtractor()(recognise(parser, text))
    found = next(p for p in Proposition.read(doc) if p.lemma == "accordo")
    assert [len(a.entities) for a in found.arguments if a.marker == "tra"] == [1, 1]


def test_cities_with_a_score_are_clubs(parser: Language) -> None:
    found = types(parser, "Napoli - Bologna 3-0 al termine.")
    assert set(found.values()) == {"ORGANISATION"}


def test_the_cities_that_play_each_other_are_clubs(parser: Language) -> None:
    assert types(parser, "La partita tra Roma e Lazio è stata sospesa.")["Roma"] == "ORGANISATION"
    assert types(parser, "L'accordo tra Roma e Berlino regge.")["Italia"] == "COUNTRY"
