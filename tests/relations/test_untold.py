"""Facts that nobody named has done: to whom, and the words for who did it. People are invented."""

import pytest

import newsner
from newsner.schema import Article

FACTS = [
    ("Ugo Zanetti è stato arrestato.", "ARRESTED", None),
    ("I carabinieri hanno arrestato Ugo Zanetti.", "ARRESTED", "I carabinieri"),
    ("Ugo Zanetti è stato condannato a otto anni.", "CONVICTED", None),
    ("Ugo Zanetti è indagato per truffa.", "PROSECUTED", None),
    ("Ugo Zanetti è stato assolto.", "ACQUITTED", None),
    ("Ucciso a coltellate Ivo Prandi.", "KILLED", None),
    ("È stato scarcerato Ugo Zanetti.", "FREED", None),
]
NO_FACTS = [
    ("Ucciso da una valanga Ivo Prandi.", "KILLED"),
    ("Ada Brunelli ha arrestato Ugo Zanetti.", "ARRESTED"),  # by somebody with a name
    ("L'avvocato di Ugo Zanetti ha parlato a lungo.", "ARRESTED"),
    ("Ugo Zanetti ha vinto la gara.", "DEFEATED"),
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
