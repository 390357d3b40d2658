"""A user's own relation types: from a file, from Python, checked, carried along."""

from pathlib import Path

import pytest
import spacy

import newsner
from newsner.__main__ import app
from newsner.errors import DataFileError, ModelError
from newsner.knowledge.relations import load as lexicon

OWN = """
[[relation]]
type = "ACQUIRED_STAKE_IN"
description = "buys part of a company"
subject = ["PERSON", "ORGANISATION"]
object = ["ORGANISATION"]
wikidata = "P1830"

[[relation.frame]]
verb = ["rilevare", "acquistare"]
with = {patient = ["quota", "partecipazione"]}
object = ["genitive", "in"]
examples = ["<s>Ada Verdi</s> ha rilevato una quota di <o>Telecom Italia</o>."]
counterexamples = ["Ada Verdi ha rilevato un bar di Trieste."]
"""
TEXT = "Ada Verdi ha acquistato una partecipazione in Telecom Italia."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def bundled():
    return spacy.load("it_newsner_md")


def types(article) -> set[str]:
    return {r.type for r in article.relations}


def test_a_file_adds_its_type_to_ours(own: Path):
    nlp = newsner.load("it_newsner_md", relations=own)
    article = newsner.extract(TEXT, nlp=nlp)
    (relation,) = [r for r in article.relations if r.type == "ACQUIRED_STAKE_IN"]
    assert relation.wikidata == "P1830"
    assert "MET_WITH" in types(newsner.extract("Ada Verdi ha incontrato Ugo Neri.", nlp=nlp))


PRIZE = """
[[relation]]
type = "AWARDED"
description = "gives a prize"
subject = ["PERSON", "ORGANISATION"]
object = ["PERSON"]
subject_optional = true

[[relation.frame]]
verb = ["premiare"]
examples = ["L'<s>Accademia Orsini</s> ha premiato <o>Ugo Serpieri</o>."]

[[relation.frame]]
noun = ["premio"]
subject = "nobody"
object = "a"
examples = ["Premio a <o>Ugo Serpieri</o>."]
"""
PRIZES = [
    ("Ugo Serpieri è stato premiato.", None, None),
    ("I vigili hanno premiato Ugo Serpieri.", None, "I vigili"),
    ("Premio alla carriera a Ugo Serpieri.", None, None),
    ("Ada Verdi ha premiato Ugo Serpieri.", "Ada Verdi", None),
    # a named doer anywhere in the article takes the place of nobody
    ("Ugo Serpieri è stato premiato. Lo ha premiato Ada Verdi.", "Ada Verdi", None),
]


@pytest.mark.parametrize(("text", "subject", "by"), PRIZES)
def test_a_type_may_do_without_a_named_doer(tmp_path: Path, text: str, subject, by):
    path = tmp_path / "prize.toml"
    path.write_text(PRIZE, encoding="utf-8")
    nlp = newsner.load("it_newsner_md", relations=path, extend=False)
    article = newsner.extract(text, nlp=nlp)
    names = {e.id: e.name for e in article.entities}
    (relation,) = article.relations
    assert names.get(relation.subject) == subject
    assert (relation.by and relation.by.text) == by
    assert names[relation.object] == "Ugo Serpieri"


@pytest.mark.parametrize(
    "text",
    [
        "Una tempesta ha premiato Ugo Serpieri.",  # it is nobody who does so
        "Ha premiato Ugo Serpieri.",  # somebody the text has spoken of
    ],
)
def test_a_fact_without_a_fit_doer_is_none(tmp_path: Path, text: str):
    path = tmp_path / "prize.toml"
    path.write_text(PRIZE, encoding="utf-8")
    nlp = newsner.load("it_newsner_md", relations=path, extend=False)
    assert not newsner.extract(text, nlp=nlp).relations


def test_facts_without_a_named_doer_can_be_left_out(tmp_path: Path):
    path = tmp_path / "prize.toml"
    path.write_text(PRIZE, encoding="utf-8")
    nlp = newsner.load("it_newsner_md", relations=path, extend=False, unnamed=False)
    assert not newsner.extract("Ugo Serpieri è stato premiato.", nlp=nlp).relations


def test_nobody_is_the_subject_only_where_the_type_says_so(tmp_path: Path):
    path = tmp_path / "prize.toml"
    path.write_text(PRIZE.replace("subject_optional = true\n", ""), encoding="utf-8")
    with pytest.raises(DataFileError, match="subject_optional"):
        newsner.load("it_newsner_md", relations=path)


