"""Who serves in a force is of its only unit that is named; so with the capital. Facts are invented."""

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, MentionRow

from .test_resolution import ANAPHORIC, read_marks

MARKED = [
    "I carabinieri di Carpi indagano. Ieri {i militari|carabinieri di Carpi} hanno arrestato Ivo Galli.",
    "I carabinieri di Carpi hanno chiuso il bar. {I carabinieri|carabinieri di Carpi} sono tornati ieri.",
    "Controlli della polizia locale di Lodi: {gli agenti|polizia locale di Lodi} hanno fermato Ivo Galli.",
    "La Guardia di Finanza di Lodi è in Comune. {I finanzieri|Guardia di Finanza di Lodi} cercano carte.",
    # two units; none of this force; some of them; of another land; before it is named
    "I carabinieri di Carpi e i carabinieri di Lodi indagano. {I militari|-} hanno arrestato Ivo Galli.",
    "La polizia di Lodi indaga. {I carabinieri|-} hanno arrestato Ivo Galli.",
    "I carabinieri di Carpi indagano. Ieri {tre militari|-} sono rimasti feriti.",
    "I carabinieri di Carpi indagano. A Mosca {i militari russi|-} sfilano.",
    "{I militari|-} hanno arrestato Ivo Galli. Lo dicono i carabinieri di Carpi.",
    # the capital that is named, or that of the land
    "A Baghdad è esplosa una bomba. Due ordigni sono stati trovati {nella capitale|Baghdad}.",
    "Da Londra il volo è ripartito per Parigi. {Nella capitale francese|Parigi} nevica.",
    "A Baghdad è esplosa una bomba. Milano, {la capitale economica|-} del Paese, è lontana.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_there_is_only_one(nlp: Language, marked: str) -> None:
    text, [(start, end, names)] = read_marks(marked)
    doc = nlp(text)
    entities = EntityRow.read(doc)
    found = {
        entities[m.entity].name
        for m in MentionRow.read(doc)
        if m.kind in ANAPHORIC and doc[m.start].idx < end and doc[m.end - 1].idx >= start
    }
    assert found == names
