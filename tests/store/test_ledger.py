"""The ledger: a row for each input of each run; retrying, pruning, and equality with a database made from scratch."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import stand_in
from click.testing import CliRunner
from databases import content, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import cli
from pipeline.ingest import ingest, retry
from pipeline.retry import chosen_inputs
from pipeline.settings import Settings
from pipeline.store import queries
from pipeline.store.connect import reading

SETTINGS = replace(Settings(), workers=2, max_seconds=20.0)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Six documents: good ones, a copy, one that loses a part, one that kills, one that sleeps."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for number, play in enumerate(["slovo", "slovo", "partial", "kill", "sleep 30"]):
        (folder / f"{number}.txt").write_text(f"{play} CZ{number} Org{number} konec")
    shutil.copy(folder / "0.txt", folder / "copy.txt")
    return folder


def run(docs: Path, seconds: float = 20.0, **options: bool | float) -> None:
    limits = replace(SETTINGS, max_seconds=seconds)
    ingest([docs], docs.parent / "a.db", limits, work=stand_in.work, **options)  # type: ignore[arg-type]


def ledger(db: Path, number: int) -> dict[str, tuple[object, object]]:
    with reading(db) as connection:
        return {str(row["source"]): (row["status"], row["reason"]) for row in queries.outcomes(connection, number)}


def test_a_row_for_each_input_of_each_run(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    run(docs, 1.0)
    assert ledger(db, 1) == {
        "0.txt": ("ok", None),
        "1.txt": ("ok", None),
        "2.txt": ("partial", "corrupt_page"),
        "3.txt": ("failed", "crashed"),
        "4.txt": ("failed", "timeout"),
        "copy.txt": ("duplicate", None),
    }
    (docs / "1.txt").unlink()
    (docs / "4.txt").unlink()
    run(docs)
    assert ledger(db, 2) == {
        "0.txt": ("skipped", None),
        "2.txt": ("skipped", "corrupt_page"),
        "3.txt": ("failed", "crashed"),
        "copy.txt": ("skipped", None),
    }
    query = "SELECT r.id FROM runs r WHERE discovered <> (SELECT count(*) FROM outcomes WHERE run = r.id)"
    assert rows(db, query) == []
    effort = "SELECT seconds > 0, memory > 1000000, worker > 0 FROM outcomes WHERE run = 1 AND status = 'ok'"
    assert set(rows(db, effort)) == {(1, 1, 1)}


def test_copies_of_what_failed_have_failed(tmp_path: Path) -> None:
    db, docs = tmp_path / "a.db", tmp_path / "docs"
    docs.mkdir()
    wrong = []
    for names in ("ab", "", "c"):
        for name in names:
            (docs / f"{name}.txt").write_text("surrogate CZ1 Org1 konec")
        wrong.append(ingest([docs], db, SETTINGS, work=stand_in.work).newly_wrong)
    failed = ("failed", "internal_error")
    assert wrong == [2, 0, 1]
    assert ledger(db, 1) == {"a.txt": failed, "b.txt": failed}
    assert ledger(db, 3) == {"a.txt": ("skipped", failed[1]), "b.txt": ("skipped", failed[1]), "c.txt": failed}
    assert rows(db, "SELECT source, status, wrong_since FROM sources ORDER BY 1") == [
        ("a.txt", "failed", 1),
        ("b.txt", "failed", 1),
        ("c.txt", "failed", 3),
    ]
    (docs / "a.txt").write_text("slovo CZ1 Org1 konec")
    (docs / "b.txt").write_text("slovo CZ1 Org1 konec")
    ingest([docs], db, SETTINGS, work=stand_in.work)
    statuses = rows(db, "SELECT source, status, reason FROM sources ORDER BY 1")
    assert statuses == [("a.txt", "ok", None), ("b.txt", "duplicate", None), ("c.txt", *failed)]


def test_documents_can_be_asked_by_outcome(docs: Path, tmp_path: Path) -> None:
    run(docs, 1.0)
    command = ["documents", "--db", str(tmp_path / "a.db"), "--status", "failed", "--json"]
    found = json.loads(CliRunner().invoke(cli, command).stdout)
    assert [(row["source"], row["reason"]) for row in found] == [("3.txt", "crashed"), ("4.txt", "timeout")]
    assert found[1]["worker"] and {"sha256", "seconds", "memory", "pages"} <= set(found[1])
    one = json.loads(CliRunner().invoke(cli, [*command, "--reason", "timeout"]).stdout)
    assert [row["source"] for row in one] == ["4.txt"]
    run_rows = json.loads(CliRunner().invoke(cli, ["runs", *command[1:3], "--run", "1", "--json"]).stdout)
    assert len(run_rows) == 6


def test_retry_reads_again_what_failed_for_a_reason(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    for _ in range(3):
        run(docs, 0.5)
    # given up by now
    run(docs, 0.5)
    assert ledger(db, 4)["4.txt"] == ("skipped", "timeout")
    (docs / "4.txt").write_text("sleep 1 CZ4 Org4 konec")
    with sqlite3.connect(db) as connection:
        known = (docs / "4.txt").stat()
        connection.execute(
            "UPDATE sources SET size = ?, mtime_ns = ? WHERE source = '4.txt'", (known.st_size, known.st_mtime_ns)
        )
    connection.close()
    summary = retry(partial(chosen_inputs, reasons=["timeout"]), db, SETTINGS, work=stand_in.work)
    assert ledger(db, 5) == {"4.txt": ("ok", None)}
    assert (summary.newly_wrong, rows(db, "SELECT count(*) FROM sources WHERE status = 'gone'")) == (0, [(0,)])


def test_prune_deletes_what_vanished(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    (docs / "4.txt").unlink()
    run(docs)
    (docs / "0.txt").unlink()
    (docs / "1.txt").unlink()
    run(docs, prune=True)
    ingest([docs], tmp_path / "fresh.db", SETTINGS, work=stand_in.work)
    assert content(db) == content(tmp_path / "fresh.db")
    assert rows(db, "SELECT source FROM sources WHERE status = 'gone'") == []
    assert rows(db, "SELECT * FROM pragma_foreign_key_check") == []
    names = {str(name) for (name,) in rows(db, "SELECT text FROM pages")}
    assert len(names) == 2 and rows(db, "SELECT count(*) FROM layouts") == [(2,)]


def test_an_empty_folder_may_be_a_disk_that_is_not_mounted(docs: Path, tmp_path: Path) -> None:
    run(docs, 1.0)
    docs.rename(tmp_path / "elsewhere")
    docs.mkdir()
    run(docs, prune=True)
    assert rows(tmp_path / "a.db", "SELECT count(*), sum(status = 'gone') FROM sources") == [(6, 6)]


def test_old_runs_can_be_taken_out_and_nothing_else(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    for _ in range(4):
        run(docs, 0.5)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE runs SET started = '2001-01-01T00:00:00+00:00' WHERE id < 4")
    connection.close()
    before = (content(db), rows(db, "SELECT path, status, reason FROM sources ORDER BY path"))
    run(docs, 0.5, keep_runs=30.0)
    assert rows(db, "SELECT DISTINCT run FROM outcomes ORDER BY run") == [(4,), (5,)]
    # a run that stored what is still there keeps its line, the first does not
    kept = {row[0] for row in rows(db, "SELECT id FROM runs")}
    assert {4, 5} <= kept and 1 not in kept
    assert (content(db), rows(db, "SELECT path, status, reason FROM sources ORDER BY path")) == before


NAMES = st.sampled_from(["a.txt", "b.txt", "deep/a.txt", "deep/c.txt", "deep/d/e.txt"])
TEXTS = st.sampled_from([f"{play} CZ{n % 3} Org{n} konec" for n in range(5) for play in ("slovo", "partial")])
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, TEXTS),
    st.tuples(st.just("delete"), NAMES, st.just("")),
    st.tuples(st.just("move"), NAMES, NAMES),
    st.tuples(st.just("copy"), NAMES, NAMES),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=st.lists(st.lists(STEPS, min_size=1, max_size=5), min_size=2, max_size=4))
def test_incremental_equals_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, script: list[list[tuple[str, str, str]]]
) -> None:
    """After any additions, changes, moves and deletions, and a prune, it is as if nothing else had ever been."""
    folder = tmp_path_factory.mktemp("script")
    docs = folder / "docs"
    (docs / "deep" / "d").mkdir(parents=True)
    (docs / "stays.txt").write_text("slovo CZ9 Org9 konec")
    for number, steps in enumerate(script):
        for step in steps:
            _do(docs, *step)
        last = number == len(script) - 1
        options = replace(SETTINGS, workers=1 + number % 2)
        ingest([docs], folder / "a.db", options, work=stand_in.work, prune=last)
    ingest([docs], folder / "fresh.db", SETTINGS, work=stand_in.work)
    assert content(folder / "a.db") == content(folder / "fresh.db")
    state = "SELECT path, source, document, status, reason FROM sources ORDER BY path"
    assert rows(folder / "a.db", state) == rows(folder / "fresh.db", state)
    organisations = "SELECT id, name FROM organisations ORDER BY id"
    assert rows(folder / "a.db", organisations) == rows(folder / "fresh.db", organisations)


@pytest.mark.parametrize(
    "steps",
    [
        [("move", "deep/c.txt", "b.txt"), ("copy", "a.txt", "deep/c.txt")],
        [("move", "a.txt", "d.txt"), ("move", "deep/c.txt", "a.txt"), ("move", "d.txt", "deep/c.txt")],
    ],
)
def test_a_document_is_kept_that_has_moved_behind_another(tmp_path: Path, steps: list[tuple[str, str, str]]) -> None:
    docs = tmp_path / "docs"
    (docs / "deep").mkdir(parents=True)
    (docs / "a.txt").write_text("slovo CZ0 Org0 konec")
    (docs / "deep" / "c.txt").write_text("partial CZ0 Org0 konec")
    ingest([docs], tmp_path / "a.db", SETTINGS, work=stand_in.work)
    for step in steps:
        _do(docs, *step)
    ingest([docs], tmp_path / "a.db", SETTINGS, work=stand_in.work)
    ingest([docs], tmp_path / "fresh.db", SETTINGS, work=stand_in.work, prune=True)
    state = "SELECT path, document, status, reason FROM sources ORDER BY path"
    assert content(tmp_path / "a.db") == content(tmp_path / "fresh.db")
    assert rows(tmp_path / "a.db", state) == rows(tmp_path / "fresh.db", state)


def _do(docs: Path, verb: str, name: str, what: str) -> None:
    path = docs / name
    if verb == "write":
        path.write_text(what)
    elif verb == "delete":
        path.unlink(missing_ok=True)
    elif path.exists() and name != what:
        (shutil.copy if verb == "copy" else shutil.move)(path, docs / what)