def test_a_file_can_stand_alone(own: Path):
    nlp = newsner.load("it_newsner_md", relations=own, extend=False)
    text = f"{TEXT} Ada Verdi ha incontrato Ugo Neri."
    assert types(newsner.extract(text, nlp=nlp)) == {"ACQUIRED_STAKE_IN"}


def test_a_type_can_be_written_in_python():
    frame = newsner.Frame(
        verb="rilevare",
        with_={"patient": "quota"},
        object="genitive",
        examples=["<s>Ada Verdi</s> ha rilevato una quota di <o>Telecom Italia</o>."],
    )
    own = newsner.RelationType(
        type="ACQUIRED_STAKE_IN",
        description="buys part of a company",
        subject=["PERSON"],
        object=["ORGANISATION"],
        frame=[frame],
    )
    nlp = newsner.load("it_newsner_md", relations=[own], extend=False)
    text = "Ada Verdi ha rilevato una quota di Telecom Italia."
    assert types(newsner.extract(text, nlp=nlp)) == {"ACQUIRED_STAKE_IN"}


def test_own_rules_show_in_the_version_of_what_was_known(own: Path):
    plain = newsner.extract(TEXT, nlp=newsner.load("it_newsner_md"))
    ruled = newsner.extract(TEXT, nlp=newsner.load("it_newsner_md", relations=own))
    assert ruled.knowledge_version.startswith(plain.knowledge_version + "+")


def test_a_saved_pipeline_carries_the_rules(own: Path, tmp_path: Path):
    nlp = newsner.load("it_newsner_md", relations=own)
    nlp.to_disk(tmp_path / "saved")
    own.unlink()
    again = spacy.load(tmp_path / "saved")
    assert "ACQUIRED_STAKE_IN" in types(again(TEXT)._.newsner)


def test_rules_for_a_pipeline_that_has_its_stages_are_refused(own: Path):
    nlp = newsner.load("it_newsner_md")
    with pytest.raises(ModelError, match="already"):
        newsner.load(nlp, relations=own)


def test_a_wrong_key_names_file_type_and_frame(own: Path):
    own.write_text(OWN.replace("object = [", "objekt = [", 1))
    with pytest.raises(DataFileError, match=r"my\.toml.*objekt"):
        newsner.load("it_newsner_md", relations=own)


def test_a_model_that_is_missing_says_how_to_get_it_and_what_there_is():
    with pytest.raises(ModelError, match=r"spacy download it_core_news_lg.*newsner\.load\(\) uses"):
        newsner.load("it_core_news_lg")


def test_check_finds_nothing_wrong_with_a_right_file(own: Path):
    assert not [p for p in newsner.check(own, "it_newsner_md") if p.severity == "error"]


def test_check_names_line_and_problem(own: Path):
    wrong = OWN.replace(
        'counterexamples = ["Ada Verdi ha rilevato un bar di Trieste."]',
        'counterexamples = ["Ada Verdi ha rilevato una quota di Telecom Italia."]',
    ).replace("<s>Ada Verdi</s> ha rilevato una quota", "<s>Ada Verdi</s> ha perso una quota")
    own.write_text(wrong)
    problems = newsner.check(own, "it_newsner_md")
    lines = {p.line for p in problems}
    found = "\n".join(map(str, problems))
    assert "fires on its counterexample" in found
    assert "unreachable" in found
    assert all(str(own) in str(p) for p in problems)
    assert wrong.splitlines()[min(lines) - 1].startswith(("examples", "counterexamples"))


def test_check_tells_of_a_counterexample_that_tests_nothing(own: Path):
    own.write_text(OWN.replace("Ada Verdi ha rilevato un bar", "Ada Verdi ha dipinto un bar"))
    found = newsner.check(own, "it_newsner_md")
    (problem,) = (p for p in found if "tests nothing" in p.message)
    assert problem.severity == "warning"
    assert "dipinto" in own.read_text().splitlines()[problem.line - 1]


def test_check_reports_a_clash_with_a_bundled_frame(own: Path):
    own.write_text(
        OWN.partition("[[relation.frame]]")[0]
        + '[[relation.frame]]\nverb = ["incontrare"]\n'
        + 'examples = ["<s>Ada Verdi</s> ha incontrato <o>Telecom Italia</o>."]\n'
    )
    problems = newsner.check(own, "it_newsner_md")
    assert any(p.severity == "warning" and "clashes with" in p.message for p in problems)


