"""An archive gathers articles, answers, and takes them out again."""

import sqlite3
from pathlib import Path

import pytest

import newsner
from newsner.archives import Archive
from newsner.errors import InputError
from newsner.export.explorer import pack
from newsner.schema import Failure

from .stories import story

FIRST = story(
    "a",
    "2024-03-01",
    ("Ada Verdi", "HEADS", "Vaiano", "sindaca"),
    ("Ada Verdi", "MET_WITH", "Ugo Neri"),
)
SECOND = story("b", "2024-06-01", ("Ada Verdi", "HEADS", "Vaiano", "sindaca"), ("SI",))
BROKEN = FIRST.model_copy(update={"id": "x", "error": Failure(type="InputError", message="no")})


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    with newsner.archive([FIRST, SECOND, BROKEN], tmp_path / "a.sqlite") as opened:
        yield opened


def test_relations_are_merged_with_all_that_says_them(archive: Archive) -> None:
    first, second = archive.relations()
    assert str(first) == "Ada Verdi HEADS Vaiano (asserted, 2 times)"
    assert [(e.article, e.published, e.role) for e in first.evidence] == [
        ("a", "2024-03-01", "sindaca"),
        ("b", "2024-06-01", "sindaca"),
    ]
    assert first.evidence[0].sentence == "Ada Verdi Vaiano Ugo Neri"
    assert first.confidence == pytest.approx(0.99)
    assert second.type == "MET_WITH"


def test_questions_in_python(archive: Archive) -> None:
    ada, ugo = (archive.entities(name)[0].id for name in ("verdi", "NERI ugo"))

    def types(**asked: object) -> list[str]:
        return [r.type for r in archive.relations(**asked)]

    assert types(type="MET_WITH") == types(object=ugo) == types(entity=ugo) == ["MET_WITH"]
    assert types(subject=ugo) == types(source=ada) == types(status="negated") == []
    assert types(entity=ada) == ["HEADS", "MET_WITH"]
    assert types(since="2024-05") == types(since="2024-06-01") == ["HEADS"]
    assert types(until="2024-03") == ["HEADS", "MET_WITH"]
    assert types(since="2024-07") == types(until="2023") == types(min_confidence=0.95) == []
    assert [e.name for e in archive.entities(type="PERSON")] == ["Ada Verdi", "Ugo Neri"]
    assert [e.name for e in archive.entities(country="SI")] == ["Slovenia"]
    assert archive.entities('" OR *') == archive.entities("nessuno") == []


def test_questions_in_sql(archive: Archive) -> None:
    rows = archive.sql("SELECT subject, type, object FROM facts WHERE published > ?", ["2024-05"])
    assert [tuple(row) for row in rows] == [("Ada Verdi", "HEADS", "Vaiano")]
    (row,) = archive.sql("SELECT * FROM errors")
    assert (row["article"], row["type"]) == ("x", "InputError")
    found = archive.sql("SELECT rowid FROM articles_fts WHERE articles_fts MATCH :q", {"q": "neri"})
    assert len(found) == 1
    for wrong in ("SELECT nothing", "DELETE FROM articles", "DROP TABLE articles"):
        with pytest.raises(InputError, match=wrong):
            archive.sql(wrong)
    assert len(archive) == 2


def test_it_grows_and_only_what_is_new_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with newsner.archive(FIRST, path) as archive:
        assert archive.add([FIRST, BROKEN, BROKEN]) == 1
    with newsner.archive(path=path) as archive:
        assert archive.add([FIRST, SECOND, BROKEN]) == 1
        assert len(archive) == 2
        assert len(archive.relations(type="HEADS")[0].evidence) == 2
        mended = BROKEN.model_copy(update={"error": None})
        assert archive.add(mended) == 1
        assert archive.sql("SELECT * FROM errors") == []


def test_an_article_that_changed_is_replaced(archive: Archive) -> None:
    changed = story("a", "2024-03-01", ("Ada Verdi", "INVITED", "Pia Bianchi"))
    assert archive.add(changed) == 1
    assert {r.type for r in archive.relations()} == {"HEADS", "INVITED"}
    assert archive.entities("neri") == []
    archive.remove("b")
    assert [e.name for e in archive.entities()] == ["Ada Verdi", "Pia Bianchi"]
    assert archive.sql("SELECT * FROM articles_fts WHERE articles_fts MATCH 'vaiano'") == []
    with pytest.raises(KeyError, match="no article 'b'"):
        archive.remove("b")
    archive.remove("a")
    for table in ("articles", "entities", "appearances", "relations", "evidence", "ids"):
        assert archive.sql(f"SELECT * FROM {table}") == [], table


def test_articles_come_back_as_they_were(archive: Archive) -> None:
    assert list(archive.articles()) == [FIRST, SECOND]


def test_articles_without_an_id_go_by_their_text() -> None:
    one, other = (a.model_copy(update={"id": None}) for a in (FIRST, SECOND))
    archive = newsner.archive([one, other, one])
    assert len(archive) == 2


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("no database, but a text that is long enough to be read" * 9)
    with pytest.raises(InputError, match="cannot be opened as an archive"):
        newsner.archive(path=tmp_path / "a.sqlite")
    with pytest.raises(InputError, match="cannot be opened as an archive"):
        newsner.archive(path=tmp_path / "no" / "a.sqlite")
    newsner.archive(FIRST, tmp_path / "b.sqlite").close()
    with sqlite3.connect(tmp_path / "b.sqlite") as database:
        database.execute("UPDATE archive SET value = '99'")
    database.close()
    with pytest.raises(InputError, match="a later release"):
        newsner.archive(path=tmp_path / "b.sqlite")


def test_graphs_and_the_explorer_show_two_of_one_name_as_two() -> None:
    other = story("c", "2024-04-01", ("Ada Verdi", "HEADS", "Forlì", "sindaca"))
    articles = [FIRST.model_copy(update={"id": None}), other]
    archive = newsner.archive(articles)
    assert list(archive) == articles

    def people(graph) -> int:
        return sum(data["name"] == "Ada Verdi" for _, data in graph.nodes(data=True))

    assert people(newsner.to_networkx(articles)) == 1
    assert people(newsner.to_networkx(archive)) == 2
    for given, count in ((articles, 1), (archive, 2)):
        packed = pack(given, title="t")
        assert sum(row["n"] == "Ada Verdi" for row in packed["entities"]) == count
