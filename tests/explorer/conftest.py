"""A small article of fiction, and the archive for the browser, made once."""

import pytest
from export.conftest import article, empty  # noqa: F401 (fixtures)

from explorer.archive import extracted, varied
from newsner import Article


@pytest.fixture(scope="session")
def gold_results() -> list[Article]:
    return extracted()


@pytest.fixture(scope="session")
def archive(gold_results: list[Article]) -> list[Article]:
    return varied(gold_results, 1000)
