"""A pipeline for one thread at a time: a vocabulary of its own over shared models.

A vocabulary keeps every word that it has seen, and is not made for several threads. So a text goes
through a lane: a copy of the tokenizer over a vocabulary that nobody else sees, which is thrown
away when it has grown, and the components of the pipeline, with their models. Where a pipeline has
components that are not ours, which may know its vocabulary, its own is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from .components import Stage
from .it_newsner_md.component import EncoderComponent
from .it_newsner_md.tokenizer import BoundedTokenizer

Component = Callable[[Doc], Doc]

_MOST = 30_000  # strings that a lane may add: what some thousand articles bring, a few megabytes


class Lane:
    """What makes Docs of texts and annotates them, for one thread at a time."""

    def __init__(self, nlp: Language) -> None:
        self._max_length = nlp.max_length
        given: Any = nlp.tokenizer
        self._source = given
        self._own = type(given) in (Tokenizer, BoundedTokenizer) and all(
            isinstance(component, (EncoderComponent, Stage, Sentencizer))
            for _, component in nlp.pipeline
        )
        self.tokenize: Callable[[str], Doc] = nlp.make_doc
        self._pipeline = nlp.pipeline
        self.components: list[tuple[str, Component]] = list(nlp.pipeline)
        if not self._own:
            return
        self._rules = len(given.rules or ())
        self._vocab = create_vocab(nlp.lang, nlp.Defaults)
        self.tokenize = BoundedTokenizer.like(given, self._vocab)
        self.components = [
            (name, component.over(self._vocab))
            if isinstance(component, EncoderComponent)
            else (name, component)
            for name, component in self.components
        ]
        self._size = len(self._vocab.strings)

    @property
    def is_full(self) -> bool:
        """Whether its vocabulary has grown so much that a new lane is better."""
        return self._own and len(self._vocab.strings) - self._size > _MOST

    def serves(self, nlp: Language) -> bool:
        """Whether it still is as the pipeline, which its owner may have changed."""
        same = self._source is nlp.tokenizer and list(self._pipeline) == list(nlp.pipeline)
        return same and (not self._own or self._rules == len(self._source.rules or ()))


_idle: WeakKeyDictionary[Language, list[Lane]] = WeakKeyDictionary()


@contextmanager
def borrowed(nlp: Language) -> Iterator[Lane]:
    """Lend a lane of the pipeline: one that nobody uses, else a new one."""
    idle = _idle.setdefault(nlp, [])
    lane = None
    with suppress(IndexError):
        lane = idle.pop()  # in one step, whatever other threads do
    if lane is None or lane.is_full or not lane.serves(nlp):
        lane = Lane(nlp)
    try:
        yield lane
    finally:
        if not lane.is_full:
            idle.append(lane)
