"""Which date, place and source belong to a relation: of its own words, or of none.

People and events are invented. Each row: text, type, then what its attribute is (None: nothing).
"""

import pytest

import newsner
from newsner.relations.attributes import ATTRIBUTES, MOST, Fact, Reader
from newsner.relations.parse import Parse
from newsner.schema import Article, Relation
from newsner.scoring import read_linear
from newsner.scoring.attention import read_attention

PUBLISHED = "2024-03-15"

WHEN = [
    # the date of the clause, not of another one
    ("Ieri Ada Brunelli ha incontrato Ugo Serpieri, che nel 2019 era sindaco.", "MET_WITH", "Ieri"),
    ("Dopo il crollo del 2011, Ada Brunelli ha incontrato Ugo Serpieri.", "MET_WITH", None),
    ("La Selvanova ha acquistato la Ferriera Adda nel 2018 e ora la rivende.", "ACQUIRED", "2018"),
    # a date given in a sentence or a headline of its own
    ("Era il 4 marzo. Ada Brunelli incontrò Ugo Serpieri.", "MET_WITH", "il 4 marzo"),
    # a participle has its date
    ("L'accordo siglato ieri da Ada Brunelli con Ugo Serpieri è pubblico.", "AGREED_WITH", "ieri"),
    # a dateline
    ("Lubiana, lunedì: stretta di mano tra Ada Brunelli e Ugo Serpieri.", "MET_WITH", "lunedì"),
    # clauses side by side
    ("Lunedì Ada Brunelli ha incontrato Ugo Serpieri e ha cenato fuori.", "MET_WITH", "Lunedì"),
    ("Ada Brunelli ha incontrato Ugo Serpieri e lunedì partirà per Lubiana.", "MET_WITH", None),
    # an absolute participle
    ("Arrivata giovedì a Lubiana, Ada Brunelli ha incontrato Ugo Serpieri.", "MET_WITH", "giovedì"),
    # the present in an aside
    ("Ada Brunelli, oggi all'opposizione, ha criticato Ugo Serpieri.", "CRITICISED", None),
    # what somebody is asked to do has a time of its own
    ("Ada Brunelli chiede a Ugo Serpieri di riferire entro venerdì.", "ASKED", None),
    # the date of the report is not that of what it reports
    ("Ieri Ada Brunelli ha detto che Ugo Serpieri è morto a Lubiana.", "DIED_IN", None),
]

WHERE = [
    ("A Lubiana Ada Brunelli ha incontrato Ugo Serpieri.", "MET_WITH", "Lubiana"),
    ("Ada Brunelli ha incontrato Ugo Serpieri a Lubiana, poi è partita per Maribor.", "MET_WITH",
     "Lubiana"),
    ("Ada Brunelli, nata a Lubiana, ha incontrato Ugo Serpieri.", "MET_WITH", None),
    ("Ada Brunelli è nata a Lubiana.", "BORN_IN", None),
    # whom a name says to lead something does not lead it where the sentence plays
    ("A Lubiana il sindaco di Maribor, Ada Brunelli, ha incontrato Ugo Serpieri.", "HEADS", None),
]  # fmt: skip

