"""Annotated articles: JSON lines with ``sentences`` and what is said of them, or ``text``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read_articles(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Give the articles of the files, each with its ``text``: its sentences, one a line."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield {"text": "\n".join(article.get("sentences", ()))} | article


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Give the texts of the files."""
    return (article["text"] for article in read_articles(paths))
