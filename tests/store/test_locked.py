"""Databases that cannot be had: held by another program, in no folder, on a disk that is full or read-only."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import stand_in

from pipeline.store.connect import reading, transaction, writing
from schemas.errors import ReasonCode, StoreError

ROOT = Path(__file__).parent.parent.parent
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
OWN_MOUNTS = ["unshare", "--map-root-user", "--mount", "sh", "-c", READ_ONLY]
"""Runs what follows the name of a folder, which is read-only for it alone."""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty database with all tables."""
    with writing(tmp_path / "a.db"):
        return tmp_path / "a.db"


def start(docs: Path, db: Path, *before: str) -> subprocess.Popen[str]:
    """Start a run over one document; `before` is what starts it."""
    docs.mkdir(exist_ok=True)
    (docs / "a.txt").write_text("slovo CZ1 Org1 konec")
    command = [*before, sys.executable, str(stand_in.__file__), str(docs), str(db), "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_waiting_for_another_program_can_be_interrupted(
    db: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = start(tmp_path / "docs", db)
    lock = db.with_name("a.db.lock")
    while not lock.exists():
        time.sleep(0.02)
    time.sleep(0.5)
    asked = time.monotonic()
    process.send_signal(number)
    assert process.wait(20) == status
    assert time.monotonic() - asked < 5
    other.close()


def test_another_program_is_waited_for(db: Path, tmp_path: Path) -> None:
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = start(tmp_path / "docs", db)
    time.sleep(3)
    assert process.poll() is None
    other.execute("ROLLBACK")
    assert process.wait(30) == 0


def test_lock_file_of_a_dead_process_holds_nobody_up(db: Path, tmp_path: Path) -> None:
    db.with_name("a.db.lock").write_text("12345")
    assert start(tmp_path / "docs", db).wait(30) == 0
    assert not db.with_name("a.db.lock").exists()


def test_no_folder_is_said_plainly(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"lock cannot be made: No such file") as refused,
        writing(tmp_path / "no" / "a.db"),
    ):
        pass
    assert refused.value.code is ReasonCode.DATABASE_UNUSABLE


def test_a_read_only_volume_is_said_plainly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    if subprocess.run([*OWN_MOUNTS, str(volume), "true"], capture_output=True, check=False).returncode:
        pytest.skip("folders cannot be mounted read-only here")
    assert start(tmp_path / "docs", volume / "a.db").wait(60) == 0
    (tmp_path / "docs" / "b.txt").write_text("slovo CZ2 Org2 konec")
    process = start(tmp_path / "docs", volume / "a.db", *OWN_MOUNTS, str(volume))
    assert process.communicate(timeout=60)[1].count("\n") == 1
    assert process.returncode == 1
    assert start(tmp_path / "docs", volume / "a.db").wait(60) == 0
    with reading(volume / "a.db") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 2


def test_full_disk_leaves_all_or_nothing(db: Path) -> None:
    """A limit on the size of files stands in for a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = db.stat().st_size
    try:
        with pytest.raises(StoreError) as refused, writing(db) as connection:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
            for number in range(1000):
                with transaction(connection):
                    connection.execute("INSERT INTO organisations VALUES (?, ?)", (f"a{number}", "x" * 3000))
                    connection.execute("INSERT INTO organisations VALUES (?, ?)", (f"b{number}", "x" * 3000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code is ReasonCode.DATABASE_UNUSABLE
    with reading(db) as connection:
        query = "SELECT substr(id, 1, 1), count(*) FROM organisations GROUP BY 1"
        counts = {tuple(row)[1] for row in connection.execute(query)}
        assert len(counts) == 1
        assert [tuple(row) for row in connection.execute("PRAGMA integrity_check")] == [("ok",)]
