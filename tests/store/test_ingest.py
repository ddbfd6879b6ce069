"""Ingest with real files, real processes and a real database; the stages are a stand-in."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from databases import content, rows

sys.path.insert(0, str(Path(__file__).parent))

import stand_in

from pipeline import version
from pipeline.ingest import RunSummary, ingest
from pipeline.settings import Settings
from pipeline.workers import WorkersError
from schemas.errors import ReasonCode, StoreError

Run = Callable[..., RunSummary]
SCRIPT = Path(stand_in.__file__)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of 24 documents about 8 projects, in two levels, one of them there twice."""
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    for number in range(24):
        place = folder / "deep" if number % 3 == 0 else folder
        (place / f"{number:02}.txt").write_text(f"číslo {number}: CZ{number % 8} Org{number % 5} konec")
    shutil.copy(folder / "01.txt", folder / "deep" / "copy.txt")
    return folder


@pytest.fixture
def run(docs: Path, tmp_path: Path) -> Run:
    """Ingest the folder, or what is named, into a database; the default is one and the same."""

    def ingested(
        *sources: Path, db: str = "a.db", workers: int = 2, max_seconds: float = 20.0, rehash: bool = False
    ) -> RunSummary:
        settings = replace(Settings(), workers=workers, max_seconds=max_seconds)
        return ingest(sources or [docs], tmp_path / db, settings, work=stand_in.work, rehash=rehash)

    return ingested


def counts(summary: RunSummary) -> dict[str, int]:
    return {status.value: number for status, number in summary.counts.items() if number}


def test_first_run_stores_and_second_skips(run: Run, tmp_path: Path) -> None:
    assert counts(run()) == {"ok": 24, "duplicate": 1}
    before = content(tmp_path / "a.db")
    assert counts(run()) == {"skipped": 25}
    assert content(tmp_path / "a.db") == before
    assert rows(tmp_path / "a.db", "SELECT count(*), sum(documents) FROM projects") == [(8, 24)]
    assert rows(tmp_path / "a.db", "SELECT * FROM pragma_foreign_key_check") == []
    assert not (tmp_path / "a.db.lock").exists()


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_result_does_not_depend_on_workers(run: Run, tmp_path: Path, workers: int) -> None:
    run(db="one.db", workers=1)
    run(db="many.db", workers=workers)
    assert content(tmp_path / "many.db") == content(tmp_path / "one.db")


def test_result_does_not_depend_on_order(run: Run, docs: Path, tmp_path: Path) -> None:
    run(db="whole.db")
    for path in sorted(docs.rglob("*.txt"), reverse=True):
        run(path, db="parts.db", workers=1)
    assert content(tmp_path / "parts.db") == content(tmp_path / "whole.db")
    names = "SELECT name FROM organisations ORDER BY id"
    assert rows(tmp_path / "parts.db", names) == rows(tmp_path / "whole.db", names)


def test_changed_file_replaces_its_document(run: Run, docs: Path, tmp_path: Path) -> None:
    run()
    (docs / "01.txt").write_text("jiné: CZ99 Org9 konec")
    (docs / "02.txt").write_text("jiné: CZ98 Org9 konec")
    # 01 has a copy that keeps the old document; 02 had none
    assert counts(run()) == {"ok": 2, "skipped": 23}
    run(db="fresh.db")
    assert content(tmp_path / "a.db") == content(tmp_path / "fresh.db")
    assert rows(tmp_path / "a.db", "SELECT status FROM sources WHERE source = 'deep/copy.txt'") == [("ok",)]


def test_rehash_sees_what_size_time_and_inode_hide(run: Run, docs: Path, tmp_path: Path) -> None:
    for path in docs.rglob("*.txt"):
        os.utime(path, (1_400_000_000, 1_400_000_000))
    run()
    changed = docs / "02.txt"
    changed.write_text(changed.read_text().replace("CZ2", "CZ7"))
    os.utime(changed, (1_400_000_000, 1_400_000_000))
    assert counts(run()) == {"skipped": 25}
    assert counts(run(rehash=True)) == {"ok": 1, "skipped": 24}
    run(db="fresh.db")
    assert content(tmp_path / "a.db") == content(tmp_path / "fresh.db")


def test_vanished_file_is_gone_and_its_document_stays(run: Run, docs: Path, tmp_path: Path) -> None:
    run()
    (docs / "02.txt").unlink()
    (docs / "01.txt").unlink()
    assert counts(run()) == {"skipped": 23}
    states = "SELECT source, status FROM sources WHERE status = 'gone' OR source LIKE '%copy%' ORDER BY source"
    assert rows(tmp_path / "a.db", states) == [
        ("01.txt", "gone"),
        ("02.txt", "gone"),
        ("deep/copy.txt", "ok"),
    ]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM documents") == [(24,)]


def test_moved_file_needs_no_work(run: Run, docs: Path, tmp_path: Path) -> None:
    run()
    before = content(tmp_path / "a.db")
    (docs / "02.txt").rename(docs / "deep" / "moved.txt")
    assert counts(run()) == {"skipped": 25}
    assert content(tmp_path / "a.db") == before


