"""Worker processes: they read and extract; this process alone stores what they give.

Every worker has its own pipe, so a worker that dies leaves no lock behind. It is replaced, and the
document that it had in hand comes back as failed with the reason `crashed` or `timeout`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from pipeline.settings import Settings
from schemas.errors import Issue, PipelineError, ReasonCode, Severity, Stage
from schemas.records import DocumentResult, Status

# Measured with two workers on pages of 10 ms: one task waiting behind the one in hand keeps a
# worker busy while this process writes; more only lengthen what a crash gives back.
DEPTH = 2
# Seconds between looks at deadlines and at the stop sign.
TICK = 0.25
PRELOAD = ["pipeline.run", "pdfplumber", "bs4", "langdetect"]


class WorkersError(PipelineError):
    """No worker can do its work: a broken installation, not a bad document."""

    stage = Stage.EXTRACT


Work = Callable[[Path, str, Settings], DocumentResult]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to process. `number` is its place in the order of inputs, from 0.

    A member of a container stands in no file: `target` then leads to memory that this process holds open
    until the reply is there, see `pipeline/sources/held.py`.
    """

    number: int
    target: Path
    source: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A task's result; `lost` is set where the worker died or ran out of time."""

    task: Task
    result: DocumentResult
    lost: bool = False


class Supply:
    """Where tasks come from, here an iterable. A subclass may have nothing to give just now, and more later."""

    def __init__(self, tasks: Iterable[Task] = ()) -> None:
        self._tasks = iter(tasks)
        self.ended = False

    def take(self) -> Task | None:
        """Return the next task; None if there is none, or none yet. Does not block."""
        task = next(self._tasks, None)
        self.ended = task is None
        return task

    def awaited(self) -> Sequence[Connection]:
        """Return what becomes readable when `take` may have something new to give."""
        return ()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)
    since: float = 0.0


def process_input(path: Path, source: str, settings: Settings) -> DocumentResult:
    """Process one file with the vocabulary that is shipped. Called in workers: it loads every library."""
    from pipeline.run import process
    from schemas.vocabulary import load_vocabulary

    return process(path, source, settings, load_vocabulary())


class Pool:
    """A set of worker processes. Use it as a context; leaving it ends every worker at once."""

    def __init__(self, settings: Settings, work: Work = process_input) -> None:
        # forkserver: libraries are loaded once, and no thread or open database is inherited
        self._context = multiprocessing.get_context("forkserver")
        if work is process_input:
            self._context.set_forkserver_preload(PRELOAD)
        self._settings, self._work = settings, work
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def run(self, supply: Supply, stopped: Callable[[], bool] = lambda: False) -> Iterator[Reply]:
        """Yield a reply for each task, in the order in which they are done.

        `supply` is drawn from as workers fall free. When `stopped()` turns true, nothing more is
        yielded: documents in hand are dropped. Raises WorkersError where nothing can be done at all.
        """
        waiting: deque[Task] = deque()
        while not stopped():
            try:
                self._feed(waiting, supply)
            except WorkersError:
                # a signal to the whole group ends the fork server too
                if stopped():
                    return
                raise
            if supply.ended and not waiting and not any(worker.tasks for worker in self._workers):
                return
            ready = self._ready(supply)
            if stopped():
                return
            for worker in list(self._workers):
                reply = self._reply(worker, worker.connection in ready)
                if reply is None:
                    continue
                if reply.lost:
                    waiting.extendleft(reversed(worker.tasks))
                    self._bury(worker)
                yield reply

    def _feed(self, waiting: deque[Task], supply: Supply) -> None:
        """Hand out tasks breadth first; start workers only while there is something to do."""
        for depth in range(DEPTH):
            for place in range(self._settings.workers):
                worker = self._workers[place] if place < len(self._workers) else None
                if worker is not None and len(worker.tasks) > depth:
                    continue
                task = waiting.popleft() if waiting else supply.take()
                if task is None:
                    return
                self._hand(worker or self._start(), task)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._settings, self._work), name="fondoskop-worker", daemon=True
        )
        try:
            process.start()
        except (EOFError, OSError) as error:
            detail = f"worker processes cannot be started: {type(error).__name__}"
            raise WorkersError(ReasonCode.INTERNAL_ERROR, detail) from error
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    @staticmethod
    def _hand(worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        try:
            worker.connection.send(task)
        except (BrokenPipeError, ConnectionResetError):
            return  # it has died; _reply() finds the closed pipe and reports the task in hand

    def _ready(self, supply: Supply) -> set[object]:
        busy = [worker.connection for worker in self._workers if worker.tasks]
        full = sum(len(worker.tasks) >= DEPTH for worker in self._workers) == self._settings.workers
        return set(wait([*busy, *(() if full else supply.awaited())], timeout=TICK))

    def _reply(self, worker: _Worker, ready: bool) -> Reply | None:
        """Return what the worker has to say on the task in hand, None if it is still at it."""
        if not worker.tasks:
            return None
        late = time.monotonic() - worker.since > self._settings.max_seconds
        if not ready:
            limit = f"no result within {self._settings.max_seconds:g} seconds"
            return self._lost(worker, ReasonCode.TIMEOUT, limit) if late else None
        try:
            result: DocumentResult | Exception = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            return self._lost(worker, ReasonCode.CRASHED, "the process that read it ended unexpectedly")
        if isinstance(result, Exception):
            raise WorkersError(ReasonCode.INTERNAL_ERROR, f"workers fail: {result}")
        worker.since = time.monotonic()
        return Reply(worker.tasks.popleft(), result)

    @staticmethod
    def _lost(worker: _Worker, code: ReasonCode, detail: str) -> Reply:
        task = worker.tasks.popleft()
        issue = Issue(code, Stage.EXTRACT, Severity.ERROR, detail)
        return Reply(task, DocumentResult(task.source, "", Status.FAILED, issues=(issue,)), lost=True)

    def _bury(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)


def in_order(replies: Iterable[Reply]) -> Iterator[Reply]:
    """Yield replies by the number of their task; the numbers run from 0 without a gap."""
    early: dict[int, Reply] = {}
    turn = 0
    for reply in replies:
        early[reply.task.number] = reply
        while turn in early:
            yield early.pop(turn)
            turn += 1


def _serve(connection: Connection, settings: Settings, work: Work) -> None:
    """The life of a worker: a task in, a result out, until the pipe closes."""
    # the parent decides when to stop; a signal to the whole group must not look like a crash
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    # what a library prints must not end up in our results
    sys.stdout = sys.stderr
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        try:
            result = _slim(work(task.target, task.source, settings))
        except Exception as error:
            # `process` raises nothing, so this is a part of the program that cannot be loaded
            connection.send(RuntimeError(f"{type(error).__name__}: {error}"))
            return
        connection.send(result)


def _follow_parent() -> None:
    """End this process when its parent ends, were it by `kill -9` in the middle of a document."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _slim(result: DocumentResult) -> DocumentResult:
    """Leave out what nobody needs after extraction: blocks and word boxes are most of a result's bytes."""
    if result.document is None:
        return result
    pages = tuple(replace(page, blocks=(), words=()) for page in result.document.pages)
    document = replace(result.document, pages=pages, metadata=dict(result.document.metadata))
    return replace(result, document=document)
