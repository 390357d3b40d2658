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


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0])
def test_a_rule_mends_its_parse(block: list[str]) -> None:
    name, *lines = block
    arrow = lines.index("->")
    doc = parsed(*"\n".join(lines[:arrow]).split("\n\n"))
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


def test_every_rule_in_the_table_has_an_example() -> None:
    names = [block[0] for block in BLOCKS]
    assert set(names) == set(RULES)
