"""To Label Studio and brat, and back."""

import json
from pathlib import Path

import pytest

from newsner import Article
from newsner.errors import InputError
from newsner.export import from_label_studio, read_brat, to_label_studio, write_brat
from newsner.export.annotation import label_studio_config
from newsner.schema import Span


def known(article: Article) -> set[tuple]:
    names = {e.id: e.name for e in article.entities} | {d.id: d.text for d in article.dates}
    return {
        (r.type, r.subject and names[r.subject], names[r.object], r.status)
        for r in article.relations
    }


def back(gold: dict) -> set[tuple]:
    named = {
        (r["type"], r["subject"]["name"], r["object"]["name"], r["status"])
        for r in gold["relations"]
    }
    return named | {(r["type"], None, r["object"]["name"], r["status"]) for r in gold["agentless"]}


def accepted(tasks: list[dict]) -> list[dict]:
    """As if somebody had accepted every prediction."""
    return [
        {"data": t["data"], "annotations": [{"result": t["predictions"][0]["result"]}]}
        for t in tasks
    ]


def round_trips(articles: list[Article], tmp_path: Path) -> list[list[dict]]:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(accepted(to_label_studio(articles))), encoding="utf-8")
    write_brat(articles, tmp_path / "brat")
    by_id = {g["id"]: g for g in read_brat(tmp_path / "brat")}
    return [from_label_studio(path), [by_id[a.id] for a in articles]]


def test_articles_come_back_as_they_went(gold_results: list[Article], tmp_path: Path):
    some = gold_results[:8]
    for found in round_trips(some, tmp_path):
        for gold, article in zip(found, some, strict=True):
            assert "\n".join(gold["sentences"]) == article.text
            assert back(gold) == known(article)
            assert gold["title"] == article.title
            assert gold["published"] == str(article.published)


def test_who_is_not_named_comes_back_unnamed(article: Article, tmp_path: Path):
    first, second = article.relations
    by = Span(start=0, end=15, text=article.text[:15])
    nobody = article.model_copy(
        update={
            "relations": (
                first.model_copy(update={"subject": None, "by": by}),
                second.model_copy(update={"subject": None}),
            )
        }
    )
    for found in round_trips([nobody], tmp_path):
        assert back(found[0]) == known(nobody)


def test_labels_stand_where_they_should(article: Article):
    (task,) = to_label_studio([article])
    for region in task["predictions"][0]["result"]:
        if region["type"] == "labels":
            value = region["value"]
            assert article.text[value["start"] : value["end"]] == value["text"]
            assert f'<Label value="{value["labels"][0]}"/>' in label_studio_config()


def test_a_stretch_over_a_line_break_is_cut_for_brat(article: Article, tmp_path: Path):
    text = article.text.replace("Ada Verdi", "Ada\nVerdi")
    broken = article.model_copy(update={"text": text})
    write_brat([broken], tmp_path)
    (ann,) = tmp_path.glob("*.ann")
    first = ann.read_text(encoding="utf-8").split("\n")[0]
    place = text.index("Ada")
    assert first == f"T1\tPERSON {place} {place + 3};{place + 4} {place + 9}\tAda Verdi"
    assert read_brat(tmp_path)[0]["entities"][0] == {"type": "PERSON", "name": "Ada Verdi"}


def test_ids_that_are_no_file_names_or_the_same_lose_nothing(article: Article, tmp_path: Path):
    odd = [article.model_copy(update={"id": id_}) for id_ in ("../x", "../x", "..", "a b")]
    assert write_brat(odd, tmp_path / "out") == 4
    assert sorted(g["id"] for g in read_brat(tmp_path / "out")) == ["..", "../x", "../x", "a b"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("text", ["{", "[3]", '[{"annotations": [{"result": [{}]}], "data": {}}]'])
def test_what_is_no_export_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not an export of Label Studio"):
        from_label_studio(path)


def test_an_empty_or_broken_folder_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match=r"no \.ann files"):
        read_brat(tmp_path)
    (tmp_path / "a.txt").write_text("Ada")
    (tmp_path / "a.ann").write_text("T1\tPERSON x y\tAda\n")
    with pytest.raises(InputError, match=r"a\.ann, line 1"):
        read_brat(tmp_path)
    (tmp_path / "a.ann").write_text("R1\tMET_WITH Arg1:T1 Arg2:T2\n")
    with pytest.raises(InputError, match="leads to 'T1'"):
        read_brat(tmp_path)
