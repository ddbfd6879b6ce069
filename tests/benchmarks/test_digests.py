"""A small part of benchmarks/digests.py: nothing of how a run is done shows in the database."""

from __future__ import annotations

from pathlib import Path

from benchmarks.digests import HASH_SEEDS, ORDERS, WORKERS, Setting, digest, settings

PRESS = Path(__file__).parent.parent.parent / "samples" / "press"


def test_two_runs_that_share_no_setting_have_one_digest() -> None:
    files = sorted(PRESS.iterdir())
    first, second = Setting(1, "sorted", 0), Setting(2, "shuffled", 4711)
    assert digest(files, first) == digest(files, second)
    assert digest(files[1:], first) != digest(files, first)


def test_a_third_of_the_settings_has_each_two_together() -> None:
    thin = list(settings(thin=True))
    assert len(list(settings())) == 27 and len(thin) == 9
    assert len({(s.workers, s.order) for s in thin}) == len(WORKERS) * len(ORDERS)
    assert len({(s.order, s.hash_seed) for s in thin}) == len(ORDERS) * len(HASH_SEEDS)
    assert len({(s.workers, s.hash_seed) for s in thin}) == len(WORKERS) * len(HASH_SEEDS)
