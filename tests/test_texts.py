"""Short texts of our own, one per printed form: see text_cases.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_cases import TEXTS, Case, cases, complaint, media_type, run_case, unsound


@pytest.mark.parametrize("case", cases(TEXTS), ids=lambda case: case["id"])
def test_text(case: Case, tmp_path: Path) -> None:
    """The text gives the fields that a careful reader would write down."""
    result = run_case(case, tmp_path)
    wrong = complaint(case, result)
    assert not wrong, wrong
    assert "media" not in case or result.media_type == media_type(case)


def test_entries_are_sound() -> None:
    """Every entry has an id of its own and names fields that exist, lists where lists are due."""
    assert unsound(cases(TEXTS)) == []
