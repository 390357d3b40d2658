"""Scores of pipelines: what counts as right, and what the command line prints."""

import gzip
import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from newsner.__main__ import app
from newsner.errors import InputError
from newsner.evaluate import scores
from newsner.evaluate.corpora import (
    NamedText,
    grouped,
    read_names,
    read_treebank,
    read_wikineural,
    written_out,
)
from newsner.evaluate.relations import Found, alike, compare, relations
from newsner.evaluate.spelling import SPELLINGS, respelled, respelled_text

runner = CliRunner()
TREEBANK = """\
# text = Il porto dell'isola chiude.
1	Il	il	DET	RD	Gender=Masc	2	det	_	_
2	porto	porto	NOUN	S	Gender=Masc	6	nsubj	_	_
3-4	dell'	_	_	_	_	_	_	_	SpaceAfter=No
3	di	di	ADP	E	_	5	case	_	_
4	l'	il	DET	RD	_	5	det	_	_
5	isola	isola	NOUN	S	Gender=Fem	2	nmod	_	_
6	chiude	chiudere	VERB	V	Mood=Ind	0	root	_	SpaceAfter=No
7	.	.	PUNCT	FS	_	6	punct	_	_

# text = Piove.
1	Piove	piovere	VERB	V	Mood=Ind	0	root	_	SpaceAfter=No
2	.	.	PUNCT	FS	_	1	punct	_	_

"""
NAMES = (
    "Dora\tB-PER\nValenti\tI-PER\nlascia\tO\nl'\tO\nAIEA\tB-ORG\n.\tO\n\nParla\tO\nLisbona\tB-LOC\n"
)


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "x.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "x.tsv"
    path.write_text(NAMES, encoding="utf-8")
    return path


def copying(gold: list[Doc], wrong_head: int | None = None) -> Language:
    """A pipeline that knows the answers, but for one head."""
    answers = {doc.text: doc for doc in gold}
    nlp = spacy.blank("it")

    def copy(text: str) -> Doc:
        if text not in answers:
            return Doc(nlp.vocab, words=text.split())
        own = answers[text]
        heads = [t.head.i for t in own]
        if wrong_head is not None:
            heads[wrong_head] = 1
        return Doc(
            nlp.vocab,
            words=[t.text for t in own],
            spaces=[bool(t.whitespace_) for t in own],
            heads=heads,
            deps=[t.dep_ for t in own],
            pos=[t.pos_ for t in own],
            tags=[t.tag_ for t in own],
            morphs=[str(t.morph) for t in own],
            lemmas=[t.lemma_ for t in own],
        )

    nlp.tokenizer = copy  # type: ignore[assignment]
    return nlp


def test_treebanks_are_read_as_running_text(treebank: Path) -> None:
    (doc,) = read_treebank(treebank, spacy.blank("it").vocab)
    assert doc.text == "Il porto dell'isola chiude. Piove."
    assert [t.text for t in doc][:4] == ["Il", "porto", "dell'", "isola"]
    assert [s.text for s in doc.sents] == ["Il porto dell'isola chiude.", "Piove."]


def test_a_copy_of_the_treebank_is_all_right(treebank: Path) -> None:
    gold = list(read_treebank(treebank, spacy.blank("it").vocab))
    result = scores.syntax(copying(gold), treebank)
    assert set(result.figures.values()) == {100.0}
    assert result.words_per_second > 0


def test_a_wrong_head_costs_one_word_punctuation_none(treebank: Path) -> None:
    gold = list(read_treebank(treebank, spacy.blank("it").vocab))
    wrong = scores.syntax(copying(gold, wrong_head=2), treebank).figures
    assert wrong["uas"] == pytest.approx(100 * 5 / 6)
    assert scores.syntax(copying(gold, wrong_head=5), treebank).figures["uas"] == 100


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('Dell\' Utri ha detto : " Sì , domani " .', 'Dell\'Utri ha detto: "Sì, domani".'),
        ("un po' di « pace » ( forse )", "un po' di «pace» (forse)"),
        ("gli anni ' 90", "gli anni ' 90"),
    ],
)
def test_words_are_written_out_as_in_a_text(words: str, text: str) -> None:
    assert written_out(words.split(), ["O"] * len(words.split())).text == text


def test_names_keep_their_characters(names: Path) -> None:
    first, second = read_names(names)
    assert first.text == "Dora Valenti lascia l'AIEA."
    assert {first.text[a:z] for a, z, _ in first.names} == {"Dora Valenti", "AIEA"}
    (joined,) = grouped([first, second])
    assert joined.text == "Dora Valenti lascia l'AIEA. Parla Lisbona\n"
    assert {joined.text[a:z] for a, z, _ in joined.names} == {"Dora Valenti", "AIEA", "Lisbona"}


