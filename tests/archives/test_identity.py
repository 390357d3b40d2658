"""Who is one over articles, and who are two of one name."""

import pytest

import newsner
from newsner.archives import Archive

from .stories import story

Facts = list[tuple[str, ...]]

# What two articles say of one name: pairs of people, made up and (with nothing but what any
# encyclopaedia says of them) real.
TWO: dict[str, tuple[Facts, Facts]] = {
    "mayors of two towns": (
        [("Ada Verdi", "HEADS", "Vaiano", "sindaca")],
        [("Ada Verdi", "HEADS", "Forlì", "sindaca")],
    ),
    "born in two years": (
        [("Ugo Neri", "BORN_ON", "1948-02-11")],
        [("Ugo Neri", "BORN_ON", "1975-02-11"), ("Ugo Neri", "MEMBER_OF", "AC Vaiano")],
    ),
    "born in two towns": (
        [("Ugo Neri", "BORN_IN", "Vaiano")],
        [("Ugo Neri", "BORN_IN", "Forlì")],
    ),
    "of two countries": (
        [("Ada Verdi", "CITIZEN_OF", "SI")],
        [("Ada Verdi", "CITIZEN_OF", "PT")],
    ),
    "grandfather and grandson": (
        [("Ivo Conti", "DIED_ON", "1931-05-01")],
        [("Ivo Conti", "BORN_ON", "1960-05-01")],
    ),
    "Steve McQueen, actor and director": (
        [("Steve Mcqueen", "BORN_ON", "1930-03-24"), ("Steve Mcqueen", "BORN_IN", "Beech Grove")],
        [("Steve Mcqueen", "BORN_ON", "1969-10-09"), ("Steve Mcqueen", "CITIZEN_OF", "GB")],
    ),
    "Andrea Romano, member of parliament and jockey": (
        [("Andrea Romano", "BORN_ON", "1967-03-27")],
        [("Andrea Romano", "BORN_ON", "1993-01-01")],
    ),
    "Michael Jordan, player and scholar": (
        [("Michael Jordan", "BORN_ON", "1963-02-17")],
        [("Michael Jordan", "BORN_ON", "1956-02-25")],
    ),
    "Chris Evans, actor and presenter": (
        [("Chris Evans", "CITIZEN_OF", "US"), ("Chris Evans", "BORN_ON", "1981-06-13")],
        [("Chris Evans", "CITIZEN_OF", "GB"), ("Chris Evans", "BORN_ON", "1966-04-01")],
    ),
}
ONE: dict[str, tuple[Facts, Facts]] = {
    "one office": (
        [("Ada Verdi", "HEADS", "Vaiano", "sindaca")],
        [("Ada Verdi", "HEADS", "Vaiano", "prima cittadina")],
    ),
    "one day of birth": (
        [("Ugo Neri", "BORN_ON", "1948-02-11")],
        [("Ugo Neri", "BORN_ON", "1948-02-11"), ("Ugo Neri", "MEMBER_OF", "AC Vaiano")],
    ),
    "kin": (
        [("Ada Verdi", "SPOUSE_OF", "Ivo Conti")],
        [("Ivo Conti", "RELATIVE_OF", "Ada Verdi")],
    ),
    "company": (
        [("Ada Verdi", "MET_WITH", "Ivo Conti")],
        [("Ada Verdi", "SENT_LETTER_TO", "Ivo Conti")],
    ),
    "two offices, years apart": (
        [("Ada Verdi", "HEADS", "Vaiano", "sindaca"), ("Ada Verdi", "BORN_IN", "Ceva")],
        [("Ada Verdi", "HEADS", "AC Vaiano", "presidente"), ("Ada Verdi", "BORN_IN", "Ceva")],
    ),
    "Umberto Eco, of Bompiani and of a book": (
        [("Umberto Eco", "BORN_ON", "1932-01-05"), ("Umberto Eco", "CITIZEN_OF", "IT")],
        [("Umberto Eco", "CITIZEN_OF", "IT"), ("Umberto Eco", "MEMBER_OF", "Bompiani spa")],
    ),
    "Rita Levi Montalcini": (
        [("Rita Levi Montalcini", "BORN_ON", "1909-04-22")],
        [("Rita Levi Montalcini", "VISITED", "Lubiana")],
    ),
}


