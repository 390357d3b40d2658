"""Extraction from files to a file, which can be stopped at any moment and taken up again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .errors import InputError
from .items import Item, id_and_text
from .pipeline import extract_many, load
from .readers import read_articles
from .schema import Article, Failure


def run(
    path: Path,
    output: Path,
    *,
    resume: bool = False,
    model: str | None = None,
    n_process: int = 1,
    text: str = "text",
    published: str = "published",
    clean: bool = True,
    progress: bool = False,
) -> int:
    """Write an Article a line for each item of ``path``, in order; give the number of failures.

    With ``resume``, what a run that was stopped left in ``output`` stays: a line that it did not
    finish is cut off, and the items whose lines are complete are not read again.

    Raises
    ------
    InputError
        ``path`` cannot be read, or ``output`` is not what a run on it left.
    """
    from tqdm import tqdm

    items = iter(read_articles(path, text=text, published=published))
    done = failed = 0
    if resume and output.exists():
        done, failed = _skip_finished(items, output)
    nlp = load(model)
    with output.open("ab" if done else "wb") as file:
        articles = extract_many(items, nlp=nlp, n_process=n_process, clean=clean)
        for article in tqdm(
            articles, initial=done, unit=" articles", disable=not progress, file=sys.stderr
        ):
            line, error = _line(article)
            file.write(line + b"\n")
            file.flush()
            if error:
                failed += 1
                tqdm.write(f"{article.id}: {error.type}: {error.message}", file=sys.stderr)
    return failed


def _line(article: Article) -> tuple[bytes, Failure | None]:
    """Its JSON; without its context, and with an error, where that is no JSON."""
    try:
        return article.to_json().encode(), article.error
    except ValueError as error:
        failure = Failure(type="InputError", message=f"what came with the text is no JSON: {error}")
        bare = article.model_copy(update={"context": {}, "error": failure})
        return bare.to_json().encode(), failure


def _skip_finished(items: Iterator[Item], output: Path) -> tuple[int, int]:
    """Move ``items`` past what ``output`` has, cut off its unfinished line.

    Gives how many lines are complete, and how many of them have an error.
    """
    done = failed = 0
    with output.open("r+b") as file:
        for finished, has_error in _complete(file, output):
            item = next(items, None)
            expected = None if item is None else id_and_text(item)[0]
            if item is None or finished != expected:
                raise InputError(
                    f"line {done + 1} of {output} is of the article {finished!r}, but the input "
                    f"has {expected!r} there: it comes from another input; give --overwrite"
                )
            done += 1
            failed += has_error
    return done, failed


def _complete(file: BinaryIO, output: Path) -> Iterator[tuple[str | None, bool]]:
    """Read id and whether there is an error of the complete lines; cut off the rest."""
    end = 0
    for number, line in enumerate(iter(file.readline, b""), 1):
        if not line.endswith(b"\n"):
            break
        try:
            article = json.loads(line)
            id_, error = article["id"], article["error"]
        except (ValueError, KeyError, TypeError) as problem:
            raise InputError(
                f"line {number} of {output} is no article: it is not what a run left; "
                "give --overwrite"
            ) from problem
        yield id_, error is not None
        end = file.tell()
    file.seek(end)
    file.truncate()
