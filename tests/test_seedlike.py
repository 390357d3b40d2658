"""From a page to its facts: an article of a news site (fiction), with and without the page."""

import pytest
from spacy.language import Language

import newsner
from newsner import Article

TITLE = "Quintero scrive ad Arce: «Relazioni più strette tra Panama e Paraguay»"

ARTICLE = f"""{TITLE}

In una lettera inviata al suo omologo paraguaiano Tomás Arce nel giorno della festa nazionale, il presidente panamense Elías Quintero ha affermato che la mossa sarebbe nell’interesse di entrambi i paesi.

A sua volta, Arce ha affermato che l’amicizia tra le due nazioni è nata durante gli studi all’università. Ha aggiunto che la loro “vecchia amicizia” si sarebbe rafforzata.

L’Unione Sovietica era un tempo un’importante alleata di Cuba. Lo ricorda l’agenzia di stampa panamense Istmo Prensa.

L’invasione irachena del Kuwait il 2 agosto 1990 si rivelò costosa, ha scritto Quintero. A luglio, il Paraguay è stato uno dei pochi paesi a riconoscere ufficialmente il Kosovo. Per rappresaglia, la Serbia ha interrotto tutti i rapporti diplomatici con Asunción.

L’ambasciatrice panamense ad Asunción, Luz Ferrer, ha detto al quotidiano paraguaiano Norte Diario che Quintero incontrerà Arce il 20 aprile."""

PAGE = f"""Home Attualità {TITLE}

{ARTICLE.replace(TITLE, TITLE + chr(10) * 2 + "by Freelance" + chr(10) * 2 + "Di Piero De Lauri", 1)}

0 comment
FacebookTwitterLinkedinWhatsapp

Potrebbe interessarti

Lascia un commento"""

SYMMETRIC = {"MET_WITH", "ALLIED_WITH"}  # here with their names in alphabetical order
FACTS = {
    ("SENT_LETTER_TO", "Elías Quintero", "Tomás Arce", "asserted"),
    ("HEADS", "Elías Quintero", "Panama", "asserted"),
    ("HEADS", "Tomás Arce", "Paraguay", "asserted"),
    ("ALLIED_WITH", "Cuba", "Unione Sovietica", "asserted"),
    ("BASED_IN", "Istmo Prensa", "Panama", "asserted"),
    ("INVADED", "Iraq", "Kuwait", "asserted"),
    ("RECOGNISED", "Paraguay", "Kosovo", "asserted"),
    ("BROKE_TIES_WITH", "Serbia", "Paraguay", "asserted"),
    ("AMBASSADOR_OF", "Luz Ferrer", "Panama", "asserted"),
    ("ACCREDITED_TO", "Luz Ferrer", "Paraguay", "asserted"),
    ("TOLD", "Luz Ferrer", "Norte Diario", "asserted"),
    ("BASED_IN", "Norte Diario", "Paraguay", "asserted"),
    ("MET_WITH", "Elías Quintero", "Tomás Arce", "future"),
}


def facts(article: Article) -> set[tuple[str, str, str, str]]:
    names = {e.id: e.name for e in article.entities} | {d.id: d.text for d in article.dates}
    found = set()
    for r in article.relations:
        subject, object_ = names.get(r.subject), names[r.object]
        if r.type in SYMMETRIC:
            subject, object_ = sorted((subject, object_))
        found.add((r.type, subject, object_, r.status))
    return found


@pytest.fixture(scope="module")
def page(nlp: Language) -> Article:
    return newsner.extract(PAGE, published="2023-03-14", nlp=nlp)


@pytest.fixture(scope="module")
def article(nlp: Language) -> Article:
    return newsner.extract(ARTICLE, published="2023-03-14", nlp=nlp)


def test_headline_and_byline_are_found(page: Article) -> None:
    assert (page.title, page.byline) == (TITLE, "Piero De Lauri")


def test_the_page_adds_nothing_to_the_article(page: Article, article: Article) -> None:
    assert [(e.type, e.name) for e in page.entities] == [(e.type, e.name) for e in article.entities]
    assert [(d.text, d.value) for d in page.dates] == [(d.text, d.value) for d in article.dates]
    assert facts(page) == facts(article)
    assert len(page.relations) == len(article.relations)


def test_everything_found_stands_where_it_says(page: Article) -> None:
    spans = [m for e in page.entities for m in e.mentions] + list(page.dates)
    spans += [s for r in page.relations for s in (r.trigger, *r.evidence)]
    assert spans
    for span in spans:
        assert PAGE[span.start : span.end] == span.text
        assert not any(d.start < span.end and span.start < d.end for d in page.dropped)


def test_the_facts_are_found(page: Article) -> None:
    """At least ten of the thirteen, and at most three that the article does not say."""
    found = facts(page)
    assert len(found & FACTS) >= 10, FACTS - found
    assert len(found - FACTS) <= 3, found - FACTS


def test_dates_have_their_values(page: Article) -> None:
    values = {d.text: d.value for d in page.dates}
    assert values.get("il 2 agosto 1990") == "1990-08-02"
    assert values.get("il 20 aprile") == "2023-04-20"
