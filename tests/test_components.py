"""The stages as spaCy components, in our pipeline and in a user's own."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsner.components import STAGES
from newsner.errors import ModelError
from newsner.schema import Interval

TEXT = "Ada Verdi è arrivata a Lubiana il 3 marzo 2024. Ha incontrato Ugo Neri."


@pytest.fixture(scope="module")
def one() -> Language:
    """A user's own pipeline with everything in one component."""
    nlp = spacy.load("it_newsner_md")
    nlp.add_pipe("newsner")
    return nlp


def test_load_adds_every_stage(nlp: Language):
    assert tuple(nlp.pipe_names[-len(STAGES) :]) == STAGES


def test_one_component_gives_what_the_five_stages_give(one: Language, nlp: Language):
    assert one(TEXT)._.newsner == nlp(TEXT)._.newsner


def test_loading_a_pipeline_that_has_the_stages_adds_none(one: Language):
    import newsner

    before = list(one.pipe_names)
    assert newsner.load(one).pipe_names == before


def test_analysis_finds_nothing_missing(nlp: Language):
    analysis = nlp.analyze_pipes()
    assert not any(analysis["problems"][name] for name in STAGES)


def test_a_pipeline_without_parser_is_told_what_it_lacks():
    nlp = spacy.blank("it")
    nlp.add_pipe("newsner")
    with pytest.raises(ModelError, match=r"dependencies \(a parser\).*names .*it_newsner_md"):
        nlp("Ciao a tutti.")
    assert nlp("")._.newsner.entities == ()


def test_a_pipeline_of_another_language_is_refused():
    with pytest.raises(ModelError, match="Italian"):
        spacy.blank("en").add_pipe("newsner")


def test_layers_survive_bytes_and_docbin(one: Language):
    doc = one(TEXT)
    article = doc._.newsner
    assert Doc(one.vocab).from_bytes(doc.to_bytes())._.newsner == article
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(one.vocab)
    assert again._.newsner == article


def stored(doc: Doc) -> Doc:
    """Give the Doc as a DocBin gives it back."""
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)
    return again


def test_the_article_of_a_stored_doc_is_assembled_once(one: Language):
    doc = stored(one(TEXT))
    assert doc._.newsner is doc._.newsner


def test_a_doc_may_be_stored_between_any_two_stages(nlp: Language):
    text = (
        f"{TEXT} La mostra sarà aperta dal 4 al 9 maggio. Il 3 giugno Ugo Neri tornerà in Francia."
    )
    doc, parts = nlp.make_doc(text), nlp.pipeline
    for _, component in parts:
        doc = stored(component(doc))
    article = doc._.newsner
    assert article.failed == ()
    assert any(isinstance(d.value, Interval) for d in article.dates)
    assert article == nlp(text)._.newsner


def test_pipeline_goes_to_disk_and_back(one: Language, tmp_path):
    one.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.newsner == one(TEXT)._.newsner


def test_pipeline_goes_to_bytes_and_back(one: Language):
    again = spacy.load("it_newsner_md")
    again.add_pipe("newsner")
    again.from_bytes(one.to_bytes())
    assert again(TEXT)._.newsner == one(TEXT)._.newsner


def test_published_anchors_and_shows_in_the_article(one: Language):
    doc = one.make_doc("È arrivata ieri.")
    doc._.newsner_published = "2024-03-04"
    assert str(one(doc)._.newsner.published) == "2024-03-04"


def test_spans_know_the_results_that_touch_them(one: Language):
    _, second = one(TEXT).sents
    assert {e.name for e in second._.newsner_entities} >= {"Ugo Neri"}
    assert second._.newsner_dates == []


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_give_what_one_process_gives(one: Language, method: str, monkeypatch):
    import multiprocessing

    texts = [(TEXT, i) for i in range(3)]
    alone = [(doc._.newsner, i) for doc, i in one.pipe(texts, as_tuples=True)]
    monkeypatch.setattr("spacy.language.mp", multiprocessing.get_context(method))
    together = [
        (doc._.newsner, i) for doc, i in one.pipe(texts, as_tuples=True, n_process=2, batch_size=1)
    ]
    assert together == alone
