"""A noun for a role and the names that it is said of, in the wordings of role_nouns.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from factories import mentions

from extractors import organisations

CASES = tomllib.loads(Path(__file__).with_suffix("").with_name("role_nouns.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_role_noun(case: dict[str, Any]) -> None:
    """The text names these organisations in each role, and no others."""
    found = mentions(organisations, str(case["text"]))
    for field in ("beneficiaries", "partners"):
        assert sorted(m.raw for m in found if m.field == field) == sorted(case.get(field, []))
