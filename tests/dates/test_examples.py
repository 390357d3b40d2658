"""Marked-up sentences as the specification of the grammar.

A line of ``examples/*.txt`` is a sentence with its expressions marked: ``<ieri|2024-03-06>``;
an interval is ``<...|start/end>``, an impossible date ``<...|->``; a sentence without marks has
no date. After ``=>`` stand the expressions where a mark would hide an article. ``published``
sets the publication date of the lines below it, ``#`` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsner.dates import DateTagger
from newsner.layers import DateRow, get_input

MARK = re.compile(r"<([^|<>]+)\|([^<>]+)>")
Found = tuple[str, str]


def examples() -> Iterator[tuple[str, str, list[Found]]]:
    for path in sorted((Path(__file__).parent / "examples").glob("*.txt")):
        published = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("published "):
                published = line.split()[1]
            elif line and not line.startswith("#"):
                marked, _, apart = line.partition(" => ")
                expected = MARK.findall(apart or marked)
                yield published, MARK.sub(r"\1", marked), expected


def value_of(row: DateRow) -> str:
    if isinstance(row.value, list):
        return "/".join(str(end) for end in row.value)
    return row.value or "-"


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def tagger() -> DateTagger:
    return DateTagger()


@pytest.fixture(scope="module")
def docs(parser: Language) -> dict[str, Doc]:
    """All sentences, parsed in one go."""
    texts = list(dict.fromkeys(text for _, text, _ in EXAMPLES))
    return dict(zip(texts, parser.pipe(texts), strict=True))


@pytest.mark.parametrize(("published", "text", "expected"), EXAMPLES)
def test_example(
    docs: dict[str, Doc], tagger: DateTagger, published: str, text: str, expected: list[Found]
) -> None:
    doc = docs[text]
    get_input(doc)["published"] = published
    found = [
        (text[row.start_char : row.end_char], value_of(row)) for row in DateRow.read(tagger(doc))
    ]
    assert found == expected
