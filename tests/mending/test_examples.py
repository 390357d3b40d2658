"""Each mending rule on a parse that it mends: `examples.txt` has the parse before and after."""

from pathlib import Path

import pytest
from handmade import parsed

from newsner.layers import EntityRow, MentionRow
from newsner.mending.names import Names
from newsner.mending.rules import Driver, Sweep
from newsner.mending.table import RULES, SWEEPS
from newsner.syntax import Tree

BLOCKS = [
    block.strip().splitlines()
    for block in (Path(__file__).parent / "examples.txt").read_text("utf-8").split("\n= ")[1:]
]
# Rules that have no parse here yet: they show in longer articles only.
WITHOUT_EXAMPLE = {
    "adjective_across_copula",
    "adjective_to_title",
    "announced_names",
    "clause_from_complement",
    "clause_to_finite",
    "clause_to_relative",
    "company_is_no_subject",
    "conjunct_of_same_preposition",
    "conjunct_to_bearer",
    "conjunct_to_subject",
    "demonym_to_name",
    "demonym_to_office",
    "demonym_to_title",
    "dependents_of_name",
    "fraction_to_noun",
    "frame_of_quotation",
    "fronted_object",
    "fronted_title",
    "join_hyphenated",
    "kind_to_name",
    "name_in_brackets",
    "object_after_insertion",
    "object_of_nonfinite",
    "object_with_null_subject",
    "participle_is_no_apposition",
    "participle_of_fronted",
    "participle_of_object",
    "participle_of_relation",
    "person_to_title_before",
    "post_of_diplomat",
    "present_participle_to_adjective",
    "pronoun_of_second_relative",
    "relative_to_name",
    "speaker_to_object",
    "subject_right_before",
    "time_is_no_object",
    "title_after_time",
    "title_before_break",
    "title_of_passive",
    "town_of_body",
    "verb_to_demonym",
}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0])
def test_a_rule_mends_its_parse(block: list[str]) -> None:
    name, *lines = block
    arrow = lines.index("->")
    doc = parsed("\n".join(lines[:arrow]))
    tree = Tree(doc)
    driver = Driver(tree, Names(tree, EntityRow.read(doc), MentionRow.read(doc)))
    (sweep,) = (s for s in SWEEPS if RULES[name] in s.rules)
    driver.run([Sweep(sweep.name, sweep.places, (RULES[name],))])
    before = Tree(doc)
    changed = [i for i in range(len(doc)) if tree.state(i) != before.state(i)]
    assert [_line(tree, doc[i].text, i) for i in changed] == lines[arrow + 1 :]


def _line(tree: Tree, form: str, i: int) -> str:
    head = 0 if tree.head[i] == i else tree.head[i] + 1
    return f"{i + 1} {form} {tree.lemma[i]} {tree.pos[i]} {head} {tree.dep[i]}"


def test_the_examples_are_of_rules_in_the_table_each_once() -> None:
    names = [block[0] for block in BLOCKS]
    assert len(set(names)) == len(names)
    assert set(names) | WITHOUT_EXAMPLE == RULES.keys()
