"""The country table: complete, unique, well-formed."""

import re
from collections import Counter

import pycountry
import pytest

from newsner.knowledge.countries import CountryRecord, countries

# ISO 3166-1 also lists territories that are no states: they are places.
TERRITORIES = """
AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS
NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT
"""


def own() -> list[CountryRecord]:
    """Give the records with codes of their own."""
    return [r for r in countries().records.values() if not r.part_of]


def test_every_state_of_iso_3166_is_there() -> None:
    states = {c.alpha_2 for c in pycountry.countries} - set(TERRITORIES.split())
    assert states | {"XK"} == {r.alpha_2 for r in own() if r.status != "historical"} - {None}


def test_every_country_has_a_name_and_a_capital() -> None:
    for record in own():
        assert record.name and record.name == record.name.strip(), record
        assert record.capitals or record.key == "VA", record


def test_every_present_state_has_a_demonym_and_a_wikidata_id() -> None:
    for record in own():
        if record.status == "current":
            assert record.demonyms, record
            assert record.wikidata, record


def test_codes_are_well_formed_and_unique() -> None:
    for record in countries().records.values():
        assert record.alpha_2 is None or re.fullmatch("[A-Z]{2}", record.alpha_2), record
        assert record.alpha_3 is None or re.fullmatch("[A-Z]{3}", record.alpha_3), record
        assert record.wikidata is None or re.fullmatch("Q[1-9][0-9]*", record.wikidata), record
    for codes in (
        [r.alpha_2 for r in own() if r.status != "historical"],  # ISO reuses those of former states
        [r.alpha_3 for r in own()],
        [r.wikidata for r in countries().records.values()],
        [r.name for r in own()],
    ):
        twice = [c for c, n in Counter(c for c in codes if c).items() if n > 1]
        assert not twice


@pytest.mark.parametrize(
    ("name", "alpha_2"),
    [
        ("Gran Bretagna", "GB"),
        ("Usa", "US"),
        ("U.S.A.", "US"),
        ("Birmania", "MM"),
        ("Olanda", "NL"),
        ("Costa d'Avorio", "CI"),
        ("Urss", "SU"),
        ("Santa Sede", "VA"),
        ("Repubblica popolare cinese", "CN"),
    ],
)
def test_variants_lead_to_the_country(name: str, alpha_2: str) -> None:
    table = countries()
    assert table[table.names[name.casefold()][0]].alpha_2 == alpha_2


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("russo russa russi russe", "RU"),
        ("tedesco tedesca tedeschi tedesche", "DE"),
        ("greco greca greci greche", "GR"),
        ("libico libica libici libiche", "LY"),
        ("austriaco austriaca austriaci austriache", "AT"),
        ("belga belgi belghe", "BE"),
        ("cipriota ciprioti cipriote", "CY"),
        ("francese francesi", "FR"),
        ("nordcoreano nordcoreani", "KP"),
        ("sudafricane", "ZA"),
        ("neozelandesi", "NZ"),
        ("nigerini", "NE"),
        ("nigeriani", "NG"),
        ("sovietiche", "SUHH"),
        ("pontificia", "VA"),
    ],
)
def test_demonyms_in_all_inflections(forms: str, key: str) -> None:
    for form in forms.split():
        assert countries().demonyms[form] == [key]


def test_a_constituent_country_carries_the_codes_of_its_state() -> None:
    scotland = countries()["GB-SCT"]
    assert (scotland.name, scotland.alpha_2, scotland.part_of) == ("Scozia", "GB", "GB")


def test_former_states_carry_the_codes_they_had() -> None:
    yugoslavia = countries()["YUCS"]
    assert (yugoslavia.alpha_2, yugoslavia.alpha_3) == ("YU", "YUG")
    assert yugoslavia.status == "historical"


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("antiguo-barbudano antiguo-barbudana antiguo-barbudani antiguo-barbudane", "AG"),
        ("bahamiano bahamiana bahamiani bahamiane", "BS"),
        ("belizeano belizeana belizeani belizeane", "BZ"),
        ("beniniano beniniana beniniani beniniane", "BJ"),
        ("burkinabe' burkinabe' burkinabe' burkinabe'", "BF"),
        ("est-timorese est-timorese est-timoresi est-timoresi", "TL"),
        ("guineense guineense guineensi guineensi", "GW"),
        ("sanvincentino sanvincentina sanvincentini sanvincentine", "VC"),
        ("seychellese seychellese seychellesi seychellesi", "SC"),
        ("solomoniano solomoniana solomoniani solomoniane", "SB"),
        ("swazilandese swazilandese swazilandesi swazilandesi", "SZ"),
        ("vanuatiano vanuatiana vanuatiani vanuatiane", "VU"),
        ("kittitiano kittitiana kittitiani kittitiane", "KN"),
    ],
)
def test_all_four_forms_of_a_demonym_lead_to_the_country(forms: str, key: str) -> None:
    assert [countries().demonyms[form] for form in forms.split()] == [[key]] * 4


@pytest.mark.parametrize(
    ("demonym", "key"),
    [
        ("sud-coreano", "KR"), ("nord-coreana", "KP"), ("sud-sudanesi", "SS"),
        ("est-timoresi", "TL"), ("nord-macedoni", "MK"), ("sud-africane", "ZA"),
        ("equato-guineano", "GQ"), ("sierra-leonesi", "SL"), ("neo-zelandese", "NZ"),
    ],
)  # fmt: skip
def test_a_demonym_is_written_with_a_hyphen_in_one_word_and_in_two(demonym: str, key: str) -> None:
    for form in (demonym, demonym.replace("-", ""), demonym.replace("-", " ")):
        assert countries().demonyms[form] == [key]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Unione delle Comore", "KM"), ("Commonwealth di Dominica", "DM"),
        ("Repubblica dell'Unione di Myanmar", "MM"), ("Repubblica di Croazia", "HR"),
        ("Repubblica democratica popolare di Corea", "KP"), ("Granducato di Lussemburgo", "LU"),
        ("Repubblica islamica di Mauritania", "MR"), ("Panamá", "PA"), ("Regno del Marocco", "MA"),
        ("Stato indipendente di Papua Nuova Guinea", "PG"), ("Repubblica gabonese", "GA"),
    ],
)  # fmt: skip
def test_official_names(name: str, key: str) -> None:
    assert countries().names[name.casefold()] == [key]
