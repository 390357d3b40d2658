"""Fixtures shared by all tests."""

import pytest
import spacy
from spacy.language import Language

import newsner


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
