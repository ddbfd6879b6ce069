"""docs/numbers.md shows the schemes, repairs and false friends that the vocabulary has."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.numbers_page import friend_table, repair_table, scheme_table
from schemas.vocabulary import load_vocabulary

PAGE = (Path(__file__).parent.parent / "docs" / "numbers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [scheme_table, repair_table, friend_table])
def test_the_tables_are_up_to_date(table: object) -> None:
    assert callable(table)
    assert f"\n{table(load_vocabulary())}\n" in PAGE, "run: python -m pipeline.commands.numbers_page"