def test_touched_file_is_not_extracted_again(run: Run, docs: Path) -> None:
    for path in docs.rglob("*.txt"):
        os.utime(path, (1e9, 1e9))
    run()
    os.utime(docs / "02.txt", (2e9, 2e9))
    summary = run()
    assert (counts(summary), summary.records) == ({"skipped": 25}, 0)


def test_new_rules_extract_again(run: Run, tmp_path: Path) -> None:
    run()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE documents SET rules = 'old'")
    summary = run()
    assert (counts(summary), summary.again, summary.untouched) == ({"ok": 24, "duplicate": 1}, 24, 0)


def test_rules_version_follows_the_limits() -> None:
    assert version.rules_version(Settings()) == version.rules_version(Settings())
    assert version.rules_version(Settings()) != version.rules_version(Settings(max_pages=1))


def test_worker_that_dies_costs_its_document_alone(run: Run, docs: Path, tmp_path: Path) -> None:
    (docs / "10a.txt").write_text("kill")
    summary = run()
    assert (counts(summary), summary.newly_wrong) == ({"ok": 24, "duplicate": 1, "failed": 1}, 1)
    assert rows(tmp_path / "a.db", "SELECT source, reason FROM sources WHERE status = 'failed'") == [
        ("10a.txt", "crashed")
    ]
    # tried again, but nothing new; after three times it is left alone
    for expected in ({"skipped": 25, "failed": 1}, {"skipped": 25, "failed": 1}, {"skipped": 26}):
        summary = run()
        assert (counts(summary), summary.newly_wrong) == (expected, 0)


def test_endless_document_times_out(run: Run, docs: Path, tmp_path: Path) -> None:
    (docs / "00.txt").write_text("sleep 60 CZ1 Org1 konec")
    assert counts(run(max_seconds=0.5))["failed"] == 1
    assert rows(tmp_path / "a.db", "SELECT code FROM issues") == [("timeout",)]


def test_what_the_database_refuses_is_a_failed_document(run: Run, docs: Path, tmp_path: Path) -> None:
    (docs / "00.txt").write_text("surrogate CZ1 Org1 konec")
    assert counts(run())["failed"] == 1
    assert rows(tmp_path / "a.db", "SELECT code, stage FROM issues") == [("internal_error", "store")]


def test_partial_is_newly_wrong_once(run: Run, docs: Path) -> None:
    (docs / "00.txt").write_text("partial CZ1 Org1 konec")
    assert run().newly_wrong == 1
    assert run().newly_wrong == 0


def test_odd_places_are_in_the_ledger(run: Run, docs: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("CANARY Org1 konec")
    os.mkfifo(docs / "fifo")
    (docs / "out.txt").symlink_to(outside)
    (docs / "in.txt").symlink_to(docs / "02.txt")
    (docs / "loop").symlink_to(docs)
    (docs / "nowhere.txt").symlink_to("nothing")
    (docs / "04.txt").rename(docs / "x\udcff\\y.txt")
    summary = run()
    assert counts(summary) == {"ok": 24, "duplicate": 2, "failed": 1, "skipped": 2}
    query = "SELECT source, status, reason FROM sources WHERE status IN ('failed', 'skipped') ORDER BY 1"
    assert rows(tmp_path / "a.db", query) == [
        ("fifo", "skipped", "special_file"),
        ("nowhere.txt", "failed", "unreadable_file"),
        ("out.txt", "skipped", "link_outside"),
    ]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM pages WHERE text LIKE '%CANARY%'") == [(0,)]
    odd = rows(tmp_path / "a.db", "SELECT source FROM sources WHERE source LIKE '%xff%'")
    assert odd == [("x\\xff\\\\y.txt",)]
    assert run().newly_wrong == 0


def test_ledger_adds_up_at_every_run(run: Run, docs: Path, tmp_path: Path) -> None:
    (docs / "10a.txt").write_text("kill")
    run()
    (docs / "02.txt").unlink()
    run()
    sums = "SELECT discovered - ok - partial - failed - skipped - duplicate, planned - discovered FROM runs"
    assert rows(tmp_path / "a.db", sums) == [(0, 0), (0, 0)]


def test_search_sees_no_diacritics_and_forgets_what_is_gone(run: Run, docs: Path, tmp_path: Path) -> None:
    run()
    found = "SELECT count(*) FROM pages_fts('cislo')"
    assert rows(tmp_path / "a.db", found) == [(24,)]
    (docs / "02.txt").write_text("nic: CZ1 Org1 konec")
    run()
    assert rows(tmp_path / "a.db", found) == [(23,)]
    # Org1 stands in 01, 06, 11, 16 and 21, which are five projects
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM projects_fts('org1')") == [(5,)]


def slow(docs: Path, db: Path, workers: int = 2) -> subprocess.Popen[bytes]:
    """Start an ingest that takes some seconds, in a process of its own."""
    for path in docs.rglob("*.txt"):
        path.write_text(f"sleep 0.15 {path.read_text()}")
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, str(SCRIPT), str(docs), str(db), str(workers)]
    process = subprocess.Popen(command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, start_new_session=True)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        if _stored(db) >= 2:
            return process
        time.sleep(0.05)
    raise AssertionError(f"no document was stored; exit status {process.poll()}")


