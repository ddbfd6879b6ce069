"""What a run gives to its workers: files first, then the members of containers as they come out of them.

A container's members are not known before it is read, and all of them would not fit into memory. So each is
planned when it appears: known bytes need no work, bytes that a worker has in hand make a copy, new ones a task.
What becomes of a member depends on the ledger and on the members before it, not on how fast the workers are.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Protocol

from pipeline.batch import MOST_HELD
from pipeline.discover import Input
from pipeline.plan import ATTEMPTS, Job, Known
from pipeline.settings import Settings
from pipeline.sources.found import End, Found
from pipeline.sources.kinds import Kind, kind_of_file
from pipeline.sources.opener import Opener
from pipeline.store.connect import transaction
from pipeline.store.containers import begin_container, end_container
from pipeline.store.rows import PASSING
from pipeline.tasks import make_task
from pipeline.version import containers_version
from pipeline.workers import Supply, Task
from schemas.records import DocumentResult, Status

AT_ONCE = 50
"""So many things of a container are put down before workers' clocks and the stop sign are looked at again."""


class Ledger(Protocol):
    """What the intake asks of the run to store at once."""

    connection: sqlite3.Connection
    run: int
    rules: str
    settings: Settings

    def put_known(self, known: Known) -> None: ...
    def put_result(self, job: Job, result: DocumentResult) -> None: ...
    def put_revisit(self, job: Job, result: DocumentResult) -> None: ...


@dataclass(slots=True)
class _Open:
    """The container in hand: `waiting` counts its members that workers have. A mail's own row is that of its text."""

    job: Job
    is_mail: bool = False
    waiting: int = 0
    own_row: bool = False
    end: End | None = None


