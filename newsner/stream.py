"""Texts through a pipeline, one or many: whatever crashes stays with its text."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from . import __version__
from .assemble import assemble
from .collector import seldom
from .components import Stage
from .deadline import check, limited
from .errors import NewsnerError, StageError
from .items import Incoming, Item, Prepared, id_and_text, prepare
from .knowledge.loader import version as knowledge_version
from .lanes import Component, Lane, borrowed
from .schema import Article, Failure, Model

logger = logging.getLogger("newsner")

IN_HAND = 64  # texts that are read ahead of the one whose article comes out next


class Stream:
    """Items on their way through a pipeline, in this process.

    The components before the first stage read texts ahead, in batches or with threads of their
    own; the stages run on the texts that are through them, one by one. What goes in waits in a
    queue until it comes out. A component that crashes ends the chain: every text that waits then
    goes through the pipeline alone, which tells whose fault it was.

    Parameters
    ----------
    timeout
        Seconds that cleaning and stages may take with an item.
    """

    def __init__(
        self, nlp: Language, items: Iterator[Item], *, clean: bool, timeout: float | None
    ) -> None:
        self.nlp = nlp
        self.model = model_of(nlp)
        self.items = Incoming(items)
        self.clean = clean
        self.timeout = timeout
        self.waiting: deque[tuple[int, Prepared | Article, float | None]] = deque()
        self.count = 0

    def run(self, in_hand: int = IN_HAND) -> Iterator[Article]:
        """Give the articles in order, one per item."""
        while not self.items.ended:
            with borrowed(self.nlp) as lane:
                yield from self._through(lane, in_hand)
        self.items.finish()

    def _through(self, lane: Lane, in_hand: int) -> Iterator[Article]:
        """Give the articles of the next items, until they end or the lane is full."""
        first = next(
            (k for k, (_, part) in enumerate(lane.components) if isinstance(part, Stage)),
            len(lane.components),
        )
        ahead, behind = lane.components[:first], lane.components[first:]
        before = self.count
        try:
            for doc in _chain(self._docs(lane), ahead, in_hand):
                yield from self._until(doc._context)
                _, known, left = self.waiting.popleft()
                if isinstance(known, Article):
                    yield known
                else:
                    yield self._finished(doc, known, behind, left)
        except Exception as error:
            if self.count == before:  # it takes no text at all
                raise
            logger.debug("a component crashed: %s", error)
        yield from self._until(self.count)

    def _docs(self, lane: Lane) -> Iterator[Doc]:
        """Docs with their number; an empty one in the place of a bad item."""
        for item in self.items:
            known, doc, left = self._prepared(item, lane)
            doc._context = self.count
            self.waiting.append((self.count, known, left))
            self.count += 1
            yield doc
            if lane.is_full:
                return

    def _prepared(self, item: Item, lane: Lane) -> tuple[Prepared | Article, Doc, float | None]:
        """Clean and tokenise an item; how much of its time is left."""
        begun = monotonic()
        try:
            with limited(self.timeout):
                known = prepare(item, cleaning=self.clean, max_length=self.nlp.max_length)
                doc = known.make_doc(lane.tokenize)
        except Exception as error:
            return failed(self.nlp, item, error), lane.tokenize(""), None
        if self.timeout is None:
            return known, doc, None
        return known, doc, max(0.0, self.timeout - (monotonic() - begun))

    def _until(self, index: int) -> Iterator[Article]:
        """Articles of the items before ``index`` that never came out."""
        while self.waiting and self.waiting[0][0] < index:
            _, known, _ = self.waiting.popleft()
            if isinstance(known, Article):
                yield known
            else:
                yield self._alone(known)

    def _alone(self, known: Prepared) -> Article:
        try:
            return run_alone(self.nlp, known, self.timeout)
        except NewsnerError as error:
            return failed(self.nlp, _as_item(known), error)

    def _finished(
        self,
        doc: Doc,
        known: Prepared,
        behind: list[tuple[str, Component]],
        left: float | None,
    ) -> Article:
        try:
            with limited(left):
                return _annotated(doc, known, behind, self.model)
        except NewsnerError as error:
            return failed(self.nlp, _as_item(known), error)


def _chain(docs: Iterable[Doc], parts: list[tuple[str, Component]], size: int) -> Iterable[Doc]:
    """Run Docs through components, in batches where they can."""
    for _, part in parts:
        pipe: Any = getattr(part, "pipe", None)
        docs = map(part, docs) if pipe is None else pipe(docs, batch_size=size)
    return docs


def _as_item(known: Prepared) -> Item:
    return {"id": known.given["id"], "text": known.given.get("raw", known.text)}


def run_item(nlp: Language, item: Item, *, clean: bool, timeout: float | None) -> Article:
    """Extract from one item; see `pipeline.extract`."""
    with limited(timeout):
        try:
            known = prepare(item, cleaning=clean, max_length=nlp.max_length)
        except NewsnerError as error:
            id_, _ = id_and_text(item)
            if id_ is not None:
                error.add_note(f"in the item with the id {id_!r}")
            raise
        return run_alone(nlp, known, timeout=None)


def run_or_fail(nlp: Language, item: Item, *, clean: bool, timeout: float | None) -> Article:
    """Extract from one item; what goes wrong is the article's error."""
    try:
        return run_item(nlp, item, clean=clean, timeout=timeout)
    except Exception as error:
        return failed(nlp, item, error)


def run_alone(nlp: Language, known: Prepared, timeout: float | None) -> Article:
    """Run the pipeline on one text, naming the component that crashes."""
    with borrowed(nlp) as lane, limited(timeout):
        return _annotated(known.make_doc(lane.tokenize), known, lane.components, model_of(nlp))


def _annotated(
    doc: Doc, known: Prepared, components: list[tuple[str, Component]], model: Model
) -> Article:
    at = "newsner"
    try:
        with seldom:
            for name, component in components:
                at = name
                doc = component(doc)
            at = "assemble"
            check()
            return assemble(doc, model, known.context)
    except NewsnerError:
        raise
    except Exception as error:
        id_ = known.given["id"]
        which = "this text" if id_ is None else f"the text with the id {id_!r}"
        message = f"{at} crashed on {which}: {type(error).__name__}: {error}"
        raise StageError(message) from error


def failed(nlp: Language, item: Item, error: Exception) -> Article:
    """Give the article of an item that could not be read: its error says why."""
    if not isinstance(error, NewsnerError):
        error = StageError(f"clean crashed on this item: {type(error).__name__}: {error}")
    id_, text = id_and_text(item)
    return Article(
        id=id_,
        text=text,
        model=model_of(nlp),
        newsner_version=__version__,
        knowledge_version=knowledge_of(nlp),
        error=Failure(type=type(error).__name__, message=str(error)),
    )


def model_of(nlp: Language) -> Model:
    """Name and version of a pipeline."""
    return Model(name=f"{nlp.meta['lang']}_{nlp.meta['name']}", version=str(nlp.meta["version"]))


def knowledge_of(nlp: Language) -> str:
    """Digest of the data files that a pipeline uses, with that of the user's own."""
    rules = [stage.rules for _, stage in nlp.pipeline if isinstance(stage, Stage)]
    return knowledge_version() + "".join(rules)
