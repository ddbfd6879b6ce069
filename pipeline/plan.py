"""Plan a run: which inputs need work, which are known, which are copies, which have vanished.

The plan is made from all inputs before any is read, so it cannot depend on the number of workers.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.discover import Input, Stamp, fingerprint, stamp, unshown
from pipeline.settings import Settings
from pipeline.sources.held import Held
from pipeline.sources.kinds import Kind, kind_of_file
from pipeline.store.containers import Kept, kept_containers
from pipeline.store.rows import PASSING
from pipeline.store.write import Place
from pipeline.version import containers_version
from schemas.records import Status

# A file written this lately may be written again within one tick of its clock: its stamp is not
# kept, so the next run compares the bytes.
FRESH_NS = 2_000_000_000
# What is due to the machine is tried again, but not for ever.
ATTEMPTS = 3
_OF_NO_FILE = Stamp(-1)


@dataclass(frozen=True, slots=True)
class Job:
    """An input that a worker must read. `before` is its status, reason and document of the last run.

    A member of a container is `held` in memory. As a copy of another input it `counts` as given.
    """

    item: Input
    place: Place
    sha256: str = ""
    before: tuple[str, str | None, str | None] | None = None
    copies: tuple[Job, ...] = ()
    held: Held | None = None
    counts: Status = Status.DUPLICATE

    def with_copies(self, copies: Sequence[Job]) -> Job:
        """Return the job with other copies, each an input with the same bytes."""
        return replace(self, copies=tuple(copies))


@dataclass(frozen=True, slots=True)
class Known:
    """An input whose bytes have been read before. `is_new` if they were not known to stand there."""

    place: Place
    sha256: str
    is_new: bool


@dataclass(slots=True)
class Plan:
    """What a run has to do. `unchanged` are the paths of inputs, and of containers, that need nothing at all.

    What is in `containers` is not planned yet.
    """

    jobs: list[Job] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    unreadable: list[Job] = field(default_factory=list)
    containers: list[Job] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    gone_containers: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unchanged_containers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the ledger knows of an input and of its document."""

    document: str | None
    status: str
    reason: str | None
    stamp: Stamp
    attempts: int

    @property
    def settled(self) -> bool:
        """False while another attempt is worth its while."""
        return self.reason not in PASSING or self.attempts >= ATTEMPTS


def make_plan(
    connection: sqlite3.Connection,
    roots: Sequence[Path],
    inputs: Sequence[Input],
    rules: str,
    settings: Settings,
    stopped: Callable[[], bool],
    rehash: bool = False,
) -> Plan:
    """Return the plan for `inputs`, which are ordered by path and were found below `roots`.

    With `rehash` no stamp is trusted: all bytes are compared, and all containers opened.
    """
    rows = dict(_rows(connection))
    kept = dict(kept_containers(connection, rules, PASSING, ATTEMPTS))
    if rehash:
        rows = {path: replace(row, stamp=_OF_NO_FILE) for path, row in rows.items()}
        kept = {path: replace(container, stamp=_OF_NO_FILE) for path, container in kept.items()}
    current = {str(row[0]) for row in connection.execute("SELECT sha256 FROM documents WHERE rules = ?", (rules,))}
    current -= {row.document for row in rows.values() if row.document and not row.settled}
    plan = Plan(gone=list(_gone(rows, roots, inputs)), gone_containers=list(_gone(kept, roots, inputs)))
    groups: dict[str, list[Job]] = {}
    for item in inputs:
        if stopped():
            return plan
        if _container(item, rows, kept, settings, current, plan):
            continue
        job = _job(item, rows, settings, current, plan)
        if job is None:
            continue
        if job.sha256:
            groups.setdefault(job.sha256, []).append(job)
        else:
            plan.jobs.append(job)
    for sha256, jobs in groups.items():
        if sha256 in current:
            plan.known += [Known(j.place, sha256, not j.before or j.before[2] != sha256) for j in jobs]
        else:
            plan.jobs.append(jobs[0].with_copies(jobs[1:]))
    return plan


