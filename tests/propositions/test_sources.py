"""Who says so, and who denies it."""

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, Proposition

# Every row: the text, the lemma of the predicate, and status and source wherever it is read.
SOURCES = [
    # said in an infinitive or a gerund of purpose as well
    ("Secondo Radio Alfa, Marta Riva avrebbe scritto a Ugo Neri per chiedergli aiuto.", "chiedere", {("uncertain", "Radio Alfa")}),
    # both clauses are said where both are yet to come
    ("Marta Riva ha fatto sapere che incontrerà Ugo Neri ma non farà causa a Radio Alfa.", "causa", {("negated", "Marta Riva")}),
    ("Marta Riva ha detto che incontrerà Ugo Neri e ha chiamato Pia Galli.", "chiamare", {("asserted", "")}),
    # no verb but that of the relative to go on with
    ("Soddisfatto il premier Ugo Neri, che ha chiamato Marta Riva e ha garantito che la Francia fornirà il gas alla Spagna.", "fornire", {("future", "Ugo Neri")}),
    # what somebody is convinced of
    ("La Procura di Bari è convinta che Ugo Neri abbia ucciso Aldo Pinto.", "uccidere", {("uncertain", "Procura di Bari")}),
    ("Un'invasione russa della Finlandia è ritenuta possibile.", "invasione", {("uncertain", "")}),
    # the next sentence says who has announced it; of a fact it does not matter
    ("La Francia fornirà il gas alla Spagna. Lo ha promesso Ugo Neri.", "fornire", {("future", "Ugo Neri")}),
    ("La Francia ha fornito il gas alla Spagna. Lo ha annunciato Ugo Neri.", "fornire", {("asserted", "")}),
    ("La Francia fornirà il gas alla Spagna. Ugo Neri lo ha incontrato.", "fornire", {("future", "")}),
    # hearsay, and what was yet to come
    ("Radio Alfa ha rivelato che Marta Riva avrebbe incontrato Ugo Neri.", "incontrare", {("uncertain", "Radio Alfa")}),
    ("Marta Riva ha annunciato che avrebbe incontrato Ugo Neri.", "incontrare", {("future", "Marta Riva")}),
    # claimed and denied
    ("Secondo Radio Alfa, Marta Riva avrebbe incontrato Ugo Neri. Marta Riva smentisce.", "incontrare", {("uncertain", "Radio Alfa"), ("negated", "Marta Riva")}),
    ("Secondo Radio Alfa, Marta Riva avrebbe incontrato Ugo Neri. La ministra Marta Riva ha smentito la notizia.", "incontrare", {("uncertain", "Radio Alfa"), ("negated", "Marta Riva")}),
    ("Secondo Radio Alfa, Marta Riva avrebbe incontrato Ugo Neri. Pia Galli ha smentito Aldo Pinto.", "incontrare", {("uncertain", "Radio Alfa")}),
    ("Marta Riva ha incontrato Ugo Neri. Pia Galli smentisce.", "incontrare", {("asserted", "")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lemma", "expected"), SOURCES)
def test_status_and_source(
    nlp: Language, text: str, lemma: str, expected: set[tuple[str, str]]
) -> None:
    doc = nlp(text)
    names = [row.name for row in EntityRow.read(doc)]
    found = {
        (p.status, names[p.source] if p.source >= 0 else "")
        for p in Proposition.read(doc)
        if p.lemma == lemma
    }
    assert found == expected