def archived(first: Facts, second: Facts) -> Archive:
    return newsner.archive([story("a", "2024-03-01", *first), story("b", "2024-06-01", *second)])


@pytest.mark.parametrize("case", TWO)
def test_two_people_of_one_name_are_kept_apart_and_marked(case: str) -> None:
    first, second = TWO[case]
    found = archived(first, second).entities(first[0][0])
    assert [e.articles for e in found] == [1, 1]
    assert all(e.uncertain for e in found)


@pytest.mark.parametrize("case", ONE)
def test_one_person_in_two_articles_is_one(case: str) -> None:
    first, second = ONE[case]
    archive = archived(first, second)
    (found,) = archive.entities(first[0][0])
    assert found.articles == 2
    assert found.uncertain is None
    said = archive.explain(found.id)
    assert [a.key for a in said] == ["a", "b"]
    assert said[1].why.startswith("same name")
    assert said[1].certainty >= 0.85


def test_of_a_name_alone_it_is_said_that_it_is_uncertain() -> None:
    archive = archived([("Ada Verdi",)], [("Ada Verdi",)])
    (found,) = archive.entities()
    assert (found.articles, found.uncertain) == (
        2,
        "b: same name, and nothing else is known of both",
    )


def test_where_it_is_open_which_of_two_is_meant_it_is_neither() -> None:
    first, second = TWO["mayors of two towns"]
    archive = archived(first, second)
    archive.add(story("c", "2024-07-01", ("Ada Verdi",)))
    assert [e.articles for e in archive.entities("ada verdi")] == [1, 1, 1]
    assert archive[archive.entity_of("c", "e1")].uncertain == (
        "it is open which of 2 of this name it is"
    )
    archive.add(story("d", "2024-08-01", ("Ada Verdi", "MEMBER_OF", "Forlì", "consigliera")))
    assert archive.entity_of("d", "e1") == archive.entity_of("b", "e1")


def test_a_surname_alone_is_nobody_else() -> None:
    archive = archived(
        [("Ada Verdi", "MET_WITH", "Ivo Conti")], [("Verdi", "MET_WITH", "Ivo Conti")]
    )
    assert archive.entity_of("a", "e1") != archive.entity_of("b", "e1")
    assert archive[archive.entity_of("b", "e1")].uncertain == (
        "a surname alone does not say who it is"
    )
    archive.add(story("c", "2024-07-01", ("Ada Verdi", "HEADS", "Vaiano", "sindaca")))
    archive.add(story("d", "2024-07-02", ("Verdi", "HEADS", "Vaiano", "sindaca")))
    assert archive.entity_of("d", "e1") == archive.entity_of("c", "e1")


def test_two_of_one_name_in_one_article_stay_two() -> None:
    both = story("a", None, ("Ada Verdi", "RELATIVE_OF", "ADA VERDI"))
    as_people = both.model_copy(
        update={"entities": tuple(e.model_copy(update={"type": "PERSON"}) for e in both.entities)}
    )
    archive = newsner.archive(as_people)
    assert archive.entity_of("a", "e1") != archive.entity_of("a", "e2")


def test_bodies_and_countries() -> None:
    archive = newsner.archive(
        [
            story("a", None, ("Banca Verdi", "BASED_IN", "SI"), homes={"Banca Verdi": "SI"}),
            story("b", None, ("banca verdi", "BASED_IN", "PT"), homes={"banca verdi": "PT"}),
            story("c", None, ("banca Verdi", "BASED_IN", "SI")),
        ]
    )
    slovenia = [e for e in archive.entities(type="COUNTRY") if e.country == "SI"]
    assert [(e.name, e.articles, e.wikidata) for e in slovenia] == [("Slovenia", 2, "Q215")]
    assert archive.entity_of("a", "e2") == archive.entity_of("c", "e2")
    assert archive.entity_of("a", "e1") != archive.entity_of("b", "e1")
