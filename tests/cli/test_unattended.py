"""Runs without anybody: what cron mails, what the log and the metrics say, what `status` makes of the ledger."""

from __future__ import annotations

import fcntl
import json
import math
import os
import pty
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.monitor.log import RunLog
from pipeline.monitor.metrics import Metric

ROOT = Path(__file__).parent.parent.parent
GOOD = "Projekt „Žlutý kůň“, reg. č. CZ.1.04/3.1.03/C2.00017, je financován z ESF.\n"
ENV = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def fondoskop(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT, env=ENV, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with docs/ (a good document, an empty one), a.db made of it, its log and its metrics."""
    folder = tmp_path_factory.mktemp("night")
    (folder / "docs").mkdir()
    (folder / "docs" / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "docs" / "empty\u202e.html").write_bytes(b"")
    done = ingest(folder)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert re.fullmatch(
        r"fondoskop: run 1: 2 inputs: 1 ok, 1 failed; 1 records, \d+ warnings, [\d.]+ s; 1 newly failed or partial, "
        r"see: fondoskop status --db \S+a\.db",
        line,
    )
    return folder


def ingest(folder: Path, *options: object) -> subprocess.CompletedProcess[str]:
    extra = ("--log", folder / "run.log", "--metrics", folder / "f.prom", "--workers", 1)
    return fondoskop("ingest", folder / "docs", "--db", folder / "a.db", *extra, *options)


def log_lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "run.log").read_text(encoding="utf-8").splitlines()]


def status(folder: Path, *options: object) -> tuple[int, dict[str, Any]]:
    done = fondoskop("status", "--db", folder / "a.db", "--json", *options)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_the_log_has_a_line_for_each_event(place: Path) -> None:
    start, *documents, end = log_lines(place)[:4]
    assert (start["event"], end["event"], end["exit_status"]) == ("run_started", "run_ended", 3)
    assert (end["counts"]["ok"], end["counts"]["failed"]) == (1, 1) and end["seconds"] > 0
    found = {line["source"]: line for line in documents}
    empty, good = found["empty\u202e.html"], found["good.txt"]
    assert (empty["level"], empty["reason"], empty["newly_wrong"]) == ("error", "empty_document", True)
    assert (good["level"], good["status"], good["records"], good["newly_wrong"]) == ("info", "ok", 1, False)
    assert (good["done"], empty["done"]) == ("parsed", "parsed")
    assert "reason" not in good and good["run"] == empty["run"] == 1
    for line in (start, *documents, end):
        assert datetime.fromisoformat(line["time"]).tzinfo is not None
    # the file's name turns no reader's line round, and is the same name all the same
    assert "\u202e" not in (place / "run.log").read_text(encoding="utf-8")


def test_status_tells_what_is_new(place: Path) -> None:
    code, found = status(place)
    assert (code, found["problems"], found["running"]) == (3, ["newly_wrong"], False)
    assert [(row["status"], row["reason"]) for row in found["failed_anew"]] == [("failed", "empty_document")]
    words = fondoskop("status", "--db", place / "a.db")
    assert words.returncode == 3 and words.stdout.startswith("look at this: newly_wrong\nlast run: 1, finished, ended ")
    assert "empty_document" in words.stdout and "\u202e" not in words.stdout


def test_a_night_without_news_is_silent(place: Path) -> None:
    done = ingest(place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    code, found = status(place)
    assert (code, found["problems"], found["failed_anew"], len(found["still_wrong"])) == (0, [], [], 1)
    assert fondoskop("status", "--db", place / "a.db").stdout.startswith("all is well\n")
    assert status(place, "--max-age", "1")[0] == 0
    with edited(place / "a.db") as connection:
        connection.execute("UPDATE runs SET ended = '2014-01-01T00:00:00+00:00'")
    code, found = status(place, "--max-age", "1000")
    assert (code, found["problems"]) == (3, ["too_old"]) and found["age_hours"] > 100_000


def test_what_vanished_is_news(place: Path) -> None:
    (place / "docs" / "more.txt").write_text("Nic.\n")
    assert "1 ok, 2 skipped" in ingest(place).stderr
    (place / "docs" / "more.txt").unlink()
    done = ingest(place)
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "2 skipped, 1 gone" in done.stderr


def test_a_person_at_a_terminal_is_always_answered(place: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "ingest", str(place / "docs"), "--db", str(place / "a.db")]
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, cwd=ROOT, env=ENV, check=False, timeout=120)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "documents" in shown and "next: fondoskop projects" in shown


def test_a_run_that_fails_is_logged_and_measured(place: Path) -> None:
    with (place / "a.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert ingest(place, "--quiet").returncode == 4
    (place / "a.db.lock").unlink()
    last = log_lines(place)[-1]
    assert (last["level"], last["event"], last["exit_status"]) == ("error", "run_failed", 4)
    samples = checked((place / "f.prom").read_text(encoding="utf-8"))
    assert samples['fondoskop_last_run_outcome{outcome="failed"}'] == 1
    assert samples["fondoskop_last_run_exit_status"] == 4
    # what the run before left stays known
    assert samples['fondoskop_inputs{status="ok"}'] == 1


ENDINGS = [
    ("running", False, ["run_killed"]),
    ("running", True, []),
    ("killed", False, ["run_killed"]),
    ("interrupted", False, ["run_interrupted"]),
    ("failed", False, ["run_failed"]),
    ("finished", False, []),
]


@pytest.mark.parametrize(("outcome", "held", "problems"), ENDINGS)
def test_status_judges_the_end_of_the_last_run(place: Path, outcome: str, held: bool, problems: list[str]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with edited(place / "a.db") as connection:
        connection.execute(
            "INSERT INTO runs (id, started, ended, outcome, workers, rules, vocabulary)"
            " VALUES (99, ?, ?, ?, 1, '', '')",
            (now, None if outcome in ("running", "killed") else now, outcome),
        )
    try:
        with (place / "a.db.lock").open("w") as lock:
            if held:
                fcntl.flock(lock, fcntl.LOCK_EX)
            code, found = status(place)
    finally:
        (place / "a.db.lock").unlink()
        with edited(place / "a.db") as connection:
            connection.execute("DELETE FROM runs WHERE id = 99")
    assert (code, found["problems"], found["running"]) == (3 if problems else 0, problems, held)


def edited(db: Path) -> sqlite3.Connection:
    return sqlite3.connect(db, isolation_level=None)


def test_metrics_are_valid_and_add_up(place: Path) -> None:
    ingest(place, "--json")
    samples = checked((place / "f.prom").read_text(encoding="utf-8"))
    assert samples['fondoskop_last_run_outcome{outcome="finished"}'] == 1
    assert samples['fondoskop_last_run_inputs{outcome="skipped"}'] == 2
    assert samples['fondoskop_wrong_inputs{reason="empty_document"}'] == 1
    assert samples["fondoskop_projects"] == 1 and samples["fondoskop_database_bytes"] > 10_000
    newest = (place / "a.db").stat().st_mtime
    assert abs(samples["fondoskop_last_good_run_timestamp_seconds"] - newest) < 100
    assert not (place / "f.prom.part").exists()


def test_labels_and_help_are_escaped() -> None:
    metric = Metric("x", "Two\nlines \\", {'a "b" \\ c\nd': 1.5}, "reason")
    assert checked("\n".join(metric.lines()) + "\n") == {'fondoskop_x{reason="a \\"b\\" \\\\ c\\nd"}': 1.5}


def test_what_cannot_be_written_is_said_and_stops_nothing(place: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "such"
    command = ("ingest", place / "docs", "--db", tmp_path / "b.db", "--quiet")
    done = fondoskop(*command, "--log", missing / "log", "--metrics", missing / "m")
    assert done.returncode == 3
    assert [line.partition(f"{missing}")[0] for line in done.stderr.splitlines()] == [
        "fondoskop: no log: ",
        "fondoskop: no metrics: ",
    ]


def test_a_log_may_be_moved_or_cut_while_a_run_works(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "run.log")
    log.write("info", "first")
    (tmp_path / "run.log").rename(tmp_path / "run.log.1")
    log.write("info", "second")
    os.truncate(tmp_path / "run.log", 0)
    log.write("info", "third")
    assert json.loads((tmp_path / "run.log.1").read_text())["event"] == "first"
    assert json.loads((tmp_path / "run.log").read_text())["event"] == "third"


def test_a_log_to_stderr(place: Path) -> None:
    done = fondoskop("ingest", place / "docs", "--db", place / "a.db", "--log", "-", "--quiet")
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == ["run_started", "run_ended"]


NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(\{{{LABEL}(?:,{LABEL})*\}})? ([^ ]+)")


def checked(text: str) -> dict[str, float]:
    """Return the samples of a text in Prometheus' exposition format 0.0.4; every rule of it that we touch is held."""
    assert text.endswith("\n") and "\r" not in text
    samples: dict[str, float] = {}
    for name, lines in families(text.splitlines()):
        assert re.fullmatch(rf"# HELP {name} (?:[^\\]|\\[\\n])+", lines[0])
        assert lines[1] == f"# TYPE {name} gauge"
        for line in lines[2:]:
            match = SAMPLE.fullmatch(line)
            assert match and match[1] == name, line
            key = match[1] + (match[2] or "")
            assert key not in samples, f"twice: {key}"
            samples[key] = float(match[3])
            assert math.isfinite(samples[key])
    return samples


def families(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each metric; all of one stand together, and each metric comes once."""
    starts = [index for index, line in enumerate(lines) if line.startswith("# HELP ")]
    assert starts[0] == 0
    names = [lines[index].split(" ")[2] for index in starts]
    assert len(set(names)) == len(names)
    for name, start, end in zip(names, starts, [*starts[1:], len(lines)], strict=True):
        assert re.fullmatch(NAME, name)
        yield name, lines[start:end]
