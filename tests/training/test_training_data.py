"""From public data to sentences, and the variants that training sees."""

from pathlib import Path
from random import Random

import pytest
from made_up_corpora import write_data

from newsner.errors import DataFileError, InputError
from newsner.it_newsner_md.lemmas import apply_script
from training import variants
from training.labels import lemma_script, make_tables
from training.pieces import Pieces, prune
from training.sentences import Sentence, read_sentences, read_source, without, write_sentences
from training.sources import fetched, read_sources, styles

SOURCES = {s.name: s for s in read_sources()}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def treebank(data: Path) -> list[Sentence]:
    return list(read_source(data, SOURCES["isdt-dev"]))


def test_test_sets_are_no_training_data() -> None:
    held_out = {"isdt-test", "wikinews-test", "fiction-test", "degasperi-test", "wikineural-test"}
    assert {s.name for s in SOURCES.values() if s.role == "test"} == held_out
    trained = {s.file for s in SOURCES.values() if s.role != "test"}
    assert not any("isdt-ud-test" in f or ("kind/" in f and "train" not in f) for f in trained)
    assert styles(read_sources())[0] == "plain"


def test_missing_files_are_named_with_where_to_get_them(data: Path, tmp_path: Path) -> None:
    assert fetched(data, read_sources())
    with pytest.raises(InputError, match=r"(?s)lacks .*UD_Italian-ISDT.*dhfbk/KIND"):
        fetched(tmp_path, read_sources())


def test_a_wrong_field_in_the_list_of_sources_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nname = "x"\nfiles = "y"\n')
    with pytest.raises(DataFileError, match=r"source x: .*files"):
        read_sources(path)


def test_treebank_words_are_those_of_the_tokenizer(treebank: list[Sentence]) -> None:
    first = treebank[0]
    assert first.words == [
        "La",
        "ministra",
        "è",
        "arrivata",
        "all'",
        "aeroporto",
        "di",
        "Lisbona",
        ".",
    ]
    assert first.spaces[4:6] == [False, True]
    assert first.head == [1, 3, 3, 3, 5, 3, 7, 5, 3]
    assert first.ner is None


def test_names_come_back_on_the_tokenizers_words(data: Path) -> None:
    first, second = read_source(data, SOURCES["wikinews"])
    assert first.words == [
        "L'",
        "Agenzia",
        "Marea",
        "ha",
        "scelto",
        "Dora",
        "Valenti",
        "a",
        "Porto",
        "Vecchio",
        ".",
    ]
    assert first.ner == [
        "O",
        "B-ORG",
        "I-ORG",
        "O",
        "O",
        "B-PER",
        "I-PER",
        "O",
        "B-LOC",
        "I-LOC",
        "O",
    ]
    assert second.head is None
    text = next(read_source(data, SOURCES["moro"]))
    assert text.ner is None  # its names are machine-made


def test_sentences_of_a_test_set_are_left_out(treebank: list[Sentence]) -> None:
    assert list(without(treebank, treebank[:1])) == treebank[1:]


def test_sentences_survive_the_disk(treebank: list[Sentence], tmp_path: Path) -> None:
    path = tmp_path / "x" / "s.jsonl.gz"
    assert write_sentences(treebank, path) == len(treebank)
    assert read_sentences(path) == treebank


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("case", "casa"), ("Lisbona", "Lisbona"), ("Il", "il"), ("è", "essere"), ("andò", "andare")],
)
def test_scripts_make_the_lemma(word: str, lemma: str) -> None:
    assert apply_script(lemma_script(word, lemma), word, "VERB") == lemma


def test_tables_hold_frequent_labels_first(treebank: list[Sentence]) -> None:
    tables = make_tables(treebank * 2)
    assert tables["pos"][:2] == ["NOUN", "DET"]
    assert {"nsubj", "ROOT"} <= set(tables["dep"])
    assert tables["ner"] == []


def test_pieces_are_pruned_to_those_seen_and_likely() -> None:
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁ab", "щ", "x"]
    full = Pieces(names, [0.0] * 4 + [-3.0, -4.0, -4.0, -2.0, -1.0, -5.0])
    assert full.cut("ab", True) == [7]
    assert full.cut("ab", False) == [5, 6]
    assert full.cut("", False) == [3]
    kept = prune(full, [(["ab"], [True])], size=7)
    assert kept[:5] == [0, 1, 2, 3, 7]
    assert 8 not in kept  # no Latin letter


def vary(sentence: Sentence, **chances: dict[str, float]) -> variants.Variant:
    """Vary with no chance of anything but what is given."""
    settings = {
        part: {k: 0.0 if isinstance(v, float) else v for k, v in values.items()}
        | chances.get(part, {})
        for part, values in variants._SETTINGS.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variants, "_SETTINGS", settings)
        return variants.vary(sentence, Random(1))


def test_capitals_keep_the_annotation(treebank: list[Sentence]) -> None:
    v = vary(treebank[0], case={"capitals": 1.0})
    assert v.sentence.words[:2] == ["LA", "MINISTRA"]
    assert v.sentence.lemma == treebank[0].lemma


def test_quotes_are_paired(treebank: list[Sentence]) -> None:
    words = vary(treebank[1], typography={"quotes": 1.0}).sentence.words
    assert (words[8], words[10]) in {("“", "”"), ("«", "»")}


def test_headlines_have_neither_articles_nor_stop(treebank: list[Sentence]) -> None:
    s = vary(treebank[1], shape={"headline": 1.0}).sentence
    assert s.words == ["trattato", "vieta", "armi", "e", "città", '"', "apre", '"', "porti"]
    assert s.head == [1, 1, 1, 6, 6, 6, 1, 6, 6]


def test_an_unfinished_sentence_loses_heads_with_the_words(treebank: list[Sentence]) -> None:
    v = vary(treebank[0], shape={"cut": 1.0})
    assert v.unfinished
    assert v.sentence.head is not None
    cut = len(v.sentence.words)
    whole = treebank[0].head or []
    assert v.sentence.head == [h if h < cut else -1 for h in whole[:cut]]


def test_misspelt_words_give_no_lemma(treebank: list[Sentence]) -> None:
    v = vary(treebank[0], noise={"sentence": 1.0, "word": 1.0})
    changed = {i for i, w in enumerate(v.sentence.words) if w != treebank[0].words[i]}
    assert changed
    assert v.unreadable == changed


def test_accents_typed_as_apostrophes_become_two_words(treebank: list[Sentence]) -> None:
    found = [variants.plain_accents(treebank[1], Random(seed)) for seed in range(60)]
    s = next(x for x in found if x)
    at = s.words.index("citta")
    assert s.words[at : at + 2] == ["citta", "'"]
    assert not s.spaces[at]
    assert s.head is not None
    assert s.head[at + 1] == at
    assert s.lemma is not None
    assert s.lemma[at] == "città"
    assert variants.plain_accents(treebank[0], Random(0)) is None or "e" in treebank[0].words[2]
