"""What other tools read of an archive: FollowTheMoney, Neo4j, Datasette."""

import csv
import json
from pathlib import Path

import pytest

import newsner

from .stories import story

FIRST = story(
    "a",
    "2024-03-01",
    ("Ada Verdi", "HEADS", "AC Vaiano", "presidente"),
    ("Ada Verdi", "MET_WITH", "Ugo Neri"),
    ("Ada Verdi", "SPOUSE_OF", "Ivo Conti", "marito"),
    ("Ada Verdi", "BORN_ON", "1960-05-01"),
    ("Ugo Neri", "ACQUIRED", "CONSERVE spa"),
    ("Ugo Neri", "CRITICISED", "SI"),
    ("Ugo Neri", "VISITED", "Vaiano"),
    ("Ugo Neri", "MEMBER_OF", "Vaiano", "consigliere"),
)


def entities() -> list[dict]:
    return list(newsner.to_followthemoney(FIRST))


def test_followthemoney_has_people_bodies_and_links_with_their_proof(tmp_path: Path) -> None:
    found = entities()
    by_id = {e["id"]: e for e in found}
    assert len(by_id) == len(found)
    named = {
        e["properties"].get("name", e["properties"].get("full", [""]))[0]: e
        for e in found
        if e["schema"] not in ("Article", "Event")
    }
    assert {name: e["schema"] for name, e in named.items() if name} == {
        "Ada Verdi": "Person",
        "Ugo Neri": "Person",
        "Ivo Conti": "Person",
        "AC Vaiano": "Organization",
        "CONSERVE spa": "Company",
        "Slovenia": "PublicBody",
        "Vaiano": "Address",
    }
    assert named["Ada Verdi"]["properties"]["birthDate"] == ["1960-05-01"]
    assert named["Slovenia"]["properties"]["wikidataId"] == ["Q215"]
    links = {e["schema"]: e["properties"] for e in found if "proof" in e["properties"]}
    assert set(links) == {"Directorship", "Event", "Family", "Ownership", "UnknownLink"}
    assert links["Directorship"]["role"] == ["presidente"]
    assert links["Directorship"]["director"] == [named["Ada Verdi"]["id"]]
    assert links["Family"]["relationship"] == ["marito"]
    assert links["Ownership"]["asset"] == [named["CONSERVE spa"]["id"]]
    assert all(by_id[p["proof"][0]]["schema"] == "Article" for p in links.values())
    path = tmp_path / "a.ftm.json"
    assert newsner.write_followthemoney(newsner.archive(FIRST), path) == len(found)
    assert [json.loads(line) for line in path.read_text().splitlines()] == found


def test_followthemoney_itself_finds_it_valid() -> None:
    model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: .ci/run installs it"
    ).model
    for data in entities():
        schema = model.get(data["schema"])
        assert schema is not None, data["schema"]
        proxy = model.get_proxy(data)
        for name, values in data["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{data['schema']} has no {name}"
            assert proxy.get(name), f"{data['schema']}.{name} does not take {values}"
            if prop.range is None:
                continue
            for value in values:
                target = next(e for e in entities() if e["id"] == value)
                assert model.get(target["schema"]).is_a(prop.range), (name, target["schema"])


def test_neo4j_has_nodes_and_relations(tmp_path: Path) -> None:
    assert newsner.write_neo4j([FIRST], tmp_path / "neo") == 8
    nodes, relations = (
        list(csv.DictReader((tmp_path / "neo" / name).read_text(encoding="utf-8").splitlines()))
        for name in ("nodes.csv", "relations.csv")
    )
    ids = {row["id:ID"] for row in nodes}
    assert len(ids) == len(nodes) == 8
    assert {row[":START_ID"] for row in relations} | {row[":END_ID"] for row in relations} <= ids
    labels = {row["name"]: row[":LABEL"] for row in nodes}
    assert labels["Ada Verdi"] == "Entity;Person"
    assert labels["1960-05-01"] == "Date"
    (meeting,) = [row for row in relations if row[":TYPE"] == "MET_WITH"]
    assert (meeting["status"], meeting["articles:string[]"]) == ("asserted", "a")


def test_datasette_opens_searches_and_shows_it(tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="datasette is not installed: .ci/run installs it")
    import asyncio

    from datasette.app import Datasette

    newsner.archive(FIRST, tmp_path / "a.sqlite").close()

    async def ask(path: str) -> dict:
        response = await Datasette([str(tmp_path / "a.sqlite")]).client.get(path)
        assert response.status_code == 200, path
        return response.json()

    facts = asyncio.run(ask("/a/facts.json?_shape=objects&type=MET_WITH"))
    assert [(r["subject"], r["object"]) for r in facts["rows"]] == [("Ada Verdi", "Ugo Neri")]
    found = asyncio.run(ask("/a/articles.json?_shape=objects&_search=neri"))
    assert [row["key"] for row in found["rows"]] == ["a"]
    assert asyncio.run(ask("/a/entities.json?_shape=objects&_search=verdi"))["rows"]
