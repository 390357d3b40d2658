"""The pipeline as spaCy users meet it: what it sets, and that nothing changes it."""

import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsner.errors import InputError, ModelError
from newsner.it_newsner_md import FOLDER, load
from newsner.it_newsner_md.reading import Reader

LAYERS = ["HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE", "SENT_START"]
TEXTS = [
    "Il ministro Carlo Bevini ha incontrato ieri a Lisbona, in Portogallo, l'ambasciatrice. "
    "«Un colloquio utile», ha detto.",
    "",
    "  \n ",
    "Piove.\nA Torino nevica da ieri,\nnessun ferito",
    "Il presidente, che aveva promesso riforme, ha ceduto. " * 40,
]


def test_no_preposition_stands_behind_an_elided_article(parser: Language) -> None:
    for text in ("L'ad Ugo Neri tace.", "Parla l'ad di Olimec.", "Lo dice l’ad Ugo Neri."):
        [word] = [token for token in parser(text) if token.text == "ad"]
        assert (word.pos_, word.lemma_) == ("NOUN", "ad")
    [word] = [token for token in parser("Ha scritto ad Ada Neri.") if token.text == "ad"]
    assert word.pos_ == "ADP"


def facts(docs: Iterable[Doc]) -> list[list[list[int]]]:
    return [doc.to_array(LAYERS).tolist() for doc in docs]


@pytest.fixture(scope="module")
def expected(parser: Language) -> list[list[list[int]]]:
    return facts(parser(text) for text in TEXTS)


def test_it_sets_every_layer(parser: Language) -> None:
    doc = parser(TEXTS[0])
    assert [s.text.split()[0] for s in doc.sents] == ["Il", "«Un"]
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Carlo Bevini", "PER"),
        ("Lisbona", "LOC"),
        ("Portogallo", "LOC"),
    ]
    met = next(t for t in doc if t.text == "incontrato")
    assert (met.lemma_, met.pos_, met.dep_) == ("incontrare", "VERB", "ROOT")
    assert met.morph.get("VerbForm") == ["Part"]
    assert {t.dep_ for t in met.children} >= {"nsubj", "aux", "obj"}
    assert doc.has_annotation("TAG") and doc.has_annotation("SENT_START")


def test_text_is_kept_as_it_is(parser: Language) -> None:
    for text in [*TEXTS, "a\tb \u00a0c\u2028d\r\ne", "😀 ok", "e\u0301 vero"]:
        assert parser(text).text == text


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_the_batch_size_changes_nothing(
    parser: Language, expected: list[list[list[int]]], batch_size: int
) -> None:
    assert facts(parser.pipe(TEXTS, batch_size=batch_size)) == expected


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(expected: list[list[list[int]]], threads: int) -> None:
    nlp = load(config={"components": {"newsner_encoder": {"threads": threads}}})
    assert facts(nlp.pipe(TEXTS)) == expected


def test_processes_change_nothing(parser: Language, expected: list[list[list[int]]]) -> None:
    assert facts(parser.pipe(TEXTS, n_process=2, batch_size=2)) == expected


def test_a_pickled_copy_gives_the_same(parser: Language, expected: list[list[list[int]]]) -> None:
    packed = pickle.dumps(parser)
    assert len(packed) < 20_000_000  # the weights stay behind
    assert facts(pickle.loads(packed).pipe(TEXTS)) == expected


def test_to_disk_writes_a_pipeline_of_its_own(
    parser: Language, expected: list[list[list[int]]], tmp_path: Path
) -> None:
    parser.to_disk(tmp_path)
    nlp = spacy.load(tmp_path)
    assert facts(nlp.pipe(TEXTS)) == expected
    assert nlp.meta["license"] == "CC BY-NC-SA 4.0"


def test_to_bytes_holds_the_model(parser: Language, expected: list[list[list[int]]]) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("newsner_encoder")
    nlp.from_bytes(parser.to_bytes())
    assert facts(nlp.pipe(TEXTS)) == expected


