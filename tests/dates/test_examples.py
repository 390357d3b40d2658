"""Marked-up sentences as the specification of the grammar: ``examples/*.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsner.dates import DateTagger
from newsner.layers import DateRow, get_input

from .markup import Example, read, value_of

FOLDER = Path(__file__).parent / "examples"
EXAMPLES = [example for path in sorted(FOLDER.glob("*.txt")) for example in read(path)]


@pytest.fixture(scope="module")
def tagger() -> DateTagger:
    return DateTagger()


@pytest.fixture(scope="module")
def docs(parser: Language) -> dict[str, Doc]:
    """All sentences, parsed in one go."""
    texts = list(dict.fromkeys(example.text for example in EXAMPLES))
    return dict(zip(texts, parser.pipe(texts), strict=True))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_example(docs: dict[str, Doc], tagger: DateTagger, example: Example) -> None:
    doc = docs[example.text]
    get_input(doc)["published"] = example.published
    found = [(row.start_char, row.end_char, value_of(row)) for row in DateRow.read(tagger(doc))]
    assert [(doc.text[a:z], value) for a, z, value in found] == [
        (doc.text[a:z], value) for a, z, value in example.marked
    ]
