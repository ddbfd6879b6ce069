"""Ingest: plan what has to be done, let the workers do it, store each result, keep the ledger."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from pipeline.discover import Input, discover
from pipeline.failures import defect, failure
from pipeline.monitor.log import NO_LOG, RunLog
from pipeline.plan import Job, Known, Plan, make_plan, prunable
from pipeline.privacy.key import with_forgotten
from pipeline.settings import Settings
from pipeline.store.connect import transaction, writing
from pipeline.store.containers import mark_container_gone, put_revisit, settle_revisits
from pipeline.store.damage import is_marked, look_for_damage, with_damage
from pipeline.store.projects import settle_projects
from pipeline.store.rows import reason
from pipeline.store.rulebooks import drop_unused_books, knows_others, put_book, spare_untouched
from pipeline.store.runs import (
    NO_EFFORT,
    Effort,
    begin_run,
    count_again,
    end_run,
    note,
    note_container,
    note_unchanged,
    of_rules,
    prune_runs,
)
from pipeline.store.write import failed_for_good, mark_gone, mark_wrong, prune_gone, put_source, store_result
from pipeline.version import rules_version
from schemas.errors import Issue, Severity, Stage, StoreError
from schemas.records import DocumentResult, Status

if TYPE_CHECKING:
    from pipeline.intake import Intake
    from pipeline.workers import Reply, Work

Progress = Callable[[int, int], None]

# Seconds after a signal that may go into deriving projects; the rest is done by the next run.
LAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: inputs by outcome, how many of them went wrong anew, and how it ended.

    `signal` is the number of the signal that interrupted it, 0 otherwise; `gone` counts known inputs that vanished.
    After a change of the rules `again` documents were extracted again, and `untouched` ones were not.
    """

    run: int
    counts: dict[Status, int]
    newly_wrong: int
    records: int
    warnings: int
    seconds: float
    signal: int = 0
    gone: int = 0
    again: int = 0
    untouched: int = 0

    @property
    def changed(self) -> bool:
        """False for a run that found everything as it was."""
        known = self.counts.get(Status.SKIPPED, 0)
        wrong = self.signal or self.newly_wrong
        return bool(sum(self.counts.values()) > known or self.gone or self.again or self.untouched or wrong)


@dataclass(slots=True)
class _Tally:
    counts: Counter[Status] = field(default_factory=Counter)
    newly_wrong: int = 0
    records: int = 0
    warnings: int = 0
    gone: int = 0


class StopSign:
    """Notes SIGTERM and SIGINT while a run works. The documents in hand are dropped, what is stored stays."""

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, signal._HANDLER] = {}

    def __enter__(self) -> StopSign:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def __call__(self) -> bool:
        return bool(self.signal)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.signal = self.signal or number


def ingest(
    sources: Sequence[Path],
    db: Path,
    settings: Settings,
    progress: Progress = lambda done, total: None,
    work: Work | None = None,
    log: RunLog = NO_LOG,
    prune: bool = False,
    keep_runs: float | None = None,
    rehash: bool = False,
) -> RunSummary:
    """Bring the database up to date with the files below `sources`, and return what was done.

    With `prune`, inputs that have vanished are deleted; with `keep_runs`, runs that many days old leave the ledger;
    with `rehash`, the bytes of every file are compared, also where size, time and inode are as they were, and all
    that is stored of documents is looked at.
    Raises MissingSource before anything is touched, and StoreError where the database cannot be used.
    """
    return _timed(
        lambda stopped: _ingest(sources, None, db, settings, progress, work, log, stopped, prune, keep_runs, rehash)
    )


def retry(
    chosen: Callable[[sqlite3.Connection], list[Input]],
    db: Path,
    settings: Settings,
    progress: Progress = lambda done, total: None,
    work: Work | None = None,
    log: RunLog = NO_LOG,
) -> RunSummary:
    """Read the inputs again that `chosen` takes from the ledger, whatever became of them. Raises StoreError."""
    return _timed(lambda stopped: _ingest((), chosen, db, settings, progress, work, log, stopped))


def _timed(run: Callable[[StopSign], RunSummary]) -> RunSummary:
    started = time.perf_counter()
    with StopSign() as stopped:
        try:
            summary = run(stopped)
        except StoreError:
            if not stopped():
                raise
            # asked to stop while it waited for the database
            summary = RunSummary(0, {}, 0, 0, 0, 0.0, stopped.signal)
    return replace(summary, seconds=time.perf_counter() - started)


