"""Frames from examples: marked sentences in, a file to edit out."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsner
from newsner.__main__ import app
from newsner.errors import InputError
from newsner.learning import Example, learn, read_examples

SENTENCES = """
# who buys part of which company
<s>Ada Verdi</s> ha rilevato una quota di <o>Telecom Italia</o>.
Una quota di <o>Telecom Italia</o> è stata acquistata da <s>Ugo Neri</s>.
<s>Ugo Neri</s> ha comprato una quota della <o>Fiat</o>.
<s>Ada Verdi</s> punta alla <o>Fiat</o>.
! <s>Ada Verdi</s> punta alla <o>Lega</o> per un ruolo di governo.
"""


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "sentences.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def proposed(nlp, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("learn") / "sentences.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    return learn(path, type="BOUGHT_STAKE_IN", model="it_newsner_md")


def test_triggers_of_one_pattern_become_one_frame(proposed):
    (relation,) = tomllib.loads(proposed)["relation"]
    assert relation["type"] == "BOUGHT_STAKE_IN"
    assert relation["subject"] == ["PERSON"]
    (frame,) = [f for f in relation["frame"] if f.get("with") == {"patient": ["quota"]}]
    assert set(frame["verb"]) == {"rilevare", "acquistare", "comprare"}
    assert (frame["subject"], frame["object"]) == ("agent", "genitive")


def test_it_says_what_each_frame_was_read_from_and_where_it_misfires(proposed):
    assert "# read from: verb" in proposed
    assert "# covers 3 of the sentences" in proposed
    assert "# WRONGLY fires on: Ada Verdi punta alla Lega per un ruolo di governo." in proposed
    clean, wrong = proposed.index('"quota"'), proposed.index("WRONGLY")
    assert clean < wrong, "what misfires comes last"


def test_what_is_proposed_passes_the_check_and_reads_new_sentences(proposed, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(proposed, encoding="utf-8")
    assert [p for p in newsner.check(path) if p.severity == "error"] == []
    nlp = newsner.load("it_newsner_md", relations=path, extend=False)
    article = newsner.extract("Remo Sala acquisterà una quota di Telecom Italia.", nlp=nlp)
    assert [r.type for r in article.relations] == ["BOUGHT_STAKE_IN"]


def test_json_lines_name_the_type_themselves(tmp_path):
    path = tmp_path / "sentences.jsonl"
    path.write_text(
        '{"type": "INVADED", "text": "Roma invade Troia.", "subject": [0, 4], "object": [12, 17]}\n'
        '{"type": null, "not": "INVADED", "text": "Roma ama Troia.", "subject": [0, 4],'
        ' "object": [9, 14]}\n',
        encoding="utf-8",
    )
    first, second = read_examples(path)
    assert first == Example("INVADED", "Roma invade Troia.", (0, 4), (12, 17))
    assert first.marked == "<s>Roma</s> invade <o>Troia</o>."
    assert not second.right


@pytest.mark.parametrize(
    ("line", "problem"),
    [("Ada ha vinto.", "mark one"), ("<s>Ada</s> ha vinto.", "mark one")],
)
def test_a_line_without_marks_is_named(tmp_path, line, problem):
    path = tmp_path / "sentences.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=rf"sentences.txt:1: {problem}"):
        read_examples(path, "WON")


def test_near_misses_alone_are_an_error():
    with pytest.raises(InputError, match="no sentence says"):
        learn([Example("WON", "Ada ama Ugo.", (0, 3), (8, 11), right=False)])


def test_the_command_writes_the_file_and_spares_one_that_is_there(sentences, tmp_path):
    output = tmp_path / "own.toml"
    arguments = ["learn", str(sentences), "--type", "BOUGHT_STAKE_IN", "-o", str(output)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "frames proposed" in done.output
    assert CliRunner().invoke(app, arguments).exit_code == 2
