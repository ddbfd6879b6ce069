"""Results of many files without a database, in the order of their paths: for `extract`, `evaluate`, `verify`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.discover import Input, discover, fingerprint
from pipeline.failures import failure
from pipeline.settings import MIB, Settings
from pipeline.sources.found import End, Found
from pipeline.sources.kinds import Kind, kind_of_file
from pipeline.sources.opener import Opener
from pipeline.workers import Pool, Reply, Supply, Task, Work, in_order, process_input
from schemas.records import DocumentResult, Status

# Documents that may be done and wait for one before them.
_AHEAD = 256
# Bytes of members that may be held in memory, as in a run.
MOST_HELD = 128 * MIB

Wanted = Callable[[Input, Found], bool]


def results(sources: Sequence[Path], settings: Settings, work: Work = process_input) -> Iterator[DocumentResult]:
    """Yield one result per document below `sources`, ordered by path, members in the order of their container.

    Raises MissingSource at the first one.
    """
    yield from (result for _, result in processed(discover(sources), settings, work))


def processed(
    inputs: Sequence[Input], settings: Settings, work: Work = process_input, wanted: Wanted = lambda item, found: True
) -> Iterator[tuple[Input, DocumentResult]]:
    """Yield the result of each input, or of each member of one that is a container, with the input.

    `wanted` tells for something found in a container whether to go into it; what is not wanted is left out.
    """
    files = not any(kind_of_file(item.target) for item in inputs[: settings.workers])
    if files:
        settings = replace(settings, workers=max(1, min(settings.workers, len(inputs))))
    with Pool(settings, work, single=files and len(inputs) == 1) as pool, Opener(settings) as opener:
        batch = _Batch(inputs, settings, opener, wanted)
        for reply in in_order(pool.run(batch)):
            yield from batch.results_before(reply.task.number)
            yield batch.finished(reply)
        yield from batch.results_before(None)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A document that a worker has: the input, and of a member what it is held in."""

    item: Input
    found: Found | None = None


class _Batch(Supply):
    """Files and members as tasks; what needs no worker is a result at its place in the order."""

    def __init__(self, inputs: Sequence[Input], settings: Settings, opener: Opener, wanted: Wanted) -> None:
        super().__init__()
        self._inputs = iter(inputs)
        self._settings, self._opener, self._wanted = settings, opener, wanted
        self._current: Input | None = None
        self._is_mail = False
        self._taken: dict[int, _Taken] = {}
        self._order: deque[int | tuple[Input, DocumentResult]] = deque()
        self._count = self._held = 0

    def take(self) -> Task | None:
        """Return the next task. None while the container in hand has nothing to give, or much is waiting."""
        while not self.ended and len(self._order) < _AHEAD and self._held <= MOST_HELD:
            found = self._opener.poll() if self._current else None
            if self._current is None:
                task = self._next_input()
            elif isinstance(found, Found):
                task = self._take_up(self._current, found)
            elif isinstance(found, End):
                self._current, task = None, None
            else:
                return None
            if task is not None:
                return task
        return None

    def awaited(self) -> Sequence[Connection]:
        """Return the pipe from the container in hand, unless what comes out of it could not be taken."""
        return self._opener.connections if len(self._order) < _AHEAD and self._held <= MOST_HELD else ()

    def results_before(self, number: int | None) -> Iterator[tuple[Input, DocumentResult]]:
        """Yield the results that stand before task `number` in the order; all that are left for None."""
        while self._order:
            entry = self._order.popleft()
            if entry == number:
                return
            if not isinstance(entry, int):
                yield entry

    def finished(self, reply: Reply) -> tuple[Input, DocumentResult]:
        """Return a task's input with its result, and give back what was held for it."""
        taken = self._taken.pop(reply.task.number)
        if taken.found is not None and taken.found.held is not None:
            self._held -= taken.found.size
            taken.found.held.close()
        if not reply.lost:
            return taken.item, reply.result
        sha256 = taken.found.sha256 if taken.found else fingerprint(taken.item.target, self._settings)
        return taken.item, replace(reply.result, sha256=sha256)

    def _next_input(self) -> Task | None:
        item = next(self._inputs, None)
        if item is None:
            self.ended = True
            return None
        if item.problem:
            self._order.append((item, failure(item.source, "", item.problem)))
            return None
        kind = kind_of_file(item.target)
        if kind is not None:
            self._current, self._is_mail = item, kind is Kind.MAIL
            self._opener.open(item.target, item.source.rpartition("/")[2])
        return self._task(_Taken(item), item.target) if kind in (None, Kind.MAIL) else None

    def _take_up(self, container: Input, found: Found) -> Task | None:
        if not self._wanted(container, found):
            if found.held is not None:
                found.held.close()
            return None
        label = found.label or ("attachments" if self._is_mail else "")
        item = replace(container, source=f"{container.source}!{label}") if label else container
        if found.held is not None:
            self._held += found.size
            return self._task(_Taken(item, found), found.held.path)
        status = found.status or Status.FAILED
        self._order.append((item, DocumentResult(item.source, "", status, issues=found.issues)))
        return None

    def _task(self, taken: _Taken, target: Path) -> Task:
        number = self._count
        self._count += 1
        self._taken[number] = taken
        self._order.append(number)
        return Task(number, target, taken.item.source)
