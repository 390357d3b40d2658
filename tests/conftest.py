"""Fixtures shared by all tests, and which files begin."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsner

#: What takes longest begins: no process is left with it when the others have nothing to do any more.
LONGEST = (
    "gold/test_scores.py",
    "relations/test_lexicon.py",
    "test_cli.py",
    "docs/test_docs.py",
    "explorer/test_browser.py",
    "test_determinism.py",
    "docs/test_notebooks.py",
    "test_hostile.py",
    "test_workers.py",
    "test_package.py",
    "test_endurance.py",
    "test_fuzz.py",
    "dates/test_examples.py",
    "propositions/test_constructions.py",
    "it_newsner_md/test_encoder_component.py",
)
PLACES = {Path(__file__).parent / name: k for k, name in enumerate(LONGEST)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of `LONGEST` first; the others, and the tests of a file, keep their order."""
    items.sort(key=lambda item: PLACES.get(item.path, len(PLACES)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz", type=int, default=400, help="number of texts of test_fuzz.py")
    parser.addoption("--endure", type=int, default=60, help="texts of test_endurance.py")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline with all stages."""
    return newsner.load("it_newsner_md")


@pytest.fixture(scope="session")
def parser() -> Language:
    """The bundled pipeline alone."""
    return spacy.load("it_newsner_md")