def test_the_other_layout_has_a_number_first(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text("0\tOslo\tB-LOC\n1\ttace\tO\n", encoding="utf-8")
    assert list(read_wikineural(path)) == [NamedText("Oslo tace", frozenset({(0, 4, "LOC")}))]
    with pytest.raises(InputError, match=r"line 1: wants 3 columns"):
        path.write_text("Oslo\tB-LOC\n", encoding="utf-8")
        list(read_wikineural(path))


def test_names_count_by_exact_characters_and_kind(names: Path) -> None:
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [("Dora Valenti", "PER"), ("AIEA", "LOC"), ("Lisbona", "LOC"), ("Parla", "MISC")]
    ruler.add_patterns([{"label": kind, "pattern": text} for text, kind in patterns])  # type: ignore[attr-defined]
    result = scores.names(nlp, names, read_names(names))
    assert result.figures["f1"] == pytest.approx(100 * 2 * 2 / (3 + 3))  # MISC is not asked for
    assert result.by_kind == {"LOC": pytest.approx(200 / 3), "ORG": 0.0, "PER": 100.0}


def test_corpora_can_be_spelt_otherwise(treebank: Path, names: Path) -> None:
    capitals = SPELLINGS["capitals"]
    (doc,) = read_treebank(treebank, spacy.blank("it").vocab)
    shouted = respelled(doc, capitals)
    assert shouted.text == "IL PORTO DELL'ISOLA CHIUDE. PIOVE."
    assert [t.lemma_ for t in shouted] == [t.lemma_ for t in doc]
    assert respelled(doc, SPELLINGS["curly"]).text.startswith("Il porto dell’isola")
    first = respelled_text(next(read_names(names)), capitals)
    assert {first.text[a:z] for a, z, _ in first.names} == {"DORA VALENTI", "AIEA"}
    street = NamedText("Große Straße", frozenset())
    assert respelled_text(street, capitals).text == "GROßE STRAßE"  # as long as before


def gold(kind: str, subject: str, object_: str, **more: object) -> dict[str, object]:
    sides = {"subject": {"name": subject}, "object": {"name": object_}}
    return {"type": kind, "status": "asserted"} | sides | more


def test_relations_agree_by_type_and_names() -> None:
    wanted = [
        gold("INVADED", "Russia", "Ucraina"),
        gold("MET_WITH", "Francia", "Stati Uniti"),
        gold("RECOGNISED", "Malta", "Palestina", optional=True),
        gold("SUPPORTED", "Malta", "Palestina"),
    ]
    found = [
        Found("INVADED", ("Federazione Russa", "Russia"), ("l'Ucraina",), "negated"),
        Found("INVADED", ("Russia",), ("Ucraina",), "negated"),  # told again
        Found("MET_WITH", ("Stati Uniti",), ("Francia",), "asserted"),  # symmetric
        Found("RECOGNISED", ("Malta",), ("Palestina",), "asserted"),
        Found("INVADED", ("Ucraina",), ("Russia",), "asserted"),  # the wrong way round
    ]
    assert +compare(wanted, found) == {
        ("INVADED", "right"): 1,
        ("INVADED", "spurious"): 1,
        ("MET_WITH", "right"): 1,
        ("MET_WITH", "status"): 1,
        ("SUPPORTED", "missed"): 1,
    }


def test_of_two_tellings_the_one_of_the_right_status_counts() -> None:
    telling = Found("INVADED", ("Russia",), ("Ucraina",), "negated")
    found = [telling, telling._replace(status="asserted")]
    counts = compare([gold("INVADED", "Russia", "Ucraina")], found)
    assert counts["INVADED", "status"] == 1


def test_the_whole_pipeline_is_scored_on_articles(nlp: Language, tmp_path: Path) -> None:
    article = {"sentences": ["Malta ha riconosciuto la Palestina.", "Il cielo è grigio."]}
    wanted = [gold("RECOGNISED", "Malta", "Palestina"), gold("INVADED", "Malta", "Palestina")]
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(article | {"relations": wanted}), encoding="utf-8")
    result = relations(nlp, path)
    assert result.figures == pytest.approx(
        {"precision": 100, "recall": 50, "f1": 200 / 3, "status": 100}
    )
    assert result.by_kind == {"RECOGNISED": 100, "INVADED": 0}
    path.write_text("no json\n")
    with pytest.raises(InputError, match="one JSON article a line"):
        relations(nlp, path)


def test_the_command_line_prints_a_line_per_corpus(names: Path, tmp_path: Path) -> None:
    spacy.blank("it").to_disk(tmp_path / "model")
    command = ["evaluate", str(tmp_path / "model")]
    result = runner.invoke(app, [*command, "--names", str(names)])
    assert result.exit_code == 0
    assert "x.tsv  f1 0.00" in result.stdout
    result = runner.invoke(app, [*command, "--names", str(names), "--json"])
    assert json.loads(result.stdout)["figures"] == {"f1": 0.0}
    result = runner.invoke(app, [*command, "--names", str(tmp_path / "none.tsv")])
    assert result.exit_code == 2
    assert "cannot be read as text" in result.stderr
    result = runner.invoke(app, command)
    assert (result.exit_code, "--treebank" in result.stderr) == (2, True)
    result = runner.invoke(app, [*command, "--names", str(names), "--spelling", "upside"])
    assert (result.exit_code, "--spelling is one of" in result.stderr) == (2, True)


def test_the_command_line_scores_relations_by_type(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    wanted = [gold("RECOGNISED", "Malta", "Palestina")]
    article = {"sentences": ["Malta ha riconosciuto la Palestina."], "relations": wanted}
    path.write_text(json.dumps(article), encoding="utf-8")
    command = ["evaluate", "it_newsner_md", "--relations", str(path), "--by-kind"]
    first, second = runner.invoke(app, command).stdout.splitlines()
    assert "articles.jsonl  precision 100.00  recall 100.00  f1 100.00" in first
    assert second.split() == ["RECOGNISED", "100.00"]


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("ieri", "giornata di ieri", True),
        ("Corte d'assise", "la Corte d’assise di Lodi", True),
        ("Perù", "peru", True),
        ("Forza Tirrena", "Unione Tirrena", False),
        ("Governo Riva", "Governo Prandi", False),
        ("Stati del Golfo", "stati", True),
    ],
)
def test_two_names_are_alike_whose_words_but_for_the_smallest_are_in_each_other(
    name: str, other: str, same: bool
):
    assert alike(name, [other]) is alike(other, [name]) is same


def test_small_words_alone_are_a_name():
    assert alike("Da", ["da"])
    assert not alike("Da", ["Di"])
