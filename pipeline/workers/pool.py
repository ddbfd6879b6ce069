"""The pool: hands out tasks, watches the limits from outside, replaces workers that die.

Each worker has its own socket, so one that dies leaves no lock behind. The document that it had in hand is tried
once more in a fresh worker that has nothing else to do; only if that dies too is the document failed, with the
reason `timeout`, `out_of_memory` or `crashed`. So what one document leaves behind in a worker never costs another.
"""

from __future__ import annotations

import io
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, EnumType
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.parse.pdf_ocr import PATIENCE
from pipeline.settings import Settings
from pipeline.store.layout import Stored
from pipeline.workers.channel import Channel, TooLongError
from pipeline.workers.nursery import Nursery, NurseryError
from pipeline.workers.stages import process_input
from pipeline.workers.worker import Kind, peak_memory
from schemas.errors import Issue, PipelineError, ReasonCode, Severity, Stage
from schemas.records import DocumentResult, Done, Status

# Measured with two workers on pages of 10 ms: one task waiting behind the one in hand keeps a
# worker busy while this process writes; more only lengthen what a crash gives back.
DEPTH = 2
# Seconds between looks at deadlines and at the stop sign.
TICK = 0.25
# A nursery that somebody kills is started again, but not for ever.
NURSERIES = 4
# Libraries take 1 to 3 s to load, on a busy machine 15.
LONG_SECONDS = 60.0


class WorkersError(PipelineError):
    """No worker can do its work: a broken installation, not a bad document."""

    stage = Stage.EXTRACT


Work = Callable[[Path, str, Settings], DocumentResult]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to process. `number` is its place in the order of inputs, from 0.

    A member of a container stands in no file: `target` then leads to memory that this process holds open
    until the reply is there, see `pipeline/sources/held.py`. With `parsed` nothing is read: the document is
    extracted from its stored pages.
    """

    number: int
    target: Path
    source: str
    parsed: Stored | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A task's result. `lost` is set where the worker died or ran out of time, and nothing came back.

    `memory` is the highest resident memory in bytes, where the system tells it; `worker` counts the run's
    workers from 1: two documents with the same number were read by the same process. `done` tells whether the
    file was parsed, or its stored pages were extracted again.
    """

    task: Task
    result: DocumentResult
    lost: bool = False
    memory: int | None = None
    worker: int = 0
    done: Done = Done.PARSED


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


@dataclass(slots=True, eq=False)
class _Worker:
    """A living worker. `alone` while it has a document in hand that has cost another one its life.

    `since` is when it began with the document in hand, or with the last of its `pictures`.
    """

    number: int
    pid: int
    channel: Channel
    tasks: deque[Task] = field(default_factory=deque)
    since: float = 0.0
    alone: bool = False
    pictures: int = 0

    def fileno(self) -> int:
        return self.channel.fileno()


