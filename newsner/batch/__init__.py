"""Extraction from files to a file, which can be stopped at any moment and taken up again.

A run writes a part file beside its output, which becomes the output in one step at the end: what
was there stays until then. See `part` for the files.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from spacy.language import Language

from .. import __version__
from ..errors import InputError
from ..export.files import read_jsonl, write, writer_of
from ..items import Item, identity
from ..pipeline import TIMEOUT, extract_many, load
from ..readers import STDIN, read_articles
from ..schema import Article
from ..stream import knowledge_of, model_of
from .options import Options, Stopped, Summary, Terminated
from .part import Part, part_of, record_of, same_record, write_record

STDOUT = "-"

__all__ = ["Options", "Stopped", "Summary", "Terminated", "run"]


def run(
    path: str | Path,
    output: str | Path,
    *,
    resume: bool = False,
    overwrite: bool = False,
    n_process: int = 1,
    timeout: float | None = TIMEOUT,
    progress: bool = False,
    options: Options | None = None,
) -> Summary:
    """Write an Article for each item of ``path``, in order, in the format ``output`` ends in.

    Parameters
    ----------
    path
        As `read_articles` takes it; ``"-"`` is standard input.
    output
        A file of a format that `newsner.write` knows; ``"-"``, standard output, and what is no
        regular file take an article a line, as JSON.
    resume
        Go on with what a run that was stopped left beside ``output``: a line that it did not
        finish is cut off; the items whose lines are complete are read, but not extracted, again.
    overwrite
        Begin anew, and replace what is there at the end.
    n_process, timeout, progress
        As in `extract_many`.
    options
        How to read the input and what to extract.

    Raises
    ------
    InputError
        ``path`` cannot be read; ``output`` cannot be written, is the input, is there already, or
        is being written by another run; what is to be resumed is of another input or of other
        options.
    Stopped
        The run was interrupted or could not write on: the part file has what was done.
    """
    options = options or Options()
    summary = Summary("standard output" if str(output) == STDOUT else str(output))
    start = time.monotonic()
    how = _How(n_process, timeout, progress)
    try:
        with _output(path, output, resume=resume, overwrite=overwrite) as target:
            items = _items(path, options)
            if isinstance(target, Part):
                _run_to_file(target, items, options, summary, resume, how)
            else:
                nlp = _load(options)
                with closing(_extract(items, nlp, options, summary, how)) as lines:
                    for line in lines:
                        target.write(line)
                        target.flush()
    except KeyboardInterrupt as error:
        code = 143 if isinstance(error, Terminated) else 130
        raise Stopped(f"stopped. {_kept(output, summary)}", code) from error
    summary.seconds = time.monotonic() - start
    return summary


@dataclass(frozen=True)
class _How:
    """How a run goes about it, which changes nothing of its output."""

    n_process: int
    timeout: float | None
    progress: bool


def _kept(output: str | Path, summary: Summary) -> str:
    """Say what is left of a run that ended early."""
    part = part_of(Path(output).resolve())
    if not part.exists():
        return f"{summary.articles:,} articles were written"
    return f"{summary.articles:,} articles are in {part}: the same with --resume goes on from there"


@contextmanager
def _output(
    path: str | Path, output: str | Path, *, resume: bool, overwrite: bool
) -> Iterator[BinaryIO | Part]:
    """Open what the run writes, having held that nothing there is lost by it."""
    target = Path(output)
    if str(output) == STDOUT or _is_device(target):
        if resume:
            raise InputError("only a run to a file can be resumed: give one as --output")
        if str(output) == STDOUT:
            yield sys.stdout.buffer
        else:
            with target.open("wb") as stream:
                yield stream
        return
    target = target.resolve()
    writer_of(target)
    if not target.parent.is_dir():
        raise InputError(f"{target.parent}: no such folder: make it, or give another --output")
    if str(path) != STDIN:
        _hold_apart(Path(path).resolve(), target)
    begun = part_of(target).exists()
    if not (resume or overwrite) and (target.exists() or begun):
        what = f"{target} exists" if target.exists() else f"a run to {target} was stopped"
        raise InputError(f"{what}: give --resume to go on with it, or --overwrite to begin anew")
    with Part.held(target) as part:
        if not resume:
            part.cut(0)
        yield part


def _is_device(path: Path) -> bool:
    """Whether it is there, and neither file nor folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _hold_apart(source: Path, target: Path) -> None:
    """Refuse to write where the run reads."""
    for path in (target, part_of(target), record_of(target)):
        if path.exists() and source.exists() and path.samefile(source):
            raise InputError(f"{path} is the input: give another --output")
    if target.is_dir():
        raise InputError(f"{target} is a folder: give the name of a file in it as --output")
    if source.is_dir() and target.is_relative_to(source):
        raise InputError(
            f"{target} is in the folder that is read, and would be read as an article next time: "
            "give an --output elsewhere"
        )


def _items(path: str | Path, options: Options) -> Iterator[Item]:
    """Read the input; its first item at once, so that what is wrong with it shows at once."""
    items = read_articles(
        path,
        text=options.text,
        published=options.published,
        encoding=options.encoding,
        kind=options.kind,
        max_bytes=options.max_bytes,
    )
    first = next(items, None)
    return items if first is None else chain([first], items)


