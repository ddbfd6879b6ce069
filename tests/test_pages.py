"""Mini-documents of our own, each a plausible page of another kind of site: see text_cases.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_cases import PAGES, Case, cases, complaint, media_type, run_case, unsound


@pytest.mark.parametrize("case", cases(PAGES), ids=lambda case: case["id"])
def test_page(case: Case, tmp_path: Path) -> None:
    """The page gives the fields that a careful reader would write down."""
    result = run_case(case, tmp_path)
    assert result.media_type == media_type(case)
    wrong = complaint(case, result)
    assert not wrong, wrong


def test_entries_are_sound() -> None:
    """Every entry has an id of its own, says what it is, and names fields that exist."""
    assert unsound(cases(PAGES)) == []
    assert all("media" in case for case in cases(PAGES))
