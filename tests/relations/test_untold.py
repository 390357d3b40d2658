"""Facts that nobody named has done: to whom, and the words for who did it. People are invented."""

from math import exp

import pytest

import newsner
from newsner.knowledge.relations import lexicon
from newsner.layers import RelationRow
from newsner.relations import RelationMatcher
from newsner.relations.parse import Parse
from newsner.relations.untold import Untold
from newsner.schema import Article

FACTS = [
    ("Ugo Zanetti è stato arrestato.", "ARRESTED", None),
    ("I carabinieri hanno arrestato Ugo Zanetti.", "ARRESTED", "I carabinieri"),
    ("Ugo Zanetti è stato condannato a otto anni.", "CONVICTED", None),
    ("Ugo Zanetti è indagato per truffa.", "PROSECUTED", None),
    ("Ugo Zanetti è stato assolto.", "ACQUITTED", None),
    ("Ucciso a coltellate Ivo Prandi.", "KILLED", None),
    ("È stato scarcerato Ugo Zanetti.", "FREED", None),
    # headlines, nouns, set phrases, which no frame reads
    ("Ugo Zanetti in manette per truffa.", "ARRESTED", None),
    ("Tre anni a Ugo Zanetti.", "CONVICTED", None),
    ("L'arresto di Ugo Zanetti ha sorpreso tutti.", "ARRESTED", None),
    ("La condanna di Ugo Zanetti è definitiva.", "CONVICTED", None),
    ("Ugo Zanetti è finito in carcere.", "ARRESTED", None),
    ("Omicidio di Ivo Prandi, arrestato il vicino.", "KILLED", None),
    # who is said to be the one
    ("Gli arrestati sono Ugo Zanetti e un complice.", "ARRESTED", None),
    ("Tra i fermati anche Ugo Zanetti.", "ARRESTED", None),
    ("Gli indagati per truffa sono Ugo Zanetti e la sorella.", "PROSECUTED", None),
    ("Ivo Prandi, arrestato a Lodi, è stato ucciso in carcere.", "KILLED", None),
]
NO_FACTS = [
    ("Ucciso da una valanga Ivo Prandi.", "KILLED"),
    ("Ada Brunelli ha arrestato Ugo Zanetti.", "ARRESTED"),  # by somebody with a name
    ("L'avvocato di Ugo Zanetti ha parlato a lungo.", "ARRESTED"),
    ("Ugo Zanetti ha vinto la gara.", "DEFEATED"),
    ("L'avvocata Pia Orsini difende l'uomo arrestato.", "ARRESTED"),
    ("Due arresti dopo la denuncia di Pia Orsini.", "ARRESTED"),
    ("Fermato il marito di Ada Brunelli.", "ARRESTED"),
    ("Ada Brunelli è morta nel sonno.", "KILLED"),
    # of the other gender
    ("Uccisa in casa, Ugo Zanetti confessa.", "KILLED"),
    # who is arrested or sentenced for a crime is not its victim
    ("Omicidio a Lodi, arrestato Ugo Zanetti.", "KILLED"),
    ("Omicidio di Ada Brunelli, arrestato Ugo Zanetti.", "KILLED"),
    ("Omicidio di Lodi: Ugo Zanetti condannato all'ergastolo.", "KILLED"),
    # nor is the victim who is beside the word for them
    ("Scomparsa di Ada Brunelli, nuovo indagato.", "PROSECUTED"),
    ("Il caso di Ada Brunelli, l'imputato in aula.", "PROSECUTED"),
    ("Morte di Ivo Prandi, due indagati.", "PROSECUTED"),
    # accidents are no attacks, and who was hurt in one was not attacked
    (
        "Scontro tra due auto sulla via Emilia: muore Sara Conti, ferito il fidanzato Leo Mari.",
        "ATTACKED",
    ),
    ("Morto nell'incidente, ferita la moglie Pia Landi.", "ATTACKED"),
    ("Muore schiacciato dal trattore Egidio Ronchi.", "KILLED"),
    # an animal or a thing is no doer
    ("Egidio Ronchi aggredito da un cinghiale a Zocca.", "ATTACKED"),
    ("Travolto da una slavina lo scialpinista Egidio Ronchi, salvo l'amico.", "DEFEATED"),
    ("Egidio Ronchi travolto e ucciso da un treno a Lodi.", "KILLED"),
    # an officer of the court beside an arrest
    ("Sentita la pm di turno Pia Orsini, i due ragazzi sono stati arrestati.", "ARRESTED"),
    ("Così l'avvocata Pia Orsini, che difende il padre, finito agli arresti.", "ARRESTED"),
]


