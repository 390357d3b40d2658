"""Corrections: read strictly, scored, given as gold."""

import json
from pathlib import Path

import pytest

import newsner
from newsner import Article
from newsner.corrections import CorrectedArticle
from newsner.errors import InputError
from newsner.evaluate.corrections import corrections, outcomes

ADA, UGO = {"name": "Ada Verdi", "type": "PERSON"}, {"name": "Ugo Neri", "type": "PERSON"}
SLOVENIA = {"name": "Slovenia", "type": "COUNTRY"}
ORDER = {"name": "Ordine & Co.", "type": "ORGANISATION"}
MET = {"id": "r1", "type": "MET_WITH", "subject": ADA, "object": UGO, "status": "asserted"}


def fact(type: str, subject: dict | None, object: dict, status: str = "asserted") -> dict:
    return {"type": type, "subject": subject, "object": object, "status": status}


RECOGNISED = fact("RECOGNISED", SLOVENIA, ORDER, "uncertain")


def head(article: Article) -> dict:
    return {
        "kind": "article", "article": "a1", "title": "x", "published": "2024-03-04",
        "text": article.text,
    }  # fmt: skip


def judged(kind: str, verdict: str, **fields) -> dict:
    return {"kind": kind, "article": "a1", "verdict": verdict} | fields


def write(path: Path, *lines: dict) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def read(article: Article, tmp_path: Path, *lines: dict) -> CorrectedArticle:
    (found,) = newsner.read_corrections(write(tmp_path / "c.jsonl", head(article), *lines))
    return found


@pytest.mark.parametrize(
    ("line", "agrees"),
    [
        (judged("relation", "accept", relation=MET), True),
        (judged("relation", "reject", relation=MET), False),
        (judged("relation", "accept", relation=fact("MET_WITH", UGO, ADA)), True),  # symmetric
        (judged("relation", "accept", relation=fact("INVITED", ADA, UGO)), False),
        (judged("relation", "reject", relation=fact("INVITED", ADA, UGO)), True),
        (judged("relation", "reject", relation=fact("MET_WITH", ADA, UGO, "negated")), True),
        (judged("relation", "edit", relation=fact("INVITED", ADA, UGO), corrected=MET), True),
        (judged("relation", "edit", relation=MET, corrected=RECOGNISED), False),  # still both
        (judged("relation", "reject", relation=fact("CONVICTED", None, ADA)), True),
        (judged("entity", "accept", entity=SLOVENIA), True),
        (judged("entity", "reject", entity=SLOVENIA), False),
        (judged("entity", "edit", entity=SLOVENIA, corrected=SLOVENIA | {"type": "PLACE"}), False),
        (
            judged("entity", "edit", entity=ADA | {"type": "PLACE"}, corrected=ADA),
            True,
        ),
    ],
)
def test_a_verdict_is_met_or_not(article: Article, tmp_path: Path, line: dict, agrees: bool):
    ((_, verdict, fine),) = outcomes(read(article, tmp_path, line), article)
    assert (verdict, fine) == (line["verdict"], agrees)


def test_a_link_is_met_or_not(article: Article, tmp_path: Path):
    start = article.text.index("Ha detto")
    mention = {"start": start, "end": start + 8, "text": "Ha detto", "kind": "null"}
    lines = [
        (judged("link", "accept", mention=mention, entity=ADA), True),
        (judged("link", "reject", mention=mention, entity=ADA), False),
        (
            judged("link", "edit", mention=mention, entity=UGO, corrected={"name": "Ada Verdi"}),
            True,
        ),
        (
            judged("link", "edit", mention=mention, entity=ADA, corrected={"name": "Ugo Neri"}),
            False,
        ),
    ]
    for line, agrees in lines:
        ((_, _, fine),) = outcomes(read(article, tmp_path, line), article)
        assert fine is agrees


def test_what_is_right_becomes_gold_and_what_is_wrong_a_near_miss(article: Article, tmp_path: Path):
    start = article.text.index("riconosciuto")
    trigger = {"start": start, "end": start + 12, "text": "riconosciuto"}
    found = read(
        article,
        tmp_path,
        judged("relation", "accept", relation=MET),
        judged("relation", "edit", relation=RECOGNISED | {"trigger": trigger},
               corrected=fact("RECOGNISED", None, ORDER)),
    )  # fmt: skip
    gold = found.to_gold()
    assert "\n".join(gold["sentences"]) == article.text
    assert [r["type"] for r in gold["relations"]] == ["MET_WITH"]
    (agentless,) = gold["agentless"]
    assert agentless == {
        "type": "RECOGNISED", "object": ORDER, "status": "asserted",
        "sent": 0, "trigger": "riconosciuto",
    }  # fmt: skip
    assert [r["status"] for r in gold["rejected"]] == ["uncertain"]


def test_the_later_verdict_counts(article: Article, tmp_path: Path):
    found = read(
        article,
        tmp_path,
        judged("relation", "accept", relation=MET),
        judged("relation", "reject", relation=MET),
    )
    assert [r.verdict for r in found.relations] == ["reject"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"kind": "relation"}, "line 2"),
        ({"kind": "verdict"}, "line 2"),
        (judged("relation", "accept", relation=MET, more=1), "line 2.*more"),
        (judged("relation", "accept", relation=MET, corrected=MET), "belongs to the verdict"),
        (judged("relation", "edit", relation=MET), "belongs to the verdict"),
        (judged("relation", "maybe", relation=MET), "line 2.*verdict"),
        (judged("entity", "accept", entity=ADA) | {"article": "a2"}, "no article 'a2'"),
        ({"kind": "article", "article": "a1", "text": "another"}, "another text"),
    ],
)
def test_what_is_no_correction_is_refused(
    article: Article, tmp_path: Path, line: dict, problem: str
):
    path = write(tmp_path / "c.jsonl", head(article), line)
    with pytest.raises(InputError, match=problem):
        newsner.read_corrections(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        newsner.read_corrections(tmp_path / "none.jsonl")


def test_a_version_is_scored(nlp, tmp_path: Path):
    text = "Ada Verdi ha incontrato Ugo Neri a Trieste. La Slovenia ha riconosciuto la Palestina."
    first = {"kind": "article", "article": "a1", "published": "2024-03-04", "text": text}
    recognised = fact("RECOGNISED", SLOVENIA, {"name": "Palestina", "type": "COUNTRY"})
    path = write(
        tmp_path / "c.jsonl",
        first,
        judged("relation", "accept", relation=fact("MET_WITH", ADA, UGO)),
        judged("relation", "reject", relation=recognised),
        judged("entity", "accept", entity=ADA),
    )
    result = corrections(nlp, path)
    assert result.figures["accepted"] == 100
    assert result.figures["rejected"] == 0
    assert round(result.figures["all"]) == 67
    assert result.by_kind == {"MET_WITH": 100, "RECOGNISED": 0, "entities": 100}
