"""Open a database, for writing by one run at a time or for reading by anyone."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from schemas.errors import ReasonCode, StoreError

# Seconds that a writer waits for another program's transaction, and after which it looks whether to stop.
BUSY_SECONDS = 30
LOOK_SECONDS = 1
# The disk is full or gone, or nothing may be written there: no defect of ours, and nothing is lost.
_UNUSABLE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_PROTOCOL")
_HEAD = b"SQLite format 3\0"
_DAMAGED = "SQLITE_CORRUPT"
MEND = "; move it away and run again: all but the ledger comes from the sources"
# Text that is no UTF-8 any more must not end a run: the row is found out by its sum, or by what it says.
_AS_TEXT = partial(str, encoding="utf-8", errors="replace")

Stopped = Callable[[], bool]


class Writer(sqlite3.Connection):
    """A connection for writes. It gives up waiting for another program when `stopped()` turns true."""

    stopped: Stopped = staticmethod(lambda: False)


@contextmanager
def writing(path: Path, stopped: Stopped = lambda: False) -> Iterator[sqlite3.Connection]:
    """Yield a connection for a run's writes: this run holds the database alone, tables are up to date.

    Raises StoreError: database_locked while another run works or another program writes, database_unusable
    where the disk is full, gone or read-only, schema_too_new, not_a_database.
    """
    with _alone(path), _guarded(path):
        _spare_short_files(path)
        connection = sqlite3.connect(path, timeout=LOOK_SECONDS, factory=Writer)
        connection.stopped = stopped
        connection.text_factory = _AS_TEXT
        try:
            _patiently(connection, lambda: _prepare(connection, path))
            yield connection
        finally:
            connection.close()


def _spare_short_files(path: Path) -> None:
    """Raise StoreError for a file of a few words: SQLite takes less than a page for nothing, and writes over it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError:
        return  # not there, or SQLite says what is wrong
    if head and head != _HEAD:
        raise _not_ours(path)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a read-only connection whose rows can be asked by name. Raises StoreError as `writing`."""
    with _guarded(path):
        connection = _read_only(path)
        try:
            _known_schema(connection, path)
            yield connection
        finally:
            connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one transaction: all of it is stored, or nothing."""
    _patiently(connection, lambda: connection.execute("BEGIN IMMEDIATE"))
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # a full disk may have ended the transaction already
        with suppress(sqlite3.Error):
            connection.rollback()
        raise


def _patiently(connection: sqlite3.Connection, action: Callable[[], object]) -> None:
    """Do something that may find the database locked, again and again for a while."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            action()
            return
        except sqlite3.OperationalError as error:
            stopped = isinstance(connection, Writer) and connection.stopped()
            if not _is_busy(error) or stopped or time.monotonic() > deadline:
                raise


def _is_busy(error: sqlite3.Error) -> bool:
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _name(error: sqlite3.Error) -> str:
    """Return SQLite's name of an error; an error of the module itself has none."""
    return str(getattr(error, "sqlite_errorname", ""))


def _read_only(path: Path) -> sqlite3.Connection:
    # mode=ro would leave the side files of WAL behind; query_only refuses writes as surely
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    connection.row_factory, connection.text_factory = sqlite3.Row, _AS_TEXT
    connection.execute("PRAGMA query_only = ON")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # a folder that we may not write to has no room for the shared memory of WAL
        connection.close()
        connection = sqlite3.connect(address + "&immutable=1", uri=True)
        connection.row_factory, connection.text_factory = sqlite3.Row, _AS_TEXT
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # a run killed in its first milliseconds leaves the table of migrations alone, and empty
    tables = "SELECT count(*) FROM sqlite_master WHERE tbl_name <> '_sqlite_migrations'"
    applied = _known_schema(connection, path) if connection.execute(tables).fetchone()[0] else set()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if applied != KNOWN:
        _migrate(connection)
    # the module's own transactions would begin behind our back and commit before some statements
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    with _without("numpy", "pandas"):
        from sqlite_utils import Database

        from pipeline.store.migrations import migrations

    migrations.apply(Database(connection))


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Have modules not found: sqlite-utils takes numpy with it, a third of its time, for types we never use."""
    modules: dict[str, Any] = sys.modules
    absent = {name: None for name in names if name not in modules}
    modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del modules[name]


def _known_schema(connection: sqlite3.Connection, path: Path) -> set[str]:
    """Return the migrations that made the tables. Raise StoreError unless this version or an older one made them."""
    try:
        rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'fondoskop'")
        applied = {name for (name,) in rows}
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        applied = set()
    if not applied:
        raise _not_ours(path)
    unknown = applied - KNOWN
    if unknown:
        newest = max(unknown)
        detail = f"{path.name} was written by a newer version of Fondoskop (it has {newest}): upgrade first"
        raise StoreError(ReasonCode.SCHEMA_TOO_NEW, detail)
    return applied


def _not_ours(path: Path) -> StoreError:
    return StoreError(ReasonCode.NOT_A_DATABASE, f"{path.name} is not a database of Fondoskop")


# Named here again so that reading needs no sqlite-utils; a test compares them with migrations.py.
KNOWN: set[str] = {
    *("m001_ledger", "m002_records", "m003_parts_of_projects", "m004_search", "m005_views"),
    "m006_pdf_pages",
    *("m007_containers", "m008_layouts", "m009_outcomes"),
    "m020_wrong_since",
    "m021_captures",
    "m022_forgotten",
    "m023_rulebooks",
    "m024_done",
}


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's exceptions into ours."""
    try:
        yield
    except sqlite3.Error as error:
        code = ReasonCode.INTERNAL_ERROR
        if _is_busy(error):
            code = ReasonCode.DATABASE_LOCKED
        elif _name(error).startswith(_UNUSABLE):
            code = ReasonCode.DATABASE_UNUSABLE
        elif _name(error) == "SQLITE_NOTADB":
            raise _not_ours(path) from error
        elif _name(error).startswith(_DAMAGED):
            code = ReasonCode.DATABASE_DAMAGED
        more = MEND if code is ReasonCode.DATABASE_DAMAGED else ""
        raise StoreError(code, f"{path.name}: {error}{more}") from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock file beside the database; the system drops it when the process ends, however it ends."""
    lock = path.with_name(path.name + ".lock")
    try:
        descriptor = _lock(lock)
    except BlockingIOError as error:
        detail = f"another run holds the database ({lock.name})"
        raise StoreError(ReasonCode.DATABASE_LOCKED, detail) from error
    except OSError as error:
        detail = f"{lock} cannot be made: {error.strerror}"
        raise StoreError(ReasonCode.DATABASE_UNUSABLE, detail) from error
    try:
        yield
    finally:
        # removed while still held: whoever opened it meanwhile notices in _lock(); one that stays does no harm
        with suppress(OSError):
            lock.unlink(missing_ok=True)
        os.close(descriptor)


def _lock(lock: Path) -> int:
    """Return a descriptor that holds the lock; BlockingIOError if another process does."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _take(descriptor)
            if os.fstat(descriptor).st_nlink:
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # the run before us removed the file between our open and our lock: take the next one
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        # is_held() has a lock of its own for some microseconds, and must not keep a run from starting
        time.sleep(0.05)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Say whether a run that lives holds the database."""
    try:
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
