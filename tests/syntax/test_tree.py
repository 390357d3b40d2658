"""Edits of the tree: whatever is asked for, every climb ends and heads and dependents agree."""

import random

import pytest
from handmade import NLP
from handmade import parsed as parsed_by_hand
from spacy.tokens import Doc

from newsner.syntax import Edit, Tree, acyclic, hand_on, hang, parsed, recast, relabel
from newsner.syntax.tree import LONGEST

SIZE = 8


def make_doc(heads: list[int], deps: list[str] | None = None) -> Doc:
    names = [f"parola{i}" for i in range(len(heads))]
    nouns = ["NOUN"] * len(heads)
    deps = deps or ["nmod"] * len(heads)
    return Doc(NLP.vocab, words=names, lemmas=names, pos=nouns, heads=heads, deps=deps)


def make_tree(heads: list[int], deps: list[str] | None = None) -> Tree:
    return Tree(make_doc(heads, deps))


def check(tree: Tree) -> None:
    for i, head in enumerate(tree.head):
        assert len(list(tree.above(i))) < len(tree.head)  # without end where there is a cycle
        assert (i in tree.kids[head]) == (head != i)
        assert tree.kids[i] == sorted({k for k, h in enumerate(tree.head) if h == i != k})


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_never_close_a_cycle(seed: int) -> None:
    chance = random.Random(seed)
    tree = make_tree([chance.randint(0, i) for i in range(SIZE)])
    refused = 0
    for _ in range(200):
        i, head = chance.randrange(SIZE), chance.randrange(SIZE)
        under = i in (head, *tree.above(head))
        if chance.random() < 0.7:
            assert tree.apply(hang(i, head, "nmod")) == (not under)
            refused += under
        else:
            assert tree.apply(Edit(i, i, "root"))
        check(tree)
    assert refused


def test_a_refused_edit_changes_nothing() -> None:
    tree = make_tree([0, 0, 1])
    assert not tree.apply(hang(0, 2, "appos"))
    assert (tree.head, tree.dep[0]) == ([0, 0, 1], "root")


def test_a_root_may_hang_on_another_tree() -> None:
    tree = make_tree([0, 0, 2, 2])
    assert tree.apply(hang(0, 3, "appos"))
    check(tree)
    assert list(tree.above(1)) == [0, 3, 2]


def test_a_root_is_a_root_whatever_a_parser_calls_it() -> None:
    doc = make_doc([0, 0], ["conj", "conj"])
    assert Tree(doc).dep == ["root", "conj"]


def test_what_was_worked_out_is_forgotten_with_an_edit() -> None:
    tree = make_tree([0, 0, 1, 1], ["root", "nmod", "det", "case"])
    assert (tree.marker(1), tree.having(0, "nmod"), tree.clause(2)) == ("parola3", [1], 0)
    for edit in (relabel(3, "det"), relabel(1, "obl"), recast(1, "VERB", "vedere")):
        assert tree.apply(edit)
    assert (tree.marker(1), tree.having(0, "nmod"), tree.clause(2)) == ("", [], 1)


def test_the_state_of_a_token_brings_it_back() -> None:
    tree = make_tree([0, 0, 1])
    before = tree.state(2)
    tree.apply(Edit(2, 0, "obj", "VERB", "vedere", {"VerbForm": "Inf"}))
    tree.restore(before)
    check(tree)
    assert tree.state(2) == before == Edit(2, 1, "nmod", "NOUN", "parola2", {})


@pytest.mark.parametrize("heads", [[1, 0], [1, 2, 0], [1, 2, 3, 1]])
def test_a_parse_with_a_cycle_is_read_as_a_tree(heads: list[int]) -> None:
    check(make_tree(heads))


def test_heads_without_cycles_stay() -> None:
    assert acyclic([1, 1, 1, 2]) == [1, 1, 1, 2]


def test_a_period_has_a_bound() -> None:
    size = 2 * LONGEST + 1
    periods = make_tree([0] * size).period
    assert [periods.count(k) for k in range(3)] == [LONGEST, LONGEST, 1]