class Intake(Supply):
    """The supply of a run. `done` must be called for each job that has been stored."""

    def __init__(self, ledger: Ledger, jobs: Sequence[Job], containers: Sequence[Job], opener: Opener) -> None:
        super().__init__()
        self._ledger, self._opener = ledger, opener
        self._reader = containers_version(ledger.settings)
        self._jobs: dict[int, Job] = {}
        self._numbers: dict[str, int] = {}
        self._count = self._next = self._held = 0
        self._containers = deque(containers)
        self._open: dict[str, _Open] = {}
        self._current: _Open | None = None
        self._stalled: Found | None = None
        for job in jobs:
            self.add(job)

    def __getitem__(self, number: int) -> Job:
        return self._jobs[number]

    def add(self, job: Job) -> None:
        """Add an input that a worker must read."""
        self._jobs[self._count] = job
        if job.sha256:
            self._numbers[job.sha256] = self._count
        self._count += 1

    def take(self) -> Task | None:
        """Return the next task. None while the container in hand gives none, or memory is full."""
        for _ in range(AT_ONCE):
            if self._next < self._count or not self._read_on():
                break
        if self._next == self._count:
            return None
        number, job = self._next, self._jobs[self._next]
        self._next += 1
        target = job.held.path if job.held else job.item.target
        return make_task(self._ledger.connection, self._ledger.settings, number, target, job.item.source, job.sha256)

    def awaited(self) -> Sequence[Connection]:
        """Return the pipe from the container in hand, unless what comes out of it could not be taken."""
        return () if self._stalled or self._held > MOST_HELD else self._opener.connections

    def done(self, number: int) -> None:
        """Note that a job has been stored: its bytes are not needed any more, its container may be at its end."""
        job = self._jobs.pop(number)
        if self._numbers.get(job.sha256) == number:
            del self._numbers[job.sha256]
        if job.held is not None:
            self._held -= job.held.size
            job.held.close()
        for member in (job, *job.copies):
            if member.place.container is not None:
                opened = self._open[member.place.container]
                opened.waiting -= 1
                self._finish(opened)

    def _read_on(self) -> bool:
        """Take the next thing out of the container in hand. Returns whether there may be more at once."""
        if self._held > MOST_HELD:
            return False
        if self._current is None:
            self.ended = not self._containers
            return bool(self._containers) and self._begin(self._containers.popleft())
        found = self._stalled or self._opener.poll()
        if isinstance(found, Found) and not found.label and self._current.is_mail:
            found = replace(found, label="attachments")
        self._stalled = None
        match found:
            case None:
                return False
            case End():
                opened, self._current = self._current, None
                opened.end = found
                self._finish(opened)
                return True
            case Found():
                return self._take_up(found, self._current)

    def _begin(self, job: Job) -> bool:
        self._current = self._open[job.place.path] = _Open(job, kind_of_file(job.item.target) is Kind.MAIL)
        with transaction(self._ledger.connection):
            begin_container(self._ledger.connection, self._ledger.run, job.place)
        self._opener.open(job.item.target, job.item.source.rpartition("/")[2])
        return True

    def _finish(self, opened: _Open) -> None:
        """Close the books of a container that has been read and whose members have all been stored."""
        if opened.end is None or opened.waiting:
            return
        place = opened.job.place
        del self._open[place.path]
        if not opened.end.passing:
            connection = self._ledger.connection
            with transaction(connection):
                end_container(
                    connection, self._ledger.run, place, opened.end, self._reader, opened.own_row or opened.is_mail
                )

    def _take_up(self, found: Found, opened: _Open) -> bool:
        """Plan one thing in the container. False if it must wait for a file of the same bytes, which may change."""
        if found.held is not None and self._of_file(found.sha256):
            self._stalled = found
            return False
        job = self._job(found, opened)
        if found.status is not None:
            opened.own_row |= not found.label
            result = DocumentResult(job.place.source, "", found.status, issues=found.issues)
            revisit = found.capture is not None and found.capture.revisit
            (self._ledger.put_revisit if revisit else self._ledger.put_result)(job, result)
        elif found.sha256 in self._numbers:
            first = self._numbers[found.sha256]
            self._jobs[first] = self._jobs[first].with_copies((*self._jobs[first].copies, job))
            opened.waiting += 1
            self._close(found)
        elif self._is_stored(found.sha256):
            self._ledger.put_known(Known(job.place, found.sha256, job.counts is Status.DUPLICATE))
            self._close(found)
        else:
            opened.waiting += 1
            self._held += found.size
            self.add(replace(job, held=found.held))
        return True

    def _of_file(self, sha256: str) -> bool:
        number = self._numbers.get(sha256)
        return number is not None and self._jobs[number].held is None

    @staticmethod
    def _close(found: Found) -> None:
        if found.held is not None:
            found.held.close()

    def _job(self, found: Found, opened: _Open) -> Job:
        container = opened.job
        if not found.label:
            return container
        place = container.place.member(found.label, found.size, found.capture, found.issues)
        item = Input(container.item.path, place.source, container.item.target)
        query = "SELECT status, reason, document FROM sources WHERE path = ?"
        row = self._ledger.connection.execute(query, (place.path,)).fetchone()
        before = None if row is None else (str(row[0]), row[1], row[2])
        same = before is not None and before[0] != "gone" and before[2] == found.sha256
        counts = Status.SKIPPED if same else Status.DUPLICATE
        return Job(item, place, found.sha256, before, counts=counts)

    def _is_stored(self, sha256: str) -> bool:
        """Return whether the ledger has the document by the rules of this run, and for good."""
        marks = ", ".join("?" * len(PASSING))
        # of a document that a hundred thousand members have, all would be looked at for each
        query = (
            f"SELECT 1 FROM documents d WHERE sha256 = ? AND rules = ? AND NOT (coalesce(d.reason IN ({marks}), 0)"
            " AND EXISTS (SELECT 1 FROM sources s WHERE s.document = d.sha256 AND s.status IN ('partial', 'failed')"
            " AND s.attempts < ? AND s.last_run <> ?))"
        )
        values = (sha256, self._ledger.rules, *PASSING, ATTEMPTS, self._ledger.run)
        return self._ledger.connection.execute(query, values).fetchone() is not None