def _container(
    item: Input, rows: dict[str, _Row], kept: dict[str, Kept], settings: Settings, current: set[str], plan: Plan
) -> bool:
    """Take up an input that is a container. Returns whether that is all: a mail is a document too."""
    if item.problem:
        return False
    found = stamp(item)
    place = Place.of(item, found)
    known, row = kept.get(place.path), rows.get(place.path)
    if known is not None and known.unchanged(found, containers_version(settings)):
        own = row is not None and row.document is None and row.status != "gone"
        plan.unchanged_containers.append(place.path)
        plan.unchanged += [place.path] if own else []
        return known.kind != Kind.MAIL
    if known is None and row is not None and row.stamp == found and row.document in current:
        return False
    kind = kind_of_file(item.target)
    if kind is None:
        if known is not None:
            plan.gone_containers.append(place.path)
        return False
    before = (row.status, row.reason, row.document) if row else None
    plan.containers.append(Job(item, _settled(place), before=before))
    return kind is not Kind.MAIL


def _settled(place: Place) -> Place:
    """Return the place with a stamp that can be trusted next time, or with none."""
    if time.time_ns() - place.stamp.mtime_ns >= FRESH_NS:
        return place
    return replace(place, stamp=replace(place.stamp, mtime_ns=0))


def _job(item: Input, rows: dict[str, _Row], settings: Settings, current: set[str], plan: Plan) -> Job | None:
    """Return the job that the input may become; None where the plan has taken it up already."""
    found = stamp(item)
    place = Place.of(item, found)
    row = rows.get(place.path)
    before = (row.status, row.reason, row.document) if row else None
    if item.problem:
        plan.unreadable.append(Job(item, place, before=before))
        return None
    same = row is not None and row.stamp == found and row.status != "gone"
    if row is not None and same and row.document in current:
        plan.unchanged.append(place.path)
        return None
    known = row.document if row is not None and same else None
    return Job(item, _settled(place), known or fingerprint(item.target, settings), before)


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, _Row]]:
    query = (
        "SELECT path, document, status, reason, size, mtime_ns, inode, attempts FROM sources WHERE container IS NULL"
    )
    for path, document, status, why, size, mtime_ns, inode, attempts in connection.execute(query):
        yield path, _Row(document, status, why, Stamp(size, mtime_ns, inode), attempts)


def prunable(connection: sqlite3.Connection, roots: Sequence[Path], inputs: Sequence[Input]) -> list[str]:
    """Return the vanished inputs below the roots.

    A root below which nothing at all was found may be a disk that is not mounted: nothing below it is returned.
    """
    found = [bytes(item.path) for item in inputs]
    below = [os.fsencode(os.path.abspath(root)) for root in roots]  # noqa: PTH100 -- as in discover
    alive = tuple(root + end for root in below for end in (b"/", b"!") if any(path.startswith(root) for path in found))
    rows = connection.execute("SELECT path FROM sources WHERE status = 'gone' ORDER BY path")
    return [str(path) for (path,) in rows if unshown(path).startswith(alive)]


def _gone(rows: Mapping[str, _Row | Kept], roots: Sequence[Path], inputs: Sequence[Input]) -> Iterator[str]:
    """Yield the known inputs, or containers, below the roots that were not found, but for those in a locked folder."""
    found = {bytes(item.path) for item in inputs}
    below = tuple(os.fsencode(os.path.abspath(root)) + b"/" for root in roots)  # noqa: PTH100 -- as in discover
    locked = tuple(bytes(item.path) + b"/" for item in inputs if item.problem)
    for path, row in rows.items():
        raw = unshown(path)
        living = row.inputs > 0 or row.complete if isinstance(row, Kept) else row.status != "gone"
        if living and raw.startswith(below) and raw not in found and not raw.startswith(locked):
            yield path
