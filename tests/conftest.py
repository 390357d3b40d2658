"""Fixtures shared by all tests."""

import pytest
import spacy
from spacy.language import Language

import newsner


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline with all stages."""
    return newsner.load("it_newsner_md")


@pytest.fixture(scope="session")
def parser() -> Language:
    """The bundled pipeline alone."""
    return spacy.load("it_newsner_md")
