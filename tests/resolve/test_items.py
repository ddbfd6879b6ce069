"""Items of minutes are found in linear time."""

from __future__ import annotations

import time

from pipeline.resolve.items import _items


def test_a_long_list_takes_no_time() -> None:
    """100,000 items took minutes when each was counted among all."""
    text = "".join(f"{n % 90}. Rada schvaluje.\n" for n in range(100_000))
    started = time.process_time()
    assert len(_items(text)) == 100_000
    assert time.process_time() - started < 10


def test_few_items_are_no_list() -> None:
    """A date or a number at a line's beginning makes no minutes."""
    assert _items("1. Rada schvaluje.\n2. Rada bere.\n") == ()
    assert _items("a) x\nb) y\nc) z\n") == ((0, "letter"), (5, "letter"), (10, "letter"))
