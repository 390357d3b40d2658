"""Propositions of parses written by hand: constructions and roles, whatever the parser does."""

import pytest
from handmade import parsed

from newsner.layers import EntityRow, Proposition
from newsner.propositions import PropositionExtractor

ACTIVE = """
Riva      PERSON     PROPN 3 nsubj
ha        avere      AUX   3 aux     Mood=Ind|Tense=Pres|VerbForm=Fin
arrestato arrestare  VERB  0 root    Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
Neri      PERSON     PROPN 3 obj
"""
PASSIVE = """
Neri      PERSON     PROPN 4 nsubj:pass
è         essere     AUX   4 aux:pass  Mood=Ind|Tense=Pres|VerbForm=Fin
stato     essere     AUX   4 aux:pass  Tense=Past|VerbForm=Part
arrestato arrestare  VERB  0 root      Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
da        da         ADP   6 case
Riva      PERSON     PROPN 4 obl:agent
"""
RELATIVE = """
Neri      PERSON     PROPN 7 nsubj
che       che        PRON  5 obj       PronType=Rel
Riva      PERSON     PROPN 5 nsubj
ha        avere      AUX   5 aux       Mood=Ind|Tense=Pres|VerbForm=Fin
arrestato arrestare  VERB  1 acl:relcl Tense=Past|VerbForm=Part
non       non        ADV   7 advmod
parla     parlare    VERB  0 root      Mood=Ind|Tense=Pres|VerbForm=Fin
"""
PARTICIPLE = """
Neri      PERSON     PROPN 5 nsubj
arrestato arrestare  VERB  1 acl       Tense=Past|VerbForm=Part|Gender=Masc|Number=Sing
da        da         ADP   4 case
Riva      PERSON     PROPN 2 obl:agent
parla     parlare    VERB  0 root      Mood=Ind|Tense=Pres|VerbForm=Fin
"""
CONTROL = """
Riva      PERSON     PROPN 3 nsubj
ha        avere      AUX   3 aux     Mood=Ind|Tense=Pres|VerbForm=Fin
deciso    decidere   VERB  0 root    Tense=Past|VerbForm=Part
di        di         ADP   5 mark
arrestare arrestare  VERB  3 xcomp   VerbForm=Inf
Neri      PERSON     PROPN 5 obj
"""
NOMINAL = """
l'        il         DET   2 det     Definite=Def|PronType=Art
arresto   arresto    NOUN  9 nsubj   Gender=Masc|Number=Sing
di        di         ADP   4 case
Neri      PERSON     PROPN 2 nmod
da        da         ADP   8 case
parte     parte      NOUN  5 fixed
di        di         ADP   5 fixed
Riva      PERSON     PROPN 2 nmod
stupisce  stupire    VERB  0 root    Mood=Ind|Tense=Pres|VerbForm=Fin
"""


def roles(doc, lemma):
    names = [row.name for row in EntityRow.read(doc)]
    p = next(p for p in Proposition.read(doc) if p.lemma == lemma)
    return p, {
        a.marker if a.role == "oblique" else a.role: {names[e] for e in a.entities}
        for a in p.arguments
        if a.entities
    }


@pytest.mark.parametrize(
    ("parse", "construction", "status"),
    [
        (ACTIVE, "active", "asserted"),
        (PASSIVE, "passive", "asserted"),
        (RELATIVE, "active", "asserted"),
        (PARTICIPLE, "participle", "asserted"),
        (CONTROL, "active", "future"),
    ],
)
def test_a_verb_has_one_normal_form(parse, construction, status):
    p, found = roles(PropositionExtractor()(parsed(parse)), "arrestare")
    assert found == {"agent": {"Riva"}, "patient": {"Neri"}}
    assert (p.construction, p.status) == (construction, status)


def test_a_noun_keeps_whose_deed_it_is():
    p, found = roles(PropositionExtractor()(parsed(NOMINAL)), "arresto")
    assert p.kind == "noun"
    assert found == {"genitive": {"Neri"}, "agent": {"Riva"}}


def test_negation_reaches_the_verb_it_stands_at_alone():
    doc = PropositionExtractor()(parsed(RELATIVE))
    by_lemma = {p.lemma: p.status for p in Proposition.read(doc)}
    assert (by_lemma["arrestare"], by_lemma["parlare"]) == ("asserted", "negated")


def test_every_proposition_points_at_tokens_that_prove_it():
    doc = PropositionExtractor()(parsed(ACTIVE, PASSIVE))
    for p in Proposition.read(doc):
        for a in p.arguments:
            assert 0 <= a.start <= a.head < a.end <= len(doc)


COORDINATED = """
Riva        PERSON      PROPN 3 nsubj
ha          avere       AUX   3 aux    Mood=Ind|Tense=Pres|VerbForm=Fin
incontrato  incontrare  VERB  0 root   Tense=Past|VerbForm=Part
Neri        PERSON      PROPN 3 obj
e           e           CCONJ 6 cc
ringraziato ringraziare VERB  3 conj   Tense=Past|VerbForm=Part
Galli       PERSON      PROPN 6 obj
"""


def test_coordinated_verbs_share_their_subject_and_keep_their_objects():
    doc = PropositionExtractor()(parsed(COORDINATED))
    assert roles(doc, "incontrare")[1] == {"agent": {"Riva"}, "patient": {"Neri"}}
    assert roles(doc, "ringraziare")[1] == {"agent": {"Riva"}, "patient": {"Galli"}}
