"""A part of `make torture`: one random point of each kind, other ones whenever the seed is changed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import torture

POINTS, SEED = len(torture.KINDS), 1000


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> torture.Bench:
    return torture.Bench(tmp_path_factory.mktemp("bench"))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_the_next_run_ends_as_if_nothing_had_happened(bench: torture.Bench) -> None:
    found = list(torture.points(POINTS, SEED, bench))
    assert not [outcome for outcome in found if outcome.problem]
    # a harness that disturbs nothing would prove nothing
    assert sum(outcome.hit for outcome in found) > POINTS / 2


def ended(bench: torture.Bench, folder: Path, module: str, code: str) -> tuple[int, bool, bool, str]:
    """Have a run import `module` with this code; return the status, whether our code had begun, and the verdict."""
    folder.mkdir()
    (folder / f"{module}.py").write_text(code)
    paths = ":".join(map(str, (folder, *torture.PATHS)))
    status = bench.start(folder / "a.db", PYTHONPATH=paths).wait(60)
    began = bench.began.exists()
    return status, began, *torture.verdict("SIGINT", status, 0.1, began)


def test_a_sigint_before_our_code_is_told_from_one_within_it(bench: torture.Bench, tmp_path: Path) -> None:
    # a shell starts what runs in the background with SIGINT ignored, and Python leaves it so
    heeded = "import os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    struck = f"{heeded}os.kill(os.getpid(), signal.SIGINT)\n"
    # Python looks for the one while it loads `site`; the other is ours
    assert ended(bench, tmp_path / "site", "sitecustomize", struck) == (1, False, True, "")
    assert not (tmp_path / "site" / "a.db").exists()
    assert ended(bench, tmp_path / "ours", "stand_in", struck) == (-signal.SIGINT, True, True, "")
    fault = (1, True, True, "status 1 instead of 130")
    assert ended(bench, tmp_path / "fault", "stand_in", "raise SystemExit(1)\n") == fault


@pytest.mark.parametrize(
    ("kind", "status", "began", "problem"),
    [
        ("SIGINT", 130, True, ""),
        ("SIGINT", -2, False, ""),
        ("SIGINT", 0, True, ""),
        ("SIGINT", 1, False, ""),
        ("SIGINT", 1, True, "status 1 instead of 130"),
        ("SIGINT", 4, False, "status 4 instead of 130"),
        ("SIGTERM", 1, False, "status 1 instead of 143"),
    ],
)
def test_endings_after_a_signal(kind: str, status: int, began: bool, problem: str) -> None:
    assert torture.verdict(kind, status, 0.1, began)[1] == problem
    assert torture.verdict(kind, status, 5.1, began)[1]
