"""Edits of the tree: whatever is asked for, every climb ends and heads and dependents agree."""

import random

import pytest
from handmade import NLP
from spacy.tokens import Doc

from newsner.knowledge.propositions import words
from newsner.knowledge.verbs import verbs
from newsner.propositions.tree import Tree
from newsner.words import acyclic, words_in

SIZE = 8


def make_tree(heads: list[int], deps: list[str] | None = None) -> Tree:
    names = [f"parola{i}" for i in range(len(heads))]
    nouns = ["NOUN"] * len(heads)
    deps = deps or ["nmod"] * len(heads)
    doc = Doc(NLP.vocab, words=names, lemmas=names, pos=nouns, heads=heads, deps=deps)
    return Tree(doc, words(), verbs())


def check(tree: Tree) -> None:
    for i, head in enumerate(tree.head):
        assert len(list(tree.above(i))) < len(tree.head)  # without end where there is a cycle
        assert (i in tree.kids[head]) == (head != i)
        assert tree.kids[i] == sorted({k for k, h in enumerate(tree.head) if h == i != k})


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_never_close_a_cycle(seed: int) -> None:
    chance = random.Random(seed)
    tree = make_tree([chance.randint(0, i) for i in range(SIZE)])
    for _ in range(200):
        i, head = chance.randrange(SIZE), chance.randrange(SIZE)
        under = i in (head, *tree.above(head))
        if chance.random() < 0.7:
            assert tree.reattach(i, head, "nmod") == (not under)
        else:
            tree.replace(i, head)
        check(tree)
    assert tree.refused > 0


def test_a_refused_edit_changes_nothing_and_is_counted() -> None:
    tree = make_tree([0, 0, 1])
    assert not tree.reattach(0, 2, "appos")
    assert (tree.head, tree.dep[0], tree.refused) == ([0, 0, 1], "root", 1)


def test_a_root_may_hang_on_another_tree() -> None:
    tree = make_tree([0, 0, 2, 2])
    assert tree.reattach(0, 3, "appos")
    check(tree)
    assert tree.root(1) == 2


def test_a_root_is_a_root_whatever_a_parser_calls_it() -> None:
    tree = make_tree([0, 0], ["conj", "conj"])
    assert tree.dep == ["root", "conj"]
    assert words_in(tree.doc)[0].dep_ == "ROOT"


@pytest.mark.parametrize("heads", [[1, 0], [1, 2, 0], [1, 2, 3, 1]])
def test_a_parse_with_a_cycle_is_read_as_a_tree(heads: list[int]) -> None:
    check(make_tree(heads))
    tree = make_tree(heads)
    assert all(len(list(word.subtree)) <= len(heads) for word in words_in(tree.doc))


def test_heads_without_cycles_stay() -> None:
    assert acyclic([1, 1, 1, 2]) == [1, 1, 1, 2]
