"""Nothing stops it: texts recombined and parses perturbed at random come through every stage.

A few by default; `make endurance N=20000` tries more. The time limit is generous and counts
processor time: it catches what never ends, and measures nothing.
"""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType

import pytest
from recombine import perturbed, texts
from spacy.language import Language
from spacy.tokens import Doc

from newsner.components import STAGES

LIMIT = 60  # seconds of processor time
SEED = 20240315


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"no end after {LIMIT} s")


@contextmanager
def limit() -> Iterator[None]:
    """Raise `TimeoutError` in what does not end, where the system has such a signal."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def run(nlp: Language, doc: Doc) -> None:
    """Run the stages: none may fail, and what they leave makes an article that goes through JSON."""
    with limit():
        for name in STAGES:
            doc = nlp.get_pipe(name)(doc)
        article = doc._.newsner
    assert article.failed == ()
    assert type(article).model_validate_json(article.model_dump_json()) == article


@pytest.fixture(scope="module")
def number(request: pytest.FixtureRequest) -> int:
    found: int = request.config.getoption("--endure")
    return found


def test_recombined_texts_and_perturbed_parses(nlp: Language, number: int) -> None:
    chance = random.Random(SEED)
    failures = []
    made = islice(texts(SEED), number)
    while batch := list(islice(made, 100)):
        with nlp.select_pipes(disable=list(STAGES)):
            parsed = list(nlp.pipe(batch))
        for doc in parsed:
            wrong = perturbed(doc, chance)
            for kind, tried in (("text", doc), ("perturbed parse", wrong)):
                try:
                    run(nlp, tried)
                except Exception as error:
                    failures.append(f"{kind}: {type(error).__name__}: {error} | {doc.text!r:.200}")
    assert not failures, f"{len(failures)} failures, the first:\n" + "\n".join(failures[:10])


@pytest.mark.parametrize(
    "text",
    [
        "Preso il «re delle giostre»: Corrado Vannini in manette a Malta, in azione la polizia "
        "maltese e il Nucleo.",
        "Assessori: Rossi\nMinistri: Romano\n",
        "In carrozza con la regina c'erano le principessine sue figlie, Ilde e Berta, sorelle "
        "inseparabili.",
        "È morta un anno, due mesi e dieci giorni fa.",
        ", ".join(f"Aldo Neri{c} (Lega)" for c in "abcdefghilmnopqrstuvz") + ".",
        "La Commissione europea ha deferito la questione alla Corte. (Fanal, 1.200,50) e la Lega ha "
        "vinto.: Regione Molise",
        "\n".join(f"{role}: Aldo Neri, Bice Riva, Carlo Galli" for role in ("Regia", "Con") * 4),
        "Orsara: Neri, Riva (45' Vela), Galli; Conti, Bassi. All. Prandi. Arbitro: Este di Bra.\n"
        * 9,
        "Giunta: Aldo Neri (sindaco), Bice Riva (bilancio), " + "Carlo Galli, Dora Conti, " * 9,
    ],
    ids=lambda text: text[:12],
)
def test_texts_that_did_not_come_through(nlp: Language, text: str) -> None:
    with limit():
        doc = nlp(text)
    run(nlp, doc)
