"""Open a database, for writing by one run at a time or for reading by anyone."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from schemas.errors import ReasonCode, StoreError

# Seconds that a writer waits for a reader's checkpoint or for another program's transaction.
BUSY_SECONDS = 30


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection for a run's writes: this run holds the database alone, tables are up to date.

    Raises StoreError: database_locked while another run works, schema_too_new, not_a_database.
    """
    with _alone(path), _guarded(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            _prepare(connection, path)
            yield connection
        finally:
            connection.close()


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
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _read_only(path: Path) -> sqlite3.Connection:
    # mode=ro would leave the side files of WAL behind; query_only refuses writes as surely
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # a folder that we may not write to has no room for the shared memory of WAL
        connection.close()
        connection = sqlite3.connect(address + "&immutable=1", uri=True)
        connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    from sqlite_utils import Database

    from pipeline.store.migrations import migrations

    # a run killed in its first milliseconds leaves the table of migrations alone, and empty
    tables = "SELECT count(*) FROM sqlite_master WHERE tbl_name <> '_sqlite_migrations'"
    if connection.execute(tables).fetchone()[0]:
        _known_schema(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    migrations.apply(Database(connection))
    # the module's own transactions would begin behind our back and commit before some statements
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _known_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError unless the tables were made by this version of the program or an older one."""
    try:
        rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'fondoskop'")
        applied = {name for (name,) in rows}
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        applied = set()
    if not applied:
        raise StoreError(ReasonCode.NOT_A_DATABASE, f"{path.name} is not a database of Fondoskop")
    unknown = applied - KNOWN
    if unknown:
        newest = max(unknown)
        detail = f"{path.name} was written by a newer version of Fondoskop (it has {newest}): upgrade first"
        raise StoreError(ReasonCode.SCHEMA_TOO_NEW, detail)


# Named here again so that reading needs no sqlite-utils; a test compares them with migrations.py.
KNOWN = {
    *("m001_ledger", "m002_records", "m003_parts_of_projects", "m004_search", "m005_views"),
    "m006_pdf_pages",
    "m007_containers",
}


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's exceptions into ours."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        code = ReasonCode.INTERNAL_ERROR
        if "locked" in text:
            code = ReasonCode.DATABASE_LOCKED
        elif "not a database" in text or "malformed" in text:
            code = ReasonCode.NOT_A_DATABASE
        raise StoreError(code, f"{path.name}: {text}") from error


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
        detail = f"{lock.name} cannot be made: {error.strerror}"
        raise StoreError(ReasonCode.INTERNAL_ERROR, detail) from error
    try:
        yield
    finally:
        # removed while still held: whoever opened it meanwhile notices in _lock()
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _lock(lock: Path) -> int:
    """Return a descriptor that holds the lock; BlockingIOError if another process does."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink:
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # the run before us removed the file between our open and our lock: take the next one
        os.close(descriptor)
