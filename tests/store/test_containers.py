"""Containers in a run: real files, real processes, a real database; the stages are a stand-in."""

from __future__ import annotations

import gzip
import itertools
import os
import signal
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import stand_in
from container_maker import packed, record, tar_of, zip_of
from databases import content, rows

from pipeline.batch import results
from pipeline.ingest import ingest, retry
from pipeline.intake import AT_ONCE, Intake
from pipeline.retry import chosen_inputs
from pipeline.settings import Settings
from pipeline.sources.opener import Opener
from pipeline.store.connect import reading
from pipeline.store.write import put_source
from pipeline.verify import verify
from schemas.records import Status

OLD = 1_400_000_000


def text(number: int, words: str = "") -> bytes:
    return f"{words}číslo {number}: CZ{number % 8} Org{number % 5} konec".encode()


def put(path: Path, content: bytes, when: int = OLD) -> Path:
    """Write a file that looks old enough for its stamp to be trusted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with files, archives and captures; some documents stand in several of them."""
    folder = tmp_path / "docs"
    put(folder / "0.txt", text(0))
    put(
        folder / "a.zip",
        zip_of([(f"z/{n}.txt", text(n)) for n in range(6)] + [("b.tar", tar_of([("t.txt", text(9))]))]),
    )
    put(folder / "c.tar.gz", gzip.compress(tar_of([(f"{n}.txt", text(n)) for n in range(4, 9)])))
    put(folder / "d.warc.gz", packed([PAGE, AGAIN, OTHER, SAME_LATER]))
    put(folder / "e.txt.gz", gzip.compress(text(3)))
    return folder


SHA = "WARC-Payload-Digest: sha1:ABC\r\n"
PAGE = record("http://web.example/a", text(20), fields=SHA)
AGAIN = record("http://web.example/a", b"", kind="revisit", fields=SHA, day=2)
OTHER = record("http://web.example/b", b"", kind="revisit", fields="WARC-Payload-Digest: sha1:NONE\r\n", day=3)
SAME_LATER = record("http://web.example/a", text(20), fields=SHA, day=4)


def run(docs: Path, db: Path, workers: int = 2) -> dict[str, int]:
    summary = ingest([docs], db, replace(Settings(), workers=workers, max_seconds=30.0), work=stand_in.work)
    return {status.value: number for status, number in summary.counts.items() if number}


