"""The pipeline component ``newsner_encoder``.

Annotations are not postponed: earlier releases of spaCy 3.8 read those of a factory as they stand.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsner.collector import seldom
from newsner.deadline import check
from newsner.errors import InputError
from newsner.layers import write_cased

from .files import Source, read_file
from .windows import Words, read_words

if TYPE_CHECKING:
    from .annotate import Annotator
    from .reading import Parse, Reader
BUNDLED = Path(__file__).parent
# The bundled network, while a pipeline of this process holds it: the next one shares it.
_opened: "WeakValueDictionary[Path, Reader]" = WeakValueDictionary()


@Language.factory(
    "newsner_encoder",
    default_config={"threads": None},
    assigns=[
        "token.is_sent_start",
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.ent_iob",
        "token.ent_type",
        "doc.sents",
        "doc.ents",
    ],
)
def make_encoder(nlp: Language, name: str, threads: int | None) -> "EncoderComponent":
    """Make the component; see `EncoderComponent`."""
    return EncoderComponent(nlp.vocab, name, threads=threads)


class EncoderComponent:
    """Sets sentences, tags, morphology, lemmas, dependencies and names on a Doc.

    Every window of a text is read on its own, so results depend neither on the batch size
    nor on the number of threads or processes.

    Parameters
    ----------
    threads
        How many windows are read at the same time. None: as many as this process has cores,
        one in a worker of ``nlp.pipe(n_process=...)``.

    Raises
    ------
    InputError
        ``threads`` is less than 1.
    """

    def __init__(
        self, vocab: Vocab, name: str = "newsner_encoder", *, threads: int | None = None
    ) -> None:
        if threads is not None and threads < 1:
            raise InputError(f"threads is a number from 1 up, or null for all cores, not {threads}")
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self._source: Source = BUNDLED
        self._opened: tuple[Reader, Annotator] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open session behind; a copy opens its own."""
        return self.__dict__ | {"_opened": None}

    def over(self, vocab: Vocab) -> "EncoderComponent":
        """Give a component with the same model for Docs of another vocabulary."""
        from .annotate import Annotator

        reader, _ = self._open()
        found = EncoderComponent(vocab, self.name, threads=self.threads)
        found._source = self._source
        found._opened = reader, Annotator(vocab, reader.labels)
        return found

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc``."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate Docs in order, with up to ``batch_size`` of them in hand."""
        reader, annotate = self._open()
        pending: deque[tuple[Doc, Words, list[Future[list[Parse]]]]] = deque()

        def finish() -> Doc:
            doc, words, futures = pending.popleft()
            parses: list[Parse] = []
            for future in futures:
                parses += future.result()
                check()
            annotate(doc, words, parses)
            return doc

        pool = ThreadPoolExecutor(self._workers())
        try:
            for doc in stream:
                words = reader.cased(given := read_words(doc))
                if words is not given:
                    write_cased(doc, words.indices, words.texts)
                tasks = reader.tasks(words)
                pending.append((doc, words, [pool.submit(reader.read, task) for task in tasks]))
                if len(pending) >= batch_size:
                    yield finish()
            while pending:
                yield finish()
        finally:  # also where the caller takes no more
            pool.shutdown(cancel_futures=True)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files into the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._contents().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "EncoderComponent":
        """Take the model from the folder ``path``, which has to stay."""
        return self._use(Path(path))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the model's files as bytes."""
        packed: bytes = srsly.msgpack_dumps(self._contents())
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "EncoderComponent":
        """Take the model from what `to_bytes` gave."""
        return self._use(srsly.msgpack_loads(data))

    def _contents(self) -> dict[str, bytes]:
        from .reading import FILES

        return {name: read_file(self._source, name) for name in FILES}

    def _use(self, source: Source) -> "EncoderComponent":
        self._source = source
        self._opened = None
        self._contents()  # fails now, not on the first text, if a file is missing
        return self

    def _open(self) -> "tuple[Reader, Annotator]":
        if self._opened is None:
            from .annotate import Annotator
            from .reading import Reader

            reader = _opened.get(BUNDLED) if self._source == BUNDLED else None
            if reader is None:
                with seldom:  # the tables are many lists
                    reader = Reader(self._source)
                if self._source == BUNDLED:
                    _opened[BUNDLED] = reader
            self._opened = reader, Annotator(self.vocab, reader.labels)
        return self._opened

    def _workers(self) -> int:
        if self.threads is not None:
            return self.threads
        if parent_process() is not None:
            return 1
        return usable_cores()


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
