"""Threads and processes over one pipeline: right, in order, and gone when nobody wants them."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import spacy
from gold.reader import articles as gold_articles
from spacy.language import Language
from spacy.tokens import Doc

import newsner
from newsner import workers
from newsner.errors import WorkerError

ITEMS: list[dict[str, Any]] = [
    {"id": gold.id, "text": gold.text, "published": gold.published} for gold in gold_articles()[:4]
]
SOON = 90.0  # seconds; on a quiet machine it takes one
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def test_eight_threads_of_single_calls_and_streams_over_one_pipeline(nlp: Language) -> None:
    expected = [newsner.extract(**item, nlp=nlp).to_json() for item in ITEMS]

    def single(start: int) -> list[str]:
        order = [(start + k) % len(ITEMS) for k in range(len(ITEMS))]
        found = {k: newsner.extract(**ITEMS[k], nlp=nlp).to_json() for k in order}
        return [found[k] for k in range(len(ITEMS))]

    def stream(size: int) -> list[str]:
        return [a.to_json() for a in newsner.extract_many(ITEMS, nlp=nlp, batch_size=size)]

    with ThreadPoolExecutor(8) as pool:
        tasks = [pool.submit(single, k) for k in range(4)]
        tasks += [pool.submit(stream, size) for size in (1, 2, 3, 64)]
        for task in tasks:
            assert task.result() == expected


def test_the_vocabulary_of_the_pipeline_does_not_grow(nlp: Language) -> None:
    newsner.extract("Bruni tace.", nlp=nlp)
    before = len(nlp.vocab.strings)
    newsner.extract("Zanzeruni e Quarantolfi hanno incontrato Perlavecchia.", nlp=nlp)
    list(newsner.extract_many(["Torreforte ha incontrato Malvaguerra."], nlp=nlp))
    assert len(nlp.vocab.strings) == before


def test_lanes_are_changed_before_they_grow(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [a.to_json() for a in newsner.extract_many(ITEMS, nlp=nlp)]
    monkeypatch.setattr("newsner.lanes._MOST", 50)
    assert [a.to_json() for a in newsner.extract_many(ITEMS, nlp=nlp)] == expected


def test_a_change_of_the_pipeline_shows_in_the_next_text() -> None:
    nlp = newsner.load()
    assert newsner.extract("Ada Verdi tace.", nlp=nlp).entities
    nlp.tokenizer.add_special_case("tace", [{"ORTH": "ta"}, {"ORTH": "ce"}])
    assert newsner.extract("Ada Verdi tace.", nlp=nlp).entities
    nlp.remove_pipe("newsner_entities")
    assert not newsner.extract("Ada Verdi tace.", nlp=nlp).entities


@Language.component("test_perilous")
def perilous(doc: Doc) -> Doc:
    """Do what the text says."""
    if "dies" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "sleeps" in doc.text:
        time.sleep(1000)
    if "crashes" in doc.text:
        raise RuntimeError("boom")
    return doc


@pytest.fixture
def small() -> Language:
    """A pipeline that costs next to nothing."""
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("newsner_dates")
    nlp.add_pipe("test_perilous")
    return nlp


def texts(number: int) -> list[dict[str, Any]]:
    return [{"id": str(k), "text": f"Testo {k} del 3 marzo."} for k in range(number)]


def alive() -> list[Any]:
    """Workers of ours that still run."""
    gc.collect()
    import multiprocessing

    return [p for p in multiprocessing.active_children() if p.name == "newsner"]


def test_processes_keep_the_order_and_the_context(small: Language) -> None:
    items = [item | {"desk": k} for k, item in enumerate(texts(200))]
    items[7]["text"] = None
    items[9]["text"] = "lungo " * 20_000
    items[11]["odd"] = lambda: None  # cannot go to another process
    items[13]["text"] = "crashes"
    found = list(newsner.extract_many(items, nlp=small, n_process=2))
    assert [a.id for a in found] == [item["id"] for item in items]
    assert [a.context["desk"] for a in found if a.error is None] == [
        k for k in range(200) if k not in (7, 13)
    ]
    assert {k for k, a in enumerate(found) if a.error} == {7, 13}
    assert [len(a.dates) for a in found[14:]] == [1] * 186
    assert alive() == []


@unix
def test_a_dead_worker_is_an_error_that_names_its_text_and_is_replaced(small: Language) -> None:
    items = texts(40)
    items[5]["text"] = items[20]["text"] = "dies"
    found = list(newsner.extract_many(items, nlp=small, n_process=2))
    assert [a.id for a in found] == [item["id"] for item in items]
    assert {a.id: a.error.type for a in found if a.error} == {
        "5": "WorkerError",
        "20": "WorkerError",
    }
    assert found[5].text == "dies"


def test_a_worker_that_does_not_come_back_is_replaced(
    small: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "GRACE", 1.0)
    items = texts(20)
    newsner.extract(
        items[0]["text"], nlp=small
    )  # what is read at the first text is no worker's time
    items[3]["text"] = "sleeps"
    found = list(newsner.extract_many(items, nlp=small, n_process=2, timeout=3))
    assert {a.id: a.error.type for a in found if a.error} == {"3": "TimeLimitError"}
    assert alive() == []


@pytest.mark.parametrize("way", ["break", "close", "exception", "busy"])
def test_leaving_early_ends_the_workers(small: Language, way: str) -> None:
    items = texts(1000)
    if way == "busy":
        items[1]["text"] = items[2]["text"] = "sleeps"
    begun = time.monotonic()
    articles = newsner.extract_many(iter(items), nlp=small, n_process=2)
    if way == "exception":
        with pytest.raises(KeyError):
            _fail_in(articles)
    else:
        for _ in articles:
            break
    if way == "close":
        articles.close()  # type: ignore[attr-defined]
    del articles
    assert alive() == []
    assert time.monotonic() - begun < SOON


def _fail_in(articles: Any) -> None:
    for _ in articles:
        raise KeyError("body")


def test_an_error_of_the_callers_items_comes_after_what_was_before_it(small: Language) -> None:
    def items() -> Any:
        yield from texts(3)
        raise OSError("the disk is gone")

    articles = newsner.extract_many(items(), nlp=small, n_process=2)
    assert [next(articles).id for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)
    assert alive() == []


def test_workers_that_cannot_be_started_are_an_error(
    small: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_work", lambda *given: os._exit(3))
    with pytest.raises(WorkerError, match=r"exit code 3.*__main__"):
        list(newsner.extract_many(texts(3), nlp=small, n_process=2))


PROGRAM = """
import itertools, multiprocessing, newsner, signal, spacy
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs behind
nlp = spacy.blank("it")
nlp.add_pipe("sentencizer")
nlp.add_pipe("newsner_dates")
for k, a in enumerate(newsner.extract_many(itertools.repeat("Ieri."), nlp=nlp, n_process=2)):
    if k == 3:
        print(*(p.pid for p in multiprocessing.active_children()), flush=True)
"""


@unix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_wants_their_work(number: int, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert len(pids) == 2
        os.kill(process.pid, number)
        try:
            process.wait(SOON)
        finally:
            process.kill()
    end = time.monotonic() + SOON
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() < end, "a worker was left behind"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """Whether a process is there and no mere zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_articles_go_through_json_the_same_from_a_process(nlp: Language) -> None:
    alone = [a.to_json() for a in newsner.extract_many(ITEMS[:3], nlp=nlp)]
    other = [a.to_json() for a in newsner.extract_many(ITEMS[:3], nlp=nlp, n_process=2)]
    assert [json.loads(a) for a in alone] == [json.loads(b) for b in other]