def _stored(db: Path) -> int:
    try:
        return int(str(rows(db, "SELECT count(*) FROM documents")[0][0]))
    except (StoreError, sqlite3.Error):
        return 0


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The workers of an ingest: the processes that the fork server below it has started."""
    found, wave = [], [process.pid]
    while wave:
        listed = [Path(f"/proc/{pid}/task/{pid}/children") for pid in wave]
        wave = [int(pid) for path in listed if path.exists() for pid in path.read_text().split()]
        found += wave
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_killed_worker_costs_nothing(run: Run, docs: Path, tmp_path: Path) -> None:
    process = slow(docs, tmp_path / "a.db")
    os.kill(children(process)[-1], signal.SIGKILL)
    assert process.wait(30) == 0
    run(db="clean.db")
    assert content(tmp_path / "a.db") == content(tmp_path / "clean.db")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_killed_writer_then_run_again(run: Run, docs: Path, tmp_path: Path) -> None:
    process = slow(docs, tmp_path / "a.db")
    workers = children(process)
    process.kill()
    process.wait(10)
    assert rows(tmp_path / "a.db", "SELECT * FROM pragma_integrity_check") == [("ok",)]
    deadline = time.monotonic() + 5
    while any(_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if _alive(pid)], "workers outlive their parent"
    run()
    run(db="clean.db")
    assert content(tmp_path / "a.db") == content(tmp_path / "clean.db")
    assert rows(tmp_path / "a.db", "SELECT outcome FROM runs ORDER BY id") == [("killed",), ("finished",)]


def _alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_interrupts_and_the_next_run_goes_on(
    run: Run, docs: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    process = slow(docs, tmp_path / "a.db")
    asked = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == status
    assert time.monotonic() - asked < 5
    ledger = rows(tmp_path / "a.db", "SELECT outcome, planned > discovered FROM runs")
    assert ledger == [("interrupted", 1)]
    run()
    run(db="clean.db")
    assert content(tmp_path / "a.db") == content(tmp_path / "clean.db")


def test_signal_to_the_whole_group_is_no_crash(run: Run, docs: Path, tmp_path: Path) -> None:
    process = slow(docs, tmp_path / "a.db")
    os.killpg(process.pid, signal.SIGTERM)
    assert process.wait(10) == 143
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM documents WHERE status <> 'ok'") == [(0,)]


def test_broken_installation_fails_the_run_and_no_document(docs: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkersError, match="ModuleNotFoundError"):
        ingest([docs], tmp_path / "a.db", Settings(), work=stand_in.broken)
    assert rows(tmp_path / "a.db", "SELECT outcome, discovered FROM runs") == [("failed", 0)]


def test_second_ingest_at_once_is_refused(run: Run, docs: Path, tmp_path: Path) -> None:
    process = slow(docs, tmp_path / "a.db")
    with pytest.raises(StoreError) as refused:
        run()
    assert refused.value.code is ReasonCode.DATABASE_LOCKED
    process.terminate()
    process.wait(10)
    run()  # a lock does not outlive its process


def test_a_sum_that_no_database_holds_stops_no_run(tmp_path: Path) -> None:
    """Digits printed twice, as bold ones of a PDF, made 251 * 10^15: that run and each after it ended with status 1."""
    page = tmp_path / "double.txt"
    number = "Projekt „Nová cesta“\n\nRegistrační číslo: CZ.1.07/1.2.00/47.0009"
    page.write_text(f"{number}\n\nVýše dotace: 251 251 480 480 050 050 Kč\n", encoding="utf-8")
    assert counts(ingest([page], tmp_path / "a.db", Settings(workers=1))) == {"ok": 1}
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM projects") == [(1,)]
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM issues WHERE code = 'bad_value'") == [(1,)]


def test_a_sum_that_older_rules_left_unsettled_is_got_over(tmp_path: Path) -> None:
    """Such a database ended each run with status 1, since projects are settled before documents are read anew."""
    page, db = tmp_path / "page.txt", tmp_path / "a.db"
    number = "Projekt „Nová cesta“\n\nRegistrační číslo: CZ.1.07/1.2.00/47.0009"
    page.write_text(f"{number}\n\nVýše dotace: 251 480 050 Kč\n", encoding="utf-8")
    ingest([page], db, Settings(workers=1))
    sound = content(db)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE statements SET value_json = replace(value_json, '251480050', '251251480480050050')")
        connection.execute("INSERT INTO dirty_projects SELECT project_id FROM projects")
        connection.execute("UPDATE documents SET rules = 'old'")
    assert counts(ingest([page], db, Settings(workers=1))) == {"ok": 1}
    assert content(db) == sound
    assert rows(db, "SELECT count(*) FROM dirty_projects") == [(0,)]
