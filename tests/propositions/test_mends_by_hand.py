"""Mends of the tree, each on a wrong parse written by hand."""

import pytest
from handmade import parsed

from newsner.layers import EntityRow, Proposition
from newsner.mending import Mender
from newsner.propositions import PropositionExtractor

FRAME = """
«          «          PUNCT 2 punct
vinceremo  vincere    VERB  0 root      Mood=Ind|Tense=Fut|Person=1|Number=Plur|VerbForm=Fin
»          »          PUNCT 2 punct
ha         avere      AUX   5 aux       Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
detto      dire       VERB  2 parataxis Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
a          a          ADP   7 case
Neri       PERSON     PROPN 2 obl
Riva       PERSON     PROPN 2 nsubj
"""
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
RELATIVE = """
soddisfatta soddisfatto ADJ   0 root
Riva       PERSON     PROPN 1 nsubj
che        che        PRON  5 nsubj     PronType=Rel
ha         avere      AUX   5 aux       Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
chiamato   chiamare   VERB  2 acl:relcl Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
Neri       PERSON     PROPN 5 obj
e          e          CCONJ 9 cc
ha         avere      AUX   9 aux       Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
citato     citare     VERB  1 conj      Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
Galli      PERSON     PROPN 9 obj
"""
BETWEEN = """
i          il         DET   2 det     Definite=Def|Gender=Masc|Number=Plur
rapporti   rapporto   NOUN  8 nsubj   Gender=Masc|Number=Plur
tra        tra        ADP   4 case
Georgia    COUNTRY    PROPN 2 nmod
e          e          CCONJ 6 cc
Mongolia   COUNTRY    PROPN 4 conj
allacciati allacciare VERB  6 acl     Tense=Past|VerbForm=Part|Gender=Masc|Number=Plur
durano     durare     VERB  0 root    Mood=Ind|Tense=Pres|Person=3|Number=Plur|VerbForm=Fin
"""
DISLOCATED = """
l'         il         DET   2 det    Definite=Def
Abcasia    COUNTRY    PROPN 5 nsubj
l'         lo         PRON  5 obj    Person=3
hanno      avere      AUX   5 aux    Mood=Ind|Tense=Pres|Person=3|Number=Plur|VerbForm=Fin
citata     citare     VERB  0 root   Tense=Past|VerbForm=Part|Gender=Fem|Number=Sing
Riva       PERSON     PROPN 5 nsubj
"""
CLITIC = """
Riva       PERSON     PROPN 4 nsubj
l'         lo         PRON  4 obj    Clitic=Yes|Person=3|Number=Sing|PronType=Prs
ha         avere      AUX   4 aux    Mood=Ind|Tense=Pres|Person=3|Number=Sing|VerbForm=Fin
citata     citare     VERB  0 root   Tense=Past|VerbForm=Part|Gender=Fem|Number=Sing
soltanto   soltanto   ADV   6 advmod
Neri       PERSON     PROPN 4 obl
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
        (FRAME, "dire", {"agent": {"Riva"}, "a": {"Neri"}}),
        (INFINITIVE, "citare", {"agent": {"Riva"}, "patient": {"Galli"}}),
        (RELATIVE, "citare", {"agent": {"Riva"}, "patient": {"Galli"}}),
        (BETWEEN, "allacciare", {}),
        (DISLOCATED, "citare", {"agent": {"Riva"}, "patient": {"Abcasia"}}),
        (CLITIC, "citare", {"agent": {"Neri"}, "patient": {"Riva"}}),
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
