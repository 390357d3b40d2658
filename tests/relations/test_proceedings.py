"""Prosecutors, judges and police are paired with those proceeded against, over sentences."""

import pytest

import newsner
from newsner.layers import EntityRow
from newsner.relations.evidence import ARTICLE, gather
from newsner.relations.parse import Parse

# Invented names throughout.
TRIAL = (
    "Aldo Bruni è imputato di furto a Novara. Ieri il processo davanti alla giudice Ines Galli. "
    "L'avvocata Rita Fumi ha chiesto tempo. Il ristoratore Ugo Vanzi era tra il pubblico."
)


@pytest.fixture
def pairs(nlp, parser):
    def read(text):
        with nlp.select_pipes(disable="newsner_relations"):
            doc = nlp(text)
        names = [e.name for e in EntityRow.read(doc)]
        found = [p for p in gather(Parse(doc)).pairs if p.tie == ARTICLE]
        return {(names[p.subject], names[p.object]) for p in found}

    return read


def test_the_judge_is_paired_with_the_defendant_of_another_sentence(pairs):
    assert ("Ines Galli", "Aldo Bruni") in pairs(TRIAL)


def test_neither_the_lawyer_nor_who_only_watches_is_paired(pairs):
    named = {name for pair in pairs(TRIAL) for name in pair}
    assert not named & {"Rita Fumi", "Ugo Vanzi"}


def test_a_text_without_officials_has_none(pairs):
    assert not pairs("Aldo Bruni è stato arrestato. La sorella Ines Galli vive a Novara.")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Omicidio di Ada Brunelli, arrestato Ugo Zanetti.", "uncertain"),
        ("Ugo Zanetti ha ucciso Ada Brunelli.", "asserted"),
    ],
)
def test_a_crime_for_which_somebody_is_arrested_is_not_yet_theirs(nlp, text, status):
    article = newsner.extract(text, nlp=nlp)
    assert {r.status for r in article.relations if r.type == "KILLED" and r.subject} == {status}


@pytest.mark.parametrize(
    ("crime", "status"), [("tentato", "uncertain"), ("mancato", "negated"), ("feroce", "asserted")]
)
def test_a_crime_that_was_only_tried_has_not_happened(nlp, crime, status):
    text = f"Ugo Zanetti è stato condannato per il {crime} omicidio di Ada Riva."
    rows = newsner.extract(text, nlp=nlp).relations
    assert {(r.type, r.status) for r in rows if r.subject} == {("KILLED", status)}
    assert {r.status for r in rows if r.type == "CONVICTED"} <= {"asserted"}


def test_who_was_killed_is_proceeded_against_in_a_proposition_alone(nlp):
    text = (
        "Il pm Anna Serra coordina le indagini sull'omicidio di Ada Riva, arrestata a Carpi nel "
        "2019 e uccisa a coltellate."
    )
    article = newsner.extract(text, nlp=nlp)
    assert [r.type for r in article.relations if r.subject] == []
    text = "Il pm Anna Serra aveva indagato Ada Riva, uccisa ieri a coltellate."
    article = newsner.extract(text, nlp=nlp)
    (row,) = (r for r in article.relations if r.type == "PROSECUTED")
    assert (article.name(row.subject), article.name(row.object)) == ("Anna Serra", "Ada Riva")


@pytest.mark.parametrize("crime", ["sulla morte", "sull'omicidio", "sulla scomparsa"])
def test_who_died_is_not_whom_the_inquiry_is_against(nlp, crime):
    text = f"Il procuratore Anna Serra ha aperto un'inchiesta {crime} di Ugo Zanetti."
    assert "PROSECUTED" not in {r.type for r in newsner.extract(text, nlp=nlp).relations}


@pytest.mark.parametrize("custody", ["i domiciliari", "gli arresti domiciliari"])
def test_who_is_sent_to_house_arrest_is_not_convicted(nlp, custody):
    text = f"Il giudice Anna Serra ha disposto {custody} per Ugo Zanetti."
    assert "CONVICTED" not in {r.type for r in newsner.extract(text, nlp=nlp).relations}
