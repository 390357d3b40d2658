"""Rules of coreference on parses written by hand, so that no model has a say.

A row is word, lemma, part of speech, relation, head (counted from 1 in its sentence, 0 = root),
and after that morphology (``Number=Sing|Person=3``). Sentences are parted by a blank line. Names
are people unless `NAMES` says otherwise. Everything is invented.
"""

import pytest
import spacy
from spacy.tokens import Doc

from newsner.coreference import CoreferenceResolver
from newsner.layers import EntityRow, MentionRow

ORGANISATIONS = {"Vela", "Faro"}
AUX = "Mood=Ind|Number=Sing|Person=3|VerbForm=Fin"
FEM, MASC = "Gender=Fem|Number=Sing", "Gender=Masc|Number=Sing"
PART = f"{MASC}|VerbForm=Part"
ART = "Definite=Def|PronType=Art"
CLITIC = "Clitic=Yes|Person=3|PronType=Prs"
BLANK = spacy.blank("it")


def build(text: str) -> Doc:
    """Doc with the parse of ``text``; one entity for each name, in the order of the names."""
    rows, heads = [], []
    for sentence in text.strip().split("\n\n"):
        first = len(rows)
        lines = [line.split() for line in sentence.strip().splitlines()]
        for k, line in enumerate(lines):
            rows.append(line)
            heads.append(first + (int(line[4]) - 1 if line[4] != "0" else k))
    doc = Doc(
        BLANK.vocab,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] if row[3] != "root" else "ROOT" for row in rows],
        heads=heads,
        morphs=[row[5].format(**globals()) if len(row) > 5 else "" for row in rows],
        tags=["PC" if "{CLITIC}" in row[-1] else row[2] for row in rows],
    )
    names = list(dict.fromkeys(t.text for t in doc if t.pos_ == "PROPN"))
    kinds = ["ORGANISATION" if name in ORGANISATIONS else "PERSON" for name in names]
    EntityRow.write(doc, [EntityRow(k, n) for k, n in zip(kinds, names, strict=True)])
    mentions = [
        MentionRow(t.i, t.i + 1, "name", names.index(t.text), t.i) for t in doc if t.pos_ == "PROPN"
    ]
    MentionRow.write(doc, mentions)
    return CoreferenceResolver()(doc)


def found(doc: Doc, word: str) -> set[str]:
    """Names of the entities that anaphors at ``word`` mean."""
    entities = EntityRow.read(doc)
    return {
        entities[m.entity].name
        for m in MentionRow.read(doc)
        if m.kind in {"null", "pronoun", "nominal"}
        and word in [t.text for t in doc[m.start : m.end]]
    }


