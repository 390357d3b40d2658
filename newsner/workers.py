"""Items through a pipeline in processes of their own, which may die, hang or be left early.

Each worker has a pipe to this process, and two items at most: one that it is at, one that waits.
An article comes back for each, or an error: of a worker that died or does not come back, the item
that it was at is the error, the other goes to another worker, and a new one takes its place.
Workers end when their pipe does: when the stream is left, closed, or this process dies.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from time import monotonic
from typing import Any

from spacy.language import Language

from .errors import TimeLimitError, WorkerError
from .items import Incoming, Item
from .schema import Article
from .stream import failed, run_or_fail

IN_HAND = 32  # items a worker that are read ahead of the one whose article comes out next
WAITING = 64_000  # bytes of an item that fit into a pipe that nobody reads
GRACE = 10.0  # seconds after twice its time that an item may take to be given up
LOOK = 1.0  # seconds between two looks at workers that say nothing
_READY = b"ready"


@dataclass(slots=True)
class Worker:
    """A process and what it has been given."""

    process: Any
    pipe: Connection
    at: deque[tuple[int, Item]] = field(default_factory=deque)  # the first is what it is at
    since: float = 0.0
    ready: bool = False


class Crew:
    """Workers over one pipeline."""

    def __init__(
        self,
        nlp: Language,
        items: Iterator[Item],
        *,
        clean: bool,
        timeout: float | None,
        size: int,
    ) -> None:
        self.nlp, self.items = nlp, Incoming(items)
        self.clean, self.timeout, self.size = clean, timeout, size
        self.workers: list[Worker] = []
        self.again: deque[tuple[int, Item]] = deque()  # were with a worker that died
        self.done: dict[int, Article] = {}
        self.given = self.next = 0

    def run(self, in_hand: int = IN_HAND) -> Iterator[Article]:
        """Give the articles in order, one per item.

        Raises
        ------
        WorkerError
            No process can be started.
        """
        try:
            while True:
                self._feed(in_hand * self.size)
                while self.next in self.done:
                    yield self.done.pop(self.next)
                    self.next += 1
                    self._feed(in_hand * self.size)
                if self.items.ended and self.next == self.given:
                    break
                self._listen()
        finally:
            self._close()
        self.items.finish()

    def _feed(self, in_hand: int) -> None:
        """Give items to workers that have room, as far as they are to be read ahead."""
        while True:
            worker = self._free(1)
            if worker is None and not self.items.ended and len(self.workers) < self.size:
                self.workers.append(self._hired())
                continue
            if worker is None:
                return
            if self.again:
                number, item = self.again.popleft()
            elif self.items.ended or self.given - self.next >= in_hand:
                return
            else:
                try:
                    item = next(self.items)
                except StopIteration:
                    return
                number = self.given
                self.given += 1
            self._give(number, item)

    def _free(self, most: int) -> Worker | None:
        """Give the worker with the least to do, of those with at most ``most`` items."""
        ready = [w for w in self.workers if w.ready and len(w.at) <= most]
        return min(ready, key=lambda w: len(w.at), default=None)

    def _give(self, number: int, item: Item) -> None:
        try:
            message = bytes(ForkingPickler.dumps((number, item)))
        except Exception:  # what came with the text cannot go to another process
            self.done[number] = self._here(item)
            return
        worker = self._free(0 if len(message) > WAITING else 1)
        while worker is None:  # a long text goes to a worker that reads it at once
            if not self.workers:
                self.workers.append(self._hired())
            self._listen()
            worker = self._free(0)
        worker.at.append((number, item))
        if len(worker.at) == 1:
            worker.since = monotonic()
        with suppress(OSError):  # it died: `_listen` finds it
            worker.pipe.send_bytes(message)

    def _here(self, item: Item) -> Article:
        return run_or_fail(self.nlp, item, clean=self.clean, timeout=self.timeout)

    def _listen(self) -> None:
        """Take what workers have to say, and replace those that are gone."""
        for pipe in wait([w.pipe for w in self.workers], LOOK):
            self._hear(next(w for w in self.workers if w.pipe is pipe))
        late = float("inf") if self.timeout is None else 2 * self.timeout + GRACE
        for worker in list(self.workers):
            if worker.at and worker.ready and monotonic() - worker.since > late:
                worker.process.kill()
                message = f"not done within {self.timeout:g} s, and its worker did not come back"
                self._lost(worker, TimeLimitError(f"{message}: give a larger timeout"))
            elif not worker.process.is_alive() and not worker.pipe.poll():
                self._dead(worker)

    def _hear(self, worker: Worker) -> None:
        try:
            message = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._dead(worker)
            return
        worker.since = monotonic()
        if message == _READY:
            worker.ready = True
            return
        number, article = pickle.loads(message)
        worker.at.popleft()
        self.done[number] = article

    def _dead(self, worker: Worker) -> None:
        worker.process.join(LOOK)
        how = f"exit code {worker.process.exitcode}"
        if not worker.ready:
            raise WorkerError(
                f"a worker process could not be started ({how}): call extract_many under "
                "if __name__ == '__main__', or with n_process=1"
            )
        self._lost(worker, WorkerError(f"the worker process died on this text ({how})"))

    def _lost(self, worker: Worker, error: Exception) -> None:
        """Let go of a worker: what it was at is the error, what waited goes to another."""
        self.workers.remove(worker)
        worker.pipe.close()
        if worker.at:
            number, item = worker.at.popleft()
            self.done[number] = failed(self.nlp, item, error)
        self.again.extend(worker.at)
        if self.again or not self.items.ended:
            self.workers.append(self._hired())

    def _hired(self) -> Worker:
        context: Any = multiprocessing.get_context()
        here, there = context.Pipe()
        forked = context.get_start_method() == "fork"
        others = [here, *(w.pipe for w in self.workers)] if forked else []
        process = context.Process(
            target=_work,
            args=(there, others, self.nlp, self.clean, self.timeout),
            name="newsner",
            daemon=True,
        )
        try:
            process.start()
        except Exception as error:
            here.close()
            raise WorkerError(
                f"a worker process could not be started ({type(error).__name__}: {error}): "
                "use n_process=1"
            ) from error
        finally:
            there.close()
        return Worker(process, here)

    def _close(self) -> None:
        """End all workers, at once whatever they are at."""
        workers, self.workers = self.workers, []
        for worker in workers:
            with suppress(OSError):
                worker.pipe.close()
            worker.process.terminate()
        for worker in workers:
            worker.process.join(LOOK)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(LOOK)
            with suppress(ValueError):
                worker.process.close()


def _work(
    pipe: Connection,
    others: list[Connection],
    nlp: Language,
    clean: bool,
    timeout: float | None,
) -> None:
    """Extract from what comes through the pipe, until it ends."""
    for other in others:  # of a fork: while it is held here, nobody sees that its process is gone
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits for us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    came: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, came), daemon=True).start()
    pipe.send_bytes(_READY)
    while True:
        number, item = pickle.loads(came.get())
        article = run_or_fail(nlp, item, clean=clean, timeout=timeout)
        try:
            message = bytes(ForkingPickler.dumps((number, article)))
        except Exception as error:
            message = bytes(ForkingPickler.dumps((number, failed(nlp, item, error))))
        pipe.send_bytes(message)


def _receive(pipe: Connection, came: SimpleQueue[bytes]) -> None:
    """Take in what comes, and end this process when its parent has gone or wants no more."""
    try:
        while True:
            came.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)