class _Answers(pickle.Unpickler):
    """Reads answers. A worker that a document has taken over must not be able to name our functions."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith("schemas.") or (module, name) == ("decimal", "Decimal"):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        raise pickle.UnpicklingError(f"an answer with {module}.{name}")


def _member(kind: object, name: str) -> Enum:
    """Python before 3.11.4 writes a member of an enumeration as an attribute of it: no other attribute is given."""
    members: Mapping[str, Enum] = kind.__members__ if isinstance(kind, EnumType) else {}
    if name not in members:
        raise pickle.UnpicklingError(f"an answer with {name!r} of {kind!r}")
    return members[name]


def _heard(message: bytes) -> Any:
    """Return what an answer says; raises UnpicklingError, whatever is wrong with it."""
    try:
        return _Answers(io.BytesIO(message)).load()
    except Exception as error:
        raise pickle.UnpicklingError(f"no answer: {error}") from error


class Pool:
    """A set of worker processes. Use it as a context; leaving it ends every worker at once.

    With `single` there will be one task: what its document does not need is not loaded.
    """

    def __init__(self, settings: Settings, work: Work = process_input, single: bool = False) -> None:
        self._settings, self._work = settings, work
        # loading counts as the document's time then, and must not be what a short limit is used up by
        self._warm = not single or settings.max_seconds < LONG_SECONDS
        self._nursery: Nursery | None = None
        self._nurseries = self._started = 0
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._tried: set[int] = set()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._close_nursery()
        for worker in self._workers:
            worker.channel.close()
        self._workers.clear()

    def run(self, supply: Supply, stopped: Callable[[], bool] = lambda: False) -> Iterator[Reply]:
        """Yield a reply for each task, in the order in which they are done.

        `supply` is drawn from as workers fall free. When `stopped()` turns true, nothing more is
        yielded: documents in hand are dropped. Raises WorkersError where nothing can be done at all.
        """
        while not stopped():
            self._feed(supply)
            if supply.ended and not self._waiting and not self._suspects and not self._busy():
                return
            ready = self._ready(supply)
            for worker in self._busy():
                if stopped():
                    return
                if worker in ready:
                    yield from self._answers(worker)
                yield from self._late(worker)

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.tasks]

    def _feed(self, supply: Supply) -> None:
        """Hand out tasks breadth first, suspects before others; start workers only while there is something to do."""
        while self._suspects and len(self._workers) < self._settings.workers:
            worker = self._start()
            if worker is None:
                return
            worker.alone = True
            self._hand(worker, self._suspects.popleft())
        for depth in range(DEPTH):
            for place in range(self._settings.workers):
                if not self._feed_one(place, depth, supply):
                    return

    def _feed_one(self, place: int, depth: int, supply: Supply) -> bool:
        """Give one worker a task, if it has no more than `depth`; return False if there is none, or no worker yet."""
        worker = self._workers[place] if place < len(self._workers) else None
        if worker is not None and (worker.alone or len(worker.tasks) > depth):
            return True
        task = self._waiting.popleft() if self._waiting else supply.take()
        if task is None:
            return False
        worker = worker or self._start()
        if worker is None:
            self._waiting.appendleft(task)
            return False
        self._hand(worker, task)
        return True

    def _start(self) -> _Worker | None:
        """Start a worker; None while the nursery is still loading. Raises WorkersError."""
        try:
            if self._nursery is None:
                self._nurseries += 1
                self._nursery = Nursery(self._work, self._settings, self._warm)
            if not self._nursery.ready():
                return None
            sprout = self._nursery.fork()
        except NurseryError as error:
            if self._nurseries >= NURSERIES or not error.passing:
                raise WorkersError(ReasonCode.INTERNAL_ERROR, str(error)) from error
            self._close_nursery()
            return None
        self._started += 1
        worker = _Worker(self._started, sprout.pid, Channel(sprout.end, self._settings.max_answer))
        self._workers.append(worker)
        return worker

    def _close_nursery(self) -> None:
        if self._nursery is not None:
            self._nursery.close()
        self._nursery = None

    def _hand(self, worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        worker.channel.post(pickle.dumps(task))

    def _ready(self, supply: Supply) -> set[object]:
        """Wait until a worker answers, the nursery is ready, the supply has something, or a tick has passed."""
        busy = self._busy()
        for worker in busy:
            worker.channel.flush()
        full = sum(len(worker.tasks) >= DEPTH for worker in busy) == self._settings.workers
        # a task that waits for a worker must go first: what the supply has is not taken meanwhile
        idle = full or bool(self._waiting)
        watched: list[Any] = [*busy, *(() if idle else supply.awaited())]
        if self._nursery is not None and not self._nursery.is_ready:
            watched.append(self._nursery)
        return set(wait(watched, timeout=TICK))

    def _answers(self, worker: _Worker) -> Iterator[Reply]:
        """Yield what the worker has to say on the tasks in its hand."""
        try:
            for message in worker.channel.messages():
                if not worker.tasks:
                    raise pickle.UnpicklingError("an answer to nothing")
                kind, result, memory, done = _heard(message)
                if kind == Kind.BROKEN:
                    raise WorkersError(ReasonCode.INTERNAL_ERROR, f"workers fail: {result}")
                if kind == Kind.PICTURE:
                    self._picture(worker)
                    continue
                if kind == Kind.MEMORY:
                    yield from self._lost(worker, ReasonCode.OUT_OF_MEMORY, result, memory)
                    return
                yield Reply(self._done(worker), result, memory=memory, worker=worker.number, done=Done(done))
        except TooLongError:
            yield from self._lost(worker, ReasonCode.TOO_LARGE)
        except (EOFError, pickle.UnpicklingError):
            yield from self._lost(worker, ReasonCode.CRASHED)

    @staticmethod
    def _done(worker: _Worker) -> Task:
        worker.since = time.monotonic()
        worker.alone = False
        worker.pictures = 0
        return worker.tasks.popleft()

    def _picture(self, worker: _Worker) -> None:
        """Give a page that is read from its picture a time of its own; there may be only so many."""
        if worker.pictures < self._settings.max_ocr_pages:
            worker.pictures += 1
            worker.since = time.monotonic()

    def _late(self, worker: _Worker) -> Iterator[Reply]:
        most = self._settings.max_seconds
        if worker.pictures:
            most = max(most, PATIENCE)
        if worker.tasks and time.monotonic() - worker.since > most:
            memory = peak_memory(Path(f"/proc/{worker.pid}/status"))
            yield from self._lost(worker, ReasonCode.TIMEOUT, memory=memory)

    def _lost(
        self, worker: _Worker, code: ReasonCode, result: DocumentResult | None = None, memory: int | None = None
    ) -> Iterator[Reply]:
        """Bury the worker and have its document tried again; at the second time yield it as failed."""
        task = worker.tasks.popleft() if worker.tasks else None
        self._waiting.extendleft(reversed(worker.tasks))
        worker.tasks.clear()
        self._bury(worker)
        if task is None:
            return
        if task.number not in self._tried:
            self._tried.add(task.number)
            self._suspects.append(task)
        else:
            failed = result or _failure(task, code, self._settings)
            done = Done.EXTRACTED if task.parsed else Done.PARSED
            yield Reply(task, failed, result is None, memory, worker.number, done)

    def _bury(self, worker: _Worker) -> None:
        if self._nursery is not None:
            self._nursery.kill(worker.pid)
        worker.channel.close()
        self._workers.remove(worker)


def _failure(task: Task, code: ReasonCode, settings: Settings) -> DocumentResult:
    details = {
        ReasonCode.TIMEOUT: f"no result within {settings.max_seconds:g} seconds, twice",
        ReasonCode.OUT_OF_MEMORY: f"more than {settings.max_memory} bytes of memory were asked for, twice",
        ReasonCode.TOO_LARGE: f"what was read from it has more than {settings.max_answer} bytes",
    }
    detail = details.get(code, "the process that read it ended unexpectedly, twice")
    issue = Issue(code, Stage.EXTRACT, Severity.ERROR, detail)
    return DocumentResult(task.source, "", Status.FAILED, issues=(issue,))


def in_order(replies: Iterable[Reply]) -> Iterator[Reply]:
    """Yield replies by the number of their task; the numbers run from 0 without a gap."""
    early: dict[int, Reply] = {}
    turn = 0
    for reply in replies:
        early[reply.task.number] = reply
        while turn in early:
            yield early.pop(turn)
            turn += 1
