"""The steps from start weights to a package, two training steps each, on tiny data."""

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'newsner[training]'")
pytest.importorskip("onnx", reason="needs onnx: pip install 'newsner[training]'")

from random import Random  # noqa: E402

import spacy  # noqa: E402
from made_up_corpora import write_data  # noqa: E402

from newsner import it_newsner_md  # noqa: E402
from newsner.it_newsner_md.component import EncoderComponent  # noqa: E402
from training import train as loop  # noqa: E402
from training.__main__ import main  # noqa: E402
from training.batches import Corpus, collate, encode, epoch, index, windows  # noqa: E402
from training.export import outliers  # noqa: E402
from training.label import with_misc  # noqa: E402
from training.labels import MISSING, make_tables, write_tables  # noqa: E402
from training.network import Drop, Network, Sizes, attend  # noqa: E402
from training.pieces import Pieces  # noqa: E402
from training.sentences import Sentence, read_sentences, read_source  # noqa: E402
from training.sources import read_sources, styles  # noqa: E402
from training.variants import Variant  # noqa: E402
from training.weights import pick_layers, read_weights, sizes_of, write_weights  # noqa: E402

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàèéìòù'’.\""
NAMES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *LETTERS]
SIZES = Sizes(len(NAMES), 512, 48, 64, layers=2, arc=16, relation=8)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(NAMES, [0.0] * 4 + [-1.0] * (len(NAMES) - 4))


@pytest.fixture(scope="module")
def sentences(data: Path) -> list[Sentence]:
    return [s for x in read_sources() if x.role == "train" for s in read_source(data, x)]


@pytest.fixture(scope="module")
def tables(sentences: list[Sentence]) -> dict[str, list[str]]:
    return make_tables(sentences)


def network(tables: dict[str, list[str]], seed: int = 0) -> Network:
    torch.manual_seed(seed)
    labels = {k: len(v) for k, v in tables.items()}
    return Network(SIZES, labels, len(styles(read_sources())))


def test_windows_are_padded_and_heads_point_into_them(
    sentences: list[Sentence], pieces: Pieces, tables: dict[str, list[str]]
) -> None:
    labels = index(tables)
    examples = [encode(Variant(s), pieces, labels) for s in sentences[:2]]
    batch = collate([examples, examples[:1]])
    first, second = (len(s.words) for s in sentences[:2])
    assert batch.sentence.tolist()[0] == [0] * first + [1] * second
    assert batch.sentence[1, first:].tolist() == [-1] * second
    assert batch.ids[0, 0] == 0
    assert batch.ids[1][batch.mask[1]][-1] == 2
    heads = [0 if h == i else h + 1 + first for i, h in enumerate(sentences[1].head or [])]
    assert batch.labels["head"][0, first:].tolist() == heads
    assert batch.labels["ner"].unique().tolist() == [MISSING]
    assert batch.labels["ss"][0].tolist() == [1] + [0] * (first - 1) + [1] + [0] * (second - 1)
    assert (batch.outside()[0, 0] == 0).tolist() == [True] * (first + 1) + [False] * second


def test_nothing_follows_an_unfinished_sentence(
    sentences: list[Sentence], pieces: Pieces, tables: dict[str, list[str]]
) -> None:
    labels = index(tables)
    example = encode(Variant(sentences[0], unfinished=True), pieces, labels)
    assert [len(w) for w in windows([example] * 5, Random(0))] == [1] * 5


def test_training_learns_and_goes_on_where_it_stopped(
    sentences: list[Sentence], pieces: Pieces, tables: dict[str, list[str]], tmp_path: Path
) -> None:
    labels = index(tables)
    corpora = [Corpus(sentences[:4], 0, 1.5)]
    settings = loop.Settings(steps=6, warmup=2, encoder_rate=3e-3, heads_rate=1e-2, save_every=3)
    device = torch.device("cpu")

    def draw(random: Random) -> loop.Epoch:
        return epoch(corpora, pieces, labels, random, 200)

    def interrupted(random: Random) -> loop.Epoch:
        if random.random() != Random("0 0").random():
            raise KeyboardInterrupt
        return epoch(corpora, pieces, labels, Random("0 0"), 200)[:4]

    batch = collate(draw(Random(0))[0])
    torch.manual_seed(0)
    before = loop.loss(network(tables).eval(), batch).item()
    whole = loop.train(network(tables), draw, settings, tmp_path / "a.checkpoint", device)
    assert loop.loss(whole, batch).item() < before

    with pytest.raises(KeyboardInterrupt):
        loop.train(network(tables), interrupted, settings, tmp_path / "b.checkpoint", device)
    again = loop.train(network(tables), draw, settings, tmp_path / "b.checkpoint", device)
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_dropout_keeps_its_share_and_the_mean() -> None:
    torch.manual_seed(0)
    drop, ones = Drop(0.1), torch.ones(200, 501)
    dropped = drop(ones)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.1, abs=0.005)
    assert dropped.mean().item() == pytest.approx(1, abs=0.01)
    assert torch.equal(drop.eval()(ones), ones)