def test_the_command_line_checks_a_file(own: Path, capsys: pytest.CaptureFixture[str]):
    def run() -> int:
        with pytest.raises(SystemExit) as exit_:
            app(["check", str(own), "--model", "it_newsner_md"])
        return exit_.value.code

    assert run() == 0
    assert "0 errors" in capsys.readouterr().out
    own.write_text(OWN.replace("ha rilevato una quota", "ha perso una quota"))
    assert run() == 1
    own.write_text(OWN.replace("[[relation]]", "[[relation"))
    assert run() == 2
    assert "my.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("verb =", "verbs =", r"my\.toml:10: .*verbs: there is no such key: did you mean 'verb'"),
        ('type = "ACQ', 'tipo = "ACQ', r"did you mean 'type'"),
        ('type = "ACQ', 'type = "acq', r"my\.toml:3: relation\.0\.type: is not of the form"),
        ('"PERSON"', '"PERSONA"', r"Input should be 'PERSON', 'COUNTRY'"),
        (
            'description = "buys part of a company"',
            "",
            "a new type needs description: write, for example",
        ),
        ("[[relation]]", "[[relation]", r"my\.toml: .*line 2"),
        ('"rilevare"', '"@rilevare"', "there is no word list 'rilevare'"),
        ('"rilevare"', '"@a"', "holds itself: @a → @b → @a"),
        ('"genitive", "in"', '"genitivo"', "unknown slot 'genitivo': did you mean 'genitive'"),
        ('with = {patient = ["quota"', 'noun = ["quota"]\nwith = {patient = ["quota"', "make a f"),
        ("examples =", "example =", r"did you mean 'examples'"),
        ("examples = [", "examples = [[", "."),
        ("examples = [", f"examples = {'[' * 5000}", "nested too deep|line 13"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(
    tmp_path: Path, old: str, new: str, message: str
):
    lists = '[wordlists]\na = ["@b", "uno"]\nb = ["@a"]\n'
    own = OWN + lists if "@a" in new else OWN
    (tmp_path / "my.toml").write_text(own.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        lexicon([tmp_path / "my.toml"])


def test_of_two_types_that_fire_on_the_same_words_one_can_replace_the_other(tmp_path: Path):
    text = "Ada Verdi ha incontrato Ugo Neri. Ada Verdi ha visto Pia Bianchi a un incontro."
    own = """[[relation]]
type = "HAD_AUDIENCE_WITH"
description = "meets officially"
subject = ["PERSON"]
object = ["PERSON"]
{}
[[relation.frame]]
verb = ["incontrare"]
examples = ["<s>Ada Verdi</s> ha incontrato <o>Ugo Neri</o>."]
"""
    path = tmp_path / "my.toml"
    path.write_text(own.format(""))
    both = types(newsner.extract(text, nlp=newsner.load("it_newsner_md", relations=path)))
    assert {"MET_WITH", "HAD_AUDIENCE_WITH"} <= both
    path.write_text(own.format('replaces = ["MET_WITH"]'))
    article = newsner.extract(text, nlp=newsner.load("it_newsner_md", relations=path))
    pairs = {(t.subject, t.type, t.object) for t in article.triples()}
    assert ("Ada Verdi", "HAD_AUDIENCE_WITH", "Ugo Neri") in pairs
    assert ("Ada Verdi", "MET_WITH", "Ugo Neri") not in pairs
    path.write_text(own.format('replaces = ["MET"]'))
    with pytest.raises(DataFileError, match="replaces MET, which is no type: did you mean"):
        lexicon([path])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding(tmp_path: Path, encoding: str):
    (tmp_path / "my.toml").write_bytes(OWN.replace("bar di", "caffè di").encode(encoding))
    with pytest.raises(DataFileError, match=r"my\.toml:\d+: not in UTF-8.*iconv"):
        lexicon([tmp_path / "my.toml"])
    (tmp_path / "my.toml").write_bytes(OWN.encode("utf-8-sig"))
    assert "ACQUIRED_STAKE_IN" in lexicon([tmp_path / "my.toml"]).types


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (newsner.RelationType, "RelationType: type: is missing: write type = …"),
        (lambda: newsner.RelationType(type="bored"), "type: is not of the form"),
        (lambda: newsner.RelationType(type="BORED", objekt=["PERSON"]), "did you mean 'object'"),
        (newsner.Frame, "Frame: examples: is missing"),
        (lambda: newsner.Frame(verb=3, examples=["a"]), "verb: is a list: write \\[3\\]"),
        (lambda: newsner.Frame(verb=[3], examples=["a"]), "verb.0: is a text: write it in quotes"),
    ],
)
def test_a_mistake_in_python_says_what_to_write(make, message: str):
    with pytest.raises(DataFileError, match=message):
        make()
