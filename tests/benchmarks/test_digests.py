"""A small part of benchmarks/digests.py: nothing of how a run is done shows in the database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.digests import DAYS, Setting, clock, digest, settings

PRESS = Path(__file__).parent.parent.parent / "samples" / "press"


def test_two_runs_that_share_no_setting_have_one_digest() -> None:
    files = sorted(PRESS.iterdir())
    day = "2000-02-29" if shutil.which("cc") else "today"
    first, second = Setting(1, "sorted", 0), Setting(2, "shuffled", 4711, day)
    assert digest(files, first) == digest(files, second)
    assert digest(files[1:], first) != digest(files, first)


@pytest.mark.skipif(not shutil.which("cc"), reason="the clock is changed by a compiled library")
@pytest.mark.parametrize("day", [day for day in DAYS if day != "today"])
def test_the_day_is_another_for_all_processes(day: str, tmp_path: Path) -> None:
    ask = (
        "import time, datetime, sqlite3; print(time.strftime('%F', time.gmtime()), datetime.datetime.now(datetime.UTC)"
    )
    ask += (
        ".date(), datetime.date.fromtimestamp(time.time()), sqlite3.connect('').execute('select date()').fetchone()[0])"
    )
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {ask!r}], check=True)"
    environment = os.environ | clock(day, tmp_path) | {"TZ": "UTC"}
    done = subprocess.run([sys.executable, "-c", outer], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [day] * 4


def test_a_ninth_of_the_settings_has_each_two_together() -> None:
    thin = list(settings(thin=True))
    assert len(list(settings())) == 81 and len(thin) == 9
    for one, other in combinations(("workers", "order", "hash_seed", "day"), 2):
        assert len({(getattr(s, one), getattr(s, other)) for s in thin}) == 9
