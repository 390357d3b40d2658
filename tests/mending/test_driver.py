"""The driver of the mending rules: order, refusal, the log, rules left out."""

import random
from collections.abc import Iterator

import pytest
from handmade import NLP, parsed
from spacy.tokens import Doc

from newsner.errors import InputError
from newsner.evaluate.command import leave_out
from newsner.layers import EditRow, EntityRow, MentionRow
from newsner.mending import Mender
from newsner.mending.names import Names
from newsner.mending.relatives import disagreeing_participle
from newsner.mending.rules import Driver, Sweep, rule
from newsner.mending.table import RULES, SWEEPS, tokens
from newsner.syntax import Edit, Tree, hang, relabel

INVITED = """
Riva       PERSON     PROPN 2 nsubj
vede       vedere     VERB  0 root
Neri       PERSON     PROPN 2 obj
"""


def run(doc: Doc, *rules, without: tuple[str, ...] = ()) -> tuple[Tree, Driver]:
    tree = Tree(doc)
    names = Names(tree, EntityRow.read(doc), MentionRow.read(doc))
    driver = Driver(tree, names, without)
    driver.run([Sweep("test", tokens, rules)])
    return tree, driver


@rule("PROPN", "obj")
def to_oblique(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Make an object an oblique."""
    yield relabel(i, "obl")


@rule("PROPN", "obl")
def to_name(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Hang an oblique on the subject."""
    yield hang(i, 0, "nmod")


@rule("VERB")
def below_its_object(tree: Tree, names: Names, i: int) -> Iterator[Edit]:
    """Relabel the object, then ask for a cycle."""
    yield relabel(2, "iobj")
    yield hang(i, 2, "acl")


def test_a_rule_sees_what_those_before_it_changed() -> None:
    tree, driver = run(parsed(INVITED), to_oblique, to_name)
    assert (tree.head[2], tree.dep[2]) == (0, "nmod")
    assert [(a.rule, a.token) for a in driver.log] == [("to_oblique", 2), ("to_name", 2)]
    tree, _ = run(parsed(INVITED), to_name, to_oblique)
    assert (tree.head[2], tree.dep[2]) == (1, "obl")


def test_a_rule_can_be_left_out() -> None:
    tree, driver = run(parsed(INVITED), to_oblique, to_name, without=("to_oblique",))
    assert (tree.dep[2], driver.log) == ("obj", [])


def test_where_one_edit_would_close_a_cycle_none_of_the_rule_is_made() -> None:
    tree, driver = run(parsed(INVITED), below_its_object)
    assert (tree.dep[2], driver.log, driver.refused) == ("obj", [], ["below_its_object"])


def test_a_pipeline_can_be_scored_without_a_rule(nlp) -> None:
    text = "L'Abcasia l'hanno citata Riva e Verdi."
    assert EditRow.read(nlp(text))
    try:
        leave_out(nlp, ["dislocated_object"])
        assert not EditRow.read(nlp(text))
        with pytest.raises(InputError, match="dislocated_object"):
            leave_out(nlp, ["dislocated_objects"])
    finally:
        leave_out(nlp, [])


def test_the_parse_stays_and_the_edits_are_a_layer() -> None:
    doc = parsed(INVITED.replace("vede       vedere     VERB  0 root", "vede vedere VERB 0 root"))
    heads = [token.head.i for token in doc]
    doc = Mender()(doc)
    assert [token.head.i for token in doc] == heads
    assert EditRow.read(Doc(NLP.vocab).from_bytes(doc.to_bytes())) == EditRow.read(doc)


def test_every_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len(RULES) == sum(len(sweep.rules) for sweep in SWEEPS)
    for name, one in RULES.items():
        assert one.says.endswith((".", '"', '".', '".)')), name


DEPS = sorted({dep for one in RULES.values() for dep in one.dep} | {"nmod", "case", "det", "aux"})
POS = ["NOUN", "PROPN", "VERB", "ADJ", "ADP", "DET", "PRON", "CCONJ", "PUNCT", "NUM", "AUX"]
WORDS = [
    "di",
    "a",
    "tra",
    "cui",
    "che",
    "e",
    ",",
    ":",
    "(",
    "il",
    "la",
    "per",
    "ministro",
    "figlio",
    "anni",
    "X",
    "Y",
    "Z",
    "nominato",
    "detto",
    "20",
    "%",
]


def test_no_rule_closes_a_cycle_in_any_tree() -> None:
    """Trees, labels and words at random, names on some: all rules run, and heads end in a root."""
    chance = random.Random(7)
    fired: set[str] = set()
    for _ in range(150):
        doc = random_doc(chance, 30)
        tree = Tree(doc)
        driver = Driver(tree, Names(tree, EntityRow.read(doc), MentionRow.read(doc)))
        driver.run(SWEEPS)
        fired |= {applied.rule for applied in driver.log}
        for i, head in enumerate(tree.head):
            assert len(list(tree.above(i))) < len(tree.head)
            assert doc[i].pos_ == "PUNCT" or tree.kids[head].count(i) == (head != i)
    assert fired


def random_doc(chance: random.Random, size: int) -> Doc:
    doc = Doc(
        NLP.vocab,
        words=[chance.choice(WORDS) for _ in range(size)],
        lemmas=[chance.choice(WORDS) for _ in range(size)],
        pos=[chance.choice(POS) for _ in range(size)],
        heads=[chance.randint(0, i) for i in range(size)],
        deps=[chance.choice(DEPS) for _ in range(size)],
    )
    kinds = ["PERSON", "PLACE", "COUNTRY", "ORGANISATION"]
    EntityRow.write(doc, [EntityRow(kind, kind) for kind in kinds])
    starts = sorted(chance.sample(range(size), 12))
    said = [chance.choice(["name", "metonym", "demonym", "nominal"]) for _ in starts]
    rows = [MentionRow(i, i + 1, kind, i % 4, i) for i, kind in zip(starts, said, strict=True)]
    MentionRow.write(doc, rows)
    return doc


def test_a_participle_that_shows_no_gender_disagrees_with_nobody() -> None:
    """Of two people one of whom may be a man or a woman: the parse stays."""
    doc = parsed(
        """
Parla      parlare    VERB  0 root
Anna       PERSON     PROPN 1 nsubj Gender=Fem
,          ,          PUNCT 2 punct
sorella    sorella    NOUN  2 appos Gender=Fem
di         di         ADP   6 case
Yul        PERSON     PROPN 4 nmod
,          ,          PUNCT 2 punct
residente  risiedere  VERB  2 acl VerbForm=Part
"""
    )
    tree, driver = run(doc, disagreeing_participle)
    assert (tree.head[7], driver.log) == (1, [])
