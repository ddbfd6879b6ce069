"""What assembly cannot settle is an issue with its place, not a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run import process
from pipeline.settings import Settings
from schemas.errors import ReasonCode
from schemas.vocabulary import load_vocabulary

CASES = [
    # No year tells which Erasmus+ it is.
    ("Projekt „Nové cesty“ podpořil program Erasmus+ a Evropská unie.", ReasonCode.ORPHAN_MENTION, "Erasmus+"),
    (
        "Projekt „Nové cesty“, reg. č. CZ.1.04/3.1.03/45.00912.\n"
        "Zahájení projektu: 1. 3. 2012\nZahájení projektu: 1. 5. 2012",
        ReasonCode.CONFLICTING_VALUES,
        "start: 2012-03-01 (taken), 2012-05-01",
    ),
]


@pytest.mark.parametrize(("text", "code", "detail"), CASES)
def test_it_becomes_an_issue(text: str, code: ReasonCode, detail: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    result = process(path, path.name, Settings(), load_vocabulary())
    assert any(issue.code is code and detail in issue.detail and issue.start is not None for issue in result.issues)