def test_the_nearest_mark_before_a_token() -> None:
    words = ["ieri", ",", "dice", ":", "vado", ",", "poi"]
    tree = Tree(Doc(NLP.vocab, words=words, lemmas=words, heads=[2] * 7, deps=["dep"] * 7))
    assert [tree.mark_before(",", i) for i in range(7)] == [-1, -1, 1, 1, 1, 1, 5]
    assert [tree.mark_before(":", i) for i in (3, 4)] == [-1, 3]


def test_a_preposition_may_have_no_lemma() -> None:
    words, deps = ["per", "lui"], ["case", "root"]
    doc = Doc(
        NLP.vocab, words=words, lemmas=[" ", "lui"], pos=["ADP", "PRON"], heads=[1, 1], deps=deps
    )
    assert Tree(doc).preposition(0) == "per"


@pytest.mark.parametrize("lemma", ["", " ", "\n "])
def test_a_verb_may_have_no_lemma(lemma: str) -> None:
    doc = Doc(NLP.vocab, words=["vederlo"], lemmas=[lemma], pos=["VERB"], heads=[0], deps=["root"])
    assert Tree(doc).lemma == ["vederlo"]


def test_words_hang_in_the_tree_through_the_first_whose_head_is_outside() -> None:
    tree = make_tree([1, 5, 3, 1, 3, 5])  # 5 is the root
    assert [tree.top(1, 5), tree.top(2, 4), tree.top(2, 3), tree.top(4, 6)] == [1, 3, 2, 4]
    assert tree.top(3, 6) == 3
    tree.pos[3] = "DET"
    assert [tree.top(3, 6), tree.top(3, 5)] == [5, 3]  # a small word only where there is no other


HAS, IS = "avere AUX 2 aux VerbForm=Fin|Tense=Pres", "essere AUX 2 aux VerbForm=Fin|Tense=Pres"
DONE = "VerbForm=Part|Tense=Past"


@pytest.mark.parametrize(
    ("past", "clause"),
    [
        (True, "partì partire VERB 0 root VerbForm=Fin|Tense=Past"),
        (False, "parte partire VERB 0 root VerbForm=Fin|Tense=Pres"),
        (True, f"ha {HAS}; vinto vincere VERB 0 root {DONE}"),
        (True, f"è {IS}; partito partire VERB 0 root {DONE}"),
        (False, f"è {IS.replace('aux', 'aux:pass')}; accusato accusare VERB 0 root {DONE}"),
        (True, f"è {IS.replace('aux', 'aux:pass')}; nato nascere VERB 0 root {DONE}"),
        (False, f"è {IS.replace('aux', 'cop')}; ministro ministro NOUN 0 root"),
        (
            True,
            f"è {IS.replace('2 aux', '3 aux')}; stato essere AUX 3 cop {DONE}; "
            "ministro ministro NOUN 0 root",
        ),
    ],
)
def test_a_perfect_is_past_and_a_passive_in_the_present_is_not(past: bool, clause: str) -> None:
    doc = parsed_by_hand(clause.replace("; ", "\n"))
    tree = Tree(doc)
    assert tree.is_past(len(doc) - 1) == past


def test_a_tree_is_handed_on_to_the_next_stage_once() -> None:
    doc = make_doc([0, 0])
    tree = Tree(doc)
    hand_on(doc, tree)
    assert parsed(doc) is tree
    assert parsed(doc) is not tree


def test_who_reads_the_parse_takes_no_tree_that_was_mended() -> None:
    doc = make_doc([0, 0, 1])
    tree = Tree(doc)
    tree.apply(hang(2, 0, "nmod"))
    hand_on(doc, tree)
    assert parsed(doc).head == [0, 0, 1]


def test_a_parse_that_a_component_changed_on_the_way_is_read_anew() -> None:
    doc = make_doc([0, 0, 1])
    hand_on(doc, Tree(doc))
    doc[2].head = doc[0]
    assert parsed(doc).head == [0, 0, 0]
