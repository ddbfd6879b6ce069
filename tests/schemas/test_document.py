"""Blocks at another place."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from schemas.document import Block, BlockKind, Region


def test_a_block_at_another_place_is_the_same_but_for_it() -> None:
    block = Block(BlockKind.TABLE_CELL, 1, 2, Region.ASIDE, 3, "key", 4, 5, 6, (7, 8))
    moved = block.at(10, 20)
    assert moved == replace(block, start=10, end=20)
    assert type(moved) is Block and hash(moved) == hash(replace(block, start=10, end=20))
    with pytest.raises(FrozenInstanceError):
        moved.start = 0  # type: ignore[misc]
