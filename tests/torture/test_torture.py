"""A part of `make torture`: one random point of each kind, other ones whenever the seed is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
import torture

POINTS, SEED = len(torture.KINDS), 1000


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_the_next_run_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    found = list(torture.points(POINTS, SEED, torture.Bench(tmp_path)))
    assert not [outcome for outcome in found if outcome.problem]
    # a harness that disturbs nothing would prove nothing
    assert sum(outcome.hit for outcome in found) > POINTS / 2
