"""Amounts that belong to a predicate: ``amounts.txt``, and end to end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import newsner
from newsner.dates import DateTagger
from newsner.layers import AmountRow
from newsner.relations.amounts import Amounts
from newsner.relations.parse import Parse

MARK = re.compile(r"<([^|<>]+)\|(\S+) (\S+)(?: ([^<>]+))?>")
TRIGGER = re.compile(r"\*(\w+)\*")


class Example(NamedTuple):
    """A sentence, where its predicate stands, and the amounts: (words, kind, value, unit)."""

    text: str
    at: int
    amounts: list[tuple[str, str, str, str | None]]


def read() -> list[Example]:
    """Read the sentences."""
    found = []
    for line in (Path(__file__).parent / "amounts.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, apart = line.partition(" => ")
            marks = [(m[1], m[2], m[3], m[4]) for m in MARK.finditer(apart or sentence)]
            plain = MARK.sub(r"\1", sentence)
            trigger = TRIGGER.search(plain)
            assert trigger, line
            found.append(Example(TRIGGER.sub(r"\1", plain), trigger.start(), marks))
    return found


EXAMPLES = read()


@pytest.fixture(scope="module")
def docs(parser: Language) -> dict[str, Doc]:
    """All sentences, parsed in one go, with their amounts."""
    texts = [example.text for example in EXAMPLES]
    tagger = DateTagger()
    return {t: tagger(doc) for t, doc in zip(texts, parser.pipe(texts), strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_example(docs: dict[str, Doc], example: Example) -> None:
    doc = docs[example.text]
    predicate = next(token.i for token in doc if token.idx == example.at)
    rows = AmountRow.read(doc)
    own = [rows[i] for i in Amounts(Parse(doc)).of(predicate)]
    assert [
        (doc.text[r.start_char : r.end_char], r.kind, r.value, r.unit) for r in own
    ] == example.amounts


def amounts(text: str, nlp: Language) -> list[tuple[str, str, str, tuple[float, ...], str | None]]:
    article = newsner.extract(text, nlp=nlp)
    found = {
        (a.text, a.kind, a.value, a.numbers, a.unit) for r in article.relations for a in r.amounts
    }
    return sorted(found, key=lambda amount: text.index(amount[0]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Il tribunale di Bari ha condannato Ugo Zanetti a otto anni e sei mesi di carcere.",
            [("otto anni e sei mesi", "duration", "P8Y6M", (8.5,), "year")],
        ),
        (
            "Il gruppo Ardena ha acquistato il 51% di Velia per 2,1 miliardi di euro.",
            [
                ("51%", "percentage", "51", (51.0,), None),
                ("2,1 miliardi di euro", "money", "2100000000", (2.1e9,), "EUR"),
            ],
        ),
        ("La Lazio ha battuto il Bologna 2-1.", [("2-1", "score", "2-1", (2.0, 1.0), None)]),
        ("Il tribunale di Bari ha condannato Ugo Zanetti, 40 anni, per truffa.", []),
    ],
)
def test_a_relation_has_the_amounts_of_its_predicate(
    nlp: Language, text: str, wanted: list[tuple[str, str, str, tuple[float, ...], str | None]]
) -> None:
    assert amounts(text, nlp) == wanted


def test_a_restatement_adds_its_amounts(nlp: Language) -> None:
    text = (
        "Il gruppo Ardena ha acquistato Velia per 40 milioni di euro. "
        "Il gruppo Ardena ha acquistato il 51% di Velia."
    )
    assert [amount[0] for amount in amounts(text, nlp)] == ["40 milioni di euro", "51%"]


def test_offsets_are_exact_where_the_text_was_mended(nlp: Language) -> None:
    text = "Il tribunale di Bari  ha condannato Ugo Zanetti a\u00a0otto\u00a0anni di carcere."
    article = newsner.extract(text, nlp=nlp)
    (amount,) = {a for r in article.relations for a in r.amounts}
    assert text[amount.start : amount.end] == amount.text == "otto\u00a0anni"
