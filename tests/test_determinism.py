"""The same articles give the same JSON, character for character, whatever way they go through."""

import json
import multiprocessing
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from gold.reader import articles as gold_articles
from spacy.language import Language

import newsner
from newsner import Article
from newsner.knowledge.loader import version as knowledge_version

ITEMS: list[Any] = [
    {"id": gold.id, "text": gold.text, "published": gold.published} for gold in gold_articles()[:4]
]
ITEMS.insert(3, {"id": "bad", "text": None})
ITEMS.append({"id": "long", "text": "\n".join(item["text"] for item in ITEMS if item["text"])})


def by_id(articles: Iterable[Article]) -> dict[str | None, str]:
    found = {article.id: article.to_json() for article in articles}
    assert len(found) == len(ITEMS)
    return found


@pytest.fixture(scope="module")
def expected(nlp: Language) -> dict[str | None, str]:
    articles = list(newsner.extract_many(ITEMS, nlp=nlp))
    assert sum(len(article.relations) for article in articles) > 30
    return by_id(articles)


@pytest.mark.parametrize("batch_size", [1, 4])
def test_batch_sizes(nlp: Language, expected: dict[str | None, str], batch_size: int) -> None:
    assert by_id(newsner.extract_many(ITEMS, nlp=nlp, batch_size=batch_size)) == expected


def test_orders(nlp: Language, expected: dict[str | None, str]) -> None:
    items = random.Random(0).sample(ITEMS, len(ITEMS))
    assert by_id(newsner.extract_many(items, nlp=nlp)) == expected


def test_one_by_one(nlp: Language, expected: dict[str | None, str]) -> None:
    for item in ITEMS:
        if item["text"]:
            assert newsner.extract(**item, nlp=nlp).to_json() == expected[item["id"]]


@pytest.mark.parametrize("threads", [1, 3])
def test_threads(expected: dict[str | None, str], threads: int) -> None:
    nlp = newsner.load("it_newsner_md")
    encoder: Any = nlp.get_pipe("newsner_encoder")
    encoder.threads = threads
    assert by_id(newsner.extract_many(ITEMS, nlp=nlp)) == expected


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(
    nlp: Language,
    expected: dict[str | None, str],
    method: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newsner.workers.multiprocessing", multiprocessing.get_context(method))
    articles = newsner.extract_many(ITEMS, nlp=nlp, n_process=2, batch_size=2)
    assert by_id(articles) == expected


def test_runs(expected: dict[str | None, str]) -> None:
    """A run of its own hashes strings, and so orders sets of them, in its own way."""
    script = (
        "import json, newsner, sys; nlp = newsner.load('it_newsner_md')\n"
        "for a in newsner.extract_many(json.load(sys.stdin), nlp=nlp): print(a.to_json())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(ITEMS),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert by_id(map(Article.model_validate_json, run.stdout.splitlines())) == expected


def test_every_result_names_the_versions_behind_it(nlp: Language) -> None:
    """Pipeline, code and data files: of failures too."""
    for article in newsner.extract_many(ITEMS, nlp=nlp):
        assert (article.model.name, article.model.version) == (
            "it_newsner_md",
            nlp.meta["version"],
        )
        assert article.newsner_version == newsner.__version__
        assert article.knowledge_version == knowledge_version()