def _ingest(
    sources: Sequence[Path],
    chosen: Callable[[sqlite3.Connection], list[Input]] | None,
    db: Path,
    settings: Settings,
    progress: Progress,
    work: Work | None,
    log: RunLog,
    stopped: StopSign,
    prune: bool = False,
    keep_runs: float | None = None,
    rehash: bool = False,
) -> RunSummary:
    inputs = discover(sources)
    with writing(db, stopped) as connection:
        inputs = inputs if chosen is None else chosen(connection)
        settings = with_forgotten(connection, db, settings)
        rules, vocabulary = rules_version(settings)
        run = begin_run(connection, len(inputs), settings.workers, rules, vocabulary)
        log.write("info", "run_started", run=run, inputs=len(inputs), workers=settings.workers, rules=rules)
        outcome = "failed"
        try:
            job = _Ingest(connection, run, rules, settings, log, rehash)
            tally = job.work_off(sources, inputs, progress, stopped, work)
            if prune and not stopped():
                with transaction(connection):
                    prune_gone(connection, prunable(connection, sources, inputs))
            if keep_runs is not None and not stopped():
                prune_runs(connection, keep_runs)
            left = settle_projects(connection, LAST_SECONDS if stopped() else float("inf"))
            outcome = "interrupted" if stopped() else "finished"
        except BaseException:
            # where the disk is full this fails too; the next run then calls this one killed
            with suppress(sqlite3.Error):
                end_run(connection, run, outcome)
            raise
        end_run(connection, run, outcome)
        led_to = of_rules(connection, run)
        connection.execute("PRAGMA optimize")
    ended = stopped.signal if outcome == "interrupted" or left else 0
    counted = (tally.newly_wrong, tally.records, tally.warnings)
    return RunSummary(run, dict(tally.counts), *counted, 0.0, ended, tally.gone, *led_to)


