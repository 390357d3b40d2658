"""Mends of the tree, each on a wrong parse written by hand."""

import pytest
from handmade import parsed

from newsner.layers import EntityRow, Proposition
from newsner.mending import Mender
from newsner.propositions import PropositionExtractor

INFINITIVE = """
Riva       PERSON     PROPN 3 nsubj
ha         avere      AUX   3 aux    Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
scritto    scrivere   VERB  0 root   Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
a          a          ADP   5 case
Neri       PERSON     PROPN 3 obl
per        per        ADP   7 mark
protestare protestare VERB  3 advcl  VerbForm=Inf
e          e          CCONJ 10 cc
ha         avere      AUX   10 aux   Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
citato     citare     VERB  7 conj   Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
Galli      PERSON     PROPN 10 obj
"""
DISLOCATED = """
l'         il         DET   2 det    Definite=Def
Abcasia    COUNTRY    PROPN 5 nsubj
l'         lo         PRON  5 obj    Person=3
hanno      avere      AUX   5 aux    Mood=Ind|Tense=Pres|Person=3|Number=Plur|VerbForm=Fin
citata     citare     VERB  0 root   Tense=Past|VerbForm=Part|Gender=Fem|Number=Sing
Riva       PERSON     PROPN 5 nsubj
"""
TEXT = """
nella      nella      ADP   2 case
lettera    lettera    NOUN  4 obl
Riva       PERSON     PROPN 2 nmod
cita       citare     VERB  0 root   Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
Neri       PERSON     PROPN 4 obj
"""


@pytest.mark.parametrize(
    ("parse", "lemma", "expected"),
    [
        (INFINITIVE, "citare", {"agent": {"Riva"}, "patient": {"Galli"}}),
        (DISLOCATED, "citare", {"agent": {"Riva"}, "patient": {"Abcasia"}}),
        (TEXT, "citare", {"agent": {"Riva"}, "patient": {"Neri"}}),
    ],
)
def test_a_wrong_parse_is_read_right(parse, lemma, expected):
    doc = PropositionExtractor()(Mender()(parsed(parse)))
    names = [row.name for row in EntityRow.read(doc)]
    p = next(p for p in Proposition.read(doc) if p.lemma == lemma)
    found: dict[str, set[str]] = {}
    for a in p.arguments:
        if a.entities:
            slot = a.marker if a.role == "oblique" else a.role
            found.setdefault(slot, set()).update(names[e] for e in a.entities)
    assert found == expected
