"""The encoder's vectors as a layer that the stages read."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsner.components import STAGES
from newsner.layers import drop_vectors, read_vectors

TEXT = "Ada Bonfanti ha incontrato Leo Zanchi.\n\n  La regista lo ha ringraziato."


def likeness(doc: Doc, one: int, other: int) -> float:
    vectors = read_vectors(doc)
    assert vectors is not None
    a, b = (vectors[i].astype(float) for i in (one, other))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_every_word_has_a_vector_and_white_space_none(parser: Language) -> None:
    doc = parser(TEXT)
    vectors = read_vectors(doc)
    assert vectors is not None and vectors.shape[0] == len(doc) and vectors.dtype == np.int8
    assert [bool(row.any()) for row in vectors] == [not token.is_space for token in doc]


def test_vectors_tell_words_by_what_they_mean_there(parser: Language) -> None:
    doc = parser("La Francia e la Spagna hanno firmato. La Germania ha rifiutato ieri sera.")
    at = {token.text: token.i for token in doc}
    assert likeness(doc, at["Francia"], at["Spagna"]) > likeness(doc, at["Francia"], at["sera"])


def test_they_survive_bytes_and_processes(parser: Language) -> None:
    doc = parser(TEXT)
    vectors = read_vectors(doc)
    again = read_vectors(Doc(parser.vocab).from_bytes(doc.to_bytes()))
    assert vectors is not None and again is not None and np.array_equal(vectors, again)


def test_merged_words_and_other_pipelines_have_none(parser: Language) -> None:
    doc = parser("Ada Bonfanti ha vinto ieri a Oslo.")
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert read_vectors(doc) is None
    assert read_vectors(spacy.blank("it")("Ada ha vinto.")) is None
    assert read_vectors(parser("")) is None


def test_the_last_stage_drops_them(nlp: Language) -> None:
    assert read_vectors(nlp(TEXT)) is None
    with nlp.select_pipes(disable=STAGES[-1]):
        doc = nlp(TEXT)
    assert read_vectors(doc) is not None
    assert read_vectors(drop_vectors(doc)) is None


def test_the_recipe_adds_an_output_and_changes_no_other() -> None:
    onnx = pytest.importorskip("onnx", reason="needs onnx: pip install 'newsner[training]'")
    from newsner.it_newsner_md import FOLDER
    from training.vectors import LAYERS, Basis, with_states, with_vectors, without_vectors

    bundled = onnx.load(FOLDER / "encoder.int8.onnx")
    plain = without_vectors(bundled)
    assert {o.name for o in bundled.graph.output} - {o.name for o in plain.graph.output} == {
        "vectors"
    }
    stated = with_states(plain, LAYERS)
    bases = {layer: Basis(np.random.default_rng(0).normal(size=(50, 384)), 8) for layer in LAYERS}
    made = with_vectors(stated, bases)
    assert len(made.graph.node) > len(stated.graph.node) > len(plain.graph.node)
    assert without_vectors(made) == stated