def test_spacy_finds_it_by_name() -> None:
    nlp = spacy.load("it_newsner_md", disable=["newsner_encoder"])
    assert nlp.lang == "it" and nlp.disabled == ["newsner_encoder"]


def test_its_name_has_one_version() -> None:
    from importlib.metadata import version

    assert version("it_newsner_md") == load().meta["version"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    component = load().get_pipe("newsner_encoder")
    with pytest.raises(ModelError, match=r"encoder.int8.onnx.*is missing in .*nlp.to_disk"):
        component.from_disk(tmp_path)


@pytest.mark.parametrize("threads", [0, -1])
def test_threads_are_at_least_one(threads: int) -> None:
    with pytest.raises(InputError, match="from 1 up"):
        load(config={"components": {"newsner_encoder": {"threads": threads}}})


def test_the_model_comes_with_its_licence() -> None:
    text = Path(FOLDER, "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-NC-SA 4.0" in text and "Morph-it!" in text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "parola " * 1_000,
        "(" * 1_000,
        "una\n" * 1_000,
        "di " * 200 + ". " + "E poi " * 100,
        "漢字" * 400,
        "\u0301\u200b\ufeff x",
    ],
    ids=["long word", "no stop", "brackets", "lines", "two long", "unknown pieces", "marks"],
)
def test_odd_texts_pass(parser: Language, text: str) -> None:
    doc = parser(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert [t for t in sentence if t.head == t] == [sentence.root]
    assert all(t.pos_ and t.dep_ and t.lemma_ for t in doc)


def test_a_line_break_ends_sentence_and_name(parser: Language) -> None:
    doc = parser("Il vertice con Anna\nBianchi Mario di Roma")
    assert doc[5].is_sent_start
    assert all("\n" not in e.text for e in doc.ents)


def test_whitespace_hangs_on_the_word_before(parser: Language) -> None:
    doc = parser("  Piove  sempre.\n\n")
    spaces = [t for t in doc if t.is_space]
    assert [(t.pos_, t.tag_, t.dep_, t.head.text) for t in spaces] == [
        ("SPACE", "_SP", "dep", "Piove"),
        ("SPACE", "_SP", "dep", "Piove"),
        ("SPACE", "_SP", "dep", "."),
    ]
    assert len(list(doc.sents)) == 1


def test_a_caller_may_stop_early(parser: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, windows = Reader.read, []
    monkeypatch.setattr(Reader, "read", lambda *given: windows.append(1) or reading(*given))
    monkeypatch.setattr(parser.get_pipe("newsner_encoder"), "threads", 1)
    parser(TEXTS[4])
    of_one = len(windows)
    docs = parser.pipe(TEXTS[4:] * 200, batch_size=200)
    assert next(docs).text == TEXTS[4]
    docs.close()
    assert len(windows) < 100 * of_one  # of 200 texts, not half


def test_pipelines_of_a_process_share_the_network_while_there_are_any() -> None:
    def reader(nlp: Language) -> Reader:
        nlp("Piove.")
        return nlp.get_pipe("newsner_encoder")._opened[0]

    one, other = load(), load()
    assert reader(one) is reader(other)
    own = spacy.blank("it")
    own.add_pipe("newsner_encoder")
    own.from_bytes(one.to_bytes())
    assert reader(own) is not reader(one)  # it may be another model


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\u2028", "\x0b"])
def test_every_line_separator_breaks(parser: Language, separator: str) -> None:
    doc = parser(f"Accordo vicino{separator}Domani il voto")
    assert [s.text.strip() for s in doc.sents] == ["Accordo vicino", "Domani il voto"]


def test_the_session_opens_on_the_first_text() -> None:
    code = (
        "import sys, spacy; nlp = spacy.load('it_newsner_md')\n"
        "loaded = {'onnxruntime'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
        "nlp('Piove.'); assert 'onnxruntime' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