SOURCE = [
    ("Secondo Pia Orsini, Ada Brunelli ha incontrato Ugo Serpieri.", "MET_WITH", "Pia Orsini"),
    ("Ada Brunelli ha incontrato Ugo Serpieri, dice Pia Orsini.", "MET_WITH", "Pia Orsini"),
    ("Ada Brunelli ha incontrato Ugo Serpieri: lo conferma Pia Orsini.", "MET_WITH", "Pia Orsini"),
    ("«Ada Brunelli ha incontrato Ugo Serpieri», ha spiegato Pia Orsini.", "MET_WITH", "Pia Orsini"),
    ("Pia Orsini: «Ada Brunelli ha incontrato Ugo Serpieri».", "MET_WITH", "Pia Orsini"),
    ("Pia Orsini ha detto che Ada Brunelli avrebbe incontrato Ugo Serpieri.", "MET_WITH",
     "Pia Orsini"),
    ("Ada Brunelli ha incontrato Ugo Serpieri.", "MET_WITH", None),
    ("Ada Brunelli ha incontrato Ugo Serpieri. Pia Orsini vive a Lubiana.", "MET_WITH", None),
    # whom a crime was done to does not tell what the court decided
    ("Il tribunale di Lubiana ha scarcerato Ugo Serpieri, accusato di aver truffato Pia Orsini.",
     "FREED", None),
    # what is said only in naming somebody is nobody's claim
    ("«Ada Brunelli ha incontrato Ugo Serpieri», dice Pia Orsini, sindaco di Maribor.", "HEADS",
     None),
    ("La Procura di Lubiana indaga su Ugo Serpieri, ha detto Pia Orsini.", "BASED_IN", None),
    # who says nothing in the sentence is none: the victim, the judge, a lawyer
    ("Il regime ha bombardato Lubiana, uccidendo il comandante Ugo Serpieri.", "KILLED", None),
    ("Patteggia un anno Ugo Serpieri, che investì e uccise Ada Brunelli.", "KILLED", None),
    ("Difeso dall'avvocata Pia Orsini, Ugo Serpieri è stato condannato a due anni.", "CONVICTED",
     None),
    # whoever the next sentence names is none, unless they say it
    (
        "Gino Tosi, accoltellato a Lodi, è fuori pericolo. In manette il nipote Ivo Galli.",
        "ATTACKED",
        None,
    ),
    (
        "Ada Brunelli ha incontrato Ugo Serpieri a Lubiana. Lo riferisce l'agenzia Noventa.",
        "MET_WITH",
        "Noventa",
    ),
]  # fmt: skip


def read(nlp, text: str, type_: str) -> tuple[Article, Relation]:
    """Give the article and its first relation of a type."""
    article = newsner.extract(text, published=PUBLISHED, nlp=nlp)
    return article, next(r for r in article.relations if r.type == type_)


@pytest.mark.parametrize(("text", "type_", "when"), WHEN)
def test_the_date_is_that_of_the_relation(nlp, text, type_, when):
    article, relation = read(nlp, text, type_)
    dates = {d.id: d.text for d in article.dates}
    assert dates.get(relation.when) == when


@pytest.mark.parametrize(("text", "type_", "where"), WHERE)
def test_the_place_is_that_of_the_relation(nlp, text, type_, where):
    article, relation = read(nlp, text, type_)
    names = {e.id: e.name for e in article.entities}
    assert names.get(relation.where) == where


@pytest.mark.parametrize(("text", "type_", "source"), SOURCE)
def test_the_source_is_who_says_so(nlp, text, type_, source):
    article, relation = read(nlp, text, type_)
    names = {e.id: e.name for e in article.entities}
    assert names.get(relation.source) == source


def test_of_very_many_candidates_the_nearest_are_looked_at(nlp):
    names = ", ".join(f"Ada B{a}{b}runelli" for a in "aeiou" for b in "lmnrst")
    doc = nlp(f"«{names} hanno incontrato Ugo Serpieri a Lubiana».")
    trigger = next(t.i for t in doc if t.text == "incontrato")
    reader = Reader(Parse(doc))
    fact = Fact("MET_WITH", trigger, "asserted", (), dict.fromkeys(ATTRIBUTES, -1))
    found = reader.candidates("source", fact)
    assert len(found) == MOST < sum(map(len, reader.of_sentence["source"].values()))
    assert doc[found[-1].start].text == "Lubiana"
    assert [c.start for c in found] == sorted(c.start for c in found)


def test_words_and_vectors_speak_of_the_same_attributes():
    assert read_linear("attributes").outputs == ATTRIBUTES
    assert len(read_attention("attributes").networks[0].outer_bias) == len(ATTRIBUTES)
