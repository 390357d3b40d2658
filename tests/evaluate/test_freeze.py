"""Freezing what is found, and comparing two freezes."""

import json
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import DocBin
from typer.testing import CliRunner

from newsner.__main__ import app
from newsner.components import STAGES
from newsner.errors import InputError
from newsner.evaluate.freeze import compare, write

TEXT = "La ministra Ada Verdi ha incontrato Ugo Neri a Lubiana."


@pytest.fixture(scope="module")
def frozen(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frozen")
    corpus = folder / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "a", "sentences": [TEXT]}) + "\n", "utf-8")
    assert write([corpus], nlp, folder / "out.jsonl") == 1
    return folder / "out.jsonl"


def changed(frozen: Path, old: str, new: str) -> Path:
    text = frozen.read_text("utf-8")
    assert old in text
    path = frozen.with_name("changed.jsonl")
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_freeze_says_what_was_found_in_words(frozen: Path) -> None:
    (row,) = [json.loads(line) for line in frozen.read_text("utf-8").splitlines()]
    (met,) = [r for r in row["relations"] if r["type"] == "MET_WITH"]
    assert (met["subject"], met["object"]) == ("Ada Verdi (PERSON)", "Ugo Neri (PERSON)")
    assert (met["trigger"], met["rule"]) == ("incontrato@5", "MET_WITH.meet")
    (p,) = [p for p in row["propositions"] if p["lemma"] == "incontrare"]
    assert [a["means"] for a in p["arguments"][:2]] == [[met["subject"]], [met["object"]]]


def test_parsed_docs_give_the_same_as_their_text(nlp: Language, frozen: Path) -> None:
    with nlp.select_pipes(disable=STAGES):
        parsed = nlp(TEXT)
    attributes = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
    docs = DocBin((*attributes, "SENT_START", "SPACY", "ORTH"), docs=[parsed], store_user_data=True)
    docs.to_disk(frozen.with_name("corpus.spacy"))
    write([frozen.with_name("corpus.spacy")], nlp, frozen.with_name("again.jsonl"))
    assert not compare(frozen, frozen.with_name("again.jsonl"))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('"type": "MET_WITH"', '"type": "TOLD"', "relation added (TOLD)"),
        ('"status": "asserted"', '"status": "negated"', "relation.status"),
        ('"role": "patient"', '"role": "oblique"', "argument lost (patient)"),
        ('"construction": "active"', '"construction": "passive"', "proposition.construction"),
        ('"kind": "name"', '"kind": "metonym"', "mention lost (model)"),
    ],
)
def test_each_class_of_difference_is_counted(frozen: Path, old: str, new: str, kind: str) -> None:
    found = compare(frozen, changed(frozen, old, new))
    assert found[kind].count == len(found[kind].examples) > 0


def test_two_corpora_are_not_compared(frozen: Path) -> None:
    with pytest.raises(InputError, match="not the same"):
        compare(frozen, changed(frozen, "corpus/0", "corpus/1"))


def test_the_command_line_tells_by_its_exit_code(frozen: Path) -> None:
    runner = CliRunner()
    same = runner.invoke(app, ["freeze", "compare", str(frozen), str(frozen)])
    assert same.exit_code == 0
    other = changed(frozen, '"type": "MET_WITH"', '"type": "TOLD"')
    different = runner.invoke(app, ["freeze", "compare", str(frozen), str(other)])
    assert different.exit_code == 1
    assert "1 relation added (TOLD)" in different.stdout
