"""A hand-built article (fiction), so that exports are tested without a model."""

from datetime import date, datetime

import pytest

from newsner import Article
from newsner.schema import (
    Amount,
    Country,
    DateExpression,
    Entity,
    Interval,
    Mention,
    Model,
    Relation,
    Span,
)

TEXT = (
    "L'ambasciatrice Ada Verdi ha incontrato il ministro Ugo Neri a Lubiana il 3 marzo 2024. "
    "Ha detto che la Slovenia <non> avrebbe riconosciuto l'Ordine & Co. tra il 2020 e il 2022."
)


def span_of(text: str, occurrence: int = 0) -> dict:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(text, start + 1)
    return {"start": start, "end": start + len(text), "text": text}


def mention(text: str, kind: str = "name", sentence: int = 0) -> Mention:
    return Mention(**span_of(text), kind=kind, sentence=sentence, rule="test")


@pytest.fixture(scope="session")
def article() -> Article:
    return Article(
        id="a1",
        title="Vertice a Lubiana <b>",
        byline="Pia Bianchi",
        published=date(2024, 3, 4),
        text=TEXT,
        model=Model(name="it_test", version="1.0"),
        newsner_version="0",
        entities=(
            Entity(
                id="e1",
                type="PERSON",
                name="Ada Verdi",
                mentions=(mention("Ada Verdi"), mention("Ha detto", "null", 1)),
            ),
            Entity(id="e2", type="PERSON", name="Ugo Neri", mentions=(mention("Ugo Neri"),)),
            Entity(id="e3", type="PLACE", name="Lubiana", mentions=(mention("Lubiana"),)),
            Entity(
                id="e4",
                type="COUNTRY",
                name="Slovenia",
                country=Country(alpha_2="SI", alpha_3="SVN", wikidata="Q215"),
                mentions=(mention("Slovenia", sentence=1),),
            ),
            Entity(
                id="e5",
                type="ORGANISATION",
                name="Ordine & Co.",
                mentions=(mention("Ordine & Co.", sentence=1),),
            ),
        ),
        dates=(
            DateExpression(
                **span_of("il 3 marzo 2024"),
                id="d1",
                kind="DATE",
                value="2024-03-03",
                earliest=datetime(2024, 3, 3),
                latest=datetime(2024, 3, 3, 23, 59, 59),
                precision="day",
                basis="explicit",
            ),
            DateExpression(
                **span_of("il 2020 e il 2022"),
                id="d2",
                kind="DATE",
                value=Interval(start="2020", end="2022"),
                earliest=datetime(2020, 1, 1),
                latest=datetime(2022, 12, 31, 23, 59, 59),
                precision="year",
                basis="assumed",
            ),
        ),
        relations=(
            Relation(
                id="r1",
                type="MET_WITH",
                subject="e1",
                object="e2",
                when="d1",
                where="e3",
                trigger=Span(**span_of("incontrato")),
                evidence=(Span(**span_of("Ada Verdi ha incontrato il ministro Ugo Neri")),),
                rule="MET_WITH.1",
                confidence=0.9,
                plover="CONSULT",
                cameo="040",
            ),
            Relation(
                id="r2",
                type="RECOGNISED",
                subject="e4",
                object="e5",
                when="d2",
                status="uncertain",
                source="e1",
                trigger=Span(**span_of("riconosciuto")),
                evidence=(Span(**span_of("Slovenia <non> avrebbe riconosciuto")),),
                rule="RECOGNISED.1",
                confidence=0.5,
                wikidata="P1",
            ),
        ),
        warnings=("a warning with <b>",),
        context={"desk": "esteri"},
    )


DOERLESS = "I carabinieri hanno arrestato Ivo Prandi: otto anni e multa di 3 milioni di euro."


def piece(text: str) -> dict:
    start = DOERLESS.index(text)
    return {"start": start, "end": start + len(text), "text": text}


@pytest.fixture(scope="session")
def doerless() -> Article:
    """Facts without a named doer: one told with words for the doer, one without, with amounts."""
    prandi = Mention(**piece("Ivo Prandi"), kind="name", sentence=0, rule="test", certainty=0.8)
    common = {"subject": None, "object": "e1", "confidence": 0.8}
    return Article(
        id="d1",
        text=DOERLESS,
        model=Model(name="it_test", version="1.0"),
        newsner_version="0",
        entities=(Entity(id="e1", type="PERSON", name="Ivo Prandi", mentions=(prandi,)),),
        relations=(
            Relation(
                **common,
                id="r1",
                type="ARRESTED",
                by=Span(**piece("I carabinieri")),
                trigger=Span(**piece("arrestato")),
                rule="ARRESTED.arrest",
            ),
            Relation(
                **common,
                id="r2",
                type="CONVICTED",
                trigger=Span(**piece("anni")),
                amounts=(
                    Amount(
                        **piece("otto anni"),
                        kind="duration",
                        value="P8Y",
                        numbers=(8,),
                        unit="year",
                    ),
                    Amount(
                        **piece("3 milioni di euro"),
                        kind="money",
                        value="3000000",
                        numbers=(3_000_000,),
                        unit="EUR",
                    ),
                ),
                rule="CONVICTED.years",
            ),
        ),
        failed=("coreference",),
    )


@pytest.fixture(scope="session")
def empty() -> Article:
    return Article(text="", model=Model(name="it_test", version="1.0"), newsner_version="0")