def test_attention_on_the_cpu_is_that_of_pytorch() -> None:
    torch.manual_seed(0)
    q, k, v = torch.randn(3, 2, 4, 7, 8).unbind()
    mask = torch.tensor([[True] * 7, [True] * 4 + [False] * 3])[:, None, None]
    theirs = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert torch.allclose(attend(q, k, v, mask), theirs, atol=1e-5)


def test_frozen_layers_stay(
    sentences: list[Sentence], pieces: Pieces, tables: dict[str, list[str]], tmp_path: Path
) -> None:
    own = network(tables)
    before = {k: v.clone() for k, v in own.state_dict().items()}
    settings = loop.Settings(steps=2, frozen=1, warmup=1)
    labels = index(tables)
    loop.train(
        own,
        lambda random: epoch([Corpus(sentences, 0, 1)], pieces, labels, random, 400),
        settings,
        tmp_path / "x.checkpoint",
        torch.device("cpu"),
    )
    moved = {k for k, v in own.state_dict().items() if not torch.equal(v, before[k])}
    assert not any(k.startswith(("bert.embeddings", "bert.encoder.layer.0.")) for k in moved)
    assert any(k.startswith("bert.encoder.layer.1.") for k in moved)


def test_weights_survive_quantisation(tables: dict[str, list[str]], tmp_path: Path) -> None:
    own = network(tables)
    write_weights(own, tmp_path / "w.npz")
    read = read_weights(tmp_path / "w.npz")
    for name, value in own.state_dict().items():
        if name != "style":
            assert np.allclose(read[name], value.numpy(), atol=0.02), name
    assert sizes_of(read) == SIZES
    assert sizes_of(pick_layers(read, 1)).layers == 1


def test_a_unit_that_dwarfs_the_others_is_found(
    sentences: list[Sentence], pieces: Pieces, tables: dict[str, list[str]]
) -> None:
    own = network(tables)
    batch = collate([[encode(Variant(sentences[0]), pieces, index(tables))]])
    assert outliers(own, [batch]).tolist() == [-1, -1]
    with torch.no_grad():
        own.layers()[1].intermediate.dense.bias[7] = 50.0
    assert outliers(own, [batch]).tolist() == [-1, 7]


def test_misc_names_fill_the_gaps() -> None:
    ours = ["O", "O", "B-LOC", "O"]
    assert with_misc(ours, ["B-MISC", "I-MISC", "B-MISC", "O"]) == [
        "B-MISC",
        "I-MISC",
        "B-LOC",
        "O",
    ]
    assert with_misc(ours, ["O", "B-MISC", "I-MISC", "O"]) == ours


def test_from_data_to_package(
    data: Path, pieces: Pieces, tables: dict[str, list[str]], tmp_path: Path
) -> None:
    """Every step of the command line, in order; the package then reads a text."""
    given, run, package = tmp_path / "given", tmp_path / "run", tmp_path / "package"
    given.mkdir()
    write_weights(network(tables), given / "start.npz")
    pieces.write(given / "pieces.json")
    write_tables(tables, given / "labels.json")
    ignored = shutil.ignore_patterns("*.onnx", "*.py", "__pycache__")
    shutil.copytree(it_newsner_md.FOLDER, package, ignore=ignored)

    def step(*arguments: object) -> None:
        assert main(["--work", str(run), *map(str, arguments)]) == 0, arguments

    step("fetch", data)
    step("prepare", data)
    tables_given = ["--pieces", given / "pieces.json", "--labels", given / "labels.json"]
    step("start", "--weights", given / "start.npz", *tables_given)
    for seed in (1, 2):
        step("train", f"teacher{seed}", "--steps", 2, "--seed", seed, "--pieces-per-step", 400)
    step("label", "teacher1", "teacher2")
    silver = read_sentences(run / "silver" / "moro.jsonl.gz")
    assert silver
    assert all(s.ner and s.head and set(s.silver) >= {"ner", "dep", "lemma"} for s in silver)
    gold = read_sentences(run / "silver" / "isdt-dev.jsonl.gz")[0]
    assert gold.silver == ("ner",)
    other_style = read_sentences(run / "silver" / "wikineural-val.jsonl.gz")[0]
    assert "ner" in other_style.silver
    assert {"B-MISC", "I-MISC"} >= {t for t in other_style.ner or [] if t.endswith("MISC")}
    for name in ("a", "b"):
        step("train", name, "--on", "silver", "--steps", 2, "--pieces-per-step", 400)
    step("average", "student", "a", "b")
    step("export", "student")
    step("package", "student", "--to", package)
    nlp = spacy.blank("it")
    doc = EncoderComponent(nlp.vocab).from_disk(package)(nlp("Dora Valenti torna a Lisbona."))
    assert all(token.dep_ in tables["dep"] or token.dep_ == "ROOT" for token in doc)
    assert all(token.pos_ for token in doc)


def test_a_missing_step_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--work", str(tmp_path), "label", "teacher1"]) == 1
    assert "run the earlier steps first" in capsys.readouterr().err
