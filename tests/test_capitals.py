"""Headlines in capitals: who is named and what is said, as in ordinary letters."""

import pytest
from spacy.language import Language

from newsner.schema import Article


def read(nlp: Language, text: str) -> Article:
    found: Article = nlp(text)._.newsner
    return found


def names(article: Article) -> set[tuple[str, str]]:
    return {(entity.name, entity.type) for entity in article.entities}


def facts(article: Article) -> set[tuple[str, str, str]]:
    """Relations by the names of their sides."""
    name = {e.id: e.name for e in article.entities} | {d.id: d.text for d in article.dates}
    return {
        (r.type, name[r.subject] if r.subject else "", name[r.object]) for r in article.relations
    }


@pytest.mark.parametrize(
    ("headline", "named"),
    [
        (
            "BANCAROTTA, CINQUE ANNI A GOFFREDO SANTANTERI",
            {("Goffredo Santanteri", "PERSON")},
        ),
        (
            "ARGENTINA, L'AMBASCIATORE ROBERTO VALDERICO AL FORUM DI RIMINI",
            {("Argentina", "COUNTRY"), ("Roberto Valderico", "PERSON"), ("Rimini", "PLACE")},
        ),
        (
            "DIVORZIO MILIONARIO PER TONI SALVERINI ED ELSA VAN DORMEN",
            {("Toni Salverini", "PERSON"), ("Elsa Van Dormen", "PERSON")},
        ),
    ],
)
def test_a_headline_names_people_places_and_bodies(
    nlp: Language, headline: str, named: set[tuple[str, str]]
) -> None:
    assert names(read(nlp, headline)) >= named


@pytest.mark.parametrize(
    ("headline", "fact"),
    [
        (
            "ARGENTINA, L'AMBASCIATORE ROBERTO VALDERICO AL FORUM DI RIMINI",
            ("AMBASSADOR_OF", "Roberto Valderico", "Argentina"),
        ),
        (
            "CROLLO IN CANTIERE, DUE OPERAI MORTI: INDAGATO IL CAPOCANTIERE LUCIO PERTOLINI",
            ("PROSECUTED", "", "Lucio Pertolini"),
        ),
        (
            "DIVORZIO MILIONARIO PER TONI SALVERINI ED ELSA VAN DORMEN",
            ("SPOUSE_OF", "Toni Salverini", "Elsa Van Dormen"),
        ),
        (
            "IL MINISTRO CARLO BEVINI HA INCONTRATO A LISBONA L'AMBASCIATRICE INES TAVARES",
            ("MET_WITH", "Carlo Bevini", "Ines Tavares"),
        ),
    ],
)
def test_a_headline_tells_what_it_does_in_ordinary_letters(
    nlp: Language, headline: str, fact: tuple[str, str, str]
) -> None:
    assert fact in facts(read(nlp, headline))


def test_a_name_in_the_headline_is_that_of_the_article(nlp: Language) -> None:
    text = (
        "SCAMPIA, PRESO GENNARO TREMANTINI\n"
        "I carabinieri hanno arrestato Tremantini nella notte. Tremantini, 34 anni, era ricercato."
    )
    article = read(nlp, text)
    people = [e for e in article.entities if e.type == "PERSON"]
    assert [e.name for e in people] == ["Gennaro Tremantini"]
    assert [m.text for m in people[0].mentions if m.kind == "name"] == [
        "GENNARO TREMANTINI",
        "Tremantini",
        "Tremantini",
    ]


def test_a_name_is_shown_as_the_article_writes_it(nlp: Language) -> None:
    text = (
        "FALLISCE LA MCLARDY: CHIUSI TUTTI GLI STABILIMENTI\n"
        "Ieri la McLardy ha chiuso. I sindacati della McLardy protestano contro il ministro Bevini."
    )
    assert ("McLardy", "ORGANISATION") in names(read(nlp, text))


def test_common_words_of_a_headline_name_nobody(nlp: Language) -> None:
    assert names(read(nlp, "SCIOPERO DEI TRENI, DISAGI PER TUTTI I VIAGGIATORI")) == set()


def test_results_give_the_text_as_it_is(nlp: Language) -> None:
    text = "BANCAROTTA, CINQUE ANNI A GOFFREDO SANTANTERI"
    article = read(nlp, text)
    assert article.text == text
    assert [m.text for e in article.entities for m in e.mentions] == ["GOFFREDO SANTANTERI"]


def test_dates_in_capitals_are_dates(nlp: Language) -> None:
    article = read(nlp, "RINVIATA AL 12 MARZO 2024 LA PARTITA DI LISBONA")
    assert [d.value for d in article.dates] == ["2024-03-12"]


def test_a_known_name_in_capitals_needs_one_of_its_own(nlp: Language) -> None:
    press = read(nlp, "DURA LETTERA DEI SINDACI CONTRO LA STAMPA E I GIORNALISTI")
    assert names(press) == set()
    police = read(nlp, "TRUFFA DELLE PENSIONI, LA GUARDIA DI FINANZA SEQUESTRA LE CARTE")
    assert {kind for _, kind in names(police)} == {"ORGANISATION"}
    korea = read(nlp, "LA COREA DEL SUD RITIRA LA CANDIDATURA ALLA COPPA")
    assert ("Corea del Sud", "COUNTRY") in names(korea)
