"""Torture: disturb a run at a random moment, let the next run finish, compare with a run that nobody disturbed.

`make torture` does it at 330 points; a test does one of each kind in the normal suite. Each point has its own seed, and
`python tests/torture/torture.py --seed N --points 1` does one again.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATHS = (ROOT, ROOT / "tests" / "store")
DISK = Path(__file__).with_name("bad_disk.c")
KILLED = ("worker", "nursery", "writer", "all")
SIGNALLED = {"SIGTERM": signal.SIGTERM, "SIGINT": signal.SIGINT}
# how bad_disk.c fails, and how people call it
DISKS = {"one write fails": "once", "volume gone": "gone", "disk full": "full", "power cut": "cut"}
KINDS = (*KILLED, *SIGNALLED, *DISKS, "file limit", "locked by another", "clock set back")
DOCUMENTS = 30
# The run leaves a file first of all: a signal before that has met Python, which loads itself, and no line of ours
START = "import sys; open(sys.argv.pop(1), 'w').close(); import stand_in; sys.exit(stand_in.main())"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one point. `problem` is empty where the database ended as it should; `hit` if the run felt it."""

    kind: str
    seed: int
    hit: bool
    problem: str


class Bench:
    """A folder with documents in an old and a new state, and the digest that the new state must give."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.began = folder / "began"
        self._write()
        self.old = folder / "old.db"
        self._ingest(self.old)
        self._change()
        self.expected = {}
        for started, name in ((False, "fresh.db"), (True, "reference.db")):
            db = folder / name
            if started:
                shutil.copy(self.old, db)
            began = time.monotonic()
            self._ingest(db)
            self.seconds = time.monotonic() - began
            self.expected[started] = digest_of(db)

    def _write(self) -> None:
        self.docs.mkdir()
        for number in range(DOCUMENTS):
            play = "partial" if number % 7 == 3 else "sleep 0.02"
            text = f"{play} číslo {number}: CZ{number % 8} Org{number % 5} konec"
            (self.docs / f"{number:02}.txt").write_text(text)

    def _change(self) -> None:
        """Change some documents, take some away, add some, and give one a copy."""
        for number in range(0, DOCUMENTS, 3):
            (self.docs / f"{number:02}.txt").write_text(f"sleep 0.02 nové {number}: CZ{number % 5} Org{number} konec")
        for number in range(1, DOCUMENTS, 9):
            (self.docs / f"{number:02}.txt").unlink()
        for number in range(DOCUMENTS, DOCUMENTS + 12):
            (self.docs / f"{number:02}.txt").write_text(f"sleep 0.02 další {number}: CZ{number} Org{number % 3} konec")
        shutil.copy(self.docs / "02.txt", self.docs / "copy.txt")

    def _ingest(self, db: Path) -> None:
        status = self.start(db).wait(120)
        if status not in (0, 3):
            raise RuntimeError(f"an undisturbed run ended with {status}")

    def start(self, db: Path, **environment: str) -> subprocess.Popen[bytes]:
        """Start a run in a process of its own; the file `began` tells that it has come to our code."""
        self.began.unlink(missing_ok=True)
        return subprocess.Popen(
            [sys.executable, "-c", START, str(self.began), str(self.docs), str(db), "2"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, PATHS))} | environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @cached_property
    def bad_disk(self) -> Path | None:
        """The library that makes a disk fail; None without a compiler."""
        compiler = shutil.which("cc")
        made = self.folder / "bad_disk.so"
        if compiler is None:
            return None
        command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(made), str(DISK), "-ldl"]
        return made if subprocess.run(command, check=False).returncode == 0 else None

    @cached_property
    def writes(self) -> int:
        """How many writes and syncs an undisturbed run does."""
        counted = self.folder / "count"
        process = self.start(self.folder / "counted.db", **self.disk("counted.db", BAD_DISK_COUNT=str(counted)))
        process.wait(120)
        return int(counted.read_text())

    def disk(self, name: str, **settings: str) -> dict[str, str]:
        """Return the environment in which the disk under the database `name` fails as set."""
        return {"LD_PRELOAD": str(self.bad_disk), "BAD_DISK_FILE": name, **settings}


def one_point(bench: Bench, kind: str, seed: int) -> Outcome:
    """Disturb a run, then finish, and compare."""
    chance = random.Random(seed)
    started = chance.random() < 0.5
    db = bench.folder / f"point{seed}.db"
    if started:
        shutil.copy(bench.old, db)
    try:
        hit, problem = _disturbed(bench, kind, db, chance)
        clock = {"BAD_DISK_CLOCK": "-864000", **bench.disk(db.name)} if kind == "clock set back" else {}
        problem = problem or _finished(bench, db, started, clock)
    finally:
        for path in bench.folder.glob(f"{db.name}*"):
            path.unlink()
    return Outcome(kind, seed, hit, problem)


def _disturbed(bench: Bench, kind: str, db: Path, chance: random.Random) -> tuple[bool, str]:
    """Start a run and do something to it; return whether it felt it, and what was wrong with its ending."""
    environment = {}
    if kind in DISKS:
        at = str(chance.randint(1, bench.writes))
        environment = bench.disk(
            db.name, BAD_DISK_HOW=DISKS[kind], BAD_DISK_AT=at, BAD_DISK_SEED=str(chance.random())[2:9]
        )
    process = bench.start(db, **environment)
    moment = chance.uniform(0.05, bench.seconds)
    if kind not in DISKS:
        time.sleep(moment)
        _strike(kind, process, db, chance)
    asked = time.monotonic()
    try:
        status = process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        return True, "the run hung"
    return verdict(kind, status, time.monotonic() - asked, bench.began.exists())


def verdict(kind: str, status: int, seconds: float, began: bool) -> tuple[bool, str]:
    """Return whether a run felt what was done to it, and what is wrong with how it ended."""
    done = status in (0, 3)
    if kind in SIGNALLED:
        wanted = 128 + SIGNALLED[kind]
        # before we have set our handlers, the signal itself ends it
        endings = {wanted, -SIGNALLED[kind]}
        if kind == "SIGINT" and not began:
            endings.add(1)  # so ends Python where SIGINT meets it while it loads itself, most often its module `site`
        if not done and status not in endings:
            return True, f"status {status} instead of {wanted}"
        return not done, "" if seconds < 5 else f"it took {seconds:.1f} s to stop"
    expected = dict.fromkeys(("writer", "all", "clock set back", "power cut"), -9)
    expected |= dict.fromkeys(("one write fails", "volume gone", "disk full", "file limit"), 1)
    if not done and status != expected.get(kind):
        return True, f"status {status}"
    return not done or kind in ("worker", "nursery", "locked by another"), ""


def _strike(kind: str, process: subprocess.Popen[bytes], db: Path, chance: random.Random) -> None:
    below = list(_below(process.pid))
    if kind in SIGNALLED:
        process.send_signal(SIGNALLED[kind])
    elif kind in ("writer", "clock set back"):
        process.kill()
    elif kind == "nursery":
        _kill(_nursery(below))
    elif kind == "worker":
        workers = list(_below(_nursery(below)[0])) if _nursery(below) else []
        _kill([chance.choice(workers)] if workers else [])
    elif kind == "all":
        _kill([process.pid, *below])
    elif kind == "file limit":
        size = max((path.stat().st_size for path in db.parent.glob(f"{db.name}*")), default=0)
        limit = size + chance.randint(-2000, 20_000)
        if process.poll() is None:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (max(0, limit), max(0, limit)))
    elif kind == "locked by another":
        threading.Thread(target=_lock, args=(db, chance.uniform(0.1, 2.0)), daemon=True).start()


def _lock(db: Path, seconds: float) -> None:
    """Hold the database as another program would, if it is there already."""
    if not db.exists():
        return
    connection = sqlite3.connect(db, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        time.sleep(0.0)
    finally:
        connection.close()


def _below(pid: int) -> Iterator[int]:
    """Yield the processes below one, children before grandchildren."""
    wave = [pid]
    while wave:
        listed = [Path(f"/proc/{one}/task/{one}/children") for one in wave]
        try:
            wave = [int(child) for path in listed for child in path.read_text().split()]
        except OSError:
            return
        yield from wave


def _nursery(pids: Iterable[int]) -> list[int]:
    """Return the first of the processes that is a nursery, and not a program that the writer asks something."""
    for pid in pids:
        try:
            if b"nursery.main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return [pid]
        except OSError:
            continue
    return []


def _kill(pids: Iterable[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _finished(bench: Bench, db: Path, started: bool, environment: Mapping[str, str]) -> str:
    """Let one run end undisturbed, and say what is wrong then; nothing, it is hoped."""
    status = bench.start(db, **environment).wait(120)
    if status not in (0, 3):
        return f"the next run ended with {status}"
    connection = sqlite3.connect(db)
    try:
        return _content_problem(connection) or ("" if digest_of(db) == bench.expected[started] else "another digest")
    finally:
        connection.close()


def _content_problem(connection: sqlite3.Connection) -> str:
    checks = {
        "integrity": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        "foreign keys": "SELECT * FROM pragma_foreign_key_check",
        "ledger": "SELECT id FROM runs WHERE discovered <> ok + partial + failed + skipped + duplicate"
        " OR discovered <> (SELECT count(*) FROM outcomes WHERE run = runs.id)",
        "last run": "SELECT id FROM runs WHERE id = (SELECT max(id) FROM runs)"
        " AND (outcome <> 'finished' OR planned <> discovered)",
        "open runs": "SELECT id FROM runs WHERE outcome = 'running'",
        "unsettled": "SELECT project_id FROM dirty_projects",
    }
    return ", ".join(name for name, query in checks.items() if connection.execute(query).fetchone())


def digest_of(db: Path) -> str:
    """Return the digest of a database."""
    from pipeline.store.connect import reading
    from pipeline.store.digest import digest

    with reading(db) as connection:
        return digest(connection)


def points(number: int, seed: int, bench: Bench) -> Iterator[Outcome]:
    """Do so many points, the kinds in turn; those that this machine cannot do are left out."""
    needs_disk = {*DISKS, "clock set back"}
    kinds = [kind for kind in KINDS if bench.bad_disk or kind not in needs_disk]
    for place in range(number):
        yield one_point(bench, kinds[(seed + place) % len(kinds)], seed + place)


def table(outcomes: Iterable[Outcome]) -> str:
    """Return the table that docs/unattended.md shows."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        by_kind[outcome.kind].update(points=1, hit=int(outcome.hit), survived=int(not outcome.problem))
    lines = [
        "| what happens | points | run cut short or disturbed | next run gives the same digest |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {kind} | {n['points']} | {n['hit']} | {n['survived']} |" for kind, n in by_kind.items()]
    total = sum(by_kind.values(), Counter())
    return "\n".join([*lines, f"| all | {total['points']} | {total['hit']} | {total['survived']} |"])


def main() -> int:
    """Torture as asked on the command line; the status is 1 if anything did not survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=330)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # a shell starts programs in the background with SIGINT ignored, and the runs would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)
    done: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        for outcome in points(options.points, options.seed, Bench(Path(folder))):
            done.append(outcome)
            if outcome.problem:
                print(f"seed {outcome.seed}: {outcome.kind}: {outcome.problem}", flush=True)
    print(table(done))
    return int(any(outcome.problem for outcome in done))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