ADA_WON = """
Ada ada PROPN nsubj 3
ha avere AUX aux 3 {AUX}
vinto vincere VERB root 0 {PART}
"""
CASES = {
    "an object that the parse took for a subject leaves the subject null": (
        ADA_WON
        + """
Ha avere AUX aux 2 {AUX}
sconfitto sconfiggere VERB root 0 {PART}
Eva eva PROPN nsubj 2
""",
        {"sconfitto": {"Ada"}},
    ),
    "a subject may stand behind a verb that needs no object": (
        ADA_WON
        + """
Ha avere AUX aux 2 {AUX}
applaudito esultare VERB root 0 {PART}
Eva eva PROPN nsubj 2
""",
        {"applaudito": set()},
    ),
    "a noun beside an object pronoun is the subject": (
        ADA_WON
        + """
L' lo PRON obj 3 {CLITIC}|Number=Sing
ha avere AUX aux 3 {AUX}
premiata premiare VERB root 0 {FEM}|VerbForm=Part
Ugo ugo PROPN obj 3
""",
        {"L'": {"Ada"}, "premiata": set()},
    ),
    "a relative pronoun for a thing is the object of a verb that needs one": (
        """
Ada ada PROPN nsubj 2
vende vendere VERB root 0 {AUX}
la il DET det 4 {ART}|{FEM}
casa casa NOUN obj 2 {FEM}
che che PRON nsubj 6 PronType=Rel
dirige dirigere VERB acl:relcl 4 {AUX}
""",
        {"dirige": {"Ada"}},
    ),
    "whom a dative must mean is not the subject of its verb": (
        """
Ugo ugo PROPN obl 3
ha avere AUX aux 3 {AUX}
visto vedere VERB root 0 {PART}
Ada ada PROPN nsubj 3

Le le PRON iobj 3 {CLITIC}|{FEM}
ha avere AUX aux 3 {AUX}
scritto scrivere VERB root 0 {PART}
""",
        {"Le": {"Ada"}, "scritto": {"Ugo"}},
    ),
    "the latter is none of its own clause": (
        """
Ugo ugo PROPN nsubj 2
incontra incontrare VERB root 0 {AUX}
Ada ada PROPN obj 2

Con con ADP case 3
questa questo DET det 3 PronType=Dem|{FEM}
ultima ultimo PRON obl 4 {FEM}
parla parlare VERB root 0 {AUX}
Eva eva PROPN nsubj 4
""",
        {"ultima": {"Ada"}},
    ),
    "the first and the second go by order of mention": (
        """
Ada ada PROPN nsubj 4
e e CCONJ cc 3
Ugo ugo PROPN conj 1
corrono correre VERB root 0 Mood=Ind|Number=Plur|Person=3|VerbForm=Fin

La il DET det 2 {ART}|{FEM}
prima primo ADJ nsubj 3 {FEM}
vince vincere VERB root 0 {AUX}

Il il DET det 2 {ART}|{MASC}
secondo secondo ADJ nsubj 3 {MASC}
perde perdere VERB root 0 {AUX}
""",
        {"prima": {"Ada"}, "secondo": {"Ugo"}},
    ),
    "the text goes on about whom a body has dismissed": (
        """
Vela vela PROPN nsubj 3
ha avere AUX aux 3 {AUX}
licenziato licenziare VERB root 0 {PART}
Ugo ugo PROPN obj 3

Lascia lasciare VERB root 0 {AUX}
oggi oggi ADV advmod 1
""",
        {"Lascia": {"Ugo"}},
    ),
    "a reflexive idiom means nobody": (
        ADA_WON
        + """
Ugo ugo PROPN nsubj 4
se si PRON expl 4 {CLITIC}
la la PRON obj 4 {CLITIC}|{FEM}
prende prendere VERB root 0 {AUX}
""",
        {"la": set()},
    ),
    "the subject of a subjunctive is not who believes": (
        """
Ada ada PROPN nsubj 2
spera sperare VERB root 0 {AUX}
che che SCONJ mark 4
vinca vincere VERB ccomp 2 Mood=Sub|Number=Sing|Person=3|VerbForm=Fin
""",
        {"vinca": set()},
    ),
    "a noun behind a verb without object is its subject": (
        ADA_WON
        + """
Manca mancare VERB root 0 {AUX}
il il DET det 3 {ART}|{MASC}
pane pane NOUN obj 1 {MASC}
""",
        {"Manca": set()},
    ),
    "a bare noun apart from the verb is no subject": (
        ADA_WON
        + """
Vola volare VERB root 0 {AUX}
oggi oggi ADV advmod 1
, , PUNCT punct 4
tappa tappa NOUN nsubj 1 {FEM}
""",
        {"Vola": {"Ada"}},
    ),
    "a plural before a singular verb is its object": (
        ADA_WON
        + """
I il DET det 2 {ART}|Gender=Masc|Number=Plur
voti voto NOUN nsubj 4 Gender=Masc|Number=Plur
ha avere AUX aux 4 {AUX}
contato contare VERB root 0 {PART}
""",
        {"contato": {"Ada"}},
    ),
    "years alone call a person": (
        ADA_WON
        + """
La il DET det 2 {ART}|{FEM}
45enne 45enne NUM nsubj 3
corre correre VERB root 0 {AUX}
""",
        {"45enne": {"Ada"}},
    ),
    "a clause below that of a thing has a subject of its own": (
        ADA_WON
        + """
La il DET det 2 {ART}|{FEM}
gara gara NOUN nsubj 3 {FEM}
finiva finire VERB root 0 {AUX}
quando quando SCONJ mark 5
esulta esultare VERB advcl 3 {AUX}
""",
        {"esulta": {"Ada"}},
    ),
    "the subject of a cleft is the noun behind the copula": (
        ADA_WON
        + """
È essere AUX cop 3 {AUX}
il il DET det 3 {ART}|{MASC}
vento vento NOUN root 0 {MASC}
a a ADP mark 5
spingerla spingere VERB acl 3 VerbForm=Inf
""",
        {"vento": set()},
    ),
    "a pronoun shows the gender of whom it means": (
        """
Kim kim PROPN nsubj 3
ha avere AUX aux 3 {AUX}
vinto vincere VERB root 0 {PART}

La la PRON obj 2 {CLITIC}|{FEM}
premia premiare VERB root 0 {AUX}
Vela vela PROPN nsubj 2

Lui lui PRON nsubj 2 Number=Sing|Person=3|PronType=Prs
corre correre VERB root 0 {AUX}
""",
        {"La": {"Kim"}, "Lui": set()},
    ),
    "ne gives an office its body": (
        """
Ada ada PROPN nsubj 2
lascia lasciare VERB root 0 {AUX}
Vela vela PROPN obj 2

Ne ne PRON iobj 3 {CLITIC}
era essere AUX cop 3 {AUX}
presidente presidente NOUN root 0 Number=Sing
""",
        {"Ne": {"Vela"}},
    ),
    "who speaks does not speak of themself by name": (
        """
Ada ada PROPN nsubj 2
corre correre VERB root 0 {AUX}

« « PUNCT punct 2
Stimo stimare VERB root 0 Mood=Ind|Number=Sing|Person=1|VerbForm=Fin
Eva eva PROPN obj 2
» » PUNCT punct 2
, , PUNCT punct 7
ha avere AUX aux 7 {AUX}
detto dire VERB parataxis 2 {PART}
""",
        {"detto": {"Ada"}, "Stimo": {"Ada"}},
    ),
    "the words of an I show that a woman speaks": (
        """
Ada ada PROPN nsubj 2
incontra incontrare VERB root 0 {AUX}
Eva eva PROPN obj 2

Ugo ugo PROPN nsubj 2
aspetta aspettare VERB root 0 {AUX}
Ada ada PROPN obj 2

« « PUNCT punct 3
Sono essere AUX aux 3 Mood=Ind|Number=Sing|Person=1|VerbForm=Fin
stanca stancare VERB root 0 {FEM}|VerbForm=Part
» » PUNCT punct 3
, , PUNCT punct 7
ha avere AUX aux 7 {AUX}
detto dire VERB parataxis 3 {PART}
""",
        {"detto": {"Ada"}, "stanca": {"Ada"}},
    ),
    "a possessive in apposition is not of what it stands beside": (
        """
Vela vela PROPN nsubj 5
, , PUNCT punct 4
sua suo DET det:poss 4 Poss=Yes|{FEM}
rivale rivale NOUN appos 1 {FEM}
cresce crescere VERB root 0 {AUX}
""",
        {"sua": set()},
    ),
}


MISSED = "the words of an I show that a woman speaks"  # without vectors the topic outweighs it
missed = pytest.mark.xfail(reason="the ranker misses it", strict=True)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=missed) if name == MISSED else name for name in CASES]
)
def test_rules_hold_on_a_parse_written_by_hand(name: str) -> None:
    text, expected = CASES[name]
    doc = build(text)
    assert {word: found(doc, word) for word in expected} == expected
