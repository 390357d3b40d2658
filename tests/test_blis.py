"""``load(..., blis=False)``: networks multiply with NumPy, in the pipeline that was asked."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Model, NumpyOps, get_current_ops

import newsner

TEXT = "Il ministro Bruni ha incontrato a Lisbona il collega Tavares."


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A small CNN pipeline of spaCy's architecture, untrained."""
    nlp = spacy.blank("it")
    width = {"width": 32, "depth": 2, "embed_size": 200}
    model = {"tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", **width, "window_size": 1}}
    rest = {"maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}
    model["tok2vec"] |= rest
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", **model}})
    doc = nlp.make_doc(TEXT)
    gold = {"tags": ["NOUN" if word.text[0].isupper() else "VERB" for word in doc]}
    nlp.initialize(lambda: [Example.from_dict(doc, gold)])
    nlp.to_disk(tmp_path / "cnn")
    return tmp_path / "cnn"


def layers(nlp: Language) -> Iterator[Model[Any, Any]]:
    tagger: Any = nlp.get_pipe("tagger")
    yield from tagger.model.walk()


def tags(nlp: Language) -> list[str]:
    with nlp.select_pipes(enable="tagger"):
        return [token.tag_ for token in nlp(TEXT)]


def test_blis_stays_unless_asked(saved: Path) -> None:
    assert all(layer.ops.use_blis for layer in layers(newsner.load(saved)))


def test_no_layer_keeps_it_and_tags_stay(saved: Path) -> None:
    nlp = newsner.load(saved, blis=False)
    assert not any(layer.ops.use_blis for layer in layers(nlp))
    assert tags(nlp) == tags(newsner.load(saved))


def test_other_pipelines_and_the_process_keep_it(saved: Path) -> None:
    other = spacy.load(saved)
    newsner.load(saved, blis=False)
    assert all(layer.ops.use_blis for layer in layers(other))
    ops = get_current_ops()
    assert isinstance(ops, NumpyOps) and ops.use_blis


def test_workers_go_without_it_too(saved: Path) -> None:
    copy = pickle.loads(pickle.dumps(newsner.load(saved, blis=False)))
    assert not any(layer.ops.use_blis for layer in layers(copy))
