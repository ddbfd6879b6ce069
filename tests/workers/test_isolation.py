"""Isolation: what a document does to its worker costs that document alone; the stages are a stand-in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import stand_in

from benchmarks.spending import children_seconds
from pipeline.settings import MIB, Settings
from pipeline.workers import Pool, Reply, Supply, Task, pool, process_input
from schemas.records import Status

GOOD = "slovo CZ1 Org1 konec"
LIMITS = replace(Settings(), workers=2, max_seconds=30.0, max_memory=512 * MIB, max_answer=MIB)
SHORT = replace(LIMITS, max_seconds=1.0)


def replies(folder: Path, texts: Sequence[str], settings: Settings = LIMITS) -> list[Reply]:
    """Have the texts read, and return the replies in their order."""
    return sorted(_replies(folder, texts, settings), key=lambda reply: reply.task.number)


def _replies(folder: Path, texts: Sequence[str], settings: Settings) -> Iterator[Reply]:
    tasks = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        tasks.append(Task(number, path, path.name))
    with Pool(settings, stand_in.work) as pool:
        yield from pool.run(Supply(tasks))


def outcome(reply: Reply) -> str:
    """Return "ok" or the reason code."""
    return "ok" if reply.result.status is Status.OK else reply.result.issues[0].code.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kill CZ1 Org1 konec", "crashed"),
        ("spin CZ1 Org1 konec", "timeout"),
        ("sleep 60 CZ1 Org1 konec", "timeout"),
        ("eat CZ1 Org1 konec", "out_of_memory"),
        ("talk CZ1 Org1 konec", "too_large"),
    ],
)
def test_bad_document_fails_and_its_neighbours_do_not(tmp_path: Path, text: str, expected: str) -> None:
    settings = SHORT if expected == "timeout" else LIMITS
    found = replies(tmp_path, [GOOD, GOOD, text, *[GOOD] * 5], settings)
    assert [outcome(reply) for reply in found] == ["ok", "ok", expected, *["ok"] * 5]
    assert found[2].lost
    # it was tried twice, in different workers, the second time in one that had read nothing before
    assert found[2].worker > 2


def test_a_page_read_from_its_picture_has_its_own_time(tmp_path: Path) -> None:
    texts = ["picture 2.5 CZ1 Org1 konec", GOOD, "sleep 2.5 CZ1 Org1 konec"]
    assert [outcome(reply) for reply in replies(tmp_path, texts, SHORT)] == ["ok", "ok", "timeout"]


def test_pictures_do_not_put_off_the_end_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 1.0)
    [reply] = replies(tmp_path, ["picture 30 CZ1 Org1 konec"], SHORT)
    assert outcome(reply) == "timeout"


def test_many_bad_documents_at_once(tmp_path: Path) -> None:
    texts = ["kill CZ1 Org1 konec", GOOD, "eat CZ1 Org1 konec"] * 4
    assert [outcome(reply) for reply in replies(tmp_path, texts)] == ["crashed", "ok", "out_of_memory"] * 4


def test_bad_luck_is_no_failure(tmp_path: Path) -> None:
    """A worker that dies once, as one does that somebody kills, costs nothing at all."""
    mark = tmp_path / "mark"
    found = replies(tmp_path, [GOOD, f"kill once {mark} CZ1 Org1 konec", GOOD])
    assert [outcome(reply) for reply in found] == ["ok", "ok", "ok"]
    assert mark.exists()


def test_a_worker_writes_no_file_and_reads_no_terminal(tmp_path: Path) -> None:
    target = tmp_path / "written"
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
import test_isolation
found = test_isolation.replies(Path({str(tmp_path)!r}), ["read CZ1 Org1 konec"])
print(found[0].result.document.pages[0].text)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="SECRET",
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        check=True,
    )
    assert "read: '' b''" in done.stdout and "SECRET" not in done.stdout
    with pytest.raises(Exception, match="File too large"):
        replies(tmp_path, [f"write {target} CZ1 Org1 konec"])
    assert target.read_bytes() == b""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_memory_and_workers_are_told(tmp_path: Path) -> None:
    settings = replace(SHORT, workers=1)
    found = replies(tmp_path, [GOOD, "kill CZ1 Org1 konec", GOOD, "spin CZ1 Org1 konec"], settings)
    assert all((reply.memory or 0) > 5 * MIB for reply in (found[0], found[2], found[3]))
    assert len({reply.worker for reply in found}) > 1


def test_time_of_workers_counts_as_the_runs(tmp_path: Path) -> None:
    before = children_seconds()
    replies(tmp_path, ["work 2.0 CZ1 Org1 konec"], replace(LIMITS, workers=1))
    assert children_seconds() - before >= 2.0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_what_a_document_starts_ends_with_its_worker(tmp_path: Path) -> None:
    assert outcome(replies(tmp_path, ["child CZ1 Org1 konec"], SHORT)[0]) == "timeout"
    assert _gone(b"sleep\x0061.7\x00")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_native_loop_ends_when_the_pool_is_killed(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from dataclasses import replace
from multiprocessing.connection import Connection
import test_isolation
settings = replace(test_isolation.LIMITS, max_seconds=600)
test_isolation.replies(Path({str(tmp_path)!r}), ["child CZ1 Org1 konec"], settings)
"""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment)
    deadline = time.monotonic() + 30
    while not _running(b"sleep\x0061.7\x00") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _running(b"sleep\x0061.7\x00")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _gone(b"sleep\x0061.7\x00")


def _gone(command: bytes) -> bool:
    """Say whether a program has ended, waiting for five seconds at most."""
    deadline = time.monotonic() + 5
    while _running(command) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _running(command)


def _running(command: bytes) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [path.parent.name] * (path.read_bytes() == command)
        except OSError:
            continue
    return found


def test_killed_nursery_is_made_anew(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"sleep 0.1 {GOOD}")
    found = []
    with Pool(LIMITS, stand_in.work) as pool:
        for reply in pool.run(Supply(Task(number, path, path.name) for number, path in enumerate(paths))):
            found.append(outcome(reply))
            if len(found) == 3:
                assert pool._nursery is not None
                os.kill(pool._nursery._process.pid, signal.SIGKILL)
    assert found == ["ok"] * 12


class _Full(Supply):
    """A supply that always has something to give, as a container has; it counts how often it is waited for."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        super().__init__(tasks)
        self.ours, theirs = multiprocessing.Pipe()
        theirs.send("more")
        self.waits = 0

    def awaited(self) -> Sequence[Connection]:
        self.waits += 1
        return () if self.ended else (self.ours,)


def test_no_turn_is_taken_while_workers_are_started(tmp_path: Path) -> None:
    """The members that a container had ready kept the pool turning, and the nursery loaded half as fast."""
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    supply = _Full([Task(number, path, path.name) for number in range(12)])
    with Pool(LIMITS, stand_in.work) as pool:
        replies_of = pool.run(supply)
        assert outcome(next(replies_of)) == "ok"
        assert supply.waits < 50
        assert [outcome(reply) for reply in replies_of] == ["ok"] * 11


def test_the_stages_run_within_the_limits(tmp_path: Path) -> None:
    """The real libraries fit into the default limits, with room to spare, and read a PDF there."""
    sample = sorted((Path(__file__).parent.parent.parent / "samples" / "pdf").glob("*.pdf"))[0]
    settings = replace(Settings(), workers=1, max_memory=1024 * MIB)
    with Pool(settings, process_input) as pool:
        (reply,) = pool.run(Supply([Task(0, sample, sample.name)]))
    assert outcome(reply) == "ok" and reply.result.records