def test_members_are_inputs(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    # 0 to 8, 9 and 20 are new; 0, 4, 5, 3 and two captures of 20 are known by then; one revisit repeats nothing
    assert run(docs, db) == {"ok": 11, "duplicate": 6, "skipped": 1}
    assert rows(db, "SELECT discovered, ok + partial + failed + skipped + duplicate FROM runs") == [(18, 18)]
    sources = {str(row[0]) for row in rows(db, "SELECT source FROM sources")}
    assert {"a.zip!z/5.txt", "a.zip!b.tar!t.txt", "c.tar.gz!8.txt", "e.txt.gz!e.txt"} <= sources
    captures = rows(
        db, "SELECT captured, document IS NOT NULL, status, url FROM sources WHERE url LIKE '%/a' ORDER BY 1"
    )
    url = "http://web.example/a"
    assert captures == [
        ("2014-05-01T10:20:30Z", 1, "ok", url),
        ("2014-05-02T10:20:30Z", 1, "duplicate", url),
        ("2014-05-04T10:20:30Z", 1, "duplicate", url),
    ]
    assert rows(db, "SELECT reason FROM sources WHERE url LIKE '%/b'") == [("lost_revisit",)]
    assert run(docs, db) == {"skipped": 18}


def test_workers_and_order_do_not_matter(docs: Path, tmp_path: Path) -> None:
    ledgers = []
    for workers in (1, 2, 4):
        db = tmp_path / f"{workers}.db"
        run(docs, db, workers)
        sources = rows(db, "SELECT path, document, status, reason FROM sources ORDER BY path")
        ledgers.append((content(db), sources, rows(db, "SELECT ok, duplicate, skipped, failed FROM runs")))
    assert ledgers[0] == ledgers[1] == ledgers[2]


def test_of_a_changed_container_only_new_members_are_read(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, db)
    put(docs / "a.zip", zip_of([("z/1.txt", text(1)), ("z/2.txt", text(30)), ("z/new.txt", text(31))]), OLD + 9)
    # 1 and, outside of the archive, 11 more are as before; 2 has changed and one is new
    assert run(docs, db) == {"skipped": 12, "ok": 2}
    gone = {str(row[0]) for row in rows(db, "SELECT source FROM sources WHERE status = 'gone'")}
    assert gone == {"a.zip!b.tar!t.txt", *(f"a.zip!z/{n}.txt" for n in (0, 3, 4, 5))}
    fresh = tmp_path / "fresh.db"
    run(docs, fresh)
    living = "SELECT path, document, status FROM sources WHERE status <> 'gone' ORDER BY path"
    assert rows(db, living) == rows(fresh, living)


def test_a_container_may_vanish_or_become_a_document(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, db)
    (docs / "a.zip").unlink()
    put(docs / "e.txt.gz", text(40), OLD + 9)
    assert run(docs, db) == {"skipped": 10, "ok": 1}
    assert rows(db, "SELECT count(*) FROM sources WHERE container LIKE '%a.zip' AND status <> 'gone'") == [(0,)]
    assert rows(db, "SELECT status FROM sources WHERE source LIKE '%e.txt.gz%' ORDER BY path") == [("ok",), ("gone",)]
    put(docs / "0.txt", zip_of([("in.txt", text(50))]), OLD + 9)
    assert run(docs, db)["ok"] == 1
    named = "SELECT source, reason FROM sources WHERE source LIKE '0.txt%' ORDER BY source"
    assert rows(db, named) == [("0.txt", "misnamed"), ("0.txt!in.txt", None)]


def test_prune_takes_vanished_containers_out(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, db)
    (docs / "a.zip").unlink()
    (docs / "c.tar.gz").unlink()
    settings = replace(Settings(), workers=2, max_seconds=30.0)
    ingest([docs], db, settings, work=stand_in.work, prune=True)
    ingest([docs], tmp_path / "fresh.db", settings, work=stand_in.work)
    for query in (
        "SELECT path, kind, members FROM containers ORDER BY 1",
        "SELECT path, status FROM sources ORDER BY 1",
    ):
        assert rows(db, query) == rows(tmp_path / "fresh.db", query) != []
    assert content(db) == content(tmp_path / "fresh.db")


def test_retry_reads_the_members_again_that_failed(tmp_path: Path) -> None:
    docs, db = tmp_path / "docs", tmp_path / "a.db"
    put(docs / "a.zip", zip_of([("0.txt", text(0)), ("in.tar", tar_of([("1.txt", text(1, "sleep 3 "))]))]))
    put(docs / "b.zip", zip_of([("2.txt", text(2))]))
    settings = replace(Settings(), workers=2, max_seconds=2.0)
    assert ingest([docs], db, settings, work=stand_in.work).counts[Status.FAILED] == 1
    summary = retry(
        partial(chosen_inputs, reasons=["timeout"]), db, replace(settings, max_seconds=30.0), work=stand_in.work
    )
    assert (summary.counts, summary.newly_wrong) == ({Status.OK: 1, Status.SKIPPED: 1}, 0)
    assert rows(db, "SELECT source, status FROM sources ORDER BY 1") == [
        ("a.zip!0.txt", "ok"),
        ("a.zip!in.tar!1.txt", "ok"),
        ("b.zip!2.txt", "ok"),
    ]


def test_a_revisit_finds_its_page_in_a_later_run(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, db)
    put(docs / "z.warc", record("http://web.example/b", text(60), fields="WARC-Payload-Digest: sha1:NONE\r\n"))
    run(docs, db)
    found = rows(db, "SELECT status, reason, count(DISTINCT document) FROM sources WHERE url LIKE '%/b' GROUP BY 1, 2")
    assert found == [("duplicate", None, 1), ("ok", None, 1)]


def test_a_member_that_kills_its_worker_costs_no_other(tmp_path: Path) -> None:
    put(tmp_path / "docs" / "a.zip", zip_of([("0.txt", text(0)), ("1.txt", text(1, "kill ")), ("2.txt", text(2))]))
    db = tmp_path / "a.db"
    assert run(tmp_path / "docs", db) == {"ok": 2, "failed": 1}
    assert rows(db, "SELECT source, reason FROM sources WHERE status = 'failed'") == [("a.zip!1.txt", "crashed")]


def test_a_bad_container_has_a_row_of_its_own(tmp_path: Path) -> None:
    docs, db = tmp_path / "docs", tmp_path / "a.db"
    cut = zip_of([("0.txt", text(0)), ("1.txt", f"{2**4000:x} ".encode() * 2 + text(1))])
    put(docs / "a.zip", cut[:120])
    put(docs / "b.zip", zip_of([]))
    assert run(docs, db) == {"ok": 1, "partial": 1, "failed": 2}
    query = "SELECT source, status, reason FROM sources ORDER BY path"
    assert rows(db, query) == [
        ("a.zip", "partial", "corrupt_container"),
        ("a.zip!0.txt", "ok", None),
        ("a.zip!1.txt", "failed", "corrupt_member"),
        ("b.zip", "failed", "empty_container"),
    ]
    assert run(docs, db) == {"skipped": 4}
    put(docs / "a.zip", cut, OLD + 9)
    assert run(docs, db) == {"ok": 1, "skipped": 2}
    assert rows(db, query)[0] == ("a.zip!0.txt", "ok", None)


def test_verify_reads_members_again(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, db)

    def found() -> list[tuple[str, str | None]]:
        with reading(db) as connection:
            checked = verify(connection, replace(Settings(), workers=2), work=stand_in.work)
            return sorted((item.check, item.source) for item in checked)

    assert found() == []
    put(docs / "a.zip", zip_of([(f"z/{n}.txt", text(n)) for n in range(1, 6)]), OLD + 9)
    assert found() == [("source", "a.zip!b.tar!t.txt")]
    connection = sqlite3.connect(db)
    connection.execute("UPDATE pages SET text = replace(text, 'konec', 'Konec') WHERE text LIKE '%CZ1 %'")
    connection.commit()
    assert ("pages", "a.zip!z/1.txt") in found()


def test_results_without_a_database_have_the_order_of_the_container(docs: Path) -> None:
    found = [result.source for result in results([docs], replace(Settings(), workers=2), stand_in.work)]
    assert found[:4] == ["0.txt", "a.zip!z/0.txt", "a.zip!z/1.txt", "a.zip!z/2.txt"]
    assert found[7:9] == ["a.zip!b.tar!t.txt", "c.tar.gz!4.txt"]
    assert len(found) == 18


def test_an_opener_that_dies_is_replaced(docs: Path) -> None:
    with Opener(Settings()) as opener:
        opener.open(docs / "a.zip", "a.zip")
        process = opener._process
        assert process is not None
        process.kill()
        process.join()
        found = []
        while opener.busy:
            found.append(opener.poll(1.0))
        assert [getattr(item, "passing", None) for item in found][-1] is True
        assert found[-2].issues[0].code.value == "crashed"  # type: ignore[union-attr]
        assert len(list(opener.found_in(docs / "c.tar.gz", "c.tar.gz"))) == 6


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_warnings_of_members_are_counted(tmp_path: Path) -> None:
    """Each name leads out of the archive; two members are the same document."""
    members = [("../a.txt", text(1)), ("../b.txt", text(1)), ("../c.txt", text(2))]
    put(tmp_path / "docs" / "a.zip", zip_of(members))
    summary = ingest([tmp_path / "docs"], tmp_path / "a.db", Settings(workers=1), work=stand_in.work)
    found = rows(tmp_path / "a.db", "SELECT count(*) FROM issues WHERE severity = 'warning'")
    assert [(summary.warnings,)] == found == [(3,)]


def test_members_of_the_same_bytes_are_not_counted_through_for_each(tmp_path: Path) -> None:
    """A hundred thousand empty members took an hour: all that had been stored were looked at for each."""
    asked = {}
    for count in (200, 800):
        docs, db = tmp_path / f"docs{count}", tmp_path / f"{count}.db"
        put(docs / "many.zip", zip_of([(f"{n}.txt", text(0)) for n in range(count)]))
        assert run(docs, db) == {"ok": 1, "duplicate": count - 1}
        steps: list[None] = []
        with reading(db) as connection:
            (sha256, rules) = connection.execute("SELECT sha256, rules FROM documents").fetchone()
            ledger = SimpleNamespace(connection=connection, rules=rules, run=2, settings=Settings())
            with Opener(Settings()) as opener:
                intake = Intake(ledger, (), (), opener)
                connection.set_progress_handler(partial(steps.append, None), 10)
                assert intake._is_stored(sha256)
        asked[count] = len(steps)
    assert asked[800] <= asked[200] + 2 < 20


def test_signal_ends_a_run_amid_a_container_of_known_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that need no worker once kept a run from looking at the stop sign: an hour with 100,000 of them."""
    put(tmp_path / "docs" / "0.txt", text(0))
    ingest([tmp_path / "docs"], tmp_path / "a.db", Settings(workers=1), work=stand_in.work)
    put(tmp_path / "docs" / "many.zip", zip_of([(f"{n}.txt", text(0)) for n in range(2_000)]))

    def interrupted(connection: sqlite3.Connection, *place: Any, **options: Any) -> None:
        put_source(connection, *place, **options)
        if next(stored) == 100:
            signal.raise_signal(signal.SIGTERM)

    stored = itertools.count(1)
    monkeypatch.setattr("pipeline.ingest.put_source", interrupted)
    summary = ingest([tmp_path / "docs"], tmp_path / "a.db", Settings(workers=1), work=stand_in.work)
    assert summary.signal == signal.SIGTERM
    assert 100 <= summary.counts[Status.DUPLICATE] <= 100 + AT_ONCE
    monkeypatch.undo()
    again = ingest([tmp_path / "docs"], tmp_path / "a.db", Settings(workers=1), work=stand_in.work)
    assert again.counts[Status.DUPLICATE] + again.counts[Status.SKIPPED] == 2_001