def untold(article: Article, type_: str) -> list[tuple[str, str | None]]:
    """Give the facts of a type without subject: object, and words for the doer."""
    names = {e.id: e.name for e in article.entities}
    return [
        (names[r.object], r.by and r.by.text)
        for r in article.relations
        if r.type == type_ and r.subject is None
    ]


@pytest.mark.parametrize(("text", "type_", "by"), FACTS)
def test_a_fact_without_a_named_doer_has_no_subject(nlp, text, type_, by):
    victim = "Ivo Prandi" if type_ == "KILLED" else "Ugo Zanetti"
    assert untold(newsner.extract(text, nlp=nlp), type_) == [(victim, by)]


@pytest.mark.parametrize(("text", "type_"), NO_FACTS)
def test_what_is_no_such_fact_gives_none(nlp, text, type_):
    assert untold(newsner.extract(text, nlp=nlp), type_) == []


def test_the_body_that_somebody_is_of_is_not_who_it_is_done_to(nlp):
    article = newsner.extract(
        "Interdetto per sei mesi il dirigente dell'Ausl Ugo Zanetti.", nlp=nlp
    )
    assert untold(article, "SANCTIONED") == [("Ugo Zanetti", None)]


def test_a_named_doer_in_the_article_takes_the_place(nlp):
    text = "Ugo Zanetti è stato arrestato. La Guardia di Finanza ha arrestato Ugo Zanetti ieri."
    article = newsner.extract(text, nlp=nlp)
    names = {e.id: e.name for e in article.entities}
    told = {(names.get(r.subject), names[r.object]) for r in article.relations}
    assert ("Guardia di Finanza", "Ugo Zanetti") in told
    assert untold(article, "ARRESTED") == []


def test_the_same_fact_comes_once(nlp):
    text = "Ugo Zanetti è stato arrestato. L'arresto di Zanetti è di ieri."
    assert len(untold(newsner.extract(text, nlp=nlp), "ARRESTED")) == 1


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Ugo Zanetti non è stato arrestato.", "ARRESTED", "negated"),
        pytest.param(
            "Ugo Zanetti non è stato condannato.",
            "CONVICTED",
            "negated",
            marks=pytest.mark.xfail(reason="without charge or penalty it is not sure enough"),
        ),
        ("Ugo Zanetti sarà processato a maggio.", "PROSECUTED", "future"),
        ("Ugo Zanetti sarà processato a maggio?", "PROSECUTED", "uncertain"),
    ],
)
def test_a_fact_has_the_status_of_its_word(nlp, text, type_, status):
    (fact,) = (r for r in newsner.extract(text, nlp=nlp).relations if r.type == type_)
    assert (fact.subject, fact.status) == (None, status)


def test_what_the_prosecutor_asks_for_has_not_happened(nlp):
    text = (
        "Il pm ha chiesto la condanna a 11 anni per Ivo Prandi e 9 anni per il fratello Gino per "
        "truffe e frodi fiscali, 7 anni per il commercialista Rino Tosi."
    )
    rows = newsner.extract(text, nlp=nlp).relations
    assert {r.status for r in rows if r.type == "CONVICTED"} == {"uncertain"}


def test_the_grounds_say_what_words_and_vectors_give(nlp):
    (fact,) = newsner.extract("Ugo Zanetti in manette per truffa.", nlp=nlp).relations
    assert fact.rule == "patients"
    assert fact.grounds[0].startswith("for: words give ")
    assert any(ground.startswith("for: '") for ground in fact.grounds)


def test_who_asks_for_more_confidence_gets_fewer(nlp):
    asked = {"text": "Tre anni a Ugo Zanetti.", "min_confidence": 0.99}
    (article,) = newsner.extract_many([asked], nlp=nlp)
    assert untold(article, "CONVICTED") == []


def test_the_likeliest_of_two_mentions_gives_the_confidence(nlp):
    text = "Ugo Zanetti è stato arrestato ieri a Modena e Zanetti è ora in carcere."
    with nlp.select_pipes(disable=["newsner_relations"]):
        doc = nlp(text)
    fired: dict[tuple[str, int], list[RelationRow]] = {}
    for row in RelationMatcher().read(doc)[1]:
        fired.setdefault((row.type, row.object), []).append(row)
    weighed = Untold(lexicon()).weigh(Parse(doc), fired, 0.0)
    odds = [o for o, c in weighed if c.type == "ARRESTED" and doc[c.word].text == "arrestato"]
    (arrest,) = (r for r in newsner.extract(text, nlp=nlp).relations if r.type == "ARRESTED")
    assert len(odds) == 2
    assert arrest.confidence == round(1 / (1 + exp(-max(odds))), 3)
