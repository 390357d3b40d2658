"""The table of passes: each reads and adds what it declares, and reads only what was there before."""

import pytest
from spacy.language import Language

from newsner.layers import DateRow, EditRow, EntityRow, MentionRow
from newsner.propositions.passes import PASSES, PRODUCTS, Graph
from newsner.syntax import Tree

TEXT = """Roma-Lazio 2-1.
Ada Verdi ha scritto a Ugo Neri per chiedere aiuti.
La Francia ha condannato l'Iran e la Spagna la Russia.
Ada Verdi (Bari, 1922 - Roma, 1999) era nota. Ha riconosciuto il Kosovo la Francia ma non la Spagna.
Secondo Ugo Neri, Bice Riva avrebbe pagato Ada Verdi. Bice Riva smentisce.
Il ministro degli Esteri Carlo Mori ha ricevuto a Lodi, in Lombardia, il suo omologo greco Ion Rea.
Il presidente Aldo Galli è a Riad.
"""


class Recorded(Graph):
    """A graph that notes which products are looked at."""

    looked_at: set[str]

    def __getattribute__(self, name: str) -> object:
        if name in PRODUCTS:
            super().__getattribute__("__dict__").setdefault("looked_at", set()).add(name)
        return super().__getattribute__(name)


@pytest.fixture(scope="module")
def records(nlp: Language) -> dict[str, tuple[set[str], set[str]]]:
    """What each pass has read and changed on a text that has a case for each."""
    doc = nlp(TEXT)
    tree = Tree(doc)
    tree.replay(EditRow.read(doc))
    graph = Recorded(tree, EntityRow.read(doc), MentionRow.read(doc), DateRow.read(doc))
    found = {}
    for one in PASSES:
        before = {name: repr(getattr(graph, name)) for name in PRODUCTS}
        graph.looked_at = set()
        one.run(graph)
        read = set(graph.looked_at)
        after = {name: repr(getattr(graph, name)) for name in PRODUCTS}
        found[one.name] = read, {name for name in PRODUCTS if before[name] != after[name]}
    return found


@pytest.mark.parametrize("one", PASSES, ids=lambda one: one.name)
def test_a_pass_reads_and_adds_what_it_declares(records, one) -> None:
    read, added = records[one.name]
    assert read <= {*one.reads, *one.adds}
    assert added <= set(one.adds)
    assert added, "the text has no case for it"


def test_a_pass_reads_only_what_earlier_ones_add() -> None:
    there: set[str] = set()
    for one in PASSES:
        assert set(one.reads) <= there, one.name
        there |= set(one.adds)
    assert there == set(PRODUCTS)