def _load(options: Options) -> Language:
    return load(
        options.model,
        relations=options.relations,
        gazetteer=options.gazetteer,
        min_confidence=options.min_confidence,
    )


def _run_to_file(
    part: Part,
    items: Iterator[Item],
    options: Options,
    summary: Summary,
    resume: bool,
    how: _How,
) -> None:
    nlp = _load(options)
    model = model_of(nlp)
    versions = {
        "pipeline": f"{model.name} {model.version}",
        "newsner": __version__,
        "knowledge": knowledge_of(nlp),
    }
    digest = _Digest()
    items = digest.of(items)
    if resume and part.is_empty and part.output.exists():
        told = same_record(part.output, options, versions)
        _hold_same_input(items, digest, told, part.output, summary)
        return
    if not part.is_empty:
        same_record(part.output, options, versions)
        _skip_done(items, part, summary)
    try:
        if part.is_empty:
            write_record(part.output, options, versions)
        articles = _extract(items, nlp, options, summary, how)
        with closing(articles):
            for line in articles:
                part.append(line)
        os.fsync(part.file.fileno())
        told = {"articles": summary.articles, "relations": summary.relations}
        told |= {"errors": summary.errors, "input": digest.hex}
        _finish(part, lambda: write_record(part.output, options, versions, **told))
    except OSError as error:
        why = f"cannot write on ({error.strerror or error})"
        raise Stopped(f"{why}. {_kept(part.output, summary)}", 3) from error


def _finish(part: Part, write_told: Any) -> None:
    """Make the output of the part, in one step."""
    path = part_of(part.output)
    if part.output.suffix.casefold() in (".jsonl", ".ndjson"):
        write_told()
        if os.name == "nt":  # where an open file is not renamed
            part.file.close()
        path.replace(part.output)
    else:
        write(read_jsonl(path), part.output)
        write_told()
        part.cut(0)


class _Digest:
    """The digest of the items that went by: what an output was made of."""

    def __init__(self) -> None:
        self._sha = sha256()

    def of(self, items: Iterator[Item]) -> Iterator[Item]:
        """Give the items, noting each."""
        for item in items:
            self._sha.update(json.dumps(identity(item)).encode())
            yield item

    @property
    def hex(self) -> str:
        return self._sha.hexdigest()


def _hold_same_input(
    items: Iterator[Item], digest: _Digest, told: dict[str, Any], output: Path, summary: Summary
) -> None:
    """Hold that a finished output is of this input, and count what it has."""
    for _ in items:
        pass
    if told.get("input") != digest.hex:
        raise InputError(
            f"{output} is finished, and was made of another input: give --overwrite to make it anew"
        )
    summary.articles = summary.resumed = told["articles"]
    summary.relations, summary.errors = told["relations"], told["errors"]


def _skip_done(items: Iterator[Item], part: Part, summary: Summary) -> None:
    """Move ``items`` past those that the part file has.

    Raises
    ------
    InputError
        It has articles of another input.
    """
    for article in part.lines():
        item = next(items, None)
        wanted = (article["id"], article["text"])
        if item is None or not _is_of(item, article):
            has = "has ended" if item is None else f"has {_call(*identity(item)[:2])}"
            raise InputError(
                f"line {summary.articles + 1} of {part_of(part.output)} is of {_call(*wanted)}, "
                f"where the input {has}: it is of another input; give --overwrite to begin anew"
            )
        summary.add(len(article["relations"]), article["error"] is not None)
        summary.resumed += 1


def _is_of(item: Item, article: dict[str, Any]) -> bool:
    """Whether an article is what an item gives, as far as it shows."""
    id_, text, title, published = identity(item)
    return (
        (id_, text) == (article["id"], article["text"])
        and (title is None or article["error"] or title == article.get("title"))
        and (published is None or article["error"] or _same_time(published, article["published"]))
    )


def _same_time(one: str, other: str | None) -> bool:
    """Whether two of ISO 8601 are the same: "+00:00" is also written "Z"."""
    return other is not None and datetime.fromisoformat(one) == datetime.fromisoformat(other)


def _call(id_: str | None, text: str) -> str:
    return f"{id_!r} ({text[:40]!r}…)"


def _extract(
    items: Iterator[Item],
    nlp: Language,
    options: Options,
    summary: Summary,
    how: _How,
) -> Generator[bytes, None, None]:
    """Give each article as a line, count it, and say on stderr what could not be read."""
    from tqdm import tqdm

    articles = cast(
        "Generator[Article, None, None]",
        extract_many(
            items, nlp=nlp, n_process=how.n_process, clean=options.clean, timeout=how.timeout
        ),
    )
    bar = tqdm(
        initial=summary.articles,
        unit=" articles",
        disable=None if how.progress else True,  # None: where stderr is no terminal
        file=sys.stderr,
    )
    with closing(articles), bar:
        for article in articles:
            yield article.to_json().encode() + b"\n"
            summary.add(len(article.relations), article.error is not None)
            bar.update()
            if article.error:
                what = f"{article.id}: {article.error.type}: {article.error.message}"
                tqdm.write(what, file=sys.stderr)
