"""A user's own people, organisations and places: found, preferred, carried along, checked."""

from pathlib import Path

import pytest
import spacy

import newsner
from newsner.__main__ import app
from newsner.errors import DataFileError, ModelError

OWN = """
[[organisation]]
names = ["Fondazione Delta Verde", "Fdv"]
country = "IT"

[[person]]
names = ["Livia Sartori", "la Signora dei parchi"]
gender = "Fem"
role = ["presidente"]
of = "Fondazione Delta Verde"

[[place]]
names = ["Borgo Alto"]
country = "IT"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def nlp(own: Path):
    return newsner.load("it_newsner_md", gazetteer=own)


def entities(text: str, nlp) -> dict[str, list[str]]:
    """Type and mentions of every entity by its name."""
    article = newsner.extract(text, nlp=nlp)
    return {e.name: [e.type, *(m.text for m in e.mentions)] for e in article.entities}


def said(text: str, nlp) -> set[tuple[str, str, str]]:
    article = newsner.extract(text, nlp=nlp)
    names = {e.id: e.name for e in article.entities}
    return {(r.type, names[r.subject], names[r.object]) for r in article.relations if r.subject}


def test_all_names_of_one_entry_are_one_entity(nlp):
    found = entities("La Fdv riparte. La Fondazione Delta Verde apre a Borgo Alto.", nlp)
    assert found["Fondazione Delta Verde"] == ["ORGANISATION", "Fdv", "Fondazione Delta Verde"]
    assert found["Borgo Alto"] == ["PLACE", "Borgo Alto"]


def test_its_country_comes_with_an_entity(nlp):
    article = newsner.extract("La Fdv riparte.", nlp=nlp)
    (entity,) = article.entities
    assert entity.country is not None
    assert entity.country.alpha_2 == "IT"


def test_a_longer_name_in_the_text_is_another(nlp):
    found = entities("Il sindaco ha incontrato i soci di Borgo Alto Energia.", nlp)
    assert "Borgo Alto" not in found


def test_a_role_stands_for_its_bearer(nlp):
    text = "La presidente della Fdv ha incontrato Ugo Neri."
    assert ("MET_WITH", "Livia Sartori", "Ugo Neri") in said(text, nlp) | {
        (t, b, a) for t, a, b in said(text, nlp)
    }


def test_the_organisation_of_a_role_may_go_by_any_of_its_names(own: Path):
    own.write_text(OWN.replace('of = "Fondazione Delta Verde"', 'of = "Fdv"'))
    nlp = newsner.load("it_newsner_md", gazetteer=own)
    text = "La presidente della Fondazione Delta Verde tace."
    assert "Livia Sartori" in entities(text, nlp)


@pytest.mark.parametrize(
    "text",
    [
        "L'ex presidente della Fdv ha incontrato Ugo Neri.",
        "Il presidente della Fdv, Carlo Roi, ha incontrato Ugo Neri.",
        "Il presidente della Fondazione Lana ha incontrato Ugo Neri.",
    ],
)
def test_a_role_of_someone_else_does_not(text: str, nlp):
    assert "Livia Sartori" not in entities(text, nlp)


def test_the_users_names_come_before_ours(tmp_path: Path):
    path = tmp_path / "other.toml"
    path.write_text('[[organisation]]\nnames = ["Legambiente Nord"]\n\n[[place]]\nnames = ["Ansa"]')
    found = entities("Vive all'Ansa.", newsner.load("it_newsner_md", gazetteer=path))
    assert found["Ansa"][0] == "PLACE"


def test_the_users_names_are_no_part_of_a_firm(nlp):
    assert "Fondazione Delta Verde" in entities("Ha chiuso lo studio Fdv e Neri.", nlp)


def test_it_shows_in_the_version_of_what_was_known(nlp):
    plain = newsner.extract("La Fdv riparte.", nlp=newsner.load("it_newsner_md"))
    own = newsner.extract("La Fdv riparte.", nlp=nlp)
    assert own.knowledge_version.startswith(plain.knowledge_version + "+")


def test_a_saved_pipeline_carries_it(nlp, own: Path, tmp_path: Path):
    nlp.to_disk(tmp_path / "saved")
    own.unlink()
    again = spacy.load(tmp_path / "saved")
    assert [e.name for e in again("La Fdv riparte.")._.newsner.entities] == [
        "Fondazione Delta Verde"
    ]


def test_bytes_and_workers_carry_it(nlp):
    docs = list(nlp.pipe(["La Fdv riparte."] * 2, n_process=2))
    assert {e.name for d in docs for e in d._.newsner.entities} == {"Fondazione Delta Verde"}


def test_one_component_takes_it_too(own: Path):
    nlp = spacy.load("it_newsner_md")
    nlp.add_pipe("newsner", config={"gazetteer": {"my.toml": own.read_text()}})
    assert nlp("La Fdv riparte.")._.newsner.entities[0].name == "Fondazione Delta Verde"


def test_a_pipeline_that_has_its_stages_refuses_it(nlp, own: Path):
    with pytest.raises(ModelError, match="already"):
        newsner.load(nlp, gazetteer=own)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('country = "IT"', 'contry = "IT"', r"my\.toml:4: organisation\.0\.contry"),
        ('"Fdv"]\ncountry = "IT"', '"Fdv"]\ncountry = "XQ"', r"my\.toml:2: .*'XQ'"),
        ('gender = "Fem"', 'gender = "F"', r"my\.toml:8: person\.0\.gender"),
        ('of = "Fondazione Delta Verde"', 'of = "Fondazione"', r"my\.toml:6: Livia Sartori"),
        ('["Borgo Alto"]', '["Fdv"]', r"my\.toml:12: 'Fdv' is a name of"),
        ('["Borgo Alto"]', "[]", r"my\.toml:13: place\.0\.names"),
        ("[[place]]", "[[place]", r"my\.toml: .*line 12"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(own: Path, right: str, wrong: str, message: str):
    assert right in OWN
    own.write_text(OWN.replace(right, wrong, 1))
    with pytest.raises(DataFileError, match=message):
        newsner.load("it_newsner_md", gazetteer=own)


def test_check_finds_nothing_wrong_with_a_right_file(own: Path):
    assert newsner.check(own, "it_newsner_md") == []


def test_check_warns_of_names_that_are_something_else(own: Path):
    own.write_text(OWN.replace('"Borgo Alto"', '"Lisbona", "borgo"'))
    found = [str(p) for p in newsner.check(own, "it_newsner_md")]
    assert not any("PLACE" in p for p in found)
    assert any(f"{own}:12: warning" in p and "no capital" in p for p in found)
    own.write_text(OWN.replace('"Fdv"', '"Lisbona"'))
    assert any("known as a PLACE" in str(p) for p in newsner.check(own, "it_newsner_md"))


def test_the_command_line_checks_it(own: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as exit_:
        app(["check", str(own), "--model", "it_newsner_md"])
    assert exit_.value.code == 0
    assert "0 errors" in capsys.readouterr().out


def test_ids_go_into_results_and_exports(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(
        OWN.replace('gender = "Fem"', 'gender = "Fem"\nwikidata = "Q4115189"').replace(
            'country = "IT"', 'country = "IT"\nids = {fiscal = "01234567890"}', 1
        )
    )
    nlp = newsner.load("it_newsner_md", gazetteer=path)
    text = "Livia Sartori ha scritto a Ugo Neri. La Fdv ha criticato Ugo Neri."
    article = newsner.extract(text, nlp=nlp, id="a")
    ids = {e.name: e.ids for e in article.entities}
    assert ids["Livia Sartori"] == {"wikidata": "Q4115189"}
    assert ids["Fondazione Delta Verde"] == {"fiscal": "01234567890"}
    assert ids["Ugo Neri"] == {}
    table = article.to_dataframe("entities").set_index("name")
    assert table.loc["Livia Sartori", "wikidata"] == "Q4115189"
    assert table.loc["Fondazione Delta Verde", "ids"] == "fiscal:01234567890"
    nodes = dict(article.to_networkx().nodes(data=True)).values()
    assert "Q4115189" in {n.get("wikidata") for n in nodes}
    assert "wd:Q4115189" in article.to_rdf().serialize(format="turtle")
    newsner.write_parquet(article, tmp_path / "a.parquet")
    assert list(newsner.read_parquet(tmp_path / "a.parquet")) == [article]
    other = newsner.extract("La Signora dei parchi ha scritto a Pia Bianchi.", nlp=nlp, id="b")
    archive = newsner.archive([article, other])
    (livia,) = archive.entities("livia sartori")
    assert (livia.articles, livia.wikidata) == (2, "Q4115189")
    assert "same id wikidata:Q4115189" in archive.explain(livia.id)[1].why


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('wikidata = "4115189"', "wikidata: is not of the form"),
        ('ids = {Wiki = "1"}', "ids"),
        ('ids = {isni = "0 0"}', "is not of the form"),
    ],
)
def test_ids_that_are_none(tmp_path: Path, wrong: str, message: str) -> None:
    (tmp_path / "my.toml").write_text(OWN.replace('gender = "Fem"', wrong))
    with pytest.raises(DataFileError, match=message):
        newsner.load("it_newsner_md", gazetteer=tmp_path / "my.toml")
