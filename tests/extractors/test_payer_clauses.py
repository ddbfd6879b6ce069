"""Who pays, told by a share, a source or a number: the wordings of payer_clauses.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from factories import mentions

from extractors import funders
from extractors.payers.ministries import ministry_end

CASES = tomllib.loads(Path(__file__).with_name("payer_clauses.toml").read_text(encoding="utf-8"))["case"]
MINISTRIES = [
    ("Ministry of Justice and Public Administration said", "Ministry of Justice and Public Administration"),
    ("Ministry of Education, Youth, and Sports of the Czech Republic.",
     "Ministry of Education, Youth, and Sports of the Czech Republic"),
    ("Ministry of Culture and the National Library University", ""),
    ("Ministry of Culture and Masaryk University", ""),
    ("Ministry of Culture, and then", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_payers(case: dict[str, Any]) -> None:
    """The text names these payers, and no others."""
    assert [m.raw for m in mentions(funders, case["text"])] == case.get("funders", [])


@pytest.mark.parametrize(("text", "name"), MINISTRIES)
def test_ministries(text: str, name: str) -> None:
    """A ministry of several things is one name; with another body behind "and" it is not."""
    assert text[: ministry_end(text, 0, len(text))] == name
