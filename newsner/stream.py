"""Texts through a pipeline, one or many: whatever crashes stays with its text."""

from __future__ import annotations

import copy
import logging
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from . import __version__
from .assemble import assemble
from .components import Stage
from .errors import NewsnerError, StageError
from .items import Item, Prepared, id_and_text, prepare
from .knowledge.loader import version as knowledge_version
from .schema import Article, Failure, Model

logger = logging.getLogger("newsner")

CHUNK = 64  # items between which the vocabulary is freed of their words; half for a process


class Stream:
    """Items on their way through ``nlp.pipe``.

    What goes in waits in a queue until it comes out. A Doc that is missing in what comes out was
    left out because a component crashed: it goes through the pipeline again, alone, to find out
    which.
    """

    def __init__(self, nlp: Language, items: Iterator[Item], clean: bool) -> None:
        self.nlp = nlp
        self.model = model_of(nlp)
        self.items = items
        self.clean = clean
        self.waiting: deque[tuple[int, Prepared | Article]] = deque()
        self.count = 0
        self.failure: Exception | None = None  # of the caller's iterator

    def run(self, n_process: int, batch_size: int | None) -> Iterator[Article]:
        """Give the articles in order, one per item."""
        nested = self.nlp.vocab.in_memory_zone  # type: ignore[attr-defined]
        if n_process != 1 or nested:
            yield from self._through(self._read(), n_process, batch_size or CHUNK // 2)
        else:
            yield from self._in_zones(batch_size or CHUNK)
        if self.failure:
            raise self.failure

    def _in_zones(self, size: int) -> Iterator[Article]:
        """Forget, after so many items, the words that they brought into the vocabulary."""
        with suppress(Exception):
            self.nlp("x")  # what components make on their first call has to outlive the zone
        while chunk := list(islice(self._read(), size)):
            with self.nlp.memory_zone():
                articles = list(self._through(iter(chunk), 1, size))
            yield from articles

    def _read(self) -> Iterator[Item]:
        """Items until the caller's iterator ends or fails."""
        while True:
            try:
                yield next(self.items)
            except StopIteration:
                return
            except Exception as error:
                self.failure = error
                return

    def _through(
        self, items: Iterator[Item], n_process: int, batch_size: int | None
    ) -> Iterator[Article]:
        lenient = copy.copy(self.nlp)  # shares all but the handler
        lenient.default_error_handler = _leave_out
        while True:
            try:
                for doc, index in lenient.pipe(
                    self._docs(items), as_tuples=True, n_process=n_process, batch_size=batch_size
                ):
                    yield from self._until(index)
                    _, known = self.waiting.popleft()
                    yield known if isinstance(known, Article) else self._assemble(doc, known)
                break
            except Exception as error:  # of a component that brings its own handler
                if not self.waiting:
                    raise
                logger.debug("a component crashed: %s", error)
                yield from self._until(self.count)
        yield from self._until(self.count)

    def _docs(self, items: Iterator[Item]) -> Iterator[tuple[Doc, int]]:
        """Docs with their number; an empty one in the place of a bad item."""
        for item in items:
            known: Prepared | Article
            try:
                known = prepare(item, cleaning=self.clean, max_length=self.nlp.max_length)
                doc = known.make_doc(self.nlp)
            except Exception as error:
                known, doc = self._failed(item, error), self.nlp.make_doc("")
            index = self.count
            self.count += 1
            self.waiting.append((index, known))
            yield doc, index

    def _until(self, index: int) -> Iterator[Article]:
        """Articles of the items before ``index`` that never came out."""
        while self.waiting and self.waiting[0][0] < index:
            _, known = self.waiting.popleft()
            yield known if isinstance(known, Article) else self._alone(known)

    def _alone(self, known: Prepared) -> Article:
        try:
            return run_alone(self.nlp, known)
        except NewsnerError as error:
            return self._failed(_as_item(known), error)

    def _assemble(self, doc: Doc, known: Prepared) -> Article:
        try:
            return _assemble(doc, self.model, known)
        except NewsnerError as error:
            return self._failed(_as_item(known), error)

    def _failed(self, item: Item, error: Exception) -> Article:
        if not isinstance(error, NewsnerError):
            error = StageError(f"clean crashed on this item: {type(error).__name__}: {error}")
        id_, text = id_and_text(item)
        return Article(
            id=id_,
            text=text,
            model=self.model,
            newsner_version=__version__,
            knowledge_version=knowledge_of(self.nlp),
            error=Failure(type=type(error).__name__, message=str(error)),
        )


def _leave_out(name: str, component: Any, docs: list[Doc], error: Exception) -> None:
    logger.debug("%s crashed: %s", name, error)


def _as_item(known: Prepared) -> Item:
    return {"id": known.given["id"], "text": known.given.get("raw", known.text)}


def run_alone(nlp: Language, known: Prepared) -> Article:
    """Run the pipeline on one text, naming the component that crashes."""
    doc = known.make_doc(nlp)
    for name, component in nlp.pipeline:
        try:
            doc = component(doc)
        except Exception as error:
            raise StageError(_crash(name, error)) from error
    return _assemble(doc, model_of(nlp), known)


def _assemble(doc: Doc, model: Model, known: Prepared) -> Article:
    try:
        return assemble(doc, model, known.context)
    except Exception as error:
        raise StageError(_crash("assemble", error)) from error


def _crash(stage: str, error: Exception) -> str:
    return f"{stage} crashed on this text: {type(error).__name__}: {error}"


def model_of(nlp: Language) -> Model:
    """Name and version of a pipeline."""
    return Model(name=f"{nlp.meta['lang']}_{nlp.meta['name']}", version=str(nlp.meta["version"]))


def knowledge_of(nlp: Language) -> str:
    """Digest of the data files that a pipeline uses, with that of the user's own."""
    rules = [stage.rules for _, stage in nlp.pipeline if isinstance(stage, Stage)]
    return knowledge_version() + "".join(rules)