@dataclass(slots=True)
class _Ingest:
    """One run's writes. Every method that stores does so in one transaction with its line in the ledger."""

    connection: sqlite3.Connection
    run: int
    rules: str
    settings: Settings
    log: RunLog
    rehash: bool = False
    tally: _Tally = field(default_factory=_Tally)

    def work_off(
        self,
        sources: Sequence[Path],
        inputs: Sequence[Input],
        progress: Progress,
        stopped: StopSign,
        work: Work | None,
    ) -> _Tally:
        settle_projects(self.connection)
        if self.rehash:
            look_for_damage(self.connection, self.settings, stopped)
        if knows_others(self.connection, self.rules):
            put_book(self.connection, self.settings, self.rules, stopped)
            spare_untouched(self.connection, self.run, self.rules, stopped)
        plan = make_plan(self.connection, sources, inputs, self.rules, self.settings, stopped, self.rehash)
        if stopped():
            return self.tally
        self._store_known(plan)
        progress(self.tally.counts.total(), len(inputs))
        if plan.jobs or plan.containers:
            self._read(plan, lambda done: progress(done, max(len(inputs), done)), stopped, work)
        if not stopped():
            self._settle_revisits()
            # no document waits for it
            put_book(self.connection, self.settings, self.rules, stopped)
            drop_unused_books(self.connection, self.rules)
        return self.tally

    def _read(self, plan: Plan, done: Callable[[int], None], stopped: StopSign, work: Work | None) -> None:
        """Have workers do `work`, all stages if none is given, with what has to be read, and store each reply."""
        # an unchanged archive needs neither: they are a third of what is loaded
        from pipeline.intake import Intake
        from pipeline.sources.opener import Opener
        from pipeline.workers import Pool, process_input

        single = len(plan.jobs) == 1 and not plan.containers
        with Pool(self.settings, work or process_input, single) as pool, Opener(self.settings) as opener:
            intake = Intake(self, plan.jobs, plan.containers, opener)
            for reply in pool.run(intake, stopped):
                self._store(reply, intake)
                done(self.tally.counts.total())

    def _store_known(self, plan: Plan) -> None:
        """Store what needs no reading: vanished files, unchanged ones, known bytes in a new place."""
        with transaction(self.connection):
            mark_gone(self.connection, plan.gone)
            self.tally.gone += len(plan.gone)
            for path in plan.gone_containers:
                mark_container_gone(self.connection, path)
            unchanged = note_unchanged(self.connection, self.run, plan.unchanged)
            unchanged += sum(note_container(self.connection, self.run, path) for path in plan.unchanged_containers)
            self.tally.counts[Status.SKIPPED] += unchanged
        self._store_moved(plan.known)
        for job in plan.unreadable:
            if job.item.problem:
                self.put_result(job, failure(job.item.source, "", job.item.problem))

    def _store_moved(self, moved: Sequence[Known]) -> None:
        """Store all known bytes in new places, in one transaction.

        A document that waits for its new place has none meanwhile: a run that is killed must not leave it so.
        """
        awaited = Counter(known.sha256 for known in moved)
        with transaction(self.connection):
            for known in moved:
                awaited[known.sha256] -= 1
                if not awaited[known.sha256]:
                    del awaited[known.sha256]
                self._put_known(known, awaited)

    def put_known(self, known: Known) -> None:
        """Store that bytes that are known stand in a place."""
        with transaction(self.connection):
            self._put_known(known, ())

    def _put_known(self, known: Known, awaited: Container[str]) -> None:
        """As put_known(); documents that other places await are kept. Call inside a transaction."""
        put_source(self.connection, self.run, known.place, known.sha256, awaited=awaited)
        self.tally.warnings += _warnings(known.place.issues)
        new = known.is_new and self._stands_elsewhere(known)
        failed = new and self._failed(known)
        self._note(known.place.path, Status.FAILED if failed else Status.DUPLICATE if new else Status.SKIPPED)
        if failed:
            mark_wrong(self.connection, self.run, known.place.path)
            self.tally.newly_wrong += 1

    def _stands_elsewhere(self, known: Known) -> bool:
        query = "SELECT 1 FROM sources WHERE document = ? AND path <> ? AND status <> 'gone'"
        return self.connection.execute(query, (known.sha256, known.place.path)).fetchone() is not None

    def _failed(self, known: Known) -> bool:
        query = "SELECT status, reason FROM documents WHERE sha256 = ?"
        return failed_for_good(*self.connection.execute(query, (known.sha256,)).fetchone())

    def put_revisit(self, job: Job, result: DocumentResult) -> None:
        """Store a capture that says "as before"; a new one is counted when all containers have been read."""
        with transaction(self.connection):
            if put_revisit(self.connection, self.run, job.place, result):
                self._note(job.place.path, Status.SKIPPED)

    def _settle_revisits(self) -> None:
        with transaction(self.connection):
            for path, status in settle_revisits(self.connection):
                self._note(path, status)

    def _store(self, reply: Reply, intake: Intake) -> None:
        """Store one reply; copies of bytes that changed since they were hashed become a job of their own."""
        job, result = intake[reply.task.number], reply.result
        if reply.lost or not result.sha256:
            # a crash has no bytes to show, but they were hashed; what could not be read has none
            result = replace(result, sha256=job.sha256 if reply.lost else "")
        elif result.sha256 != job.sha256 and job.copies:
            intake.add(job.copies[0].with_copies(job.copies[1:]))
            job = job.with_copies(())
        self.put_result(job, result, Effort(result.seconds, reply.memory, reply.worker, reply.done))
        intake.done(reply.task.number)

    def put_result(self, job: Job, result: DocumentResult, effort: Effort = NO_EFFORT) -> None:
        """Store a result; one that the database refuses is stored as a failure, and the run goes on."""
        try:
            with transaction(self.connection):
                counted = self._put(job, result, effort)
        except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError) as error:
            result = failure(job.item.source, job.sha256, defect(error, Stage.STORE))
            with transaction(self.connection):
                counted = self._put(job, result, effort)
        for status in counted:
            self.tally.counts[status] += 1
        new = _newly_wrong(job, result)
        self.tally.newly_wrong += new
        if failed_for_good(result.status.value, reason(result)):
            self.tally.newly_wrong += sum(_newly_wrong(copy, result) for copy in job.copies)
        self.log.document(self.run, result, new, effort.done)
        self.tally.records += len(result.records)
        self.tally.warnings += _warnings(result.issues)
        # what could not be read says them itself
        self.tally.warnings += sum(_warnings(each.place.issues) for each in (job, *job.copies) if result.sha256)

    def _put(self, job: Job, result: DocumentResult, effort: Effort) -> list[Status]:
        """Store a result with its copies, and return the outcomes for the ledger."""
        count_again(self.connection, self.run, self.rules, result.sha256)
        if is_marked(self.connection, result.sha256):
            result = with_damage(result, "it was extracted again")
        store_result(self.connection, self.run, self.rules, job.place, result)
        if _newly_wrong(job, result):
            mark_wrong(self.connection, self.run, job.place.path)
        same = (result.status.value, reason(result), None) == job.before and not result.sha256
        outcomes = [Status.SKIPPED if same else result.status]
        note(self.connection, self.run, job.place.path, outcomes[0], effort)
        for copy in job.copies:
            if result.sha256:
                put_source(self.connection, self.run, copy.place, result.sha256)
            else:
                store_result(self.connection, self.run, self.rules, copy.place, result)
            failed = failed_for_good(result.status.value, reason(result)) and copy.counts is Status.DUPLICATE
            if failed and _newly_wrong(copy, result):
                mark_wrong(self.connection, self.run, copy.place.path)
            outcomes.append(Status.FAILED if failed else copy.counts)
            note(self.connection, self.run, copy.place.path, outcomes[-1])
        return outcomes

    def _note(self, path: str, status: Status) -> None:
        note(self.connection, self.run, path, status)
        self.tally.counts[status] += 1


def _warnings(issues: Iterable[Issue]) -> int:
    return sum(issue.severity is Severity.WARNING for issue in issues)


def _newly_wrong(job: Job, result: DocumentResult) -> bool:
    """Say whether the input is wrong, and was not, or for another reason, or with other bytes."""
    now = (result.status.value, reason(result), result.sha256 or None)
    return result.status in (Status.FAILED, Status.PARTIAL) and now != job.before
