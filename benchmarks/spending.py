"""What a command costs: processor time, user and system, of it and of everything that it starts."""

from __future__ import annotations

import ctypes
import os
import resource
import shlex
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36
"""prctl: what a command leaves behind becomes our child, so that its time is counted too."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one command: of processors, and on the wall."""

    cpu: float
    wall: float


def count_what_is_left_behind() -> None:
    """Have the time of processes counted whose parent ends before them. Once, before the first command."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def spend(command: Sequence[str]) -> Spent:
    """Run a command to its end, and to that of all that it started. Exit status 3 of ours is no failure."""
    before, started = children_seconds(), time.monotonic()
    # Python's cache of compiled modules is what a user has; without it a start costs three times as much
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=environment)
    wall = time.monotonic() - started
    if done.returncode not in (0, 3):
        raise SystemExit(f"{shlex.join(command)} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    wait_for_all()
    return Spent(children_seconds() - before, wall)


def wait_for_all() -> None:
    """Wait for every child, also those that were left behind."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def children_seconds() -> float:
    """Return the seconds of CPU of all children that have ended and been waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rounds(commands: Mapping[str, Sequence[str]], count: int, folder: Path) -> dict[str, list[Spent]]:
    """Run the commands in turns; `{db}` in one is a new database each time."""
    found: dict[str, list[Spent]] = defaultdict(list)
    for turn in range(count):
        for name, command in commands.items():
            db = folder / f"{name.replace(' ', '-')}-{turn}.db"
            found[name].append(spend([part.replace("{db}", str(db)) for part in command]))
    return found


def median(spent: Sequence[Spent]) -> Spent:
    """Return the median of each figure."""
    return Spent(statistics.median(s.cpu for s in spent), statistics.median(s.wall for s in spent))
